"""Questions that ask the same, and references that contradict each other."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from interviewer.cli.output import AsJson, DataDir, emit, note, open_prepared, show_table
from interviewer.cli.questions import Id, SecondId
from interviewer.printable import printable

if TYPE_CHECKING:
    from knowledge.desk import Compared
    from knowledge.question import KeyPoint, Question

All = Annotated[bool, typer.Option("--all", help="Those that were dismissed too.")]


def duplicates(with_dismissed: All = False, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    List pairs of questions that ask the same, the most alike first; merge them, or dismiss the pair.

    JSON: duplicates [similarity (-1 to 1), first, second (questions), dismissed].
    """
    from knowledge.twins import Twins

    found = _wanted(open_prepared(data_dir).library.desk.duplicates(), with_dismissed)
    pairs = [(one.found, one.dismissed) for one in found if isinstance(one.found, Twins)]
    if as_json:
        emit({"duplicates": [{**vars(pair), "dismissed": dismissed} for pair, dismissed in pairs]})
        return
    if not pairs:
        note("No two questions ask the same.")
    for pair, dismissed in pairs:
        typer.echo(printable(f"{pair.similarity:.2f}{'  dismissed' if dismissed else ''}"))
        for question in (pair.first, pair.second):
            typer.echo(printable(f"  {question.id}  {question.text}  [{question.source.title}]"))


def contradictions(with_dismissed: All = False, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    List key points of questions that ask the same, or were merged, which cannot both hold, side by side.

    JSON: contradictions [kind (number, negation, opposite or roles), first, second (questions), first_point,
    second_point (key points), dismissed].
    """
    from knowledge.contradiction import Contradiction

    found = _wanted(open_prepared(data_dir).library.desk.contradictions(), with_dismissed)
    pairs = [(one.found, one.dismissed) for one in found if isinstance(one.found, Contradiction)]
    if as_json:
        emit({"contradictions": [{**vars(pair), "dismissed": dismissed} for pair, dismissed in pairs]})
        return
    if not pairs:
        note("No two references of the same question contradict each other.")
    for pair, dismissed in pairs:
        note(f"By {pair.kind}{', dismissed' if dismissed else ''}:")
        show_table(
            [f"{q.id} {q.source.title}" for q in (pair.first, pair.second)],
            [[_said(pair.first, pair.first_point), _said(pair.second, pair.second_point)]],
        )


def dismiss(  # noqa: PLR0913, PLR0917 (one parameter an option)
    first: Id,
    second: SecondId,
    contradiction: Annotated[
        bool, typer.Option("--contradiction", help="They ask the same, and do not contradict each other.")
    ] = False,
    back: Annotated[bool, typer.Option("--undo", help="Report the pair again.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Remember that two questions do not ask the same; they are reported again when one of them says something else.

    JSON: kind (duplicate or contradiction), questions (both ids), dismissed.
    """
    desk = open_prepared(data_dir).library.desk
    kind: Literal["duplicate", "contradiction"] = "contradiction" if contradiction else "duplicate"
    (desk.recall if back else desk.dismiss)(kind, first, second)
    if as_json:
        emit({"kind": kind, "questions": [first, second], "dismissed": not back})


def _wanted(found: "list[Compared]", with_dismissed: bool) -> "list[Compared]":
    return [one for one in found if with_dismissed or not one.dismissed]


def _said(question: "Question", point: "KeyPoint") -> str:
    passage = question.passage(point)
    return point.text if point.text == passage else f"{point.text}\n({passage})"
