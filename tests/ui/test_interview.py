"""Coding rounds on the Interview page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.coding.box import Tier
from interviewer.coding.boxes.tier import Chosen, Trial
from interviewer.coding.checker import Checker
from interviewer.interview import Intent, Plan, Speech
from tests.builders import Script, make_grade
from tests.practice import Checks, NoBoxes
from tests.rounds import RoundScript
from tests.ui.held import ID, VERDICTS, Held, page_data

PATIENCE = 60


def interview_page() -> None:
    from ui import session
    from ui.views import interview

    session.keep_address()
    interview.page()


@pytest.fixture
def held(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    isolating = Chosen(NoBoxes(), (Trial(Tier.LANDLOCK),))
    monkeypatch.setattr("interviewer.bootstrap.build_checker", lambda _: Checker(lambda: isolating, NoBoxes, Checks()))
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        yield held


def mixed(held: Held, *, coding: bool) -> AppTest:
    """An interview of a question and a coding round, in the one or the other."""
    script = Script(Plan(questions=1, coding=1)).asked()
    if coding:
        script.heard(Intent.ANSWER).assessed(make_grade(*VERDICTS)).said(Speech.ACKNOWLEDGEMENT)
        script.events.extend(RoundScript().events)
        script.said(Speech.EXERCISE)
    held.keep(script)
    app = AppTest.from_function(interview_page, default_timeout=PATIENCE)
    app.query_params["interview"] = ID
    app.run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_an_open_coding_round_stands_in_place_of_the_controls_of_a_question(held: Held) -> None:
    app = mixed(held, coding=True)
    assert {"Run the public cases", "Submit", "Yes, end it"} <= set(labels(app))
    assert "Skip" not in labels(app)
    assert not app.chat_input


def test_a_question_has_no_controls_of_a_coding_round(held: Held) -> None:
    app = mixed(held, coding=False)
    assert "Skip" in labels(app)
    assert "Run the public cases" not in labels(app)
    assert app.chat_input
