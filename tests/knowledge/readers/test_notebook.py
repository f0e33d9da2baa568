import json

import pytest

from knowledge.document import BlockKind, place_of
from knowledge.errors import UnreadableDocument
from knowledge.readers import read_bytes
from tests.knowledge.readers.making import kinds, notebook

CELLS = (
    ("markdown", "# Pooling\n\n## What is max pooling?\n\n- It keeps the maximum."),
    ("code", "x = 1\n\nprint(x)"),
    ("raw", "left out"),
    ("markdown", "It shrinks *maps*."),
)


def test_markdown_is_read_and_code_is_kept() -> None:
    assert kinds(read_bytes("a.ipynb", notebook(CELLS))) == [
        (BlockKind.HEADING, "Pooling"),
        (BlockKind.HEADING, "What is max pooling?"),
        (BlockKind.BULLET, "It keeps the maximum."),
        (BlockKind.CODE, "x = 1\n\nprint(x)"),
        (BlockKind.PARAGRAPH, "It shrinks maps."),
    ]


def test_outputs_are_left_out() -> None:
    written = json.loads(notebook(CELLS))
    written["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "printed"}]
    assert "printed" not in read_bytes("a.ipynb", json.dumps(written).encode()).text


def test_a_place_is_its_cell() -> None:
    document = read_bytes("a.ipynb", notebook(CELLS))
    start = document.text.index("It shrinks")
    assert place_of(document, start, start + 5) == "cell 4"
    assert place_of(document, 0, document.text.index("print")) == "cells 1-2"


def test_the_title_is_the_first_heading_unless_one_is_named() -> None:
    assert read_bytes("a.ipynb", notebook(CELLS)).title == "Pooling"
    assert read_bytes("a.ipynb", notebook(CELLS, {"title": "Notes"})).title == "Notes"


def test_an_older_notebook_is_brought_up_to_date() -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["What is pooling?"]},
                    {"cell_type": "code", "language": "python", "metadata": {}, "input": ["x = 1"], "outputs": []},
                ],
            }
        ],
    }
    assert kinds(read_bytes("a.ipynb", json.dumps(old).encode())) == [
        (BlockKind.HEADING, "What is pooling?"),
        (BlockKind.CODE, "x = 1"),
    ]


@pytest.mark.parametrize(
    "text",
    ["no JSON", "[]", "{}", '"text"', '{"nbformat": 4, "nbformat_minor": 4, "cells": [1]}', "[" * 20_000],
)
def test_what_is_no_notebook_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.ipynb is no Jupyter notebook"):
        read_bytes("a.ipynb", text.encode())
