from random import Random

import pytest

from evals.candidates.candidate import CANDIDATES, Candidate
from interviewer.grade import Graded
from interviewer.grading.overlap import OverlapGrader
from interviewer.interview import Intent
from tests.builders import make_question

QUESTION = make_question()


def words_of(candidate: Candidate, seed: str) -> list[str]:
    return [candidate.says(QUESTION, None, step, seed)[0] for step in range(6)]


@pytest.mark.parametrize("candidate", CANDIDATES)
def test_the_same_seed_gives_the_same_words(candidate: Candidate) -> None:
    assert words_of(candidate, "a") == words_of(candidate, "a")


@pytest.mark.parametrize("candidate", [candidate for candidate in CANDIDATES if candidate.name != "strong"])
def test_other_seeds_give_other_words(candidate: Candidate) -> None:
    assert len({tuple(words_of(candidate, str(seed))) for seed in range(8)}) > 1


@pytest.mark.parametrize("candidate", CANDIDATES)
def test_whoever_has_said_all_skips(candidate: Candidate) -> None:
    assert candidate.says(QUESTION, None, 14, "a") == ("", Intent.SKIP)


@pytest.mark.parametrize("candidate", [candidate for candidate in CANDIDATES if candidate.worthless])
def test_the_worthless_say_nothing_of_the_key_points(candidate: Candidate) -> None:
    said = " ".join(candidate.script(QUESTION, None, Random(3)))
    assert not any(point.text.lower() in said.lower() for point in QUESTION.key_points)


def test_the_strong_one_covers_every_point() -> None:
    strong = CANDIDATES[0]
    grade = OverlapGrader().grade(QUESTION, strong.script(QUESTION, None, Random(1))[-1])
    assert isinstance(grade, Graded)
    assert grade.score > 0.9


def test_the_strong_one_answers_the_point_that_is_pressed_on() -> None:
    assert CANDIDATES[0].script(QUESTION, 1, Random(1))[-1] == QUESTION.key_points[1].text
