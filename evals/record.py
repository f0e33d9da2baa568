"""What a grader said becomes a row."""

import json
from dataclasses import dataclass, replace

from evals.asking import Heard, Pair
from evals.budget import Price
from evals.contender import Contender
from evals.entry import Entry
from evals.rows import Row, content_of
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

    @property
    def pair(self) -> Pair:
        """What the grader is asked. Of an entry with a question alone."""
        if isinstance(self.entry.question, str):
            raise TypeError(self.entry.question)
        return self.entry.question, self.entry.case.answer


def blank(todo: Todo, contender: Contender, at: str) -> Row:
    """An error without a reason yet."""
    case = todo.entry.case
    return Row(
        dataset=todo.entry.dataset,
        case_id=case.id,
        question_id=case.question_id,
        split=case.split,
        grader=contender.name,
        version=contender.version,
        run=todo.run,
        score=None,
        status="error",
        at=at,
        content=content_of(case),
        key=todo.key,
    )


def recorded(row: Row, heard: Heard, price: Price | None) -> Row:
    """A blank row with what was heard."""
    row = replace(row, seconds=heard.seconds)
    grade = heard.grade
    if isinstance(grade, str):
        return replace(row, reason=grade)
    row = _charged(row, grade.provenance, price)
    if isinstance(grade, Unscored):
        reason = " ".join(printable(f"{grade.reason.value}: {grade.detail}").split())
        return replace(row, status="error" if failed(grade) else "unscored", reason=reason)
    return replace(
        row,
        score=grade.score,
        status="graded",
        verdicts=json.dumps([_verdict(verdict) for verdict in grade.verdicts]),
        confidence=grade.confidence,
        flags=json.dumps(grade.flags),
    )


def copied(row: Row, known: Row) -> Row:
    """A blank row with the grade of a row of the same key: where that is an error, it was tried once for both."""
    own = {name: getattr(row, name) for name in ("dataset", "case_id", "question_id", "split", "run", "at")}
    return replace(known, **own, cached=True)


def failed(grade: Grade | str) -> bool:
    """Whether there is no grade for a reason that may pass."""
    return isinstance(grade, str) or (isinstance(grade, Unscored) and grade.reason in _PASSING)


def called(grade: Grade | str) -> bool:
    """Whether a language model was asked; of one that hung or raised that is not known, and it counts."""
    return isinstance(grade, str) or grade.provenance.language_model


def _charged(row: Row, provenance: Provenance, price: Price | None) -> Row:
    usage = provenance.usage
    cost: float | None = 0.0
    if provenance.language_model:
        cost = usage.cost if usage.cost is not None or price is None else price.of(usage)
    return replace(
        row,
        rung=provenance.rung,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        cost=cost,
        model=provenance.model,
    )


def _verdict(verdict: PointVerdict) -> dict[str, object]:
    evidence = verdict.evidence
    return {
        "key_point": verdict.key_point,
        "verdict": verdict.verdict.value,
        "support": verdict.support,
        "evidence": [evidence.start, evidence.end] if evidence else None,
    }
