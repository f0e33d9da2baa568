"""The command line, one noun a file. Only typer is imported at first; a command imports what it needs."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from interviewer.cli import batch, coding, grading, installation, interviews, knowledge, model, review
from interviewer.cli.output import Commands

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(interviews.start)
app.command()(interviews.report)
app.command()(interviews.interviews)
app.command()(review.regrade)
app.command()(grading.grade)
app.command("grade-file")(batch.grade_file)
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(coding.app, name="code")
app.add_typer(model.app, name="model")
app.command()(installation.serve)
app.command()(installation.prepare)
app.command()(installation.doctor)


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character shows a question mark in its place.
            stream.reconfigure(errors="replace")
    app(prog_name="interviewer")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"interviewer {version('interviewer')}")
        raise typer.Exit


@app.callback()
def _interviewer(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """
    A mock interviewer for deep-learning engineers.

    Exit codes: 0 done, 1 could not be done (the reason is on stderr), 2 wrong usage, 130 interrupted.
    """
