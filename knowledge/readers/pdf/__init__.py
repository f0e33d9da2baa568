"""PDF, by PDFium: what is printed on its pages, without running titles and page numbers."""

import re
from typing import TYPE_CHECKING

from knowledge.errors import UnreadableDocument
from knowledge.readers.parsed import Parsed
from knowledge.readers.pdf.furniture import without_furniture
from knowledge.readers.pdf.grid import without_tables
from knowledge.readers.pdf.layout import Line, lines_of
from knowledge.readers.pdf.letters import Page
from knowledge.readers.pdf.parts import measures, parts
from knowledge.readers.pdf.writing import write

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 5_000
_NO_TITLE = re.compile(
    r"(untitled|microsoft word|slide \d|.*\.(docx?|tex|dvi|indd|pdf|rtf|pptx?|qxd)\s*$)", re.IGNORECASE
)


def read_pdf(source: str, data: bytes) -> Parsed:
    """Raises UnreadableDocument for what is broken, locked, too long or has no text that is seen."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            remedy = "save it without one (print it to a new PDF)"
            raise UnreadableDocument(f"{source} is locked with a password; {remedy}") from error
        raise UnreadableDocument(f"{source} is not a PDF, or is damaged; open it and save it anew") from error
    try:
        return _read(source, document)
    finally:
        document.close()


def _read(source: str, document: "PdfDocument") -> Parsed:
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableDocument(
            f"{source} has {count:,} pages; at most {MAX_PAGES:,} can be read. Split it into parts."
        )
    pages, heights = [], []
    for number in range(count):
        found, height = _page(document, number)
        pages.append(found)
        heights.append(height)
    lines = [line for page in without_furniture(pages, heights) for line in page]
    if not lines:
        raise UnreadableDocument(
            f"{source} has no text that can be seen (pages: {count:,}): it is a scan, probably. "
            "Recognise its text first, with OCRmyPDF for example."
        )
    usual = measures(lines)
    named = str(document.get_metadata_dict().get("Title", ""))
    return write("" if _NO_TITLE.match(named) else named, list(parts(lines, usual)), usual)


def _page(document: "PdfDocument", number: int) -> tuple[tuple[Line, ...], float]:
    """The lines of a page, and its height in points; a page that is damaged is empty."""
    import pypdfium2 as pdfium

    try:
        page = document[number]
    except pdfium.PdfiumError:
        return (), 1.0
    try:
        read = Page(page)
        words, rows = without_tables(read.words(), read.boxes, number + 1)
        return lines_of(words, read.width, number + 1, rows), read.height
    except pdfium.PdfiumError:
        return (), 1.0
    finally:
        page.close()
