"""How candidates' code is kept from the machine here, and the consent to run it where it cannot be."""

from functools import partial

import streamlit as st

from interviewer.coding.checker import Checker
from knowledge.library import Progress
from ui import session
from ui.components import LOOK_SECONDS, failure, marked
from ui.loading import Loading

_BROKEN = "it could not be found out how code can be isolated; the terminal of the server says why"
_AGREED = "runs_own_code"


@st.cache_resource(show_spinner=False)
def trial() -> Loading:
    """The trial of this machine's tiers, some seconds long; it has started when this returns."""
    return Loading(partial(_try, session.desk().checker), _BROKEN)


def _try(checker: Checker, progress: Progress) -> list[str]:
    progress("trying out how code can be isolated", 0, 0)
    checker.isolation()
    return []


def isolated() -> bool:
    """Whether code may be run; tells how it is isolated, and asks for consent where it cannot be."""
    tried = trial()
    if tried.is_running():
        _trying(tried)
        return True
    if tried.error:
        failure(tried.error)
        return True
    chosen = session.desk().checker.isolation()
    if chosen.boxes is not None:
        st.caption(f":material/shield: Your code runs isolated ({marked(chosen.trials[-1].sentence)}).")
        return True
    return _consent(marked("; ".join(one.sentence for one in chosen.trials)))


@st.fragment(run_every=LOOK_SECONDS)
def _trying(tried: Loading) -> None:
    """At the end the page is drawn anew."""
    if not tried.is_running():
        st.rerun()
    st.caption(f"{tried.stage.doing}\u2026 The first check may take some seconds longer.")


def _consent(why: str) -> bool:
    if st.session_state.get(_AGREED):
        st.warning(
            "Not isolated: what you run has the same rights on this machine as you. Every result is labelled so.",
            icon=":material/warning:",
        )
        return True
    with st.container(border=True):
        st.warning("This machine cannot isolate code, so nothing is run yet.", icon=":material/warning:")
        if why:
            st.caption(f"Tried: {why}")
        st.write(
            "If it is your own code, on your own machine, it can be run without isolation: it can then read and change "
            "your files and use the network like any program that you start. Results are labelled as not isolated."
        )
        mine = st.checkbox("The code is my own, and I want to run it without isolation")
        st.button("Run my own code, not isolated", disabled=not mine, on_click=_agree)
    return False


def _agree() -> None:
    session.desk().checker.consent()
    st.session_state[_AGREED] = True
