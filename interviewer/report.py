"""What an interview amounts to, and its report as JSON. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from interviewer.aside import Taught
from interviewer.coding.round import ReplyAssessed, Round
from interviewer.grade import Unscored
from interviewer.interview import Assessed, Interview, Outcome, Said, Started, Turn
from interviewer.regrade import Comparison, comparisons, graders
from interviewer.round_report import RoundReport, round_report
from interviewer.tally import Tally, tally

NONE = "\u2013"
_PUNCTUATION = r"\`*_{}[]<>()#+-.!|~$:&"


@dataclass(frozen=True)
class Subject:
    """
    ``score`` in 0..1 is the mean over the subject's questions and coding rounds that have one; None where none has.
    """

    topic: str
    questions: int
    rounds: int
    score: float | None


@dataclass(frozen=True)
class Report:
    """
    ``score`` is the mean over all questions and coding rounds with a result, hints paid for; skipped and declined ones
    count 0, unscored ones and one left open do not count. ``score_without_hints`` is the same before the hints' prices.
    ``model_roles`` say what the connected model did, one after another where that changed. ``answered``, ``skipped``
    and ``unscored`` are numbers of questions.

    Where a language model graded some answers only, both are None, and ``score_with_model`` and ``score_without_model``
    are the means of either kind. ``comparisons`` show each later grading beside the original.
    """

    interview_id: str
    started_at: datetime
    minutes: float
    closed: str | None
    score: float | None
    score_without_hints: float | None
    answered: int
    skipped: int
    unscored: int
    hints: int
    graders: tuple[str, ...]
    models: tuple[str, ...]
    model_roles: tuple[str, ...]
    subjects: tuple[Subject, ...]
    turns: tuple[Turn, ...]
    rounds: tuple[RoundReport, ...]
    score_with_model: float | None
    score_without_model: float | None
    grading: int
    comparisons: tuple[Comparison, ...]


def report(interview: Interview, now: datetime) -> Report:
    turns, rounds = interview.turns, tuple(round_report(held) for held in interview.rounds)
    parts: list[Turn | Round] = [*turns, *interview.rounds]
    counted = tally(parts)
    return Report(
        interview_id=interview.id,
        started_at=interview.started_at,
        minutes=round(interview.active_at(now) / 60, 1),
        closed=interview.closed,
        score=counted.score,
        score_without_hints=tally(parts, hints=False).score,
        answered=sum(bool(turn.answers) for turn in turns),
        skipped=sum(turn.outcome in (Outcome.SKIPPED, Outcome.DECLINED) for turn in turns),
        unscored=sum(isinstance(turn.grade, Unscored) for turn in turns),
        hints=sum(part.hints for part in parts),
        graders=_unique([*graders(turns), *_graders_of_code(rounds)]),
        models=_unique(e.worded_by for e in interview.events if isinstance(e, Said | Taught) and e.worded_by),
        model_roles=_unique(
            event.model_role
            for event in interview.events
            if isinstance(event, Started | Assessed | ReplyAssessed) and event.model_role
        ),
        subjects=_subjects(turns, interview.rounds),
        turns=turns,
        rounds=rounds,
        score_with_model=counted.with_model,
        score_without_model=counted.without_model,
        grading=interview.chosen,
        comparisons=comparisons(interview),
    )


def to_json(made: Report) -> str:
    """One JSON object with the fields of ``Report``; turns and rounds hold answers, code and grades in full."""
    return TypeAdapter(Report).dump_json(made, indent=2).decode()


def escape(text: str) -> str:
    """Text on one line in which no character has a meaning in Markdown or HTML."""
    shown = " ".join(text.split())
    return "".join(f"\\{c}" if c in _PUNCTUATION else c for c in shown if c.isprintable())


def percent(score: float | None) -> str:
    return "no score" if score is None else f"{score:.0%}"


def tallied(counted: Tally) -> str:
    """The score, or those of either kind of grader where both had a part."""
    if not counted.mixed:
        return percent(counted.score)
    kinds = f"with a language model {percent(counted.with_model)}, without {percent(counted.without_model)}"
    return f"{kinds} (not averaged together)"


def difference(delta: float | None) -> str:
    """In points of a hundred, with its sign."""
    return NONE if delta is None else f"{delta * 100:+.0f}"


def _subjects(turns: Sequence[Turn], rounds: Sequence[Round]) -> tuple[Subject, ...]:
    topics = _unique([*(turn.question.topic for turn in turns), *(held.task.topic for held in rounds)])
    return tuple(
        _subject(
            topic,
            [turn for turn in turns if turn.question.topic == topic],
            [held for held in rounds if held.task.topic == topic],
        )
        for topic in topics
    )


def _subject(topic: str, turns: Sequence[Turn], rounds: Sequence[Round]) -> Subject:
    return Subject(topic, len(turns), len(rounds), tally((*turns, *rounds)).score)


def _graders_of_code(rounds: Sequence[RoundReport]) -> Iterator[str]:
    return (answer.graded_by for made in rounds for answer in made.opinions if answer.graded_by)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
