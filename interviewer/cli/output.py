"""What every command shares: its common options, its service, how it prints, and how it fails."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from interviewer.errors import InterviewerError
from interviewer.printable import printable
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import ProgressColumn

    from interviewer.coding_desk import CodingDesk
    from interviewer.grading.grader import Grader
    from interviewer.service import Service
    from interviewer.settings import Settings
    from knowledge.library import Progress

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder of interviews and documents; overrides INTERVIEWER_DATA_DIR."),
]
JudgeAnyway = Annotated[
    bool,
    typer.Option("--judge-anyway", help="Have the connected model grade though it is not admitted; grades say so."),
]
OwnCode = Annotated[
    bool,
    typer.Option(
        "--own-code",
        help="The code is my own: where nothing can isolate it, run it with my rights. The report says so.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout, nothing else there.")]


class Commands(TyperGroup):
    """Whatever is known to go wrong becomes one line on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (typer's own signature)
        try:
            return super().invoke(ctx)
        except (InterviewerError, KnowledgeError) as error:
            message = str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        note(f"Error: {' '.join(message.split())}")
        raise typer.Exit(1)


def load(data_dir: Path | None, judge_anyway: bool = False) -> "Settings":
    """The settings of this process; ``judge_anyway`` can only switch that on. Raises SettingsInvalid."""
    from os import environ

    from interviewer.settings import load_settings

    return load_settings(environ, data_dir=data_dir, judge_anyway=judge_anyway or None)


def open_service(data_dir: Path | None, judge_anyway: bool = False) -> "Service":
    """The service as it is stored. Raises SettingsInvalid and StoreUnavailable."""
    from interviewer.bootstrap import build_service

    return build_service(load(data_dir, judge_anyway))


def open_grader(name: str, data_dir: Path | None, judge_anyway: bool = False) -> "Grader":
    """Raises InterviewerError for the judge where no model grades, and BadParameter for a name that no grader has."""
    from interviewer.bootstrap import build_ensemble, build_examiner, build_graders
    from interviewer.grading.ensemble import EnsembleGrader
    from interviewer.grading.judge import JudgeGrader

    settings = load(data_dir, judge_anyway)
    if name == JudgeGrader.name:
        return build_examiner(settings).judge()
    if name == EnsembleGrader.name:
        return build_ensemble(settings)
    graders = {known.name: known for known in build_graders(settings)}
    if name not in graders:
        raise typer.BadParameter(f"there is no grader {name!r}; there are {', '.join([*graders, JudgeGrader.name])}")
    return graders[name]


def open_prepared(data_dir: Path | None, judge_anyway: bool = False) -> "Service":
    """
    The service with the question bank in it: the first time this takes a while and shows its progress.

    From then on the vector store is left alone: it takes seconds to open and may be in use by the page.
    """
    from interviewer.bootstrap import prepare

    service = open_service(data_dir, judge_anyway)
    if not service.library.is_filled():
        with progress() as show:
            notices = prepare(load(data_dir), service, show)
        for notice in notices:
            note(notice)
    return service


@contextmanager
def open_desk(data_dir: Path | None, own_code: bool = False) -> Iterator["CodingDesk"]:
    """
    The candidate's part of coding rounds; its boxes are closed at the end. Raises StoreUnavailable.

    ``own_code``: the user says that the code is their own; where nothing can isolate it, it runs all the same.
    """
    from interviewer.bootstrap import build_desk

    desk = build_desk(load(data_dir))
    if own_code:
        desk.checker.consent()
    try:
        yield desk
    finally:
        desk.checker.close()


@contextmanager
def progress() -> Iterator["Progress"]:
    """
    A bar on stderr with the rate and the time left, or one line for each thing that is done where that is no terminal.
    """
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    columns = TextColumn("{task.description}", markup=False), BarColumn(20), _pace()
    # One grade of a model may take a minute, and a rate takes some of them.
    bars = Bars(*columns, console=console, transient=True, disable=not console.is_terminal, speed_estimate_period=600)
    task = bars.add_task("", total=None)
    doing = ""

    def show(what: str, done: int, total: int) -> None:
        nonlocal doing, task
        if what == doing:
            bars.update(task, completed=done, total=total or None)
            return
        doing = what
        if not console.is_terminal:
            note(f"{what[:1].upper()}{what[1:]}")
        # A bar of its own: what was done before, by another run too, says nothing of its rate.
        bars.remove_task(task)
        task = bars.add_task(printable(what), completed=done, total=total or None)

    with bars:
        yield show


def _pace() -> "ProgressColumn":
    from rich.progress import ProgressColumn, Task
    from rich.table import Column
    from rich.text import Text

    class Pace(ProgressColumn):
        def render(self, task: Task) -> Text:
            if task.total is None:
                return Text()
            return Text(pace(int(task.completed), int(task.total), task.speed), style="progress.remaining")

    return Pace(Column(no_wrap=True))


def pace(done: int, total: int, speed: float | None) -> str:
    """How many are done, and once the speed in things a second is known, the rate and the time left."""
    counted = f"{done:,}/{total:,}"
    if not speed:
        return counted
    rate = f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.1f}/min"
    return f"{counted}, {rate}, {timedelta(seconds=ceil((total - done) / speed))} left"


def emit(value: object) -> None:
    """
    The value as JSON on stdout: dataclasses become objects, times ISO 8601.

    Characters beyond ASCII are escaped, so that none can act on a terminal and no encoding can lose one.
    """
    import json

    from pydantic_core import to_jsonable_python

    typer.echo(json.dumps(to_jsonable_python(value), indent=2))


def note(message: str) -> None:
    """One message on stderr."""
    typer.echo(printable(message), err=True)


def show_table(headings: list[str], rows: list[list[str]]) -> None:
    """Rows of text on stdout; the first column is never broken, since it holds what one copies."""
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    for position, heading in enumerate(headings):
        table.add_column(heading, no_wrap=position == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console().print(table)


def console(stderr: bool = False) -> "Console":
    """A terminal that prints brackets and colons as they are."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)
