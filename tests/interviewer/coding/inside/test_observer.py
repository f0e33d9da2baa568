import torch

from interviewer.coding.inside.observer import AUTOGRAD, OPTIMISER, Functions, Observer


def test_an_operator_is_seen_whatever_its_spelling() -> None:
    x, w = torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2)
    for spelling in (
        lambda: torch.conv2d(x, w),
        lambda: torch.ops.aten.conv2d(x, w),
        lambda: torch.nn.Conv2d(1, 1, 2)(x),
    ):
        with Observer() as seen:
            spelling()
        assert "convolution" in seen.calls


def test_a_view_is_no_operation() -> None:
    x = torch.ones(2, 3)
    with Observer() as seen:
        x.T.view(3, 2)
    assert not seen.calls


def test_a_function_that_falls_apart_before_the_dispatcher_is_seen_on_its_way() -> None:
    with Functions() as seen:
        torch.nn.GRUCell(2, 2)(torch.ones(1, 2))
        torch.nn.Dropout()(torch.ones(2))
    assert {"gru_cell", "dropout"} <= seen.names


def test_a_function_of_ones_own_with_the_name_of_the_librarys_is_not_taken_for_it() -> None:
    def dropout(x: torch.Tensor) -> torch.Tensor:
        return x * 1

    with Functions() as seen:
        dropout(torch.ones(2))
    assert "dropout" not in seen.names


def test_autograd_is_seen_whatever_its_spelling() -> None:
    def squared(x: torch.Tensor) -> torch.Tensor:
        return (x * x).sum()

    x = torch.ones(2, requires_grad=True)
    for spelling in (
        lambda: squared(x).backward(),  # type: ignore[no-untyped-call]
        lambda: torch.autograd.grad(squared(x), x),
        lambda: torch.func.grad(squared)(torch.ones(2)),
    ):
        with Observer() as seen:
            spelling()
        assert seen.parts == {AUTOGRAD}


def test_a_pass_forward_is_no_autograd() -> None:
    with Observer() as seen:
        torch.ones(2, requires_grad=True).tanh().sum()
    assert not seen.parts


def test_a_step_of_the_librarys_optimisers_is_seen() -> None:
    parameter = torch.nn.Parameter(torch.ones(2))
    parameter.grad = torch.ones(2)
    with Observer() as seen:
        torch.optim.Adam([parameter]).step()
    assert seen.parts == {OPTIMISER}
