"""A connected model asked for questions, on the Library page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.knowledge.desks import Shelf
from tests.model_server import Scripted, model_server, refused, said
from tests.ui.held import drawn, page_data, ran

ASKED = "Why would one choose the largest value over the mean?"


def proposing_page() -> None:
    from ui import session
    from ui.proposals import proposing

    library = session.service().library
    proposing(library, next(document.id for document in library.documents() if not document.builtin))


@pytest.fixture
def shelf(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with page_data(tmp_path, model_cache, monkeypatch):
        shelf = Shelf(tmp_path)
        shelf.put()
        yield shelf


def replying(request: dict[str, Any]) -> Scripted:
    points = [{"quote": "Padding adds zeros around the input.", "label": "choice"}]
    return said(json.dumps({"questions": [{"question": ASKED, "key_points": points}]}))


def proposed(base_url: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", base_url)
    monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "m")
    return ran(drawn(proposing_page).button[0].click().run())


@pytest.mark.usefixtures("shelf")
def test_what_a_connected_model_proposes_is_added_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(replying) as server:
        app = proposed(server.base_url, monkeypatch)
    assert [box.value for box in app.success] == ["1 question was added; look through them below before you use them."]


@pytest.mark.usefixtures("shelf")
def test_a_model_that_fails_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(lambda request: refused(401, "bad key")) as server:
        app = proposed(server.base_url, monkeypatch)
    assert "part 1 of 1" in app.error[0].value


@pytest.mark.usefixtures("shelf")
def test_without_a_model_nothing_is_offered() -> None:
    assert not drawn(proposing_page).button
