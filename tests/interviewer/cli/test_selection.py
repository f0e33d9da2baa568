import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interviewer.cli import app

NOTES = "## What does max pooling do?\n\nMax pooling keeps the largest value of each window of a map.\n"

Add = Callable[..., Result]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two notes and a draft."""
    folder = tmp_path_factory.mktemp("selection") / "notes"
    for name in ("a.md", "b.txt", "drafts/c.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{NOTES}\nThat is the file {name}.\n")
    return folder


@pytest.fixture(scope="module")
def add(notes: Path, model_cache: Path) -> Add:
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith("INTERVIEWER_")}
    environment = {**cleared, "INTERVIEWER_CACHE_DIR": str(model_cache)}

    def run(*arguments: str) -> Result:
        command = ["knowledge", "add", *arguments, "--json", "--data-dir", str(notes.parent / "data")]
        return CliRunner().invoke(app, command, env=environment)

    return run


def names(result: Result) -> list[str]:
    return [Path(file["source"]).name for file in json.loads(result.stdout)["files"]]


def test_patterns_choose_the_files_of_a_folder(add: Add, notes: Path) -> None:
    result = add(str(notes), "--include", "*.md", "--exclude", "drafts")
    assert (result.exit_code, names(result)) == (0, ["a.md"])


def test_a_folder_without_a_match_does_not_stop_the_others(add: Add, notes: Path) -> None:
    result = add(str(notes / "drafts"), str(notes), "--include", "b.*")
    assert (result.exit_code, names(result)) == (1, ["drafts", "b.txt"])
    assert "no readable file that the patterns choose (b.*)" in result.stderr
