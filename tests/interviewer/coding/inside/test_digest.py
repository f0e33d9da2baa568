from typing import Any

import pytest
import torch

from interviewer.coding.inside.digest import Digest
from interviewer.coding.inside.values import BadValue, Packer, unpack

TENSOR = torch.arange(6.0).reshape(2, 3)


def text(value: object) -> str:
    digest = Digest()
    digest.add(value)
    return digest.text()


def travelled(value: object) -> object:
    packer = Packer()
    packed = packer.pack(value)
    return unpack(packed, packer.payload)


@pytest.mark.parametrize(
    "value",
    [
        TENSOR,
        TENSOR.t(),
        torch.tensor(3, dtype=torch.bfloat16),
        torch.zeros(0, 2),
        torch.ones(3, requires_grad=True),
        {"loss": 0.5, "steps": [1, None, True], "nan": float("nan")},
        (TENSOR, "text", torch.Size([2])),
        object(),
    ],
)
def test_it_is_the_same_after_the_way_out_of_the_box(value: object) -> None:
    assert text(value) == text(travelled(value))


@pytest.mark.parametrize(
    "other", [TENSOR + 1e-6, TENSOR.double(), TENSOR.reshape(3, 2), [TENSOR], {"a": TENSOR}, 1, "1", None]
)
def test_another_value_has_another(other: object) -> None:
    assert text(TENSOR) != text(other)


def test_a_value_in_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(BadValue):
        text(endless)
