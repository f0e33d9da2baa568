"""What a grader said becomes a row."""

import json
from dataclasses import dataclass, replace
from typing import TypedDict

from evals.asking import Heard, Pair
from evals.budget import Price
from evals.contender import Contender
from evals.entry import Entry
from evals.rows import Place, Row, Status
from interviewer.grade import Grade, PointVerdict, Provenance, Unscorable, Unscored
from interviewer.printable import printable

# What may be otherwise when it is tried again. The other reasons lie in the answer.
_PASSING = {Unscorable.MODEL_FAILED, Unscorable.GRADER_FAILED}


@dataclass(frozen=True)
class Todo:
    """One grade that a run is to have."""

    entry: Entry
    run: int
    key: str

    def place(self, contender: Contender) -> Place:
        """Of its row."""
        return self.entry.dataset, self.entry.case.id, contender.name, contender.version, self.run

    @property
    def pair(self) -> Pair:
        """What the grader is asked. Of an entry with a question alone."""
        if isinstance(self.entry.question, str):
            raise TypeError(self.entry.question)
        return self.entry.question, self.entry.case.answer


def refused(todo: Todo, contender: Contender, at: str, reason: str) -> Row:
    """Of a case that cannot be asked about."""
    return Row(**_who(todo, contender, at), score=None, status="error", reason=reason)


def recorded(todo: Todo, contender: Contender, at: str, heard: Heard, price: Price | None) -> Row:
    who, grade = _who(todo, contender, at), heard.grade
    if isinstance(grade, str):
        return Row(**who, score=None, status="error", reason=grade, seconds=heard.seconds)
    took = _took(grade.provenance, price)
    if isinstance(grade, Unscored):
        reason = " ".join(printable(f"{grade.reason.value}: {grade.detail}").split())
        status: Status = "error" if failed(grade) else "unscored"
        return Row(**who, **took, score=None, status=status, reason=reason, seconds=heard.seconds)
    return Row(
        **who,
        **took,
        score=float(grade.score),
        status="graded",
        seconds=heard.seconds,
        verdicts=json.dumps([_verdict(verdict) for verdict in grade.verdicts]),
        confidence=None if grade.confidence is None else float(grade.confidence),
        flags=json.dumps(grade.flags),
    )


def copied(todo: Todo, at: str, known: Row) -> Row:
    """With the grade of a row of the same key: where that is an error, it was tried once for both."""
    case = todo.entry.case
    return replace(
        known,
        dataset=todo.entry.dataset,
        case_id=case.id,
        question_id=case.question_id,
        split=case.split,
        content=todo.entry.content,
        cached=True,
        at=at,
    )


def failed(grade: Grade | str) -> bool:
    """Whether there is no grade for a reason that may pass."""
    return isinstance(grade, str) or (isinstance(grade, Unscored) and grade.reason in _PASSING)


def called(grade: Grade | str) -> bool:
    """Whether a language model was asked; of one that hung or raised that is not known, and it counts."""
    return isinstance(grade, str) or grade.provenance.language_model


class _Who(TypedDict):
    dataset: str
    case_id: str
    question_id: str
    split: str
    grader: str
    version: str
    run: int
    at: str
    content: str
    key: str


def _who(todo: Todo, contender: Contender, at: str) -> _Who:
    case = todo.entry.case
    return {
        "dataset": todo.entry.dataset,
        "case_id": case.id,
        "question_id": case.question_id,
        "split": case.split,
        "grader": contender.name,
        "version": contender.version,
        "run": todo.run,
        "at": at,
        "content": todo.entry.content,
        "key": todo.key,
    }


class _Took(TypedDict):
    model: str
    rung: str
    prompt_tokens: int
    completion_tokens: int
    cost: float | None


def _took(provenance: Provenance, price: Price | None) -> _Took:
    usage = provenance.usage
    cost: float | None = 0.0
    if provenance.language_model:
        cost = usage.cost if usage.cost is not None or price is None else price.of(usage)
    return {
        "model": provenance.model,
        "rung": provenance.rung,
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "cost": cost,
    }


def _verdict(verdict: PointVerdict) -> dict[str, object]:
    evidence = verdict.evidence
    return {
        "key_point": verdict.key_point,
        "verdict": verdict.verdict.value,
        "support": verdict.support,
        "evidence": [evidence.start, evidence.end] if evidence else None,
    }
