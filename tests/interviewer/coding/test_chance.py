import pytest
import torch

from interviewer.coding.chance import (
    ALARM,
    check_independent,
    check_positions,
    check_rate,
    check_same_mask,
    check_scaled,
    interval,
)
from interviewer.coding.failure import FailureKind, Wrong


def mask(seed: int, *shape: int, probability: float = 0.7) -> torch.Tensor:
    return torch.rand(shape, generator=torch.Generator().manual_seed(seed)) < probability


@pytest.mark.parametrize(("trials", "probability"), [(10, 0.5), (1000, 0.1), (4096, 0.97), (1, 0.3)])
def test_counts_outside_the_interval_are_rarer_than_the_alarm(trials: int, probability: float) -> None:
    from scipy.stats import binom

    low, high = interval(trials, probability)
    outside = binom.cdf(low - 1, trials, probability) + binom.sf(high, trials, probability)
    assert outside <= ALARM
    assert low <= trials * probability <= high


def test_one_count_less_at_either_end_would_exceed_the_alarm() -> None:
    from scipy.stats import binom

    low, high = interval(1000, 0.3)
    assert binom.cdf(low, 1000, 0.3) > ALARM / 2
    assert binom.sf(high - 1, 1000, 0.3) > ALARM / 2


@pytest.mark.parametrize("seed", range(20))
def test_a_right_mask_passes_every_test(seed: int) -> None:
    one, other = mask(seed, 40, 60), mask(seed + 1000, 40, 60)
    check_rate(one, 0.7, "the mask")
    check_independent(one, other, 0.7, "the masks")
    check_positions(one, 0.7, "the mask")


def test_a_rate_turned_round_is_told() -> None:
    with pytest.raises(Wrong, match="the mask has the wrong rate") as told:
        check_rate(mask(1, 40, 60, probability=0.3), 0.7, "the mask")
    assert told.value.failure.kind is FailureKind.CHANCE
    assert "of 2400" in told.value.failure.detail


def test_a_certain_rate_allows_no_exception() -> None:
    check_rate(torch.ones(9, dtype=torch.bool), 1.0, "the mask")
    with pytest.raises(Wrong):
        check_rate(torch.tensor([True] * 8 + [False]), 1.0, "the mask")


def test_an_empty_mask_passes() -> None:
    check_rate(torch.zeros(0, dtype=torch.bool), 0.7, "the mask")
    check_positions(torch.zeros(0, 3, dtype=torch.bool), 0.7, "the mask")


def test_the_same_mask_twice_is_told() -> None:
    with pytest.raises(Wrong, match="the masks are not independent"):
        check_independent(mask(1, 500), mask(1, 500), 0.7, "the masks")


@pytest.mark.parametrize("dimension", [0, 1, 2])
def test_one_mask_for_a_whole_dimension_is_told(dimension: int) -> None:
    shape = [12, 14, 16]
    shape[dimension] = 1
    shared = mask(2, *shape).expand(12, 14, 16)
    with pytest.raises(Wrong, match=f"along dimension {dimension} are not independent"):
        check_positions(shared, 0.7, "the mask")


def test_a_mask_repeated_after_half_of_a_dimension_is_told() -> None:
    repeated = mask(3, 200).repeat(2)
    with pytest.raises(Wrong, match="the two halves of the mask along dimension 0"):
        check_positions(repeated, 0.7, "the mask")


def test_survivors_of_the_right_scale_pass_and_others_may_be_anything() -> None:
    x = torch.tensor([1.0, -3.0, 7.0])
    kept = torch.tensor([True, True, False])
    check_scaled(torch.tensor([1.0, -3.0, 0.0]) / 0.7, x, kept, 1 / 0.7)


def test_a_survivor_of_the_wrong_scale_is_told_with_its_place() -> None:
    x = torch.tensor([1.0, -3.0])
    with pytest.raises(Wrong, match="the result has wrong values") as told:
        check_scaled(torch.tensor([1 / 0.7, -3.0]), x, torch.tensor([True, True]), 1 / 0.7)
    assert told.value.failure.kind is FailureKind.VALUES
    assert told.value.failure.detail.startswith("at [1]")


def test_a_survivor_that_is_not_a_number_is_told() -> None:
    with pytest.raises(Wrong):
        check_scaled(torch.tensor([float("nan")]), torch.ones(1), torch.tensor([True]), 1.0)


def test_a_gradient_with_the_forward_mask_passes() -> None:
    kept = mask(4, 30)
    check_same_mask(kept.float() / 0.7, kept, 1 / 0.7)


def test_a_gradient_with_another_mask_is_told() -> None:
    kept = mask(4, 30)
    with pytest.raises(Wrong, match="does not follow the mask") as told:
        check_same_mask(mask(5, 30).float() / 0.7, kept, 1 / 0.7)
    assert told.value.failure.kind is FailureKind.BACKWARD
