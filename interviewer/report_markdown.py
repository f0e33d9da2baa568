"""A report as Markdown. Pure."""

from collections.abc import Iterator

from interviewer.grade import Graded, PointVerdict, Unscored, band
from interviewer.grading.lesson import lesson, said
from interviewer.interview import Outcome, Turn
from interviewer.printable import printable
from interviewer.regrade import Comparison
from interviewer.report import NONE, Report, difference, escape, percent, tallied
from interviewer.round_report import AnswerReport, RoundReport
from interviewer.tally import Tally


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
    if made.rounds:
        yield f"- Coding rounds: {len(made.rounds)}"
    yield f"- Hints taken: {made.hints}"
    yield f"- Ended: {made.closed or 'not yet'}"
    yield f"- Graded by: {escape(', '.join(made.graders)) or 'nothing yet'}"
    yield f"- Worded by: {escape(', '.join(made.models)) or 'authored text, no language model'}"
    for role in made.model_roles:
        yield f"- Language model: {escape(role)}"
    yield ""
    yield "## Subjects"
    yield ""
    yield "| Subject | Questions | Coding rounds | Score |"
    yield "| --- | --- | --- | --- |"
    for subject in made.subjects:
        yield f"| {escape(subject.topic)} | {subject.questions} | {subject.rounds} | {percent(subject.score)} |"
    for comparison in made.comparisons:
        yield ""
        yield from _comparison(comparison)
    for number, turn in enumerate(made.turns, 1):
        yield ""
        yield from _turn(number, turn)
    for number, held in enumerate(made.rounds, 1):
        yield ""
        yield from _round(number, held)


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


def _round(number: int, made: RoundReport) -> Iterator[str]:
    yield f"## Coding round {number}. {escape(made.title)}"
    yield ""
    yield f"Subject: {escape(made.topic)}. Level: {made.level}. Exercise: {escape(made.exercise)}."
    yield ""
    if made.closed is None:
        yield "This round is still open."
        return
    before = f"; {percent(made.score_without_hints)} before the hints" if made.hints else ""
    grade = f" ({band(made.score)}{before})" if made.score is not None else ""
    yield f"**{percent(made.score)}**{grade}. Ended: {escape(made.closed)}."
    yield ""
    yield from _rubric(made)
    yield ""
    yield "### Measured"
    yield ""
    for fact in made.facts:
        yield f"- {escape(fact)}"
    yield ""
    yield "### Opinions of graders"
    yield ""
    if not made.opinions:
        yield "No follow-up was asked."
    for answer in made.opinions:
        yield from _opinion(answer)
    if made.source:
        yield "### The code submitted last"
        yield ""
        yield from _code(made.source)


def _rubric(made: RoundReport) -> Iterator[str]:
    yield "| Rubric | Weight | Earned | Rests on |"
    yield "| --- | --- | --- | --- |"
    for line in made.rubric:
        earned = NONE if line.earned is None else percent(line.earned)
        yield f"| {escape(f'{line.name}: {line.text}')} | {line.weight:.0%} | {earned} | {escape(line.basis)} |"
    for hint in made.hints:
        yield f"| {escape(f'Hint: {hint.text}')} | | {NONE}{hint.price:.0%} of the score | hint taken |"


def _opinion(answer: AnswerReport) -> Iterator[str]:
    yield f"**{escape(answer.question)}** (about: {escape(answer.about)})"
    yield ""
    yield from _quoted(answer.answer or "no answer")
    yield ""
    if answer.score is None:
        yield f"Not scored: {escape(answer.why_no_score)}."
    else:
        by = f" by {escape(answer.graded_by)}" if answer.graded_by else ", passed on"
        yield f"{percent(answer.score)}{by}."
    if isinstance(answer.grade, Graded):
        yield from _graded(answer.grade)
    yield ""


def _graded(grade: Graded) -> Iterator[str]:
    yield escape(grade.feedback)
    for flag in grade.flags:
        yield f"Flag: {escape(flag)}."
    yield ""
    for verdict in grade.verdicts:
        yield f"- **{verdict.verdict}**: reference \u201c{escape(verdict.passage.text)}\u201d"
        if verdict.evidence:
            yield f"  - Answer: {escape(said(verdict))}"


def _code(source: str) -> Iterator[str]:
    """Indented, so that whatever the code contains it is shown as it is and ends no block."""
    for line in source.splitlines():
        yield f"    {printable(line.expandtabs(4))}"


def _quoted(text: str) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield f"> {escape(line)}"
