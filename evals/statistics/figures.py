"""Every figure of agreement by name, what is better, and when it is undefined."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from evals.statistics import agreement, correlation, deviation, within_question
from evals.statistics.bootstrap import SAMPLES, SEED, bootstrapped
from evals.statistics.interval import Interval
from evals.statistics.pairs import Figure, Numbers, Pairs


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEAR_ZERO = "near 0"
    NEAR_ONE = "near 1"


@dataclass(frozen=True)
class Measure:
    """A figure; ``undefined`` says when it has no value."""

    label: str
    compute: Figure
    better: Better
    undefined: str

    def goodness(self, values: Numbers) -> Numbers:
        """Values turned so that more is better."""
        match self.better:
            case Better.HIGHER:
                return values
            case Better.LOWER:
                return -values
            case Better.NEAR_ZERO:
                return -np.abs(values)
            case Better.NEAR_ONE:
                return -np.abs(values - 1)

    def bootstrapped(self, pairs: Pairs, samples: int = SAMPLES, seed: int = SEED) -> Interval:
        """The figure with its interval; where it is undefined the note says why."""
        return self.explained(bootstrapped(self.compute, pairs, samples, seed))

    def explained(self, found: Interval) -> Interval:
        return replace(found, note=f"undefined: {self.undefined}") if found.note == "undefined" else found


_NO_ANSWER = "there is no answer"
_FLAT = "people, or the grader, gave all answers the same score"
_PEOPLE_FLAT = "people gave all answers the same score"
_ONE_LABEL = "people and the grader gave all answers one and the same label"
_NO_TELLING = "no question has three answers or more that people told apart"

FIGURES: dict[str, Measure] = {
    "kappa": Measure("quadratic kappa", agreement.kappa, Better.HIGHER, _ONE_LABEL),
    "pearson": Measure("Pearson", correlation.pearson, Better.HIGHER, _FLAT),
    "spearman": Measure("Spearman", correlation.spearman, Better.HIGHER, _FLAT),
    "kendall": Measure("Kendall tau-b", correlation.kendall, Better.HIGHER, _FLAT),
    "within": Measure("Pearson within questions", within_question.pearson, Better.HIGHER, _NO_TELLING),
    "within_spearman": Measure("Spearman within questions", within_question.spearman, Better.HIGHER, _NO_TELLING),
    "within_kendall": Measure("Kendall tau-b within questions", within_question.kendall, Better.HIGHER, _NO_TELLING),
    "mae": Measure("mean absolute error", deviation.mae, Better.LOWER, _NO_ANSWER),
    "rmse": Measure("root mean squared error", deviation.rmse, Better.LOWER, _NO_ANSWER),
    "concordance": Measure("concordance (Lin)", correlation.concordance, Better.HIGHER, _ONE_LABEL),
    "alpha": Measure("Krippendorff alpha, ordinal", agreement.alpha, Better.HIGHER, _ONE_LABEL),
    "exact": Measure("exact agreement", agreement.exact, Better.HIGHER, _NO_ANSWER),
    "adjacent": Measure("adjacent agreement", agreement.adjacent, Better.HIGHER, _NO_ANSWER),
    "sensitivity": Measure("TPR at the pass mark", agreement.sensitivity, Better.HIGHER, "people passed no answer"),
    "specificity": Measure("TNR at the pass mark", agreement.specificity, Better.HIGHER, "people failed no answer"),
    "leniency": Measure("leniency", deviation.leniency, Better.NEAR_ZERO, _NO_ANSWER),
    "severity_slope": Measure("severity slope", deviation.severity_slope, Better.NEAR_ONE, _PEOPLE_FLAT),
    "spread_ratio": Measure("ratio of standard deviations", deviation.spread_ratio, Better.NEAR_ONE, _PEOPLE_FLAT),
}
