"""
Authored answers to questions of the built-in bank, with a label for every key point.

There are two sets, of unlike kinds: ``CandidateAnswer`` to compare graders on, ``TrainingAnswer`` to train them on.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interviewer.grade import Verdict
from knowledge.bank import bank_files, parse
from knowledge.question import Question

FOLDER = Path(__file__).parent / "data" / "answers"
TRAINING_FOLDER = Path(__file__).parent / "data" / "training"
GOLDEN_FOLDER = Path(__file__).parent / "data" / "golden"
TOLERANCE = 0.15

Kind = Literal["full", "partial", "terse", "wrong", "misconception", "off_topic"]
KINDS: tuple[Kind, ...] = get_args(Kind)

TrainingKind = Literal[
    "right_close", "right_own", "wrong_close", "wrong_own", "mixed", "pair_right", "pair_wrong", "vague"
]
TRAINING_KINDS: tuple[TrainingKind, ...] = get_args(TrainingKind)

_WORTH = {Verdict.HIT: 1.0, Verdict.PARTIAL: 0.5, Verdict.MISSED: 0.0, Verdict.CONTRADICTED: 0.0}
_PENALTY = 0.5  # of a contradicted point's weight, at most


class BadAnswers(Exception):
    """The message names the file, the row and what is wrong with it."""


class AuthoredAnswer(BaseModel):
    """``verdicts`` follow the order of the question's key points. ``score`` in 0..1 is the author's, as an examiner."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question_id: Annotated[str, Field(min_length=1)]
    question: Annotated[str, Field(min_length=1)]
    kind: str
    answer: Annotated[str, Field(min_length=1)]
    verdicts: tuple[Verdict, ...]
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class CandidateAnswer(AuthoredAnswer):
    kind: Kind


class TrainingAnswer(AuthoredAnswer):
    """``pair_wrong`` is its question's ``pair_right``, changed as little as makes it false."""

    kind: TrainingKind


AnAnswer = TypeVar("AnAnswer", bound=AuthoredAnswer)


def bank_questions() -> dict[str, Question]:
    """Every question of the built-in bank by its id."""
    return {question.id: question for file in bank_files() for question in parse(*file)[1]}


def load_answers(bank: Mapping[str, Question], folder: Path = FOLDER) -> list[CandidateAnswer]:
    """The answers of every .jsonl file of the folder, in the order of the names. Raises BadAnswers."""
    return [
        each for path in sorted(folder.glob("*.jsonl")) for each in read_answers(path, bank, CandidateAnswer, KINDS)
    ]


def load_training(bank: Mapping[str, Question], folder: Path = TRAINING_FOLDER) -> list[TrainingAnswer]:
    """
    As ``load_answers``, of the set that graders may be trained on. Raises BadAnswers.

    Questions of the golden set are left out, since graders are measured on them.
    """
    measured = {answer.question_id for answer in load_answers(bank, GOLDEN_FOLDER)}
    paths = sorted(folder.glob("*.jsonl"))
    read = [each for path in paths for each in read_answers(path, bank, TrainingAnswer, TRAINING_KINDS)]
    return [answer for answer in read if answer.question_id not in measured]


def read_answers(
    path: Path, bank: Mapping[str, Question], schema: type[AnAnswer], kinds: Collection[str]
) -> list[AnAnswer]:
    """The answers of one file, every question answered once in each of the kinds. Raises BadAnswers."""
    answers = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            answer = schema.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise BadAnswers(f"{path}: row {number} is wrong: {error}") from error
        for fault in faults(answer, bank):
            raise BadAnswers(f"{path}: row {number}: {fault}")
        answers.append(answer)
    for fault in missing_kinds(answers, kinds):
        raise BadAnswers(f"{path}: {fault}")
    return answers


def faults(answer: AuthoredAnswer, bank: Mapping[str, Question]) -> Iterator[str]:
    """What in the answer does not fit the question that it names, or its own verdicts."""
    question = bank.get(answer.question_id)
    if question is None:
        yield f"the bank has no question {answer.question_id!r}"
        return
    if question.text != answer.question:
        yield f"question {answer.question_id!r} reads '{question.text}', not '{answer.question}'"
    if len(answer.verdicts) != len(question.key_points):
        yield f"{len(answer.verdicts)} verdicts for {len(question.key_points)} key points"
        return
    low, high = score_range(question, answer.verdicts)
    if not low - TOLERANCE <= answer.score <= high + TOLERANCE:
        yield f"the score {answer.score} lies over {TOLERANCE} outside {low:.2f} to {high:.2f}, what the verdicts give"


def score_range(question: Question, verdicts: Iterable[Verdict]) -> tuple[float, float]:
    """What the verdicts give by the key points' weights, with contradictions penalised in full and not at all."""
    total = sum(point.weight for point in question.key_points)
    earned = lost = 0.0
    for point, verdict in zip(question.key_points, verdicts, strict=True):
        earned += point.weight * _WORTH[verdict]
        lost += point.weight * _PENALTY * (verdict is Verdict.CONTRADICTED)
    return max(0.0, (earned - lost) / total), earned / total


def missing_kinds(answers: Iterable[AuthoredAnswer], kinds: Collection[str]) -> Iterator[str]:
    """The questions that are not answered exactly once in each of the kinds."""
    found: dict[str, list[str]] = {}
    for answer in answers:
        found.setdefault(answer.question_id, []).append(answer.kind)
    for question_id, given in found.items():
        if sorted(given) != sorted(kinds):
            yield f"question {question_id!r} has the kinds {given}; each of {list(kinds)} is due once"
