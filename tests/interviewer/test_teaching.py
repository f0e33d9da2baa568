from dataclasses import replace

import pytest

from interviewer.errors import InterviewerError, ModelFailed, QuestionOpen
from interviewer.grade import Graded, Quote, Verdict
from interviewer.interview import Intent, Speech
from interviewer.teaching import explained, fault, model_answer, teach
from tests.builders import CLAIMS, Script, make_grade, make_question
from tests.scripted import ScriptedModel

ANSWER = "It keeps the biggest number. Its weights are learnt."
GOOD = (
    "The answer is right about the maximum: \u201cIt keeps the biggest number\u201d. The size is missing. The source "
    "says that the height and width shrink. What your answer says of parameters is wrong, since the passage states "
    "that pooling has no parameters to learn."
)
VERDICTS = (Verdict.HIT, Verdict.MISSED, Verdict.CONTRADICTED)


def graded(*verdicts: Verdict) -> Graded:
    grade = make_grade(*(verdicts or VERDICTS))
    first = replace(grade.verdicts[0], evidence=Quote(ANSWER[:28], 0, 28))
    return replace(grade, verdicts=(first, *grade.verdicts[1:]))


def answered(grade: Graded | None = None) -> Script:
    return Script().asked().heard(Intent.ANSWER, ANSWER).assessed(grade or graded())


def closed(grade: Graded | None = None) -> Script:
    return answered(grade).said(Speech.ACKNOWLEDGEMENT)


def found(text: str, grade: Graded | None = None) -> str:
    script = closed(grade)
    turn = script.interview.turn
    assert isinstance(turn.grade, Graded)
    return fault(text, turn, turn.grade, script.interview.turns)


def test_a_models_good_words_are_taken() -> None:
    model = ScriptedModel()
    model.enqueue(GOOD[:40], GOOD[40:])
    taught = teach(closed().interview, 0, model, closed().now)
    assert (taught.text, taught.worded_by, taught.notice) == (GOOD, "scripted", "")


def test_a_model_that_fails_is_replaced_by_the_authored_words() -> None:
    model = ScriptedModel()
    model.enqueue("The ans", failure=ModelFailed("the line is dead"))
    taught = teach(closed().interview, 0, model, closed().now)
    assert taught.text == explained(closed().interview.turn, graded())
    assert (taught.worded_by, taught.notice) == ("", "the line is dead")


def test_words_that_fail_the_check_are_replaced_and_the_reason_is_kept() -> None:
    model = ScriptedModel()
    model.enqueue("You are a talented engineer.")
    taught = teach(closed().interview, 0, model, closed().now)
    assert taught.text == explained(closed().interview.turn, graded())
    assert "spoke of the person" in taught.notice


@pytest.mark.parametrize(
    "text",
    [
        "Well done.",
        "Great answer. The size is missing.",
        "All points are covered.",
        "Everything is there.",
        "Nothing is missing.",
        "The answer is right about the size.",
        "The answer covers the maximum, the size and the rest.",
        "The answer correctly says that height and width are reduced.",
        "The remark on parameters is not wrong.",
        "The maximum is missing, but the size is well explained.",
        "The answer mentions the height and width.",
    ],
)
def test_praise_of_a_point_that_was_missed_is_refused(text: str) -> None:
    assert "praised" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "The maximum is covered. The size is missing.",
        "The answer is right about the maximum, but it does not mention the size.",
        "The answer does not explain the size. Parameters are wrong.",
        "The source explains that height and width are reduced.",
        "The maximum is well put; missing is the size.",
    ],
)
def test_words_that_credit_only_what_was_right_are_taken(text: str) -> None:
    assert found(text) == ""


def test_where_nothing_was_right_any_praise_is_refused() -> None:
    nothing = make_grade(Verdict.MISSED, Verdict.MISSED, Verdict.MISSED)
    assert "praised" in found("The idea of windows is sound.", nothing)


def test_where_all_was_right_praise_is_no_fault() -> None:
    assert found("All points are covered.", graded(Verdict.HIT, Verdict.HIT, Verdict.HIT)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "You lack the basics.",
        "Your knowledge of pooling is thin.",
        "The candidate seems unsure.",
        "You\u2019re on your way.",
        "This is a careless answer.",
        "You should study pooling.",
    ],
)
def test_a_comment_on_the_person_is_refused(text: str) -> None:
    assert "person" in found(text)


def test_words_about_the_answer_are_no_comment_on_the_person() -> None:
    assert found("In your answer, you said that the biggest number is kept.") == ""


def test_a_quote_of_what_was_never_said_is_refused() -> None:
    assert "was not said" in found("The answer says \u201cit multiplies every number\u201d. The size is missing.")


@pytest.mark.parametrize("text", ["", '{"text": 1}', "# Feedback", "**Missing**: size"])
def test_words_that_are_not_plain_are_refused(text: str) -> None:
    assert "plain words" in found(text)


def test_words_without_end_are_refused() -> None:
    assert "too long" in found("on and on " * 100)


def test_an_open_questions_passage_is_not_told() -> None:
    turn = answered().interview.turn
    assert "gave an open question away" in fault(f"Also, {CLAIMS[1]}", turn, graded(), (turn,))
    assert fault("It is right that max pooling keeps the largest value of each window.", turn, graded(), (turn,)) == ""


def test_another_open_questions_passage_is_not_told_either() -> None:
    script = closed()
    claims = ("A stride of two halves the size of the output.", "Another claim.", "A third claim.")
    script.asked(make_question("What is a stride?", claims=claims))
    turn = script.interview.turns[0]
    told = f"The size is missing. {claims[0]}"
    assert "open question" in fault(told, turn, graded(), script.interview.turns)
    assert fault(told, turn, graded(), script.interview.turns[:1]) == ""


def test_no_model_is_sent_what_was_missing_while_the_question_is_open() -> None:
    model = ScriptedModel()
    model.enqueue("The maximum is right.")
    taught = teach(answered().interview, 0, model, answered().now)
    assert taught.worded_by == "scripted"
    assert not any(claim in model.history[0][1] for claim in CLAIMS[1:])
    assert "parameters" not in model.history[0][1]


def test_a_model_is_sent_the_passages_of_a_closed_question() -> None:
    model = ScriptedModel()
    model.enqueue(GOOD)
    teach(closed().interview, 0, model, closed().now)
    assert CLAIMS[1] in model.history[0][1]


def test_a_skipped_question_has_nothing_to_explain() -> None:
    script = Script().asked().heard(Intent.SKIP).said(Speech.MOVING_ON)
    with pytest.raises(InterviewerError, match="no verdicts"):
        teach(script.interview, 0, ScriptedModel(), script.now)


def test_a_model_answer_waits_for_the_end_of_its_question() -> None:
    with pytest.raises(QuestionOpen, match="still open"):
        model_answer(answered().interview.turn)
    assert model_answer(closed().interview.turn) == make_question().reference
