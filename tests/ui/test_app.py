from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "ui" / "app.py"
SECONDS = 60


@pytest.fixture
def app(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(model_cache))
    st.cache_resource.clear()
    yield AppTest.from_file(str(APP), default_timeout=SECONDS)
    st.cache_resource.clear()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_the_first_page_offers_to_start(app: AppTest) -> None:
    app.run()
    assert [title.value for title in app.title] == ["Mock interview"]
    assert labels(app) == ["Start interview"]
    assert not app.error


def test_an_unknown_interview_is_named_and_a_new_one_offered(app: AppTest) -> None:
    app.query_params["interview"] = "nonsense"
    app.run()
    assert ["nonsense" in error.value for error in app.error] == [True]
    assert labels(app) == ["Start interview"]


def test_starting_asks_the_first_question_and_names_the_interview_in_the_address(app: AppTest) -> None:
    app.run()
    app.button[0].click().run()
    assert app.query_params["interview"]
    assert "Hint 1 (costs 10%)" in labels(app)
    assert len(app.chat_message) == 2


def test_a_bad_setting_is_shown_with_its_remedy(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_DATA_DRI", "typo")
    app.run()
    assert "INTERVIEWER" in app.error[0].value
    assert not app.button
