from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.grade import Grade, Graded, Unscorable, Unscored, Usage, Verdict
from interviewer.grading.ensemble import WITHOUT_MODEL, AdmittedJudge, EnsembleGrader, admitted_judge, judge_share
from interviewer.grading.examiner import Examiner
from interviewer.grading.mix import Mix, MixUnavailable
from interviewer.tally import labelled
from knowledge.question import Question
from tests.builders import GOOD_FIGURES, LOCAL_FIGURES, PROVENANCE, make_grade, make_question, make_unscored
from tests.interviewer.grading.test_examiner import examiner
from tests.interviewer.grading.test_mix import make_member, make_mix

ANSWER = "Max pooling keeps the largest value, so that the map becomes smaller."


class Saying:
    """Gives every answer the same grade, under its own name."""

    def __init__(self, name: str, grade: Grade, version: str = "1") -> None:
        self.name = name
        self.version = version
        self.asked = 0
        provenance = replace(grade.provenance, grader=name, version=version)
        self._grade = replace(grade, provenance=provenance)

    def grade(self, question: Question, answer: str) -> Grade:
        self.asked += 1
        return self._grade


def scored(name: str, score: float, verdict: Verdict = Verdict.HIT, flag: str = "") -> Saying:
    return Saying(name, replace(make_grade(*[verdict] * 3, score=score), flags=(flag,) if flag else ()))


def failed(name: str, detail: str = "the details") -> Saying:
    return Saying(name, replace(make_unscored(), detail=detail))


def judging(score: float, needs_person: str = "") -> AdmittedJudge:
    by_model = replace(PROVENANCE, model="a-model", prompt="0f", rung="json_schema", usage=Usage(100, 10))
    grade = replace(make_grade(*[Verdict.HIT] * 3, score=score), provenance=by_model, needs_person=needs_person)
    return AdmittedJudge(Saying("judge", grade), 0.6)


def silent_judge() -> AdmittedJudge:
    spent = replace(PROVENANCE, model="a-model", prompt="0f", usage=Usage(100, 10))
    return AdmittedJudge(Saying("judge", replace(make_unscored(Unscorable.MODEL_FAILED), provenance=spent)), 0.6)


def ensemble(*members: Saying, judge: AdmittedJudge | None = None, mix: Mix | None = None) -> EnsembleGrader:
    return EnsembleGrader(members, lambda: judge, lambda: mix or make_mix())


def graded(grader: EnsembleGrader, answer: str = ANSWER) -> Graded:
    grade = grader.grade(make_question(), answer)
    assert isinstance(grade, Graded)
    return grade


def test_members_are_weighed() -> None:
    assert graded(ensemble(scored("first", 0.8), scored("second", 0.4))).score == pytest.approx(0.7)


def test_a_member_without_a_score_is_left_out_with_its_reason() -> None:
    grade = graded(ensemble(failed("first"), scored("second", 0.4)))
    assert grade.score == pytest.approx(0.4)
    assert [(o.grader, o.score, o.weight, o.reason) for o in grade.provenance.opinions] == [
        ("first", None, 0.0, "grader failed: the details"),
        ("second", 0.4, 1.0, ""),
    ]


def test_without_any_score_there_is_none_and_every_reason_is_told() -> None:
    grade = ensemble(failed("first"), failed("second", "gone")).grade(make_question(), ANSWER)
    assert isinstance(grade, Unscored)
    assert (grade.reason, grade.detail) == (
        Unscorable.GRADER_FAILED,
        "no member gave a score (first: grader failed: the details; second: grader failed: gone)",
    )


def test_what_no_offline_grader_can_read_is_told_as_they_tell_it() -> None:
    unread = replace(make_unscored(Unscorable.OTHER_LANGUAGE), detail="the answer is in German; say it in English")
    grade = ensemble(Saying("first", unread), Saying("second", unread)).grade(make_question(), ANSWER)
    assert isinstance(grade, Unscored)
    assert (grade.reason, grade.detail) == (unread.reason, unread.detail)


def test_what_only_a_language_model_can_read_has_its_score() -> None:
    unread = Saying("first", make_unscored(Unscorable.OTHER_LANGUAGE))
    assert graded(ensemble(unread, judge=judging(0.9))).score == pytest.approx(0.9)


def test_verdicts_are_those_of_the_first_member_that_has_any() -> None:
    first = graded(ensemble(scored("first", 0.8, Verdict.HIT), scored("second", 0.4, Verdict.MISSED)))
    second = graded(ensemble(failed("first"), scored("second", 0.4, Verdict.MISSED)))
    assert (first.verdicts[0].verdict, first.provenance.verdicts_by) == (Verdict.HIT, "first")
    assert (second.verdicts[0].verdict, second.provenance.verdicts_by) == (Verdict.MISSED, "second")


def test_disagreement_is_told() -> None:
    assert graded(ensemble(scored("first", 0.8), scored("second", 0.5))).disagreement == pytest.approx(0.3)


def test_a_member_without_a_weight_does_not_disagree() -> None:
    mix = make_mix(make_member("first", 1.0), make_member("second", 0.0))
    assert graded(ensemble(scored("first", 0.8), scored("second", 0.0), mix=mix)).disagreement == 0


def test_large_disagreement_needs_a_person_and_keeps_its_score() -> None:
    grade = graded(ensemble(scored("first", 0.9), scored("second", 0.3)))
    assert grade.needs_person == "the graders disagree (first 0.90, second 0.30)"
    assert grade.score == pytest.approx(0.75)


def test_agreement_on_a_score_that_is_mostly_right_needs_nobody() -> None:
    assert graded(ensemble(scored("first", 0.9), scored("second", 0.9))).needs_person == ""


def test_scores_that_are_often_wrong_need_a_person() -> None:
    assert graded(ensemble(scored("first", 0.4), scored("second", 0.4))).needs_person == (
        "scores like this one are often far from a person's"
    )


def test_an_answer_that_addresses_the_grader_needs_a_person_and_keeps_its_score() -> None:
    flagged = scored("second", 0.9, flag="addresses the grader")
    grade = graded(ensemble(scored("first", 0.9), flagged))
    assert (grade.needs_person, grade.flags) == ("the answer addresses the grader", ("addresses the grader",))
    assert grade.score == pytest.approx(0.9)


def test_an_answer_without_content_is_worth_nothing_and_no_member_is_asked() -> None:
    first = scored("first", 1.0)
    assert graded(ensemble(first), "").score == 0
    assert first.asked == 0


def test_an_answer_too_long_has_no_score() -> None:
    grade = ensemble(scored("first", 1.0)).grade(make_question(), "word " * 5000)
    assert isinstance(grade, Unscored)
    assert grade.reason is Unscorable.TOO_LONG


def test_weights_that_cannot_be_read_are_a_reason_and_no_score() -> None:
    def gone() -> Mix:
        raise MixUnavailable("the file is gone")

    grade = EnsembleGrader([scored("first", 1.0)], mix=gone).grade(make_question(), ANSWER)
    assert isinstance(grade, Unscored)
    assert (grade.reason, grade.detail) == (Unscorable.GRADER_FAILED, "the file is gone")


def test_a_judge_has_its_share_and_the_grade_is_a_language_models() -> None:
    grade = graded(ensemble(scored("first", 0.5), judge=judging(1.0), mix=make_mix(make_member("first", 1.0))))
    assert grade.score == pytest.approx(0.8)
    assert grade.provenance.language_model
    assert "language model a-model" in labelled(grade.provenance)
    assert (grade.provenance.verdicts_by, grade.provenance.usage.prompt_tokens) == ("judge", 100)


def test_what_was_measured_without_a_model_says_nothing_of_scores_with_one() -> None:
    assert graded(ensemble(scored("first", 0.9), judge=judging(0.9))).confidence is None
    assert graded(ensemble(scored("first", 0.9), scored("second", 0.9))).confidence == 0.9


def test_what_was_measured_with_all_members_says_nothing_of_scores_without_one() -> None:
    assert graded(ensemble(failed("first"), scored("second", 0.9))).confidence is None


def test_without_the_judges_score_the_grade_is_none_of_a_language_model_and_says_so() -> None:
    grade = graded(ensemble(scored("first", 0.5), scored("second", 0.5), judge=silent_judge()))
    assert grade.score == pytest.approx(0.5)
    assert not grade.provenance.language_model
    assert grade.flags == (WITHOUT_MODEL,)
    assert grade.provenance.opinions[0].reason == "model failed: the details"


def test_what_a_judge_without_a_score_has_spent_is_kept() -> None:
    grade = graded(ensemble(scored("first", 0.5), judge=silent_judge()))
    assert grade.provenance.usage.prompt_tokens == 100


def test_a_judge_alone_decides() -> None:
    grade = graded(ensemble(failed("first"), judge=judging(0.9)))
    assert grade.score == pytest.approx(0.9)


def test_what_the_judge_wants_a_person_for_is_passed_on() -> None:
    judge = judging(0.5, needs_person="the model quoted words that the answer does not say")
    assert graded(ensemble(scored("first", 0.5), judge=judge)).needs_person == (
        "the model quoted words that the answer does not say"
    )


def test_the_judge_disagrees_as_any_member() -> None:
    grade = graded(ensemble(scored("first", 0.1), judge=judging(0.9)))
    assert grade.needs_person == "the graders disagree (judge 0.90, first 0.10)"


@pytest.mark.parametrize(
    "other",
    [
        ensemble(scored("first", 0.5), Saying("second", make_grade(*[Verdict.HIT] * 3), version="2")),
        ensemble(scored("first", 0.5), scored("second", 0.5), judge=judging(0.5)),
        ensemble(scored("first", 0.5), scored("second", 0.5), mix=make_mix(version="2")),
    ],
    ids=["a member", "a judge", "the weights"],
)
def test_another_part_makes_another_version(other: EnsembleGrader) -> None:
    assert other.version != ensemble(scored("first", 0.5), scored("second", 0.5)).version


def test_the_better_of_judge_and_local_on_the_anchors_has_the_larger_share() -> None:
    assert judge_share(GOOD_FIGURES, LOCAL_FIGURES) == pytest.approx(0.35**2 / (0.35**2 + 0.1**2))
    assert judge_share(LOCAL_FIGURES, LOCAL_FIGURES) == pytest.approx(0.5)


def test_a_judge_whose_error_is_unknown_has_no_share() -> None:
    assert judge_share(replace(GOOD_FIGURES, rmse=None), LOCAL_FIGURES) == 0


def test_a_model_that_is_admitted_is_a_member(tmp_path: Path) -> None:
    found = admitted_judge(examiner(tmp_path, checked=True))
    assert found is not None
    assert (found.grader.name, found.share) == ("judge", 1.0)  # it knows every anchor


def test_a_model_that_is_not_admitted_is_none_whatever_the_setting(tmp_path: Path) -> None:
    assert admitted_judge(examiner(tmp_path, anyway=True)) is None


def test_without_a_model_there_is_no_judge() -> None:
    assert admitted_judge(Examiner(scored("local", 0.5))) is None
