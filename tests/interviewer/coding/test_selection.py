from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from interviewer.coding.exercise import Exercise
from interviewer.coding.selection import choose, on_topics
from interviewer.coding.task import exercise_id, task
from knowledge.question import Level
from tests.builders import NOON
from tests.interviewer.coding.doubling import doubling


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return doubling(tmp_path)


def variant(exercise: Exercise, name: str, topic: str = "Deep learning", level: Level = Level.BASIC) -> Exercise:
    return replace(
        exercise, name=name, definition=exercise.definition.model_copy(update={"topic": topic, "level": level})
    )


def test_no_topic_means_every_topic(exercise: Exercise) -> None:
    assert on_topics([exercise], ()) == [exercise]


def test_other_topics_are_left_out(exercise: Exercise) -> None:
    assert on_topics([exercise], ("Pooling",)) == []


def test_one_never_set_comes_first(exercise: Exercise) -> None:
    old, new = variant(exercise, "old"), variant(exercise, "new", level=Level.ADVANCED)
    assert choose([old, new], (), Level.BASIC, {exercise_id("old"): NOON}, Random(0)) == new


def test_one_set_long_ago_comes_before_one_set_lately(exercise: Exercise) -> None:
    first, second = variant(exercise, "first"), variant(exercise, "second")
    last_set = {exercise_id("first"): NOON, exercise_id("second"): NOON - timedelta(days=1)}
    assert choose([first, second], (), Level.BASIC, last_set, Random(0)) == second


def test_a_topic_without_a_round_comes_before_one_with(exercise: Exercise) -> None:
    same, other = variant(exercise, "same"), variant(exercise, "other", "Pooling", Level.ADVANCED)
    assert choose([same, other], [task(exercise)], Level.BASIC, {}, Random(0)) == other


def test_the_nearest_level_is_chosen(exercise: Exercise) -> None:
    low, high = variant(exercise, "low"), variant(exercise, "high", level=Level.ADVANCED)
    assert choose([low, high], (), Level.ADVANCED, {}, Random(0)) == high


def test_none_is_set_twice_in_an_interview(exercise: Exercise) -> None:
    assert choose([exercise], [task(exercise)], Level.BASIC, {}, Random(0)) is None
