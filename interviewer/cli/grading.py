"""One grade, outside any interview."""

import sys
from typing import Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, JudgeAnyway, console, emit, open_grader, open_prepared
from interviewer.printable import printable


def grade(  # noqa: PLR0913, PLR0917 (one parameter an option)
    question: Annotated[str, typer.Option(help="Its text; or the text or id of one in the library.")],
    answer: Annotated[str, typer.Option(help="The answer; - reads it from stdin.")],
    reference: Annotated[str | None, typer.Option(help="What a full answer says; none: the library's.")] = None,
    grader: Annotated[
        str,
        typer.Option(help="local, ensemble, embedding, lexical, overlap, length; or judge. None: the interview's own."),
    ] = "",
    judge_anyway: JudgeAnyway = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Grade one answer, key point by key point; a connected model grades where 'model check' has admitted it.

    Each verdict comes with the words that decide it. The exit code is 1 where no score can be given.

    JSON: question {id, text, topic, level, reference, key_points [text, start, end, label, weight], ...};
    grade {status "graded": score (0..1), verdicts [key_point (position), verdict (hit, partial, missed or
    contradicted), passage and evidence {text, start, end} in the reference and in the answer, support],
    feedback, flags, provenance; or status "unscored": reason, detail, provenance}.
    """
    from interviewer.drawing import draw_grade
    from interviewer.grade import Unscored

    chosen = open_grader(grader, data_dir, judge_anyway) if grader else None
    service = open_prepared(data_dir, judge_anyway)
    if answer == "-":
        answer = sys.stdin.buffer.read().decode("utf-8", "replace")
    # An argument that is not UTF-8 arrives with lone surrogates, which nothing can encode.
    said = answer.encode("utf-8", "replace").decode()
    asked, given = service.grade(printable(question), said, reference and printable(reference), chosen)
    if as_json:
        emit({"question": asked, "grade": given})
    else:
        draw_grade(console(), asked, given)
    if isinstance(given, Unscored):
        raise typer.Exit(1)
