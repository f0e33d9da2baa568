import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.ui import checked
from ui import editor

FOLDER = Path(editor.__file__).parent
NAMESPACES = {"http://www.w3.org/2000/svg"}


def nothing() -> None:
    pass


def drawn() -> AppTest:
    return checked.painted(lambda: editor.editor("a draft", editor.Typed(0, "code"), nothing, nothing))


def test_the_editor_loads_nothing_from_elsewhere() -> None:
    found = re.findall(r"https?://[\w./-]+", (FOLDER / "bundle.js").read_text())
    assert set(found) <= NAMESPACES


def test_the_licence_of_every_part_is_there() -> None:
    locked = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    parts = {name.removeprefix("node_modules/") for name, part in locked.items() if name and not part.get("dev")}
    told = (FOLDER / "LICENCES.txt").read_text()
    # What only other parts' other functions need is in the lock, and not in the bundle.
    assert {part for part in parts if f"== {part}\n" not in told} <= {"crelt", "@codemirror/lint", "@codemirror/search"}


def test_the_editor_is_drawn_with_the_text_it_begins_with() -> None:
    app = drawn()
    sent = json.loads(app.get("bidi_component")[0].proto.json)
    assert (sent["draft"], sent["edition"], sent["text"]) == ("a draft", 0, "code")
