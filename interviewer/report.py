"""What an interview amounts to, and its report as Markdown and JSON. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from interviewer.aside import Taught
from interviewer.grade import Graded, PointVerdict, Unscored, band
from interviewer.grading.lesson import lesson, said
from interviewer.interview import Assessed, Interview, Outcome, Said, Started, Turn
from interviewer.regrade import Comparison, comparisons, graders
from interviewer.tally import Tally, tally

NONE = "\u2013"
_PUNCTUATION = r"\`*_{}[]<>()#+-.!|~$:&"


@dataclass(frozen=True)
class Subject:
    """``score`` in 0..1 is the mean over the subject's questions that have one; None where none has."""

    topic: str
    questions: int
    score: float | None


@dataclass(frozen=True)
class Report:
    """
    ``score`` is the mean over all questions with a result, hints paid for; skipped and declined ones count 0, unscored
    ones and one left open do not count. ``score_without_hints`` is the same before the hints' prices. ``model_roles``
    say what the connected model did, one after another where that changed.

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
    score_with_model: float | None
    score_without_model: float | None
    grading: int
    comparisons: tuple[Comparison, ...]


def report(interview: Interview, now: datetime) -> Report:
    turns = interview.turns
    counted = tally(turns)
    return Report(
        interview_id=interview.id,
        started_at=interview.started_at,
        minutes=round(interview.active_at(now) / 60, 1),
        closed=interview.closed,
        score=counted.score,
        score_without_hints=tally(turns, hints=False).score,
        answered=sum(bool(turn.answers) for turn in turns),
        skipped=sum(turn.outcome in (Outcome.SKIPPED, Outcome.DECLINED) for turn in turns),
        unscored=sum(isinstance(turn.grade, Unscored) for turn in turns),
        hints=sum(turn.hints for turn in turns),
        graders=graders(turns),
        models=_unique(e.worded_by for e in interview.events if isinstance(e, Said | Taught) and e.worded_by),
        model_roles=_unique(
            event.model_role for event in interview.events if isinstance(event, Started | Assessed) and event.model_role
        ),
        subjects=_subjects(turns),
        turns=turns,
        score_with_model=counted.with_model,
        score_without_model=counted.without_model,
        grading=interview.chosen,
        comparisons=comparisons(interview),
    )


def to_json(made: Report) -> str:
    """One JSON object with the fields of ``Report``; turns hold the questions, answers and grades in full."""
    return TypeAdapter(Report).dump_json(made, indent=2).decode()


def to_markdown(made: Report) -> str:
    """Texts of candidates and documents are escaped: whatever they contain, it is shown and not rendered."""
    return "\n".join(_markdown(made)) + "\n"


def _markdown(made: Report) -> Iterator[str]:
    yield "# Interview report"
    yield ""
    yield f"- Date: {made.started_at:%Y-%m-%d %H:%M} UTC, {made.minutes:g} minutes"
    yield f"- Score: {percent(made.score)} (before hints: {percent(made.score_without_hints)})"
    if made.score_with_model is not None:
        by_kind = Tally(None, made.score_with_model, made.score_without_model)
        yield f"- Two kinds of graders: {tallied(by_kind)}"
    counts = f"answered {made.answered}, skipped {made.skipped}, unscored {made.unscored}"
    yield f"- Questions: {len(made.turns)}; {counts}"
    yield f"- Hints taken: {made.hints}"
    yield f"- Ended: {made.closed or 'not yet'}"
    yield f"- Graded by: {escape(', '.join(made.graders)) or 'nothing yet'}"
    yield f"- Worded by: {escape(', '.join(made.models)) or 'authored text, no language model'}"
    for role in made.model_roles:
        yield f"- Language model: {escape(role)}"
    yield ""
    yield "## Subjects"
    yield ""
    yield "| Subject | Questions | Score |"
    yield "| --- | --- | --- |"
    for subject in made.subjects:
        yield f"| {escape(subject.topic)} | {subject.questions} | {percent(subject.score)} |"
    for comparison in made.comparisons:
        yield ""
        yield from _comparison(comparison)
    for number, turn in enumerate(made.turns, 1):
        yield ""
        yield from _turn(number, turn)


def _comparison(made: Comparison) -> Iterator[str]:
    yield f"## Grading {made.grading} beside the original"
    yield ""
    yield f"- Original: {escape(', '.join(made.old_graders))}, {tallied(made.old)}"
    yield f"- Grading {made.grading}: {escape(', '.join(made.new_graders))}, {tallied(made.new)}"
    yield f"- It {'counts' if made.counts else 'does not count'} in this report"
    yield ""
    yield "| Question | Original | Again | Difference | Original band | Band again |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in made.rows:
        scores = f"{percent(row.old)} | {percent(row.new)} | {difference(row.delta)}"
        yield f"| {escape(row.question)} | {scores} | {row.old_band or NONE} | {row.new_band or NONE} |"


def _turn(number: int, turn: Turn) -> Iterator[str]:
    yield f"## {number}. {escape(turn.question.text)}"
    yield ""
    source = escape(turn.question.source.title)
    yield f"Subject: {escape(turn.question.topic)}. Level: {turn.question.level}. Source: {source}."
    yield ""
    if turn.outcome is Outcome.OPEN:
        yield "This question is still open."
        return
    for answer in turn.answers:
        yield from _quoted(answer)
        yield ""
    if not turn.answers:
        yield f"No answer ({turn.outcome})."
        yield ""
    match turn.grade:
        case Graded() as grade:
            paid = grade.score * (1 - turn.hint_cost)
            before = f"; {percent(grade.score)} before {turn.hints} hints" if turn.hints else ""
            yield f"**{percent(paid)}** ({band(paid)}{before}). {escape(grade.feedback)}"
            for flag in grade.flags:
                yield f"Flag: {escape(flag)}."
            yield ""
            for verdict in grade.verdicts:
                yield from _verdict(turn, verdict)
            study = lesson(turn.question, grade).study
            if study:
                yield ""
                yield f"To study: {escape(study)}"
        case Unscored() as grade:
            yield f"**Not scored**: {escape(grade.reason)} ({escape(grade.detail)})"
        case None:
            yield "Reference:"
            yield ""
            yield from _quoted(turn.question.reference)


def _verdict(turn: Turn, verdict: PointVerdict) -> Iterator[str]:
    yield f"- **{verdict.verdict}**: {escape(turn.question.key_points[verdict.key_point].text)}"
    if verdict.evidence:
        yield f"  - Answer: {escape(said(verdict))}"
    yield f"  - Reference: \u201c{escape(verdict.passage.text)}\u201d"
    for dispute in turn.disputes:
        if dispute.key_point == verdict.key_point:
            yield f"  - {escape(dispute.outcome)}. Argument: \u201c{escape(dispute.argument)}\u201d"


def _quoted(text: str) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield f"> {escape(line)}"


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


def _subjects(turns: Sequence[Turn]) -> tuple[Subject, ...]:
    topics = _unique(turn.question.topic for turn in turns)
    groups = [[turn for turn in turns if turn.question.topic == topic] for topic in topics]
    return tuple(Subject(topic, len(group), tally(group).score) for topic, group in zip(topics, groups, strict=True))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
