"""A report's score computed once more from the events, by a way of its own. Pure."""

from math import isclose
from statistics import fmean

from evals.candidates.sitting import Sitting
from evals.candidates.talk import Talk, talks
from interviewer.grade import Graded
from interviewer.interview import HINT_PRICES
from interviewer.round_report import RoundReport

_Part = tuple[float, bool | None]


def wrong_sums(sitting: Sitting) -> tuple[int, tuple[str, ...]]:
    """How many scores of the report were computed again, and those that came out otherwise."""
    made = sitting.report
    parts = [part for part in map(_of_talk, talks(sitting.interview)) if part is not None]
    parts += [part for part in map(_of_round, made.rounds) if part is not None]
    kinds = {by_model for _, by_model in parts if by_model is not None}
    if len(kinds) > 1:
        expected = {
            "score": (made.score, None),
            "score with a model": (made.score_with_model, _mean([worth for worth, by in parts if by is True])),
            "score without a model": (made.score_without_model, _mean([worth for worth, by in parts if by is False])),
        }
    else:
        expected = {"score": (made.score, _mean([worth for worth, _ in parts]))}
    wrong = [f"{name} is {got}, not {due}" for name, (got, due) in expected.items() if not _same(got, due)]
    return len(expected), tuple(wrong)


def _of_talk(talk: Talk) -> _Part | None:
    grade = talk.grade
    if grade is not None:
        return grade.score * (1 - sum(HINT_PRICES[: talk.hints])), grade.provenance.language_model
    return (0.0, None) if talk.passed_on else None


def _of_round(held: RoundReport) -> _Part | None:
    earned = [(line.weight, line.earned) for line in held.rubric if line.earned is not None]
    if held.closed is None or not earned:
        return None
    share = sum(weight * got for weight, got in earned) / sum(weight for weight, _ in earned)
    grades = [answer.grade for answer in held.opinions]
    kinds = [grade.provenance.language_model for grade in grades if isinstance(grade, Graded)]
    return share * (1 - held.hint_cost), any(kinds) if kinds else None


def _mean(values: list[float]) -> float | None:
    return fmean(values) if values else None


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, abs_tol=1e-9)
