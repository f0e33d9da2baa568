from typing import Any

import pytest
import torch

from interviewer.coding.inside.frames import Frame, packed
from interviewer.coding.inside.holding import Held
from interviewer.coding.inside.sealing import KEY_SIZE, masked
from interviewer.coding.inside.values import Packer

KEY = bytes(range(KEY_SIZE))
X = torch.full((4,), 3.0)


class Called:
    """Stands for a submission; it adds one, in place where told."""

    def __init__(self) -> None:
        self.seen: list[torch.Tensor] = []

    def __call__(self, step: dict[str, Any], args: list[torch.Tensor], kwargs: dict[str, Any]) -> torch.Tensor:
        self.seen.append(args[0].clone())
        return args[0].add_(1) if step["target"] == "in place" else args[0] + 1


def scripts(*targets: str) -> bytes:
    """One script for each target, with the input that is three everywhere; masked."""
    packer = Packer()
    steps = [
        [{"target": target, "returned": True, "args": packer.pack([X]), "kwargs": packer.pack({})}]
        for target in targets
    ]
    return masked(packed(Frame({"scripts": steps}, packer.payload)), KEY)


def held(*targets: str) -> tuple[Held, Called]:
    called = Called()
    waiting = Held("cpu", called)
    waiting.add(scripts(*targets))
    return waiting, called


def test_nothing_is_called_while_it_is_held() -> None:
    _, called = held("add")
    assert called.seen == []


def test_inputs_cannot_be_read_while_they_are_held() -> None:
    assert X.numpy().tobytes() not in scripts("add")


def test_at_the_word_each_script_is_called_with_its_input() -> None:
    waiting, called = held("add", "add")
    waiting.go(KEY.hex(), idle=False)
    assert [seen.tolist() for seen in called.seen] == [X.tolist()] * 2


def test_a_result_is_kept_as_it_was_when_it_came() -> None:
    waiting, _ = held("in place")
    waiting.go(KEY.hex(), idle=False)
    assert waiting.results[0].tolist() == (X + 1).tolist()


def test_idle_calls_nothing() -> None:
    waiting, called = held("add")
    waiting.go(KEY.hex(), idle=True)
    assert (called.seen, waiting.results) == ([], [])


def test_equal_results_have_equal_digests() -> None:
    (one, _), (other, _) = held("add"), held("in place")
    assert one.go(KEY.hex(), idle=False)["digest"] == other.go(KEY.hex(), idle=False)["digest"]


def test_what_was_run_is_not_run_again() -> None:
    waiting, _ = held("add")
    waiting.go(KEY.hex(), idle=False)
    with pytest.raises(IndexError):
        waiting.go(KEY.hex(), idle=False)
