"""Whether graders still agree as well as they did when somebody accepted them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.reporting.gathered import BadReport, Contestant, Dataset, Gathered
from evals.reporting.rule import FIGURE
from evals.statistics.conclusion import MARGIN, not_worse
from evals.statistics.figures import FIGURES
from evals.statistics.interval import Interval
from evals.statistics.paired import Plan, compared
from evals.statistics.score_table import Human, ScoreTable, joined

MOST_UNSCORED = 0.02
NOW, ACCEPTED = "now", "accepted"


class Answer(BaseModel):
    """``content`` is a hash of question, reference and answer; ``score`` is None where the grader gave none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    content: str
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None


class Accepted(BaseModel):
    """One grader on one dataset: the kappa's interval must not begin below ``floor``. ``answers`` are by case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    grader: str
    version: str
    floor: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
    most_unscored: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = MOST_UNSCORED
    answers: Annotated[dict[str, Answer], Field(min_length=1)]


class Baseline(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    accepted: Annotated[list[Accepted], Field(min_length=1)]


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Finding:
    outcome: Outcome
    text: str


def accepted(found: Gathered) -> Baseline:
    """
    What the store holds of every grader that may be chosen; each floor is the lower end of its kappa, less 0.05.

    Raises BadReport where a kappa is undefined, or a row is missing or an error: what is accepted must be whole.
    """
    made = [
        _accepted(dataset, each)
        for dataset in found.datasets
        for each in dataset.contestants
        if each.name == each.grader and each.name in dataset.contenders
    ]
    if not made:
        raise BadReport("the store holds no grader to accept; fill it with python -m evals run")
    return Baseline(accepted=made)


def _accepted(dataset: Dataset, each: Contestant) -> Accepted:
    kappa = _kappa(dataset.table, each.name)
    left = each.missing + each.statuses["error"]
    if left or kappa.low is None:
        why = f"{left} answers without a grade; run again" if left else f"no interval: {kappa.note}"
        raise BadReport(f"{dataset.name}: {each.name} cannot be accepted ({why})")
    return Accepted(
        dataset=dataset.name,
        grader=each.grader,
        version=each.version,
        floor=max(round(kappa.low - MARGIN, 2), -1.0),
        answers={name: Answer(content=row.content, score=row.score) for name, row in each.rows.items()},
    )


def judged(found: Gathered, baseline: Baseline) -> list[Finding]:
    """A finding for each thing that is checked; of a grader that is not whole only that."""
    datasets = {dataset.name: dataset for dataset in found.datasets}
    return [finding for known in baseline.accepted for finding in _judged(datasets.get(known.dataset), known)]


def _judged(dataset: Dataset | None, known: Accepted) -> Iterator[Finding]:
    name = f"{known.dataset}: {known.grader}"
    each = dataset.contestant(known.grader) if dataset else None
    if dataset is None or each is None:
        yield Finding(Outcome.INCOMPLETE, f"{name} has no row in the store; run it")
        return
    same = [case for case, answer in known.answers.items() if _content(each, case) == answer.content]
    left = each.missing + each.statuses["error"]
    if left or len(same) < len(known.answers):
        yield Finding(
            Outcome.INCOMPLETE,
            f"{name}: {left} answers have no row or an error, and of the {len(known.answers)} accepted ones "
            f"{len(known.answers) - len(same)} are missing or edited; run again, or accept a new baseline",
        )
        return
    yield _floor(name, _kappa(dataset.table, each.name), known.floor)
    yield _unscored(name, each, known.most_unscored)
    yield _regression(name, dataset, each, known)


def _floor(name: str, kappa: Interval, floor: float) -> Finding:
    if kappa.low is None:
        return Finding(Outcome.FAILED, f"{name}: kappa has no interval ({kappa.note}), so that no floor is shown")
    good = kappa.low >= floor
    word = "is not below" if good else "is below"
    text = f"{name}: kappa {kappa.value:.3f} [{kappa.low:.3f}, {kappa.high:.3f}]: the lower end {word} {floor:g}"
    return Finding(Outcome.PASSED if good else Outcome.FAILED, text)


def _unscored(name: str, each: Contestant, most: float) -> Finding:
    count, of = each.statuses["unscored"], len(each.rows)
    good = count <= most * of
    text = f"{name}: {count} of {of} answers without a score, at most {most:.0%} allowed"
    return Finding(Outcome.PASSED if good else Outcome.FAILED, text)


def _regression(name: str, dataset: Dataset, each: Contestant, known: Accepted) -> Finding:
    """Over the accepted answers, joined by their ids."""
    cases = {case: dataset.cases[case] for case in known.answers}
    table = joined(
        {case: Human(found.question_id, found.score, found.split) for case, found in cases.items()},
        {
            NOW: {case: each.rows[case].score for case in cases},
            ACCEPTED: {case: answer.score for case, answer in known.answers.items()},
        },
    )
    found = compared(table, Plan([(NOW, ACCEPTED)]))[0]
    shown = found.difference
    if shown.low is None or shown.high is None:
        return Finding(Outcome.FAILED, f"{name}: cannot be held against what was accepted ({shown.note})")
    good = not_worse(found, MARGIN)
    word = "not worse" if good else "not shown to be no worse"
    text = f"{name}: kappa {shown.value:+.3f} [{shown.low:+.3f}, {shown.high:+.3f}] against version {known.version}"
    return Finding(Outcome.PASSED if good else Outcome.FAILED, f"{text}: {word} by {MARGIN:g}")


def _kappa(table: ScoreTable, grader: str) -> Interval:
    return FIGURES[FIGURE].bootstrapped(table.pairs(grader))


def _content(each: Contestant, case: str) -> str:
    row = each.rows.get(case)
    return row.content if row else ""


def read_baseline(path: Path) -> Baseline:
    """Raises BadReport."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadReport(f"{path} cannot be read ({error.strerror}); make it with gate --accept") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadReport(f"{path} holds no baseline ({place}: {first['msg']}); make it with gate --accept") from error


def exit_code(findings: list[Finding]) -> int:
    """0 passed, 1 failed, 3 incomplete; what failed is told before what is missing."""
    outcomes = {finding.outcome for finding in findings}
    return 1 if Outcome.FAILED in outcomes else 3 if Outcome.INCOMPLETE in outcomes else 0
