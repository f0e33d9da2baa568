"""What the interviewer is connected to, whether the model replies, and how to connect one."""

from time import monotonic

import streamlit as st

from interviewer.bootstrap import build_embedder
from interviewer.errors import ModelFailed
from interviewer.grading.admission import figure_rows
from interviewer.llm import ChatModel
from interviewer.model.findings import findings
from interviewer.settings import Settings
from ui import components, session

_SERVERS = {
    "Ollama": "INTERVIEWER_LLM_BASE_URL=http://127.0.0.1:11434/v1\nINTERVIEWER_LLM_MODEL=qwen3:8b",
    "llama.cpp": "INTERVIEWER_LLM_BASE_URL=http://127.0.0.1:8080/v1\nINTERVIEWER_LLM_MODEL=default",
    "vLLM": "INTERVIEWER_LLM_BASE_URL=http://127.0.0.1:8000/v1\nINTERVIEWER_LLM_MODEL=Qwen/Qwen3-8B",
    "LM Studio": "INTERVIEWER_LLM_BASE_URL=http://127.0.0.1:1234/v1\nINTERVIEWER_LLM_MODEL=qwen3-8b",
    "OpenAI": "INTERVIEWER_LLM_MODEL=gpt-4o-mini\nINTERVIEWER_LLM_API_KEY=your key",
}


def page() -> None:
    st.title("Connection")
    settings = session.settings()
    model = session.service().model
    st.subheader("Language model")
    if model is None:
        st.info("No language model is connected. Nothing is missing: the interview uses its authored wording.")
    else:
        _connected(settings, model)
        _role()
    st.write(
        "A model words what the interviewer says. It grades too once it is checked: if it grades answers with known "
        "scores no worse than the local grader, which works without a network and grades otherwise. "
        "An answer on which a grading model fails stays without a score and does not count."
    )
    _how_to_connect()
    st.subheader("On this machine")
    _local(settings)


def _connected(settings: Settings, model: ChatModel) -> None:
    _facts(
        {
            "Model": model.name,
            "Server": settings.llm_base_url or "the OpenAI service",
            "Key": "set" if settings.llm_api_key.get_secret_value() else "not set",
            "Time for one reply": f"{settings.llm_timeout:g} s",
        }
    )
    if st.button("Test the connection", icon=":material/network_check:"):
        _test(model)


def _role() -> None:
    """What the model does, how it was found out, and the button that finds it out."""
    examiner = session.service().examiner
    if examiner.check is None:
        return
    checking = session.model_check()
    again = examiner.check.known() is not None
    st.button(
        "Check again" if again else "Check this model",
        key="check-model",
        icon=":material/fact_check:",
        on_click=checking.begin,
        help="Finds out what it can do, and has it grade answers with known scores. Takes minutes.",
    )
    if checking.current:
        was_running = checking.current.is_running()
        components.wait_for(checking.current, "Checking the model. You can go on with an interview meanwhile.")
        if was_running:
            st.rerun()  # so that the button says what it does now
    role, checked = examiner.role(), examiner.check.known()
    if role:
        _facts({"What it does": role.sentence})
    if checked:
        rows = figure_rows(checked.admission)
        st.caption(f"Measured {checked.admission.at:%Y-%m-%d %H:%M} UTC on answers with known scores:")
        st.table(
            {"Figure": [row[0] for row in rows], "Model": [row[1] for row in rows], "Local": [row[2] for row in rows]}
        )
        with st.expander("What the model and its server can do"):
            _facts(findings(checked.capabilities))


def _test(model: ChatModel) -> None:
    began = monotonic()
    reply = ""
    place = st.empty()
    try:
        with st.spinner("Waiting for a reply\u2026"):
            for piece in model.stream("Reply with one short sentence.", "Say that you are ready."):
                reply += piece
                with place:
                    components.inert(reply)
    except ModelFailed as error:
        components.failure(error)
        return
    st.success(f"The model replied in {monotonic() - began:.1f} s.", icon=":material/check_circle:")


def _how_to_connect() -> None:
    with st.expander("How to connect a language model"):
        st.write(
            "Any server that speaks OpenAI's chat completions will do. Set these variables in the environment, "
            "or write them into a file named `.env` where you start the page; then start it again. "
            "`INTERVIEWER_LLM_API_KEY` is needed only where the server wants a key."
        )
        for tab, lines in zip(st.tabs(list(_SERVERS)), _SERVERS.values(), strict=True):
            tab.code(lines, language="bash", wrap_lines=True)


def _local(settings: Settings) -> None:
    if not components.wait_for(session.loading()):
        st.button("Try again", on_click=session.load_again)
        return
    library = session.service().library
    embedded = f"Chroma, embedded, in {settings.data_dir / 'chroma'}"
    _facts(
        {
            "Embedding model": build_embedder(settings).fingerprint,
            "Vector store": f"Chroma server at {settings.chroma_url}" if settings.chroma_url else embedded,
            "Library": f"{len(library.documents())} documents, {len(library.questions())} questions",
            "Interviews and documents": str(settings.data_dir),
            "Exported models": str(settings.cache_dir),
        }
    )


def _facts(facts: dict[str, str]) -> None:
    for name, value in facts.items():
        st.caption(f"**{name}**")
        components.inert(value)
