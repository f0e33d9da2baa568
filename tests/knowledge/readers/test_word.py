from typing import TYPE_CHECKING

import pytest

from knowledge.document import BlockKind, place_of
from knowledge.errors import UnreadableDocument
from knowledge.readers import read_bytes
from tests.knowledge.readers.making import archive, docx, kinds, words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def notes(document: "WordDocument") -> None:
    document.core_properties.title = "Notes on pooling"
    document.add_heading("Notes", 0)
    document.add_heading("Pooling", 1)
    document.add_paragraph("Pooling shrinks a map.")
    document.add_paragraph("The maximum is kept.", style="List Bullet")
    document.add_paragraph("First the maps.", style="List Number")
    document.add_heading("Max pooling", 2)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Adam", "SGD", "one for each weight", "one for all"), strict=True):
        cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def test_styles_show_the_structure() -> None:
    assert kinds(read_bytes("a.docx", docx(notes))) == [
        (BlockKind.HEADING, "Notes"),
        (BlockKind.HEADING, "Pooling"),
        (BlockKind.PARAGRAPH, "Pooling shrinks a map."),
        (BlockKind.BULLET, "The maximum is kept."),
        (BlockKind.NUMBERED, "First the maps."),
        (BlockKind.HEADING, "Max pooling"),
        (BlockKind.TABLE_ROW, "Adam | SGD"),
        (BlockKind.TABLE_ROW, "one for each weight | one for all"),
    ]


def test_the_title_is_above_all_headings() -> None:
    levels = [b.level for b in read_bytes("a.docx", docx(notes)).blocks if b.kind is BlockKind.HEADING]
    assert levels == [1, 2, 3]


def test_a_bold_row_heads_its_table() -> None:
    rows = [b.level for b in read_bytes("a.docx", docx(notes)).blocks if b.kind is BlockKind.TABLE_ROW]
    assert rows == [1, 0]


def test_the_title_is_that_of_the_properties() -> None:
    assert read_bytes("a.docx", docx(notes)).title == "Notes on pooling"


def test_a_place_is_its_section() -> None:
    document = read_bytes("a.docx", docx(notes))
    start = document.text.index("The maximum")
    assert place_of(document, start, start + 5) == "section Pooling"


def test_a_document_without_headings_has_no_places() -> None:
    document = read_bytes("a.docx", docx(lambda word: word.add_paragraph("Pooling shrinks a map.")))
    assert place_of(document, 0, 5) == ""


def test_a_formula_is_kept_in_its_sentence() -> None:
    def write(document: "WordDocument") -> None:
        from docx.oxml import parse_xml

        paragraph = document.add_paragraph("The loss is ")
        space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        formula = f'<m:oMath xmlns:m="{space}"><m:r><m:t>L=</m:t></m:r><m:r><m:t>1/n</m:t></m:r></m:oMath>'
        paragraph._p.append(parse_xml(formula))
        paragraph.add_run("as it stands.")

    assert read_bytes("a.docx", docx(write)).text == "The loss is L=1/n as it stands."


@pytest.mark.parametrize("how", ["vanish", "white", "tiny"])
def test_what_cannot_be_seen_is_left_out(how: str) -> None:
    def write(document: "WordDocument") -> None:
        from docx.shared import Pt, RGBColor

        document.add_paragraph("Pooling shrinks a map.")
        run = document.add_paragraph("Seen. ").add_run("secret instructions")
        run.font.hidden = True if how == "vanish" else None
        run.font.color.rgb = RGBColor(255, 255, 255) if how == "white" else None
        run.font.size = Pt(1) if how == "tiny" else None

    document = read_bytes("a.docx", docx(write))
    assert "Seen." in document.text
    assert "secret" not in words(document)


@pytest.mark.parametrize("kind", ["PARAGRAPH", "CHARACTER"])
def test_what_a_style_hides_is_left_out(kind: str) -> None:
    def write(document: "WordDocument") -> None:
        from docx.enum.style import WD_STYLE_TYPE

        style = document.styles.add_style("Quiet", getattr(WD_STYLE_TYPE, kind))
        style.font.hidden = True
        document.add_paragraph("Seen.")
        if kind == "PARAGRAPH":
            document.add_paragraph("secret instructions", style="Quiet")
        else:
            document.add_paragraph().add_run("secret instructions", style="Quiet")

    assert read_bytes("a.docx", docx(write)).text == "Seen."


def test_notes_and_their_numbers_are_left_out() -> None:
    def write(document: "WordDocument") -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        paragraph = document.add_paragraph("Pooling shrinks a map")
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
        paragraph.add_run(".")

    assert read_bytes("a.docx", docx(write)).text == "Pooling shrinks a map."


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.docx is damaged and cannot be unpacked"):
        read_bytes("a.docx", b"no archive")


def test_another_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.docx is no Word document .* lacks word/document\.xml"):
        read_bytes("a.docx", archive({"a.txt": "text"}))


def test_damaged_xml_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.docx is damaged"):
        read_bytes("a.docx", archive({"word/document.xml": "<w:document"}))
