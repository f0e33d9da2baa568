from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.grade import Verdict
from interviewer.interview import Intent, Interview, Outcome, Speech, Turn
from tests.builders import CLAIMS, NOON, Script, make_grade, make_question, make_unscored
from ui.grade_card import headline

HOSTILE = "<img src=x onerror=alert(1)> **bold** [a](http://b) :smile: \u202eabc\n  second line"
VERDICTS = (Verdict.HIT, Verdict.PARTIAL, Verdict.MISSED)


def drawn(interview: Interview, opened: bool = False) -> AppTest:
    def script(interview: "Interview") -> None:  # its source is run by itself, without this module's imports
        from ui.transcript import transcript

        transcript(interview)

    app = AppTest.from_function(script, args=(interview,))
    if opened:
        app.session_state["card-1"] = True
    app.run()
    assert not app.exception
    return app


def answered(answer: str = "an answer") -> Script:
    return Script().asked().heard(Intent.ANSWER, answer).assessed(make_grade(*VERDICTS))


def texts(app: AppTest) -> list[str]:
    return [element.value for element in app.text]


def markdown(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.caption))


def test_a_hostile_answer_is_drawn_as_text_only() -> None:
    app = drawn(answered(HOSTILE).interview)
    assert HOSTILE.replace("\u202e", "") in texts(app)
    assert "onerror" not in markdown(app)


def test_a_hostile_question_is_drawn_as_text_only_in_its_opened_card() -> None:
    question = make_question(HOSTILE, claims=(HOSTILE, *CLAIMS[1:]), topic=HOSTILE)
    script = Script().asked(question).heard(Intent.SKIP).said(Speech.MOVING_ON)
    app = drawn(script.interview, opened=True)
    assert "onerror" in " ".join(texts(app))
    assert "onerror" not in markdown(app)


def test_a_long_answer_is_shown_shortened() -> None:
    app = drawn(answered("word " * 1000).interview)
    assert max(map(len, texts(app))) < 700
    assert any("5,000 characters" in expander.label for expander in app.expander)


def test_an_open_turn_has_no_card_and_shows_no_claim() -> None:
    app = drawn(answered().said(Speech.FOLLOW_UP, 1).interview, opened=True)
    assert not app.expander
    assert not any(claim in " ".join(texts(app)) for claim in CLAIMS)


def test_a_folded_card_sends_no_claim() -> None:
    app = drawn(answered().said(Speech.ACKNOWLEDGEMENT).interview)
    assert [expander.label for expander in app.expander] == ["Question 1: 50% \u2014 solid"]
    assert not any(claim in " ".join(texts(app)) for claim in CLAIMS)


def test_an_opened_card_names_each_verdict_beside_its_passage() -> None:
    app = drawn(answered().said(Speech.ACKNOWLEDGEMENT).interview, opened=True)
    assert all(verdict.capitalize() in markdown(app) for verdict in VERDICTS)
    assert all(f"\u201c{claim}\u201d" in texts(app) for claim in CLAIMS)


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        (Outcome.SKIPPED, "Question 2: skipped, counts as 0%"),
        (Outcome.DECLINED, "Question 2: not answered, counts as 0%"),
        (Outcome.LEFT, "Question 2: left open, does not count"),
    ],
)
def test_a_turn_without_a_grade_is_headed_by_its_outcome(outcome: Outcome, shown: str) -> None:
    assert headline(2, Turn(make_question(), NOON, outcome=outcome)) == shown


def test_an_unscored_turn_shows_no_number() -> None:
    turn = Turn(make_question(), NOON, ("an answer",), grade=make_unscored(), outcome=Outcome.ANSWERED)
    assert headline(1, turn) == "Question 1: not scored"


def test_the_headline_counts_hints() -> None:
    turn = Turn(make_question(), NOON, ("an answer",), grade=make_grade(*VERDICTS), outcome=Outcome.ANSWERED)
    assert headline(1, replace(turn, hints=1)) == "Question 1: 45% \u2014 developing"
