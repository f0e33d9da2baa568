import pytest

from knowledge.document import BlockKind, place_of
from knowledge.errors import UnreadableDocument
from knowledge.readers import read_bytes
from tests.knowledge.readers.making import archive, epub, kinds

BOOK = {
    "one.xhtml": "<h1>Pooling</h1><p>Pooling shrinks a map.</p>",
    "two%20b.xhtml": "<h1>Attention</h1><h2>What is a query?</h2><ul><li>A vector that asks.</li></ul>",
}
PAGES = {"OEBPS/two b.xhtml": f"<html><body>{BOOK['two%20b.xhtml']}</body></html>"}


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    assert kinds(read_bytes("a.epub", epub(BOOK, more=PAGES))) == [
        (BlockKind.HEADING, "Pooling"),
        (BlockKind.PARAGRAPH, "Pooling shrinks a map."),
        (BlockKind.HEADING, "Attention"),
        (BlockKind.HEADING, "What is a query?"),
        (BlockKind.BULLET, "A vector that asks."),
    ]


def test_the_title_is_the_books() -> None:
    assert read_bytes("a.epub", epub(BOOK, title="Networks &amp; maps")).title == "Networks & maps"


def test_a_place_is_its_chapter() -> None:
    document = read_bytes("a.epub", epub(BOOK, more=PAGES))
    assert place_of(document, 0, 3) == "chapter Pooling"
    assert place_of(document, 0, len(document.text)) == "chapters Pooling to Attention"


def test_a_chapter_that_is_missing_leaves_the_others() -> None:
    assert "Pooling shrinks" in read_bytes("a.epub", epub(BOOK)).text


@pytest.mark.parametrize("target", ["../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"])
def test_a_spine_that_leads_out_of_the_book_reads_nothing_there(target: str) -> None:
    package = (
        f'<package><item id="c" href="{target}" media-type="text/html"/>'
        '<item id="d" href="one.xhtml" media-type="text/html"/><itemref idref="c"/><itemref idref="d"/></package>'
    )
    book = archive(
        {
            "META-INF/container.xml": '<rootfile full-path="book.opf"/>',
            "book.opf": package,
            "one.xhtml": BOOK["one.xhtml"],
        }
    )
    assert read_bytes("a.epub", book).text == "Pooling\n\nPooling shrinks a map."


def test_another_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.epub is no EPUB: it lacks META-INF/container\.xml"):
        read_bytes("a.epub", archive({"a.txt": "text"}))


def test_a_container_without_its_book_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"lacks its part 'book\.opf'"):
        read_bytes("a.epub", archive({"META-INF/container.xml": '<rootfile full-path="book.opf"/>'}))


def test_what_the_books_style_sheet_hides_is_left_out() -> None:
    package = (
        '<package><item id="c" href="one.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="s" href="style.css" media-type="text/css"/><itemref idref="c"/></package>'
    )
    book = archive(
        {
            "META-INF/container.xml": '<rootfile full-path="book.opf"/>',
            "book.opf": package,
            "style.css": ".x { display: none }",
            "one.xhtml": "<html><body><p>Seen.</p><p class='x'>secret</p></body></html>",
        }
    )
    assert read_bytes("a.epub", book).text == "Seen."
