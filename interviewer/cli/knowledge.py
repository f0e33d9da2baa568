"""The library of questions: add documents, look at them, remove them, search."""

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli import comparisons, editing, proposals, questions
from interviewer.cli.output import AsJson, DataDir, emit, note, open_prepared, progress, show_table
from interviewer.printable import printable

if TYPE_CHECKING:
    from knowledge.intake import Added

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The documents that questions come from.")

Name = Annotated[str, typer.Argument(help="A document's id, source or file name.")]


@app.command()
def add(  # noqa: PLR0913, PLR0917 (one parameter an option)
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Documents, or folders of them.")],
    include: Annotated[
        list[str] | None, typer.Option(metavar="GLOB", help="Of folders, only what matches: '*.pdf', 'lectures'.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="GLOB", help="Of folders, not what matches: 'drafts', '**/old-*'.")
    ] = None,
    with_model: Annotated[
        bool, typer.Option("--with-model", help="Have the connected model propose further questions from them.")
    ] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Add documents; one that was changed replaces what it was before.

    A file that cannot be used does not stop the others; the exit code is 1 then. Patterns may be given more than once.

    JSON: files [source, status (added, updated, unchanged or failed), message, document_id,
    questions (how many)]; with a model, proposals [source, document_id, questions, discarded, failures].
    """
    proposer = proposals.connected(data_dir) if with_model else None
    files, missed = _chosen(paths, include or (), exclude or ())
    library = open_prepared(data_dir).library
    with progress() as show:
        results = missed + library.add(files, show)
    ids = [result.document_id for result in results if result.status != "failed"]
    made = proposals.proposed(proposer, library, ids) if proposer else []
    if as_json:
        emit({"files": results, **({"proposals": made} if proposer else {})})
    for result in results:
        if result.status == "failed":
            note(f"failed: {result.message}")
        elif not as_json:
            typer.echo(printable(f"{result.status}: {result.source}: {result.message}"))
    if not as_json:
        proposals.tell(made)
    if any(result.status == "failed" for result in results) or any(one.failures for one in made):
        raise typer.Exit(1)


def _chosen(paths: list[Path], include: Sequence[str], exclude: Sequence[str]) -> "tuple[list[Path], list[Added]]":
    """The files to be added, and the folders that have none."""
    from knowledge.errors import UnreadableDocument
    from knowledge.intake import Added
    from knowledge.readers import find_files

    files: list[Path] = []
    missed = []
    for path in paths:
        try:
            files += find_files([path], include=include, exclude=exclude)
        except UnreadableDocument as error:
            missed.append(Added(str(path), "failed", str(error)))
    return files, missed


@app.command("list")
def list_documents(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    List the documents, the built-in question bank first.

    JSON: documents [id, source, title, builtin, questions (how many), characters].
    """
    documents = open_prepared(data_dir).library.documents()
    if as_json:
        emit({"documents": documents})
        return
    show_table(
        ["Id", "Title", "Questions", "Source"],
        [[d.id, d.title, str(d.questions), "built in" if d.builtin else d.source] for d in documents],
    )


@app.command()
def show(name: Name, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Show a document's questions with the points that answers are graded on.

    JSON: document {id, source, title, builtin, questions (how many), characters};
    questions [id, text, topic, level, reference, key_points [text, start, end, label, weight], source, hints,
    follow_ups, misconceptions, rephrasing, citations].
    """
    document, questions = open_prepared(data_dir).library.show(name)
    if as_json:
        emit({"document": document, "questions": questions})
        return
    lines = [f"{document.title} ({document.id}), questions: {document.questions}"]
    for question in questions:
        lines += ["", f"{question.text}  [{question.topic}, {question.level}]"]
        lines += [f"  - {point.text}" for point in question.key_points]
    typer.echo(printable("\n".join(lines)))


@app.command()
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Remove a document and its questions; interviews that asked them keep them.

    JSON: removed {id, source, title, builtin, questions (how many), characters}.
    """
    library = open_prepared(data_dir).library
    document, _ = library.show(name)
    if not yes:
        typer.confirm(
            printable(f"Remove {document.source} and its questions ({document.questions})?"),
            abort=True,
            err=True,
        )
    with progress() as bar:
        removed = library.remove(document.id, bar)
    if as_json:
        emit({"removed": removed})
    else:
        typer.echo(printable(f"Removed: {removed.source}"))


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to look for, in your own words.")],
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="How many results at most.")] = 5,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Find the questions and passages that fit best, by meaning and by words.

    JSON: hits, best first [id, kind (question or passage), document_id, text, similarity (in meaning, -1 to 1)].
    """
    library = open_prepared(data_dir).library
    hits = library.search(printable(text), limit)
    for notice in library.take_notices():
        note(notice)
    if as_json:
        emit({"hits": hits})
        return
    titles = {document.id: document.title for document in library.documents()}
    for hit in hits:
        heading = f"{hit.similarity:.2f}  {hit.kind} of {titles.get(hit.document_id, hit.document_id)}"
        typer.echo(printable(f"{heading}\n{textwrap.indent(hit.text, '      ')}"))


app.command()(proposals.propose)
app.command()(questions.questions)
app.command()(questions.place)
app.command()(editing.edit)
app.command("set")(questions.set_question)
app.command()(questions.merge)
app.command()(questions.split)
app.command()(questions.undo)
app.command()(questions.keep)
app.command()(questions.attach)
app.command()(comparisons.duplicates)
app.command()(comparisons.contradictions)
app.command()(comparisons.dismiss)
