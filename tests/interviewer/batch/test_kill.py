import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

REFERENCE = "Max pooling keeps the largest value of each window. Pooling has no parameters to learn."
# Long enough that the run is still at it when the journal is first committed.
ROWS = 1_500
CLAUSES = 150


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    with (tmp_path / "in.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["question", "reference", "answer"])
        for number in range(ROWS):
            filler = " ".join(f"Window {number} slides by a stride of {place}." for place in range(CLAUSES))
            writer.writerow(["What does pooling do?", REFERENCE, f"{filler} It keeps the largest value."])
    with grading(tmp_path) as process:
        yield process
        process.kill()


def grading(folder: Path) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INTERVIEWER_")}
    return subprocess.Popen(
        [
            Path(sys.executable).with_name("interviewer"),
            *("grade-file", "in.csv", "--grader", "overlap", "--out", "out.csv", "--data-dir", "data"),
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=kept,
    )


def committed(folder: Path) -> list[str]:
    """The results in the journal, as another process sees them."""
    journal = folder / "out.csv.journal"
    if not journal.exists():
        return []
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return []
        return [row[0] for row in connection.execute("SELECT result FROM done ORDER BY rowid")]


def test_a_killed_run_goes_on_with_what_it_has_graded(running: "subprocess.Popen[str]", tmp_path: Path) -> None:
    deadline = time.monotonic() + 60
    while not committed(tmp_path):
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=20)
    before = committed(tmp_path)
    assert 0 < len(before) < ROWS
    assert not (tmp_path / "out.csv").exists()

    with grading(tmp_path) as again:
        _, said = again.communicate(timeout=120)

    assert again.returncode == 0, said
    assert f"{len(before)} answers were graded by a run before" in said
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["answer"].split()[1] for row in rows] == [str(number) for number in range(ROWS)]
    # Had a row been graded anew it would have taken another time.
    assert [row["seconds"] for row in rows[: len(before)]] == [str(json.loads(kept)["seconds"]) for kept in before]
    assert not (tmp_path / "out.csv.journal").exists()
