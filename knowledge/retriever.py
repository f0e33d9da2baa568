"""Which question comes next."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from random import Random

from knowledge.question import Level, Question

_LEVELS = list(Level)


def choose(
    questions: Sequence[Question],
    asked: Sequence[Question],
    level: Level,
    last_asked: Mapping[str, datetime],
    chance: Random,
) -> Question | None:
    """
    The next question, or None where every one was asked.

    Those never asked in any interview come first, then those asked longest ago; among them the subject with the fewest
    questions so far, then the nearest level, then chance.
    """
    done = {question.id for question in asked} | {_normal(question.text) for question in asked}
    left = [question for question in questions if question.id not in done and _normal(question.text) not in done]
    if not left:
        return None
    topics = Counter(question.topic for question in asked)
    order = {question.id: chance.random() for question in left}
    return min(
        left,
        key=lambda question: (
            _recency(last_asked.get(question.id)),
            topics[question.topic],
            abs(_LEVELS.index(question.level) - _LEVELS.index(level)),
            order[question.id],
        ),
    )


def within(questions: Sequence[Question], topics: Collection[str]) -> list[Question]:
    """The questions on these topics; on every topic where none is named."""
    return [question for question in questions if not topics or question.topic in topics]


def _recency(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())
