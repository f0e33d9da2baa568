"""Two graders on the same answers: by how much any figure differs, how sure that is, and whether it can be chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evals.statistics.bootstrap import SAMPLES, SEED, draws
from evals.statistics.completeness import common
from evals.statistics.figures import FIGURES
from evals.statistics.interval import ALPHA, Interval, chance, difference_interval
from evals.statistics.pairs import Figure, Pairs
from evals.statistics.power import detectable
from evals.statistics.score_table import ScoreTable


@dataclass(frozen=True)
class Difference:
    """
    ``first`` less ``second`` by one figure, over the ``answers`` that both scored.

    ``chance`` is the p-value by samples of questions, which goes with the interval. ``permuted`` is that of swapping
    the graders: exact where they are interchangeable, whatever the number of questions, but blunt where they differ
    in another way, such as leniency. Both are adjusted by Holm over the contrasts and figures of one plan.
    ``detectable`` is the smallest difference that four of five such comparisons would find. None where undefined.
    """

    figure: str
    first: str
    second: str
    answers: int
    questions: int
    values: tuple[float | None, float | None]
    difference: Interval
    chance: float | None
    permuted: float | None
    adjusted: float | None
    permuted_adjusted: float | None
    detectable: float | None


@dataclass(frozen=True)
class Plan:
    """``contrasts`` are declared before anything is measured: p-values are adjusted over all of them together."""

    contrasts: Sequence[tuple[str, str]]
    figures: Sequence[str] = ("kappa",)
    samples: int = SAMPLES
    permutations: int = SAMPLES
    seed: int = SEED


def compared(table: ScoreTable, plan: Plan) -> list[Difference]:
    """A difference for each contrast and figure. Raises ValueError for a grader or a figure that there is not."""
    unknown = {grader for contrast in plan.contrasts for grader in contrast} - set(table.scores)
    unknown |= set(plan.figures) - set(FIGURES)
    if unknown:
        raise ValueError(f"no grader and no figure is named {', '.join(sorted(unknown))}")
    level = ALPHA / max(len(plan.contrasts) * len(plan.figures), 1)
    found = [
        _difference(table, (first, second), figure, plan, level)
        for first, second in plan.contrasts
        for figure in plan.figures
    ]
    corrected = zip(holm([one.chance for one in found]), holm([one.permuted for one in found]), strict=True)
    return [replace(one, adjusted=p, permuted_adjusted=q) for one, (p, q) in zip(found, corrected, strict=True)]


def _difference(table: ScoreTable, contrast: tuple[str, str], name: str, plan: Plan, level: float) -> Difference:
    both = common(table, contrast)
    first, second = (both.pairs(grader) for grader in contrast)
    measure, questions = FIGURES[name], len(first.names)
    if not questions:
        nothing = Interval(None, None, None, "undefined: no answer was scored by both")
        return Difference(name, *contrast, 0, 0, (None, None), nothing, None, None, None, None, None)
    drawn = draws(questions, plan.samples, plan.seed)
    values = [measure.compute(pairs, drawn) for pairs in (first, second)]
    apart = values[0] - values[1]
    return Difference(
        name,
        *contrast,
        len(both.ids),
        questions,
        (_known(values[0][0]), _known(values[1][0])),
        measure.explained(difference_interval(apart, questions)),
        chance(apart, questions),
        permuted(measure.compute, first, second, plan.permutations, plan.seed),
        None,
        None,
        detectable(apart, questions, level),
    )


def permuted(
    figure: Figure, first: Pairs, second: Pairs, permutations: int = SAMPLES, seed: int = SEED
) -> float | None:
    """
    The two-sided p-value of the difference: how often it is as large when the graders swap their scores.

    They swap all scores of a question or none, since answers to one question are alike. The measured difference counts
    among the swapped ones, so that the value is never 0 (Phipson and Smyth 2010). None where a figure is undefined.
    Raises ValueError where the pairs are not of the same answers in the same order.
    """
    if not (np.array_equal(first.questions, second.questions) and np.array_equal(first.given, second.given)):
        raise ValueError("the graders' columns are of different answers; take those that both scored")
    stacked = Pairs(
        np.concatenate([first.given, second.given]),
        np.concatenate([first.graded, second.graded]),
        np.concatenate([np.strings.add("a:", first.questions), np.strings.add("b:", second.questions)]),
        first.steps,
        first.pass_mark,
    )
    kept = np.random.default_rng(seed).integers(2, size=(permutations, len(first.names))).astype(np.float64)
    kept = np.vstack([np.ones(len(first.names)), kept])
    apart = np.abs(figure(stacked, np.hstack([kept, 1 - kept])) - figure(stacked, np.hstack([1 - kept, kept])))
    if not np.isfinite(apart[0]):
        return None
    known = apart[1:][np.isfinite(apart[1:])]
    return float((1 + np.sum(known >= apart[0] - 1e-12)) / (1 + len(known)))


def holm(chances: Sequence[float | None]) -> list[float | None]:
    """Adjusted for all that are known together (Holm 1979); None stays None."""
    from statsmodels.stats.multitest import multipletests

    known = [place for place, chance in enumerate(chances) if chance is not None]
    found: list[float | None] = [None] * len(chances)
    if known:
        adjusted = multipletests([chances[place] for place in known], method="holm")[1]
        for place, chance in zip(known, adjusted, strict=True):
            found[place] = float(chance)
    return found


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
