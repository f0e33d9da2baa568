"""The golden set: authored answers to questions of the bank, as cases. See evals/data/golden.md."""

from collections.abc import Mapping
from pathlib import Path

from evals.answers import GOLDEN_FOLDER, load_answers
from evals.cases import Case
from knowledge.question import Question


def golden_cases(bank: Mapping[str, Question], folder: Path = GOLDEN_FOLDER) -> list[Case]:
    """Raises BadAnswers."""
    return [
        Case(
            id=f"{given.question_id}/{given.kind}",
            question_id=given.question_id,
            question=given.question,
            reference=bank[given.question_id].reference,
            answer=given.answer,
            score=given.score,
            kind=given.kind,
            rated_by="authored",
        )
        for given in load_answers(bank, folder)
    ]
