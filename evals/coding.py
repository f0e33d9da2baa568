"""Every exercise's own solutions and mutants, through the real checker: the right pass, the wrong fail as they say."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import Exercise, Sample, load, names
from interviewer.coding.library import library
from interviewer.coding.outcome import Check, findings

# Hidden cases as good as any; the same each time, so that the matrix gives the same each time.
KEY = b"solutions and mutants"


@dataclass(frozen=True)
class Line:
    """``complaint`` is empty where the sample came out as it must."""

    exercise: str
    sample: str
    outcome: str
    seconds: float
    complaint: str = ""


def matrix(chosen: Sequence[str], bench: Bench, key: bytes = KEY, jobs: int = 1) -> Iterator[Line]:
    """
    A line for each sample of these exercises, or of all, in order; ``jobs`` checks at a time.

    Raises ExerciseInvalid, ExerciseNotFound and BoxFailed.
    """
    exercises = [load(name) for name in (chosen or names())]
    samples = [(exercise, sample) for exercise in exercises for sample in (*exercise.samples(), *_library(exercise))]

    def line(pair: tuple[Exercise, Sample]) -> Line:
        exercise, sample = pair
        done = check(exercise, sample.source, bench, key)
        may_be_barred = sample.name.startswith("torch.")  # the library computes the same, by what is not allowed
        judged = replace(done, failure=None) if may_be_barred and done.barred else done
        return Line(exercise.name, sample.name, _told(done), done.seconds, complaint(sample, judged))

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(line, samples)


def _library(exercise: Exercise) -> Iterator[Sample]:
    """What times are compared with."""
    if known := library(exercise):
        yield Sample(known.name, known.source)


def complaint(sample: Sample, done: Check) -> str:
    """What is wrong with the outcome of a sample; empty where nothing is."""
    found = {finding.kind: finding.tag for finding in findings(done)}
    if sample.expected is None:
        return "" if done.passed else "it is right, and did not pass"
    if done.passed:
        return f"it is wrong ({sample.expected}), and passed"
    if sample.expected not in found:
        return f"it must fail with {sample.expected}"
    if sample.tag and found[sample.expected] != sample.tag:
        return f"it must be told by the tag {sample.tag!r}"
    return ""


def _told(done: Check) -> str:
    if done.passed:
        return "passed"
    found = [f"{finding.kind} ({finding.tag})" if finding.tag else str(finding.kind) for finding in findings(done)]
    first = findings(done)[0].failure
    return f"{', '.join(found)}: {first.message}"
