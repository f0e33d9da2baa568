from knowledge.index import Hit
from knowledge.topics import topic_among

SUBJECTS = {"b1": "Alpha", "b2": "Beta"}


def hit(document_id: str, similarity: float) -> Hit:
    return Hit("x", "question", document_id, "A question?", similarity)


def test_the_nearest_question_of_the_bank_gives_the_topic() -> None:
    assert topic_among([hit("b2", 0.8), hit("b1", 0.7)], SUBJECTS, "Own") == "Beta"


def test_another_documents_question_gives_none() -> None:
    assert topic_among([hit("mine", 0.9), hit("b1", 0.7)], SUBJECTS, "Own") == "Alpha"


def test_a_question_unlike_all_keeps_its_own() -> None:
    assert topic_among([hit("b1", 0.49)], SUBJECTS, "Own") == "Own"


def test_without_hits_a_question_keeps_its_own() -> None:
    assert topic_among([], SUBJECTS, "Own") == "Own"
