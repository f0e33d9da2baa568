from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from interviewer.coding.measurement import (
    AGAIN,
    REFERENCE,
    SUBMISSION,
    Rounds,
    band,
    compared,
    interval,
    noise_note,
    together,
    triggers,
    uncounted_note,
)
from interviewer.coding.outcome import Band, Check, Measurement, Speed, Work

CHECK = Check("exercise", "digest", "cpu", "landlock", 1.0)
FAST = Speed(REFERENCE, 1.0, 0.9, 1.1, Band.NOT_DISTINGUISHABLE, 11, "cpu")


def rounds(submission: float, again: float = 1.0, idle: float = 0.1) -> Rounds:
    """Eleven rounds of nearly the same; the reference takes one second."""
    wave = [1 + 0.02 * (number % 3 - 1) for number in range(11)]
    taken = [{SUBMISSION: submission * part, REFERENCE: 1.0, AGAIN: again} for part in wave]
    return Rounds(tuple(taken), ({SUBMISSION: idle, REFERENCE: idle},) * 11)


def measured(work: Work, reference: Work, *speeds: Speed) -> Check:
    return replace(CHECK, measurement=Measurement(work, reference, speeds))


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (30.0, Band.MUCH_SLOWER),
        (10.0, Band.MUCH_SLOWER),
        (3.0, Band.SLOWER),
        (1.5, Band.WITHIN_TWO),
        (0.8, Band.WITHIN_TWO),
        (0.3, Band.FASTER),
    ],
)
def test_a_ratio_has_its_band(ratio: float, expected: Band) -> None:
    assert band(ratio, ratio * 0.95, ratio * 1.05, 0.02) is expected


def test_an_interval_that_covers_one_tells_nothing() -> None:
    assert band(3.0, 0.9, 8.0, 0.02) is Band.NOT_DISTINGUISHABLE


def test_noise_hides_what_is_not_beyond_a_factor_of_two() -> None:
    assert band(2.5, 1.4, 3.0, 0.3) is Band.NOT_DISTINGUISHABLE


def test_noise_does_not_hide_what_is_far_off() -> None:
    assert band(40.0, 25.0, 60.0, 0.3) is Band.MUCH_SLOWER


def test_the_time_of_handing_over_is_taken_off_both_sides() -> None:
    speed = compared(rounds(submission=1.9, idle=0.4), REFERENCE, "cpu", Random(1))
    assert speed.ratio == pytest.approx(1.5 / 0.6)


def test_a_comparison_names_its_rounds_and_its_device() -> None:
    speed = compared(rounds(submission=20.0), REFERENCE, "cpu", Random(1))
    assert (speed.band, speed.rounds, speed.device) == (Band.MUCH_SLOWER, 11, "cpu")


def test_a_call_that_costs_no_more_than_its_handing_over_is_too_quick() -> None:
    assert rounds(1.0, idle=0.6).too_quick(REFERENCE) and not rounds(1.0).too_quick(REFERENCE)


def test_a_difference_below_nothing_is_no_negative_time() -> None:
    assert min(rounds(submission=0.05).of(SUBMISSION)) > 0


def test_one_code_against_itself_is_noise() -> None:
    assert rounds(submission=1.0, again=1.5).noise > 0.10 > rounds(submission=1.0, again=1.01).noise


def test_one_disturbed_round_is_not_noise() -> None:
    quiet = rounds(1.0)
    disturbed = replace(quiet, taken=(*quiet.taken, {SUBMISSION: 1.0, REFERENCE: 1.0, AGAIN: 90.0}))
    assert disturbed.noise < 0.10


def test_noise_is_told_and_quiet_is_not() -> None:
    assert "noisy" in noise_note(rounds(1.0, again=1.5)) and not noise_note(rounds(1.0))


def test_the_interval_of_equal_rounds_is_a_point() -> None:
    assert interval([2.0] * 7, Random(1)) == (2.0, 2.0)


def test_one_odd_round_does_not_widen_the_interval_to_it() -> None:
    _, high = interval([1.0, 1.1, 0.9, 1.0, 1.05, 0.95, 1.0, 1.1, 0.9, 1.0, 90.0], Random(1))
    assert high < 2


def test_a_script_takes_the_sum_of_its_steps_and_the_highest_of_their_peaks() -> None:
    work = together([{"operations": 2, "peak_bytes": 10, "loads": 1}, {"operations": 3, "peak_bytes": 7}])
    assert work == Work(operations=5, peak_bytes=10, loads=1)


def test_what_floating_point_operations_leave_out_is_named() -> None:
    note = uncounted_note(5, [Counter(add=3), Counter(add=1)])
    assert "4 of 5" in note and "add (4)" in note


def test_nothing_is_said_where_nothing_is_left_out() -> None:
    assert uncounted_note(5, [Counter()]) == ""


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (CHECK, ()),
        (measured(Work(9), Work(1), FAST), ()),
        (measured(Work(10), Work(1), FAST), ("more operations",)),
        (measured(Work(10), Work(0), FAST), ()),
        (measured(Work(1, peak_bytes=5 << 20), Work(1, peak_bytes=1 << 20)), ("more memory",)),
        (measured(Work(1, peak_bytes=5 << 10), Work(1, peak_bytes=1 << 10)), ()),
        (measured(Work(1), Work(1), replace(FAST, band=Band.SLOWER)), ("slower",)),
        (measured(Work(1), Work(1), replace(FAST, band=Band.FASTER)), ()),
        (measured(Work(1), Work(1), replace(FAST, band=Band.SLOWER, against="torch.softmax")), ()),
    ],
)
def test_a_follow_up_may_be_on_what_is_clearly_more(check: Check, expected: tuple[str, ...]) -> None:
    assert triggers(check) == expected
