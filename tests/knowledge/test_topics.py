import numpy as np

from knowledge.topics import assign_topics
from tests.builders import make_question

KNOWN = [make_question("A?", topic="Alpha"), make_question("B?", topic="Beta")]
AXES = np.eye(3, dtype=np.float32)


def test_the_nearest_known_question_gives_the_topic() -> None:
    assert assign_topics([make_question(topic="Own")], AXES[1:2], KNOWN, AXES[:2]) == ("Beta",)


def test_a_question_unlike_all_keeps_its_own() -> None:
    assert assign_topics([make_question(topic="Own")], AXES[2:], KNOWN, AXES[:2]) == ("Own",)


def test_without_known_questions_each_keeps_its_own() -> None:
    assert assign_topics([make_question(topic="Own")], AXES[:1], [], AXES[:0]) == ("Own",)
