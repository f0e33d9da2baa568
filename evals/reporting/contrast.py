"""Two graders of a store against each other, in words."""

from evals.reporting.gathered import BadReport, Gathered
from evals.statistics.conclusion import in_words
from evals.statistics.paired import Plan, compared

FIGURES = ("kappa", "within", "mae", "sensitivity", "specificity")


def contrasted(found: Gathered, first: str, second: str) -> list[str]:
    """
    A line for each dataset that both were run on, and each of ``FIGURES``; Holm over the figures of a dataset.

    Raises BadReport where no dataset has both.
    """
    lines = []
    for dataset in found.datasets:
        if first in dataset.table.scores and second in dataset.table.scores:
            plan = Plan([(first, second)], FIGURES)
            lines += [f"{dataset.name}: {in_words(each)}" for each in compared(dataset.table, plan)]
    if not lines:
        names = sorted({each.name for dataset in found.datasets for each in dataset.contestants})
        raise BadReport(f"no dataset has rows of both {first} and {second}; the store has {', '.join(names)}")
    return lines
