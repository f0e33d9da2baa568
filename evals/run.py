"""One run of the program: datasets and graders by name, rows in a store, and the table over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import numpy as np

from evals.answers import bank_questions
from evals.budget import Budget, Price, Spending
from evals.cases import BadCases, Case, Reading
from evals.contender import Contender, NoSuchGrader, contenders
from evals.datasets.dataset import read_dataset
from evals.entry import entries
from evals.golden import golden_cases
from evals.progress import bars
from evals.report import COLUMNS, Line, lines
from evals.rows import BadStore, Columns, writing
from evals.runner import Runner, Tally, Terms
from interviewer.settings import Settings
from knowledge.question import Question

GOLDEN = "golden"
SHOWN = 10


class BadRun(Exception):
    """The message names what was asked for and cannot be, and the remedy."""


@dataclass(frozen=True)
class Wanted:
    """``graders`` by name; none means every offline one. At most ``limit`` cases of each dataset, the first."""

    graders: Sequence[str]
    datasets: Sequence[str]
    runs: int
    limit: int | None
    price: str
    budget: Budget
    concurrency: int


@dataclass(frozen=True)
class Loaded:
    """``cases`` by the dataset's name; ``problems`` name the file and the row of what was left out, and why."""

    cases: dict[str, list[Case]]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Ran:
    """``lines`` are over every row of these datasets and graders in the ``store``, this run's or an earlier one's."""

    lines: list[Line]
    tally: Tally
    problems: tuple[str, ...]
    store: Path


def carried_out(wanted: Wanted, settings: Settings, store: Path | None) -> Ran:
    """The run; its rows in ``store``, or in the data folder. Raises BadRun where it cannot begin."""
    bank = bank_questions()
    loaded = load(wanted.datasets, bank)
    if not loaded.cases:
        raise BadRun("\n".join(loaded.problems) or f"no dataset is named; there is {GOLDEN}, or name a file")
    price = _price(wanted.price)
    path = store or settings.data_dir / "evals.db"
    try:
        chosen = contenders(wanted.graders, settings, wanted.concurrency)
        if wanted.budget.money is not None and price is None and any(each.paid for each in chosen):
            raise BadRun(
                "a limit in money needs the price of tokens; give --price PROMPT,COMPLETION or use --max-calls"
            )
        asked = entries({name: cases[: wanted.limit] for name, cases in loaded.cases.items()}, bank.values())
        with writing(path, durable=any(each.paid for each in chosen)) as opened:
            for name, cases in loaded.cases.items():
                opened.put_cases(name, cases)
            spending = Spending(wanted.budget)
            with bars(chosen, len(asked) * wanted.runs, spending) as watch:
                tally = Runner(opened, Terms(_now, wanted.runs, price), spending, watch).run(asked, chosen)
            found = _chosen(opened.columns(*COLUMNS), list(loaded.cases), chosen)
    except (NoSuchGrader, BadStore) as error:
        raise BadRun(str(error)) from error
    return Ran(list(lines(found)), tally, loaded.problems, path)


def load(names: Sequence[str], bank: Mapping[str, Question]) -> Loaded:
    """The golden set by its name, or files and folders. One that cannot be used is a problem, and the others go on."""
    cases: dict[str, list[Case]] = {}
    problems = []
    for name in dict.fromkeys(names):
        if name == GOLDEN:
            cases[GOLDEN] = golden_cases(bank)
            continue
        path = Path(name)
        try:
            if path.stem in {GOLDEN, *cases}:
                raise BadCases(f"{path} has the name of another dataset, {path.stem}; rename one")
            reading = read_dataset(path)
        except BadCases as error:
            problems.append(str(error))
            continue
        cases[path.stem] = list(reading.cases)
        problems += _left_out(path, reading)
    return Loaded(cases, tuple(problems))


def _left_out(path: Path, reading: Reading) -> list[str]:
    """The first rows one by one, then the count."""
    left = len(reading.left_out)
    if not left:
        return []
    more = [f"{path}: {left - SHOWN} more rows like these"] if left > SHOWN else []
    count = f"{path}: {left} of {left + len(reading.cases)} rows are left out, the other {len(reading.cases)} are used"
    return [*reading.left_out[:SHOWN], *more, count]


def _chosen(columns: Columns, datasets: Sequence[str], contenders: Sequence[Contender]) -> Columns:
    versions = {(contender.name, contender.version) for contender in contenders}
    graders = zip(columns["grader"], columns["version"], strict=True)
    chosen = np.isin(columns["dataset"].astype(np.str_), datasets) & np.fromiter(
        (grader in versions for grader in graders), np.bool_, len(columns["grader"])
    )
    return {name: column[chosen] for name, column in columns.items()}


def _price(given: str) -> Price | None:
    if not given:
        return None
    try:
        prompt, completion = (float(part) for part in given.split(","))
    except ValueError as error:
        raise BadRun(f"the price {given!r} is not two numbers with a comma between, such as 0.15,0.60") from error
    if not (0 <= prompt < inf and 0 <= completion < inf):
        raise BadRun(f"the price {given!r} is no amount of money; give two numbers from 0 up")
    return Price(prompt, completion)


def told(ran: Ran, seconds: float) -> list[str]:
    """What was done and what was not, line by line; ``seconds`` are those of the whole run, the graders' too."""
    tally = ran.tally
    new = ", ".join(f"{tally.statuses[status]} {status}" for status in ("graded", "unscored", "error"))
    counts = f"{tally.statuses.total()} new rows ({new}), {tally.cached} copied, {tally.found} there before"
    told = [*ran.problems, f"{ran.store}: {counts}, {tally.left.total()} left"]
    told += [f"{count} left, {reason}" for reason, count in tally.left.items()]
    told += [f"{count} times {reason}" for reason, count in tally.errors.most_common(SHOWN)]
    if tally.asking:
        added = max(seconds - tally.asking, 0.0)
        told.append(f"graders {tally.asking:.1f} s, all else {added:.1f} s: {added / tally.asking:.1%} on top")
    return told


def _now() -> datetime:
    return datetime.now(UTC)
