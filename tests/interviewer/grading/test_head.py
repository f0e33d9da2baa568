import numpy as np
import pytest
from pydantic import ValidationError

from interviewer.grade import Band, band
from interviewer.grading.features import FEATURES, Measured
from interviewer.grading.head import Head, shipped_head

ONES = (1.0,) * len(FEATURES)


def make_head(**changes: object) -> Head:
    values: dict[str, object] = {
        "version": "1",
        "trained_on": "nothing",
        "features": FEATURES,
        "mean": (0.0,) * len(FEATURES),
        "scale": ONES,
        "coefficients": (0.0,) * len(FEATURES),
        "intercept": 0.8,
        "reliability": ({"below": 0.5, "share": 0.4}, {"below": 1.01, "share": 0.9}),
    }
    return Head.model_validate(values | changes)


def measured(
    row: np.ndarray | None = None,
    *,
    relevance: float = 0.7,
    core: float = 0.0,
    weight: float = 30.0,
    contradicted: float = 0.0,
) -> Measured:
    return Measured(np.zeros(len(FEATURES)) if row is None else row, relevance, core, weight, contradicted)


def test_an_answer_about_the_key_points_gets_what_was_fitted() -> None:
    assert make_head().score(measured()) == pytest.approx(0.8)


def test_long_talk_about_something_else_is_in_the_lowest_band() -> None:
    assert band(make_head(intercept=1.0).score(measured(relevance=0.4))) is Band.INSUFFICIENT


def test_filler_beside_what_is_about_the_key_points_does_not_bound_the_score() -> None:
    assert make_head().score(measured(relevance=0.4, core=0.8)) == pytest.approx(0.8)


def test_of_a_few_words_none_is_held_to_be_about_something_else() -> None:
    assert make_head().score(measured(relevance=0.4, weight=3.0)) == pytest.approx(0.8)


def test_a_contradicted_point_costs_half_its_weight() -> None:
    assert make_head(intercept=1.0).score(measured(contradicted=1.0)) == pytest.approx(0.5)


def test_a_score_stays_within_its_range_however_strange_the_row() -> None:
    head = make_head(coefficients=ONES)
    assert head.score(measured(np.full(len(FEATURES), 1e9))) <= 1.0
    assert head.score(measured(np.full(len(FEATURES), -1e9))) == 0.0


def test_confidence_is_the_share_of_the_bin() -> None:
    assert (make_head().confidence(0.3), make_head().confidence(0.7), make_head().confidence(1.0)) == (0.4, 0.9, 0.9)


def test_a_head_of_other_features_is_refused() -> None:
    with pytest.raises(ValidationError, match="other features"):
        make_head(features=("length",))


def test_a_head_with_too_few_coefficients_is_refused() -> None:
    with pytest.raises(ValidationError, match="means, scales and coefficients"):
        make_head(coefficients=(1.0,))


def test_the_shipped_head_fits_the_features() -> None:
    assert shipped_head().features == FEATURES
