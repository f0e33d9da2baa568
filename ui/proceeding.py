"""The interviewer acts: what it says is drawn as it comes, up to the candidate's next turn."""

from collections.abc import Iterator
from itertools import chain
from time import monotonic, sleep

import streamlit as st

from interviewer.errors import InterviewerError
from interviewer.flow import Assess, AssessReply, Done, Listen, Move, Work
from interviewer.interview import Event, Interview
from interviewer.service import Service
from interviewer.wording import Piece
from knowledge.errors import KnowledgeError
from ui import components, session

DOUBLE_CLICK_SECONDS = 0.7


def due(move: Move) -> bool:
    """Whether it is the interviewer's turn."""
    return not isinstance(move, Listen | Work | Done)


def proceed(service: Service, interview: Interview, move: Move) -> None:
    """Has the interviewer act up to the candidate's next turn, then draws the page anew."""
    # A practice needs nothing of the library.
    if not components.is_practice(interview) and not components.wait_for(session.loading()):
        st.button("Try again", on_click=session.load_again)
        return
    began = monotonic()
    steps = service.proceed(interview.id)
    try:
        with st.spinner("Assessing\u2026" if isinstance(move, Assess | AssessReply) else "One moment\u2026"):
            first = next(steps, None)
        _speak(chain([] if first is None else [first], steps))
    except (KnowledgeError, InterviewerError) as error:
        components.failure(error)
        st.button("Try again", key="proceed-again")
        return
    # The buttons of the next question come only when the second click of a double click has passed.
    sleep(max(0.0, DOUBLE_CLICK_SECONDS - (monotonic() - began)))
    st.rerun()


def _speak(steps: Iterator[Piece | Event]) -> None:
    """Draws each utterance as it comes; a piece that restarts takes back what was drawn of its utterance."""
    place, said = None, ""
    for step in steps:
        if not isinstance(step, Piece):
            place, said = None, ""
            continue
        if place is None:
            place = components.utterance("assistant").empty()
        said = step.text if step.restart else said + step.text
        with place:
            components.inert(said)
