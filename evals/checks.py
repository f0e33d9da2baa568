"""How long a check of code takes on warm boxes, beside a cold process; what several at once cost; what boxes hold."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from evals.scale import timed
from interviewer.coding.box import Boxes
from interviewer.coding.boxes.tier import choose
from interviewer.coding.boxes.warm import STOCK
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import Exercise, load

EXERCISE = "convolution-2d"
ROUNDS = 15
AT_ONCE = 4
_STOCKED_SECONDS = 10.0
_LEAST_BOX = 10e6  # bytes; what is smaller is a helper of bubblewrap's
COLD = [sys.executable, "-c", "import torch"]


def measure(environ: Mapping[str, str]) -> Iterator[str]:
    """The lines of the report. Raises BoxFailed where no tier holds."""
    boxes = choose("", environ).required()
    try:
        exercise = load(EXERCISE)
        _check(exercise, boxes)
        yield _alone(exercise, boxes)
        yield _together(exercise, boxes)
        yield _memory()
    finally:
        boxes.close()


def _check(exercise: Exercise, boxes: Boxes) -> None:
    """The public cases on a solution of ours, and one of them once more in a second box, as for any candidate."""
    done = check(exercise, exercise.samples()[0].source, Bench(boxes))
    if not done.passed:
        raise RuntimeError(f"{exercise.name}: our own solution does not pass")


def _alone(exercise: Exercise, boxes: Boxes) -> str:
    """Alternating."""
    warm, cold = [], []
    for _ in range(ROUNDS):
        warm.append(timed(partial(_check, exercise, boxes)))
        cold.append(timed(partial(subprocess.run, COLD, check=True)))
    ratio = median(theirs / ours for ours, theirs in zip(warm, cold, strict=True))
    return (
        f"check of {exercise.name} on its public cases ({boxes.tier}): {_ms(median(warm))} (goal: under 60); "
        f"a cold process that imports torch: {_ms(median(cold))}; {ratio:.0f} times as long (goal: at least 20)"
    )


def _together(exercise: Exercise, boxes: Boxes) -> str:
    """Alternating. As much work is done at once as one after another, so that equal times lose nothing."""
    one_by_one, at_once, several = [], [], ([exercise] * AT_ONCE, [boxes] * AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(ROUNDS):
            one_by_one.append(timed(lambda: list(map(_check, *several))))
            at_once.append(timed(lambda: list(pool.map(_check, *several))))
    ratio = median(both / each for both, each in zip(at_once, one_by_one, strict=True))
    return (
        f"{AT_ONCE} checks at once: {_ms(median(at_once))}; one after another: {_ms(median(one_by_one))}; "
        f"ratio {ratio:.2f} (goal: at most 1)"
    )


def _memory() -> str:
    """What several processes share is divided among them (PSS), so that the sum is what all of them hold."""
    deadline = monotonic() + _STOCKED_SECONDS
    boxes: list[int] = []
    try:
        while len(boxes) < STOCK and monotonic() < deadline:
            sleep(0.1)
            sizes = sorted(map(_proportional_bytes, _descendants(os.getpid())))
            boxes = [size for size in sizes[:-1] if size > _LEAST_BOX]
    except PermissionError as error:
        return f"memory of the boxes: this system does not tell it ({error})"
    each = sum(boxes) // max(1, len(boxes))
    return (
        f"memory of the process that forks boxes: {_mb(sizes[-1])}; of each of the {len(boxes)} boxes in stock: "
        f"{_mb(each)}; of all: {_mb(sum(sizes))}"
    )


def _descendants(process: int) -> list[int]:
    """Those of a process that is no child of its own are found by their parents, over all of /proc."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text(errors="replace").rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
    found, waiting = [], [process]
    while waiting:
        parent = waiting.pop()
        children = [child for child, its_parent in parents.items() if its_parent == parent]
        found += children
        waiting += children
    return found


def _proportional_bytes(process: int) -> int:
    """0 for one that has just ended. Raises PermissionError."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
