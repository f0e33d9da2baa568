from pathlib import Path

from evals.candidates.candidate import CANDIDATES
from evals.candidates.checks import CHECKS, Count
from evals.candidates.sitting import Hall, Sitting
from evals.candidates.table import as_text, counted, faults
from interviewer.interview import Plan
from tests.practice import Practice


def sitting(folder: Path) -> Sitting:
    practice = Practice(folder)
    return Hall(practice.service).hold(CANDIDATES[0], Plan(questions=1), 1)


def test_a_clean_interview_has_no_faults(tmp_path: Path) -> None:
    assert faults(counted([sitting(tmp_path)])) == 0


def test_every_check_has_a_line(tmp_path: Path) -> None:
    held = [sitting(tmp_path)]
    shown = as_text(counted(held), held)
    assert all(name in shown for name in CHECKS)


def test_what_was_found_stands_with_its_interview_and_interval(tmp_path: Path) -> None:
    shown = as_text({"a miss praised": [Count(4, ("'Well done'",))]}, [sitting(tmp_path)])
    assert "25.0% [4.6%, 69.9%]" in shown
    assert "strong-1: 'Well done'" in shown


def test_what_could_not_happen_has_no_rate(tmp_path: Path) -> None:
    assert "it could not happen" in as_text({"a miss praised": [Count(0)]}, [sitting(tmp_path)])
