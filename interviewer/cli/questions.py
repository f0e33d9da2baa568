"""The library's questions reviewed: listed, edited, weighed, switched, merged, split, and as they were before."""

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, emit, note, open_prepared
from interviewer.printable import printable

if TYPE_CHECKING:
    from knowledge.review import Standing

Id = Annotated[
    str, typer.Argument(metavar="ID", help="A question's id, as 'interviewer knowledge questions' lists it.")
]
SecondId = Annotated[str, typer.Argument(metavar="ID", help="The other question's id.")]


def questions(
    name: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document's id, source or file name.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    List a document's questions as they stand, with those that are off, and the numbers of their key points.

    JSON: questions [state (extracted, edited, merged, split or off), question, changed (the questions as the document
    gives them now, where that is not what was reviewed), gone (ids)]; lost [id, document, text]: reviews of questions
    that no document gives any more.
    """
    library = open_prepared(data_dir).library
    document, _ = library.show(name)
    standings = library.desk.standings(document.id)
    lost = [
        {"id": made.question.id, "document": orphan.origins[0].document, "text": made.question.text}
        for orphan in library.desk.orphans()
        for made in orphan.results
    ]
    if as_json:
        emit({"questions": [_as_object(stands) for stands in standings], "lost": lost})
        return
    for stands in standings:
        _print(stands)
    for review in lost:
        note(
            f"Lost: {review['id']} '{review['text']}' of {review['document']}, which does not ask it any more. "
            "Give its review to another question with 'attach', or drop it with 'undo'."
        )


def set_question(
    question_id: Id,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="N=W", help="Key point N weighs W, as in 2=0.5; may be repeated.")
    ] = None,
    off: Annotated[
        bool | None, typer.Option("--off/--on", help="Ask it no more, or again; its review is kept.")
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Weigh key points anew, or switch a question off or on.

    JSON: question, as 'interviewer knowledge show' gives it; state.
    """
    weights = dict(_weight(item) for item in weight or [])
    if not weights and off is None:
        raise typer.BadParameter("say what to set: --weight N=W, --off or --on")
    desk = open_prepared(data_dir).library.desk
    stands = desk.reweight(question_id, weights) if weights else desk.standing(question_id)
    if off is not None:
        stands = desk.switch(question_id, off)
    done(stands, as_json)


def merge(first: Id, second: SecondId, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Merge the second question into the first: key points and references of both, sources of both among the citations.

    JSON: question, as 'interviewer knowledge show' gives it; state.
    """
    done(open_prepared(data_dir).library.desk.merge(first, second), as_json)


def split(
    question_id: Id,
    points: Annotated[str, typer.Option(metavar="N,N", help="The key points of the new question, as in 3,4.")],
    text: Annotated[str, typer.Option(help="What the new question asks.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Split a question in two: some of its key points go to a new one.

    JSON: questions, both, as 'interviewer knowledge show' gives them.
    """
    numbers = {_number(part, f"--points {points}") for part in points.split(",")}
    parts = open_prepared(data_dir).library.desk.split(question_id, numbers, text)
    if as_json:
        emit({"questions": [part.question for part in parts]})
        return
    for part in parts:
        _print(part)


def undo(question_id: Id, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Take everything back that was done to a question; a merged or split one becomes again what it was made from.

    The review of a question that is lost is dropped.

    JSON: questions, as the documents give them.
    """
    now = open_prepared(data_dir).library.desk.undo(question_id)
    if as_json:
        emit({"questions": now})
        return
    for question in now:
        typer.echo(printable(f"{question.id}  {question.text}"))
    if not now:
        typer.echo("Dropped: no document gives that question any more.")


def keep(question_id: Id, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Let your version of a question stand although its document has changed; it is not reported any more then.

    JSON: question, as 'interviewer knowledge show' gives it; state.
    """
    done(open_prepared(data_dir).library.desk.keep(question_id), as_json)


def attach(
    lost: Annotated[str, typer.Argument(metavar="LOST", help="The id of the lost question.")],
    question_id: Id,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Give the review of a question that is lost to another one, as when its heading was reworded.

    JSON: question, as 'interviewer knowledge show' gives it; state.
    """
    done(open_prepared(data_dir).library.desk.attach(lost, question_id), as_json)


def place(
    question_id: Id,
    number: Annotated[int, typer.Argument(min=1, metavar="N", help="The number of a key point.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Show the passage behind a key point in its document, with some lines around it.

    JSON: source {document_id, title, start, end, place}, line, before, passage, after, exact (false where the document
    has changed and the section is shown).
    """
    shown = open_prepared(data_dir).library.desk.place(question_id, number)
    if as_json:
        emit(shown)
        return
    where = f"{shown.source.title}, {shown.where}"
    note(where if shown.exact else f"{where}: the passage is not there any more; this is its section")
    typer.echo(printable(shown.before), nl=False)
    typer.echo(typer.style(printable(shown.passage), bold=True), nl=False)
    typer.echo(printable(shown.after))


def _as_object(stands: "Standing") -> dict[str, object]:
    return {
        "state": stands.state,
        "question": stands.question,
        "changed": stands.changed,
        "gone": [origin.question.id for origin in stands.gone],
    }


def _print(stands: "Standing") -> None:
    question = stands.question
    lines = [f"{question.id}  {question.text}  [{question.topic}, {question.level}, {stands.state}]"]
    for number, point in enumerate(question.key_points, 1):
        lines.append(f"  {number}. ({point.weight:g}) {point.text}")
    typer.echo(printable("\n".join(lines)))
    if stands.changed:
        note(
            f"The document changed under your edit of {question.id}: take what it says now with 'undo', "
            "or let yours stand with 'keep'. It says now:"
        )
        for now in stands.changed:
            note(textwrap.indent("\n".join([now.text, *(f"- {point.text}" for point in now.key_points)]), "    "))
    for origin in stands.gone:
        note(
            f"{origin.question.id} '{origin.question.text}' of {origin.document} went into {question.id}; "
            "its document does not ask it any more."
        )


def done(stands: "Standing", as_json: bool) -> None:
    if as_json:
        emit({"question": stands.question, "state": stands.state})
    else:
        _print(stands)


def _weight(item: str) -> tuple[int, float]:
    number, _, weight = item.partition("=")
    try:
        return int(number), float(weight)
    except ValueError as error:
        raise typer.BadParameter(f"--weight {item} is not a number and a weight, as in 2=0.5") from error


def _number(part: str, where: str) -> int:
    try:
        return int(part)
    except ValueError as error:
        raise typer.BadParameter(f"{where} names no numbers of key points, as in 3,4") from error
