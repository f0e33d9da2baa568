import json

import pytest

from interviewer.grade import Verdict
from interviewer.interview import Assessed, Intent, Plan, Speech, Started
from interviewer.report import escape, report, to_json
from interviewer.report_markdown import to_markdown
from tests.builders import NOON, Script, make_grade, make_question, make_unscored

GOOD = make_grade(Verdict.HIT, Verdict.HIT, Verdict.MISSED, score=0.8)


def answered(script: Script, topic: str = "Pooling", text: str = "an answer") -> Script:
    script.asked(make_question(f"On {topic}?", topic=topic)).heard(Intent.ANSWER, text)
    return script.assessed(GOOD).said(Speech.ACKNOWLEDGEMENT)


def test_a_skipped_question_counts_nothing() -> None:
    script = answered(Script()).asked().heard(Intent.SKIP).said(Speech.MOVING_ON)
    assert report(script.interview, script.now).score == pytest.approx(0.4)


def test_an_unscored_question_does_not_count() -> None:
    script = answered(Script()).asked().heard(Intent.ANSWER).assessed(make_unscored()).said(Speech.ACKNOWLEDGEMENT)
    made = report(script.interview, script.now)
    assert made.score == pytest.approx(0.8)
    assert made.unscored == 1


def test_without_any_grade_there_is_no_score() -> None:
    script = Script().asked()
    assert report(script.interview, script.now).score is None


def test_hints_are_paid_for_in_one_score_only() -> None:
    script = Script().asked().heard(Intent.TAKE_HINT).said(Speech.HINT).heard(Intent.ANSWER)
    script.assessed(GOOD).said(Speech.ACKNOWLEDGEMENT)
    made = report(script.interview, script.now)
    assert made.score == pytest.approx(0.72)
    assert made.score_without_hints == pytest.approx(0.8)


def test_subjects_are_kept_apart() -> None:
    script = answered(answered(Script(), "Pooling"), "Dropout")
    assert [s.topic for s in report(script.interview, script.now).subjects] == ["Pooling", "Dropout"]


def test_json_holds_every_answer() -> None:
    script = answered(Script(), text="exact words")
    made = json.loads(to_json(report(script.interview, script.now)))
    assert made["turns"][0]["answers"] == ["exact words"]


def test_markdown_in_an_answer_is_inert() -> None:
    script = answered(Script(), text="![x](http://evil/a.png) <script>alert(1)</script>\n# Heading")
    text = to_markdown(report(script.interview, script.now))
    assert "![x](" not in text
    assert "<script>" not in text
    assert "\n# Heading" not in text
    assert "\n> \\# Heading" in text


def test_bidirectional_characters_are_left_out() -> None:
    assert escape("a\u202eb\x1b[31m") == "ab\\[31m"


def test_a_question_that_is_open_keeps_its_reference() -> None:
    script = Script().asked()
    text = to_markdown(report(script.interview, script.now))
    assert "largest" not in text
    assert "still open" in text


def test_what_the_model_did_is_told_each_time_it_changed() -> None:
    script = Script()
    script.events[0] = Started(NOON, Plan(), "m words *only*.")
    script.asked().heard(Intent.ANSWER).assessed(make_grade(*[Verdict.HIT] * 3))
    for role in ("m words *only*.", "m grades."):
        script.events.append(Assessed(script.now, make_grade(*[Verdict.HIT] * 3), role))
    made = report(script.interview, script.now)
    assert made.model_roles == ("m words *only*.", "m grades.")
    assert "- Language model: m words \\*only\\*\\." in to_markdown(made)


def test_without_a_model_no_role_is_told() -> None:
    made = report(Script().asked().interview, NOON)
    assert made.model_roles == ()
    assert "Language model:" not in to_markdown(made)
