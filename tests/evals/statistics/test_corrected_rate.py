import numpy as np
import pytest

from evals.statistics.corrected_rate import corrected_rate
from evals.statistics.interval import Interval
from evals.statistics.pairs import Pairs

RATE, TPR, TNR = 0.6, 0.9, 0.85


def judged(count: int, draw: np.random.Generator) -> Pairs:
    passed = draw.random(count) < RATE
    graded = np.where(passed, draw.random(count) < TPR, draw.random(count) >= TNR)
    return Pairs(passed.astype(np.float64), graded.astype(np.float64), np.arange(count).astype(np.str_))


@pytest.mark.parametrize(("labelled", "unlabelled"), [(100, 50), (100, 200), (400, 100)])
def test_intervals_hold_the_true_rate_whichever_sample_is_small(labelled: int, unlabelled: int) -> None:
    """Drawing the labelled sample alone, as some tools do, holds it in 62, 81 and 50 % of 400 simulations."""
    held = 0
    for seed in range(400):
        draw = np.random.default_rng(seed)
        found = corrected_rate(judged(labelled, draw), judged(unlabelled, draw), samples=400, seed=seed)
        assert found.low is not None and found.high is not None
        held += found.low <= RATE <= found.high
    assert held / 400 == pytest.approx(0.95, abs=0.025)


def test_by_hand() -> None:
    """TPR 3 / 4, TNR 1, 6 of 10 pass: (0.6 + 1 - 1) / (0.75 + 1 - 1)."""
    labelled = Pairs(np.array([1.0] * 4 + [0.0] * 4), np.array([1.0] * 3 + [0.0] * 5), np.arange(8).astype(np.str_))
    unlabelled = Pairs(np.zeros(10), np.array([1.0] * 6 + [0.0] * 4), np.arange(10).astype(np.str_))
    assert corrected_rate(labelled, unlabelled, samples=50).value == pytest.approx(0.8, abs=1e-12)


def test_a_grader_no_better_than_chance_corrects_nothing() -> None:
    labelled = Pairs(np.array([1.0, 1.0, 0.0, 0.0]), np.array([1.0, 0.0, 1.0, 0.0]), np.arange(4).astype(np.str_))
    found = corrected_rate(labelled, labelled, samples=50)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert "no better than chance" in found.note


def test_samples_in_which_it_is_no_better_than_chance_widen_the_interval_and_are_told() -> None:
    """Left out, as some tools do, they would make a bad grader look sure."""
    labelled = Pairs(
        np.array([1.0] * 10 + [0.0] * 10),
        np.array([1.0] * 6 + [0.0] * 4 + [1.0] * 5 + [0.0] * 5),
        np.arange(20).astype(np.str_),
    )
    found = corrected_rate(labelled, labelled, samples=400)
    assert (found.low, found.high) == (0, 1)
    assert found.note.endswith("no better than chance")


def test_without_an_answer_there_is_no_rate() -> None:
    nothing = Pairs(np.array([]), np.array([]), np.array([], np.str_))
    assert corrected_rate(nothing, nothing).value is None


def test_one_question_has_no_interval() -> None:
    one = Pairs(np.array([1.0, 0.0]), np.array([1.0, 0.0]), np.array(["q", "q"]))
    assert corrected_rate(one, one, samples=10) == Interval(0.5, None, None, "no interval from 1 question")
