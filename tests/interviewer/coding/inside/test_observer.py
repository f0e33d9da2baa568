import torch

from interviewer.coding.inside.observer import Functions, Observer


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
