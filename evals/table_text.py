"""The table of graders beside people as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from evals.ensemble import LOCAL
from evals.statistics.interval import FEW_QUESTIONS, Interval
from evals.table import COVERED, ENSEMBLE, SHOWN, Line, Measured, best, lines, reliability, risk

NOTE = """\
95 % intervals by a bootstrap that draws whole questions. within: mean of the questions' own correlations. kappa:
quadratic weights, scores rounded to quarters. rmse and mae are of scores in 0..1. local and ensemble are fitted to the
training splits, or to the other datasets; the other graders to nothing.
"""


def as_markdown(measured: Iterable[Measured]) -> str:
    return "\n".join([NOTE, *(line for found in measured for line in _part(found))])


def _part(found: Measured) -> Iterator[str]:
    made = lines(found)
    yield f"### {found.part}: {made[0].answers} answers to {made[0].questions} questions"
    yield ""
    if made[0].questions < FEW_QUESTIONS:
        yield f"Fewer than {FEW_QUESTIONS} questions: the intervals are not to be trusted."
        yield ""
    yield from _table(
        ["grader", *SHOWN], [[line.grader, *(_shown(line.figures[name]) for name in SHOWN)] for line in made]
    )
    yield from _table(["local less", *SHOWN], _differences(made))
    yield from _confidence(found)


def _differences(made: Sequence[Line]) -> list[list[str]]:
    ensemble = next(line for line in made if line.grader == ENSEMBLE)
    chosen = {name: best(made, name) for name in SHOWN}
    return [
        ["the best baseline", *(f"{_shown(chosen[n].difference[n], sign=True)} {chosen[n].grader}" for n in SHOWN)],
        [ENSEMBLE, *(_shown(ensemble.difference[name], sign=True) for name in SHOWN)],
    ]


def _confidence(found: Measured) -> Iterator[str]:
    given = found.answers.given
    for grader in (LOCAL, ENSEMBLE):
        bins = reliability(found.confidence[grader], found.scores[grader], given)
        said = "; ".join(f"{b.claimed:.2f}: {b.near:.2f}, {b.nearer:.2f} ({b.answers})" for b in bins)
        yield f"- {grader}, confidence: share within .25, within .15 (answers): {said}"
        left = risk(found.confidence[grader], found.scores[grader], given)
        covered = ", ".join(f"{share:.0%} {error:.3f}" for share, error in zip(COVERED, left, strict=True))
        yield f"- {grader}, mean absolute error of the most confident: {covered}"
    off, routed = np.abs(found.scores[ENSEMBLE] - given), found.routed
    errors = " and of the others ".join(
        f"{off[some].mean():.3f}" if some.any() else "none" for some in (routed, ~routed)
    )
    yield f"- {ENSEMBLE}, large disagreement: {routed.mean():.1%} of the answers; their mean absolute error {errors}"
    yield ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"
    yield ""


def _shown(found: Interval, *, sign: bool = False) -> str:
    if found.value is None:
        return "undefined"
    form = "+.3f" if sign else ".3f"
    if found.low is None or found.high is None:
        return f"{found.value:{form}}"
    return f"{found.value:{form}} [{found.low:{form}}, {found.high:{form}}]"
