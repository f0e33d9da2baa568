"""Code: list exercises, show one, run a file on its public cases, submit one for the hidden cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, OwnCode, console, emit, note, open_desk, open_service, progress

if TYPE_CHECKING:
    from interviewer.coding.checker import OnCase
    from interviewer.coding.outcome import Check
    from interviewer.coding_desk import CodingDesk
    from interviewer.interview import Interview
    from knowledge.library import Progress

app = typer.Typer(no_args_is_help=True, help="Coding exercises: list, show, run, submit.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="As 'interviewer code list' names it.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="Your code, a Python file.")]
InInterview = Annotated[
    str | None, typer.Option("--interview", metavar="ID", help="For the open coding round of this interview.")
]
BAD_INPUT = 2


@app.command("list")
def list_exercises(
    topic: Annotated[str | None, typer.Option(metavar="SUBJECT", help="Only those on this subject.")] = None,
    as_json: AsJson = False,
) -> None:
    """
    List the exercises.

    JSON: exercises [name, title, topic, level, devices, triton].
    """
    from interviewer.choosing import all_exercises

    listed = [e for e in all_exercises() if topic is None or e.definition.topic.casefold() == topic.casefold()]
    if as_json:
        fields = ("title", "topic", "level", "devices", "triton")
        emit({"exercises": [{"name": e.name, **{f: getattr(e.definition, f) for f in fields}} for e in listed]})
        return
    if not listed:
        note(f"There is no exercise on {topic!r}; without --topic all are listed.")
    subject = ""
    for exercise in listed:
        definition = exercise.definition
        if definition.topic != subject:
            subject = definition.topic
            typer.echo(f"\n{subject}")
        devices = ", ".join(definition.devices) + (" (Triton)" if definition.triton else "")
        typer.echo(f"  {exercise.name:<30} {definition.level:<13} {devices}")


@app.command()
def show(
    name: Name,
    out: Annotated[Path | None, typer.Option(help="Write the starter to this file, which must not exist yet.")] = None,
    as_json: AsJson = False,
) -> None:
    """
    Show an exercise: its statement, what it is graded on, the prices of its hints, its starter.

    JSON: name, title, topic, level, statement, starter, public_cases, hidden_cases, rubric [name, weight, text],
    hint_prices.
    """
    with _bad_input():
        from interviewer.code_drawing import draw_task
        from interviewer.coding.exercise import load
        from interviewer.coding.task import task
        from interviewer.source_file import write_starter

        made = task(load(name))
        if out is not None:
            write_starter(out, made.starter)
    if as_json:
        shown = ("title", "topic", "level", "statement", "starter", "public_cases", "hidden_cases", "rubric")
        fields = {field: getattr(made, field) for field in shown}
        emit({"name": name, **fields, "hint_prices": [hint.price for hint in made.hints]})
    else:
        draw_task(console(), made)
    if out is not None:
        note(f"Written: {out}")


@app.command()
def run(  # noqa: PLR0913, PLR0917 (one parameter an option)
    name: Name,
    file: File,
    interview: InInterview = None,
    own_code: OwnCode = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Run a file on the public cases; each one that fails comes with a counter-example.

    The exit code is 0 where all passed, 1 where not, 2 where nothing could be checked.

    JSON: passed, facts, check {device, tier, seconds, cases [name, family, seconds, tags, failure], failure, barred,
    measurement, printed}; in an interview also interview and follow_up (null here).
    """
    from interviewer.code_drawing import draw_case

    screen = console(stderr=as_json)
    with _desk(data_dir, own_code) as desk:
        source = _source(file)
        if interview is None:
            check = desk.try_out(name, source, public=True, on_case=lambda case: draw_case(screen, case))
        else:
            _round(data_dir, interview, name)
            held = desk.run_public(interview, source, lambda case: draw_case(screen, case)).round
            check = held.runs[-1].check
    _tell(check, name, {"interview": interview, "follow_up": None} if interview else {}, as_json)
    raise typer.Exit(not check.passed)


@app.command()
def submit(  # noqa: PLR0913, PLR0917 (one parameter an option)
    name: Name,
    file: File,
    interview: InInterview = None,
    own_code: OwnCode = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Run a file on the hidden cases, and measure it. Failures are told by their class.

    In an interview the submission counts, and the interviewer asks about it; else nothing is kept.
    The exit code is 0 where all passed, 1 where not, 2 where nothing could be checked.

    JSON: as 'code run'; follow_up is the question that is open, or null.
    """
    follow_up = None
    with _desk(data_dir, own_code) as desk, progress() as show_progress:
        source = _source(file)
        on_case = _counting(name, show_progress)
        if interview is None:
            check = desk.try_out(name, source, public=False, on_case=on_case)
        else:
            seen = len(_round(data_dir, interview, name).events)
            check = desk.submit(interview, seen, source, on_case).round.submissions[-1].check
            follow_up = _followed_up(data_dir, interview)
    _tell(check, name, {"interview": interview, "follow_up": follow_up} if interview else {}, as_json)
    if interview is None:
        note(f"\nNothing is kept of this. To talk about it and be graded: interviewer start --exercise {name}")
    elif follow_up is not None:
        note(f"\nThe interviewer asks: {follow_up}\nAnswer with: interviewer start --resume {interview}")
    raise typer.Exit(not check.passed)


@app.command()
def hint(
    interview: Annotated[str, typer.Option("--interview", metavar="ID", help="The interview with the coding round.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Take the next hint of an open coding round, at its price ('code show' tells the prices).

    JSON: hint, price (the share of the round's score), taken, left.
    """
    from interviewer.code_drawing import draw_hint

    with _bad_input():
        seen = len(open_service(data_dir).interview(interview).events)
        with open_desk(data_dir) as desk:
            held = desk.take_hint(interview, seen).round
    given = held.task.hints[held.hints - 1]
    if as_json:
        left = len(held.task.hints) - held.hints
        emit({"hint": given.text, "price": given.price, "taken": held.hints, "left": left})
    else:
        draw_hint(console(), held)


@contextmanager
def _bad_input() -> Iterator[None]:
    """Whatever keeps code from being checked ends with exit code 2: 1 is for code that did not pass."""
    from interviewer.errors import BoxFailed, InterviewerError

    try:
        yield
    except InterviewerError as error:
        remedy = " (that is --own-code)" if isinstance(error, BoxFailed) else ""
        note(f"Error: {' '.join(str(error).split())}{remedy}")
        raise typer.Exit(BAD_INPUT) from error


@contextmanager
def _desk(data_dir: Path | None, own_code: bool) -> Iterator["CodingDesk"]:
    with _bad_input(), open_desk(data_dir, own_code) as desk:
        yield desk


def _source(file: Path) -> str:
    from interviewer.source_file import read_source

    return read_source(file)


def _round(data_dir: Path | None, interview_id: str, name: str) -> "Interview":
    """The interview, whose open round has this exercise. Raises RoundRefused and InterviewNotFound."""
    from interviewer.errors import RoundRefused

    interview = open_service(data_dir).interview(interview_id)
    if not interview.coding:
        raise RoundRefused(f"interview {interview_id!r} has no open coding round; leave --interview out")
    if interview.round.task.exercise != name:
        raise RoundRefused(f"the open round of {interview_id!r} is on {interview.round.task.exercise!r}, not {name!r}")
    return interview


def _followed_up(data_dir: Path | None, interview_id: str) -> str | None:
    """Has the interviewer go on; the follow-up that is open then."""
    service = open_service(data_dir)
    for _ in service.proceed(interview_id):
        pass
    interview = service.interview(interview_id)
    return interview.round.asked.question.text if interview.coding and interview.round.asked else None


def _counting(name: str, show: "Progress") -> "OnCase":
    from interviewer.coding.exercise import load

    total, done = sum(load(name).definition.cases.values()), 0

    def on_case(_: object) -> None:
        nonlocal done
        done += 1
        show("hidden cases", done, total)

    return on_case


def _tell(check: "Check", name: str, more: dict[str, str | None], as_json: bool) -> None:
    """The check on the screen, and as JSON with what ``more`` there is to say."""
    from interviewer.code_drawing import draw_check
    from interviewer.coding.exercise import load
    from interviewer.coding.facts import facts

    triton = load(name).definition.triton
    draw_check(console(stderr=as_json), check, triton)
    if as_json:
        emit({"passed": check.passed, "facts": facts(check, triton), "check": check, **more})
