"""The connected language model: what it can do, and whether it may grade."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, console, emit, open_prepared, progress, show_table
from interviewer.errors import InterviewerError
from interviewer.printable import printable

if TYPE_CHECKING:
    from interviewer.grading.model_check import Checked
    from interviewer.grading.role import ModelRole

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The connected language model.")


@app.callback()
def _model() -> None:
    """The connected language model."""


@app.command()
def check(
    again: Annotated[bool, typer.Option("--again", help="Measure anew what was measured before.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Try the model out, and say whether it may grade.

    Finds out what its server can do, then has it grade answers with known scores beside the local grader: it may grade
    where it is no worse. That takes minutes; the result is kept, and shown at once the next time. The exit code is 1
    where nothing could be measured.

    JSON: role {model, grades, admitted, because}; checked {capabilities {model, rung, schema_enforced, tools,
    json_object, prompt_truncated, reasoning_field, token_parameter, seed, streaming, usage, seconds},
    admission {admitted, reason, judge and local {anchors, agreement, pearson, rmse, attacks, resisted, unscored,
    seconds}, scope {base_url, model, judge, local, anchors}, served, prompt, at}}.
    """
    examiner = open_prepared(data_dir).examiner
    if examiner.check is None:
        raise InterviewerError("no language model is connected; name one in INTERVIEWER_LLM_MODEL")
    checked = examiner.check.known()
    if checked is None or again:
        with progress() as show:
            checked = examiner.check.run(show)
    role = examiner.role()
    if as_json:
        emit({"role": role, "checked": checked})
    elif role:
        _show(role, checked)


def _show(role: "ModelRole", checked: "Checked") -> None:
    from interviewer.grading.admission import figure_rows
    from interviewer.model.findings import findings

    console().print(printable(role.sentence))
    show_table(["What was tried", "Found"], [list(row) for row in findings(checked.capabilities).items()])
    measured = f"Measured {checked.admission.at:%Y-%m-%d %H:%M} UTC"
    show_table([measured, "Model", "Local grader"], [list(row) for row in figure_rows(checked.admission)])
