"""Everything that is told of one dataset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from evals.reporting.attacked import Attacks
from evals.reporting.gathered import BadReport, Dataset
from evals.reporting.rule import FIGURE, Choice, choose
from evals.statistics.figures import FIGURES
from evals.statistics.floors import FloorMissing, with_floors
from evals.statistics.headline import Headline, headlines
from evals.statistics.paired import Difference, Plan, compared
from evals.statistics.rank_stability import Standing, standings
from evals.statistics.splits import Cell, side_by_side

SHOWN = (FIGURE, "within", "mae", "leniency", "sensitivity", "specificity")


@dataclass(frozen=True)
class Section:
    """``cells`` are empty where the dataset has one split."""

    dataset: Dataset
    headlines: Sequence[Headline]
    differences: Sequence[Difference]
    standings: Mapping[str, Standing]
    cells: Sequence[Cell]
    choice: Choice


def section(dataset: Dataset, attacks: Attacks | None) -> Section:
    """
    The contrasts are declared here: every two rows of the table, by quadratic kappa alone.

    Raises BadReport where rows that are there to be beaten are missing.
    """
    try:
        table = with_floors(dataset.table)
    except FloorMissing as error:
        remedy = f"python -m evals run --graders length,overlap --datasets {dataset.name}, with the same --store"
        raise BadReport(f"{dataset.name}: {error}: {remedy}") from error
    dataset = replace(dataset, table=table)
    found = compared(table, Plan(list(combinations(table.scores, 2)), (FIGURE,)))
    ranked = standings(table, FIGURES[FIGURE], dataset.contenders)
    bounds = {
        each.name: bound
        for each in dataset.contestants
        if attacks and (bound := attacks.bound(each.grader, each.version))
    }
    cells = side_by_side(table, (FIGURE,)) if len(set(table.splits.tolist())) > 1 else []
    return Section(
        dataset,
        headlines(table, SHOWN),
        found,
        {each.grader: each for each in ranked},
        cells,
        choose(dataset, found, ranked, bounds),
    )
