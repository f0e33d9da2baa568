"""What the graders make of answers that only a language model can read."""

import json
import time

import pytest

from interviewer.grade import Graded, Provenance, Unscorable, Unscored, Verdict
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.grader import Grader
from interviewer.grading.judge import JudgeGrader
from interviewer.grading.length import LengthGrader
from interviewer.grading.lexical import LexicalGrader
from interviewer.grading.overlap import OverlapGrader
from interviewer.grading.screen import MAX_CHARACTERS
from interviewer.model.ladder import Rung
from tests.builders import make_question
from tests.model_server import Script, endpoint_at, model_server, said

GERMAN = "Es beh\u00e4lt den gr\u00f6\u00dften Wert jedes Fensters, und die Karte wird kleiner."
CHINESE = "\u5b83\u4fdd\u7559\u6bcf\u4e2a\u7a97\u53e3\u7684\u6700\u5927\u503c\u3002"
CODE = "y = x.unfold(2, 2, 2).max(-1)"
GRADERS = (LengthGrader(), OverlapGrader(), LexicalGrader())


def judge_of(answer: str, quote: str) -> tuple[Graded, int]:
    """The judge's grade where the model finds the first key point in ``quote``, and how often it was asked."""
    verdicts = [
        {"key_point": number, "quote": quote if number == 1 else "", "verdict": "hit" if number == 1 else "missed"}
        for number in (1, 2, 3)
    ]
    reply = json.dumps({"code": "token", "verdicts": verdicts, "reason": "So."})
    with model_server(Script(said(reply, usage=(1000, 60)))) as server:
        grader = JudgeGrader(endpoint_at(server.base_url), lambda: "token", lambda: Rung.JSON_SCHEMA)
        grade = grader.grade(make_question(), answer)
    assert isinstance(grade, Graded), grade
    return grade, len(server.requests)


@pytest.mark.parametrize("grader", GRADERS, ids=lambda grader: grader.name)
@pytest.mark.parametrize(
    ("answer", "reason", "remedy"),
    [
        (GERMAN, Unscorable.OTHER_LANGUAGE, "the answer is in German; say it in English"),
        (CHINESE, Unscorable.OTHER_LANGUAGE, "the answer is in Chinese; say it in English"),
        (CODE, Unscorable.CODE, "the answer is code or a formula; say in words what it does"),
    ],
)
def test_a_grader_without_a_model_gives_no_number(grader: Grader, answer: str, reason: Unscorable, remedy: str) -> None:
    grade = grader.grade(make_question(), answer)
    assert isinstance(grade, Unscored)
    assert (grade.reason, grade.detail) == (reason, remedy)


@pytest.mark.parametrize(
    ("answer", "quote", "flag"),
    [
        (GERMAN, "den gr\u00f6\u00dften Wert jedes Fensters", "the answer is in German"),
        (CHINESE, "\u6700\u5927\u503c", "the answer is in Chinese"),
        (CODE, "max(-1)", "the answer is code or a formula"),
    ],
)
def test_a_language_model_reads_it_and_it_is_flagged(answer: str, quote: str, flag: str) -> None:
    grade, asked = judge_of(answer, quote)
    assert asked == 1
    assert grade.flags == (flag,)
    assert grade.verdicts[0].verdict is Verdict.HIT
    assert grade.verdicts[0].evidence
    assert grade.verdicts[0].evidence.text == quote


@pytest.mark.parametrize("answer", ["\u89e3", "La respuesta es:", "\u7b54\u6848\u5982\u4e0b\uff1a", "L\u00f6sung:"])
def test_a_master_key_in_another_language_is_worth_nothing(answer: str) -> None:
    for grader in GRADERS:
        grade = grader.grade(make_question(), answer)
        assert isinstance(grade, Graded)
        assert grade.score == 0.0


def test_a_huge_answer_is_refused_at_once_and_no_clause_is_looked_at() -> None:
    def never(*_: object) -> list[Finding]:
        raise AssertionError("an answer too long was read")

    answer = "\ufdfa \u200b" * 400_000
    assert len(answer) > 50 * MAX_CHARACTERS
    began = time.perf_counter()
    grade = grade_by_clauses(make_question(), answer, never, Provenance("test", "1", "", 0.0))
    assert time.perf_counter() - began < 0.05
    assert isinstance(grade, Unscored)
    assert grade.reason is Unscorable.TOO_LONG
