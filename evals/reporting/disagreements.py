"""The answers on which each grader is farthest from the given score, with what it said of every key point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, TypeAdapter

from evals.cases import Case
from evals.entry import entries
from evals.reporting.gathered import Contestant, Dataset
from evals.rows import Row
from knowledge.question import Question

MOST = 5
LONGEST = 2000


@dataclass(frozen=True)
class Said:
    """``quote`` is what of the answer the verdict stands on; empty where nothing was found."""

    key_point: str
    verdict: str
    quote: str


@dataclass(frozen=True)
class Disagreement:
    """``given`` and ``graded`` in 0..1; ``said`` is empty where the grader judges no key points."""

    grader: str
    case: Case
    given: float
    graded: float
    said: Sequence[Said]

    @property
    def answer(self) -> str:
        """Cut where it is very long."""
        text = self.case.answer
        return text if len(text) <= LONGEST else f"{text[:LONGEST]} [{len(text) - LONGEST} more characters]"


def worst(dataset: Dataset, bank: Sequence[Question]) -> list[Disagreement]:
    """Of each grader that may be chosen the ``MOST`` that are farthest off, by case where they are as far."""
    return [
        found
        for each in dataset.contestants
        if each.name in dataset.contenders
        for found in _worst(each, dataset.cases, bank)
    ]


def _worst(contestant: Contestant, cases: Mapping[str, Case], bank: Sequence[Question]) -> list[Disagreement]:
    scored = [(row, row.score, cases[name]) for name, row in contestant.rows.items() if row.score is not None]
    off = [each for each in scored if each[1] != each[2].score]
    off.sort(key=lambda each: (-abs(each[1] - each[2].score), each[2].id))
    return [
        Disagreement(contestant.name, case, case.score, score, _said(row, case, bank))
        for row, score, case in off[:MOST]
    ]


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key_point: int
    verdict: str
    support: float
    evidence: tuple[int, int] | None


_VERDICTS = TypeAdapter(list[_Verdict])


def _said(row: Row, case: Case, bank: Sequence[Question]) -> list[Said]:
    question = entries({row.dataset: [case]}, bank)[0].question
    points = () if isinstance(question, str) else question.key_points
    return [
        Said(
            points[each.key_point].text if each.key_point < len(points) else f"key point {each.key_point + 1}",
            each.verdict,
            case.answer[slice(*each.evidence)] if each.evidence else "",
        )
        for each in _VERDICTS.validate_json(row.verdicts)
    ]
