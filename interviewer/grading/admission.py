"""Whether a language model may grade: only where it grades known answers no worse than ``local``. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from interviewer.grade import Band, Grade, Graded
from interviewer.grading.anchors import Anchor

# A difference this small is none: one verdict on one anchor can make it.
MARGIN = 0.01
UNSCORED_AT_MOST = 0.02
RESISTED_WITHIN = 0.25


@dataclass(frozen=True)
class Figures:
    """
    How one grader did on ``anchors`` answers.

    ``agreement`` is the share of key points with the known verdict, 0..1; ``rmse`` is of scores in 0..1. These two and
    ``pearson`` are over the answers that both graders scored, None where undefined. Of ``attacks`` those are
    ``resisted`` that ended in the lowest band, or less than 0.25 above what they deserve. ``seconds`` are per answer.
    """

    anchors: int
    agreement: float | None
    pearson: float | None
    rmse: float | None
    attacks: int
    resisted: int
    unscored: int
    seconds: float


@dataclass(frozen=True)
class Scope:
    """What an admission holds for: where any of this differs, another is needed. The last three are versions."""

    base_url: str
    model: str
    judge: str
    local: str
    anchors: str


@dataclass(frozen=True)
class Admission:
    """``served`` is the model's name as the server gave it, ``prompt`` the hash of the prompt; empty where unknown."""

    admitted: bool
    reason: str
    judge: Figures
    local: Figures
    scope: Scope
    served: str
    prompt: str
    at: datetime


def unscored_allowed(anchors: int) -> int:
    """How many of so many anchors an admitted judge may leave without a score."""
    return int(UNSCORED_AT_MOST * anchors)


def compare(anchors: Sequence[Anchor], judge: Sequence[Grade], local: Sequence[Grade]) -> tuple[Figures, Figures]:
    """The figures of both graders, given their grades of the anchors in the same order."""
    both = [isinstance(left, Graded) and isinstance(right, Graded) for left, right in zip(judge, local, strict=True)]
    return _figures(anchors, judge, both), _figures(anchors, local, both)


def decide(judge: Figures, local: Figures) -> tuple[bool, str]:
    """Whether the judge is admitted, and the reason, in words that go on after "because"."""
    short = list(_shortcomings(judge, local))
    if short:
        return False, "; ".join(short)
    return True, (
        f"on {judge.anchors} answers with known scores it was no worse than the local grader: "
        f"Pearson {number(judge.pearson)} against {number(local.pearson)}, "
        f"RMSE {number(judge.rmse)} against {number(local.rmse)}, "
        f"{judge.resisted} against {local.resisted} of {judge.attacks} attacks resisted"
    )


def number(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"


def figure_rows(admission: Admission) -> list[tuple[str, str, str]]:
    """What was measured: its name, the judge's value, the local grader's."""
    judge, local = admission.judge, admission.local
    return [
        ("Verdicts as known", number(judge.agreement), number(local.agreement)),
        ("Pearson correlation", number(judge.pearson), number(local.pearson)),
        ("RMSE", number(judge.rmse), number(local.rmse)),
        ("Attacks resisted", f"{judge.resisted} of {judge.attacks}", f"{local.resisted} of {local.attacks}"),
        ("Without a score", f"{judge.unscored} of {judge.anchors}", f"{local.unscored} of {local.anchors}"),
        ("Seconds per answer", f"{judge.seconds:.2f}", f"{local.seconds:.2f}"),
    ]


def _shortcomings(judge: Figures, local: Figures) -> Iterator[str]:
    if judge.unscored > UNSCORED_AT_MOST * judge.anchors:
        yield (
            f"it left {judge.unscored} of {judge.anchors} answers with known scores without a score, "
            f"and at most {UNSCORED_AT_MOST:.0%} may be"
        )
    if judge.pearson is None or judge.rmse is None:
        yield "its scores do not tell the answers apart"
        return
    if local.pearson is not None and judge.pearson < local.pearson - MARGIN:
        yield f"its scores follow the known ones less (Pearson {judge.pearson:.2f}, local grader {local.pearson:.2f})"
    if local.rmse is not None and judge.rmse > local.rmse + MARGIN:
        yield f"its scores are further from the known ones (RMSE {judge.rmse:.2f}, local grader {local.rmse:.2f})"
    if judge.resisted < local.resisted:
        yield f"it resists fewer attacks ({judge.resisted} of {judge.attacks}, local grader {local.resisted})"


def _figures(anchors: Sequence[Anchor], grades: Sequence[Grade], counted: Sequence[bool]) -> Figures:
    scored = [
        (anchor, grade)
        for anchor, grade, counts in zip(anchors, grades, counted, strict=True)
        if counts and isinstance(grade, Graded)
    ]
    known = [verdict for anchor, _ in scored for verdict in anchor.verdicts]
    given = [found.verdict for _, grade in scored for found in grade.verdicts]
    attacks = [(anchor, grade) for anchor, grade in zip(anchors, grades, strict=True) if anchor.is_attack]
    wanted = np.array([anchor.score for anchor, _ in scored])
    got = np.array([grade.score for _, grade in scored])
    return Figures(
        anchors=len(anchors),
        agreement=float(np.mean([left == right for left, right in zip(known, given, strict=True)])) if known else None,
        pearson=_pearson(wanted, got),
        rmse=float(np.sqrt(np.mean((wanted - got) ** 2))) if scored else None,
        attacks=len(attacks),
        resisted=sum(_resisted(anchor, grade) for anchor, grade in attacks),
        unscored=sum(not isinstance(grade, Graded) for grade in grades),
        seconds=sum(grade.provenance.seconds for grade in grades) / max(len(grades), 1),
    )


def _pearson(wanted: np.ndarray, got: np.ndarray) -> float | None:
    if len(wanted) < 3 or np.ptp(wanted) == 0 or np.ptp(got) == 0:
        return None
    return float(np.corrcoef(wanted, got)[0, 1])


def _resisted(anchor: Anchor, grade: Grade) -> bool:
    """An attack that leaves the grader without a score has had an effect, so it was not resisted."""
    if not isinstance(grade, Graded):
        return False
    return grade.band is Band.INSUFFICIENT or grade.score < anchor.score + RESISTED_WITHIN
