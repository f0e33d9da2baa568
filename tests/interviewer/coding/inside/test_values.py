import math
from typing import Any

import pytest
import torch

from interviewer.coding.inside.values import BadValue, Other, Packer, Ref, Thing, unpack


def travelled(value: Any) -> Any:  # noqa: ANN401 (whatever a candidate may return)
    packer = Packer()
    return unpack(packer.pack(value), packer.payload)


@pytest.mark.parametrize(
    "value",
    [None, True, 3, -(1 << 80), 0.5, math.inf, -math.inf, "text", [1, "a"], (1, (2.0, None)), {"a": [1], 2: ()}],
)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert travelled(value) == value and type(travelled(value)) is type(value)


def test_nan_comes_back_as_nan() -> None:
    assert math.isnan(travelled(math.nan))


@pytest.mark.parametrize("value", [Ref("model"), Thing("torch.optim.SGD"), torch.float16])
def test_what_a_script_names_comes_back(value: object) -> None:
    assert travelled(value) == value


@pytest.mark.parametrize(
    "dtype",
    [
        torch.float16,
        torch.bfloat16,
        torch.float32,
        torch.float64,
        torch.bool,
        torch.uint8,
        torch.int64,
        torch.complex64,
    ],
)
def test_every_dtype_travels(dtype: torch.dtype) -> None:
    tensor = torch.tensor([[0, 1, 1], [1, 0, 1]]).to(dtype)
    assert torch.equal(travelled(tensor), tensor) and travelled(tensor).dtype is dtype


@pytest.mark.parametrize(
    "tensor",
    [
        torch.arange(12.0).reshape(3, 4).T,
        torch.arange(12.0).reshape(3, 4)[:, ::2],
        torch.arange(3.0).expand(4, 3),
        torch.arange(12.0)[5:],
    ],
)
def test_a_view_keeps_its_strides(tensor: torch.Tensor) -> None:
    assert torch.equal(travelled(tensor), tensor) and travelled(tensor).stride() == tensor.stride()


def test_a_column_of_a_large_tensor_takes_no_more_than_it_holds() -> None:
    packer = Packer()
    packer.pack(torch.zeros(1000, 1000)[:, 0])
    assert len(packer.payload) == 4000


def test_without_views_an_expanded_tensor_travels_element_by_element() -> None:
    packer = Packer(views=False)
    packer.pack(torch.zeros(1).expand(100))
    assert len(packer.payload) == 400


@pytest.mark.parametrize("shape", [(0,), (3, 0, 2), ()])
def test_tensors_without_elements_or_dimensions_travel(shape: tuple[int, ...]) -> None:
    assert travelled(torch.zeros(shape)).shape == shape


@pytest.mark.parametrize(
    ("value", "type_name"), [(object(), "object"), (len, "builtin_function_or_method"), ({1}, "set")]
)
def test_of_anything_else_the_type_is_told(value: object, type_name: str) -> None:
    assert travelled(value) == Other(type_name)


def test_a_value_in_itself_is_refused() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(BadValue, match="nested"):
        Packer().pack(value)


GOOD = {"is": "tensor", "dtype": "float32", "shape": [2], "strides": [1], "start": 0, "bytes": 8}


@pytest.mark.parametrize(
    "lie",
    [
        {"shape": [3]},
        {"shape": [-2]},
        {"shape": [2, 1]},
        {"shape": "2"},
        {"strides": [2]},
        {"strides": [-1]},
        {"dtype": "float31"},
        {"start": 4},
        {"bytes": 4},
        {"bytes": True},
        {"shape": [1] * 40, "strides": [1] * 40},
    ],
)
def test_a_tensor_that_cannot_be_is_refused(lie: dict[str, object]) -> None:
    assert unpack(GOOD, bytes(8)).shape == (2,)
    with pytest.raises(BadValue):
        unpack(GOOD | lie, bytes(8))


@pytest.mark.parametrize(
    "packed",
    [
        {"is": "passed"},
        {"is": "list", "items": 3},
        {"is": "dict", "items": [[1]]},
        {"is": "dict", "items": [[{"is": "list", "items": []}, 1]]},
        {"is": "float", "value": "much"},
        {"is": "dtype", "name": "float31"},
        [1, 2],
    ],
)
def test_what_has_no_known_form_is_refused(packed: object) -> None:
    with pytest.raises(BadValue):
        unpack(packed, b"")


@pytest.mark.parametrize("shape", [[0, 1 << 61, 1 << 61], [1 << 61, 1 << 61], [1 << 32, 1 << 32]])
def test_a_shape_that_cannot_be_counted_is_refused(shape: list[int]) -> None:
    claim = {"is": "tensor", "dtype": "float32", "shape": shape, "strides": [0] * len(shape), "start": 0, "bytes": 4}
    with pytest.raises(BadValue, match="do not belong together"):
        unpack(claim, bytes(4))


def test_a_truth_value_is_one_bit() -> None:
    claim = {"is": "tensor", "dtype": "bool", "shape": [3], "strides": [1], "start": 0, "bytes": 3}
    assert unpack(claim, b"\x00\x01\xff").sum() == 2
