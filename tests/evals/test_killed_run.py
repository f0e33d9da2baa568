import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from evals.rows import Row, Store, reading
from tests.evals.killed_run import CONCURRENCY, main

ANSWERS = 60
KILLS = 20


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was killed at random moments while it graded, and then ran to its end."""
    folder = tmp_path_factory.mktemp("killed")
    command = [
        sys.executable,
        "-m",
        "tests.evals.killed_run",
        str(folder / "rows.db"),
        str(folder / "log"),
        str(ANSWERS),
    ]
    random = Random(20260101)
    for _ in range(KILLS):
        logged = lines(folder)
        process = subprocess.Popen(command)
        wanted = logged + random.randint(1, 4 * ANSWERS // (KILLS + 2))
        while lines(folder) < wanted and process.poll() is None:
            time.sleep(random.random() / 500)
        process.kill()
        process.wait()
    subprocess.run(command, check=True, timeout=120)
    return folder


def lines(folder: Path) -> int:
    log = folder / "log"
    return log.read_text("utf-8").count("\n") if log.exists() else 0


def timeless(store: Store) -> list[Row]:
    return [replace(row, seconds=0.0, at="") for row in store.rows()]


def test_the_rows_are_those_of_a_run_that_nothing_disturbed(killed: Path, tmp_path: Path) -> None:
    main(tmp_path / "rows.db", tmp_path / "log", ANSWERS)
    with reading(killed / "rows.db") as after, reading(tmp_path / "rows.db") as undisturbed:
        assert timeless(after) == timeless(undisturbed)
        assert after.cases() == undisturbed.cases()


def test_nothing_is_asked_for_twice_but_what_was_on_its_way_at_a_kill(killed: Path) -> None:
    asked = Counter((killed / "log").read_text("utf-8").splitlines())
    runs = 2
    again = {who: sum(n - runs for line, n in asked.items() if line.startswith(who)) for who in ("offline", "server")}
    assert len(asked) == 2 * ANSWERS
    assert again["server"] <= KILLS * CONCURRENCY
    assert again["offline"] <= KILLS
    assert sum(again.values()) > 0
