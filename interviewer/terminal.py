"""An interview in the terminal: the words as they come, answers line by line, a grade after each question."""

import sys
from importlib.util import find_spec
from io import TextIOWrapper

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from interviewer.coding_desk import CodingDesk
from interviewer.coding_terminal import left_in_round, recall_round, show_in_round, work
from interviewer.drawing import draw_line, draw_result
from interviewer.errors import StaleAnswer
from interviewer.flow import TURN_ENDS
from interviewer.interview import Asked, Closed, Event, Heard, Interview, Outcome, Said, Speech
from interviewer.printable import printable
from interviewer.report import Report, percent
from interviewer.service import Service
from interviewer.slash import USAGE, obeyed
from interviewer.wording import Piece

_INSTRUCTIONS = (
    "Enter sends your answer. A \\ at the end of a line goes on in the next one; a pasted text counts as one "
    "answer. You can also type: hint, skip, repeat, rephrase, I don't know, end. Ctrl-C leaves; the "
    "interview is kept. On a question that is graded: " + USAGE
)


def hold(service: Service, desk: CodingDesk, interview_id: str, console: Console) -> bool:
    """
    Goes on with the interview where it stands. True: it is over; False: left by Ctrl-C or the end of input.

    Answers come from stdin; all else goes to ``console``. Raises InterviewNotFound and StoreUnavailable.
    """
    _prepare_input()
    interview = service.interview(interview_id)
    if interview.closed is None and interview.plan.questions != 0:
        draw_line(console, _INSTRUCTIONS, "dim")
    _recall(interview, service.listening(interview), console)
    try:
        while (interview := _interviewer_speaks(service, interview_id, console)).closed is None:
            if interview.coding:
                text = _read_answer(console, _prompt(interview))
                if not obeyed(service, interview_id, text, console):
                    work(service, desk, interview_id, text, console)
            else:
                _candidate_speaks(service, interview_id, console)
    except (EOFError, KeyboardInterrupt):
        return False
    _draw_summary(console, service.report(interview_id))
    _look_back(service, interview_id, console)
    return True


class Words:
    """Prints the pieces of an utterance as they come, broken between words at the console's width."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._column = 0
        self._space = False
        self._word = ""

    def write(self, piece: Piece) -> None:
        """What a restart takes back stays on the screen, which cannot be unsaid: the break is named."""
        if piece.restart and self._column:
            self._word = ""
            self.end()
            draw_line(self._console, "(Taken back. In other words:)", "dim")
        for character in printable(piece.text):
            if not character.isspace():
                self._word += character
                continue
            self._flush()
            self._space = character != "\n"
            if character == "\n":
                self._break()

    def end(self) -> None:
        """The utterance is over; an empty line follows."""
        self._flush()
        if self._column:
            self._break()
            self._break()

    def _flush(self) -> None:
        width = cell_len(self._word)
        if self._column and self._column + self._space + width > self._console.width:
            self._break()
        if self._word:
            space = " " if self._space and self._column else ""
            self._console.print(Text(space + self._word), end="", soft_wrap=True)
            self._column += len(space) + width
        self._word = ""

    def _break(self) -> None:
        self._console.print()
        self._column, self._space = 0, False


def _interviewer_speaks(service: Service, interview_id: str, console: Console) -> Interview:
    """The interview as it stands then: closed, or with the candidate's turn."""
    words = Words(console)
    for step in service.proceed(interview_id):
        if isinstance(step, Piece):
            words.write(step)
        else:
            words.end()
            _show(step, service.interview(interview_id), console)
    return service.interview(interview_id)


def _prompt(interview: Interview) -> str:
    return "Your answer:" if interview.round.asked else "Your code, by a command with a file (/run, /submit):"


def _show(event: Event, interview: Interview, console: Console) -> None:
    match event:
        case Asked():
            _draw_heading(console, interview)
        case Said():
            if event.notice:
                draw_line(console, event.notice, "dim")
            if event.speech in TURN_ENDS:
                draw_result(console, interview.turn)
            if event.speech is Speech.EXERCISE:
                recall_round(interview.round, console)
        case Closed() if _ends_an_answer(interview):
            draw_result(console, interview.turn)
        case _:
            show_in_round(event, interview, console)


def _ends_an_answer(interview: Interview) -> bool:
    """Whether the candidate ended the interview at a question that has an answer and was not shown graded yet."""
    ended = isinstance(interview.events[-2], Heard) and not left_in_round(interview)
    return ended and bool(interview.turns and interview.turn.answers)


def _candidate_speaks(service: Service, interview_id: str, console: Console) -> None:
    sequence = len(service.interview(interview_id).events)
    text = _read_answer(console)
    if obeyed(service, interview_id, text, console):
        return
    try:
        service.submit(interview_id, sequence, text)
    except StaleAnswer as error:
        draw_line(console, str(error), "yellow")
        interview = service.interview(interview_id)
        _recall(interview, service.listening(interview), console)


def _look_back(service: Service, interview_id: str, console: Console) -> None:
    """After the end; anything that is no command leaves."""
    if not service.interview(interview_id).turns:
        return
    draw_line(console, f"\nEnter leaves. Before that: {USAGE}", "dim")
    try:
        while obeyed(service, interview_id, input(), console):
            pass
    except (EOFError, KeyboardInterrupt):
        return


def _recall(interview: Interview, listening: bool, console: Console) -> None:
    """Where an interview goes on in the middle of a question: that question, and what was said last."""
    if interview.coding:
        recall_round(interview.round, console)
        return
    if interview.closed is not None or not interview.turns or interview.turn.outcome is not Outcome.OPEN:
        return
    _draw_heading(console, interview)
    if listening:
        draw_line(console, f"{interview.turn.question.text}\n")
    if listening and isinstance(interview.last, Said) and interview.last.speech is not Speech.QUESTION:
        draw_line(console, f"{interview.last.text}\n")


def _prepare_input() -> None:
    """Bytes that are not UTF-8 become replacement characters; a paste of many lines is one input."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if sys.stdin.isatty() and find_spec("readline"):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste on")


def _read_answer(console: Console, prompt: str = "Your answer:") -> str:
    """One answer that is not blank. Raises EOFError where input has ended."""
    console.print(prompt, style="dim")
    lines: list[str] = []
    while True:
        try:
            line = input()
        except EOFError:
            if not lines:
                raise
            line = ""
        if line.endswith("\\"):
            lines.append(line[:-1])
            continue
        text = "\n".join([*lines, line]).strip()
        if text:
            console.print()
            return text
        lines = []


def _draw_heading(console: Console, interview: Interview) -> None:
    plan, question = interview.plan, interview.turn.question
    progress = f"Question {len(interview.turns)}"
    if plan.questions:
        progress += f" of {plan.questions}"
    if plan.minutes:
        progress += f", {interview.active_seconds / 60:.0f} of {plan.minutes} minutes"
    console.rule(Text(printable(f"{progress} \u00b7 {question.topic} \u00b7 {question.level}")), align="left")


def _draw_summary(console: Console, made: Report) -> None:
    console.rule(Text("Report"), align="left")
    draw_line(console, f"Score {percent(made.score)} (before hints: {percent(made.score_without_hints)})", "bold")
    parts = f"Questions: {len(made.turns)}, coding rounds: {len(made.rounds)}" if made.rounds else ""
    draw_line(console, f"{parts or f'Questions: {len(made.turns)}'}, in {made.minutes:g} minutes")
    answered = f"{made.answered} answered, {made.skipped} skipped, " if made.turns else ""
    draw_line(console, f"{answered}{made.hints} hints taken")
    for held in made.rounds:
        draw_line(console, f"Coding round, {held.title}: {percent(held.score)}")
    if made.score_with_model is not None:
        with_model, without = percent(made.score_with_model), percent(made.score_without_model)
        draw_line(console, f"Graded with a language model: {with_model}; without: {without}; not averaged together")
    if made.unscored:
        draw_line(console, f"{made.unscored} could not be scored and do not count")
    for role in made.model_roles:
        draw_line(console, role)
    for subject in made.subjects:
        draw_line(console, f"  {subject.topic}: {percent(subject.score)}")
