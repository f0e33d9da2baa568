"""The table of graders, as text for a terminal and as JSON."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from evals.run import Line
from evals.statistics.interval import Interval


def as_text(lines: Sequence[Line], cases: int, rated_by: Sequence[str]) -> str:
    """One row a grader, 95 % intervals in brackets."""
    names = list(lines[0].metrics) if lines else []
    rows = [["grader", *names, "scored", "unscored", "ms"]]
    for line in lines:
        figures = [_shown(line.metrics[name]) for name in names]
        rows.append([line.grader, *figures, str(line.scored), str(line.unscored), f"{line.median_milliseconds:.1f}"])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    table = "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    note = f"{cases} cases, scores {' and '.join(rated_by)}; intervals by bootstrap over questions."
    return f"{table}\n\n{note}"


def as_json(lines: Sequence[Line]) -> str:
    return TypeAdapter(list[Line]).dump_json(list(lines), indent=2).decode()


def _shown(found: Interval) -> str:
    if found.value is None:
        return "undefined"
    if found.low is None or found.high is None:
        return f"{found.value:.2f}"
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"
