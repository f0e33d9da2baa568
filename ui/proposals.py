"""A connected model asked for further questions from one document."""

from time import monotonic

import streamlit as st

from interviewer.errors import InterviewerError
from interviewer.pace import Pace
from interviewer.proposing import Proposals
from knowledge.errors import KnowledgeError
from knowledge.library import Library
from ui import components, session


def proposing(library: Library, document_id: str) -> None:
    """The button, and what became of it; nothing where no model is connected."""
    model = session.service().model
    if model is None:
        return
    wanted = st.button(
        f"Propose questions with {components.marked(model.name)}",
        key=f"propose-{document_id}",
        icon=":material/auto_awesome:",
        help="Each key point must be words of the document: code looks them up and discards what is not there.",
    )
    if wanted:
        _ask(library, document_id)
    made = st.session_state.get(f"proposed-{document_id}")
    if isinstance(made, Proposals):
        _told(made)


def _ask(library: Library, document_id: str) -> None:
    bar = st.progress(0.0)
    pace = Pace(monotonic)

    def show(doing: str, step: int, steps: int) -> None:
        bar.progress(step / steps if steps else 0.0, text=components.marked(pace.told(doing, step, steps)))

    try:
        made = session.proposer().propose(library, document_id, show)
    except (InterviewerError, KnowledgeError) as error:
        components.failure(error)
        return
    finally:
        bar.empty()
    st.session_state[f"proposed-{document_id}"] = made
    st.rerun()


def _told(made: Proposals) -> None:
    new = "1 question was" if len(made.questions) == 1 else f"{len(made.questions)} questions were"
    st.success(f"{new} added; look through them below before you use them.", icon=":material/check_circle:")
    for failure in made.failures:
        components.failure(failure)
    if made.discarded:
        why = st.expander(f"Discarded: {len(made.discarded)}", key=f"discarded-{made.document_id}", on_change="rerun")
        if why.open:
            with why:
                components.inert("\n".join(made.discarded))
