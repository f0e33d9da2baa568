from dataclasses import replace

import numpy as np
import pytest

from evals import bank_rules
from knowledge.question import FollowUp, Misconception, Question
from tests.builders import make_question

CLAIM = "Pooling reduces the height and width of a feature map."
OTHER_CLAIMS = (
    "The forget gate scales the cell state.",
    "Pooling is not part of an LSTM.",
    "A gate lies between zero and one.",
)
CLEAN = make_question()


def hinted(hint: str) -> Question:
    return replace(CLEAN, hints=(hint, *CLEAN.hints[1:2]))


def misled(text: str) -> Question:
    return replace(CLEAN, misconceptions=(Misconception(1, text),))


def referenced(text: str) -> Question:
    return replace(CLEAN, reference=text)


def test_a_hint_that_says_most_of_a_key_point_gives_it_away() -> None:
    (problem,) = bank_rules.giveaways(hinted("It reduces the width and height of a map."))
    assert problem.startswith("the hint 1 says 4 of the 5 words of the key point 'size' (height, map, reduc, width)")


def test_a_hint_in_words_of_its_own_gives_nothing_away() -> None:
    assert list(bank_rules.giveaways(hinted("Compare the shape of what enters with what leaves."))) == []


def test_what_the_title_says_is_not_given_away() -> None:
    question = replace(
        hinted("It reduces the width and height of a map."), text="How does pooling reduce height and width?"
    )
    assert list(bank_rules.giveaways(question)) == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (replace(CLEAN, rephrasing="Which layer reduces the width and height?"), "rephrasing"),
        (replace(CLEAN, follow_ups=(FollowUp(0, "Why reduce the height and width?"),)), "follow-up 1"),
    ],
)
def test_a_rephrasing_or_a_follow_up_can_give_a_key_point_away(question: Question, name: str) -> None:
    (problem,) = bank_rules.giveaways(question)
    assert problem.startswith(f"the {name} says 3 of the 5 words")


@pytest.mark.parametrize(
    "repetition",
    [
        CLAIM,
        "Pooling reduces the height of a feature map.",
        "Pooling reduces the height and width of every feature map.",
        "Pooling strongly reduces the height and width of the map.",
    ],
)
def test_a_misconception_that_repeats_its_key_point_is_found(repetition: str) -> None:
    (problem,) = bank_rules.repetitions(misled(repetition))
    assert f"'{repetition}' repeats the key point 'size'" in problem


@pytest.mark.parametrize(
    "contradiction",
    [
        "Pooling does not reduce the height and width of a feature map.",
        "Pooling leaves a map as large as it was.",
        "Pooling reduces the number of channels.",
    ],
)
def test_a_misconception_that_contradicts_its_key_point_is_none(contradiction: str) -> None:
    assert list(bank_rules.repetitions(misled(contradiction))) == []


def test_a_long_sentence_is_found_and_as_many_words_in_two_are_not() -> None:
    half = "the map is cut in half and so on and on as far as it will go"
    (problem,) = bank_rules.hard_to_read(referenced(f"So {half} and {half}."))
    assert problem == "the sentence 'So the map is cut in half and so on and …' has 36 words, at most 32; split it"
    assert list(bank_rules.hard_to_read(referenced(f"So {half}. And {half}."))) == []


def test_a_reference_of_long_words_is_hard_to_read_and_one_of_short_words_is_not() -> None:
    hard = "Regularisation characteristically counteracts overparameterisation within convolutional architectures."
    (problem,) = bank_rules.hard_to_read(referenced(hard))
    assert "reading level" in problem
    assert list(bank_rules.hard_to_read(referenced("A penalty keeps the weights small."))) == []


def test_the_reading_level_is_that_of_the_published_formula() -> None:
    # 4.71 * 20 letters / 5 words + 0.5 * 5 words / 1 sentence - 21.43
    assert bank_rules.reading_level("Four five nine zero ends.") == pytest.approx(4.71 * 4 + 2.5 - 21.43)


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("Normalization helps.", "normalisation"),
        ("An optimizer and", "optimiser"),
        ("Its behavior is", "behaviour"),
        ("of neighboring pixels", "neighbouring"),
        ("is labeled by", "labelled"),
        ("the center of", "centre"),
        ("when centered at", "centred"),
        ("we analyze it", "analyse"),
        ("a skeptical reader", "sceptical"),
        ("about 5 per cent of", "percent"),
    ],
)
def test_american_spelling_is_found(american: str, british: str) -> None:
    (problem,) = bank_rules.american(referenced(american))
    assert f"write '{british}'" in problem


@pytest.mark.parametrize(
    "right",
    [
        "Normalisation by an optimiser of labelled data, analysed at the centre.",
        "The size of a resized image, prized and seized.",
        "The horizon, the laboratory, the labels and the model.",
        "Set torch.optimizer or size_normalized or RandomResizedCrop.",
        "About 5 percent.",
    ],
)
def test_british_spelling_and_names_of_code_are_let_through(right: str) -> None:
    assert list(bank_rules.american(referenced(right))) == []


def test_a_source_keeps_its_american_title() -> None:
    assert list(bank_rules.american(replace(CLEAN, citations=("Ba et al., Layer Normalization (2016)",)))) == []


def test_a_known_misspelling_is_found_wherever_it_stands_and_a_right_word_is_not() -> None:
    (problem,) = bank_rules.misspelt(hinted("Think of teh size."), {"teh": "the"})
    assert problem == "'teh' is misspelt; write 'the'"
    assert list(bank_rules.misspelt(CLEAN, {"teh": "the"})) == []


def test_every_word_is_looked_up_once() -> None:
    assert bank_rules.vocabulary([CLEAN, CLEAN]).count("pooling") == 1


NEAR = np.array([[1.0, 0.0], [0.9, np.sqrt(1 - 0.81)]], np.float32)
FAR = np.eye(2, dtype=np.float32)


def test_two_questions_with_one_title_are_found() -> None:
    again = make_question("What does Pooling do?", claims=OTHER_CLAIMS)
    assert list(bank_rules.twins([CLEAN, again], FAR)) == [(1, "an earlier question has the same title; remove one")]


def test_two_questions_with_titles_that_mean_the_same_are_found() -> None:
    ((position, problem),) = bank_rules.twins([CLEAN, make_question("What is it for?", claims=OTHER_CLAIMS)], NEAR)
    assert position == 1
    assert problem.startswith("its title says the same as 'What does pooling do?' (cosine 0.90)")


def test_two_questions_with_the_same_key_points_are_found() -> None:
    ((position, problem),) = bank_rules.twins([CLEAN, make_question("What is it for?")], FAR)
    assert position == 1
    assert problem.startswith("its key points share 100% of their words with those of 'What does pooling do?'")


def test_two_questions_on_different_things_are_none() -> None:
    assert list(bank_rules.twins([CLEAN, make_question("What is it for?", claims=OTHER_CLAIMS)], FAR)) == []
