from collections.abc import Iterator
from threading import Event

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from knowledge.library import Progress
from ui import session
from ui.components import marked
from ui.errands import Errands

PATIENCE = 10


@pytest.mark.parametrize("word", ["http://127.0.0.1/v1", "www.example.org", ":smile:", "a->b", "x@example.org"])
def test_what_would_become_a_link_or_a_symbol_is_set_as_code(word: str) -> None:
    assert marked(f"see {word} *now*") == f"see `{word}` \\*now\\*"


def shown() -> AppTest:
    def script() -> None:  # its source is run by itself, without this module's imports
        import streamlit as st

        from ui import components, session

        if session.errand("here"):
            components.awaited("here")
        st.write("below")

    return AppTest.from_function(script).run()


@pytest.fixture
def errands() -> Iterator[Errands]:
    """Those of the page."""
    st.cache_resource.clear()
    yield session.errands()
    st.cache_resource.clear()


def test_what_is_awaited_is_named_and_does_not_hold_up_what_is_below(errands: Errands) -> None:
    begun, enough = Event(), Event()

    def work(progress: Progress) -> list[str]:
        progress("grading answers", 0, 2)
        begun.set()
        enough.wait(PATIENCE)
        return []

    errands.begin("here", "", work)
    begun.wait(PATIENCE)
    app = shown()
    enough.set()
    assert ["Grading answers 0 of 2" in status.label for status in app.status] == [True]
    assert "below" in [element.value for element in app.markdown]


def test_at_the_end_of_what_was_awaited_the_page_is_drawn_anew(errands: Errands) -> None:
    errands.begin("here", "", lambda _: [str(Event().wait(0.1))])
    app = shown()
    assert not app.status
    assert [element.value for element in app.markdown] == ["below"]
