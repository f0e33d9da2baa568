"""Questions that the connected model proposes from documents of the library."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, emit, load, note, open_prepared, progress
from interviewer.errors import InterviewerError
from interviewer.printable import printable

if TYPE_CHECKING:
    from interviewer.proposing import Proposals, Proposer
    from knowledge.library import Library


def propose(
    names: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Ids, sources or file names.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Have the connected model propose further questions from documents; they join those that were found.

    Every key point must be words of the document, letter by letter: code looks each one up and discards what is not
    there. Look through what was kept with 'interviewer knowledge questions DOCUMENT'. The exit code is 1 where the
    model failed on a part of a document.

    JSON: documents [source, document_id, questions, discarded, failures].
    """
    proposer = connected(data_dir)
    library = open_prepared(data_dir).library
    made = proposed(proposer, library, names)
    if as_json:
        emit({"documents": made})
    else:
        tell(made)
    if any(one.failures for one in made):
        raise typer.Exit(1)


def connected(data_dir: Path | None) -> "Proposer":
    """Raises InterviewerError where no model is connected."""
    from interviewer.bootstrap import build_proposer

    settings = load(data_dir)
    if not settings.has_model:
        raise InterviewerError(
            "no language model is connected, so none can propose questions; name one in INTERVIEWER_LLM_MODEL, "
            "or leave --with-model out"
        )
    return build_proposer(settings)


def proposed(proposer: "Proposer", library: "Library", names: Sequence[str]) -> "list[Proposals]":
    with progress() as show:
        return [proposer.propose(library, name, show) for name in names]


def tell(made: "Sequence[Proposals]") -> None:
    for one in made:
        new = "1 new question" if len(one.questions) == 1 else f"{len(one.questions)} new questions"
        typer.echo(printable(f"proposed: {one.source}: {new}"))
        for question in one.questions:
            typer.echo(printable(f"  {question.text}"))
        for why in one.discarded:
            note(f"  discarded: {why}")
        for why in one.failures:
            note(f"  failed: {why}")
