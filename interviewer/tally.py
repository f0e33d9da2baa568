"""What turns count, and their mean: grades with and without a language model are never averaged together."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grade import Graded, Provenance
from interviewer.interview import Outcome, Turn


@dataclass(frozen=True)
class Tally:
    """
    Means in 0..1. ``score`` is that of all turns; None where nothing counts, and where some grades are a language
    model's and some are not: then ``with_model`` and ``without_model`` are those of the graded turns of either kind.
    """

    score: float | None
    with_model: float | None = None
    without_model: float | None = None

    @property
    def mixed(self) -> bool:
        return self.with_model is not None and self.without_model is not None


def tally(turns: Sequence[Turn], hints: bool = True) -> Tally:
    """``hints`` tells whether the hints taken are paid for."""
    by_kind = mean_of_kinds(
        *([points(turn, hints) for turn in turns if graded_with_model(turn) is kind] for kind in (True, False))
    )
    return by_kind if by_kind.mixed else Tally(_mean([points(turn, hints) for turn in turns]))


def mean_of_kinds(with_model: Sequence[float | None], without_model: Sequence[float | None]) -> Tally:
    """The mean of the scores of either kind of grader; of them all where there is one kind only."""
    mixed = Tally(None, _mean(with_model), _mean(without_model))
    return mixed if mixed.mixed else Tally(_mean([*with_model, *without_model]))


def points(turn: Turn, hints: bool = True) -> float | None:
    """What the turn counts in the report, 0..1; None where it does not count."""
    if turn.outcome in (Outcome.SKIPPED, Outcome.DECLINED):
        return 0.0
    if not isinstance(turn.grade, Graded):
        return None
    return turn.score if hints else turn.grade.score


def graded_with_model(turn: Turn) -> bool | None:
    """Whether a language model gave the turn's score; None where the turn has none."""
    return turn.grade.provenance.language_model if isinstance(turn.grade, Graded) else None


def labelled(provenance: Provenance) -> str:
    """The grader as it is shown, with the kind that it is of."""
    kind = f"language model {provenance.model}".rstrip() if provenance.language_model else "no language model"
    return f"{provenance.grader} {provenance.version} ({kind})"


def _mean(values: Sequence[float | None]) -> float | None:
    counted = [value for value in values if value is not None]
    return sum(counted) / len(counted) if counted else None
