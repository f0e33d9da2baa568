"""A coding round in the terminal: the candidate names files to run and to submit, and answers what is asked of them."""

import re
from pathlib import Path

from rich.console import Console

from interviewer.code_drawing import draw_case, draw_check, draw_follow_up, draw_hint, draw_round, draw_task
from interviewer.coding.outcome import CaseOutcome
from interviewer.coding.round import Pressed, ReplyAssessed, Round, RoundClosed
from interviewer.coding_desk import CodingDesk
from interviewer.drawing import draw_line
from interviewer.errors import InterviewerError, RoundRefused
from interviewer.grade import Unscored
from interviewer.intent import intent_of
from interviewer.interview import Closed, Event, Intent, Interview
from interviewer.service import Service
from interviewer.source_file import read_source, write_starter

USAGE = (
    "/starter FILE writes what is given; /run FILE runs your code on the public cases, /submit FILE on the hidden; "
    "/hint takes the next hint; /task shows the exercise again; /done closes the round; end closes the interview."
)
_COMMAND = re.compile(r"/(starter|run|submit|hint|task|done)\b\s*(.*)", re.DOTALL | re.IGNORECASE)


def show_in_round(event: Event, interview: Interview, console: Console) -> None:
    """What an event of the interviewer's in a coding round looks like."""
    match event:
        case Pressed():
            draw_follow_up(console, f"{event.question.text}\n", event.about)
        case ReplyAssessed(grade=Unscored() as grade) if interview.round.asked:
            draw_line(console, f"That cannot be graded: {grade.reason} ({grade.detail}). Please say it again.\n")
        case RoundClosed():
            draw_round(console, interview.round)
        case Closed() if left_in_round(interview) and interview.round.submissions:
            draw_round(console, interview.round)


def left_in_round(interview: Interview) -> bool:
    """Whether a coding round was open when the interview was closed."""
    return bool(interview.rounds) and interview.round.closed == interview.closed


def recall_round(held: Round, console: Console) -> None:
    """The exercise, what can be typed, and the follow-up that is open: where a coding round begins or goes on."""
    draw_task(console, held.task)
    draw_line(console, f"{USAGE}\n", "dim")
    if held.asked:
        draw_follow_up(console, f"{held.asked.question.text}\n", held.asked.about)


def work(service: Service, desk: CodingDesk, interview_id: str, text: str, console: Console) -> None:
    """Does what the candidate typed in a coding round, or says why it cannot be done."""
    interview = service.interview(interview_id)
    try:
        command = _COMMAND.fullmatch(text.strip())
        if command:
            _obey(desk, interview, (command[1].lower(), command[2].strip()), console)
        elif intent_of(text) is Intent.END:
            service.submit(interview_id, len(interview.events), text, Intent.END)
        elif interview.round.asked and not text.startswith("/"):
            desk.answer_follow_up(interview_id, len(interview.events), text)
        else:
            draw_line(console, f"{USAGE}\n", "yellow")
    except InterviewerError as error:
        draw_line(console, f"{error}\n", "yellow")


def _obey(desk: CodingDesk, interview: Interview, command: tuple[str, str], console: Console) -> None:
    verb, argument = command
    match verb:
        case "hint":
            draw_hint(console, desk.take_hint(interview.id, len(interview.events)).round)
        case "done":
            draw_round(console, desk.finish(interview.id, len(interview.events)).round)
        case "task":
            draw_task(console, interview.round.task)
        case "starter":
            path = _path(argument)
            write_starter(path, interview.round.task.starter)
            draw_line(console, f"Written: {path}\n")
        case _:
            _check(desk, interview, verb, read_source(_path(argument)), console)


def _check(desk: CodingDesk, interview: Interview, verb: str, source: str, console: Console) -> None:
    """Public cases are shown as they end; of hidden ones only what they amount to."""

    def show(outcome: CaseOutcome) -> None:
        draw_case(console, outcome)

    draw_line(console, "Checking \u2026", "dim")
    if verb == "run":
        check = desk.run_public(interview.id, source, show).round.runs[-1].check
    else:
        check = desk.submit(interview.id, len(interview.events), source).round.submissions[-1].check
    draw_check(console, check, interview.round.task.triton)
    console.print()


def _path(argument: str) -> Path:
    if not argument:
        raise RoundRefused("name a file, as in: /run solution.py")
    return Path(argument.strip("'\"")).expanduser()
