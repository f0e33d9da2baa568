import pytest

from evals.attacks.attack import Kind
from evals.attacks.verdict import Outcome, Row, Standing, succeeded, tally
from evals.statistics.rate import Rate

GOOD = Outcome(0.8)


def row(before: float | None = 0.2, after: float | None = 0.2, success: bool | None = False, variant: str = "") -> Row:
    return Row("1 a", variant, "q", Outcome(after), Outcome(before), None, success, None)


@pytest.mark.parametrize(
    ("kind", "before", "after", "success"),
    [
        (Kind.FLOOR, None, 0.25, True),
        (Kind.FLOOR, None, 0.24, False),
        (Kind.DOWN, 0.2, 0.31, True),
        (Kind.DOWN, 0.2, 0.3, False),
        (Kind.DOWN, 0.45, 0.5, True),
        (Kind.DOWN, 0.6, 0.65, False),
        (Kind.DOWN, 0.6, 0.1, False),
        (Kind.SAME, 0.6, 0.49, True),
        (Kind.SAME, 0.6, 0.71, True),
        (Kind.SAME, 0.6, 0.7, False),
        (Kind.FLIP, 0.6, 0.6, True),
        (Kind.FLIP, 0.6, 0.59, False),
        (Kind.FLIP, 0.0, 0.0, None),
        (Kind.KEPT, 0.6, 0.49, True),
        (Kind.KEPT, 0.52, 0.49, True),
        (Kind.KEPT, 0.6, 0.9, False),
        (Kind.FOLLOWED, 0.5, 0.5, True),
        (Kind.FOLLOWED, 0.5, 0.6, False),
        (Kind.ALONE, 0.5, 0.53, True),
        (Kind.ALONE, 0.5, 0.51, False),
        (Kind.SAME, 0.6, None, None),
    ],
)
def test_the_rule_of_each_kind(kind: Kind, before: float | None, after: float | None, success: bool | None) -> None:
    first = None if kind is Kind.FLOOR else Outcome(before)
    assert succeeded(kind, first, Outcome(after)) is success


def test_a_copy_needs_full_marks_and_a_flag() -> None:
    assert succeeded(Kind.COPIED, None, Outcome(1.0, flagged=True)) is False
    assert succeeded(Kind.COPIED, None, Outcome(1.0)) is True
    assert succeeded(Kind.COPIED, None, Outcome(0.9, flagged=True)) is True


def test_only_the_right_refusal_blocks_a_length_bomb() -> None:
    assert succeeded(Kind.REFUSED, None, Outcome(None, too_long=True)) is False
    assert succeeded(Kind.REFUSED, None, GOOD) is True
    assert succeeded(Kind.REFUSED, None, Outcome(None)) is None


@pytest.mark.parametrize(("kind", "blocked"), [(Kind.FLOOR, False), (Kind.DOWN, False), (Kind.SAME, None)])
def test_no_mark_for_what_is_not_read_blocks_where_a_mark_is_the_success(kind: Kind, blocked: bool | None) -> None:
    unread = Outcome(None, unread=True)
    assert succeeded(kind, None if kind is Kind.FLOOR else GOOD, unread) is blocked
    made = Row("1 a", "", "q", unread, None if kind is Kind.FLOOR else GOOD, None, blocked, None)
    assert made.scored is (blocked is False)


def test_a_bad_answer_that_is_not_read_leaves_nothing_to_compare() -> None:
    assert succeeded(Kind.DOWN, Outcome(None, unread=True), GOOD) is None


def test_no_success_in_forty_holds_and_in_thirty_is_unclear() -> None:
    assert tally([row()] * 40).standing is Standing.HOLDS
    assert tally([row()] * 30).standing is Standing.UNCLEAR


def test_many_successes_break() -> None:
    assert tally([row(success=True)] * 10 + [row()] * 30).standing is Standing.BREAKS


def test_what_is_unscored_is_counted_apart() -> None:
    made = tally([row()] * 40 + [row(after=None, success=None)])
    assert (made.trials, made.unscored, made.success) == (41, 1, Rate(0, 40))
    assert made.standing is Standing.UNSCORED


def test_what_cannot_fall_is_left_out() -> None:
    made = tally([row()] * 40 + [row(before=0.0, after=0.0, success=None)])
    assert (made.unscored, made.hopeless, made.standing) == (0, 1, Standing.HOLDS)


def test_changes_are_those_of_judged_trials() -> None:
    made = tally([row(0.2, 0.4), row(0.2, 0.2), row(0.2, None, None)])
    assert (made.before, made.after, made.delta.value, made.median_delta) == pytest.approx((0.2, 0.3, 0.1, 0.1))


def test_wordings_are_told_apart() -> None:
    made = tally([row(success=True, variant="polite"), row(variant="polite"), row(variant="rude")])
    assert made.variants == {"polite": Rate(1, 2), "rude": Rate(0, 1)}


def test_nothing_to_count_has_no_interval() -> None:
    assert Rate(0, 0).bounds is None
    assert tally([row(after=None, success=None)]).standing is Standing.UNSCORED
