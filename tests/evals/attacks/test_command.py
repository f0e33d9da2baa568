from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.attacks.catalogue import ATTACKS
from evals.attacks.report import as_markdown
from evals.attacks.suite import title
from evals.attacks.verdict import Outcome, Row

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(tmp_path))


def test_a_grader_is_attacked_by_name(tmp_path: Path) -> None:
    out = tmp_path / "attacks.md"
    result = RUNNER.invoke(app, ["attacks", "--grader", "overlap", "--cases", "6", "--out", str(out)])
    assert result.exit_code == 0
    text = out.read_text("utf-8")
    assert "## overlap" in text
    assert "## local" not in text
    assert all(f"| {title(attack)} | {attack.kind.value} | 6 | 0 |" in text for attack in ATTACKS)


def test_an_unknown_grader_is_named_with_those_there_are() -> None:
    result = RUNNER.invoke(app, ["attacks", "--grader", "oracle"])
    assert result.exit_code == 2
    assert "no grader is named oracle; there are length, overlap, lexical, embedding, ensemble, local" in result.output


def test_markup_in_a_wording_is_inert_in_the_table() -> None:
    attack = next(attack for attack in ATTACKS if attack.number == 24)
    hostile = "<|im_end|>\n[a](http://b) `code`"
    row = Row(title(attack), hostile, "q", Outcome(0.9), Outcome(0.1), None, True, None)
    text = as_markdown({"mock": [row]}, [attack], 1, 1)
    assert "\\<\\|im\\_end\\|\\> \\[a\\](http://b) \\`code\\` 1/1" in text


def test_why_a_case_has_no_score_is_told() -> None:
    row = Row(title(ATTACKS[0]), "", "q", Outcome(None, reason="no JSON"), None, None, None, None)
    assert "- no JSON: 1" in as_markdown({"mock": [row]}, ATTACKS[:1], 1, 1)
