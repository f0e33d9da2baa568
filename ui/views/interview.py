"""The interview: agree on it, hold it, and see the grade of each question."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from time import monotonic, sleep

import streamlit as st

from interviewer.errors import InterviewerError, InterviewNotFound
from interviewer.flow import Assess, Done, Listen, next_move
from interviewer.interview import Event, Intent, Interview, Outcome, Plan
from interviewer.printable import printable
from interviewer.service import Service
from interviewer.wording import Piece, price
from knowledge.errors import KnowledgeError
from knowledge.question import Level
from ui import components, session
from ui.transcript import transcript
from ui.views import report

MAX_QUESTIONS = 20
MAX_MINUTES = 180
RECENT = 5
CLOCK_SECONDS = 15
DOUBLE_CLICK_SECONDS = 0.7


def page() -> None:
    service = session.service()
    interview_id = session.interview_id()
    if interview_id is not None:
        try:
            interview = service.interview(interview_id)
        except InterviewNotFound as error:
            session.leave(str(error))
        else:
            _hold(service, interview)
            return
    st.title("Mock interview")
    _refused()
    st.write(
        "You are asked questions from the library, answer in your own words, and see after each one "
        "which points you covered and which you missed."
    )
    topics = service.library.topics()
    if topics:
        _agree(service, list(topics))
    _resume(service)
    # Only now, so that loading does not slow down what is seen first. On the very first start it brings the subjects.
    if not components.wait_for(session.loading()):
        st.button("Try again", on_click=session.load_again)
    elif not topics and service.library.topics():
        st.rerun()


def _agree(service: Service, topics: list[str]) -> None:
    with st.container(border=True):
        chosen = st.multiselect("Subjects", topics, format_func=printable, placeholder="All subjects")
        left, right = st.columns(2)
        unit = left.radio("Length in", ["Questions", "Minutes"], horizontal=True)
        if unit == "Questions":
            length = right.number_input("Number of questions", 1, MAX_QUESTIONS, 5)
        else:
            length = right.number_input("Minutes", 1, MAX_MINUTES, 20)
        level = st.radio(
            "Level",
            [None, *Level],
            format_func=lambda level: level.capitalize() if level else "Adaptive",
            horizontal=True,
            help="Adaptive begins with basic questions and follows your scores.",
        )
        wanted = st.button("Start interview", type="primary", icon=":material/play_arrow:")
        _wording_in_force(service)
    if wanted:
        counted = unit == "Questions"
        plan = Plan(tuple(chosen), length if counted else None, None if counted else length, level)
        interview_id = session.next_interview_id()
        try:
            service.start(interview_id, plan)
        except InterviewerError as error:
            components.failure(error)
            return
        session.enter(interview_id)
        st.rerun()


def _wording_in_force(service: Service) -> None:
    if service.model:
        st.caption(f"Worded by {components.marked(service.model.name)}")
    else:
        st.caption("Authored wording: no language model connected")


def _resume(service: Service) -> None:
    recent = service.recent(RECENT)
    if not recent:
        return
    st.subheader("Recent interviews")
    for interview in recent:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(components.summary(interview), width="content")
            st.button(
                "Open" if interview.closed else "Resume",
                key=f"resume-{interview.id}",
                on_click=session.enter,
                args=(interview.id,),
            )


def _hold(service: Service, interview: Interview) -> None:
    move = next_move(interview, datetime.now(UTC))
    st.subheader("Interview")
    _wording_in_force(service)
    if isinstance(move, Done):
        _ended(interview)
    else:
        st.caption("Enter sends your answer; Shift+Enter starts a new line.")
    conversation = st.container()
    with conversation:
        transcript(interview)
    _refused()
    if interview.closed is None:
        _progress(interview)
        _controls(interview, enabled=isinstance(move, Listen))
    session.loading()
    if not isinstance(move, Listen | Done):
        with conversation:
            _go_on(service, interview, assessing=isinstance(move, Assess))


def _refused() -> None:
    refused = session.refused()
    if refused:
        components.refusal(refused)


def _go_on(service: Service, interview: Interview, assessing: bool) -> None:
    """Has the interviewer act up to the candidate's next turn, then draws the page anew."""
    if not components.wait_for(session.loading()):
        st.button("Try again", on_click=session.load_again)
        return
    began = monotonic()
    steps = service.proceed(interview.id)
    try:
        with st.spinner("Assessing\u2026" if assessing else "One moment\u2026"):
            first = next(steps)
        _speak(chain([first], steps))
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


@st.fragment(run_every=CLOCK_SECONDS)
def _progress(interview: Interview) -> None:
    minutes = interview.active_at(datetime.now(UTC)) / 60
    number = max(len(interview.turns), 1)
    plan = interview.plan
    if plan.questions:
        finished = sum(turn.outcome is not Outcome.OPEN for turn in interview.turns)
        st.progress(
            min(finished / plan.questions, 1.0),
            text=f"Question {number} of {plan.questions} \u00b7 {minutes:.0f} min",
        )
    elif plan.minutes:
        left = max(plan.minutes - minutes, 0.0)
        st.progress(
            min(minutes / plan.minutes, 1.0),
            text=f"Question {number} \u00b7 {left:.0f} of {plan.minutes} min left",
        )


def _controls(interview: Interview, enabled: bool) -> None:
    """
    The buttons and the answer box.

    All carry the number of events that the candidate sees, so that what is sent twice, or to a question that
    is no longer open, counts once or not at all.
    """
    seen = len(interview.events)

    def button(label: str, text: str, intent: Intent, usable: bool = True) -> None:
        st.button(
            label,
            key=intent,
            disabled=not (enabled and usable),
            on_click=session.submit,
            args=(interview.id, seen, text, intent),
        )

    taken = interview.turn.hints if interview.turns else 0
    left = bool(interview.turns) and taken < len(interview.turn.question.hints)
    hint = f"Hint {taken + 1} (costs {price(taken)})" if left else "No hint left"
    with st.container(horizontal=True, gap="xsmall"):
        button(hint, "A hint, please.", Intent.TAKE_HINT, left)
        button("Repeat", "Please repeat the question.", Intent.REPEAT)
        button("Rephrase", "Please rephrase the question.", Intent.REPHRASE)
        button("I don\u2019t know", "I don\u2019t know.", Intent.DONT_KNOW)
        button("Skip", "Skip this question.", Intent.SKIP)
        with st.popover("End interview", disabled=not enabled):
            st.write("End the interview now? The questions so far keep their grades.")
            button("Yes, end it", "End the interview.", Intent.END)
    st.chat_input(
        "Your answer",
        key=session.ANSWER_BOX,
        on_submit=session.submit_answer,
        args=(interview.id, seen),
    )


def _ended(interview: Interview) -> None:
    st.info(f"This interview has ended: {components.marked(interview.closed or '')}.", icon=":material/flag:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(st.Page(report.page, url_path="report"), label="Open the report", icon=":material/monitoring:")
        st.button("New interview", icon=":material/add:", on_click=session.leave)
