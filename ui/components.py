"""How things look: a transcript, a grade, a chart of subjects. Texts of others are drawn and never rendered."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interviewer.flow import TURN_ENDS
from interviewer.grade import Graded, PointVerdict, Provenance, Unscored, Verdict, band
from interviewer.interview import Asked, Closed, Heard, Interview, Outcome, Said, Turn
from interviewer.printable import printable
from interviewer.report import Subject, escape, percent
from ui.loading import Loading
from ui.session import Refused

LONG = 1500
SHORTENED = 600
REFUSED_PIXELS = 200
BAR_PIXELS = 30

_LOOKS: dict[Verdict, tuple[str, Literal["green", "orange", "gray", "red"]]] = {
    Verdict.HIT: (":material/check_circle:", "green"),
    Verdict.PARTIAL: (":material/contrast:", "orange"),
    Verdict.MISSED: (":material/radio_button_unchecked:", "gray"),
    Verdict.CONTRADICTED: (":material/cancel:", "red"),
}
_LINK_OR_SYMBOL = re.compile(r"://|www\.|@|:\w+:|->|<-", re.IGNORECASE)
_AVATARS = {"assistant": ":material/forum:", "user": ":material/person:"}
_UNGRADED = {
    Outcome.SKIPPED: "skipped, counts as 0%",
    Outcome.DECLINED: "not answered, counts as 0%",
    Outcome.LEFT: "left open, does not count",
    Outcome.ANSWERED: "not graded",
}


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


def refusal(refused: Refused) -> None:
    """What was not taken, with its words, ready to be copied."""
    failure(refused.reason)
    if refused.text:
        st.caption("These are your words, so that you can copy them:")
        st.code(printable(refused.text), language=None, wrap_lines=True, height=REFUSED_PIXELS)


def transcript(interview: Interview) -> None:
    """Everything said so far, and the grade card of each question after its last word."""
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
            grade_card(asked, interview.turns[asked - 1])


def _said(said: Said) -> None:
    with utterance("assistant"):
        inert(said.text)
        if said.notice:
            st.caption(f"Authored wording: {marked(said.notice)}")


def headline(number: int, turn: Turn) -> str:
    match turn.grade:
        case Graded() if turn.score is not None and turn.outcome is Outcome.ANSWERED:
            return f"Question {number}: {percent(turn.score)} \u2014 {band(turn.score)}"
        case Unscored():
            return f"Question {number}: not scored"
    return f"Question {number}: {_UNGRADED.get(turn.outcome, 'still open')}"


def grade_card(number: int, turn: Turn) -> None:
    """
    A closed turn, folded: its contents are sent to the browser when it is opened.

    Nothing is drawn of a turn that is open, since a card gives its answer away.
    """
    if turn.outcome is Outcome.OPEN:
        return
    card = st.expander(headline(number, turn), key=f"card-{number}", on_change="rerun")
    if card.open:
        with card:
            _card(number, turn)


def _card(number: int, turn: Turn) -> None:
    inert(turn.question.text)
    for position, answer in enumerate(turn.answers):
        st.caption("**Your answer**" if position == 0 else "**Your answer to the follow-up**")
        words(answer, f"answer-{number}-{position}")
    match turn.grade:
        case Graded() as grade:
            _graded(number, turn, grade)
        case Unscored() as grade:
            st.warning(f"Not scored: {marked(grade.reason)}. {marked(grade.detail)}")
            _reference(turn)
            _provenance(grade.provenance)
        case None:
            _reference(turn)
    st.caption("**Source**")
    inert("\n".join((turn.question.source.title, *turn.question.citations)))


def _graded(number: int, turn: Turn, grade: Graded) -> None:
    st.caption("**Feedback**")
    inert(grade.feedback)
    if turn.hints:
        taken = "1 hint" if turn.hints == 1 else f"{turn.hints} hints"
        st.caption(f"{percent(grade.score)} before {taken} at {turn.hint_cost:.0%} of it: {percent(turn.score)}.")
    for flag in grade.flags:
        st.caption(f":material/flag: Flag: {marked(flag)}")
    for verdict in grade.verdicts:
        _verdict(number, turn, verdict)
    _provenance(grade.provenance)


def _verdict(number: int, turn: Turn, verdict: PointVerdict) -> None:
    icon, colour = _LOOKS[verdict.verdict]
    with st.container(border=True):
        st.badge(verdict.verdict.capitalize(), icon=icon, color=colour)
        inert(turn.question.key_points[verdict.key_point].text)
        said, source = st.columns(2)
        with said:
            st.caption("**Your words**")
            if verdict.evidence:
                words(f"\u201c{verdict.evidence.text}\u201d", f"evidence-{number}-{verdict.key_point}")
            else:
                st.caption("Nothing in the answer bears on this point.")
        with source:
            st.caption("**Source passage**")
            words(f"\u201c{verdict.passage.text}\u201d", f"passage-{number}-{verdict.key_point}")


def _reference(turn: Turn) -> None:
    st.caption("**What a full answer says**")
    inert("\n".join(f"\u2022 {point.text}" for point in turn.question.key_points))


def _provenance(provenance: Provenance) -> None:
    model = f", {marked(provenance.model)}" if provenance.model else ""
    grader = f"{marked(provenance.grader)} {marked(provenance.version)}"
    st.caption(f"Graded by {grader}{model} in {provenance.seconds:.2f} s")


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


def summary(interview: Interview) -> str:
    """One line that tells one interview from another."""
    asked = len(interview.turns)
    length = f" of {interview.plan.questions}" if interview.plan.questions else ""
    state = "ended" if interview.closed else "open"
    return f"{started(interview.started_at)}, {asked}{length} questions, {state}"
