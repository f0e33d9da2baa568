import numpy as np

from knowledge.topics import nearest_topics

BANK = np.array([[1, 0], [0, 1]], np.float32)
SUBJECTS = ["Overfitting", "Pooling"]


def row(cosine: float) -> list[float]:
    return [cosine, -float(np.sqrt(1 - cosine**2))]


def test_each_question_gets_the_subject_of_the_nearest_of_the_bank() -> None:
    vectors = np.array([[0.8, 0.6], [0.6, 0.8]], np.float32)
    assert nearest_topics(vectors, BANK, SUBJECTS, ["Mine", "Mine"]) == SUBJECTS


def test_a_question_that_is_like_none_keeps_its_own_subject() -> None:
    vectors = np.array([row(0.51), row(0.49)], np.float32)
    assert nearest_topics(vectors, BANK, SUBJECTS, ["Mine", "Mine"]) == ["Overfitting", "Mine"]


def test_without_a_bank_each_question_keeps_its_own_subject() -> None:
    assert nearest_topics(BANK, np.empty((0, 2), np.float32), [], ["A", "B"]) == ["A", "B"]


def test_no_questions_have_no_subjects() -> None:
    assert nearest_topics(np.empty((0, 2), np.float32), BANK, SUBJECTS, []) == []
