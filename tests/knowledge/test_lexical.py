import pytest

from knowledge.lexical import Lexical, Worded, stems

STRIDE = Worded("1", "question", "How far does the stride move the kernel?")
DROPOUT = Worded("2", "passage", "Dropout switches off random units.")
KERNEL = Worded("3", "passage", "A kernel is a small matrix of weights that slides over the whole picture.")


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical([STRIDE, DROPOUT, KERNEL])


def test_what_shares_more_words_comes_first(lexical: Lexical) -> None:
    assert list(lexical.search("the stride of a kernel", 5)) == ["1", "3"]


def test_what_shares_no_word_is_not_found(lexical: Lexical) -> None:
    assert lexical.search("learning rate", 5) == {}


def test_grammar_finds_nothing(lexical: Lexical) -> None:
    assert lexical.search("how does the", 5) == {}


def test_another_form_of_a_word_finds_it(lexical: Lexical) -> None:
    assert list(lexical.search("unit", 5)) == ["2"]


def test_no_more_are_found_than_asked_for(lexical: Lexical) -> None:
    assert list(lexical.search("stride kernel", 1)) == ["1"]


def test_only_the_kind_asked_for_is_found(lexical: Lexical) -> None:
    assert list(lexical.search("stride kernel", 5, "passage")) == ["3"]
    assert lexical.search("stride kernel", 5, "document") == {}


def test_others_are_scored_on_request(lexical: Lexical) -> None:
    found = lexical.search("stride kernel", 1, also=["3", "2", "unknown"])
    assert list(found) == ["1", "3", "2"]
    assert found["1"] > found["3"] > found["2"] == 0


def test_others_are_scored_even_where_no_word_is_known(lexical: Lexical) -> None:
    assert lexical.search("learning rate", 1, also=["3", "unknown"]) == {"3": 0.0}


def test_the_share_lies_between_none_and_all(lexical: Lexical) -> None:
    assert 0 < lexical.search("dropout", 1)["2"] < 1


def test_a_word_that_no_entry_has_changes_nothing(lexical: Lexical) -> None:
    assert lexical.search("dropout", 1) == lexical.search("dropout zebra", 1)


def test_a_rare_word_weighs_more() -> None:
    common = [Worded(str(number), "passage", f"network number{number}") for number in range(8)]
    lexical = Lexical([*common, Worded("rare", "passage", "pooling number9")])
    found = lexical.search("network pooling", 20)
    assert next(iter(found)) == "rare"


def test_an_entry_given_twice_is_found_once() -> None:
    assert list(Lexical([DROPOUT, DROPOUT]).search("dropout", 5)) == ["2"]


def test_no_entries_find_nothing() -> None:
    assert Lexical([]).search("dropout", 5) == {}


def test_entries_without_words_find_nothing() -> None:
    assert Lexical([Worded("1", "passage", "..."), DROPOUT]).search("dropout", 5).keys() == {"2"}


def test_compounds_are_taken_apart_and_grammar_left_out() -> None:
    assert stems("The multi-head attention of CNNs") == ["multi", "head", "attent", "cnn"]
