import pytest

from evals.reporting.gathered import gathered
from evals.reporting.section import Section, section
from evals.reporting.words import advice, basis, certainty, uses
from evals.rows import Row
from tests.evals.reporting.rows_of import blind, cases, floors, near, rows

CASES = cases(questions=30)


def told(*own: list[Row], authored: bool = False, questions: int = 30) -> Section:
    known = {
        ("set", case.id): case.model_copy(update={"rated_by": "authored" if authored else "human"})
        for case in CASES[: 5 * questions]
    }
    kept = [row for some in (floors(CASES), *own) for row in some if ("set", row.case_id) in known]
    return section(gathered(known, kept).datasets[0], None)


SOUND, ROUGH = rows(CASES, "sound", near(0.1)), rows(CASES, "rough", near(0.9))


def test_one_that_is_right_nearly_always_may_decide() -> None:
    assert "it may decide alone" in uses(told(SOUND))[0]


def test_one_that_is_often_wrong_at_the_pass_mark_may_not() -> None:
    assert "let a person decide who passes" in uses(told(rows(CASES, "blind", blind)))[0]


def test_one_that_beats_no_floor_is_not_advised() -> None:
    assert advice(told(rows(CASES, "blind", blind)))[0] == "No grader meets the rule, not even without attacks."


def test_a_kind_grader_is_called_kinder() -> None:
    kind = rows(CASES, "kind", lambda case: min(case.score + 0.2, 1.0))
    assert "On average it is kinder than the given scores by 0.16." in uses(told(kind))[0]


def test_the_order_of_two_that_are_far_apart_is_sure() -> None:
    assert certainty(told(SOUND, ROUGH))[0].startswith("That sound is the best is very sure")


def test_of_one_alone_no_order_is_told() -> None:
    assert certainty(told(SOUND)) == ["sound is the only grader here: nothing shows how it stands among others."]


@pytest.mark.parametrize("authored", [True, False])
def test_authored_scores_are_called_so(authored: bool) -> None:
    assert any("not by people who rated them" in said for said in basis(told(SOUND, authored=authored))) is authored


@pytest.mark.parametrize(("questions", "few"), [(8, True), (30, False)])
def test_few_questions_are_told(questions: int, few: bool) -> None:
    assert any("questions are few" in said for said in basis(told(SOUND, questions=questions))) is few
