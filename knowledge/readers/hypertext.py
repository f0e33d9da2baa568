"""HTML, by Beautiful Soup: what a reader of the page sees, without its scripts, menus and footers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge.document import BlockKind
from knowledge.readers.formulas import is_formula
from knowledge.readers.furniture import holds_content, is_called_a_question, is_furniture, sizes
from knowledge.readers.parsed import Assembly, Parsed
from knowledge.readers.shapes import (
    TERM_LEVEL,
    asks,
    asks_when_marked,
    is_answer_mark,
    spelt_answer,
    spelt_question,
    without_number,
)
from knowledge.readers.visible import UNSTYLED, Look, Sheet, look

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

DROPPED = frozenset(
    """
    script style noscript template nav header footer aside form button iframe svg figure head select
    dialog object textarea canvas audio video
""".split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": TERM_LEVEL, "summary": 6, "button": 6}
BLOCKS = {
    *HEADINGS,
    *"""
    p li pre td th dd div section article main body blockquote details ul ol dl table tr
""".split(),
}
IN_CELLS = ("td", "th", "p", "div")
ROW_WORDS = 150
BREAK = "\x0b"  # a line break that the page asks for: blank, and in no text that was read


@dataclass(frozen=True)
class _Around:
    """What a piece of text stands in. Handed down from element to element, so that deep nesting costs no more."""

    block: "Tag | None" = None
    row: "Tag | None" = None
    cell: "Tag | None" = None
    item: bool = False
    lists: int = 0
    numbered: bool = False
    header: bool = False
    bold: bool = False
    asks: bool = False
    dropped: bool = False
    look: Look = UNSTYLED

    @property
    def unseen(self) -> bool:
        return self.dropped or self.look.unseen


@dataclass(frozen=True)
class _Piece:
    """The text of a block up to the next one."""

    around: _Around
    words: str
    bold: bool

    @property
    def name(self) -> str:
        return self.around.block.name if self.around.block is not None else "p"

    @property
    def row(self) -> "Tag | None":
        """The table row that it is a cell of; a cell's own lists and headings are none."""
        return self.around.row if self.around.cell is not None and self.name in IN_CELLS else None


def read_html(text: str) -> Parsed:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    named = soup.title.get_text(" ", strip=True) if soup.title else ""
    sheet = Sheet("\n".join(style.get_text() for style in soup.find_all("style")))
    _keep_formulas(soup)
    assembly = Assembly()
    asked = 0  # how deep the list is of which an item has asked: what else stands in the item is its answer
    for _, group in groupby(_pieces(soup, sheet), key=lambda piece: id(piece.row)):
        members = list(group)
        row = members[0].row
        if row is not None and not _lays_out(members):
            _mark(assembly, members[0])
            header = all(cell.around.header or cell.bold for cell in members)
            assembly.add(BlockKind.TABLE_ROW, _cells(row, members), int(header))
            continue
        for piece in members:
            _mark(assembly, piece)
            asked = min(asked, piece.around.lists if piece.around.item else 0)
            kind, words, level, given = _block(piece, asked)
            asked = piece.around.lists if kind is BlockKind.HEADING and piece.around.item else asked
            assembly.add(kind, words, level, given)
    return assembly.parsed(named)


def _lays_out(members: Sequence[_Piece]) -> bool:
    """Whether a table only arranges the page: its cells hold whole texts."""
    paragraphs = any(piece.name not in ("td", "th") for piece in members)
    cells = {id(piece.around.cell) for piece in members}
    return paragraphs and (len(cells) == 1 or sum(len(piece.words.split()) for piece in members) > ROW_WORDS)


def _cells(row: "Tag", members: Sequence[_Piece]) -> str:
    """The cells of a row, those that are empty too, so that each stays in its column."""
    texts: dict[int, list[str]] = {}
    for piece in members:
        texts.setdefault(id(piece.around.cell), []).append(piece.words)
    return " | ".join(" ".join(texts.get(id(cell), ())) for cell in row.find_all(["td", "th"], recursive=False))


def _pieces(soup: "BeautifulSoup", sheet: Sheet) -> Iterator[_Piece]:
    for _, run in groupby(_strings(soup, sheet), key=lambda pair: id(pair[0].block)):
        pairs = list(run)
        around = pairs[0][0]
        if around.block is not None and around.block.name == "pre":
            yield _Piece(around, "".join(string for _, string in pairs).replace(BREAK, "\n").strip("\n"), bold=False)
            continue
        for part in _parts(pairs):
            words = " ".join("".join(string for _, string in part).split())
            if words:
                yield _Piece(around, words, all(inside.bold for inside, string in part if string.strip()))


def _parts(pairs: Sequence[tuple[_Around, str]]) -> Iterator[Sequence[tuple[_Around, str]]]:
    """The text of a block, cut behind a bold question that opens it, and where a line opens with 'Q:' or 'A:'."""
    behind = next((place for place, (inside, text) in enumerate(pairs) if text.strip() and not inside.bold), len(pairs))
    opening = " ".join("".join(text for _, text in pairs[:behind]).split())
    if 0 < behind < len(pairs) and (spelt_question(opening) is not None or asks_when_marked(without_number(opening))):
        yield pairs[:behind]
        pairs = pairs[behind:]
    part: list[tuple[_Around, str]] = []
    for place, (inside, text) in enumerate(pairs):
        line = "".join(string for _, string in pairs[place + 1 : place + 4]).strip() if text == BREAK else ""
        if part and (spelt_question(line) is not None or spelt_answer(line) is not None or is_answer_mark(line)):
            yield part
            part = []
        part.append((inside, text))
    yield part


def _strings(soup: "BeautifulSoup", sheet: Sheet) -> Iterator[tuple[_Around, str]]:
    """Every text that can be seen, in the page's order, with what it stands in."""
    from bs4.element import NavigableString, PreformattedString, Tag

    known = {id(soup): _Around()}
    size = sizes(soup)
    for node in soup.descendants:
        around = known[id(node.parent)]
        if isinstance(node, Tag):
            inside = known[id(node)] = _inside(node, around, sheet, size[id(node)] / max(size[id(soup)], 1))
            if node.name == "br" and not inside.dropped:
                yield around, BREAK
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString) and not around.unseen:
            yield around, str(node)


def _inside(tag: "Tag", around: _Around, sheet: Sheet, share: float) -> _Around:
    """``share`` is the part of the page's text that the element holds."""
    if around.dropped or tag.name == "figcaption" or (tag.name in DROPPED and not holds_content(tag)):
        return replace(around, dropped=True)
    attributes = {key: " ".join(value) if isinstance(value, list) else str(value) for key, value in tag.attrs.items()}
    if is_furniture(tag.name, attributes, share):
        return replace(around, dropped=True)
    seen = look(tag.name, attributes, around.look, sheet)
    listing = tag.name in ("ul", "ol")
    return _Around(
        block=tag if tag.name in BLOCKS else around.block,
        row=tag if tag.name == "tr" else around.row,
        cell=tag if tag.name in ("td", "th") else around.cell,
        header=tag.name == "th" if tag.name in ("td", "th") else around.header,
        item=around.item or tag.name == "li",
        lists=around.lists + listing,
        numbered=tag.name == "ol" if listing else around.numbered,
        bold=around.bold or tag.name in ("strong", "b"),
        asks=is_called_a_question(attributes) if tag.name in BLOCKS else around.asks,
        dropped=seen.hidden,
        look=seen,
    )


def _block(piece: _Piece, asked: int) -> tuple[BlockKind, str, int, bool]:
    """Kind, words, level, and whether it is given. ``asked`` is the depth of a list whose item has asked, if any."""
    words, around = piece.words, piece.around
    bare = without_number(words)
    if piece.name in HEADINGS:
        level = HEADINGS["h6"] if piece.name == "dt" and asks(words) else HEADINGS[piece.name]
        return BlockKind.HEADING, bare, level, False
    if piece.name == "pre" or is_formula(words):
        return BlockKind.CODE, words, 0, False
    counted = around.item and around.numbered and around.lists == 1
    marked = spelt_question(words) is not None or ((counted or piece.bold) and asks(bare))
    if marked or (around.asks and words.endswith("?") and asks(bare)):
        return BlockKind.HEADING, bare, HEADINGS["h6"], marked
    if around.item and around.lists > asked:
        kind = BlockKind.NUMBERED if around.numbered else BlockKind.BULLET
        return kind, words, max(around.lists - 1 - asked, 0), False
    return BlockKind.PARAGRAPH, spelt_answer(words) or words, 0, False


def _mark(assembly: Assembly, piece: _Piece) -> None:
    line = piece.around.block.sourceline if piece.around.block is not None else None
    if line is not None:
        assembly.mark("line", str(line))


def _keep_formulas(soup: "BeautifulSoup") -> None:
    """A formula that brings its TeX along is written as that, once."""
    for annotation in soup.find_all("annotation"):
        shown = annotation.find_parent("span", class_="katex") or annotation.find_parent("math")
        if shown is not None and shown.parent is not None:
            shown.replace_with(f"${annotation.get_text(strip=True)}$")
