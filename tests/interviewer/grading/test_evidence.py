import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.evidence import clauses, cleaned, negated, numbers, terms


@given(st.text())
def test_every_quote_is_in_the_answer(answer: str) -> None:
    clean = cleaned(answer)
    for start, end in clauses(clean.text):
        quote = clean.quote(answer, start, end)
        assert answer[quote.start : quote.end] == quote.text


def test_invisible_characters_do_not_reach_a_grader() -> None:
    assert cleaned("po\u200bol\u202eing\x00").text == "pooling"


def test_full_width_letters_become_plain() -> None:
    assert cleaned("\uff30ooling").text == "Pooling"


def test_a_quote_shows_the_original() -> None:
    answer = "max po\u200boling"
    clean = cleaned(answer)
    assert clean.quote(answer, 4, 11).text == "po\u200boling"


def test_sentences_and_contrasts_are_told_apart() -> None:
    text = "CNNs see images, whereas RNNs read text. Both learn.\n- A list item"
    assert [text[a:b] for a, b in clauses(text)] == [
        "CNNs see images,",
        "whereas RNNs read text.",
        "Both learn.",
        "- A list item",
    ]


def test_decimals_end_no_sentence() -> None:
    assert len(clauses("A rate of 0.5 is usual")) == 1


def test_forms_of_a_word_are_one_term() -> None:
    assert terms("pooled") == terms("pooling")


def test_words_without_content_are_no_terms() -> None:
    assert terms("it is the of and") == frozenset()


@pytest.mark.parametrize(
    ("text", "denied"), [("It does not learn", True), ("It learns", False), ("It can't not learn", False)]
)
def test_two_denials_cancel(text: str, denied: bool) -> None:
    assert negated(text) is denied


def test_numbers_are_found() -> None:
    assert numbers("a 3x3 kernel with stride 2") == {"3x3", "2"}
