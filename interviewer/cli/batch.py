"""Many answers at once, from a table to a table."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import (
    DataDir,
    JudgeAnyway,
    console,
    load,
    note,
    open_grader,
    open_prepared,
    progress,
    show_table,
)

if TYPE_CHECKING:
    from interviewer.batch.journal import Journal
    from interviewer.batch.run import Summary
    from interviewer.tally import Tally


def grade_file(  # noqa: PLR0913, PLR0917 (one parameter an option)
    file: Annotated[Path, typer.Argument(help="CSV, TSV, JSON lines or Parquet, by its suffix; a row an answer.")],
    out: Annotated[Path, typer.Option(help="Where the graded table goes, in any of these formats.")],
    grader: Annotated[
        str, typer.Option(help="local, ensemble, embedding, lexical, overlap, length; or judge.")
    ] = "local",
    question: Annotated[str, typer.Option(help="The column of the question's text.")] = "question",
    answer: Annotated[str, typer.Option(help="The column of the answer.")] = "answer",
    reference: Annotated[str, typer.Option(help="The column of the reference text.")] = "reference",
    question_id: Annotated[str, typer.Option(help="The column of ids of the library's questions.")] = "question_id",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N rows, as a trial.")] = None,
    restart: Annotated[bool, typer.Option("--restart", help="Grade anew what a run before has graded.")] = False,
    judge_anyway: JudgeAnyway = False,
    data_dir: DataDir = None,
) -> None:
    """
    Grade a table of answers.

    Every column is kept, and score (0..1), status (graded, unscored, error), band, confidence, needs_person, flags,
    feedback, grader, model (the language model, if one graded), seconds and reason are added, in the order of the
    rows. A run that was interrupted goes on when the same command is given again. In CSV a cell that a spreadsheet
    would run as a formula gets an apostrophe before it. Exit code 1: some rows have no score, and the same command
    tries them again; 2: the file cannot be used.
    """
    from dataclasses import replace

    from interviewer.batch.export import check_target, write_table
    from interviewer.batch.run import Batch, Columns
    from interviewer.batch.table import TableInvalid, read_table
    from interviewer.grading.judge import JudgeGrader
    from interviewer.grading.role import NotAdmitted

    chosen = open_grader(grader, data_dir, judge_anyway)
    names = Columns(question, answer, reference, question_id)
    # Neither stands in a grader's version: the model of a custom embedder, and the flag of a judge not admitted.
    conditions = (load(data_dir).embedder, "not admitted" if isinstance(chosen, NotAdmitted) else "")
    judge = chosen.grader if isinstance(chosen, NotAdmitted) else chosen
    try:
        table = read_table(file).first(limit)
        names.check(table)
        check_target(out)
        if out.resolve() == file.resolve():
            raise TableInvalid(f"{out} is the table itself; write the grades to another file")
        for notice in table.notices:
            note(notice)
        known = {}
        if question_id in table.columns or grader not in {"overlap", "judge"}:
            known = {asked.id: asked for asked in open_prepared(data_dir).library.questions()}
        with _journal(out, restart) as journal:
            with progress() as show:
                batch = Batch(chosen, journal, known, names, conditions)
                if isinstance(judge, JudgeGrader):
                    batch = replace(batch, rest=lambda: judge.rest)
                graded, summary = batch.run(table, lambda done, total: show("grading", done, total))
            write_table(graded, out)
            if not summary.opened:
                journal.remove()
    except TableInvalid as error:
        note(f"Error: {' '.join(str(error).split())}")
        raise typer.Exit(2) from error
    _show(summary, out)
    if summary.opened:
        note(f"{summary.opened} rows have no result that stays: the same command tries only those again.")
    if set(summary.statuses) - {"graded"}:
        raise typer.Exit(1)


@contextmanager
def _journal(out: Path, restart: bool) -> "Iterator[Journal]":
    from time import monotonic

    from interviewer.batch.journal import Journal

    with closing(Journal(out.with_name(f"{out.name}.journal"), monotonic)) as journal:
        if restart:
            journal.clear()
        if len(journal):
            note(f"{len(journal)} answers were graded by a run before; the same ones are not graded again.")
        yield journal


def _mean(counted: "Tally") -> str:
    if counted.with_model is not None and counted.without_model is not None:
        kinds = f"with a language model {counted.with_model:.2f}, without {counted.without_model:.2f}"
        return f"; mean score {kinds} (not averaged together)"
    return "" if counted.score is None else f"; mean score {counted.score:.2f}"


def _show(summary: "Summary", out: Path) -> None:
    statuses = ", ".join(f"{count} {status}" for status, count in sorted(summary.statuses.items()))
    console().print(f"{statuses}{_mean(summary.mean)}. Written to {out}")
    most = max(summary.tenths, default=0)
    for place, count in enumerate(summary.tenths):
        console().print(f"{place / 10:.1f}-{(place + 1) / 10:.1f} {count:6} {'#' * (count * 40 // max(most, 1))}")
    if summary.for_a_person:
        shown = [[str(number), why] for number, why in summary.for_a_person[:10]]
        console().print(f"{len(summary.for_a_person)} rows for a person to look at; the first:")
        show_table(["row", "why"], shown)
