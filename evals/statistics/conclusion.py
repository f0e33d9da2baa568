"""What a difference between two graders allows to say, in plain words."""

from enum import StrEnum

from evals.statistics.figures import FIGURES, Better
from evals.statistics.interval import ALPHA
from evals.statistics.paired import Difference
from evals.statistics.power import questions_needed

MARGIN = 0.05
"""A difference that does not matter; written down before anything is measured."""


class Conclusion(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    ALIKE = "alike"
    UNDERPOWERED = "underpowered"
    UNCLEAR = "unclear"
    UNDEFINED = "undefined"


def concluded(found: Difference, margin: float = MARGIN) -> Conclusion:
    """
    Of the first grader. DIFFERENT where neither direction is better; ALIKE where the whole interval is inside the
    margin; UNDERPOWERED where a difference of the margin could not have been found, UNCLEAR where it could.
    """
    value, low, high = found.difference.value, found.difference.low, found.difference.high
    if value is None or low is None or high is None or found.adjusted is None:
        return Conclusion.UNDEFINED
    if found.adjusted <= ALPHA:
        return _direction(found.figure, value)
    if -margin < low and high < margin:
        return Conclusion.ALIKE
    return Conclusion.UNDERPOWERED if (found.detectable or 0) > margin else Conclusion.UNCLEAR


def not_worse(found: Difference, margin: float = MARGIN) -> bool:
    """Whether the first grader is not worse than the second by the margin: the interval's bad end says so."""
    better = FIGURES[found.figure].better
    if better in {Better.NEAR_ZERO, Better.NEAR_ONE}:
        raise ValueError(f"neither direction of {found.figure} is better; choose a figure with one")
    low, high = found.difference.low, found.difference.high
    if low is None or high is None:
        return False
    return low > -margin if better is Better.HIGHER else high < margin


def in_words(found: Difference, margin: float = MARGIN) -> str:
    label = FIGURES[found.figure].label
    match concluded(found, margin):
        case Conclusion.UNDEFINED:
            return f"{found.first} and {found.second} cannot be compared by {label}: {found.difference.note}"
        case Conclusion.BETTER | Conclusion.WORSE | Conclusion.DIFFERENT as conclusion:
            said = {Conclusion.DIFFERENT: "different from"}.get(conclusion, f"{conclusion} than")
            return f"{found.first} is {said} {found.second} by {label}: {_figures(found)}"
        case Conclusion.ALIKE:
            return f"{found.first} and {found.second} are alike by {label}, within {margin:g}: {_figures(found)}"
        case Conclusion.UNDERPOWERED:
            return (
                f"underpowered: {found.questions} questions cannot tell {found.first} and {found.second} apart by "
                f"{label}: {_figures(found)}; {_wanted(found, margin)}"
            )
        case Conclusion.UNCLEAR:
            said = f"{found.first} and {found.second} are not shown to differ by {label}, nor to be alike"
            return f"{said}: {_figures(found)}"


def _direction(figure: str, value: float) -> Conclusion:
    better = FIGURES[figure].better
    if better in {Better.NEAR_ZERO, Better.NEAR_ONE}:
        return Conclusion.DIFFERENT
    return Conclusion.BETTER if (value > 0) == (better is Better.HIGHER) else Conclusion.WORSE


def _figures(found: Difference) -> str:
    shown = found.difference
    swapped = "" if found.permuted_adjusted is None else f" ({found.permuted_adjusted:.3g} by permutation)"
    return f"{shown.value:+.3f} [{shown.low:+.3f}, {shown.high:+.3f}], p = {found.adjusted:.3g}{swapped} after Holm"


def _wanted(found: Difference, margin: float) -> str:
    smallest = found.detectable or 0.0
    needed = questions_needed(smallest, found.questions, margin)
    return f"a difference below {smallest:.2f} is mostly missed; to find {margin:g} takes about {needed} questions"
