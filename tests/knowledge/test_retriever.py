from datetime import timedelta
from random import Random

from knowledge.question import Level, Question
from knowledge.retriever import choose, within
from tests.builders import NOON, make_question

A1 = make_question("A1?", topic="A", level=Level.BASIC)
A2 = make_question("A2?", topic="A", level=Level.ADVANCED)
B1 = make_question("B1?", topic="B", level=Level.BASIC)


def chosen(
    questions: list[Question], asked: list[Question], level: Level = Level.BASIC, **seen: int
) -> Question | None:
    last_asked = {f"id of {name}?": NOON + timedelta(days=day) for name, day in seen.items()}
    return choose(questions, asked, level, last_asked, Random(1))


def test_the_nearest_level_comes_first() -> None:
    assert chosen([A1, A2], [], Level.ADVANCED) == A2


def test_a_subject_not_asked_yet_comes_first() -> None:
    assert chosen([A2, B1], [A1], Level.ADVANCED) == B1


def test_a_question_seen_in_another_interview_comes_last() -> None:
    assert chosen([A1, A2], [], Level.BASIC, A1=0) == A2


def test_of_seen_questions_the_one_longest_ago_comes_first() -> None:
    assert chosen([A1, A2], [], Level.BASIC, A1=5, A2=2) == A2


def test_no_question_is_asked_twice() -> None:
    assert chosen([A1], [A1]) is None


def test_the_same_words_from_another_document_are_the_same_question() -> None:
    assert chosen([make_question("a1?  ")], [A1]) is None


def test_the_same_chance_gives_the_same_question() -> None:
    twins = [make_question(f"{n}?") for n in range(20)]
    assert chosen(twins, []) == chosen(twins, [])


def test_subjects_narrow_the_choice() -> None:
    assert within([A1, B1], ["B"]) == [B1]
    assert within([A1, B1], []) == [A1, B1]
