"""Questions reviewed in the terminal, on a data folder with two documents beside the bank."""

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from interviewer.cli import app
from interviewer.database import open_database
from knowledge.bank import bank_files, parse
from knowledge.catalogue import Catalogue
from tests.knowledge.desks import NOTES, OTHER, PADDING, POOLING, Shelf

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank and two documents in the database; no command here needs the vector store."""
    folder = tmp_path_factory.mktemp("questions") / "data"
    _fill_bank(open_database(folder))
    shelf = Shelf(folder)
    shelf.put("notes.md", NOTES)
    shelf.put("other.md", OTHER)
    return folder


def _fill_bank(engine: Engine) -> None:
    for name, text in bank_files():
        document, questions = parse(name, text)
        Catalogue(engine).put(document, questions, [], builtin=True)


@pytest.fixture
def run(tmp_path: Path, shelved: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    data = shutil.copytree(shelved, tmp_path / "data")
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(data))
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(model_cache))
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments: str, **variables: str) -> Result:
        return CliRunner().invoke(app, ["knowledge", *arguments], env=variables)

    return command


def of(result: Result) -> Any:  # noqa: ANN401 (JSON)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def listed(run: Run, document: str = "notes.md") -> Any:  # noqa: ANN401 (JSON)
    return of(run("questions", document, "--json"))["questions"]


def id_of(run: Run, text: str, document: str = "notes.md") -> str:
    return str(next(q["question"]["id"] for q in listed(run, document) if q["question"]["text"] == text))


def editor(folder: Path, old: str, new: str) -> str:
    """A program that replaces words of the file it is given, as a person would in an editor."""
    script = folder / "editor.sh"
    script.write_text(f'#!/bin/sh\nsed -i "s/{old}/{new}/" "$1"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def test_questions_are_listed_with_their_numbers_and_state(run: Run) -> None:
    result = run("questions", "notes.md")
    assert result.exit_code == 0
    assert f"{POOLING}  [Pooling, basic, extracted]" in result.stdout.replace("intermediate", "basic")
    assert "  2. (1) The output keeps the size of the input." in result.stdout


def test_a_document_that_is_not_there_is_named(run: Run) -> None:
    result = run("questions", "nothing.md")
    assert result.exit_code == 1
    assert "no document nothing.md" in result.stderr


def test_what_is_changed_in_the_editor_is_taken_over(run: Run, tmp_path: Path) -> None:
    edited = of(
        run("edit", id_of(run, PADDING), "--json", VISUAL=editor(tmp_path, "Why is padding", "Why was padding"))
    )
    assert edited["question"]["text"] == "Why was padding used?"
    assert [(q["question"]["text"], q["state"]) for q in listed(run)] == [
        (POOLING, "extracted"),
        ("Why was padding used?", "edited"),
    ]


def test_an_editor_that_changes_nothing_changes_nothing(run: Run) -> None:
    result = run("edit", id_of(run, PADDING), VISUAL="true")
    assert (result.exit_code, result.stderr) == (0, "Nothing was changed.\n")


def test_wrong_input_is_named_and_kept_and_can_be_given_again(run: Run, tmp_path: Path) -> None:
    key = id_of(run, PADDING)
    result = run("edit", key, VISUAL=editor(tmp_path, "^level: .*", "level: hard"))
    assert result.exit_code == 1
    assert "level: Input should be 'basic', 'intermediate' or 'advanced'" in result.stderr
    kept = Path(result.stderr.split("--file ")[1].strip())
    kept.write_text(kept.read_text().replace("level: hard", "level: advanced"))
    assert of(run("edit", key, "--file", str(kept), "--json"))["question"]["level"] == "advanced"


def test_an_editor_that_is_not_there_is_named(run: Run) -> None:
    result = run("edit", id_of(run, PADDING), VISUAL="/no/such/editor")
    assert result.exit_code == 1
    assert "/no/such/editor" in result.stderr


def test_key_points_are_weighed_and_questions_switched(run: Run) -> None:
    made = of(run("set", id_of(run, PADDING), "--weight", "2=0.5", "--off", "--json"))
    assert [point["weight"] for point in made["question"]["key_points"]] == [1.0, 0.5]
    assert made["state"] == "off"
    assert of(run("set", made["question"]["id"], "--on", "--json"))["state"] == "edited"


@pytest.mark.parametrize("arguments", [[], ["--weight", "two=1"], ["--weight", "2"]])
def test_nothing_to_set_is_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run("set", "0", *arguments).exit_code == 2


def test_a_weight_of_a_point_that_is_not_there_is_refused(run: Run) -> None:
    result = run("set", id_of(run, PADDING), "--weight", "9=1")
    assert result.exit_code == 1
    assert "there is no key point 9" in result.stderr


def test_questions_of_two_documents_are_merged_and_come_apart_again(run: Run) -> None:
    first, second = id_of(run, POOLING), id_of(run, POOLING.upper(), "other.md")
    assert of(run("merge", first, second, "--json"))["state"] == "merged"
    assert listed(run, "other.md") == []
    assert len(of(run("undo", first, "--json"))["questions"]) == 2
    assert len(listed(run, "other.md")) == 1


def test_a_question_is_split(run: Run) -> None:
    parts = of(run("split", id_of(run, POOLING), "--points", "2", "--text", "What of the size?", "--json"))["questions"]
    assert [part["text"] for part in parts] == [POOLING, "What of the size?"]


def test_a_split_that_leaves_nothing_is_refused(run: Run) -> None:
    result = run("split", id_of(run, POOLING), "--points", "1,2", "--text", "What of the size?")
    assert result.exit_code == 1
    assert "each part" in result.stderr


def test_a_passage_is_shown_at_its_place(run: Run) -> None:
    result = run("place", id_of(run, PADDING), "2")
    assert result.stderr == "Pooling, line 9 of the text\n" or "line 9" in result.stderr
    assert "The output keeps the size of the input." in result.stdout
    assert PADDING in result.stdout


def test_a_changed_document_is_told_with_both_versions(run: Run, tmp_path: Path) -> None:
    key = of(run("set", id_of(run, POOLING), "--weight", "1=2", "--json"))["question"]["id"]
    Shelf(tmp_path / "data").put("notes.md", NOTES.replace("largest", "greatest"))
    result = run("questions", "notes.md")
    assert "changed under your edit" in result.stderr
    assert "greatest" in result.stderr
    assert "largest" in result.stdout
    run("keep", key)
    assert "changed under your edit" not in run("questions", "notes.md").stderr


def test_a_lost_review_is_listed_and_attached(run: Run, tmp_path: Path) -> None:
    key = of(run("set", id_of(run, POOLING), "--weight", "1=2", "--json"))["question"]["id"]
    Shelf(tmp_path / "data").put("notes.md", NOTES.replace(POOLING, "What does max-pooling do?"))
    assert f"Lost: {key}" in run("questions", "notes.md").stderr
    new = id_of(run, "What does max-pooling do?")
    assert of(run("attach", key, new, "--json"))["question"]["key_points"][0]["weight"] == 2.0


def test_what_is_asked_twice_and_contradicts_is_listed_until_it_is_dismissed(run: Run) -> None:
    first, second = id_of(run, POOLING), id_of(run, POOLING.upper(), "other.md")
    asked_twice = of(run("duplicates", "--json"))["duplicates"]
    assert [p["similarity"] for p in asked_twice if {p["first"]["id"], p["second"]["id"]} == {first, second}] == [1.0]
    assert "smallest value" in run("contradictions").stdout
    of(run("dismiss", first, second, "--json"))
    assert second not in run("duplicates").stdout
