import pytest

from interviewer.grading.language import MOST_FROM, Foreign, foreign
from tests.interviewer.grading.foreign_answers import FOREIGN


@pytest.mark.parametrize(
    ("language", "answer"), [(language, answer) for language, answers in FOREIGN.items() for answer in answers]
)
def test_an_answer_in_another_language_is_seen(language: str, answer: str) -> None:
    found = foreign(answer)
    assert found.share >= MOST_FROM
    assert found.language


def test_the_language_of_a_sentence_is_named() -> None:
    named = {language: [foreign(answer).language for answer in answers] for language, answers in FOREIGN.items()}
    for language in ("German", "French", "Chinese", "Japanese", "Korean", "Russian"):
        assert all(name.startswith(language) for name in named[language])


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "ReLU",
        "k-means",
        "cross entropy",
        "because of vanishing gradients",
        "Adam, RMSprop, SGD",
        "LSTM GRU RNN",
        "MODEL LEARNS THE DATA BY HEART",
        "overfiting happen when modle learn the noize",
        "it doesnt generalise, dont know why",
        "non linear",
        "na\u00efve Bayes",
        "LeCun, Bengio, Sch\u00f6lkopf and van der Maaten",
        "Laurens van der Maaten",
        "Sch\u00f6lkopf, Poincar\u00e9, Erd\u0151s, G\u00f6del",
        "\u03b1, \u03b2 and \u03b3 are learned; \u03b8 \u2190 \u03b8 \u2212 \u03b7\u2207L",
        "KL divergence D(p||q)",
        "der Gradient",
        "de facto standard, a priori chosen",
        "pro: fast, con: memory",
        "die size and the number of SMs",
        "\u0393 \u2208 \u211d^n",
        "gr\u00f6\u00dfer is German and means larger",
    ],
)
def test_english_terms_names_and_symbols_are_no_other_language(answer: str) -> None:
    assert foreign(answer) == Foreign()


def test_a_sentence_in_another_language_is_a_part() -> None:
    said = "The model learns the noise of the training data and so it fails on new data. Das Modell lernt auswendig."
    found = foreign(said)
    assert found.language == "German"
    assert 0.2 < found.share < MOST_FROM


def test_a_term_in_another_language_is_a_small_part() -> None:
    found = foreign(
        "Overfitting, \u8fc7\u62df\u5408, means that the model learns the noise of its training data by heart."
    )
    assert found.language == "Chinese"
    assert found.share < 0.2


def test_english_terms_within_another_language_do_not_make_it_english() -> None:
    said = "Dropout und Batch Normalization sind Methoden, die das Overfitting bei Deep Learning Models reduzieren."
    assert foreign(said).share == 1.0


def test_blanks_that_are_named_letters_are_none() -> None:
    assert foreign("\u3164\u1160\uffa0") == Foreign()
