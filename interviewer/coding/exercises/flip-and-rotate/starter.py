from torch import Tensor


def flip(x: Tensor, horizontally: bool, vertically: bool) -> Tensor:
    raise NotImplementedError


def quarter_turns(x: Tensor, turns: int) -> Tensor:
    raise NotImplementedError


def rotate(x: Tensor, degrees: float) -> Tensor:
    raise NotImplementedError


def augment(x: Tensor, probability: float) -> Tensor:
    raise NotImplementedError
