"""EPUB: the chapters of the book's spine, each read as the page of HTML that it is."""

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from knowledge.errors import UnreadableDocument
from knowledge.readers.archive import Archive
from knowledge.readers.encoding import decode
from knowledge.readers.hypertext import read_html
from knowledge.readers.parsed import Assembly, Parsed

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
MAX_CHAPTERS = 5_000
MAX_SHEETS = 20
MAX_CSS = 200_000
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


@dataclass(frozen=True)
class _Item:
    """A file of the book, by its name in the archive and its kind."""

    name: str
    kind: str
    lists_contents: bool


def read_epub(source: str, data: bytes) -> Parsed:
    """
    Raises UnreadableDocument for what is no EPUB, is locked or damaged.

    The book's tables are read by the lenient reader of HTML, which knows no entities of XML and fetches nothing.
    """
    archive = Archive(source, data)
    package = _package(source, archive)
    book = _soup(source, archive.read(package))
    assembly = Assembly()
    items = _items(book, posixpath.dirname(package))
    names = _chapters(book, items)
    styles = _styles(source, archive, items)
    if len(names) > MAX_CHAPTERS:
        raise UnreadableDocument(f"{source} has {len(names):,} chapters; at most {MAX_CHAPTERS:,} can be read")
    if _locked(source, archive, names):
        raise UnreadableDocument(f"{source} is locked by its seller; only books without such a lock can be read")
    for number, name in enumerate(names, 1):
        if name in archive.names:  # a book in which a chapter is missing still has the others
            chapter = read_html(styles + decode(f"{source}, {name}", archive.read(name)))
            assembly.mark("chapter", _heading(chapter) or str(number))
            assembly.include(chapter._replace(marks=()))
    titled = book.find("dc:title")
    return assembly.parsed(titled.get_text(" ", strip=True) if titled else "")


def _locked(source: str, archive: Archive, chapters: list[str]) -> bool:
    """Fonts alone may be locked: they are not read."""
    if ENCRYPTION not in archive.names:
        return False
    references = _soup(source, archive.read(ENCRYPTION)).find_all(re.compile(r"(^|:)cipherreference$"))
    return bool({unquote(str(reference.get("uri", ""))) for reference in references} & set(chapters))


def _package(source: str, archive: Archive) -> str:
    if CONTAINER not in archive.names:
        raise UnreadableDocument(
            f"{source} is no EPUB: it lacks {CONTAINER}; open it in its own program and save it anew"
        )
    root = _soup(source, archive.read(CONTAINER)).find("rootfile")
    return str(root.get("full-path", "")) if root else ""


def _items(book: "BeautifulSoup", folder: str) -> dict[str, _Item]:
    """Id to item. Names that lead out of the book are in no archive."""
    return {
        str(item.get("id")): _Item(
            posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href", ""))))),
            str(item.get("media-type", "")),
            "nav" in str(item.get("properties", "")).split(),
        )
        for item in book.find_all("item")
    }


def _chapters(book: "BeautifulSoup", items: dict[str, _Item]) -> list[str]:
    """The names of the pages of the spine, each once."""
    wanted = [items[str(ref.get("idref"))] for ref in book.find_all("itemref") if str(ref.get("idref")) in items]
    return list(dict.fromkeys(item.name for item in wanted if item.kind in _PAGES and not item.lists_contents))


def _styles(source: str, archive: Archive, items: dict[str, _Item]) -> str:
    """The book's style sheets, as each chapter would link them: they tell what it hides."""
    names = [item.name for item in items.values() if item.kind == "text/css" and item.name in archive.names]
    css = "\n".join(decode(f"{source}, {name}", archive.read(name)) for name in names[:MAX_SHEETS])
    return f"<style>{css[:MAX_CSS].replace('</', '')}</style>" if css else ""


def _heading(chapter: Parsed) -> str:
    """The first heading of a chapter: the title of its file is the book's as a rule."""
    return next((block.text for block in chapter.blocks if block.kind == "heading"), "")


def _soup(source: str, data: bytes) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    return BeautifulSoup(decode(source, data), "html.parser")
