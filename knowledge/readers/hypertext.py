"""HTML, by Beautiful Soup: what a reader of the page sees, without its scripts, menus and footers."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge.document import Block, BlockKind
from knowledge.readers.shapes import asks, spelt_answer, spelt_question, without_number

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

DROPPED = """
    script style noscript template nav header footer aside form button iframe svg figure head select
    dialog object
""".split()
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 6, "summary": 6}
BLOCKS = {
    *HEADINGS,
    *"""
    p li pre td th dd div section article main body blockquote details ul ol dl table tr
""".split(),
}


def read_html(text: str) -> tuple[str, str, tuple[Block, ...]]:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    named = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    for tag in soup.find_all(lambda tag: tag.has_attr("hidden") or tag.get("aria-hidden") == "true"):
        tag.decompose()
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    written: list[str] = []
    blocks: list[Block] = []
    place = 0
    for kind, words, level in _pieces(soup):
        blocks.append(Block(kind, words, place, place + len(words), level))
        written.append(words)
        place += len(words) + 2
    heading = next((block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), "")
    return named or heading, "\n\n".join(written), tuple(blocks)


def _pieces(soup: "BeautifulSoup") -> Iterator[tuple[BlockKind, str, int]]:
    """What stands in each block element, in the page's order; the cells of a table row as one piece."""
    from bs4.element import NavigableString, PreformattedString

    strings = [
        (_block_of(string), string)
        for string in soup.find_all(string=True)
        if isinstance(string, NavigableString) and not isinstance(string, PreformattedString)
    ]
    texts = []
    for _, run in groupby(strings, key=lambda pair: id(pair[0])):
        pairs = list(run)
        block = pairs[0][0]
        raw = "".join(str(string) for _, string in pairs)
        words = raw.strip("\n") if block is not None and block.name == "pre" else " ".join(raw.split())
        if words.strip():
            texts.append((block, words))
    for _, group in groupby(texts, key=lambda pair: _row_key(pair[0])):
        members = list(group)
        if _row_key(members[0][0])[0] == "row":
            header = all(cell is not None and cell.name == "th" for cell, _ in members)
            yield BlockKind.TABLE_ROW, " | ".join(words for _, words in members), int(header)
        else:
            for block, words in members:
                yield _piece(block, words)


def _block_of(string: object) -> "Tag | None":
    parent: Tag | None = getattr(string, "parent", None)
    while parent is not None and parent.name not in BLOCKS:
        parent = parent.parent
    return parent


def _row_key(block: "Tag | None") -> tuple[str, int]:
    if block is not None and block.name in ("td", "th"):
        return "row", id(block.find_parent("tr"))
    return "block", 0


def _piece(block: "Tag | None", words: str) -> tuple[BlockKind, str, int]:
    name = block.name if block is not None else "p"
    if name in HEADINGS:
        return BlockKind.HEADING, without_number(words), HEADINGS[name]
    if name == "pre":
        return BlockKind.CODE, words, 0
    question = spelt_question(words)
    if question is not None:
        return BlockKind.HEADING, question, HEADINGS["h6"]
    item = block.find_parent("li") if block is not None and name != "li" else block
    if block is not None and item is not None:
        lists = item.find_parents(["ul", "ol"])
        numbered = bool(lists) and lists[0].name == "ol"
        if numbered and len(lists) == 1 and asks(words):
            return BlockKind.HEADING, without_number(words), HEADINGS["h6"]
        return (BlockKind.NUMBERED if numbered else BlockKind.BULLET), words, max(len(lists) - 1, 0)
    if block is not None and _bold(block, words) and asks(without_number(words)):
        return BlockKind.HEADING, without_number(words), HEADINGS["h6"]
    return BlockKind.PARAGRAPH, spelt_answer(words) or words, 0


def _bold(block: "Tag", words: str) -> bool:
    strong = block.find(["strong", "b"])
    return strong is not None and " ".join(strong.get_text().split()) == words
