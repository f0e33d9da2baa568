"""What outlives one run of a page: the service and its loading per process, the interview per tab."""

import os
import secrets
from dataclasses import dataclass
from functools import partial

import streamlit as st

from interviewer.bootstrap import build_service, prepare
from interviewer.errors import InterviewerError, StaleAnswer
from interviewer.interview import Intent
from interviewer.service import Service
from interviewer.settings import Settings, load_settings
from knowledge.library import Progress
from ui.loading import Loading, OnDemand

ANSWER_BOX = "answer"


@dataclass(frozen=True)
class Refused:
    """Why something was not done; ``text`` is what a candidate wrote in vain, kept so that it can be copied."""

    text: str
    reason: str


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Raises SettingsInvalid."""
    return load_settings(os.environ)


@st.cache_resource(show_spinner=False)
def service() -> Service:
    """Raises SettingsInvalid and StoreUnavailable."""
    return build_service(settings())


@st.cache_resource(show_spinner=False)
def loading() -> Loading:
    """The one preparation of this process; it has started when this returns."""
    return Loading(partial(_prepare, settings(), service()))


def load_again() -> None:
    loading.clear()


@st.cache_resource(show_spinner=False)
def model_check() -> OnDemand:
    """The check of the connected model, the same for all tabs."""
    broken = "the check broke off; the terminal of the server says why"
    return OnDemand(lambda: Loading(partial(_check_model, loading(), service()), broken))


def _check_model(prepared: Loading, service: Service, progress: Progress) -> list[str]:
    progress("waiting for the local grader", 0, 0)
    while prepared.is_running():
        prepared.wait(1.0)
    if service.examiner.check:
        service.examiner.check.run(progress)
    return []


def _prepare(settings: Settings, service: Service, progress: Progress) -> list[str]:
    progress("opening the library and its vector store", 0, 0)
    notices = prepare(settings, service, progress)
    progress("loading the embedding model", 0, 0)
    service.library.search("ready", 1)
    return notices


def interview_id() -> str | None:
    """The interview of this tab."""
    chosen = st.session_state.get("interview")
    return str(chosen) if chosen else None


def keep_address() -> None:
    """
    The address names the interview, so that a refresh or a second tab resumes it.

    It is read once in a tab's life. From then on the tab's own state counts, since changing pages drops the
    parameters, and an event that was on its way may still carry old ones.
    """
    if "interview" not in st.session_state:
        st.session_state["interview"] = st.query_params.get("interview")
    elif interview_id() != st.query_params.get("interview"):
        _name_in_address(interview_id())


def next_interview_id() -> str:
    """The same until an interview is entered, so that a double click begins one interview and not two."""
    return str(st.session_state.setdefault("next_interview", secrets.token_hex(16)))


def enter(interview_id: str) -> None:
    st.session_state["interview"] = interview_id
    st.session_state.pop("next_interview", None)
    st.session_state.pop("refused", None)
    _name_in_address(interview_id)


def leave(reason: str = "") -> None:
    """Goes back to where an interview begins; the reason is shown there."""
    st.session_state["interview"] = None
    st.session_state["refused"] = Refused("", reason) if reason else None
    _name_in_address(None)


def _name_in_address(interview_id: str | None) -> None:
    if interview_id:
        st.query_params["interview"] = interview_id
    elif "interview" in st.query_params:
        del st.query_params["interview"]


def submit_answer(interview_id: str, sequence: int) -> None:
    """Sends what is in the answer box; ``sequence`` is the number of events that the candidate saw."""
    submit(interview_id, sequence, str(st.session_state[ANSWER_BOX]), None)


def submit(interview_id: str, sequence: int, text: str, intent: Intent | None) -> None:
    try:
        service().submit(interview_id, sequence, text, intent)
    except StaleAnswer as error:
        # A late click on a button has no words that could be lost: the page is drawn as it stands now.
        if intent is None:
            st.session_state["refused"] = Refused(text, str(error))
    except InterviewerError as error:
        st.session_state["refused"] = Refused(text, str(error))
    else:
        st.session_state.pop("refused", None)


def refused() -> Refused | None:
    found = st.session_state.get("refused")
    return found if isinstance(found, Refused) else None
