"""A coding round in the terminal: the exercise, each case as it ends, what was measured, what it all counts."""

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from interviewer.coding.facts import facts
from interviewer.coding.mark import mark, reason_without_score
from interviewer.coding.outcome import CaseOutcome, Check
from interviewer.coding.round import Reply, Round
from interviewer.coding.task import PASSED, PricedHint, Task
from interviewer.drawing import draw_grade, draw_line
from interviewer.printable import printable
from interviewer.report import NONE, percent
from interviewer.tally import labelled


def draw_task(console: Console, task: Task) -> None:
    """The statement with what is counted, and the starter."""
    console.rule(Text(printable(f"{task.title} \u00b7 {task.topic} \u00b7 {task.level}")), align="left")
    draw_line(console, f"{task.statement.strip()}\n")
    draw_line(console, f"{task.public_cases} public cases, {task.hidden_cases} hidden ones. {_rubric(task)}", "dim")
    draw_line(console, f"Hints: {_prices(task.hints)}.\n", "dim")
    draw_line(console, f"{task.starter.strip()}\n")


def draw_case(console: Console, outcome: CaseOutcome) -> None:
    """A public case that has ended, with its counter-example."""
    failure = outcome.failure
    said = f"{failure.kind}: {failure.message}" if failure else f"passed in {outcome.seconds * 1000:.0f} ms"
    draw_line(console, f"{outcome.family}, {outcome.name}: {said}", "red" if failure else "green")
    if failure and failure.detail:
        draw_line(console, _indented(failure.detail), "dim")


def draw_check(console: Console, check: Check, triton: bool) -> None:
    """What was measured, one fact a line, and what the code printed. ``triton``: the exercise is in Triton."""
    first, *others = facts(check, triton)
    draw_line(console, first, "bold green" if check.passed else "bold red")
    for fact in others:
        draw_line(console, fact)
    if check.failure is not None and check.failure.detail:
        draw_line(console, _indented(check.failure.detail), "dim")
    if check.printed.strip():
        draw_line(console, f"It printed:\n{_indented(check.printed)}", "dim")


def draw_hint(console: Console, held: Round) -> None:
    """The hint that was taken last."""
    hint = held.task.hints[held.hints - 1]
    draw_line(console, f"Hint {held.hints} of {len(held.task.hints)}, at {hint.price:.0%} of the score: {hint.text}\n")


def draw_round(console: Console, held: Round) -> None:
    """A closed round: each answer with its grade, then the rubric and the score."""
    for reply in held.replies:
        _draw_reply(console, reply)
    made = mark(held)
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("Rubric", "Weight", "Earned", "Rests on"):
        table.add_column(heading, overflow="fold")
    for line in made.lines:
        earned = NONE if line.earned is None else percent(line.earned)
        table.add_row(Text(printable(line.name)), f"{line.weight:.0%}", earned, Text(printable(line.basis)))
    console.print(table)
    paid = f" (before hints: {percent(made.score_without_hints)})" if held.hints else ""
    draw_line(console, f"Coding round: {percent(made.score)}{paid}\n", "bold")


def draw_follow_up(console: Console, question: str, about: str) -> None:
    """What is asked, and what of the check it is about."""
    draw_line(console, question if about == PASSED else f"On {about}: {question}", "bold")


def _draw_reply(console: Console, reply: Reply) -> None:
    if reply.withdrawn:
        return
    draw_follow_up(console, reply.question.text, reply.about)
    if reply.grade is None:
        draw_line(console, "Passed on: counts as 0%.\n" if reply.declined else f"{reason_without_score(reply)}\n")
        return
    draw_grade(console, reply.question, reply.grade)
    draw_line(console, f"Graded by {labelled(reply.grade.provenance)}.\n", "dim")


def _rubric(task: Task) -> str:
    return "Graded on: " + ", ".join(f"{line.name} {line.weight:.0%}" for line in task.rubric) + "."


def _prices(hints: tuple[PricedHint, ...]) -> str:
    return ", ".join(f"{number} costs {hint.price:.0%}" for number, hint in enumerate(hints, 1))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())
