"""What outlives one run of a page: the service and its loading per process, the interview per tab."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import streamlit as st

from interviewer.bootstrap import build_desk, build_graders, build_proposer, build_service, prepare
from interviewer.coding_desk import CodingDesk
from interviewer.dispute import Objection
from interviewer.errors import InterviewerError, StaleAnswer
from interviewer.grading.grader import Grader
from interviewer.interview import Intent
from interviewer.proposing import Proposer
from interviewer.service import Service
from interviewer.settings import Settings, load_settings
from knowledge.library import Progress
from ui.errands import Errand, Errands, explaining, grading_again, judging
from ui.loading import Loading, OnDemand

ANSWER_BOX = "answer"
Sitting = Literal["interview", "practice"]
SITTINGS: tuple[Sitting, ...] = ("interview", "practice")


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


@st.cache_resource(show_spinner=False, on_release=lambda desk: desk.checker.close())
def desk() -> CodingDesk:
    """Opens no box before it is asked how code is isolated, or to check some. Raises StoreUnavailable."""
    return build_desk(settings())


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


@st.cache_resource(show_spinner=False)
def proposer() -> Proposer:
    """The connected model, to propose questions from documents."""
    return build_proposer(settings())


@st.cache_resource(show_spinner=False)
def _baselines() -> Sequence[Grader]:
    """The graders that need no language model, but for the product's own."""
    own = service().examiner.local.name
    return tuple(grader for grader in reversed(build_graders(settings())) if grader.name != own)


def graders() -> Sequence[Grader]:
    """Who can grade here: the product's own first, then a connected model, which flags its grades if not admitted."""
    examiner = service().examiner
    role = examiner.role()
    judge = [examiner.grader(replace(role, grades=True))] if role else []
    return (examiner.local, *judge, *_baselines())


@st.cache_resource(show_spinner=False)
def errands() -> Errands:
    return Errands()


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


def interview_id(sitting: Sitting = "interview") -> str | None:
    """The interview of this tab, or its coding practice."""
    chosen = st.session_state.get(sitting)
    return str(chosen) if chosen else None


def keep_address() -> None:
    """
    The address names the interview and the practice, so that a refresh or a second tab resumes them.

    It is read once in a tab's life. From then on the tab's own state counts, since changing pages drops the
    parameters, and an event that was on its way may still carry old ones.
    """
    for sitting in SITTINGS:
        if sitting not in st.session_state:
            st.session_state[sitting] = st.query_params.get(sitting)
        elif interview_id(sitting) != st.query_params.get(sitting):
            _name_in_address(sitting)


def next_interview_id() -> str:
    """The same until an interview is entered, so that a double click begins one interview and not two."""
    return str(st.session_state.setdefault("next_interview", secrets.token_hex(16)))


def enter(interview_id: str, sitting: Sitting = "interview") -> None:
    st.session_state[sitting] = interview_id
    st.session_state.pop("next_interview", None)
    refuse(None)
    _name_in_address(sitting)


def leave(reason: str = "", sitting: Sitting = "interview") -> None:
    """Goes back to where an interview, or a practice, begins; the reason is shown there."""
    st.session_state[sitting] = None
    refuse(Refused("", reason) if reason else None)
    _name_in_address(sitting)


def _name_in_address(sitting: Sitting) -> None:
    chosen = interview_id(sitting)
    if chosen:
        st.query_params[sitting] = chosen
    elif sitting in st.query_params:
        del st.query_params[sitting]


def submit_answer(interview_id: str, sequence: int) -> None:
    """Sends what is in the answer box; ``sequence`` is the number of events that the candidate saw."""
    submit(interview_id, sequence, str(st.session_state[ANSWER_BOX]), None)


def submit(interview_id: str, sequence: int, text: str, intent: Intent | None) -> None:
    try:
        service().submit(interview_id, sequence, text, intent)
    except StaleAnswer as error:
        # A late click on a button has no words that could be lost: the page is drawn as it stands now.
        if intent is None:
            refuse(Refused(text, str(error)))
    except InterviewerError as error:
        refuse(Refused(text, str(error)))
    else:
        refuse(None)


def refuse(what: Refused | None) -> None:
    """Keeps what is shown as not done; None where all was."""
    st.session_state["refused"] = what


def refused() -> Refused | None:
    found = st.session_state.get("refused")
    return found if isinstance(found, Refused) else None


def errand(place: str) -> Errand | None:
    """What is under way at that place, or has failed there. Where it is done, the page is drawn anew."""
    there = errands().at(place)
    if there and there.state == "done":
        st.rerun()
    return there


def dispute(place: str, interview_id: str, turn: int, key_point: int) -> None:
    """Has the argument judged that is in the box with the key ``place``."""
    argument = str(st.session_state[place])
    st.session_state.setdefault("disputed", set()).add((interview_id, turn))
    objection = Objection(turn, key_point, argument)
    errands().begin(place, argument, judging(service(), interview_id, objection, graders()))


def disputed(interview_id: str, turn: int) -> bool:
    """Whether this tab has sent a dispute of that question."""
    return (interview_id, turn) in st.session_state.get("disputed", ())


def explain(place: str, interview_id: str, turn: int) -> None:
    """Has the connected model explain the grade of the question with that position, from 0."""
    errands().begin(place, "", explaining(service(), interview_id, turn))


def grade_again(place: str, interview_id: str, sequence: int) -> None:
    """
    Has the whole interview graded by the one that is named in the box with the key ``place``.

    ``sequence`` is the number of events that were seen.
    """
    name = str(st.session_state[place])
    grader = next(grader for grader in graders() if grader.name == name)
    errands().begin(place, name, grading_again(service(), interview_id, sequence, grader))
