"""python -m evals run compares the graders; report says which to use, compare sets two side by side, gate fails
where one got worse; train fits the local grader, fit-ensemble the ensemble; table sets
all graders beside people; retrieval compares searches; bench times the product; attacks shows what misleads the
graders."""

import os
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.members import Answers
    from evals.train import Examples
    from knowledge.embedder import OnnxEmbedder

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Graders compared, and the product timed.")


@app.command()
def run(  # noqa: PLR0913, PLR0917 (one parameter an option)
    graders: Annotated[str, typer.Option(help="Names, by commas; else every offline grader.")] = "",
    datasets: Annotated[str, typer.Option(help="Names, files (JSON lines, CSV) or folders, by commas.")] = "golden",
    runs: Annotated[int, typer.Option(min=1, help="How often each answer is graded.")] = 1,
    store: Annotated[Path | None, typer.Option(help="The file of rows; else one in the data folder.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many cases of each dataset, the first.")] = None,
    max_cost: Annotated[float | None, typer.Option(min=0, help="The most to spend; with --price.")] = None,
    max_calls: Annotated[int | None, typer.Option(min=0, help="The most answers to give to a language model.")] = None,
    price: Annotated[str, typer.Option(help="Of a million prompt tokens and completion tokens: 0.15,0.60")] = "",
    concurrency: Annotated[int, typer.Option(min=1, help="Answers that a server grades at once.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="One list with an object for each dataset and grader.")] = False,
) -> None:
    """Graders on datasets: rows into a store, and a table over them. Run again, it goes on where it was.

    Ends with 2 for bad input; with 3 where rows are left: a limit was reached, a grader given up, or Ctrl-C."""
    began = perf_counter()
    from evals.budget import Budget
    from evals.report import as_json, as_text
    from evals.run import BadRun, Wanted, carried_out, told
    from interviewer.settings import load_settings

    budget = Budget(max_cost, max_calls)
    wanted = Wanted(_names(graders), _names(datasets), runs, limit, price, budget, concurrency)
    try:
        ran = carried_out(wanted, load_settings(os.environ), store)
    except BadRun as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(as_json(ran.lines) if json else as_text(ran.lines))
    for line in told(ran, perf_counter() - began):
        typer.echo(line, err=True)
    if ran.tally.left:
        raise typer.Exit(3)


@app.command()
def datasets() -> None:
    """The card of each dataset that run can read: source, licence, raters, scale, splits, counts, caveats."""
    from evals.datasets.cards import as_text

    typer.echo(as_text())


@app.command()
def report(
    store: Annotated[Path, typer.Option(help="The file of rows that run filled.")],
    out: Annotated[Path, typer.Option(help="The HTML file; the Markdown goes beside it.")] = Path("report.html"),
    attacks: Annotated[Path | None, typer.Option(help="What attacks --json wrote.")] = None,
) -> None:
    """Which grader to use, for what, and how sure that is: one HTML file that loads nothing, and Markdown.

    Ends with 2 for bad input."""
    from datetime import UTC, datetime

    from evals.reporting.gathered import BadReport
    from evals.reporting.made import make, write

    try:
        written = write(make(store, attacks, datetime.now(UTC)), out)
    except BadReport as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for path in written:
        typer.echo(f"The report is in {path}")


@app.command()
def compare(
    first: Annotated[str, typer.Argument(help="A grader's name.")],
    second: Annotated[str, typer.Argument(help="Another's.")],
    store: Annotated[Path, typer.Option(help="The file of rows that run filled.")],
) -> None:
    """Two graders on the same answers: by how much they differ, how sure that is, and whether it can be chance.

    Ends with 2 for bad input."""
    from evals.reporting.contrast import contrasted
    from evals.reporting.gathered import BadReport
    from evals.reporting.made import read

    try:
        lines = contrasted(read(store), first, second)
    except BadReport as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for line in lines:
        typer.echo(line)


@app.command()
def gate(
    store: Annotated[Path, typer.Option(help="The file of rows that run filled.")],
    baseline: Annotated[Path, typer.Option(help="What was accepted.")],
    accept: Annotated[bool, typer.Option("--accept", help="Write the baseline from the store instead.")] = False,
) -> None:
    """Graders against what was accepted: no kappa below its floor, few answers without a score, no regression.

    Ends with 1 where one failed, 2 for bad input, 3 where grades are missing."""
    from evals.reporting.gate import accepted, exit_code, judged, read_baseline
    from evals.reporting.gathered import BadReport
    from evals.reporting.made import read

    try:
        if accept:
            baseline.write_text(accepted(read(store)).model_dump_json(indent=1) + "\n", "utf-8")
            typer.echo(f"accepted: {baseline}")
            return
        findings = judged(read(store), read_baseline(baseline))
    except (BadReport, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for finding in findings:
        typer.echo(f"{finding.outcome.value}: {finding.text}")
    if code := exit_code(findings):
        raise typer.Exit(code)


@app.command()
def retrieval(
    all_queries: Annotated[bool, typer.Option("--all", help="Also those that the weight was chosen on.")] = False,
) -> None:
    """The product's search beside searches by meaning and by words, on paraphrased queries over the bank."""
    from evals.cases import BadCases
    from evals.retrieval import QUERIES, as_text, compared, entries, load_queries, searches
    from interviewer.bootstrap import build_embedder
    from interviewer.settings import load_settings

    try:
        queries = [query for query in load_queries(QUERIES) if all_queries or query.held_out]
        with searches(build_embedder(load_settings(os.environ))) as (catalogue, finders):
            lines = compared(queries, finders, entries(catalogue))
    except BadCases as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(as_text(lines))


@app.command()
def extraction() -> None:
    """Questions and key points that are found in labelled documents of many shapes."""
    from evals.extraction import BadLabels, as_text, load_labelled, measure

    try:
        labelled = load_labelled()
    except BadLabels as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(as_text(measure(labelled)))


@app.command()
def train(
    datasets: Annotated[list[Path], typer.Argument(help="Human-graded answers: CSV or JSON lines, a dataset a file.")],
    out: Annotated[Path, typer.Option(help="Where the fitted head goes.")] = Path("interviewer/grading/local.json"),
) -> None:
    """Fit the local grader's head to these and to the authored answers, and tell how it does on what it did not see."""
    from evals.cases import BadCases, load_cases
    from evals.train import examples, joined, trained

    try:
        cases = {path.stem: load_cases(path) for path in datasets}
    except BadCases as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    embedder = _embedder()
    head, lines = trained(joined(examples(cases, embedder), _authored(embedder)))
    out.write_text(head.model_dump_json(indent=1) + "\n", "utf-8")
    for line in lines:
        typer.echo(line)


@app.command("fit-ensemble")
def fit_ensemble(
    datasets: Annotated[list[Path], typer.Argument(help="The files that the local grader was trained on.")],
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = Path("interviewer/grading/ensemble.json"),
) -> None:
    """Fit the ensemble's weights, to scores of local heads that did not see the question. No seed: nothing is drawn."""
    from evals.ensemble import fitted
    from interviewer.bootstrap import build_members
    from interviewer.settings import load_settings

    versions = {grader.name: grader.version for grader in build_members(load_settings(os.environ))}
    embedder = _embedder()
    made = fitted(_gathered(datasets, embedder), versions, _authored(embedder))
    out.write_text(made.mix.model_dump_json(indent=1) + "\n", "utf-8")
    for member in made.mix.members:
        typer.echo(f"{member.grader}: weight {member.weight:.3f}, {member.intercept:.3f} + {member.slope:.3f} score")
    typer.echo(f"a person is asked from a disagreement of {made.mix.disagreement_from:.2f} on")


@app.command()
def table(
    datasets: Annotated[list[Path], typer.Argument(help="Human-graded answers, a dataset a file, with their split.")],
    out: Annotated[Path | None, typer.Option(help="A Markdown file instead of the terminal.")] = None,
) -> None:
    """Every offline grader beside people: by published test split, and on datasets that nothing was fitted to."""
    from evals.table import measure
    from evals.table_text import as_markdown

    embedder = _embedder()
    text = as_markdown(measure(_gathered(datasets, embedder), _authored(embedder)))
    if out:
        out.write_text(text, "utf-8")
    else:
        typer.echo(text)


def _names(given: str) -> list[str]:
    return [name for name in (part.strip() for part in given.split(",")) if name]


def _gathered(datasets: list[Path], embedder: "OnnxEmbedder") -> "Answers":
    from evals.cases import BadCases, load_cases
    from evals.members import gather

    try:
        cases = {path.stem: load_cases(path) for path in datasets}
    except BadCases as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    return gather(cases, embedder)


def _embedder() -> "OnnxEmbedder":
    """The one that the local grader stands on."""
    from interviewer.settings import load_settings
    from knowledge.embedder import OnnxEmbedder
    from knowledge.export import export_folder

    return OnnxEmbedder(export_folder(load_settings(os.environ).cache_dir))


def _authored(embedder: "OnnxEmbedder") -> "Examples":
    """What the local grader is trained on beside human-graded answers."""
    from evals.answers import bank_questions, load_answers
    from evals.train import authored

    bank = bank_questions()
    return authored(load_answers(bank), bank, embedder)


@app.command()
def bench(
    document: Annotated[Path | None, typer.Option(help="The document to ingest; else one made from the bank.")] = None,
    chunks: Annotated[int, typer.Option(min=100, help="Passages of the large library; 100000 take an hour.")] = 5_000,
) -> None:
    """Times of the page, of a turn, of a grade, of ingestion, of a check of code and of search, beside bare costs."""
    from evals.bench import measure

    for line in measure(document, chunks):
        typer.echo(line)


@app.command()
def attacks(
    grader: Annotated[list[str] | None, typer.Option(help="Only the grader of that name; may be repeated.")] = None,
    cases: Annotated[int, typer.Option(min=1, help="Cases an attack; below 35 no attack can be shown to fail.")] = 40,
    seed: Annotated[int, typer.Option(help="The same seed makes the same cases.")] = 20260101,
    out: Annotated[Path | None, typer.Option(help="A Markdown file instead of the terminal.")] = None,
    json: Annotated[Path | None, typer.Option(help="Where the rates go that report --attacks reads.")] = None,
) -> None:
    """Answers made to mislead: how often each kind of them does, for every offline grader."""
    from evals.attacks.catalogue import ATTACKS
    from evals.attacks.items import load_material
    from evals.attacks.report import as_markdown, tallies
    from evals.attacks.suite import run as run_attacks
    from evals.reporting.attacked import attacks_of
    from interviewer.bootstrap import build_graders
    from interviewer.settings import load_settings

    graders = {known.name: known for known in build_graders(load_settings(os.environ))}
    unknown = [name for name in grader or [] if name not in graders]
    if unknown:
        typer.echo(f"no grader is named {', '.join(unknown)}; there are {', '.join(graders)}", err=True)
        raise typer.Exit(2)
    material = load_material()
    rows = {name: list(run_attacks(ATTACKS, graders[name], material, cases, seed)) for name in grader or graders}
    text = as_markdown(rows, ATTACKS, cases, seed)
    if json:
        found = {name: tallies(some, ATTACKS) for name, some in rows.items()}
        made = attacks_of(found, {name: graders[name].version for name in rows}, cases, seed)
        json.write_text(made.model_dump_json(indent=1) + "\n", "utf-8")
    if out:
        out.write_text(text, "utf-8")
    else:
        typer.echo(text)


@app.command()
def coding(
    exercises: Annotated[list[str] | None, typer.Argument(help="Names of exercises; else all of them.")] = None,
    failing: Annotated[bool, typer.Option(help="Show only what did not come out as it must.")] = False,
    key: Annotated[str, typer.Option(help="Other hidden cases.")] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Checks at a time; 0: one a processor.")] = 0,
    cheats: Annotated[bool, typer.Option("--cheats", help="The laziest cheats instead: none may get far.")] = False,
) -> None:
    """Solutions and mutants of the coding exercises: the right ones pass, the wrong ones fail with their own class."""
    from evals import lazy
    from evals.coding import KEY, matrix
    from interviewer.coding.boxes.tier import choose, own_code
    from interviewer.coding.examination import Bench
    from interviewer.errors import InterviewerError

    boxes = choose("", os.environ).boxes or own_code()  # the code is our own
    bench = Bench(boxes, measuring=False)
    complaints = lines = 0
    try:
        tried = lazy.outcomes if cheats else matrix
        for line in tried(exercises or [], bench, key.encode() or KEY, jobs or os.cpu_count() or 1):
            lines += 1
            complaints += bool(line.complaint)
            if line.complaint or not failing:
                mark = f"  WRONG: {line.complaint}" if line.complaint else ""
                typer.echo(f"{line.exercise} / {line.sample}: {line.outcome} [{line.seconds:.2f} s]{mark}")
    except InterviewerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    finally:
        boxes.close()
    typer.echo(f"{lines} samples, {complaints} did not come out as they must")
    if complaints:
        raise typer.Exit(1)


@app.command()
def interviews(
    count: Annotated[int, typer.Option(min=1, help="Interviews of each candidate.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same candidates.")] = 0,
    questions: Annotated[int, typer.Option(min=1, help="Questions an interview.")] = 4,
    rounds: Annotated[int, typer.Option(min=0, help="Coding rounds an interview; each runs code for seconds.")] = 0,
) -> None:
    """Simulated candidates hold whole interviews; checks count leaks, repeats, praise of a miss, dead ends.

    With a model configured it words them. Ends with 1 where anything was found."""
    from evals.candidates.candidate import CANDIDATES
    from evals.candidates.hall import hall
    from evals.candidates.sitting import sittings
    from evals.candidates.table import as_text, counted, faults
    from interviewer.errors import InterviewerError
    from interviewer.interview import Plan
    from interviewer.settings import load_settings
    from knowledge.errors import KnowledgeError

    def told(line: str) -> None:
        typer.echo(line, err=True)

    plan, seeds = Plan(questions=questions, coding=rounds), range(seed, seed + count)
    try:
        with hall(load_settings(os.environ), rounds > 0, told) as there:
            held = list(sittings(there, CANDIDATES, plan, seeds, told))
    except (InterviewerError, KnowledgeError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    counts = counted(held)
    typer.echo(as_text(counts, held))
    if faults(counts):
        raise typer.Exit(1)


@app.command("gpu-check")
def gpu_check(
    exercises: Annotated[list[str] | None, typer.Argument(help="Names of exercises; else all for a GPU.")] = None,
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("gpu-check.md"),
) -> None:
    """Coding exercises on this machine's GPU: solutions and mutants, times, attacks on its boxes."""
    from evals.gpu_check import NO_GPU, report
    from interviewer.coding.device import CPU, found
    from interviewer.coding.gpu import confined_gpu_boxes
    from interviewer.errors import InterviewerError

    there = found()
    if there == CPU:
        typer.echo(NO_GPU)
        return
    try:
        lines = report(there, exercises or [], confined_gpu_boxes(), out.absolute().parent)
        out.write_text("\n".join(lines) + "\n", "utf-8")
    except InterviewerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(f"The report is in {out}")


if __name__ == "__main__":
    app()
