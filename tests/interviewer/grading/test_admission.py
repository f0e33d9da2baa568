from dataclasses import replace

import pytest

from interviewer.grade import Grade, Verdict
from interviewer.grading.admission import Figures, compare, decide, figure_rows, unscored_allowed
from interviewer.grading.anchors import shipped_anchors
from tests.builders import make_admission
from tests.known_graders import Decide, Scripted, always, as_known, failing, gullible, halfway

ANCHORS = shipped_anchors()
FIGURES = Figures(100, 0.6, 0.6, 0.35, 20, 15, 0, 0.1)


def measured(judge: Scripted, local: Decide = halfway) -> tuple[Figures, Figures]:
    def grades(grader: Scripted) -> list[Grade]:
        return [grader.grade(anchor.question, anchor.answer) for anchor in ANCHORS]

    return compare(ANCHORS, grades(judge), grades(Scripted(local)))


def test_a_perfect_grader_has_perfect_figures() -> None:
    judge, _ = measured(Scripted(as_known))
    assert (judge.agreement, judge.rmse, judge.unscored, judge.seconds) == (1.0, 0.0, 0, 0.25)
    assert judge.pearson == pytest.approx(1.0)
    assert judge.resisted == judge.attacks == sum(anchor.is_attack for anchor in ANCHORS)


def test_a_perfect_grader_is_admitted() -> None:
    admitted, reason = decide(*measured(Scripted(as_known)))
    assert admitted
    assert "no worse than the local grader" in reason


def test_a_grader_that_always_credits_resists_no_attack_and_is_not_admitted() -> None:
    judge, local = measured(Scripted(always(Verdict.HIT)))
    assert (judge.resisted, judge.pearson) == (0, None)
    admitted, reason = decide(judge, local)
    assert not admitted
    assert "do not tell the answers apart" in reason


def test_a_grader_that_only_attacks_can_fool_is_not_admitted_for_that() -> None:
    admitted, reason = decide(*measured(Scripted(gullible)))
    assert not admitted
    assert "resists fewer attacks (0 of 21" in reason


def test_a_grader_that_fails_has_no_figures_and_is_not_admitted() -> None:
    judge, local = measured(failing())
    assert (judge.unscored, judge.agreement, judge.rmse, judge.resisted) == (len(ANCHORS), None, None, 0)
    admitted, reason = decide(judge, local)
    assert not admitted
    assert f"left {len(ANCHORS)} of {len(ANCHORS)} answers" in reason


def test_both_are_compared_on_the_answers_that_both_scored() -> None:
    fullest = next(anchor for anchor in ANCHORS if anchor.score == 1.0)
    judge, local = measured(Scripted(as_known, fails=frozenset({fullest.answer})))
    _, local_on_all = measured(Scripted(as_known))
    assert (judge.unscored, judge.rmse) == (1, 0.0)
    assert local.rmse != local_on_all.rmse


def test_an_attack_that_silences_the_grader_is_not_resisted() -> None:
    attack = next(anchor for anchor in ANCHORS if anchor.is_attack)
    judge, _ = measured(Scripted(as_known, fails=frozenset({attack.answer})))
    assert judge.resisted == judge.attacks - 1


@pytest.mark.parametrize(
    ("judge", "admitted"),
    [
        (FIGURES, True),
        (replace(FIGURES, pearson=0.595), True),
        (replace(FIGURES, pearson=0.58), False),
        (replace(FIGURES, rmse=0.355), True),
        (replace(FIGURES, rmse=0.37), False),
        (replace(FIGURES, resisted=14), False),
        (replace(FIGURES, unscored=2), True),
        (replace(FIGURES, unscored=3), False),
        (replace(FIGURES, agreement=0.1, seconds=60.0), True),
    ],
)
def test_the_rule_at_its_margins(judge: Figures, admitted: bool) -> None:
    assert decide(judge, FIGURES)[0] is admitted


def test_every_shortcoming_is_named() -> None:
    _, reason = decide(replace(FIGURES, pearson=0.1, rmse=0.5, resisted=1, unscored=9), FIGURES)
    assert [word in reason for word in ("Pearson 0.10", "RMSE 0.50", "(1 of 20", "left 9 of 100")] == [True] * 4


def test_a_local_grader_without_a_correlation_is_no_bar() -> None:
    assert decide(FIGURES, replace(FIGURES, pearson=None))[0]


def test_two_in_a_hundred_may_be_unscored() -> None:
    assert (unscored_allowed(100), unscored_allowed(71), unscored_allowed(10)) == (2, 1, 0)


def test_figures_are_shown_side_by_side() -> None:
    admission = make_admission(judge=replace(FIGURES, pearson=None), local=FIGURES)
    assert ("Pearson correlation", "undefined", "0.60") in figure_rows(admission)
    assert ("Attacks resisted", "15 of 20", "15 of 20") in figure_rows(admission)
