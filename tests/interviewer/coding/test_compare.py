import math
from typing import Any

import pytest
import torch

from interviewer.coding.compare import Closeness, compare, shown
from interviewer.coding.failure import FailureKind, Wrong
from interviewer.coding.inside.values import Other

CLOSE = Closeness(torch.float32, factor=16.0)
ONE = torch.tensor([1.0, 2.0], dtype=torch.float64)


def kind(expected: Any, got: Any, closeness: Closeness = CLOSE) -> FailureKind | None:  # noqa: ANN401
    try:
        compare(expected, got, closeness)
    except Wrong as error:
        return error.failure.kind
    return None


def test_float32_is_what_a_float64_reference_must_come_as() -> None:
    assert kind(ONE, ONE.float()) is None
    assert kind(ONE, ONE) is FailureKind.DTYPE


def test_the_bound_grows_with_the_reduction_and_the_scale() -> None:
    off = (ONE + 1e-5).float()
    assert kind(ONE, off) is FailureKind.VALUES
    assert kind(ONE, off, Closeness(torch.float32, 16.0, reduction=100)) is None
    assert kind(ONE, off, Closeness(torch.float32, 16.0, scale=100.0)) is None


def test_an_expected_zero_must_be_nearly_zero() -> None:
    zeros = torch.zeros(2, dtype=torch.float64)
    assert kind(zeros, torch.zeros(2)) is None
    assert kind(zeros, torch.full((2,), 1e-20)) is FailureKind.VALUES


@pytest.mark.parametrize("got", [[math.nan, 2.0], [math.inf, 2.0]])
def test_nan_or_infinite_where_a_number_is_expected_is_its_own_kind(got: list[float]) -> None:
    assert kind(ONE, torch.tensor(got)) is FailureKind.NOT_FINITE


def test_nan_is_right_only_where_nan_is_expected() -> None:
    expected = torch.tensor([math.nan, 2.0], dtype=torch.float64)
    assert kind(expected, torch.tensor([math.nan, 2.0])) is None
    assert kind(expected, torch.tensor([1.0, 2.0])) is FailureKind.NOT_FINITE


def test_infinity_keeps_its_sign() -> None:
    expected = torch.tensor([-math.inf], dtype=torch.float64)
    assert kind(expected, torch.tensor([-math.inf])) is None
    assert kind(expected, torch.tensor([math.inf])) is FailureKind.NOT_FINITE


def test_an_infinite_neighbour_does_not_widen_the_bound() -> None:
    expected = torch.tensor([math.inf, 1.0], dtype=torch.float64)
    assert kind(expected, torch.tensor([math.inf, 1.1])) is FailureKind.VALUES


def test_whole_numbers_are_compared_exactly() -> None:
    assert kind(torch.tensor([1, 2]), torch.tensor([1, 2])) is None
    assert kind(torch.tensor([1, 2]), torch.tensor([1, 3])) is FailureKind.VALUES
    assert kind(torch.tensor([1, 2]), torch.tensor([1.0, 2.0])) is FailureKind.DTYPE


def test_broadcasting_is_no_excuse_for_a_shape() -> None:
    assert kind(torch.zeros(3, 1, dtype=torch.float64), torch.zeros(1, 3)) is FailureKind.SHAPE


@pytest.mark.parametrize("got", [None, 1.0, [1.0, 2.0], "tensor"])
def test_what_is_no_tensor_has_the_wrong_type(got: object) -> None:
    assert kind(ONE, got) is FailureKind.TYPE


@pytest.mark.parametrize("got", [0.5, torch.tensor(0.5), torch.tensor(0.5, dtype=torch.float64)])
def test_a_number_may_come_as_a_tensor_without_dimensions(got: object) -> None:
    assert kind(0.5, got) is None


@pytest.mark.parametrize("got", [True, None, torch.tensor([0.5]), "0.5"])
def test_what_is_no_number_has_the_wrong_type(got: object) -> None:
    assert kind(0.5, got) is FailureKind.TYPE


def test_a_list_may_come_for_a_tuple_but_not_with_another_length() -> None:
    assert kind((1, 2), [1, 2]) is None
    assert kind((1, 2), [1]) is FailureKind.SHAPE
    assert kind((1, 2), 1) is FailureKind.TYPE


def test_a_dict_has_the_same_keys() -> None:
    assert kind({"a": 1}, {"a": 1}) is None
    assert kind({"a": 1}, {"b": 1}) is FailureKind.SHAPE
    assert kind({"a": 1}, [1]) is FailureKind.TYPE


@pytest.mark.parametrize(("expected", "got"), [(True, 1), (1, True), ("a", "b"), (1, 2)])
def test_other_values_are_equal_and_of_the_same_type(expected: object, got: object) -> None:
    assert kind(expected, expected) is None
    assert kind(expected, got) is not None


def test_the_message_names_no_value_and_the_detail_both() -> None:
    with pytest.raises(Wrong) as caught:
        compare(ONE, torch.tensor([1.0, 7.0]), CLOSE)
    failure = caught.value.failure
    assert "7" not in failure.message and "at [1] expected 2.0, got 7.0" in failure.detail


def test_large_tensors_are_not_printed() -> None:
    assert shown(torch.zeros(100, 100)).startswith("tensor of 10,000 elements")


def test_an_integer_beyond_all_floating_numbers_is_infinite() -> None:
    assert kind(1.0, 10**400) is FailureKind.NOT_FINITE
    assert kind(math.inf, 10**400) is None
    assert kind(math.inf, -(10**400)) is FailureKind.NOT_FINITE


def test_a_type_of_the_codes_own_is_not_named() -> None:
    for named, told in (("numpy.ndarray", "not numpy.ndarray"), ("secret.Value", "not an object of another type")):
        with pytest.raises(Wrong, match=f"{told}$"):
            compare(ONE, Other(named), CLOSE)
