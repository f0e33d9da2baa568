"""The connected language model: what it can do, whether it may grade, and a server for one in a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, console, emit, note, open_prepared, progress, show_table
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


@app.command()
def serve(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.gguf", help="The model's weights; of several files, the first.")
    ],
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0: any that is free.")] = 8080,
    context: Annotated[
        # Of less than 256, llama.cpp makes 256.
        int, typer.Option(min=256, metavar="TOKENS", help="Room for a prompt and its reply together.")
    ] = 8192,
    alias: Annotated[str, typer.Option(help="The model's name in requests; the file's name if not given.")] = "",
) -> None:
    """
    Serve the model in a GGUF file on this machine, until Ctrl-C.

    Any program that speaks OpenAI's chat completions can use it, on 127.0.0.1 alone. What the interviewer needs to use
    it goes to stdout, as two settings: put them into its environment or into .env. Needs the extra "model" of the
    package. Wording an interview takes a context of 2,048 tokens; judging answers, 8,192.
    """
    import shlex
    from threading import Event

    from interviewer.model import server

    name = alias or file.stem

    def ready(served: "server.Served") -> None:
        typer.echo(f"INTERVIEWER_LLM_BASE_URL={served.base_url}\nINTERVIEWER_LLM_MODEL={shlex.quote(name)}")
        less = "" if served.context >= context else f", all that the model was trained with, in place of {context}"
        note(f"{name} is served, with a context of {served.context} tokens{less}, until Ctrl-C.")

    def interrupted() -> None:
        try:
            Event().wait()
        except KeyboardInterrupt:
            note("The server has ended.")

    note(f"Loading {file}")
    try:
        server.serve(server.Weights(file, name, context), port, ready, interrupted)
    except KeyboardInterrupt:  # just before it waits
        note("The server has ended.")


def _show(role: "ModelRole", checked: "Checked") -> None:
    from interviewer.grading.admission import figure_rows
    from interviewer.model.findings import findings

    console().print(printable(role.sentence))
    show_table(["What was tried", "Found"], [list(row) for row in findings(checked.capabilities).items()])
    measured = f"Measured {checked.admission.at:%Y-%m-%d %H:%M} UTC"
    show_table([measured, "Model", "Local grader"], [list(row) for row in figure_rows(checked.admission)])
