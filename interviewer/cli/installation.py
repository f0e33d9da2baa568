"""The installation: make it ready, look at it, and open its page."""

from typing import Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, emit, load, note, open_service, progress
from interviewer.printable import printable


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 is every one.")
    ] = "127.0.0.1",
    data_dir: DataDir = None,
) -> None:
    """Serve the chat page until Ctrl-C."""
    import os
    import sys
    from importlib.util import find_spec

    page = find_spec("ui.app")
    if page is None or page.origin is None:
        raise FileNotFoundError(
            2, "the page is not part of this installation; install the packages again", "ui/app.py"
        )
    os.environ["INTERVIEWER_DATA_DIR"] = str(load(data_dir).data_dir)
    options = ["--server.port", str(port), "--server.address", address, "--server.headless", "true"]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        page.origin,
        *options,
        "--browser.gatherUsageStats",
        "false",
    ]
    os.execv(sys.executable, command)  # noqa: S606 (no shell, and the program is this Python)


def prepare(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Make everything ready, once.

    The embedding model is converted and the question bank taken in; the second time there is next to nothing to do.

    JSON: status "ready"; converted (whether the model was converted now); documents and questions (how many);
    notices [text].
    """
    from knowledge.export import export, exported

    settings = load(data_dir)
    converts = not settings.embedder and exported(settings.cache_dir) is None
    if converts:
        export(settings.cache_dir, lambda doing: note(f"{doing[:1].upper()}{doing[1:]}"))
    library = open_service(data_dir).library
    with progress() as show:
        notices = library.fill(show)
    documents, questions = len(library.documents()), len(library.questions())
    if as_json:
        counts = {"documents": documents, "questions": questions}
        emit({"status": "ready", "converted": converts, **counts, "notices": notices})
        return
    for notice in notices:
        note(notice)
    typer.echo(f"ready: {questions} questions in {documents} documents")


def doctor(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Check the installation, piece by piece.

    Says how to mend what is amiss; the exit code is 1 where a check failed.

    JSON: checks [name, status (ok, warning or failed), found, remedy (empty where ok)].
    """
    from interviewer.doctor import check_all

    checks = check_all(load(data_dir))
    if as_json:
        emit({"checks": checks})
    else:
        for check in checks:
            typer.echo(printable(f"{check.status:8} {check.name}: {check.found}"))
            if check.remedy:
                typer.echo(printable(f"{'':8} Remedy: {check.remedy}"))
    if any(check.status == "failed" for check in checks):
        raise typer.Exit(1)
