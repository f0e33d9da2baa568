"""What a candidate can do beside the talk, typed with a slash: /dispute, /explain, /answer."""

import re
from dataclasses import dataclass
from typing import Literal

from rich.console import Console

from interviewer.dispute import Objection
from interviewer.drawing import draw_dispute, draw_lesson, draw_line
from interviewer.errors import InterviewerError
from interviewer.grade import Graded
from interviewer.interview import Interview, Outcome
from interviewer.report import percent
from interviewer.service import Service

USAGE = (
    "/dispute 2 because \u2026 has key point 2 of the last graded question judged again (/dispute 1.2 that of question "
    "1); /explain [1] explains a grade; /answer [1] shows the model answer of a closed question."
)
_COMMAND = re.compile(r"/(dispute|explain|answer)\b(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_DISPUTE = re.compile(
    r"\s+(?:(?P<turn>\d+)\.)?(?P<point>\d+)[\s,:]+(?:because\s+)?(?P<argument>\S.*)", re.DOTALL | re.I
)
_NUMBER = re.compile(r"\s*(?P<turn>\d+)?\s*")


@dataclass(frozen=True)
class Command:
    """``turn`` and ``key_point`` are positions from 0; no ``turn`` means the last one that was closed."""

    verb: Literal["dispute", "explain", "answer"]
    turn: int | None = None
    key_point: int = 0
    argument: str = ""


def command(text: str) -> Command | None:
    """What the text asks for; None where it begins with no such word. Raises InterviewerError where it is no use."""
    found = _COMMAND.fullmatch(text.strip())
    if not found:
        return None
    verb = found[1].lower()
    if verb == "dispute":
        parts = _DISPUTE.fullmatch(found["rest"])
        if not parts:
            raise InterviewerError(f"{text.strip()[:60]!r} names no key point with a reason. {USAGE}")
        return Command("dispute", _position(parts["turn"]), int(parts["point"]) - 1, parts["argument"])
    number = _NUMBER.fullmatch(found["rest"])
    if not number:
        raise InterviewerError(f"{text.strip()[:60]!r} names no question by its number. {USAGE}")
    return Command("explain" if verb == "explain" else "answer", _position(number["turn"]))


def obeyed(service: Service, interview_id: str, text: str, console: Console) -> bool:
    """Whether the text was such a command; it is then done, or the reason why not is shown."""
    try:
        asked = command(text)
        if asked is None:
            return False
        interview = service.interview(interview_id)
        turn = _meant(interview, asked)
        if asked.verb == "dispute":
            _dispute(service, interview_id, Objection(turn, asked.key_point, asked.argument), console)
        elif asked.verb == "answer":
            draw_line(console, f"{service.model_answer(interview_id, turn)}\n")
        else:
            taught = service.explain(interview_id, turn).turns[turn]
            if isinstance(taught.grade, Graded):
                draw_lesson(console, taught, taught.grade)
    except InterviewerError as error:
        draw_line(console, f"{error}\n", "yellow")
    return True


def _dispute(service: Service, interview_id: str, objection: Objection, console: Console) -> None:
    turn = service.dispute(interview_id, objection).turns[objection.turn]
    made = next(event for event in turn.disputes if event.key_point == objection.key_point)
    draw_dispute(console, made)
    draw_line(console, f"Question {objection.turn + 1} now counts {percent(turn.score)}.\n")


def _meant(interview: Interview, asked: Command) -> int:
    """The question named, or the last one that is closed (with verdicts, where they are needed)."""
    if asked.turn is not None:
        return asked.turn
    for position in reversed(range(len(interview.turns))):
        turn = interview.turns[position]
        if turn.outcome is not Outcome.OPEN and (asked.verb == "answer" or isinstance(turn.grade, Graded)):
            return position
    raise InterviewerError("no question is closed and graded yet; answer this one first")


def _position(number: str | None) -> int | None:
    return None if number is None else int(number) - 1
