"""Coding practice: choose an exercise, write the code, see what was measured, answer for it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from interviewer.coding.exercise import Exercise
from interviewer.coding.mark import mark
from interviewer.errors import InterviewNotFound
from interviewer.flow import Work, next_move
from interviewer.interview import Interview
from interviewer.report import percent
from interviewer.service import Service
from knowledge.question import Level
from ui import components, proceeding, rounds, session
from ui.coding_round import coding_round, task
from ui.round_card import round_result
from ui.views import report

LOOKED_THROUGH = 20


def page() -> None:
    service = session.service()
    practice = session.interview_id("practice")
    if practice is not None:
        try:
            interview = service.interview(practice)
        except InterviewNotFound as error:
            session.leave(str(error), "practice")
        else:
            _practise(service, interview)
            return
    st.title("Coding practice")
    _refused()
    st.write(
        "Write deep-learning code; it is run in a sandbox, compared with a reference case by case, and measured. "
        "Then you are asked about what was measured."
    )
    _choose(service, rounds.exercises())


def _refused() -> None:
    refused = session.refused()
    if refused:
        components.refusal(refused)


def _choose(service: Service, exercises: Sequence[Exercise]) -> None:
    practised = [interview for interview in service.recent(LOOKED_THROUGH) if components.is_practice(interview)]
    topics = list(dict.fromkeys(exercise.definition.topic for exercise in exercises))
    chosen = st.multiselect("Subjects", topics, placeholder="All subjects")
    left, right = st.columns(2)
    level = left.pills("Level", list(Level), format_func=str.capitalize)
    kind = right.pills("Written in", ["PyTorch", "Triton"])
    fitting = [
        exercise
        for exercise in exercises
        if (not chosen or exercise.definition.topic in chosen)
        and level in (None, exercise.definition.level)
        and kind in (None, _written_in(exercise))
    ]
    st.caption(f"{len(fitting)} of {len(exercises)} exercises")
    if not fitting:
        st.info("No exercise is like that. Choose fewer filters.")
    for exercise in fitting:
        _row(exercise, _last(practised, exercise))


def _written_in(exercise: Exercise) -> str:
    return "Triton" if exercise.definition.triton else "PyTorch"


def _last(practised: Sequence[Interview], exercise: Exercise) -> Interview | None:
    """The newest practice of that exercise."""
    return next((one for one in practised if exercise.name in one.plan.exercises), None)


def _row(exercise: Exercise, last: Interview | None) -> None:
    definition = exercise.definition
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(f"**{components.marked(definition.title)}**")
            st.caption(components.marked(" \u00b7 ".join(_told(exercise, last))))
        if last and last.closed is None:
            st.button("Resume", key=f"resume-{exercise.name}", on_click=session.enter, args=(last.id, "practice"))
        else:
            st.button("Begin", key=f"begin-{exercise.name}", on_click=rounds.practise, args=(exercise.name,))


def _told(exercise: Exercise, last: Interview | None) -> list[str]:
    definition = exercise.definition
    told = [definition.topic, definition.level.capitalize(), _written_in(exercise)]
    if last and last.rounds and last.closed is not None:
        told.append(f"last time {percent(mark(last.round).score)}")
    return told


def _practise(service: Service, interview: Interview) -> None:
    move = next_move(interview, datetime.now(UTC))
    st.button(
        "All exercises", icon=":material/arrow_back:", type="tertiary", on_click=session.leave, args=("", "practice")
    )
    if interview.rounds and interview.coding:
        coding_round(interview, isinstance(move, Work))
    elif interview.rounds:
        _done(interview)
    _refused()
    if proceeding.due(move):
        proceeding.proceed(service, interview, move)


def _done(interview: Interview) -> None:
    held = interview.round
    st.subheader(f"Result: {components.marked(held.task.title)}")
    round_result(rounds.draft_name(interview), held)
    with st.expander("The task", type="compact"):
        task(held.task)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Once more", icon=":material/replay:", on_click=rounds.practise, args=(held.task.exercise,))
        st.page_link(st.Page(report.page, url_path="report"), label="All reports", icon=":material/monitoring:")
