"""A grade in the terminal: its verdicts, what was disputed, what it teaches."""

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from interviewer.aside import Disputed
from interviewer.grade import Grade, Graded, Unscored, Verdict
from interviewer.grading.lesson import lesson, said
from interviewer.interview import Outcome, Turn
from interviewer.printable import printable
from interviewer.report import percent
from interviewer.tally import labelled
from interviewer.teaching import explained
from knowledge.question import Question

_COLOURS = {
    Verdict.HIT: "green",
    Verdict.PARTIAL: "yellow",
    Verdict.MISSED: "red",
    Verdict.CONTRADICTED: "magenta",
}
_UNANSWERED = {
    Outcome.SKIPPED: "Skipped: counts as 0%.",
    Outcome.DECLINED: "Not answered: counts as 0%.",
}


def draw_line(console: Console, text: str, style: str = "") -> None:
    """A text of whatever origin; no character of it has a meaning."""
    console.print(Text(printable(text), style))


def draw_grade(console: Console, question: Question, grade: Grade) -> None:
    """The score, each key point with its verdict and the words that decide it, the feedback, what to study."""
    if isinstance(grade, Unscored):
        draw_line(console, f"Not scored: {grade.reason} ({grade.detail}).", "bold")
        return
    draw_line(console, f"Score {percent(grade.score)}, {grade.band}.", "bold")
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("#", "Verdict", "Expected", "Your words"):
        table.add_column(heading, no_wrap=heading in ("#", "Verdict"), overflow="fold")
    for verdict in grade.verdicts:
        table.add_row(
            str(verdict.key_point + 1),
            Text(verdict.verdict, _COLOURS[verdict.verdict]),
            Text(printable(question.key_points[verdict.key_point].text)),
            Text(printable(said(verdict)) or "\u2013"),
        )
    console.print(table)
    draw_line(console, grade.feedback)
    taught = lesson(question, grade)
    for remark in taught.wrong:
        draw_line(console, f"Wrong on {remark.name}: {remark.why}")
    if taught.study:
        draw_line(console, f"To study: {taught.study}")
    for flag in grade.flags:
        draw_line(console, f"Note: {flag}.", "yellow")


def draw_result(console: Console, turn: Turn) -> None:
    """The grade of a closed turn with what was disputed of it, or why it has none."""
    if turn.grade is None:
        draw_line(console, f"{_UNANSWERED.get(turn.outcome, 'Not graded.')}\n", "bold")
        return
    draw_grade(console, turn.question, turn.grade)
    draw_line(console, f"Graded by {labelled(turn.grade.provenance)}.", "dim")
    for dispute in turn.disputes:
        draw_dispute(console, dispute)
    if turn.hints and turn.score is not None:
        draw_line(console, f"{percent(turn.score)} counts: the hints cost {percent(turn.hint_cost)} of the score.")
    console.print()


def draw_dispute(console: Console, dispute: Disputed) -> None:
    draw_line(console, f"Point {dispute.key_point + 1}: {dispute.outcome}.", "bold")


def draw_lesson(console: Console, turn: Turn, grade: Graded) -> None:
    """The kept words on a grade, with whose they are; without any, the authored ones."""
    taught = turn.taught
    draw_line(console, taught.text if taught else explained(turn, grade))
    if taught and taught.worded_by:
        draw_line(console, f"Worded by {taught.worded_by}.", "dim")
    if taught and taught.notice:
        draw_line(console, f"Authored wording: {taught.notice}.", "dim")
    console.print()
