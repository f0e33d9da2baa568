"""Which exercise is set next. A pure rule, the same as for questions."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from random import Random

from interviewer.coding.exercise import Exercise
from interviewer.coding.task import Task, exercise_id
from knowledge.question import Level

_LEVELS = list(Level)


def on_topics(exercises: Sequence[Exercise], topics: Collection[str]) -> list[Exercise]:
    """The exercises on these topics; on every topic where none is named."""
    return [exercise for exercise in exercises if not topics or exercise.definition.topic in topics]


def choose(
    exercises: Sequence[Exercise],
    before: Sequence[Task],
    level: Level,
    last_set: Mapping[str, datetime],
    chance: Random,
) -> Exercise | None:
    """
    The next exercise, or None where every one was set ``before`` in this interview.

    Those never set in any interview come first, then those set longest ago; among them the topic with the fewest
    so far, then the nearest level, then chance. ``last_set`` has the exercises' ids as keys.
    """
    done = {task.exercise for task in before}
    topics = Counter(task.topic for task in before)
    left = [exercise for exercise in exercises if exercise.name not in done]
    order = {exercise.name: chance.random() for exercise in left}

    def rank(exercise: Exercise) -> tuple[float, int, int, float]:
        at = last_set.get(exercise_id(exercise.name))
        definition = exercise.definition
        steps = abs(_LEVELS.index(definition.level) - _LEVELS.index(level))
        return at.timestamp() if at else 0.0, topics[definition.topic], steps, order[exercise.name]

    return min(left, key=rank, default=None)
