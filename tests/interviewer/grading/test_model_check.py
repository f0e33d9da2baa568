"""The check on a real server over HTTP, with graders that know the anchors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.errors import ModelFailed
from interviewer.grading.anchors import shipped_anchors
from interviewer.grading.model_check import CheckFailed, ModelCheck
from tests.builders import NOON
from tests.known_graders import Scripted, as_known, failing, halfway
from tests.model_server import MODEL, ModelServer, Script, endpoint_at, model_server, said


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server(Script(said("Red."))) as running:
        yield running


def check_at(base_url: str, folder: Path, judge: Scripted | None = None, local: Scripted | None = None) -> ModelCheck:
    endpoint = endpoint_at(base_url, retries=0)
    return ModelCheck(folder, endpoint, judge or Scripted(as_known), local or Scripted(halfway), lambda: NOON)


def silent(*_: object) -> None:
    """Progress that nobody watches."""


def gone() -> str:
    with model_server(Script(said("Red."))) as running:
        return running.base_url


def test_nothing_is_known_before_a_check(server: ModelServer, tmp_path: Path) -> None:
    assert check_at(server.base_url, tmp_path).known() is None


def test_a_good_judge_is_admitted_with_what_it_is(server: ModelServer, tmp_path: Path) -> None:
    admission = check_at(server.base_url, tmp_path).run(silent).admission
    assert admission.admitted
    assert (admission.served, admission.prompt, admission.at) == (MODEL, "a-prompt", NOON)


def test_a_result_is_kept_for_every_process(server: ModelServer, tmp_path: Path) -> None:
    checked = check_at(server.base_url, tmp_path).run(silent)
    assert check_at(server.base_url, tmp_path).known() == checked
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


@pytest.mark.parametrize("other", [Scripted(as_known, version="2"), None])
def test_a_result_holds_for_nothing_else(server: ModelServer, tmp_path: Path, other: Scripted | None) -> None:
    check_at(server.base_url, tmp_path).run(silent)
    base_url = server.base_url if other else f"{server.base_url}/other"
    assert check_at(base_url, tmp_path, other).known() is None


def test_a_local_grader_of_another_version_asks_for_a_new_check(server: ModelServer, tmp_path: Path) -> None:
    check_at(server.base_url, tmp_path).run(silent)
    assert check_at(server.base_url, tmp_path, local=Scripted(halfway, version="2")).known() is None


def test_a_damaged_result_is_none(server: ModelServer, tmp_path: Path) -> None:
    check = check_at(server.base_url, tmp_path)
    check.run(silent)
    next(tmp_path.iterdir()).write_text("{")
    assert check.known() is None


def test_the_progress_goes_through_all_anchors(server: ModelServer, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    check_at(server.base_url, tmp_path).run(lambda *step: steps.append(step))
    assert steps[0] == ("asking the model what it can do", 0, 0)
    assert steps[-1][1:] == (len(shipped_anchors()) - 1, len(shipped_anchors()))


def test_a_judge_of_no_use_is_given_up_early_and_that_is_kept(server: ModelServer, tmp_path: Path) -> None:
    judge = failing()
    check = check_at(server.base_url, tmp_path, judge)
    admission = check.run(silent).admission
    assert not admission.admitted
    assert admission.judge.unscored == judge.asked == 2
    assert check.known()


def test_a_server_that_is_down_measures_nothing(tmp_path: Path) -> None:
    check = check_at(gone(), tmp_path)
    with pytest.raises(ModelFailed, match="cannot be reached"):
        check.run(silent)
    assert "cannot be reached" in check.trouble
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_goes_away_measures_nothing(server: ModelServer, tmp_path: Path) -> None:
    with model_server(Script(said("Red."))) as running:
        check = check_at(running.base_url, tmp_path, failing())
    # Only the probe finds it there.
    probed = check_at(server.base_url, tmp_path).run(silent).capabilities
    with pytest.MonkeyPatch.context() as patch, pytest.raises(ModelFailed, match="the model fell silent; check"):
        patch.setattr("interviewer.grading.model_check.probe", lambda _: probed)
        check.run(silent)
    assert check.known() is None


def test_trouble_is_forgotten_after_a_good_check(server: ModelServer, tmp_path: Path) -> None:
    check = check_at(server.base_url, tmp_path)
    check.trouble = "the server was down"
    check.run(silent)
    assert check.trouble == ""


def test_without_a_local_grader_there_is_nothing_to_compare_with(server: ModelServer, tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match="the local grader"):
        check_at(server.base_url, tmp_path, local=failing()).run(silent)


def test_a_folder_that_cannot_be_written_is_named(server: ModelServer, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CheckFailed, match="cannot be kept"):
        check_at(server.base_url, tmp_path / "file" / "checks").run(silent)
