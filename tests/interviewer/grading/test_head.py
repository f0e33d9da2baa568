import numpy as np
import pytest
from pydantic import ValidationError

from interviewer.grade import Band, band
from interviewer.grading.features import FEATURES
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


def row(**values: float) -> np.ndarray:
    found = np.zeros(len(FEATURES))
    for name, value in values.items():
        found[FEATURES.index(name.replace("_", " "))] = value
    return found


def test_a_well_supported_answer_gets_what_was_fitted() -> None:
    assert make_head().score(row(support=0.6, points_credited=1.0)) == pytest.approx(0.8)


def test_an_answer_that_supports_nothing_gets_nothing() -> None:
    assert make_head().score(row(support=0.0, points_credited=1.0)) == 0.0


def test_a_contradicted_point_costs_half_its_weight() -> None:
    assert make_head(intercept=1.0).score(
        row(support=0.6, points_credited=1.0, points_contradicted=1.0)
    ) == pytest.approx(0.5)


def test_without_a_credited_point_the_score_is_in_the_lowest_band() -> None:
    assert band(make_head(intercept=1.0).score(row(support=0.9))) is Band.INSUFFICIENT


def test_a_score_stays_within_its_range_however_strange_the_row() -> None:
    head = make_head(coefficients=ONES)
    assert head.score(np.full(len(FEATURES), 1e9)) <= 1.0
    assert head.score(np.full(len(FEATURES), -1e9)) == 0.0


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
