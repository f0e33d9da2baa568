import numpy as np
import pytest

from knowledge.twins import NEAREST, ask_the_same, twins
from tests.builders import make_question


@pytest.mark.parametrize(
    ("first", "second", "cosine"),
    [
        ("What is max pooling?", "WHAT IS MAX-POOLING", 0.5),
        ("What is max pooling?", "What does max pooling do?", 0.92),
        ("What is the vanishing gradient problem?", "Why do gradients vanish?", 0.79),
        ("What is dropout?", "Explain dropout and when you would use it.", 0.87),
        ("What is batch normalisation?", "What is batch normalization and why does it help?", 0.95),
        ("What is the difference between CNN and RNN?", "How do CNNs differ from RNNs?", 0.92),
        ("What is the difference between L1 and L2 regularisation?", "Compare L1 and L2 regularization.", 0.88),
        ("Why do we need activation functions?", "What is the role of an activation function?", 0.87),
    ],
)
def test_questions_that_ask_the_same(first: str, second: str, cosine: float) -> None:
    assert ask_the_same(first, second, cosine)
    assert ask_the_same(second, first, cosine)


@pytest.mark.parametrize(
    ("first", "second", "cosine"),
    [
        ("What is max pooling?", "What is average pooling?", 0.78),
        ("What is L1 regularisation?", "What is L2 regularisation?", 0.88),
        ("What is attention?", "What is multi-head attention?", 0.69),
        ("What is overfitting?", "What is underfitting?", 0.84),
        ("How do you prevent overfitting?", "What is overfitting?", 0.78),
        ("What are the advantages of transfer learning?", "What are the disadvantages of transfer learning?", 0.93),
        ("When would you use a CNN?", "When would you not use a CNN?", 0.94),
        ("What does VGG-16 add?", "What does VGG-19 add?", 0.97),
    ],
)
def test_questions_that_ask_something_else(first: str, second: str, cosine: float) -> None:
    assert not ask_the_same(first, second, cosine)


def test_of_many_questions_in_the_same_words_each_is_paired_with_the_first() -> None:
    questions = [make_question(text) for text in ("Why?", "why", "WHY?", "How?")]
    found = twins(questions, np.eye(4, dtype=np.float32))
    assert [(pair.first.text, pair.second.text) for pair in found] == [("Why?", "why"), ("Why?", "WHY?")]


def test_the_most_alike_come_first() -> None:
    questions = [make_question(text) for text in ("What is dropout?", "Explain dropout.", "How does dropout work?")]
    vectors = np.array([[1.0, 0.0], [0.8, 0.6], [0.96, 0.28]], np.float32)
    similarities = [pair.similarity for pair in twins(questions, vectors)]
    assert similarities == sorted(similarities, reverse=True)
    assert len(similarities) == 3


def test_pairs_are_found_across_blocks_of_rows() -> None:
    questions = [make_question(f"What is thing{'abcdefghij'[n // 100]}{n % 100}?") for n in range(700)]
    questions[699] = make_question("Explain thinga0.")
    vectors = np.zeros((700, 701), np.float32)
    vectors[np.arange(700), np.arange(700)] = 1.0
    vectors[699] = vectors[0]
    (pair,) = twins(questions, vectors)
    assert (pair.first.text, pair.second.text) == ("What is thinga0?", "Explain thinga0.")


def test_without_questions_there_are_no_twins() -> None:
    assert twins([], np.zeros((0, 4), np.float32)) == []


def test_a_question_that_many_others_are_like_has_its_nearest_only() -> None:
    questions = [make_question(f"What is {'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}ness?") for n in range(50)]
    assert len(twins(questions, np.ones((50, 1), np.float32))) <= 50 * NEAREST
    assert len(twins(questions[: NEAREST + 1], np.ones((NEAREST + 1, 1), np.float32))) == NEAREST * (NEAREST + 1) // 2
