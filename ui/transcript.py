"""Everything said in an interview, with the card of each question and coding round after its last word."""

import streamlit as st

from interviewer.coding.round import ExerciseSet, RoundClosed
from interviewer.flow import TURN_ENDS
from interviewer.interview import Asked, Closed, Event, Heard, Interview, Said
from ui.components import inert, marked, utterance, words
from ui.grade_card import grade_card
from ui.round_card import round_card


def transcript(interview: Interview) -> None:
    """What an open coding round holds is not in it."""
    asked = carded = 0
    set_rounds = carded_rounds = 0
    for position, event in enumerate(interview.events):
        asked += isinstance(event, Asked)
        set_rounds += isinstance(event, ExerciseSet)
        _spoken(event, position)
        if _ends_turn(event) and carded < asked:
            carded = asked
            grade_card(interview.id, asked, interview.turns[asked - 1])
        if isinstance(event, RoundClosed | Closed) and carded_rounds < set_rounds:
            carded_rounds = set_rounds
            round_card(interview.id, set_rounds, interview.rounds[set_rounds - 1])


def _ends_turn(event: Event) -> bool:
    return isinstance(event, Closed) or (isinstance(event, Said) and event.speech in TURN_ENDS)


def _spoken(event: Event, position: int) -> None:
    match event:
        case Said():
            _said(event)
        case Heard():
            with utterance("user"):
                words(event.text, f"heard-{position}")


def _said(said: Said) -> None:
    with utterance("assistant"):
        inert(said.text)
        if said.notice:
            st.caption(f"Authored wording: {marked(said.notice)}")
