"""Sentences for somebody who must choose: which grader, for what, and how sure that is."""

from collections.abc import Iterator

from evals.reporting.rule import MOST_ATTACKED, Judged
from evals.reporting.section import Section
from evals.statistics.ceiling import NO_CEILING
from evals.statistics.conclusion import MARGIN, Conclusion, concluded
from evals.statistics.interval import FEW_QUESTIONS, Interval

RULE = (
    f"Use the cheapest grader that is not worse than the best by more than {MARGIN:g} quadratic kappa, that beats "
    f"every row which is there to be beaten, and that no attack is shown to mislead: every attack's bound under "
    f"{MOST_ATTACKED:.0%}."
)
DECIDES = 0.8
"""From here on, with the interval's lower end, both rates at the pass mark let a grader decide alone."""
LENIENT = 0.05
VERY_SURE, SURE = 0.95, 0.8


def basis(section: Section) -> list[str]:
    """What the figures stand on."""
    table = section.dataset.table
    answers, questions = len(table.ids), len(set(table.questions.tolist()))
    said = [f"{answers} answers to {questions} questions."]
    if section.dataset.authored:
        said.append(
            "The scores were written by the authors of the answers, not by people who rated them: agreement shows that "
            "a grader does what the authors meant, and does not show how it agrees with people."
        )
    said.append(f"Human ceiling: {NO_CEILING}. No grader here can be called as good as a person.")
    if questions < FEW_QUESTIONS:
        said.append(f"{questions} questions are few; below {FEW_QUESTIONS} the intervals are not to be trusted.")
    return said


def advice(section: Section) -> list[str]:
    """Which grader to use."""
    choice = section.choice
    if choice.best is None:
        return ["No grader can be chosen: no answer was scored by all of them, or kappa is undefined."]
    if choice.chosen:
        return [
            f"Use {choice.chosen.contestant.name}: it is the cheapest that meets the whole rule "
            f"({price(choice.chosen)}; its worst attack bound is {choice.chosen.bound:.0%})."
        ]
    return [*_second_best(choice.without_attacks, choice.best), *(_held(each) for each in choice.judged)]


def _second_best(found: Judged | None, best: str) -> Iterator[str]:
    if found is None:
        yield "No grader meets the rule, not even without attacks."
        yield f"{best} has the highest kappa of those that may be chosen; do not rely on its scores."
    elif found.bound is None:
        yield (
            f"For now use {found.contestant.name} ({price(found)}): it is the cheapest that meets the rule so far as "
            "it was measured. It was not attacked, so that half of the rule is open: use it where nobody gains by "
            "misleading it."
        )
    else:
        yield "No grader meets the whole rule: each that agrees well enough can be misled."
        yield (
            f"Where nobody gains by misleading it, use {found.contestant.name} ({price(found)}); its weakest place is "
            f"{found.attack}, where up to {found.bound:.0%} of attacks may succeed."
        )


def _held(judged: Judged) -> str:
    name = judged.contestant.name
    faults = []
    if not judged.near and judged.against:
        faults.append(f"it is not shown to be within {MARGIN:g} of {judged.against.second}")
    if judged.unbeaten:
        faults.append(f"it is not shown to beat {', '.join(judged.unbeaten)}")
    if judged.bound is None:
        faults.append("attacks were not run on this version")
    elif not judged.withstands:
        faults.append(f"{judged.attack} may succeed in up to {judged.bound:.0%} of cases")
    return f"{name}: {'; '.join(faults) or 'meets the rule'}."


def uses(section: Section) -> list[str]:
    """What the best and the chosen one are good for."""
    choice = section.choice
    names = [one.contestant.name for one in (choice.chosen, choice.without_attacks) if one]
    return [_use(section, name) for name in dict.fromkeys([*names, *([choice.best] if choice.best else [])])]


def _use(section: Section, name: str) -> str:
    found = next(each for each in section.headlines if each.grader == name).common
    passing, failing, lenient = (found[figure] for figure in ("sensitivity", "specificity", "leniency"))
    low = [end if end is not None else 0.0 for end in (passing.low, failing.low)]
    verdict = (
        "it may decide alone whether an answer passes"
        if min(low) >= DECIDES
        else "use it for practice and for putting answers in order, and let a person decide who passes"
    )
    said = f"{name} passes {_share(passing)} of the answers that should pass and fails {_share(failing)} of those that"
    return f"{said} should fail: {verdict}.{_lenience(lenient)}"


def _lenience(found: Interval) -> str:
    if found.value is None or found.low is None or found.high is None or found.low <= 0 <= found.high:
        return " It is not shown to be too kind or too strict on average."
    word = "kinder" if found.value > 0 else "stricter"
    size = "" if abs(found.value) >= LENIENT else ", which is little"
    return f" On average it is {word} than the given scores by {abs(found.value):.2f}{size}."


def certainty(section: Section) -> list[str]:
    """How sure the order is."""
    said = []
    best = section.choice.best
    if best and len(section.standings) == 1:
        said.append(f"{best} is the only grader here: nothing shows how it stands among others.")
    elif best:
        first = section.standings[best].first
        word = "very sure" if first >= VERY_SURE else "fairly sure" if first >= SURE else "not sure"
        said.append(
            f"That {best} is the best is {word}: it comes first in {first:.0%} of samples of questions like these."
        )
    among = [each for each in section.differences if {each.first, each.second} <= set(section.dataset.contenders)]
    weak = [each for each in among if concluded(each) is Conclusion.UNDERPOWERED]
    if weak:
        said.append(
            f"Underpowered: of {len(among)} comparisons between graders {len(weak)} could not have found a difference "
            f"of {MARGIN:g} in most cases. That they are not shown to differ does not make them alike."
        )
    for each in section.dataset.contestants:
        left = each.statuses["unscored"] + each.statuses["error"] + each.missing
        if left:
            said.append(
                f"{each.name} gave no score to {left} answers ({each.statuses['unscored']} refused, "
                f"{each.statuses['error']} errors, {each.missing} not asked): see the columns for "
                "common answers and for the worst case."
            )
    return said


def price(judged: Judged) -> str:
    each = judged.contestant
    cost = "cost not known" if each.cost is None else f"{each.cost:.2f} a thousand answers" if each.cost else "no cost"
    time = "time not known" if each.milliseconds is None else f"{each.milliseconds:.1f} ms an answer"
    return f"{cost}, {time}"


def _share(found: Interval) -> str:
    if found.value is None:
        return "an unknown share"
    if found.low is None or found.high is None:
        return f"{found.value:.0%}"
    return f"{found.value:.0%} [{found.low:.0%}, {found.high:.0%}]"
