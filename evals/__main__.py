"""python -m evals run [FILE…] compares the graders; python -m evals bench times the product on this machine."""

import os
from pathlib import Path
from typing import Annotated

import typer

GOLDEN = Path(__file__).parent / "data" / "golden.jsonl"

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Graders compared, and the product timed.")


@app.command()
def run(
    datasets: Annotated[
        list[Path] | None,
        typer.Argument(help="JSON lines or CSV with question_id, question, reference, answer, score."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One list with an object a grader.")] = False,
) -> None:
    """Every offline grader on the golden set that is shipped, or on the given files."""
    from evals.cases import BadCases, load_cases
    from evals.report import as_json, as_text
    from evals.run import run as run_graders
    from evals.run import table
    from interviewer.bootstrap import build_graders
    from interviewer.settings import load_settings

    try:
        cases = [case for path in datasets or [GOLDEN] for case in load_cases(path)]
    except BadCases as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    graders = build_graders(load_settings(os.environ))
    lines = table(cases, list(run_graders(cases, graders)))
    rated_by = sorted({case.rated_by for case in cases})
    typer.echo(as_json(lines) if json else as_text(lines, len(cases), rated_by))


@app.command()
def bench(
    document: Annotated[Path | None, typer.Option(help="The document to ingest; else one made from the bank.")] = None,
) -> None:
    """Times of the page, of a turn, of a grade, and of an ingestion, beside the bare cost of encoding."""
    from evals.bench import measure

    for line in measure(document):
        typer.echo(line)


if __name__ == "__main__":
    app()
