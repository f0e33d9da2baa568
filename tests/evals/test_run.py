import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from evals.__main__ import app
from evals.rows import reading

RUNNER = CliRunner()
CASES = [
    {
        "id": f"{question}-{place}",
        "question_id": f"q{question}",
        "question": "What does pooling do?",
        "reference": "Pooling keeps the largest value of each window.",
        "answer": f"{answer} ({question})",
        "score": score,
    }
    for question in range(3)
    for place, (answer, score) in enumerate((("It keeps the largest value.", 1.0), ("It averages.", 0.3), ("So.", 0)))
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(model_cache))
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def pooling(tmp_path: Path) -> Path:
    return write(tmp_path / "pooling.jsonl", *CASES)


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return RUNNER.invoke(app, ["run", *map(str, arguments)])


def table(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_every_offline_grader_is_in_the_table(pooling: Path) -> None:
    result = run("--datasets", pooling)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[:7]] == [
        "pooling", "embedding", "ensemble", "length", "lexical", "local", "overlap",
    ]  # fmt: skip


def test_what_was_done_is_counted(pooling: Path, tmp_path: Path) -> None:
    result = run("--datasets", pooling, "--graders", "overlap", "--store", tmp_path / "rows.db")
    assert "rows.db: 9 new rows (9 graded, 0 unscored, 0 error), 0 copied, 0 there before, 0 left" in result.stderr


def test_the_share_that_the_run_adds_to_its_graders_is_told(pooling: Path) -> None:
    assert "on top" in run("--datasets", pooling, "--graders", "overlap").stderr


def test_a_second_run_grades_nothing_and_gives_the_same_table(pooling: Path) -> None:
    arguments = ("--datasets", pooling, "--graders", "overlap,length", "--json")
    first, second = run(*arguments), run(*arguments)
    assert table(first) == table(second)
    assert "0 new rows" in second.stderr
    assert "18 there before" in second.stderr


def test_a_run_of_some_cases_is_a_part_of_the_next(pooling: Path) -> None:
    assert table(run("--datasets", pooling, "--graders", "overlap", "--limit", 4, "--json"))[0]["scored"] == 4
    whole = run("--datasets", pooling, "--graders", "overlap", "--json")
    assert table(whole)[0]["scored"] == 9
    assert "5 new rows" in whole.stderr


def test_datasets_have_a_table_each(pooling: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.jsonl", *CASES[:3])
    result = run("--datasets", f"{pooling},{other}", "--graders", "overlap", "--json")
    assert [(line["dataset"], line["scored"]) for line in table(result)] == [("other", 3), ("pooling", 9)]


def test_repeats_are_rows_of_their_own(pooling: Path, tmp_path: Path) -> None:
    run("--datasets", pooling, "--graders", "overlap", "--runs", 2, "--store", tmp_path / "rows.db")
    with reading(tmp_path / "rows.db") as store:
        assert [row.run for row in store.rows()] == [0] * 9 + [1] * 9


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--graders", "oracle"), "no grader is named 'oracle'; there are length,"),
        (("--graders", "judge"), "the judge needs a language model; set INTERVIEWER_LLM_MODEL"),
        (("--datasets", "nowhere.csv"), "nowhere.csv cannot be read"),
        (("--datasets", ""), "no dataset is named; there is golden"),
        (("--price", "1"), "the price '1' is not two numbers"),
        (("--price", "1,-1"), "the price '1,-1' is no amount of money"),
    ],
)
def test_what_cannot_be_run_is_named(arguments: tuple[str, str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_limit_in_money_without_a_price_is_refused(pooling: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "m")
    monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", "http://127.0.0.1:1/v1")
    result = run("--datasets", pooling, "--graders", "judge", "--max-cost", 1)
    assert result.exit_code == 2
    assert "needs the price of tokens" in result.stderr


def test_a_run_at_its_limit_ends_with_3_and_says_what_is_left(pooling: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "m")
    monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", "http://127.0.0.1:1/v1")
    result = run("--datasets", pooling, "--graders", "judge,overlap", "--max-calls", 0)
    assert result.exit_code == 3
    assert "9 left, judge: the limit of 0 calls is reached" in result.stderr
    assert "9 new rows (9 graded" in result.stderr


def test_a_file_that_cannot_be_used_does_not_stop_the_others(pooling: Path, tmp_path: Path) -> None:
    result = run("--datasets", f"{tmp_path / 'gone.csv'},{pooling}", "--graders", "overlap")
    assert result.exit_code == 0
    assert "gone.csv cannot be read" in result.stderr


def test_two_datasets_of_one_name_are_not_mixed(pooling: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    twin = write(tmp_path / "more" / "pooling.jsonl", *CASES[:3])
    result = run("--datasets", f"{pooling},{twin}", "--graders", "overlap", "--json")
    assert [line["scored"] for line in table(result)] == [9]
    assert "has the name of another dataset" in result.stderr


def test_rows_that_cannot_be_used_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    bad = [{**case, "id": f"bad {place}", "score": 7} for place, case in enumerate(CASES * 2)]
    path = write(tmp_path / "mixed.jsonl", *CASES, *bad)
    result = run("--datasets", path, "--graders", "overlap")
    assert result.exit_code == 0
    told = [line for line in result.stderr.splitlines() if line.startswith(str(path))]
    assert len(told) == 12
    assert "row 10 is no case: score" in told[0]
    assert told[-2:] == [
        f"{path}: 8 more rows like these",
        f"{path}: 18 of 27 rows are left out, the other 9 are used",
    ]
