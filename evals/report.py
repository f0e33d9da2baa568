"""The table of graders over the rows of a store, as text for a terminal and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import TypeAdapter

from evals.rows import Columns
from evals.statistics.figures import FIGURES
from evals.statistics.interval import Interval
from evals.statistics.pairs import Flags, Pairs

METRICS = ("kappa", "pearson", "spearman", "rmse", "leniency")
COLUMNS = ("dataset", "question_id", "grader", "version", "score", "status", "seconds", "cost", "given")


@dataclass(frozen=True)
class Line:
    """
    One version of a grader on one dataset: figures over the rows with a score, and how many are without.

    ``cost`` is that of all rows, and None where that of one is not known.
    """

    dataset: str
    grader: str
    version: str
    scored: int
    unscored: int
    errors: int
    metrics: dict[str, Interval]
    median_milliseconds: float
    cost: float | None


def lines(columns: Columns) -> Iterator[Line]:
    """A line for each dataset and version of a grader, from the ``COLUMNS`` of a store, in the order of the rows."""
    places = zip(columns["dataset"], columns["grader"], columns["version"], strict=True)
    for dataset, grader, version in dict.fromkeys(places):
        chosen = (columns["dataset"] == dataset) & (columns["grader"] == grader) & (columns["version"] == version)
        yield _line({name: column[chosen] for name, column in columns.items()})


def _line(columns: Columns) -> Line:
    status = columns["status"]
    scored: Flags = status == "graded"
    pairs = Pairs(
        given=columns["given"][scored],
        graded=columns["score"][scored],
        questions=columns["question_id"][scored].astype(np.str_),
    )
    cost = float(columns["cost"].sum())
    return Line(
        dataset=str(columns["dataset"][0]),
        grader=str(columns["grader"][0]),
        version=str(columns["version"][0]),
        scored=int(scored.sum()),
        unscored=int((status == "unscored").sum()),
        errors=int((status == "error").sum()),
        metrics={name: FIGURES[name].bootstrapped(pairs) for name in METRICS},
        median_milliseconds=float(np.median(columns["seconds"])) * 1000,
        cost=cost if np.isfinite(cost) else None,
    )


def as_text(lines: Sequence[Line]) -> str:
    """One row a grader, 95 % intervals in brackets, a table for each dataset."""
    datasets = dict.fromkeys(line.dataset for line in lines)
    return "\n\n".join(_table(name, [line for line in lines if line.dataset == name]) for name in datasets)


def as_json(lines: Sequence[Line]) -> str:
    return TypeAdapter(list[Line]).dump_json(list(lines), indent=2).decode()


def _table(dataset: str, lines: Sequence[Line]) -> str:
    rows = [[dataset, *METRICS, "scored", "unscored", "errors", "ms", "cost"]]
    for line in lines:
        figures = [_shown(line.metrics[name]) for name in METRICS]
        counts = [str(count) for count in (line.scored, line.unscored, line.errors)]
        cost = "unknown" if line.cost is None else f"{line.cost:.4f}" if line.cost else "0"
        rows.append([line.grader, *figures, *counts, f"{line.median_milliseconds:.1f}", cost])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = dict.fromkeys(found.note for line in lines for found in line.metrics.values() if found.note)
    return "\n".join([*shown, *(f"  {note}" for note in notes)])


def _shown(found: Interval) -> str:
    if found.value is None:
        return "undefined"
    if found.low is None or found.high is None:
        return f"{found.value:.2f}"
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"
