import json
from dataclasses import replace

from evals.reporting.disagreements import LONGEST, MOST, Disagreement, worst
from evals.reporting.gathered import gathered
from evals.rows import Row
from tests.evals.reporting.rows_of import cases, floors, near, rows

CASES = cases(questions=4, answer="So it is.")


def found(own: list[Row]) -> list[Disagreement]:
    known = {("set", case.id): case for case in CASES}
    return worst(gathered(known, [*floors(CASES), *own]).datasets[0], ())


def test_the_farthest_come_first_and_no_more_than_so_many() -> None:
    made = found(rows(CASES, "rough", near(0.9)))
    distances = [abs(each.given - each.graded) for each in made]
    assert len(made) == MOST
    assert distances == sorted(distances, reverse=True)


def test_a_grader_that_always_agrees_has_none() -> None:
    assert found(rows(CASES, "same", lambda case: case.score)) == []


def test_the_rows_to_be_beaten_are_not_shown() -> None:
    assert {each.grader for each in found(rows(CASES, "rough", near(0.9)))} == {"rough"}


def test_a_verdict_names_its_key_point_and_quotes_the_answer() -> None:
    verdicts = json.dumps([{"key_point": 0, "verdict": "missed", "support": 0.1, "evidence": [0, 2]}])
    own = [replace(row, verdicts=verdicts) for row in rows(CASES, "rough", near(0.9))]
    said = found(own)[0].said[0]
    assert (said.verdict, said.key_point, said.quote) == ("missed", "It is so.", "So")


def test_a_key_point_that_the_question_no_longer_has_is_told_by_its_number() -> None:
    verdicts = json.dumps([{"key_point": 9, "verdict": "missed", "support": 0.1, "evidence": None}])
    own = [replace(row, verdicts=verdicts) for row in rows(CASES, "rough", near(0.9))]
    assert found(own)[0].said[0].key_point == "key point 10"


def test_a_very_long_answer_is_cut() -> None:
    long = CASES[0].model_copy(update={"answer": "x" * (LONGEST + 7)})
    assert Disagreement("rough", long, 0.0, 1.0, ()).answer.endswith("x [7 more characters]")
