"""The next question and the next exercise, drawn from what there is. Pure but for the library."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from random import Random

from interviewer.coding.exercise import Exercise, names
from interviewer.coding.exercise import load as load_exercise
from interviewer.coding.mark import mark
from interviewer.coding.selection import choose as choose_exercise
from interviewer.coding.selection import on_topics
from interviewer.difficulty import next_level
from interviewer.errors import NoQuestionsToAsk
from interviewer.interview import Interview, Plan
from knowledge.library import Library
from knowledge.question import Level, Question
from knowledge.retriever import choose, within


@cache
def all_exercises() -> tuple[Exercise, ...]:
    """Every exercise, by topic, then level, then name; read once in a process. Raises ExerciseInvalid."""
    levels = list(Level)
    every = map(load_exercise, names())
    return tuple(sorted(every, key=lambda e: (e.definition.topic, levels.index(e.definition.level), e.name)))


def next_question(interview: Interview, library: Library, last_asked: Mapping[str, datetime]) -> Question | None:
    """None where no question is left on the plan's subjects."""
    asked = [turn.question for turn in interview.turns]
    pool = within(library.questions(), interview.plan.topics)
    level = next_level(interview.plan.level, [(turn.question.level, turn.score) for turn in interview.turns])
    chance = Random(f"{interview.id}:{len(asked)}")  # noqa: S311 (no secret: it only varies the order)
    while question := choose(pool, asked, level, last_asked, chance):
        if not asked or library.alike(question).isdisjoint(earlier.text for earlier in asked):
            return question
        pool.remove(question)
    return None


def next_exercise(interview: Interview, last_set: Mapping[str, datetime]) -> Exercise | None:
    """
    The one that the plan names, or else one drawn; None where none is left on the plan's subjects.

    The level follows the coding rounds so far, and before the first one the questions. Raises ExerciseNotFound.
    """
    plan, rounds = interview.plan, interview.rounds
    if len(rounds) < len(plan.exercises):
        return load_exercise(plan.exercises[len(rounds)])
    scored = [(turn.question.level, turn.score) for turn in interview.turns]
    scored += [(held.task.level, mark(held).score) for held in rounds]
    chance = Random(f"{interview.id}:code:{len(rounds)}")  # noqa: S311 (no secret: it only varies the order)
    pool = on_topics(all_exercises(), plan.topics)
    return choose_exercise(pool, [held.task for held in rounds], next_level(plan.level, scored), last_set, chance)


def require_exercises(plan: Plan) -> None:
    """
    Raises ExerciseNotFound where the plan names one that is not there, and NoQuestionsToAsk where there are fewer
    than it has coding rounds to draw.
    """
    for name in plan.exercises:
        load_exercise(name)
    drawn = plan.coding - len(plan.exercises)
    there = len(on_topics(all_exercises(), plan.topics)) if drawn else 0
    if drawn > there:
        subjects = ", ".join(plan.topics) or "any subject"
        raise NoQuestionsToAsk(
            f"{drawn} coding rounds are wanted and there are {there} exercises on {subjects}; "
            "ask for fewer, or choose other subjects ('interviewer code list' names them)"
        )
