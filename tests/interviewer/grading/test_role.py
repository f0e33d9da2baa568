import pytest

from interviewer.grade import Graded, Unscored
from interviewer.grading.anchors import shipped_anchors
from interviewer.grading.role import NOT_ADMITTED, ModelRole, NotAdmitted, chosen, role_of
from tests.builders import make_admission
from tests.known_graders import Scripted, as_known, failing

ANCHOR = shipped_anchors()[0]
LOCAL = Scripted(as_known, name="local")
JUDGE = Scripted(as_known, name="judge")


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (role_of("m", None, "", False), "m words the interview; it does not grade, because it is not yet checked."),
        (
            role_of("m", None, "the server is gone", False),
            "m words the interview; it does not grade, because it could not be measured: the server is gone.",
        ),
        (
            role_of("m", make_admission(False, "it is bad"), "", False),
            "m words the interview; it does not grade, because it is bad.",
        ),
        (
            role_of("m", make_admission(True, "it is good"), "", False),
            "m words the interview and grades, because it is good.",
        ),
        (
            role_of("m", make_admission(False, "it is bad"), "", True),
            "m words the interview and grades by your setting, though not admitted: it is bad.",
        ),
        (
            role_of("m", None, "", True),
            "m words the interview and grades by your setting, though not admitted: it is not yet checked.",
        ),
    ],
)
def test_a_role_in_words(role: ModelRole, sentence: str) -> None:
    assert role.sentence == sentence


def test_an_admitted_model_stays_admitted_after_trouble_and_needs_no_setting() -> None:
    assert role_of("m", make_admission(True), "the server is gone", True).admitted


@pytest.mark.parametrize("role", [None, role_of("m", None, "", False), role_of("m", make_admission(False), "", False)])
def test_local_grades_without_an_admitted_model(role: ModelRole | None) -> None:
    assert chosen(role, LOCAL, JUDGE) is LOCAL


def test_an_admitted_model_grades_without_a_label() -> None:
    assert chosen(role_of("m", make_admission(True), "", False), LOCAL, JUDGE) is JUDGE


def test_without_a_judge_local_grades_whatever_the_role() -> None:
    assert chosen(role_of("m", make_admission(True), "", False), LOCAL, None) is LOCAL


def test_grades_of_a_model_that_is_not_admitted_say_so() -> None:
    grader = chosen(role_of("m", None, "", True), LOCAL, JUDGE)
    grade = grader.grade(ANCHOR.question, ANCHOR.answer)
    assert isinstance(grade, Graded)
    assert grade.flags == (NOT_ADMITTED,)
    assert (grader.name, grader.version) == ("judge", "1")


def test_a_failure_of_a_model_that_is_not_admitted_stays_one() -> None:
    assert isinstance(NotAdmitted(failing()).grade(ANCHOR.question, ANCHOR.answer), Unscored)
