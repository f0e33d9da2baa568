"""Markdown, by markdown-it: headings, lists, tables, code and the HTML that people put in between."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from knowledge.document import Block, BlockKind
from knowledge.readers.parsed import Parsed
from knowledge.readers.shapes import asks, spelt_answer, spelt_question, without_number

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>|<!--.*?-->", re.DOTALL)
INNERMOST = 6


def read_markdown(text: str) -> Parsed:
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    skipped = text[: front.end()].count("\n") if front else 0
    body = "\n" * skipped + text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    blocks = tuple(_Walk(tokens, lines, len(text)).blocks())
    named = _FRONT_TITLE.search(front[1]) if front else None
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return Parsed(named[1] if named else heading.text if heading else "", text, blocks)


class _Walk:
    """One pass over the tokens, with the list and table that it stands in."""

    def __init__(self, tokens: Sequence["Token"], lines: Sequence[int], length: int) -> None:
        self._tokens = tokens
        self._lines = lines
        self._length = length
        self._lists: list[BlockKind] = []
        self._heading = 0
        self._cells: list[str] = []
        self._header = False
        self._row = (0, 0)

    def blocks(self) -> Iterator[Block]:
        for token in self._tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    kind = BlockKind.BULLET if token.type.startswith("bullet") else BlockKind.NUMBERED
                    self._lists.append(kind)
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "heading_open" | "heading_close":
                    self._heading = int(token.tag[1]) if token.nesting == 1 else 0
                case "fence" | "code_block":
                    yield Block(BlockKind.CODE, token.content.rstrip("\n"), *self._range(token))
                case "html_block":
                    yield from self._html(token)
                case "thead_open" | "thead_close" | "tr_open" | "tr_close":
                    yield from self._table(token)
                case "inline":
                    yield from self._inline(token)

    def _range(self, token: "Token") -> tuple[int, int]:
        first, behind = token.map or (0, 0)
        return self._lines[first], min(self._lines[behind] - 1, self._length)

    def _table(self, token: "Token") -> Iterator[Block]:
        if token.type.startswith("thead"):
            self._header = token.nesting == 1
        elif token.nesting == 1:
            self._cells, self._row = [], self._range(token)
        else:
            yield Block(BlockKind.TABLE_ROW, " | ".join(self._cells), *self._row, int(self._header))
            self._row = (0, 0)

    def _inline(self, token: "Token") -> Iterator[Block]:
        if self._row != (0, 0):
            self._cells.append(_text(token))
            return
        place = self._range(token)
        if self._heading:
            yield Block(BlockKind.HEADING, without_number(_text(token)), *place, self._heading)
            return
        for text in _spelt_parts(_text(token, newline="\n")):
            yield self._paragraph(text, place, bold=_bold(token))

    def _paragraph(self, text: str, place: tuple[int, int], bold: bool) -> Block:
        question = spelt_question(text)
        numbered = bool(self._lists) and self._lists[-1] is BlockKind.NUMBERED
        if question is not None:
            return Block(BlockKind.HEADING, question, *place, INNERMOST)
        if (bold or (numbered and len(self._lists) == 1)) and asks(without_number(text)):
            return Block(BlockKind.HEADING, without_number(text), *place, INNERMOST)
        if self._lists:
            return Block(self._lists[-1], text, *place, len(self._lists) - 1)
        return Block(BlockKind.PARAGRAPH, spelt_answer(text) or text, *place)

    def _html(self, token: "Token") -> Iterator[Block]:
        summary = _SUMMARY.search(token.content)
        if summary:
            yield Block(BlockKind.HEADING, _plain(summary[1]), *self._range(token), INNERMOST)
        rest = _plain(_SUMMARY.sub("", token.content))
        if rest:
            yield Block(BlockKind.PARAGRAPH, rest, *self._range(token))


def _text(token: "Token", newline: str = " ") -> str:
    """The words of an inline token without its markup; pictures are left out."""
    pieces = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(newline)
    return "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n")).strip()


def _spelt_parts(text: str) -> Iterator[str]:
    """The paragraph on one line, cut where a line opens with 'Q:' or 'A:'."""
    part: list[str] = []
    for line in text.split("\n"):
        if part and (spelt_question(line) is not None or spelt_answer(line) is not None):
            yield " ".join(part)
            part = []
        part.append(line)
    if any(part):
        yield " ".join(part)


def _bold(token: "Token") -> bool:
    """Whether the whole paragraph is strong."""
    children = [child for child in token.children or [] if child.content.strip() or child.type != "text"]
    return len(children) > 2 and children[0].type == "strong_open" and children[-1].type == "strong_close"


def _plain(html: str) -> str:
    from html import unescape

    return " ".join(unescape(_TAG.sub(" ", html)).split())
