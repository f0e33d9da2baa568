"""A question edited in the user's own editor."""

from pathlib import Path
from typing import Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, note, open_prepared
from interviewer.cli.questions import Id, done


def edit(
    question_id: Id,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Take this YAML file instead of opening an editor.")
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Edit a question in your editor ($VISUAL or $EDITOR): its text, topic, level, hints and key points.

    Wrong input changes nothing, and is kept in a file that can be given again with --file.

    JSON: question, as 'interviewer knowledge show' gives it.
    """
    from knowledge.draft import from_yaml, to_yaml
    from knowledge.errors import BadReview, KnowledgeError

    desk = open_prepared(data_dir).library.desk
    seen = desk.standing(question_id).question
    written = file.read_text(encoding="utf-8", errors="replace") if file else _edited(to_yaml(seen))
    if written is None:
        note("Nothing was changed.")
        return
    try:
        draft = from_yaml(written)
        if draft is None:
            note("Nothing was changed: the file is empty.")
            return
        stands = desk.edit(seen, draft)
    except KnowledgeError as error:
        kept = file or _kept(question_id, written)
        raise BadReview(
            f"{error}. Your text is in {kept}; mend it and run: edit {question_id} --file {kept}"
        ) from error
    done(stands, as_json)


def _edited(text: str) -> str | None:
    """What the user's editor made of the text; None where it was left as it was. Raises BadReview without an editor."""
    import click

    from knowledge.errors import BadReview

    try:
        written = click.edit(text, extension=".yaml", require_save=False)
    except click.ClickException as error:
        raise BadReview(f"{error.message}; set EDITOR to one that is there, or use --file") from error
    return None if written is None or written == text else written


def _kept(question_id: str, text: str) -> Path:
    """A file with what could not be taken over, in the folder for temporary files."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(
        "w", prefix=f"question-{question_id}-", suffix=".yaml", delete=False, encoding="utf-8"
    ) as kept:
        kept.write(text)
    return Path(kept.name)
