import numpy as np
import pytest
from statsmodels.api import OLS

from evals.statistics.length_bias import length_bias
from evals.statistics.pairs import Pairs

QUESTIONS = np.repeat(np.arange(60), 8).astype(np.str_)


def simulated(seed: int, bias: float) -> tuple[Pairs, np.ndarray]:
    """Longer answers are better; the grader is off by a part that a question's answers share, as are their lengths."""
    draw = np.random.default_rng(seed)
    given = draw.integers(5, size=480) / 4
    length = 3 + given + np.repeat(draw.normal(0, 0.5, 60), 8) + draw.normal(0, 0.3, 480)
    off = np.repeat(draw.normal(0, 0.1, 60), 8) + draw.normal(0, 0.1, 480)
    return Pairs(given, given + bias * (length - 3.5) + off, QUESTIONS), np.expm1(length)


def test_the_bias_is_that_of_a_grader_who_gives_more_for_length() -> None:
    found = length_bias(*simulated(1, 0.1))
    assert found.value == pytest.approx(0.1, abs=0.05)
    assert found.low is not None
    assert found.low > 0


def test_intervals_hold_no_bias_at_their_rate() -> None:
    held = 0
    for seed in range(400):
        found = length_bias(*simulated(seed, 0.0))
        assert found.low is not None and found.high is not None
        held += found.low <= 0 <= found.high
    assert held / 400 == pytest.approx(0.95, abs=0.025)


def test_the_coefficient_is_that_of_statsmodels_and_the_interval_a_little_wider_than_its_sandwich() -> None:
    pairs, words = simulated(2, 0.05)
    columns = np.column_stack([np.log1p(words), np.ones(480), pairs.given])
    fitted = OLS(pairs.graded - pairs.given, columns).fit(
        cov_type="cluster", cov_kwds={"groups": pairs.place}, use_t=True
    )
    found = length_bias(pairs, words)
    assert found.value == pytest.approx(fitted.params[0], abs=1e-9)
    assert found.low is not None and found.high is not None
    low, high = fitted.conf_int()[0]
    assert 1 < (found.high - found.low) / (high - low) < 1.15


def test_answers_of_one_length_have_no_length_bias() -> None:
    pairs, _ = simulated(1, 0.1)
    found = length_bias(pairs, np.full(480, 20.0))
    assert found.value is None
    assert found.note.startswith("undefined")


def test_where_people_gave_one_score_length_is_all_that_is_fitted() -> None:
    pairs, words = simulated(1, 0.1)
    assert length_bias(Pairs(np.full(480, 0.5), pairs.graded, QUESTIONS), words).value is not None


def test_few_questions_are_warned_of() -> None:
    pairs, words = simulated(1, 0.1)
    few = Pairs(pairs.given[:80], pairs.graded[:80], QUESTIONS[:80])
    assert length_bias(few, words[:80]).note == "only 10 questions"
