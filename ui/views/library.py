"""The library: what questions come from. Add documents, look into them, search, review, remove."""

from collections.abc import Sequence
from time import monotonic

import streamlit as st

from interviewer.pace import Pace
from interviewer.printable import printable
from interviewer.report import escape
from knowledge.catalogue import Listed
from knowledge.errors import KnowledgeError
from knowledge.intake import Added
from knowledge.library import Library
from knowledge.readers import READERS
from ui import comparisons, components, session
from ui.proposals import proposing
from ui.question_card import card, changed

PER_PAGE = 10
FOUND = 10

_ICONS = {"added": ":material/check_circle:", "updated": ":material/sync:", "unchanged": ":material/remove:"}


def page() -> None:
    st.title("Library")
    st.write(
        "Questions come from the built-in bank and from your own documents. "
        "Each question is graded against the passage that it was made from."
    )
    library = session.service().library
    if not components.wait_for(session.loading()):
        st.button("Try again", on_click=session.load_again)
        return
    _add(library)
    documents = library.documents()
    _table(documents)
    reveal = st.checkbox("Show answers of the built-in bank", help="They are what an interview asks for.")
    tabs = st.tabs(["Search", "Look into a document", "Review"], key="tab", on_change="rerun")
    for tab, draw in zip(tabs, (_search, _look, _review), strict=True):
        if tab.open:
            with tab:
                draw(library, documents, reveal)


def _add(library: Library) -> None:
    with st.form("add", clear_on_submit=True):
        files = st.file_uploader(
            "Add documents",
            type=[suffix.removeprefix(".") for suffix in READERS],
            accept_multiple_files=True,
            help="Write each question as a heading that ends in a question mark, or as 'Q:' and 'A:'.",
        )
        wanted = st.form_submit_button("Add to the library", icon=":material/upload:")
    if not wanted:
        return
    if not files:
        st.info("Choose one or more files first.")
        return
    bar = st.progress(0.0)
    pace = Pace(monotonic)
    for done, file in enumerate(files):

        def show(doing: str, step: int, steps: int, done: int = done) -> None:
            share = (done + (step / steps if steps else 0.0)) / len(files)
            told = f"File {done + 1} of {len(files)}: {pace.told(doing, step, steps)}"
            bar.progress(min(share, 1.0), text=components.marked(told))

        show("reading", 0, 0)
        _result(library.add_upload(file.name, file.getvalue(), show))
    bar.empty()


def _result(added: Added) -> None:
    if added.status == "failed":
        st.error(components.marked(f"{added.source}: {added.message}"), icon=":material/error:")
    else:
        st.success(
            f"{components.marked(added.source)}: {added.status}, {components.marked(added.message)}",
            icon=_ICONS[added.status],
        )


def _table(documents: Sequence[Listed]) -> None:
    st.subheader(f"{len(documents)} documents, {sum(document.questions for document in documents)} questions")
    rows = [
        {
            "Questions": document.questions,
            "Title": printable(document.title),
            "From": "built-in bank" if document.builtin else printable(document.source),
        }
        for document in documents
    ]
    st.dataframe(rows, hide_index=True, column_config={"Questions": st.column_config.Column(width="small")})


def _search(library: Library, documents: Sequence[Listed], reveal: bool) -> None:
    asked = st.text_input(
        "Search questions and passages by meaning and words", placeholder="for example: vanishing gradients"
    )
    if not asked.strip():
        return
    hits = library.search(asked, FOUND)
    for notice in library.take_notices():
        st.info(escape(notice))
    if not hits:
        st.info("Nothing was found.")
    by_id = {document.id: document for document in documents}
    for hit in hits:
        document = by_id.get(hit.document_id)
        with st.container(border=True):
            st.caption(f"{hit.kind.capitalize()} \u00b7 similarity in meaning {hit.similarity:.2f}")
            if hit.kind == "passage" and document is not None and document.builtin and not reveal:
                st.caption("A passage of the built-in bank, hidden: it answers a question.")
            else:
                components.words(hit.text, f"hit-{hit.id}")
            if document is not None:
                components.inert(f"\u2014 {document.title}")


def _look(library: Library, documents: Sequence[Listed], reveal: bool) -> None:
    by_id = {document.id: document for document in documents}
    chosen = st.selectbox("Document", list(by_id), format_func=lambda one: _label(by_id[one]))
    document = by_id[chosen]
    if document.builtin and not reveal:
        st.caption("Show the answers to edit the questions.")
    if not document.builtin:
        proposing(library, document.id)
        _remove(library, document)
    standings = library.desk.standings(chosen)
    pages = -(-len(standings) // PER_PAGE)
    shown = 1
    if pages > 1:
        shown = st.number_input(f"Page, of {pages}", 1, pages)
    for stands in standings[(shown - 1) * PER_PAGE : shown * PER_PAGE]:
        card(library.desk, stands, reveal or not document.builtin)


def _label(document: Listed) -> str:
    origin = "built-in bank" if document.builtin else document.source
    return printable(f"{document.title} ({document.questions} questions, {origin})")


def _remove(library: Library, document: Listed) -> None:
    with st.popover("Remove this document", icon=":material/delete:"):
        st.write("Remove the document with its questions and passages? Interviews that asked them keep them.")
        if st.button("Yes, remove it", key=f"remove-{document.id}"):
            try:
                library.remove(document.id, lambda *_: None)
            except KnowledgeError as error:
                components.failure(error)
                return
            st.rerun()


def _review(library: Library, documents: Sequence[Listed], reveal: bool) -> None:
    """What needs a user's word. Comparing all questions takes a while: it is done once it is asked for."""
    desk = library.desk
    hidden = [document.id for document in documents if document.builtin and not reveal]
    orphans, overtaken = desk.orphans(), desk.overtaken()
    if not orphans and not overtaken:
        st.caption("No document changed under your edits.")
    for stands in overtaken:
        with st.container(border=True):
            components.inert(stands.question.text)
            if stands.question.source.document_id not in hidden:
                changed(desk, stands, "review")
    if orphans:
        st.subheader("Reviews whose question is gone")
        st.write("No document asks these questions any more. What you made of them is kept.")
    for orphan in orphans:
        comparisons.lost(desk, orphan)
    twice = st.expander("Questions that ask the same", key="twice", on_change="rerun")
    if twice.open:
        with twice:
            comparisons.asked_twice(desk)
    against = st.expander("References that contradict each other", key="against", on_change="rerun")
    if against.open:
        with against:
            comparisons.contradicting(desk, hidden)
