"""The editor for a candidate's code: CodeMirror 6, bundled into one file beside this one; source.js says how."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_BUNDLE = Path(__file__).parent / "bundle.js"


@dataclass(frozen=True)
class Typed:
    """A text as it was typed, and the edition of the draft that it was typed into."""

    edition: int
    text: str


@cache
def _component() -> "ComponentRenderer":
    # Not in a shadow root, where not every browser tells what is selected.
    return st.components.v2.component(
        "interviewer_editor", html='<div class="editor"></div>', js=_BUNDLE.read_text(), isolate_styles=False
    )


def editor(draft: str, begun: Typed, on_typed: Callable[[], None], on_run: Callable[[], None]) -> None:
    """
    Draws the editor of one draft, with the text of ``begun`` in it where the browser has nothing newer.

    What was typed stays there, whatever is drawn, until ``begun`` is of another edition. ``on_typed`` is called once
    ``typed`` has a new text, and ``on_run`` at Ctrl+Enter, after it.
    """
    _component()(
        key=editor_key(draft),
        data={"draft": draft, "edition": begun.edition, "text": begun.text, "label": "Your code"},
        on_typed_change=on_typed,
        on_run_change=on_run,
    )


def editor_key(draft: str) -> str:
    """Where the tab's state has what the editor tells; it is there while the editor is drawn."""
    return f"editor-{draft}"


def typed(draft: str) -> Typed | None:
    """What was typed last into the editor of that draft; None where nothing was yet, or no editor is drawn."""
    told = (st.session_state.get(editor_key(draft)) or {}).get("typed")
    return Typed(int(told["edition"]), str(told["text"])) if told else None
