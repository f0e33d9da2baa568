"""How things look: a text of others, which is drawn and never rendered; a failure, a wait, a chart of subjects."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interviewer.interview import Interview
from interviewer.printable import printable
from interviewer.report import Subject, escape, percent
from ui import session
from ui.loading import Loading
from ui.session import Refused

LONG = 1500
SHORTENED = 600
REFUSED_PIXELS = 200
LOOK_SECONDS = 1.0
AT_ONCE_SECONDS = 0.3
BAR_PIXELS = 30

_LINK_OR_SYMBOL = re.compile(r"://|www\.|@|:\w+:|->|<-", re.IGNORECASE)
_AVATARS = {"assistant": ":material/forum:", "user": ":material/person:"}


def inert(text: str) -> None:
    """Draws a text of a candidate, a document or a model; no character of it has a meaning."""
    st.text(printable(text), width="stretch")


def utterance(speaker: Literal["assistant", "user"]) -> DeltaGenerator:
    """An empty message of that speaker, to be drawn into."""
    return st.chat_message(speaker, avatar=_AVATARS[speaker])


def words(text: str, key: str) -> None:
    """As ``inert``; of a long text the beginning, and the whole on demand."""
    if len(text) <= LONG:
        inert(text)
        return
    inert(f"{text[:SHORTENED].rstrip()} \u2026")
    whole = st.expander(f"Show all {len(text):,} characters", key=f"whole-{key}", type="compact", on_change="rerun")
    if whole.open:
        with whole:
            inert(text)


def marked(text: str) -> str:
    """A text on one line as Markdown that shows it unchanged; what would become a link or a symbol is set as code."""
    return " ".join(
        f"`{word.replace('`', chr(39))}`" if _LINK_OR_SYMBOL.search(word) else escape(word)
        for word in printable(text).split()
    )


def failure(error: Exception | str) -> None:
    """An error of this program: its message names the thing and the remedy."""
    st.error(marked(str(error)), icon=":material/error:")


def wait_for(loading: Loading, doing: str = "Preparing. This takes a moment; the first time up to a minute.") -> bool:
    """Shows how far the work is until it has ended; False where it failed, after saying why."""
    if loading.is_running():
        place = st.empty()
        with place.status(doing, expanded=True):
            bar = st.progress(0.0)
            while loading.is_running():
                bar.progress(loading.stage.share, text=marked(loading.stage.doing))
                loading.wait(0.2)
        place.empty()
    if loading.error:
        failure(loading.error)
    for notice in loading.notices:
        st.info(marked(notice))
    return not loading.error


@st.fragment(run_every=LOOK_SECONDS)
def awaited(place: str) -> None:
    """Shows that an errand is under way, and has the page drawn anew at its end; all else on the page can be used."""
    begun = session.errand(place)
    if begun:
        begun.loading.wait(AT_ONCE_SECONDS)
    errand = session.errand(place)
    if errand is None or errand.state == "failed":
        st.rerun()
    status = st.status(marked(f"{errand.loading.stage.doing}\u2026"), expanded=True)
    status.caption("You can go on meanwhile; the page shows the result as soon as it is there.")


def refusal(refused: Refused) -> None:
    """What was not taken, with its words, ready to be copied."""
    failure(refused.reason)
    if refused.text:
        st.caption("These are your words, so that you can copy them:")
        st.code(printable(refused.text), language=None, wrap_lines=True, height=REFUSED_PIXELS)


def subjects_chart(subjects: Sequence[Subject]) -> None:
    """A bar per subject that has a score; the others are named below."""
    import altair as alt

    scored = [s for s in subjects if s.score is not None]
    if scored:
        rows = [{"subject": f"{percent(s.score)} \u00b7 {printable(s.topic)}", "score": s.score} for s in scored]
        bars = alt.Chart(alt.InlineData(values=rows)).encode(
            alt.X("score:Q", title=None).scale(domain=[0, 1]).axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
            alt.Y("subject:N", title=None, sort=None).axis(labelLimit=150),
            tooltip="subject:N",
        )
        chart = bars.mark_bar(size=16).properties(height=alt.Step(BAR_PIXELS))
        spoken = "; ".join(f"{row['subject']}" for row in rows)
        st.altair_chart(chart, alt=f"Score by subject. {spoken}")
    without = [printable(s.topic) for s in subjects if s.score is None]
    if without:
        st.caption("No score yet:")
        inert("\n".join(without))


def started(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def is_practice(interview: Interview) -> bool:
    """Whether it is a coding exercise alone."""
    return interview.plan.questions == 0


def summary(interview: Interview) -> str:
    """One line that tells one interview from another."""
    asked, rounds = len(interview.turns), len(interview.rounds)
    of, of_rounds = (f" of {most}" if most else "" for most in (interview.plan.questions, interview.plan.coding))
    parts = [] if is_practice(interview) else [f"{asked}{of} questions"]
    if is_practice(interview) and rounds:
        parts.append(f"coding: {interview.round.task.title}")
    elif interview.plan.coding:
        parts.append(f"{rounds}{of_rounds} coding rounds")
    return ", ".join([started(interview.started_at), *parts, "ended" if interview.closed else "open"])
