"""Jupyter notebooks: their Markdown cells as Markdown, their code as code. Outputs and raw cells are left out."""

import json
from typing import TYPE_CHECKING, Any

from knowledge.document import BlockKind
from knowledge.errors import UnreadableDocument
from knowledge.readers.encoding import clean, decode
from knowledge.readers.markdown import read_markdown
from knowledge.readers.parsed import Assembly, Parsed

if TYPE_CHECKING:
    from nbformat import NotebookNode

VERSION = 4


def read_notebook(source: str, data: bytes) -> Parsed:
    """Older notebooks are brought up to version 4 first. Raises UnreadableDocument for what is no notebook."""
    notebook = _notebook(source, decode(source, data))
    assembly = Assembly()
    for number, cell in enumerate(notebook.get("cells", []), 1):
        written = clean(_joined(cell.get("source", "")))
        assembly.mark("cell", str(number))
        if cell.get("cell_type") == "markdown":
            assembly.include(read_markdown(written))
        elif cell.get("cell_type") == "code":
            assembly.add(BlockKind.CODE, written.strip("\n"))
    named = notebook.get("metadata", {}).get("title", "")
    return assembly.parsed(named if isinstance(named, str) else "")


def _notebook(source: str, text: str) -> "NotebookNode":
    from nbformat import ValidationError, convert
    from nbformat.reader import NotJSONError, reads

    try:
        read: NotebookNode = reads(text)  # type: ignore[no-untyped-call]
        if read.get("nbformat") != VERSION:
            read = convert(read, VERSION)  # type: ignore[no-untyped-call]
        return read
    except (NotJSONError, json.JSONDecodeError) as error:
        raise _not_one(source, "it is no JSON") from error
    except (AttributeError, KeyError, TypeError, ValueError, ValidationError) as error:
        raise _not_one(source, str(error)) from error
    except RecursionError as error:
        raise _not_one(source, "it is nested too deeply") from error


def _joined(written: Any) -> str:  # noqa: ANN401
    return "".join(map(str, written)) if isinstance(written, list) else str(written)


def _not_one(source: str, why: str) -> UnreadableDocument:
    return UnreadableDocument(f"{source} is no Jupyter notebook ({why}); save it anew from Jupyter")
