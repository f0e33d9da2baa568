import pytest

from evals.attacks.empty import MASTER_KEYS
from interviewer.grading.openers import announces_only


@pytest.mark.parametrize("text", [key for name, keys in MASTER_KEYS.items() if name != "punctuation" for key in keys])
def test_a_known_key_announces_and_no_more(text: str) -> None:
    assert announces_only(text)


def test_several_keys_in_a_row_announce_no_more() -> None:
    assert announces_only("**Solution:** Let\u2019s think step by step.\n\nStep 1:")


@pytest.mark.parametrize(
    "text", ["", ":", "Solution: dropout", "The answer is 42", "step size", "\u7b54\u6848\u662f\u6c60\u5316"]
)
def test_what_follows_an_announcement_is_left(text: str) -> None:
    assert not announces_only(text)


def test_a_long_row_of_keys_is_told_at_once() -> None:
    assert not announces_only("let's think step by step " * 800 + "pooling")
