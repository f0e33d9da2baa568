import torch

from interviewer.coding.case import Draw
from interviewer.coding.kinks import avoided, smooth

DRAW = Draw(b"key", "case", public=False)


def test_a_relu_at_nearly_zero_is_a_kink() -> None:
    assert not smooth(DRAW, (torch.tensor([1.0, 1e-9, -2.0]),), torch.relu)


def test_a_relu_away_from_zero_is_smooth() -> None:
    assert smooth(DRAW, (torch.tensor([1.0, 0.5, -2.0]),), torch.relu)


def test_a_tie_of_a_maximum_is_a_kink() -> None:
    assert not smooth(DRAW, (torch.tensor([[1.0, 1.0], [3.0, 2.0]]),), lambda x: x.amax(1))


def test_a_curved_function_is_smooth() -> None:
    assert smooth(DRAW, (torch.linspace(-3, 3, 50),), lambda x: torch.tanh(x) * x)


def test_an_empty_tensor_is_smooth() -> None:
    assert smooth(DRAW, (torch.zeros(0, 3),), torch.relu)


def test_it_draws_again_until_no_kink_is_near() -> None:
    draws = iter([torch.tensor([1e-9, 1.0]), torch.tensor([0.0, 2.0]), torch.tensor([0.5, -1.0])])
    (chosen,) = avoided(DRAW, lambda: (next(draws),), torch.relu)
    assert chosen.tolist() == [0.5, -1.0]


def test_the_last_draw_is_taken_where_none_is_smooth() -> None:
    (chosen,) = avoided(DRAW, lambda: (torch.zeros(2),), torch.relu)
    assert chosen.tolist() == [0.0, 0.0]
