"""The rows of a store beside their cases, a table of scores for each dataset."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from evals.cases import Case
from evals.rows import Row, content_of
from evals.statistics.floors import FLOORS
from evals.statistics.rate import Rate
from evals.statistics.score_table import Human, ScoreTable, joined

PASS_MARK = 0.5


class BadReport(Exception):
    """The message names what the store lacks, and the remedy."""


@dataclass(frozen=True)
class Contestant:
    """
    One version of a grader on one dataset; an older version than the last has the version in its ``name``.

    ``rows`` are those of its first run, by case. ``cost`` is that of a thousand answers, None where it is not known;
    ``milliseconds`` are the median of rows that were not copied. ``wavering`` counts answers graded more than once
    that passed in one run and failed in another.
    """

    name: str
    grader: str
    version: str
    model: str
    rows: Mapping[str, Row]
    runs: int
    statuses: Counter[str]
    missing: int
    reasons: Counter[str]
    milliseconds: float | None
    cost: float | None
    wavering: Rate


@dataclass(frozen=True)
class Dataset:
    """``table`` holds the answers that a grader was asked about, by case; of each grader the first run."""

    name: str
    cases: Mapping[str, Case]
    contestants: Sequence[Contestant]
    table: ScoreTable

    @property
    def contenders(self) -> list[str]:
        """The graders that may be chosen: without the rows that are there to be beaten."""
        return [each.name for each in self.contestants if each.grader not in FLOORS]

    @property
    def authored(self) -> bool:
        return any(case.rated_by == "authored" for case in self.cases.values())

    def contestant(self, name: str) -> Contestant | None:
        return next((each for each in self.contestants if each.name == name), None)


@dataclass(frozen=True)
class Gathered:
    """``stray`` counts rows whose case is not in the store, or was edited since: they are in no figure."""

    datasets: Sequence[Dataset]
    stray: int


def gathered(cases: Mapping[tuple[str, str], Case], rows: Iterable[Row]) -> Gathered:
    """Raises BadReport where there is no row."""
    contents = {place: content_of(case) for place, case in cases.items()}
    known: dict[str, list[Row]] = defaultdict(list)
    stray = 0
    for row in rows:
        if contents.get((row.dataset, row.case_id)) == row.content:
            known[row.dataset].append(row)
        else:
            stray += 1
    if not known:
        raise BadReport("the store holds no row of a case that it knows; fill it with python -m evals run")
    return Gathered([_dataset(name, cases, own) for name, own in known.items()], stray)


def _dataset(name: str, cases: Mapping[tuple[str, str], Case], rows: Sequence[Row]) -> Dataset:
    asked = {row.case_id: cases[name, row.case_id] for row in rows}
    versions: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        versions[row.grader, row.version].append(row)
    last: dict[str, str] = {}
    for grader, version in sorted(versions, key=lambda place: max(row.at for row in versions[place])):
        last[grader] = version
    made = [
        _contestant(grader if last[grader] == version else f"{grader} {version}", own, len(asked))
        for (grader, version), own in versions.items()
    ]
    table = joined(
        {case_id: Human(case.question_id, case.score, case.split) for case_id, case in asked.items()},
        {each.name: {case_id: row.score for case_id, row in each.rows.items()} for each in made},
        pass_mark=PASS_MARK,
    )
    return Dataset(name, asked, made, table)


def _contestant(name: str, rows: Sequence[Row], asked: int) -> Contestant:
    first = min(row.run for row in rows)
    own = {row.case_id: row for row in rows if row.run == first}
    times = [row.seconds for row in rows if not row.cached and row.status == "graded"]
    costs = [row.cost for row in rows]
    known = [cost for cost in costs if cost is not None]
    return Contestant(
        name,
        rows[0].grader,
        rows[0].version,
        next((row.model for row in rows if row.model), ""),
        own,
        len({row.run for row in rows}),
        Counter(row.status for row in own.values()),
        asked - len(own),
        Counter(row.reason for row in own.values() if row.reason),
        median(times) * 1000 if times else None,
        fmean(known) * 1000 if len(known) == len(costs) else None,
        _wavering(rows),
    )


def _wavering(rows: Sequence[Row]) -> Rate:
    passed: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row.score is not None:
            passed[row.case_id].append(row.score >= PASS_MARK)
    repeated = [found for found in passed.values() if len(found) > 1]
    return Rate(sum(len(set(found)) > 1 for found in repeated), len(repeated))
