"""A held interview looked at again: another grader, and which grading counts."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, JudgeAnyway, emit, note, open_grader, open_prepared, show_table

if TYPE_CHECKING:
    from interviewer.regrade import Comparison


def regrade(  # noqa: PLR0913, PLR0917 (one parameter an option)
    interview_id: Annotated[str, typer.Argument(metavar="ID", help="As 'interviewer interviews' lists it.")],
    grader: Annotated[
        str | None, typer.Option(metavar="NAME", help="Grade again with it: embedding, judge, \u2026")
    ] = None,
    use: Annotated[int | None, typer.Option(min=0, metavar="N", help="Let grading N count; 0: the original.")] = None,
    judge_anyway: JudgeAnyway = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Grade a closed interview again with another grader, beside the original.

    The original stays the grade that counts until --use chooses another; every grading is kept. Without --grader and
    --use, the gradings there are. Scores of graders with and without a language model are never averaged together.

    JSON: grading (the one that counts, 0: the original), comparisons [grading, old_graders, new_graders, counts,
    rows [question, old, new (0..1 or null), old_band, new_band], old and new {score, with_model, without_model}].
    """
    service = open_prepared(data_dir, judge_anyway)
    interview = service.interview(interview_id)
    if grader is not None:
        service.regrade(interview_id, len(interview.events), open_grader(grader, data_dir, judge_anyway))
    if use is not None:
        service.choose_grading(interview_id, use)
    made = service.report(interview_id)
    if as_json:
        emit({"grading": made.grading, "comparisons": made.comparisons})
        return
    if not made.comparisons:
        note("There is only the original grading; make another one with: --grader NAME")
    for comparison in made.comparisons:
        _show(comparison)


def _show(made: "Comparison") -> None:
    from interviewer.report import NONE, difference, percent, tallied

    note(f"Original: {', '.join(made.old_graders)}: {tallied(made.old)}")
    counts = " (counts)" if made.counts else ""
    note(f"Grading {made.grading}{counts}: {', '.join(made.new_graders)}: {tallied(made.new)}")
    rows = [
        [
            str(number),
            percent(row.old),
            percent(row.new),
            difference(row.delta),
            f"{row.old_band or NONE} \u2192 {row.new_band or NONE}",
            row.question,
        ]
        for number, row in enumerate(made.rows, 1)
    ]
    show_table(["#", "Original", f"Grading {made.grading}", "Difference", "Bands", "Question"], rows)
