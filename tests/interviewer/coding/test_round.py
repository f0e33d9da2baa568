from interviewer.coding.round import RoundOutcome, left
from interviewer.grade import Unscorable
from tests.builders import make_unscored
from tests.rounds import HALF_RIGHT, PASSED, RoundScript, graded


def test_the_last_submission_counts() -> None:
    assert RoundScript().submitted(PASSED).submitted(HALF_RIGHT).round.check == HALF_RIGHT


def test_a_run_on_the_public_cases_is_no_submission() -> None:
    assert RoundScript().run(PASSED).round.check is None


def test_hints_add_up() -> None:
    assert RoundScript().hint().hint().round.hint_cost == 0.4


def test_a_follow_up_waits_for_an_answer() -> None:
    assert RoundScript().submitted().pressed().round.asked is not None


def test_an_answered_follow_up_waits_for_a_grade() -> None:
    held = RoundScript().submitted().pressed().replied("words").round
    assert held.asked is None
    assert held.replies[-1].awaits == "grade"


def test_a_graded_follow_up_is_done_with() -> None:
    held = RoundScript().submitted().pressed().replied().assessed(graded(0.7)).round
    assert held.replies[-1].awaits == ""
    assert held.replies[-1].score == 0.7


def test_an_answer_that_cannot_be_read_may_be_given_again() -> None:
    script = RoundScript().submitted().pressed().replied("x = 1").assessed(make_unscored(Unscorable.CODE))
    assert script.round.asked is not None
    assert script.replied("in words").round.replies[-1].awaits == "grade"


def test_a_grader_that_fails_asks_for_nothing_again() -> None:
    script = RoundScript().submitted().pressed().replied().assessed(make_unscored(Unscorable.GRADER_FAILED))
    assert script.round.replies[-1].awaits == ""
    assert script.round.replies[-1].score is None


def test_a_follow_up_passed_on_counts_nothing() -> None:
    assert RoundScript().submitted().pressed().replied("skip", declined=True).round.replies[-1].score == 0.0


def test_newer_code_withdraws_a_follow_up_without_an_answer() -> None:
    held = RoundScript().submitted().pressed().submitted().round
    assert held.replies[-1].withdrawn
    assert held.asked is None


def test_newer_code_leaves_an_answered_follow_up() -> None:
    held = RoundScript().submitted().pressed().replied().assessed(graded(1.0)).submitted().round
    assert not held.replies[-1].withdrawn


def test_a_round_closed_with_code_is_submitted() -> None:
    assert RoundScript().submitted().closed().round.outcome is RoundOutcome.SUBMITTED


def test_a_round_closed_without_code_is_skipped() -> None:
    assert RoundScript().run().closed().round.outcome is RoundOutcome.SKIPPED


def test_a_round_whose_interview_ended_is_left() -> None:
    held = left(RoundScript().run().round, "time is up")
    assert (held.outcome, held.closed) == (RoundOutcome.LEFT, "time is up")


def test_a_closed_round_is_not_left() -> None:
    assert left(RoundScript().closed().round, "time is up").outcome is RoundOutcome.SKIPPED


def test_finishing_passes_on_a_follow_up_that_is_open() -> None:
    assert RoundScript().submitted().pressed().closed().round.replies[-1].score == 0.0


def test_finishing_leaves_a_follow_up_that_has_its_grade() -> None:
    held = RoundScript().submitted().pressed().replied().assessed(graded(0.7)).closed().round
    assert held.replies[-1].score == 0.7
