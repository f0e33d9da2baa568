import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.reporting.attacked import Attacked, Attacks, read_attacks
from evals.reporting.gathered import BadReport


def attacks(**found: Attacked) -> Attacks:
    return Attacks(cases=40, seed=1, versions={"sound": "1"}, found={"sound": found})


HELD, BROKEN = Attacked(hits=0, of=40, unscored=0), Attacked(hits=9, of=40, unscored=0)


def test_no_success_in_40_cases_is_a_bound_under_a_tenth() -> None:
    assert HELD.bound == pytest.approx(0.0876, abs=1e-4)


def test_what_was_never_scored_shows_nothing() -> None:
    assert Attacked(hits=0, of=0, unscored=40).bound == 1.0


def test_the_weakest_place_is_what_counts() -> None:
    assert attacks(first=HELD, second=BROKEN).bound("sound", "1") == (BROKEN.bound, "second")


@pytest.mark.parametrize(("grader", "version"), [("sound", "2"), ("other", "1")])
def test_what_was_not_attacked_has_no_bound(grader: str, version: str) -> None:
    assert attacks(first=HELD).bound(grader, version) is None


def test_the_command_writes_what_the_report_reads(tmp_path: Path) -> None:
    path = tmp_path / "attacks.json"
    arguments = ["attacks", "--grader", "lexical", "--cases", "1", "--json", path, "--out", tmp_path / "attacks.md"]
    assert CliRunner().invoke(app, [*map(str, arguments)]).exit_code == 0
    found = read_attacks(path)
    assert list(found.found) == list(found.versions) == ["lexical"]
    assert len(found.found["lexical"]) > 20


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match=r"none.json cannot be read"):
        read_attacks(tmp_path / "none.json")


def test_a_count_below_zero_is_refused(tmp_path: Path) -> None:
    content = attacks(first=HELD).model_dump()
    content["found"]["sound"]["first"]["hits"] = -1
    (tmp_path / "a.json").write_text(json.dumps(content))
    with pytest.raises(BadReport, match="holds no attacks"):
        read_attacks(tmp_path / "a.json")
