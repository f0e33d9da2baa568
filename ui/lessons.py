"""What a closed question teaches: its grade explained, and what a full answer says."""

import streamlit as st

from interviewer.grade import Graded
from interviewer.interview import Turn
from interviewer.teaching import explained, model_answer
from ui import session
from ui.components import awaited, failure, inert, marked, words


def explanation(interview_id: str, number: int, turn: Turn, grade: Graded) -> None:
    """The grade explained once it is asked for: in a connected model's words, which are waited for, or authored."""
    place = f"explanation-{interview_id}-{number}"
    folded = st.expander("Explain this grade", key=place, icon=":material/school:", type="compact", on_change="rerun")
    if not folded.open:
        return
    with folded:
        errand = session.errand(place)
        if turn.taught is None and session.service().model and errand is None:
            session.explain(place, interview_id, number - 1)
            awaited(place)
            return
        if errand and errand.state == "under way":
            awaited(place)
            return
        if errand:
            failure(errand.loading.error)
        inert(turn.taught.text if turn.taught else explained(turn, grade))
        _whose(turn)
        if session.service().model and not (turn.taught and turn.taught.worded_by):
            st.button(
                "Ask the model again",
                key=f"again-{place}",
                on_click=session.explain,
                args=(place, interview_id, number - 1),
            )


def _whose(turn: Turn) -> None:
    if turn.taught and turn.taught.worded_by:
        st.caption(f"Worded by {marked(turn.taught.worded_by)}, a language model.")
    elif turn.taught and turn.taught.notice:
        st.caption(f"Authored wording: {marked(turn.taught.notice)}.")
    else:
        st.caption("Authored wording: no language model has a part in it.")


def full_answer(interview_id: str, number: int, turn: Turn) -> None:
    """The model answer of a closed question, sent to the browser when it is asked for."""
    folded = st.expander(
        "Show a model answer",
        key=f"full-{interview_id}-{number}",
        icon=":material/menu_book:",
        type="compact",
        on_change="rerun",
    )
    if folded.open:
        with folded:
            words(model_answer(turn), f"full-words-{number}")
            st.caption("Authored: what the source says, word for word; no language model has a part in it.")
