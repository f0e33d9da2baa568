"""The Connection page with a model on a real server, whose grades are those of a grader written by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.known_graders import Scripted, as_known, failing
from tests.model_server import ModelServer, Script, model_server, said

SECONDS = 120


@pytest.fixture
def server(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server(Script(said("Red."))) as running:
        monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(tmp_path))
        monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(model_cache))
        monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "m")
        monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", running.base_url)
        monkeypatch.setenv("INTERVIEWER_LLM_RETRIES", "0")
        st.cache_resource.clear()
        yield running
        st.cache_resource.clear()


def shown(judge: Scripted, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    def script() -> None:  # its source is run by itself, without this module's imports
        from ui.views import connection

        connection.page()

    monkeypatch.setattr("interviewer.bootstrap.build_judge", lambda *_: judge)
    return AppTest.from_function(script, default_timeout=SECONDS).run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def texts(app: AppTest) -> str:
    assert not app.exception
    return " ".join(element.value for element in app.text)


def test_before_a_check_the_page_says_so_and_asks_the_model_nothing(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(Scripted(as_known), monkeypatch)
    assert "m words the interview; it does not grade, because it is not yet checked." in texts(app)
    assert server.requests == []
    assert not app.table


def test_a_check_shows_the_role_the_figures_and_the_abilities(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(shown(Scripted(as_known), monkeypatch), "Check this model")
    assert "m words the interview and grades, because on 71 answers" in texts(app)
    assert "21 of 21" in app.table[0].value.to_string()
    assert "tested-model-0001" in texts(app)
    assert "Check again" in [button.label for button in app.button]


def test_a_model_that_is_not_admitted_is_told_why(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(shown(failing(), monkeypatch), "Check this model")
    assert "it does not grade, because it left 2 of 2 answers" in texts(app)


def test_a_server_that_is_down_is_told_and_can_be_tried_again(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    app = press(shown(Scripted(as_known), monkeypatch), "Check this model")
    assert ["cannot be reached" in error.value for error in app.error] == [True]
    assert "it could not be measured" in texts(app)
    assert "Check this model" in [button.label for button in app.button]
