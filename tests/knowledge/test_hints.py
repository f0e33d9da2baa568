from knowledge.hints import BLANK, blanked, hints_for
from knowledge.question import KeyPoint

CLAIM = "Max pooling keeps the largest value of each window."


def make_point(label: str = "") -> KeyPoint:
    return KeyPoint(CLAIM, 0, len(CLAIM), label)


def test_no_hint_gives_a_point_whole() -> None:
    assert all(CLAIM not in hint for hint in hints_for([make_point("maximum")]))


def test_the_second_hint_names_the_labels() -> None:
    assert "maximum" in hints_for([make_point("maximum")])[1]


def test_without_labels_it_gives_the_opening() -> None:
    assert "Max pooling keeps" in hints_for([make_point()])[1]


def test_the_third_hint_has_blanks() -> None:
    assert BLANK in hints_for([make_point()])[2]


def test_the_end_of_a_claim_is_blanked() -> None:
    assert blanked(CLAIM) == "Max pooling keeps the largest ____ of each ____."


def test_a_claim_without_long_words_stays() -> None:
    assert blanked("a b c") == "a b c"
