"""The golden set: authored answers to questions of the bank, as cases. See evals/data/golden.md."""

from collections.abc import Mapping
from pathlib import Path

from evals.answers import load_answers
from evals.cases import Case
from knowledge.question import Question

FOLDER = Path(__file__).parent / "data" / "golden"


def golden_cases(bank: Mapping[str, Question], folder: Path = FOLDER) -> list[Case]:
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
