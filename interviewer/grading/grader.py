"""The contract of every grader."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from interviewer.grade import Grade
from knowledge.question import Question


class Grader(Protocol):
    """
    ``name`` and ``version`` tell graders apart in every grade's provenance.

    ``grade`` gives one verdict per key point, in their order, or ``Unscored`` with the reason; it raises nothing for
    any answer. Each quote is exactly what stands at its place.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def grade(self, question: Question, answer: str) -> Grade: ...


@runtime_checkable
class BatchGrader(Grader, Protocol):
    """A grader that is quicker with many answers at once: one grade per pair, in their order."""

    def grade_many(self, pairs: Sequence[tuple[Question, str]]) -> list[Grade]: ...
