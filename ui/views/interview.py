"""The interview: agree on it, hold it, and see the grade of each question and coding round."""

from datetime import UTC, datetime

import streamlit as st

from interviewer.errors import InterviewerError, InterviewNotFound
from interviewer.flow import Done, Listen, Work, next_move
from interviewer.interview import Intent, Interview, Outcome, Plan
from interviewer.printable import printable
from interviewer.service import Service
from interviewer.wording import price
from knowledge.question import Level
from ui import components, proceeding, session
from ui.coding_round import coding_round
from ui.transcript import transcript
from ui.views import report

MAX_QUESTIONS = 20
MAX_MINUTES = 180
MAX_CODING = 5
RECENT = 5
LOOKED_THROUGH = 20
CLOCK_SECONDS = 15


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
        coding = st.number_input(
            "Coding rounds",
            0,
            MAX_CODING,
            0,
            help="Between the questions: you write code, it is run and measured, and you are asked about it.",
        )
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
        plan = Plan(tuple(chosen), length if counted else None, None if counted else length, level, coding)
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
    recent = [interview for interview in service.recent(LOOKED_THROUGH) if not components.is_practice(interview)]
    if not recent:
        return
    st.subheader("Recent interviews")
    for interview in recent[:RECENT]:
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
    elif not interview.coding:
        st.caption("Enter sends your answer; Shift+Enter starts a new line.")
    conversation = st.container()
    with conversation:
        transcript(interview)
    _refused()
    if interview.closed is None:
        _progress(interview)
        _turn(interview, isinstance(move, Listen | Work))
    session.loading()
    if proceeding.due(move):
        with conversation:
            proceeding.proceed(service, interview, move)


def _turn(interview: Interview, enabled: bool) -> None:
    """What the candidate can do."""
    if interview.coding:
        coding_round(interview, enabled)
        _end(interview, enabled)
    else:
        _controls(interview, enabled)


def _refused() -> None:
    refused = session.refused()
    if refused:
        components.refusal(refused)


@st.fragment(run_every=CLOCK_SECONDS)
def _progress(interview: Interview) -> None:
    minutes = interview.active_at(datetime.now(UTC)) / 60
    plan = interview.plan
    part = f"Coding round {len(interview.rounds)}" if interview.coding else f"Question {max(len(interview.turns), 1)}"
    if plan.minutes:
        left = max(plan.minutes - minutes, 0.0)
        share, text = minutes / plan.minutes, f"{part} \u00b7 {left:.0f} of {plan.minutes} min left"
    else:
        questions = plan.questions or 0
        finished = sum(turn.outcome is not Outcome.OPEN for turn in interview.turns)
        finished += sum(held.closed is not None for held in interview.rounds)
        of = plan.coding if interview.coding else questions
        share, text = finished / (questions + plan.coding), f"{part} of {of} \u00b7 {minutes:.0f} min"
    st.progress(min(share, 1.0), text=text)


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
        _end(interview, enabled)
    st.chat_input(
        "Your answer",
        key=session.ANSWER_BOX,
        on_submit=session.submit_answer,
        args=(interview.id, seen),
    )


def _end(interview: Interview, enabled: bool) -> None:
    with st.popover("End interview", disabled=not enabled):
        st.write("End the interview now? What is done so far keeps its grades.")
        st.button(
            "Yes, end it",
            key=Intent.END,
            disabled=not enabled,
            on_click=session.submit,
            args=(interview.id, len(interview.events), "End the interview.", Intent.END),
        )


def _ended(interview: Interview) -> None:
    st.info(f"This interview has ended: {components.marked(interview.closed or '')}.", icon=":material/flag:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(st.Page(report.page, url_path="report"), label="Open the report", icon=":material/monitoring:")
        st.button("New interview", icon=":material/add:", on_click=session.leave)
