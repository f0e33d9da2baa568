"""An interview in the terminal: the words as they come, answers line by line, a grade after each question."""

import sys
from importlib.util import find_spec
from io import TextIOWrapper

from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from interviewer.errors import StaleAnswer
from interviewer.flow import TURN_ENDS
from interviewer.grade import Grade, Unscored, Verdict
from interviewer.interview import Asked, Closed, Event, Heard, Interview, Outcome, Said, Speech, Turn
from interviewer.printable import printable
from interviewer.report import Report, percent
from interviewer.service import Service
from interviewer.wording import Piece
from knowledge.question import Question

_INSTRUCTIONS = (
    "Enter sends your answer. A \\ at the end of a line goes on in the next one; a pasted text counts as one "
    "answer. You can also type: hint, skip, repeat, rephrase, I don't know, end. Ctrl-C leaves; the "
    "interview is kept."
)
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


def hold(service: Service, interview_id: str, console: Console) -> bool:
    """
    Goes on with the interview where it stands. True: it is over; False: left by Ctrl-C or the end of input.

    Answers come from stdin; all else goes to ``console``. Raises InterviewNotFound and StoreUnavailable.
    """
    _prepare_input()
    interview = service.interview(interview_id)
    if interview.closed is None:
        _say(console, _INSTRUCTIONS, "dim")
    _recall(interview, service.listening(interview), console)
    try:
        while _interviewer_speaks(service, interview_id, console):
            _candidate_speaks(service, interview_id, console)
    except (EOFError, KeyboardInterrupt):
        return False
    _draw_summary(console, service.report(interview_id))
    return True


def draw_grade(console: Console, question: Question, grade: Grade) -> None:
    """The score, each key point with its verdict and the words that decide it, and the feedback."""
    if isinstance(grade, Unscored):
        _say(console, f"Not scored: {grade.reason} ({grade.detail}).", "bold")
        return
    _say(console, f"Score {percent(grade.score)}, {grade.band}.", "bold")
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("Verdict", "Expected", "Your words"):
        table.add_column(heading, no_wrap=heading == "Verdict", overflow="fold")
    for verdict in grade.verdicts:
        table.add_row(
            Text(verdict.verdict, _COLOURS[verdict.verdict]),
            Text(printable(question.key_points[verdict.key_point].text)),
            Text(f"\u201c{printable(verdict.evidence.text)}\u201d" if verdict.evidence else "\u2013"),
        )
    console.print(table)
    _say(console, grade.feedback)
    for flag in grade.flags:
        _say(console, f"Note: {flag}.", "yellow")


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
            _say(self._console, "(Taken back. In other words:)", "dim")
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


def _interviewer_speaks(service: Service, interview_id: str, console: Console) -> bool:
    """Whether the candidate is to answer then."""
    words = Words(console)
    for step in service.proceed(interview_id):
        if isinstance(step, Piece):
            words.write(step)
        else:
            words.end()
            _show(step, service.interview(interview_id), console)
    return service.listening(service.interview(interview_id))


def _show(event: Event, interview: Interview, console: Console) -> None:
    match event:
        case Asked():
            _draw_heading(console, interview)
        case Said():
            if event.notice:
                _say(console, event.notice, "dim")
            if event.speech in TURN_ENDS:
                _draw_result(console, interview.turn)
        case Closed() if isinstance(interview.events[-2], Heard) and interview.turn.answers:
            _draw_result(console, interview.turn)


def _candidate_speaks(service: Service, interview_id: str, console: Console) -> None:
    sequence = len(service.interview(interview_id).events)
    text = _read_answer(console)
    try:
        service.submit(interview_id, sequence, text)
    except StaleAnswer as error:
        _say(console, str(error), "yellow")
        interview = service.interview(interview_id)
        _recall(interview, service.listening(interview), console)


def _recall(interview: Interview, listening: bool, console: Console) -> None:
    """Where an interview goes on in the middle of a question: that question, and what was said last."""
    if interview.closed is not None or not interview.turns or interview.turn.outcome is not Outcome.OPEN:
        return
    _draw_heading(console, interview)
    if listening:
        _say(console, f"{interview.turn.question.text}\n")
    if listening and isinstance(interview.last, Said) and interview.last.speech is not Speech.QUESTION:
        _say(console, f"{interview.last.text}\n")


def _prepare_input() -> None:
    """Bytes that are not UTF-8 become replacement characters; a paste of many lines is one input."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if sys.stdin.isatty() and find_spec("readline"):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste on")


def _read_answer(console: Console) -> str:
    """One answer that is not blank. Raises EOFError where input has ended."""
    console.print("Your answer:", style="dim")
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


def _draw_result(console: Console, turn: Turn) -> None:
    if turn.grade is None:
        _say(console, f"{_UNANSWERED.get(turn.outcome, 'Not graded.')}\n", "bold")
        return
    draw_grade(console, turn.question, turn.grade)
    if turn.hints and turn.score is not None:
        _say(console, f"{percent(turn.score)} counts: the hints cost {percent(turn.hint_cost)} of the score.")
    console.print()


def _draw_summary(console: Console, made: Report) -> None:
    console.rule(Text("Report"), align="left")
    _say(console, f"Score {percent(made.score)} (before hints: {percent(made.score_without_hints)})", "bold")
    _say(console, f"Questions: {len(made.turns)}, in {made.minutes:g} minutes")
    _say(console, f"{made.answered} answered, {made.skipped} skipped, {made.hints} hints taken")
    if made.unscored:
        _say(console, f"{made.unscored} could not be scored and do not count")
    for role in made.model_roles:
        _say(console, role)
    for subject in made.subjects:
        _say(console, f"  {subject.topic}: {percent(subject.score)}")


def _say(console: Console, text: str, style: str = "") -> None:
    console.print(Text(printable(text), style))
