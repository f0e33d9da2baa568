from pathlib import Path

import pytest

from interviewer.errors import InterviewerError
from interviewer.grading.examiner import Examiner
from interviewer.grading.model_check import ModelCheck
from interviewer.grading.role import NOT_CHECKED
from tests.builders import NOON
from tests.known_graders import Scripted, as_known, halfway
from tests.model_server import Script, endpoint_at, model_server, said

LOCAL = Scripted(halfway, name="local")


def examiner(folder: Path, *, checked: bool = False, anyway: bool = False) -> Examiner:
    with model_server(Script(said("Red."))) as server:
        judge = Scripted(as_known, name="judge")
        check = ModelCheck(folder, endpoint_at(server.base_url, retries=0), judge, LOCAL, lambda: NOON)
        if checked:
            check.run(lambda *_: None)
    return Examiner(LOCAL, check, anyway)


def test_without_a_model_there_is_no_role_and_local_grades() -> None:
    alone = Examiner(LOCAL)
    assert alone.role() is None
    assert alone.grader(None) is LOCAL


def test_a_model_without_a_judge_cannot_be_asked_for_one() -> None:
    with pytest.raises(InterviewerError, match="INTERVIEWER_LLM_MODEL"):
        Examiner(LOCAL).judge()


def test_before_a_check_local_grades(tmp_path: Path) -> None:
    waiting = examiner(tmp_path)
    role = waiting.role()
    assert role is not None
    assert role.because == NOT_CHECKED
    assert waiting.grader(role) is LOCAL


def test_before_a_check_the_judge_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InterviewerError, match="interviewer model check"):
        examiner(tmp_path).judge()


def test_after_a_check_an_admitted_model_grades_at_once(tmp_path: Path) -> None:
    ready = examiner(tmp_path, checked=True)
    assert ready.grader(ready.role()).name == "judge"
    assert ready.judge().name == "judge"


def test_the_setting_overrules_the_want_of_a_check(tmp_path: Path) -> None:
    assert examiner(tmp_path, anyway=True).judge().name == "judge"


def test_why_nothing_could_be_measured_is_told(tmp_path: Path) -> None:
    stranded = examiner(tmp_path)
    assert stranded.check is not None
    with pytest.raises(InterviewerError):
        stranded.check.run(lambda *_: None)
    role = stranded.role()
    assert role is not None
    assert "could not be measured" in role.because
