import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from tests.builders import CLAIMS

RUNNER = CliRunner()
ANSWERS = ((" ".join(CLAIMS), 1.0), (CLAIMS[0], 0.4), ("It makes nets deeper and slower to train.", 0.0))


@pytest.fixture(autouse=True)
def _cache(model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(model_cache))


def dataset(folder: Path) -> Path:
    """Ten questions with three answers each, the last two questions in the test split."""
    rows = [
        {
            "id": f"{question}-{place}",
            "question_id": f"q{question}",
            "question": "What does pooling do?",
            "reference": " ".join(CLAIMS),
            "answer": answer,
            "score": score,
            "split": "train" if question < 8 else "test-unseen-questions",
        }
        for question in range(10)
        for place, (answer, score) in enumerate(ANSWERS)
    ]
    path = folder / "pooling.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_the_table_names_the_split_and_every_grader(tmp_path: Path) -> None:
    out = tmp_path / "table.md"
    result = RUNNER.invoke(app, ["table", str(dataset(tmp_path)), "--out", str(out)])
    assert result.exit_code == 0, result.output
    text = out.read_text("utf-8")
    assert "### pooling, test-unseen-questions: 6 answers to 2 questions" in text
    assert all(f"| {name} | " in text for name in ("length", "overlap", "lexical", "embedding", "local", "ensemble"))


def test_fitted_weights_are_written_with_the_versions_of_the_members(tmp_path: Path) -> None:
    out = tmp_path / "ensemble.json"
    result = RUNNER.invoke(app, ["fit-ensemble", str(dataset(tmp_path)), "--out", str(out)])
    assert result.exit_code == 0, result.output
    members = json.loads(out.read_text("utf-8"))["members"]
    assert [member["grader"] for member in members] == ["local", "embedding", "lexical", "overlap"]
    assert all(member["version"] for member in members)


@pytest.mark.parametrize("command", ["table", "fit-ensemble"])
def test_a_file_that_is_no_set_of_answers_is_named(tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question,answer\nWhy?,So.\n")
    result = RUNNER.invoke(app, [command, str(path)])
    assert result.exit_code == 2
    assert "lacks the columns question_id, reference, score" in result.output
