"""
Which grader to use, by a rule that was written down before anything was measured.

The cheapest grader that is not worse than the best by more than 0.05 quadratic kappa, beats every floor, and whose
attack bound is under 10 %.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from evals.reporting.gathered import Contestant, Dataset
from evals.statistics.conclusion import MARGIN, Conclusion, concluded, not_worse
from evals.statistics.floors import FLOORS
from evals.statistics.interval import Interval
from evals.statistics.paired import Difference
from evals.statistics.rank_stability import Standing

FIGURE = "kappa"
MOST_ATTACKED = 0.10


@dataclass(frozen=True)
class Judged:
    """
    One grader held against the rule: ``against`` the best, None for the best itself; ``unbeaten`` floors; the highest
    ``bound`` of an attack's success and that ``attack``, None where attacks were not run.
    """

    contestant: Contestant
    against: Difference | None
    near: bool
    unbeaten: Sequence[str]
    bound: float | None
    attack: str

    @property
    def agrees(self) -> bool:
        return self.near and not self.unbeaten

    @property
    def withstands(self) -> bool:
        return self.bound is not None and self.bound < MOST_ATTACKED


@dataclass(frozen=True)
class Choice:
    """
    ``chosen`` meets the whole rule; ``without_attacks`` is the cheapest that meets the rest of it. None where none
    does. ``best`` has the highest kappa.
    """

    best: str | None
    judged: Sequence[Judged]
    chosen: Judged | None
    without_attacks: Judged | None


def choose(
    dataset: Dataset,
    differences: Sequence[Difference],
    standings: Sequence[Standing],
    bounds: Mapping[str, tuple[float, str]],
) -> Choice:
    """``differences`` by ``FIGURE`` of every two rows; ``standings`` those of the contenders."""
    best = next((each.grader for each in standings if each.rank is not None), None)
    if best is None:
        return Choice(None, (), None, None)
    found = {(each.first, each.second): each for each in differences if each.figure == FIGURE}
    found |= {(each.second, each.first): turned(each) for each in found.values()}
    judged = [
        _judged(each, best, found, bounds.get(each.name)) for each in dataset.contestants if each.grader not in FLOORS
    ]
    cheapest = sorted((each for each in judged if each.agrees), key=_price)
    safe = [each for each in cheapest if each.withstands]
    return Choice(best, judged, safe[0] if safe else None, cheapest[0] if cheapest else None)


def turned(found: Difference) -> Difference:
    """The same, of the second grader less the first."""
    shown = found.difference
    low, high = (None if end is None else -end for end in (shown.high, shown.low))
    value = None if shown.value is None else -shown.value
    return replace(
        found,
        first=found.second,
        second=found.first,
        values=(found.values[1], found.values[0]),
        difference=Interval(value, low, high, shown.note),
    )


def _judged(
    contestant: Contestant,
    best: str,
    found: Mapping[tuple[str, str], Difference],
    bound: tuple[float, str] | None,
) -> Judged:
    name = contestant.name
    against = None if name == best else found[name, best]
    unbeaten = [floor for floor in FLOORS if concluded(found[name, floor]) is not Conclusion.BETTER]
    near = against is None or not_worse(against, MARGIN)
    return Judged(contestant, against, near, unbeaten, *(bound or (None, "")))


def _price(judged: Judged) -> tuple[float, float]:
    """What is not known counts as dearest."""
    cost, time = judged.contestant.cost, judged.contestant.milliseconds
    return inf if cost is None else cost, inf if time is None else time
