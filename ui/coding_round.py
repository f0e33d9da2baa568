"""An open coding round: its task, the editor, what was checked, and the questions about it."""

from collections.abc import Callable

import streamlit as st

from interviewer.coding.round import Round
from interviewer.coding.task import Task
from interviewer.interview import Interview
from interviewer.report import percent
from ui import components, rounds
from ui.check_card import cases, run_card, submission_card
from ui.checks import Running
from ui.editor import editor
from ui.isolation import isolated
from ui.reply_card import talk

LOOK_SECONDS = 0.5


def coding_round(interview: Interview, enabled: bool) -> None:
    """``enabled``: it is the candidate's turn."""
    held, running = interview.round, rounds.check(interview)
    checking = running is not None and not running.failed
    st.subheader(components.marked(held.task.title))
    task(held.task)
    _hints(held)
    may_run = isolated()
    _code(interview, checking, may_run)
    _buttons(interview, enabled and not checking, may_run)
    if running and running.failed:
        components.failure(running.loading.error)
    if checking:
        _live(interview)
    else:
        _checked(held)
    if held.replies:
        st.subheader("Questions on your code")
        talk(rounds.draft_name(interview), held)
    if held.asked:
        _answering(interview, enabled and not checking)


def task(set_task: Task) -> None:
    """The statement is authored in the exercise's folder: Markdown, with formulas and tables."""
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(components.marked(set_task.topic), color="blue")
        st.badge(set_task.level.capitalize(), color="gray")
    st.markdown(set_task.statement)
    with st.expander("How it is graded", type="compact"):
        for line in set_task.rubric:
            st.markdown(f"- **{components.marked(line.name)}**, {line.weight:.0%}: {components.marked(line.text)}")
        st.caption(
            f"{set_task.public_cases} public cases are shown whenever you run them. Submitted code is checked on "
            f"{set_task.hidden_cases} hidden ones, drawn anew for each submission."
        )


def _hints(held: Round) -> None:
    for number, hint in enumerate(held.task.hints[: held.hints], 1):
        with st.container(border=True):
            st.caption(f":material/lightbulb: Hint {number}, {percent(hint.price)} of the score")
            components.inert(hint.text)


@st.fragment
def _code(interview: Interview, checking: bool, may_run: bool) -> None:
    """Drawn anew by itself as the text comes in, so that typing redraws nothing else."""
    # A click that takes the focus from the editor may come in one message with its text, for this part alone.
    if rounds.moved_on(interview, checking):
        st.rerun()
    editor(
        rounds.draft_name(interview),
        rounds.begun(interview),
        on_typed=lambda: rounds.keep(interview),
        on_run=lambda: rounds.run(interview) if may_run else None,
    )
    rounds.keep(interview)
    reason = rounds.unkept(interview)
    if reason:
        components.failure(f"What you typed last is not saved: {reason}")
    else:
        lines = rounds.code(interview).count("\n") + 1
        st.caption(
            f"Draft saved ({'1 line' if lines == 1 else f'{lines} lines'}). "
            "Tab indents; Esc, then Tab, leaves the editor. Ctrl+Enter runs the public cases."
        )


def _buttons(interview: Interview, enabled: bool, may_run: bool) -> None:
    held = interview.round
    left = held.task.hints[held.hints :]
    hint = f"Hint {held.hints + 1} (costs {left[0].price:.0%})" if left else "No hint left"

    def button(label: str, act: Callable[[Interview], None], usable: bool = True, primary: bool = False) -> None:
        st.button(
            label,
            key=f"round-{label.split(maxsplit=1)[0]}",
            disabled=not (enabled and usable),
            on_click=act,
            args=(interview,),
            type="primary" if primary else "secondary",
        )

    with st.container(horizontal=True, gap="xsmall"):
        button("Run the public cases", rounds.run, may_run)
        button("Submit", rounds.submit, may_run, primary=True)
        button(hint, rounds.take_hint, bool(left))
        with st.popover("Start again", disabled=not enabled):
            st.write("Put the starter back into the editor? What you have written there is deleted.")
            button("Yes, start again", rounds.start_again)
        with st.popover("Finish", disabled=not enabled):
            st.write(_finishing(held))
            button("Finish this exercise", rounds.finish)


def _finishing(held: Round) -> str:
    if held.submissions:
        return "Finish this exercise? Your last submission counts; a question that is still open is not asked again."
    return "Finish without submitting? The exercise then counts as skipped, with 0%."


@st.fragment(run_every=LOOK_SECONDS)
def _live(interview: Interview) -> None:
    """The cases as they end; at the end the page is drawn anew."""
    running = rounds.check(interview)
    if running is None or running.failed:
        st.rerun()
    ended = len(running.cases)
    which = "hidden" if running.hidden else "public"
    st.progress(min(ended / max(running.expected, 1), 1.0), text=_ended(running, which))
    if not running.hidden:
        cases(running.cases)


def _ended(running: Running, which: str) -> str:
    passed = sum(case.failure is None for case in running.cases)
    if not running.cases:
        return f"Checking {running.expected} {which} cases\u2026"
    if len(running.cases) >= running.expected:
        return f"All {running.expected} {which} cases checked, {passed} passed; measuring\u2026"
    return f"{len(running.cases)} of {running.expected} {which} cases checked, {passed} passed\u2026"


def _checked(held: Round) -> None:
    """What was submitted last, and what was run since."""
    run, submission = held.runs[-1:], held.submissions[-1:]
    if run and not (submission and submission[0].at > run[0].at):
        st.subheader(f"Run {len(held.runs)} on the public cases")
        run_card(run[0].check, held.task.triton)
    if submission:
        st.subheader(f"Submission {len(held.submissions)}")
        submission_card(submission[0].check, held.task.triton)
    if not run and not submission:
        st.caption("Nothing was run yet. Run the public cases as often as you like; only what you submit counts.")


def _answering(interview: Interview, enabled: bool) -> None:
    st.button(
        "I don\u2019t know",
        key="round-pass",
        disabled=not enabled,
        on_click=rounds.answer,
        args=(interview, "I don\u2019t know."),
    )
    st.chat_input("Your answer", key=rounds.REPLY_BOX, disabled=not enabled, on_submit=rounds.answer, args=(interview,))
