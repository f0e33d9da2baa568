import pytest
from pydantic import ValidationError

from interviewer.grading.embedding import EmbeddingGrader
from interviewer.grading.head import shipped_head
from interviewer.grading.lexical import LexicalGrader
from interviewer.grading.mix import Mix, shipped_mix
from interviewer.grading.overlap import OverlapGrader


def make_member(grader: str, weight: float, *, intercept: float = 0.0, slope: float = 1.0) -> dict[str, object]:
    return {"grader": grader, "version": "1", "weight": weight, "intercept": intercept, "slope": slope}


def make_mix(*members: dict[str, object], **changes: object) -> Mix:
    values: dict[str, object] = {
        "version": "1",
        "trained_on": "nothing",
        "members": members or (make_member("first", 0.75), make_member("second", 0.25)),
        "bounded_by": "first",
        "disagreement_from": 0.5,
        "reliability": ({"below": 0.5, "share": 0.4}, {"below": 1.01, "share": 0.9}),
    }
    return Mix.model_validate(values | changes)


def test_the_score_is_the_weighted_mean() -> None:
    assert make_mix().score({"first": 0.8, "second": 0.4}) == pytest.approx(0.7)


def test_without_a_member_the_weights_of_the_others_grow() -> None:
    mix = make_mix(make_member("first", 0.5), make_member("second", 0.3), make_member("third", 0.2))
    assert mix.weights({"second": 1.0, "third": 1.0}) == pytest.approx({"second": 0.6, "third": 0.4})
    assert mix.score({"second": 1.0, "third": 0.0}) == pytest.approx(0.6)


def test_members_without_a_weight_count_alike_when_they_are_all_there_is() -> None:
    mix = make_mix(make_member("first", 1.0), make_member("second", 0.0), make_member("third", 0.0))
    assert mix.score({"second": 1.0, "third": 0.5}) == pytest.approx(0.75)


def test_members_are_put_on_one_scale() -> None:
    mix = make_mix(make_member("first", 1.0, intercept=0.2, slope=0.5))
    assert mix.opinions({"first": 0.8}) == pytest.approx({"first": 0.6})


def test_an_opinion_stays_on_the_scale() -> None:
    mix = make_mix(make_member("first", 1.0, intercept=0.5, slope=2.0))
    assert mix.opinions({"first": 1.0}) == {"first": 1.0}


@pytest.mark.parametrize("score", [0.0, 0.2, 0.2499])
def test_what_the_bounding_member_puts_into_the_lowest_band_stays_there(score: float) -> None:
    assert make_mix().score({"first": score, "second": 1.0}) == pytest.approx(score)


def test_above_the_lowest_band_it_bounds_nothing() -> None:
    assert make_mix().score({"first": 0.25, "second": 1.0}) == pytest.approx(0.4375)


def test_another_member_bounds_nothing() -> None:
    assert make_mix().score({"first": 1.0, "second": 0.0}) == pytest.approx(0.75)


def test_confidence_is_what_is_known_of_scores_like_it() -> None:
    assert (make_mix().confidence(0.3), make_mix().confidence(0.5), make_mix().confidence(1.0)) == (0.4, 0.9, 0.9)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"members": (make_member("first", 0.4),)}, "add up to 1"),
        ({"members": (make_member("first", 0.5), make_member("first", 0.5))}, "each member has one place"),
        ({"bounded_by": "third"}, "'third' is to be one of first, second"),
        ({"members": (make_member("first", 1.5), make_member("second", -0.5))}, "less than or equal to 1"),
        ({"members": (make_member("first", 1.0, slope=-1.0),)}, "greater than or equal to 0"),
        ({"unknown": 1}, "Extra inputs"),
    ],
)
def test_weights_that_cannot_be_are_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        make_mix(**changes)


def test_the_shipped_weights_were_fitted_to_the_graders_that_ship() -> None:
    """Where this fails, a grader has changed: run `python -m evals fit-ensemble` with the files of the model card."""
    assert {member.grader: member.version for member in shipped_mix().members} == {
        "local": shipped_head().version,
        "embedding": EmbeddingGrader.version,
        "lexical": LexicalGrader().version,
        "overlap": OverlapGrader().version,
    }


def test_the_shipped_weights_bound_by_the_local_grader_which_has_the_most() -> None:
    mix = shipped_mix()
    assert mix.bounded_by == max(mix.members, key=lambda member: member.weight).grader == "local"
