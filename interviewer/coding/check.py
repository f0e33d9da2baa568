"""A submission checked: each case run in a box, judged here. Seeds, references and the clock never enter the box."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import torch

from interviewer.coding.case import Case, Draw, Family
from interviewer.coding.channel import BoxEnded
from interviewer.coding.examination import Bench, Examination
from interviewer.coding.exercise import Exercise
from interviewer.coding.failure import Wrong
from interviewer.coding.outcome import CaseOutcome, Check
from interviewer.coding.suspicion import suspicions
from interviewer.coding.timing import Subject, measured
from interviewer.coding.trial import one_thread

PUBLIC_KEY = b"public cases"


def check(
    exercise: Exercise,
    source: str,
    bench: Bench,
    key: bytes | None = None,
    on_case: Callable[[CaseOutcome], None] = lambda outcome: None,
) -> Check:
    """
    The outcome on the hidden cases drawn with the secret ``key``, or without one on the public cases.

    ``on_case`` hears of each case as it is done. Raises BoxFailed where no box can be opened, and ExerciseInvalid.
    """
    started = time.monotonic()
    examination = Examination(exercise, source, bench, public=key is None)
    failure, outcomes = None, []
    try:
        with examination.running():
            for case, generator in drawn(exercise, key):
                outcome = examination.outcome(case, generator)
                outcomes.append(outcome)
                on_case(outcome)
    except (Wrong, BoxEnded) as error:  # it could not be loaded
        failure = error.failure  # it has seen no case yet
    if failure is None and outcomes and all(outcome.failure is None for outcome in outcomes):
        failure = examination.unstable() or examination.barred_failure()
    done = Check(
        exercise=exercise.name,
        digest=hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest(),
        device=bench.device,
        tier=bench.boxes.tier,
        seconds=time.monotonic() - started,
        cases=tuple(outcomes),
        failure=failure,
        barred=examination.barred(),
        printed=examination.printed if key is None else "",
        review=(*suspicions(source), *examination.suspicions()),
    )
    if not (done.passed and key and bench.measuring):
        return done
    return replace(done, measurement=measured(Subject(exercise, source, bench.boxes, bench.device, key)))


def drawn(exercise: Exercise, key: bytes | None) -> Iterator[tuple[Case, torch.Generator]]:
    """The cases, one after another, each with a generator for its cotangents."""
    counts = exercise.definition.cases if key is not None else exercise.definition.public
    with one_thread():
        make = exercise.case()
    for family, count in counts.items():
        for index in range(count):
            draw = Draw(key or PUBLIC_KEY, f"{family}/{index}", public=key is None)
            with one_thread():
                case = make(Family(family), index, draw)
            yield case, draw.generator
