"""Files of many kinds, built as the tests need them."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from fpdf import FPDF

from knowledge.document import BlockKind, Document

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def kinds(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def words(document: Document) -> str:
    """All that any part of the program could show or grade of a document."""
    return "\n".join([document.title, document.text, *(block.text for block in document.blocks)])


class Paper(FPDF):
    """A page of A4 that is written on line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.set_auto_page_break(auto=True, margin=25)
        self.add_page()

    def heading(self, text: str, size: int = 16) -> None:
        self.set_font("Helvetica", "B", size)
        self.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def paragraph(self, text: str, width: float = 0) -> None:
        self.set_font("Times", size=11)
        self.multi_cell(width, 5.5, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def row(self, *cells: str) -> None:
        self.set_font("Times", size=11)
        for cell in cells:
            self.cell(60, 6, cell)
        self.ln()

    def code(self, text: str) -> None:
        self.set_font("Courier", size=10)
        self.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def bytes(self) -> bytes:
        return bytes(self.output())


def pdf(write: Callable[[Paper], None]) -> bytes:
    paper = Paper()
    write(paper)
    return paper.bytes()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return packed.getvalue()


def epub(chapters: Mapping[str, str], title: str = "A book", more: Mapping[str, bytes | str] | None = None) -> bytes:
    """``chapters`` map names inside OEBPS/ to the bodies of their pages, in the order of the spine."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        f"<package><metadata><dc:title>{title}</dc:title></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    pages = {f"OEBPS/{name}": f"<html><body>{body}</body></html>" for name, body in chapters.items()}
    return archive({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **pages, **(more or {})})


def notebook(cells: Iterable[tuple[str, str]], metadata: Mapping[str, object] | None = None) -> bytes:
    """Cells as (kind, source)."""
    made: Sequence[dict[str, object]] = [
        {"cell_type": kind, "metadata": {}, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, source in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata or {}, "cells": made}).encode()


def docx(write: Callable[..., None]) -> bytes:
    """``write`` is given an empty document of python-docx."""
    from docx import Document as WordDocument

    document = WordDocument()
    write(document)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()
