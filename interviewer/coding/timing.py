"""
A submission that passed, measured beside our own code and the library's: counts first, then times.

Each code has a box of its own. Rounds alternate between them, on inputs that nobody has seen, by the checker's clock;
every result is compared, so that a fast wrong answer is no speed. Nothing here decides whether a submission passes.
"""

import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from time import monotonic

import torch

from interviewer.coding.box import Boxes, Limits
from interviewer.coding.channel import BoxEnded
from interviewer.coding.device import ON_THE_CPU
from interviewer.coding.exercise import Device, Exercise
from interviewer.coding.failure import Wrong
from interviewer.coding.inside.sealing import KEY_SIZE
from interviewer.coding.library import library
from interviewer.coding.measurement import (
    AGAIN,
    REFERENCE,
    SUBMISSION,
    Rounds,
    compared,
    noise_note,
    together,
    too_quick_note,
    uncounted_note,
)
from interviewer.coding.outcome import Measurement, Speed, Work
from interviewer.coding.session import Session
from interviewer.coding.speed_cases import Timed, timed_cases
from interviewer.errors import BoxFailed

ROUNDS, FEWEST_ROUNDS = 11, 5
_ENOUGH_SECONDS = 3.0  # after which no further round is begun
_BATCH_SECONDS = 0.02  # that the calls of one batch should take
_MOST_CALLS, _MOST_BYTES = 16, 8 << 20  # of one batch, and of its inputs
CPU_TIMES = f"{ON_THE_CPU}. A band compares two codes on this machine's processor, and says nothing of a GPU"
INTERPRETED_TIMES = "Not timed: the interpreter's time is no speed"
# Two that are timed at once would time each other.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Subject:
    """A submission that passed, where it is measured, and the secret that its inputs are drawn with."""

    exercise: Exercise
    source: str
    boxes: Boxes
    device: str
    key: bytes


def measured(subject: Subject) -> Measurement:
    """What could not be measured is told in the notes. Raises ExerciseInvalid."""
    cases = timed_cases(subject.exercise, subject.key)
    with _ONE_AT_A_TIME, ExitStack() as opened:
        try:
            mine = _opened(subject, subject.source, opened)
            ours = _opened(subject, subject.exercise.samples()[0].source, opened)
            measurement = _counted(mine, ours, next(cases))
        except (Wrong, BoxEnded, BoxFailed) as error:
            nothing = Work(operations=0)
            return Measurement(nothing, nothing, notes=(f"Not measured: {error}",))
        if subject.exercise.definition.triton and subject.device == Device.CPU:
            return _noted(measurement, INTERPRETED_TIMES)
        try:
            codes = {SUBMISSION: mine, REFERENCE: ours, **_library(subject, opened)}
            speeds, notes = _timed(subject, codes, cases)
        except (Wrong, BoxEnded, BoxFailed) as error:
            return _noted(measurement, f"Not timed: {error}")
        return _noted(replace(measurement, speeds=speeds), *notes, *_of_the_device(subject.device, codes))


@dataclass
class _Code:
    """A code in its box. Raises Wrong and BoxEnded in all it does."""

    session: Session
    tolerance: float
    events: float = 0.0  # milliseconds of the GPU's, as the box tells

    def figures(self, timed: Timed) -> tuple[Work, str]:
        steps = [self.session.figures(call) for call in timed.case.steps]
        work = together([step.counts for step in steps])
        return work, uncounted_note(work.operations, [_known(step.uncounted) for step in steps])

    def seconds(self, cases: Sequence[Timed], idle: bool = False) -> float:
        """Of a call. All inputs are there before the clock starts; with ``idle`` everything is done but the calls."""
        key = os.urandom(KEY_SIZE)
        self.session.hold([timed.case.steps for timed in cases], key)
        run = self.session.go(key, idle)
        if not idle:
            self.events += run.events
            results = iter(self.session.results(run, sum(timed.result_bytes for timed in cases)))
            for timed in cases:
                timed.judge(list(islice(results, timed.returned)), self.tolerance)
        return run.seconds / len(cases)


def _known(operators: Counter[str]) -> Counter[str]:
    """A name that torch does not have could carry a hidden input out."""
    return Counter({name: count for name, count in operators.items() if hasattr(torch.ops.aten, name)})


def _opened(subject: Subject, source: str, opened: ExitStack) -> _Code:
    definition = subject.exercise.definition
    limits = Limits(seconds=definition.limits.seconds, memory=definition.limits.memory_mb << 20)
    session = Session(subject.boxes.open(limits), limits)
    opened.callback(session.close)
    session.load(subject.exercise, source, subject.device)
    return _Code(session, definition.tolerance)


def _library(subject: Subject, opened: ExitStack) -> dict[str, _Code]:
    known = library(subject.exercise)
    return {} if known is None else {known.name: _opened(subject, known.source, opened)}


def _counted(mine: _Code, ours: _Code, timed: Timed) -> Measurement:
    (reference_work, _), (work, note) = ours.figures(timed), mine.figures(timed)
    return Measurement(work, reference_work, notes=(note,) if note else ())


def _of_the_device(device: str, codes: dict[str, _Code]) -> list[str]:
    if device == Device.CPU:
        return [CPU_TIMES]
    told = ", ".join(f"{name} {code.events:.1f} ms" for name, code in codes.items())
    return [f"All timed calls by the GPU's own clock, as the box tells it, beside the bands of ours: {told}"]


def _noted(measurement: Measurement, *notes: str) -> Measurement:
    return replace(measurement, notes=(*measurement.notes, *filter(None, notes)))


def _timed(subject: Subject, codes: dict[str, _Code], cases: Iterator[Timed]) -> tuple[tuple[Speed, ...], list[str]]:
    """The submission compared with each of the others, and what is to be told of it."""
    first, second = [next(cases)], [next(cases)]
    calls = {SUBMISSION: _calls_of_a_batch(codes[SUBMISSION], first, second)}
    with codes[SUBMISSION].session.resting():
        calls |= {name: _calls_of_a_batch(codes[name], first, second) for name in codes if name != SUBMISSION}
    rounds = _rounds(codes, calls, cases)
    others = [name for name in codes if name != SUBMISSION]
    quick = [name for name in others if rounds.too_quick(name)]
    chance = Random(subject.key)  # noqa: S311 (it resamples rounds)
    speeds = [compared(rounds, against, subject.device, chance) for against in others if against not in quick]
    return tuple(speeds), [*map(too_quick_note, quick), noise_note(rounds) if speeds else ""]


def _calls_of_a_batch(code: _Code, first: Sequence[Timed], second: Sequence[Timed]) -> int:
    """What a code does at its first call is left out of account."""
    code.seconds(first)
    fitting = _BATCH_SECONDS / code.seconds(second), _MOST_BYTES / max(1, second[0].input_bytes), _MOST_CALLS
    return max(1, int(min(fitting)))


def _rounds(codes: dict[str, _Code], calls: dict[str, int], cases: Iterator[Timed]) -> Rounds:
    """Now the submission is first, now the others; each has as many calls as fit a batch, of the same inputs."""
    taken, handing, ours = [], [], codes[REFERENCE]
    others = [name for name in codes if name != SUBMISSION]
    until = monotonic() + _ENOUGH_SECONDS
    for turn in range(ROUNDS):
        if turn >= FEWEST_ROUNDS and monotonic() > until:
            break
        inputs = list(islice(cases, max(calls.values())))
        mine = inputs[: calls[SUBMISSION]]
        early = {SUBMISSION: codes[SUBMISSION].seconds(mine)} if turn % 2 else {}
        with codes[SUBMISSION].session.resting():  # a thread that it has left behind would slow the others down
            seconds = {name: codes[name].seconds(inputs[: calls[name]]) for name in others}
            again = ours.seconds(inputs[: calls[REFERENCE]])
            handing.append({name: ours.seconds(inputs[: calls[name]], idle=True) for name in codes})
        late = {} if early else {SUBMISSION: codes[SUBMISSION].seconds(mine)}
        taken.append({**early, **seconds, AGAIN: again, **late})
    return Rounds(tuple(taken), tuple(handing))
