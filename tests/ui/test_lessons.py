"""A grade explained and a model answer shown, without a model and with one on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.interview import Intent, Speech
from tests.builders import CLAIMS, Script
from tests.model_server import ModelServer, model_server, refused, streamed
from tests.model_server import Script as Replies
from tests.ui.held import Held, answered, captions, drawn, page_data, press, texts, transcript_page

EXPLANATION = "explanation-an-interview-1"
FULL_ANSWER = "full-an-interview-1"
MODELS_WORDS = "Two points are missing; read the section on pooling."


@pytest.fixture
def held(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        held.keep(answered())
        yield held


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, held: Held) -> Iterator[ModelServer]:
    """It fails the first time, and explains the second."""
    with model_server(Replies(refused(500, "overloaded"), streamed(MODELS_WORDS))) as running:
        monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "m")
        monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", running.base_url)
        monkeypatch.setenv("INTERVIEWER_LLM_RETRIES", "0")
        yield running


def test_nothing_is_explained_before_it_is_asked_for(server: ModelServer) -> None:
    app = drawn(transcript_page, "card-1")
    assert {"Explain this grade", "Show a model answer"} <= {expander.label for expander in app.expander}
    assert "To study" not in texts(app)
    assert server.requests == []


def test_an_open_question_has_neither_explanation_nor_model_answer(held: Held) -> None:
    script = answered().asked().heard(Intent.ANSWER)
    held.append(script.events[-3])
    held.append(script.events[-2])
    app = drawn(transcript_page, "card-2", "explanation-an-interview-2", "full-an-interview-2")
    assert [expander.label for expander in app.expander] == ["Question 1: 50% \u2014 solid"]


def test_without_a_model_the_explanation_is_authored_and_says_so(held: Held) -> None:
    app = drawn(transcript_page, "card-1", EXPLANATION)
    assert "Missing: parameters. The source says" in texts(app)
    assert "Authored wording: no language model has a part in it." in captions(app)
    assert not app.button


def test_a_model_that_fails_is_named_beside_the_authored_words_and_can_be_asked_again(server: ModelServer) -> None:
    app = drawn(transcript_page, "card-1", EXPLANATION)
    assert "Missing: parameters. The source says" in texts(app)
    assert "Authored wording: m at" in captions(app)
    app = press(app, "Ask the model again")
    assert MODELS_WORDS in texts(app)
    assert "Worded by m, a language model." in captions(app)
    assert "Authored wording" not in captions(app)
    assert not app.button


def test_a_model_is_asked_once_for_a_grade(server: ModelServer) -> None:
    press(drawn(transcript_page, "card-1", EXPLANATION), "Ask the model again")
    app = drawn(transcript_page, "card-1", EXPLANATION)
    assert MODELS_WORDS in texts(app)
    assert len(server.requests) == 2


def test_the_model_answer_is_the_source_and_labelled_so(held: Held) -> None:
    app = drawn(transcript_page, "card-1", FULL_ANSWER)
    assert " ".join(CLAIMS) in texts(app)
    assert "Authored: what the source says, word for word" in captions(app)


def test_a_skipped_question_has_a_model_answer_and_nothing_to_explain(
    tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        held.keep(Script().asked().heard(Intent.SKIP).said(Speech.MOVING_ON))
        app = drawn(transcript_page, "card-1", FULL_ANSWER)
    assert " ".join(CLAIMS) in texts(app)
    assert "Explain this grade" not in [expander.label for expander in app.expander]
