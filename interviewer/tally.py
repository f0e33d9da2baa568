"""What questions and coding rounds count, and their mean; grades with and without a model are never averaged."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.coding.mark import mark
from interviewer.coding.round import Round
from interviewer.grade import Graded, Provenance
from interviewer.interview import Outcome, Turn


@dataclass(frozen=True)
class Tally:
    """
    Means in 0..1. ``score`` is that of all parts; None where nothing counts, and where some grades are a language
    model's and some are not: then ``with_model`` and ``without_model`` are those of the graded parts of either kind.
    """

    score: float | None
    with_model: float | None = None
    without_model: float | None = None

    @property
    def mixed(self) -> bool:
        return self.with_model is not None and self.without_model is not None


def tally(parts: Sequence[Turn | Round], hints: bool = True) -> Tally:
    """Each question and each coding round counts alike. ``hints`` tells whether the hints taken are paid for."""
    by_kind = mean_of_kinds(
        *([points(part, hints) for part in parts if graded_with_model(part) is kind] for kind in (True, False))
    )
    return by_kind if by_kind.mixed else Tally(_mean([points(part, hints) for part in parts]))


def mean_of_kinds(with_model: Sequence[float | None], without_model: Sequence[float | None]) -> Tally:
    """The mean of the scores of either kind of grader; of them all where there is one kind only."""
    mixed = Tally(None, _mean(with_model), _mean(without_model))
    return mixed if mixed.mixed else Tally(_mean([*with_model, *without_model]))


def points(part: Turn | Round, hints: bool = True) -> float | None:
    """What the turn or the coding round counts in the report, 0..1; None where it does not count."""
    return _of_round(part, hints) if isinstance(part, Round) else _of_turn(part, hints)


def graded_with_model(part: Turn | Round) -> bool | None:
    """
    Whether a language model gave the score, or of a coding round graded any answer; None where nobody graded.
    """
    grades = [reply.grade for reply in part.replies] if isinstance(part, Round) else [part.grade]
    kinds = [grade.provenance.language_model for grade in grades if isinstance(grade, Graded)]
    return any(kinds) if kinds else None


def _of_round(held: Round, hints: bool) -> float | None:
    if held.closed is None:
        return None
    return mark(held).score if hints else mark(held).score_without_hints


def _of_turn(turn: Turn, hints: bool) -> float | None:
    if turn.outcome in (Outcome.SKIPPED, Outcome.DECLINED):
        return 0.0
    if not isinstance(turn.grade, Graded):
        return None
    return turn.score if hints else turn.grade.score


def labelled(provenance: Provenance) -> str:
    """The grader as it is shown, with the kind that it is of."""
    kind = f"language model {provenance.model}".rstrip() if provenance.language_model else "no language model"
    return f"{provenance.grader} {provenance.version} ({kind})"


def _mean(values: Sequence[float | None]) -> float | None:
    counted = [value for value in values if value is not None]
    return sum(counted) / len(counted) if counted else None
