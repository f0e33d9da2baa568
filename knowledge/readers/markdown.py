"""Markdown, by markdown-it: headings, lists, tables, code and the HTML that people put in between."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.document import Block, BlockKind
from knowledge.readers.blinds import without_hidden
from knowledge.readers.formulas import formula_at, is_formula
from knowledge.readers.inline import bold_opening, is_bold, keep_math, only_points_elsewhere, text_of
from knowledge.readers.parsed import Parsed
from knowledge.readers.shapes import (
    BOLD_TITLE_LEVEL,
    TERM_LEVEL,
    asked_and_answered,
    asks,
    asks_when_marked,
    is_answer_mark,
    spelt_answer,
    spelt_question,
    without_number,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,500}>|<!--.*?-->", re.DOTALL)
_TIGHT_HEADING = re.compile(r"^(#{1,6})(?=[A-Z][^#]*$)")
_LABELLED = re.compile(r"[^\s:\u2013\u2014][^:.\u2013\u2014]{1,40}?(?::|\s[\u2013\u2014-])\s+\S")
_BULLET = re.compile(r"[-*+\u2022]\s+(?=\S)")
_DEFINITION = re.compile(r":\s+(?=\S)")
_FENCE = re.compile(r"\s*(```|~~~)")
INNERMOST = 6
BOLD_TITLE_WORDS = 8
TERM_WORDS = 8


def read_markdown(text: str) -> Parsed:
    from markdown_it import MarkdownIt

    text = without_hidden(text)
    front = _FRONT_MATTER.match(text)
    skipped = text[: front.end()].count("\n") if front else 0
    body = "\n" * skipped + text[front.end() :] if front else text
    parser = MarkdownIt("commonmark").enable("table")
    parser.inline.ruler.before("escape", "math", keep_math)
    tokens = parser.parse(_fenced(body))
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    blocks = tuple(_Walk(tokens, lines, text).blocks())
    named = _FRONT_TITLE.search(front[1]) if front else None
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return Parsed(named[1] if named else heading.text if heading else "", text, blocks)


def _fenced(body: str) -> str:
    """The same lines, with displayed formulas of three lines and more between fences, so that they stay whole."""
    lines = [_TIGHT_HEADING.sub(r"\1 ", line) for line in body.split("\n")]
    number, fence = 0, ""
    while number < len(lines):
        sign = _FENCE.match(lines[number])
        if sign and (not fence or sign[1] == fence):
            fence = "" if fence else sign[1]
        behind = number if fence else formula_at(lines, number)
        if behind - number >= 3:
            indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
            lines[number] = f"{indent}```math"
            lines[behind - 1] = f"{indent}```"
        number = max(behind, number + 1)
    return "\n".join(lines)


class _Walk:
    """One pass over the tokens, with the list and table that it stands in."""

    def __init__(self, tokens: Sequence["Token"], lines: Sequence[int], source: str) -> None:
        self._tokens = tokens
        self._lines = lines
        self._source = source
        self._lists: list[BlockKind] = []
        self._heading = 0
        self._cells: list[str] = []
        self._header = False
        self._row = (0, 0)
        self._asked_in = 0
        """The depth of the innermost list of which an item has asked: what stands in the item is its answer."""

    def blocks(self) -> Iterator[Block]:
        for token in self._tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    kind = BlockKind.BULLET if token.type.startswith("bullet") else BlockKind.NUMBERED
                    self._lists.append(kind)
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                    self._asked_in = min(self._asked_in, len(self._lists))
                case "heading_open" | "heading_close":
                    self._heading = int(token.tag[1]) if token.nesting == 1 else 0
                case "fence" | "code_block":
                    yield self._code(token)
                case "html_block":
                    yield from self._html(token)
                case "thead_open" | "thead_close" | "tr_open" | "tr_close":
                    yield from self._table(token)
                case "inline":
                    yield from self._inline(token)

    def _range(self, token: "Token") -> tuple[int, int]:
        first, behind = token.map or (0, 0)
        return self._lines[first], min(self._lines[behind] - 1, len(self._source))

    def _code(self, token: "Token") -> Block:
        start, end = self._range(token)
        formula = token.type == "fence" and token.info.strip() == "math" and is_formula(self._source[start:end])
        text = self._source[start:end] if formula else token.content
        return Block(BlockKind.CODE, text.rstrip("\n"), start, end)

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
            self._cells.append(text_of(token))
            return
        place = self._range(token)
        if self._heading:
            yield Block(BlockKind.HEADING, without_number(text_of(token)), *place, self._heading)
            return
        written = self._source[slice(*place)].strip()
        if not self._lists and is_formula(written):
            yield Block(BlockKind.CODE, written, *place)
            return
        if only_points_elsewhere(token):
            return
        opening, rest = bold_opening(token)
        if opening and (spelt_question(opening) is not None or asks_when_marked(without_number(opening))):
            yield self._question(without_number(opening), place)
            token_text = rest
        else:
            token_text = text_of(token, newline="\n")
        for text in _spelt_parts(token_text):
            yield from self._paragraph(text, place, bold=is_bold(token))

    def _question(self, text: str, place: tuple[int, int]) -> Block:
        self._asked_in = len(self._lists)
        return Block(BlockKind.HEADING, text, *place, INNERMOST, given=True)

    def _paragraph(self, text: str, place: tuple[int, int], bold: bool) -> Iterator[Block]:
        question = spelt_question(text)
        numbered = bool(self._lists) and self._lists[-1] is BlockKind.NUMBERED
        bare = without_number(text)
        parts = asked_and_answered(text) if question is not None or (numbered and len(self._lists) == 1) else None
        if parts:
            yield self._question(without_number(parts[0]), place)
            yield Block(BlockKind.PARAGRAPH, spelt_answer(parts[1]) or parts[1], *place)
        elif question is not None:
            yield self._question(question, place)
        elif (bold and asks(bare)) or (numbered and len(self._lists) == 1 and asks_when_marked(bare)):
            yield self._question(bare, place)
        elif bold and not self._lists and _is_title(bare):
            yield Block(BlockKind.HEADING, bare, *place, BOLD_TITLE_LEVEL)
        elif sign := _BULLET.match(text):
            yield Block(BlockKind.BULLET, text[sign.end() :], *place, max(len(self._lists) - self._asked_in, 0))
        elif len(self._lists) > self._asked_in:
            yield Block(self._lists[-1], text, *place, len(self._lists) - 1 - self._asked_in)
        else:
            yield from _defined(spelt_answer(text) or text, place)

    def _html(self, token: "Token") -> Iterator[Block]:
        summary = _SUMMARY.search(token.content)
        if summary:
            yield Block(BlockKind.HEADING, without_number(_plain(summary[1])), *self._range(token), INNERMOST)
        rest = _plain(_SUMMARY.sub("", token.content))
        if rest:
            yield Block(BlockKind.PARAGRAPH, rest, *self._range(token))


def _defined(text: str, place: tuple[int, int]) -> Iterator[Block]:
    """The paragraph, or the terms and definitions of a definition list: the definition opens a line with ': '."""
    lines = text.split("\n")
    terms = [line for line, following in pairwise(lines) if _DEFINITION.match(following)]
    if not terms or any(len(term.split()) > TERM_WORDS for term in terms):
        yield Block(BlockKind.PARAGRAPH, " ".join(lines), *place)
        return
    running: list[str] = []
    for number, line in enumerate(lines):
        if _DEFINITION.match(line):
            running.append(line[1:].strip())
        elif number + 1 < len(lines) and _DEFINITION.match(lines[number + 1]):
            if running:
                yield Block(BlockKind.PARAGRAPH, " ".join(running), *place)
            running = []
            yield Block(BlockKind.HEADING, line.strip(), *place, TERM_LEVEL)
        else:
            running.append(line.strip())
    yield Block(BlockKind.PARAGRAPH, " ".join(running), *place)


def _spelt_parts(text: str) -> Iterator[str]:
    """The paragraph cut where a line opens with 'Q:' or 'A:'; on one line, but for a definition list."""
    part: list[str] = []
    lines = text.split("\n")
    labels = len(lines) > 1 and all(_LABELLED.match(line) for line in lines)
    for line in lines:
        if part and (
            labels
            or _BULLET.match(line)
            or spelt_question(line) is not None
            or spelt_answer(line) is not None
            or is_answer_mark(line)
        ):
            yield _on_one_line(part)
            part = []
        part.append(line)
    if any(part):
        yield _on_one_line(part)


def _on_one_line(lines: Sequence[str]) -> str:
    defines = any(_DEFINITION.match(line) for line in lines[1:])
    return ("\n" if defines else " ").join(lines)


def _is_title(text: str) -> bool:
    return len(text.split()) <= BOLD_TITLE_WORDS and text[-1:].isalnum() and not is_answer_mark(text)


def _plain(html: str) -> str:
    from html import unescape

    return " ".join(unescape(_TAG.sub(" ", html)).split())
