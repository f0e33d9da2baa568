"""The installation: make it ready, look at it, and open its page."""

from typing import Annotated

import typer

from interviewer.cli.output import AsJson, DataDir, JudgeAnyway, emit, load, note, open_service, progress
from interviewer.printable import printable


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one.")] = "127.0.0.1",
    judge_anyway: JudgeAnyway = False,
    data_dir: DataDir = None,
) -> None:
    """Serve the chat page until Ctrl-C."""
    from os import environ

    from interviewer import serve as page

    settings = load(data_dir, judge_anyway)
    # The page starts in another folder, where a relative path would mean something else.
    environ["INTERVIEWER_DATA_DIR"] = str(settings.data_dir)
    environ["INTERVIEWER_CACHE_DIR"] = str(settings.cache_dir)
    if settings.judge_anyway:
        environ["INTERVIEWER_JUDGE_ANYWAY"] = "true"
    page.serve(address, port)


def prepare(as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """
    Make everything ready, once.

    The embedding model is converted and the question bank taken in; the second time this is quick.

    JSON: status "ready"; documents and questions (how many); notices [text].
    """
    from interviewer import bootstrap

    service = open_service(data_dir)
    with progress() as show:
        notices = bootstrap.prepare(load(data_dir), service, show)
    documents, questions = len(service.library.documents()), len(service.library.questions())
    if as_json:
        emit({"status": "ready", "documents": documents, "questions": questions, "notices": notices})
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
