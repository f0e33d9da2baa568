"""An interview that lies in the page's own database, and what is drawn of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from interviewer.database import open_database
from interviewer.grade import Verdict
from interviewer.interview import Closed, Event, Intent, Interview, Speech, Started
from interviewer.store import Store
from tests.builders import Script, make_grade

ID = "an-interview"
SECONDS = 60
SAID = "It keeps the biggest number of each window."
VERDICTS = (Verdict.HIT, Verdict.PARTIAL, Verdict.MISSED)


def answered() -> Script:
    """One closed question, of which one point each is a hit, partial and missed."""
    return Script().asked().heard(Intent.ANSWER, SAID).assessed(make_grade(*VERDICTS)).said(Speech.ACKNOWLEDGEMENT)


def ended(script: Script) -> Script:
    script.events.append(Closed(script.now, "all questions asked"))
    return script.said(Speech.FAREWELL)


class Held:
    """The folder of the page's data, with one interview in it."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(open_database(folder))

    def keep(self, script: Script) -> None:
        started, *later = script.events
        assert isinstance(started, Started)
        self._store.create(ID, started)
        for number, event in enumerate(later, 1):
            self._store.append(ID, number, event)

    def append(self, event: Event) -> None:
        assert self._store.append(ID, len(self.interview.events), event)

    @property
    def interview(self) -> Interview:
        return self._store.load(ID)


@contextmanager
def page_data(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """What the page reads from then on is in that folder."""
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(folder))
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(cache))
    st.cache_resource.clear()
    yield Held(folder)
    st.cache_resource.clear()


def transcript_page() -> None:
    from ui import session
    from ui.transcript import transcript

    transcript(session.service().interview("an-interview"))


def report_page() -> None:
    from ui.views import report

    report.page()


def drawn(page: Callable[[], None], *opened: str) -> AppTest:
    """The page with these expanders open."""
    app = AppTest.from_function(page, default_timeout=SECONDS)
    for key in opened:
        app.session_state[key] = True
    return ran(app.run())


def ran(app: AppTest) -> AppTest:
    """As it is once nothing is waited for any more."""
    deadline = monotonic() + SECONDS
    while app.status and monotonic() < deadline:
        app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    return ran(next(button for button in app.button if button.label == label).click().run())


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in app.text)


def captions(app: AppTest) -> str:
    return "\n".join(element.value for element in app.caption)
