"""What a tab does in a coding round: its draft, the checks of its code, hints and answers."""

from collections.abc import Callable, Sequence

import streamlit as st

from interviewer.choosing import all_exercises
from interviewer.coding.exercise import Exercise
from interviewer.errors import InterviewerError, StaleAnswer
from interviewer.interview import Interview
from ui import session
from ui.checks import Checks, Running
from ui.editor import Typed, editor_key, typed
from ui.session import Refused

REPLY_BOX = "reply"


@st.cache_resource(show_spinner=False)
def exercises() -> Sequence[Exercise]:
    """By topic, then level. Raises ExerciseInvalid."""
    return all_exercises()


def practise(exercise: str) -> None:
    """Begins a practice of that exercise in this tab."""
    interview_id = session.next_interview_id()
    if _done(lambda: session.service().practise(interview_id, exercise), ""):
        session.enter(interview_id, "practice")


@st.cache_resource(show_spinner=False)
def checks() -> Checks:
    return Checks()


def check(interview: Interview) -> Running | None:
    """The check that is under way, or has failed."""
    return checks().at(interview.id)


def under_way(interview: Interview) -> bool:
    found = check(interview)
    return found is not None and not found.failed


def moved_on(interview: Interview, checking: bool) -> bool:
    """Whether anything has happened since the page was drawn, from which it had the ``interview``."""
    now = session.service().interview(interview.id)
    return len(now.events) != len(interview.events) or under_way(interview) != checking


def draft_name(interview: Interview) -> str:
    """Each round of an interview has a draft of its own."""
    return f"{interview.id}-{len(interview.rounds)}"


def begun(interview: Interview) -> Typed:
    """
    What the editor is to begin with. It stays the same while the editor is drawn, since what is typed is the editor's.
    """
    name = draft_name(interview)
    if _begun(name) is None or editor_key(name) not in st.session_state:
        st.session_state[f"begun-{name}"] = Typed(_edition(name), session.desk().draft(interview.id))
    return _begun(name) or Typed(0, "")


def keep(interview: Interview) -> None:
    """Saves what was typed in this tab since it was last saved."""
    name = draft_name(interview)
    now = typed(name)
    if now is None or now.edition != _edition(name) or now == st.session_state.get(f"kept-{name}"):
        return
    try:
        session.desk().save_draft(interview.id, now.text)
    except InterviewerError as error:
        st.session_state[f"unkept-{name}"] = str(error)
    else:
        st.session_state.pop(f"unkept-{name}", None)
        st.session_state[f"kept-{name}"] = now


def unkept(interview: Interview) -> str:
    """Why what was typed last could not be saved; empty where it could."""
    return str(st.session_state.get(f"unkept-{draft_name(interview)}", ""))


def code(interview: Interview) -> str:
    """What is in the editor, or will be."""
    now = typed(draft_name(interview))
    current = now and now.edition == _edition(draft_name(interview))
    return now.text if now and current else session.desk().draft(interview.id)


def start_again(interview: Interview) -> None:
    """Puts the starter into the editor; what was there is gone."""
    name, starter = draft_name(interview), interview.round.task.starter
    edition = _edition(name) + 1
    if _done(lambda: session.desk().save_draft(interview.id, starter), ""):
        st.session_state[f"begun-{name}"] = Typed(edition, starter)


def run(interview: Interview) -> None:
    """Begins a check of what is in the editor on the public cases."""
    keep(interview)
    source, desk = code(interview), session.desk()
    cases = interview.round.task.public_cases
    checks().begin(interview.id, False, cases, lambda on_case: desk.run_public(interview.id, source, on_case))


def submit(interview: Interview) -> None:
    """Begins a check of what is in the editor on the hidden cases."""
    keep(interview)
    source, desk, seen = code(interview), session.desk(), len(interview.events)
    cases = interview.round.task.hidden_cases
    checks().begin(interview.id, True, cases, lambda on_case: desk.submit(interview.id, seen, source, on_case))


def take_hint(interview: Interview) -> None:
    _done(lambda: session.desk().take_hint(interview.id, len(interview.events)), "")


def finish(interview: Interview) -> None:
    keep(interview)
    _done(lambda: session.desk().finish(interview.id, len(interview.events)), "")


def answer(interview: Interview, text: str = "") -> None:
    """Answers the follow-up with the text, or with what is in the answer box."""
    said = text or str(st.session_state[REPLY_BOX])
    _done(lambda: session.desk().answer_follow_up(interview.id, len(interview.events), said), said if not text else "")


def _done(act: Callable[[], object], words: str) -> bool:
    """Does it, or keeps the reason why it could not be done, with the ``words`` that would be lost."""
    try:
        act()
    except InterviewerError as error:
        # A late click has no words that could be lost: the page is drawn as it stands now.
        late = isinstance(error, StaleAnswer) and not words
        session.refuse(None if late else Refused(words, str(error)))
        return False
    session.refuse(None)
    return True


def _begun(name: str) -> Typed | None:
    found = st.session_state.get(f"begun-{name}")
    return found if isinstance(found, Typed) else None


def _edition(name: str) -> int:
    found = _begun(name)
    return found.edition if found else 0
