import pytest

from knowledge.lexical import Lexical, Worded, stems

STRIDE = Worded("1", "question", "How far does the stride move the kernel?")
DROPOUT = Worded("2", "passage", "Dropout switches off random units.")
KERNEL = Worded("3", "passage", "A kernel is a small matrix of weights that slides over the whole picture.")


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical([STRIDE, DROPOUT, KERNEL])


def test_what_shares_more_words_comes_first(lexical: Lexical) -> None:
    assert lexical.match("the stride of a kernel").best(5) == ["1", "3"]


def test_what_shares_no_word_is_not_found(lexical: Lexical) -> None:
    assert lexical.match("learning rate").best(5) == []


def test_grammar_finds_nothing(lexical: Lexical) -> None:
    assert lexical.match("how does the").best(5) == []


def test_another_form_of_a_word_finds_it(lexical: Lexical) -> None:
    assert lexical.match("unit").best(5) == ["2"]


def test_no_more_are_found_than_asked_for(lexical: Lexical) -> None:
    assert lexical.match("stride kernel").best(1) == ["1"]


def test_only_the_kind_asked_for_is_found(lexical: Lexical) -> None:
    matches = lexical.match("stride kernel")
    assert matches.best(5, "passage") == ["3"]
    assert matches.best(5, "document") == []


def test_every_entry_has_a_share_between_none_and_all(lexical: Lexical) -> None:
    matches = lexical.match("stride kernel")
    assert 1 > matches.share("1") > matches.share("3") > matches.share("2") == 0


def test_an_unknown_entry_has_no_share(lexical: Lexical) -> None:
    assert lexical.match("stride").share("unknown") == 0


def test_a_query_of_unknown_words_has_no_share_of_anything(lexical: Lexical) -> None:
    assert lexical.match("learning rate").share("1") == 0


def test_a_word_that_no_entry_has_changes_nothing(lexical: Lexical) -> None:
    assert lexical.match("dropout zebra").share("2") == lexical.match("dropout").share("2") > 0


def test_a_word_said_twice_counts_once(lexical: Lexical) -> None:
    assert lexical.match("dropout dropout kernel").share("2") == lexical.match("dropout kernel").share("2") > 0


def test_a_rare_word_weighs_more() -> None:
    common = [Worded(str(number), "passage", f"network number{number}") for number in range(8)]
    matches = Lexical([*common, Worded("rare", "passage", "pooling number9")]).match("network pooling")
    assert matches.best(1) == ["rare"]


def test_an_entry_given_twice_is_found_once() -> None:
    assert Lexical([DROPOUT, DROPOUT]).match("dropout").best(5) == ["2"]


def test_no_entries_find_nothing() -> None:
    assert Lexical([]).match("dropout").best(5) == []


def test_an_entry_without_words_is_not_found() -> None:
    assert Lexical([Worded("1", "passage", "..."), DROPOUT]).match("dropout").best(5) == ["2"]


def test_compounds_are_taken_apart_and_grammar_left_out() -> None:
    assert stems("The multi-head attention of CNNs") == ["multi", "head", "attent", "cnn"]
