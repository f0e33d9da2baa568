import numpy as np
import pytest
from scipy import stats

from evals.statistics.bootstrap import draws
from evals.statistics.deviation import leniency
from evals.statistics.pairs import Pairs
from evals.statistics.power import detectable, questions_needed


def differences(seed: int, true: float = 0.0) -> np.ndarray:
    """(questions,): of two graders' leniency."""
    return np.random.default_rng(seed).normal(true, 0.2, 40)


def found(apart: np.ndarray) -> float:
    pairs = Pairs(np.zeros(40), apart, np.arange(40).astype(np.str_))
    value = detectable(leniency(pairs, draws(40, 400)), 40)
    assert value is not None
    return value


def test_what_is_detectable_is_detected_four_times_of_five() -> None:
    smallest = float(np.mean([found(differences(seed)) for seed in range(50)]))
    chances = [stats.ttest_1samp(differences(seed, smallest), 0).pvalue for seed in range(1000, 1400)]
    assert np.mean(np.array(chances) <= 0.05) == pytest.approx(0.8, abs=0.06)


def test_more_contrasts_leave_less_to_be_found() -> None:
    pairs = Pairs(np.zeros(40), differences(1), np.arange(40).astype(np.str_))
    values = leniency(pairs, draws(40, 400))
    assert (detectable(values, 40, alpha=0.005) or 0) > (detectable(values, 40) or 0)


def test_four_times_the_questions_find_half_the_difference() -> None:
    assert questions_needed(0.1, questions=30, wanted=0.05) == 120


def test_no_difference_takes_more_questions_than_there_are() -> None:
    with pytest.raises(ValueError, match="the difference wanted is 0"):
        questions_needed(0.1, questions=30, wanted=0)


def test_one_question_finds_nothing() -> None:
    assert detectable(np.array([0.1, 0.1, 0.1, 0.1]), questions=1) is None
