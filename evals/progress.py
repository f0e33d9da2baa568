"""A bar for each grader on stderr: how far it is, the time left, and the cost of the run so far."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from evals.budget import Spending
from evals.contender import Contender
from evals.runner import Watch


@contextmanager
def bars(contenders: Sequence[Contender], rows: int, spending: Spending) -> Iterator[Watch]:
    """``rows`` is how many each is to have. Where stderr is no terminal nothing is shown."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(20),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[spent]}", markup=False),
    )
    # One grade of a model may take a minute, and a rate takes some of them.
    shown = Progress(*columns, console=console, disable=not console.is_terminal, speed_estimate_period=600)
    tasks = {
        contender.name: shown.add_task(contender.name, total=rows, start=False, spent="") for contender in contenders
    }

    def watch(name: str, more: int) -> None:
        shown.start_task(tasks[name])
        spent = f"{spending.calls} calls, cost {spending.money:.4f}" if spending.calls else ""
        shown.update(tasks[name], advance=more, spent=spent)

    with shown:
        yield watch
