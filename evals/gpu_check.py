"""
Every exercise for a GPU, on one: solutions and mutants, times and attacks, in a report.

Written without a GPU: on a machine with one this has never been run.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.coding import matrix
from interviewer.coding.box import Boxes
from interviewer.coding.boxes import escapes
from interviewer.coding.boxes.cuda import turn
from interviewer.coding.boxes.escapes import Probed
from interviewer.coding.boxes.readable import readable
from interviewer.coding.check import check
from interviewer.coding.device import Device, sentence
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import Device as Kind
from interviewer.coding.exercise import Exercise, load, names
from interviewer.coding.outcome import Measurement

NO_GPU = (
    "gpu-check was not run: torch sees no GPU here. It needs Linux, bubblewrap, an NVIDIA GPU with its driver, "
    "and a build of torch for CUDA"
)
_KEY = b"solutions on a GPU"


def report(there: Device, chosen: Sequence[str], boxes: Probed, folder: Path) -> Iterator[str]:
    """
    Lines of Markdown on those exercises, or on all that may use a GPU. ``folder`` holds the lock of the GPU.

    Raises BoxFailed where no box opens or the GPU stays in use, ExerciseInvalid and ExerciseNotFound.
    """
    yield from ("# Coding rounds on a GPU", "", sentence(there.kind, triton=False, name=there.name), "")
    exercises = [exercise for name in chosen or names() if Kind.CUDA in (exercise := load(name)).definition.devices]
    with turn(folder):
        yield from _matrix(exercises, boxes)
        yield from _times(exercises, boxes)
        yield from _attacks(boxes)


def _matrix(exercises: Sequence[Exercise], boxes: Boxes) -> Iterator[str]:
    yield from ("## Solutions and mutants", "")
    yield from _head("exercise", "sample", "outcome", "seconds", "what is wrong")
    bench = Bench(boxes, Kind.CUDA, measuring=False)
    for line in matrix([exercise.name for exercise in exercises], bench):
        yield _row(line.exercise, line.sample, line.outcome, f"{line.seconds:.1f}", line.complaint)


def _times(exercises: Sequence[Exercise], boxes: Boxes) -> Iterator[str]:
    yield from ("", "## Times", "", "Of the last of our own solutions, beside the first and the library.", "")
    for exercise in exercises:
        source = [sample.source for sample in exercise.samples() if sample.expected is None][-1]
        done = check(exercise, source, Bench(boxes, Kind.CUDA), _KEY)
        yield from _measured(exercise.name, done.measurement)


def _measured(name: str, measurement: Measurement | None) -> Iterator[str]:
    if measurement is None:
        yield f"- {name}: not measured, since it did not pass"
        return
    for speed in measurement.speeds:
        yield f"- {name} against {speed.against}: {speed.ratio:.2f} ({speed.low:.2f} to {speed.high:.2f}), {speed.band}"
    for note in measurement.notes:
        yield f"- {name}: {note}"


def _attacks(boxes: Probed) -> Iterator[str]:
    yield from ("", "## Attacks on its boxes", "")
    yield from _head("attack", "outcome", "what it met")
    with escapes.bait(readable()) as given:
        for attempt in escapes.attempts(boxes, given):
            yield _row(attempt.attack, attempt.outcome, attempt.told)


def _head(*cells: str) -> tuple[str, str]:
    return _row(*cells), _row(*["---"] * len(cells))


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
