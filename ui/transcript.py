"""Everything said in an interview, with the grade card of each question after its last word."""

import streamlit as st

from interviewer.flow import TURN_ENDS
from interviewer.interview import Asked, Closed, Heard, Interview, Said
from ui.components import inert, marked, utterance, words
from ui.grade_card import grade_card


def transcript(interview: Interview) -> None:
    closed_turns = 0
    asked = 0
    for position, event in enumerate(interview.events):
        match event:
            case Asked():
                asked += 1
            case Said():
                _said(event)
            case Heard():
                with utterance("user"):
                    words(event.text, f"heard-{position}")
        ends = isinstance(event, Closed) or (isinstance(event, Said) and event.speech in TURN_ENDS)
        if ends and closed_turns < asked:
            closed_turns = asked
            grade_card(interview.id, asked, interview.turns[asked - 1])


def _said(said: Said) -> None:
    with utterance("assistant"):
        inert(said.text)
        if said.notice:
            st.caption(f"Authored wording: {marked(said.notice)}")
