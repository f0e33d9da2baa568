import socket
from pathlib import Path

import pytest

from interviewer.bootstrap import build_embedder, build_examiner
from interviewer.coding.box import Tier
from interviewer.coding.boxes.escapes import Attempt
from interviewer.coding.boxes.landlock import landlock_boxes
from interviewer.coding.boxes.readable import readable
from interviewer.coding.boxes.tier import Chosen, Trial
from interviewer.doctor import (
    Check,
    check_all,
    check_chroma,
    check_code,
    check_embedder,
    check_folder,
    check_model,
    check_model_role,
    check_port,
    check_python,
    check_sqlite,
    check_torch,
    isolation,
)
from interviewer.settings import Settings, load_settings
from knowledge.index import Index
from tests.known_graders import Scripted, as_known, failing, halfway
from tests.model_server import Script, model_server, said


def settings(folder: Path, **others: object) -> Settings:
    return load_settings({}, data_dir=folder / "data", cache_dir=folder / "cache", **others)


def prepared(folder: Path, model_cache: Path) -> Settings:
    return settings(folder).model_copy(update={"cache_dir": model_cache})


def test_a_sound_installation_has_no_failed_check(tmp_path: Path, model_cache: Path) -> None:
    checks = check_all(prepared(tmp_path, model_cache))
    assert [check for check in checks if check.status == "failed"] == []
    assert {"Python", "SQLite", "PyTorch", "Chroma", "Data folder", "Language model"} <= {c.name for c in checks}


def test_whatever_is_not_ok_has_a_remedy_and_only_that(tmp_path: Path) -> None:
    checks = check_all(settings(tmp_path, llm_model="m", llm_base_url="http://127.0.0.1:9", llm_retries=0))
    assert {check.status for check in checks} >= {"ok", "failed"}
    assert [check for check in checks if bool(check.remedy) == (check.status == "ok")] == []


def test_the_oldest_python_that_will_do() -> None:
    assert check_python((3, 11, 0)).status == "ok"
    assert check_python((3, 10, 14)).status == "failed"


def test_the_oldest_sqlite_that_will_do() -> None:
    assert check_sqlite((3, 35, 0)).status == "ok"
    assert check_sqlite((3, 34, 1)).status == "failed"


def test_the_device_of_pytorch_is_named() -> None:
    assert any(device in check_torch().found for device in ("cpu", "cuda", "mps"))


def test_a_converted_model_is_found(tmp_path: Path, model_cache: Path) -> None:
    assert {check.status for check in check_embedder(prepared(tmp_path, model_cache))} == {"ok"}


def test_without_a_converted_model_the_remedy_is_to_prepare(tmp_path: Path) -> None:
    *_, converted = check_embedder(settings(tmp_path))
    assert (converted.status, converted.remedy) == ("failed", "convert it: interviewer prepare")


def test_an_embedder_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (check,) = check_embedder(settings(tmp_path, embedder=str(tmp_path / "empty")))
    assert check.status == "failed"
    assert str(tmp_path / "empty") in check.found


def test_a_vector_store_that_opens_tells_its_size(tmp_path: Path) -> None:
    assert check_chroma(settings(tmp_path)) == Check("Chroma", "ok", f"0 entries in {tmp_path / 'data' / 'chroma'}")


def test_a_vector_store_in_use_is_only_a_warning(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    index = Index(chosen.data_dir / "chroma", None, build_embedder(chosen))
    index.count()
    try:
        check = check_chroma(chosen)
    finally:
        index.close()
    assert check.status == "warning"
    assert "in use" in check.found


def test_a_chroma_server_that_does_not_answer_is_a_failure(tmp_path: Path) -> None:
    check = check_chroma(settings(tmp_path, chroma_url="http://127.0.0.1:9"))
    assert check.status == "failed"
    assert "127.0.0.1:9" in check.found


def test_a_data_folder_is_made_and_measured(tmp_path: Path) -> None:
    check = check_folder(tmp_path / "new")
    assert check.status in {"ok", "warning"}
    assert "GiB free" in check.found


def test_a_data_folder_that_cannot_be_made_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert check_folder(tmp_path / "file" / "data").status == "failed"


def test_without_a_language_model_all_is_well(tmp_path: Path) -> None:
    check = check_model(settings(tmp_path))
    assert check.status == "ok"
    assert "authored wording" in check.found


def test_a_language_model_that_cannot_be_reached_is_a_failure(tmp_path: Path) -> None:
    check = check_model(settings(tmp_path, llm_model="m", llm_base_url="http://127.0.0.1:9/v1", llm_retries=0))
    assert check.status == "failed"
    assert "cannot be reached" in check.found


def test_a_port_in_use_is_a_warning() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert check_port(port).status == "warning"
    assert check_port(port).status == "ok"


def checked(folder: Path, judge: Scripted, monkeypatch: pytest.MonkeyPatch, **others: object) -> list[Check]:
    """The findings about a model that was checked on a server which is gone by then."""
    monkeypatch.setattr("interviewer.bootstrap.build_judge", lambda *_: judge)
    monkeypatch.setattr("interviewer.bootstrap.LocalGrader", lambda _: Scripted(halfway))
    with model_server(Script(said("Red."))) as server:
        chosen = settings(folder, llm_model="m", llm_base_url=server.base_url, llm_retries=0, **others)
        check = build_examiner(chosen).check
        assert check
        check.run(lambda *_: None)
    return list(check_model_role(chosen))


def test_without_a_model_nothing_is_said_of_its_role(tmp_path: Path) -> None:
    assert list(check_model_role(settings(tmp_path))) == []


def test_a_model_that_was_not_checked_is_a_warning_with_the_remedy(tmp_path: Path) -> None:
    (check,) = check_model_role(settings(tmp_path, llm_model="m", llm_base_url="http://127.0.0.1:9/v1"))
    assert (check.status, check.remedy) == ("warning", "check it: interviewer model check")
    assert "not yet checked" in check.found


def test_an_admitted_model_is_told_with_figures_and_abilities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    role, abilities = checked(tmp_path, Scripted(as_known), monkeypatch)
    assert role.status == "ok"
    assert "Pearson correlation 1.00" in role.found
    assert "Schema enforced: no" in abilities.found


def test_a_model_that_is_not_admitted_is_told_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    role, _ = checked(tmp_path, failing(), monkeypatch)
    assert role.status == "warning"
    assert "does not grade, because it left 2 of 2" in role.found


def test_a_model_that_grades_by_the_setting_is_told_how_to_end_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    role, _ = checked(tmp_path, failing(), monkeypatch, judge_anyway=True)
    assert (role.status, "INTERVIEWER_JUDGE_ANYWAY" in role.remedy) == ("warning", True)


def test_the_isolation_of_code_and_the_attacks_on_it_are_told(tmp_path: Path) -> None:
    isolated, attacks = check_code(settings(tmp_path))
    assert "held against" in isolated.found
    assert attacks.found.startswith("none got out: read a file of the user's, read the project, ")


def test_landlock_alone_is_a_warning_with_its_remedy() -> None:
    boxes = landlock_boxes(readable())  # starts nothing until a box is opened
    checked = isolation(Chosen(boxes, (Trial(Tier.LANDLOCK, (Attempt("read the project", "held", ""),)),)))
    assert (checked.status, "apt-get install bubblewrap" in checked.remedy) == ("warning", True)


def test_where_nothing_holds_code_is_said_to_be_refused() -> None:
    trial = Trial(Tier.LANDLOCK, (Attempt("read the project", "out", "OUT"),))
    checked = isolation(Chosen(None, (trial,)))
    assert checked.status == "warning"
    assert "1 of 1 attacks got out (read the project); candidates' code is refused" in checked.found
