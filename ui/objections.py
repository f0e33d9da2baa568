"""A key point disputed: the form with the argument, what became of it, and why it was not taken."""

import streamlit as st

from interviewer.aside import Disputed
from interviewer.dispute import MAX_ARGUMENT, disputable
from interviewer.interview import Turn
from interviewer.tally import labelled
from ui import session
from ui.components import awaited, failure, marked, refusal, words
from ui.errands import Errand
from ui.session import Refused


def objection_to(turn: Turn, key_point: int) -> Disputed | None:
    """The dispute of that key point, which there is at most one of."""
    return next((made for made in turn.disputes if made.key_point == key_point), None)


def judged_again(number: int, made: Disputed) -> None:
    """The argument, who judged it, and the words that the verdict before it rested on where those are others."""
    key = f"{number}-{made.key_point}"
    st.caption("**Your argument**")
    words(made.argument, f"argued-{key}")
    earlier = made.before.evidence
    if earlier and earlier != made.after.evidence:
        st.caption("**Your words, before the dispute**")
        words(f"\u201c{earlier.text}\u201d", f"earlier-{key}")
    if made.provenance:
        st.caption(f"Judged again by {marked(labelled(made.provenance))}.")
    else:
        st.caption(f"Not judged: {marked(made.ignored)}.")


def objection(interview_id: str, number: int, turn: Turn, key_point: int) -> None:
    """The way to dispute a key point, once; an argument that was not taken is shown with the reason."""
    place = f"argument-{interview_id}-{number}-{key_point}"
    errand = session.errand(place)
    under_way = errand is not None and errand.state == "under way"
    if key_point not in disputable(turn):
        if under_way:
            awaited(place)
        elif errand:
            refusal(Refused(errand.asked, errand.loading.error))
        return
    folded = st.expander(
        "Dispute this verdict", key=f"dispute-{place}", icon=":material/gavel:", type="compact", on_change="rerun"
    )
    if not folded.open:
        return
    with folded:
        if under_way:
            awaited(place)
        else:
            _form(place, interview_id, (number - 1, key_point), errand)


def _form(place: str, interview_id: str, position: tuple[int, int], refused: Errand | None) -> None:
    if refused:
        failure(refused.loading.error)
    with st.form(f"form-{place}", border=False):
        st.text_area(
            "Why is this verdict wrong?",
            value=refused.asked if refused else "",
            key=place,
            placeholder="Point to the words of your answer that say it, or say it in other words.",
        )
        st.caption(
            f"Once for each key point; at most {MAX_ARGUMENT:,} characters. What only the argument says earns half "
            "of the point at most; the words of the source passage, or words to the grader, earn nothing."
        )
        st.form_submit_button("Send", on_click=session.dispute, args=(place, interview_id, *position))
