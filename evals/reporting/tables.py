"""The tables of one dataset, as texts in cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.reporting.gathered import Contestant
from evals.reporting.rule import FIGURE, turned
from evals.reporting.section import SHOWN, Section
from evals.statistics.conclusion import Conclusion, concluded, in_words
from evals.statistics.figures import FIGURES
from evals.statistics.floors import FLOORS
from evals.statistics.interval import Interval
from evals.statistics.rate import Rate


@dataclass(frozen=True)
class Table:
    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(section: Section) -> list[Table]:
    found = [_headline(section), _completeness(section), _matrix(section), _contrasts(section)]
    if section.cells:
        found.append(_splits(section))
    return [*found, _provenance(section)]


def _headline(section: Section) -> Table:
    head = ["grader", *(FIGURES[name].label for name in SHOWN), "first in samples", "ms an answer", "cost of 1,000"]
    rows = []
    for line in section.headlines:
        each = section.dataset.contestant(line.grader)
        standing = section.standings.get(line.grader)
        rows.append(
            [
                f"{line.grader} (to be beaten)" if line.grader in FLOORS else line.grader,
                *(shown(line.common[name]) for name in SHOWN),
                f"{standing.first:.0%}" if standing else "",
                _milliseconds(each),
                _cost(each),
            ]
        )
    note = (
        "Over the answers that all of them scored, with 95 % intervals by bootstrap over questions. Rows to be beaten: "
        "one score for all, the answer's length, and the words of the key points repeated. Copied rows have no time."
    )
    return Table("Graders", note, head, rows)


def _completeness(section: Section) -> Table:
    rows = []
    for line in section.headlines:
        each, counts = section.dataset.contestant(line.grader), line.completeness
        rows.append(
            [
                line.grader,
                f"{counts.scored} of {counts.asked}",
                *(["", "", ""] if each is None else _statuses(each)),
                *(shown(kind[FIGURE]) for kind in (line.own, line.common, line.worst)),
                "" if each is None or not each.wavering.of else rate(each.wavering),
            ]
        )
    head = [
        "grader",
        "scored",
        "refused",
        "errors",
        "not asked",
        "kappa, own",
        "kappa, common",
        "kappa, worst",
        "wavers",
    ]
    note = (
        "own: the answers that the grader scored; common: those that all scored; worst: where it gave no score, the "
        "end of the scale that is farther from the given one. wavers: answers graded more than once that passed in one "
        "run and failed in another."
    )
    return Table("Answers without a score", note, head, rows)


def _matrix(section: Section) -> Table:
    names = list(section.dataset.table.scores)
    found = {(each.first, each.second): each for each in section.differences}
    found |= {(each.second, each.first): turned(each) for each in section.differences}
    marks = {Conclusion.BETTER: "better", Conclusion.WORSE: "worse", Conclusion.ALIKE: "alike"}
    rows = []
    for first in names:
        cells = []
        for second in names:
            each = found.get((first, second))
            value = each.difference.value if each else None
            cells.append("" if each is None or value is None else f"{value:+.2f} {marks.get(concluded(each), '?')}")
        rows.append([first, *cells])
    note = (
        "Quadratic kappa of the row less that of the column, over the answers that both scored. better and worse: p at "
        "most 0.05 after Holm over all pairs; alike: the whole interval is within 0.05; ?: neither is shown."
    )
    return Table("Every grader against every other", note, ["", *names], rows)


def _contrasts(section: Section) -> Table:
    rows = []
    for each in section.differences:
        p, q = ("" if chance is None else f"{chance:.3g}" for chance in (each.adjusted, each.permuted_adjusted))
        least = "" if each.detectable is None else f"{each.detectable:.2f}"
        contrast = f"{each.first} less {each.second}"
        rows.append(
            [
                contrast,
                shown(each.difference, sign=True),
                p,
                q,
                least,
                f"{each.answers} / {each.questions}",
                in_words(each),
            ]
        )
    head = ["contrast", "difference of kappa", "p", "p, permuted", "smallest found", "answers / questions", "in words"]
    note = (
        "Paired: the same samples of questions for both. p goes with the interval, the permuted one is of the two "
        "graders swapping their scores; both are after Holm over all pairs. smallest found: the difference that four "
        "of five such comparisons would find."
    )
    return Table("Differences", note, head, rows)


def _splits(section: Section) -> Table:
    splits = list(dict.fromkeys(cell.split for cell in section.cells))
    cells = {(cell.grader, cell.split): cell for cell in section.cells}
    rows = [
        [name, *(shown(cells[name, split].figures[FIGURE]) for split in splits)]
        for name in section.dataset.table.scores
    ]
    note = (
        "Quadratic kappa on each part of the dataset as published, from what is most like the training answers to "
        "what is least."
    )
    return Table("Parts of the dataset", note, ["grader", *(split or "no name" for split in splits)], rows)


def _provenance(section: Section) -> Table:
    rows = []
    for each in section.dataset.contestants:
        times = [row.at for row in each.rows.values() if row.at]
        rungs = sorted({row.rung for row in each.rows.values() if row.rung})
        reasons = "; ".join(f"{count} x {reason}" for reason, count in each.reasons.most_common(3))
        when = f"{min(times)} to {max(times)}" if times else ""
        rows.append([each.name, each.version, each.model, str(each.runs), ", ".join(rungs), when, reasons])
    head = ["grader", "version", "model", "runs", "rungs", "graded (UTC)", "commonest reasons without a score"]
    note = "Figures are those of the first run. A rung is the way a language model was made to give a form."
    return Table("Where the scores come from", note, head, rows)


def shown(found: Interval, *, sign: bool = False) -> str:
    kind = "+.2f" if sign else ".2f"
    if found.value is None:
        return found.note or "undefined"
    if found.low is None or found.high is None:
        return f"{found.value:{kind}}"
    return f"{found.value:{kind}} [{found.low:{kind}}, {found.high:{kind}}]"


def rate(found: Rate) -> str:
    bounds = found.bounds
    if bounds is None:
        return "none counted"
    return f"{found.hits}/{found.of} [{bounds[0]:.0%}, {bounds[1]:.0%}]"


def _statuses(each: Contestant) -> list[str]:
    return [str(each.statuses["unscored"]), str(each.statuses["error"]), str(each.missing)]


def _milliseconds(each: Contestant | None) -> str:
    return "" if each is None or each.milliseconds is None else f"{each.milliseconds:.1f}"


def _cost(each: Contestant | None) -> str:
    if each is None:
        return ""
    return "not known" if each.cost is None else f"{each.cost:.4f}" if each.cost else "0"
