import torch

from interviewer.coding.inside.figures import Figures, counted


def figures_of_product(rows: int) -> Figures:
    one, other = torch.ones(rows, 8), torch.ones(8, 4)
    with counted("cpu") as figures:
        (one @ other).relu()
    return figures


def test_operators_are_counted() -> None:
    assert figures_of_product(16).operations == 2


def test_a_product_has_two_operations_for_each_term() -> None:
    assert figures_of_product(16).flops == 2 * 16 * 8 * 4


def test_what_has_no_formula_is_named() -> None:
    assert figures_of_product(16).uncounted == {"relu": 1}


def test_a_view_does_no_work_that_could_be_counted() -> None:
    with counted("cpu") as figures:
        torch.ones(4, 4)[1:].select(0, 1).unsqueeze(0)
    assert figures.uncounted == {"ones": 1}


def test_what_works_in_place_does() -> None:
    one = torch.ones(4)
    with counted("cpu") as figures:
        one.add_(1)
    assert figures.uncounted == {"add_": 1}


def test_the_peak_is_what_is_held_at_once() -> None:
    assert figures_of_product(16).peak_bytes == 2 * 16 * 4 * 4


def test_what_is_given_up_again_is_not_in_the_peak_twice() -> None:
    with counted("cpu") as figures:
        for _ in range(5):
            torch.empty(1 << 16, dtype=torch.uint8)
    assert figures.peak_bytes == 1 << 16


def test_twice_the_same_call_has_the_same_figures() -> None:
    assert figures_of_product(16) == figures_of_product(16)
