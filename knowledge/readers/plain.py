"""Plain text: its structure is guessed from blank lines, list signs and the look of a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.document import Block, BlockKind
from knowledge.readers.columns import is_header, rows_apart, rows_run_together
from knowledge.readers.formulas import is_equation, is_formula
from knowledge.readers.heads import (
    QUESTION_LINES,
    heading,
    heading_of_group,
    lines_behind,
    lines_that_ask_again,
    marks_joined,
)
from knowledge.readers.lines import Line, footnote_number, groups, joined, words_of
from knowledge.readers.parsed import Parsed
from knowledge.readers.shapes import (
    asked_and_answered,
    asks,
    asks_when_marked,
    is_answer_mark,
    is_question_mark,
    spelt_answer,
    spelt_question,
    without_number,
)
from knowledge.readers.signs import BULLET, NUMBER, is_listed
from knowledge.readers.titles import is_division, is_rule, is_title, lists_contents

_OPTION = re.compile(r"\(?[A-E][.)]\s+(?=\S)")
_CODE_LINE = re.compile(
    r"\s*(>>>|\.\.\. |def \w+\(|class \w+[(:]|import \w|from \w+ import|return\b|(?:for|if|while|with) .*:$|#|\}|@\w)"
    r"|.*(\w\(.*\)\s*;?$|\w\s*=\s*\S|[{};]$)"
)
LINES_ABOVE_TABLE = 3
NEAR = 3000  # characters in which the sign of a footnote stands before it


def read_plain(text: str) -> Parsed:
    blocks = tuple(_Reader(text).blocks())
    title = blocks[0].text if blocks and blocks[0].kind is BlockKind.HEADING else ""
    return Parsed(title, text, blocks)


class _Reader:
    """One pass over the groups of lines, with a look at the next one."""

    def __init__(self, text: str) -> None:
        self._groups = list(groups(text))
        self._known = words_of(text)
        self._text = text
        self._indents: list[int] = []

    def blocks(self) -> Iterator[Block]:
        asked = divided = False  # whether the line before said only "Question 3", or only "Chapter 3"
        for number, group in enumerate(self._groups):
            around = (self._first(number - 1), self._first(number + 1))
            lines = [line for line in group if not is_rule(line.text)] if not _is_code(group) else group
            if not lines or (number and self._is_footnote(lines)):
                continue
            if len(lines) == 1 and is_question_mark(lines[0].text):
                asked = True
                continue
            lines = marks_joined(lines)
            if asked or (divided and len(lines) == 1 and is_title(lines[0].text)):
                yield self._made(BlockKind.HEADING, lines, level=0 if asked else 1, given=asked)
            elif not is_division(lines[0].text) or len(lines) > 1:
                yield from self._group(group, lines, around)
            asked, divided = False, is_division(lines[0].text)

    def _first(self, number: int) -> str:
        """The first line of that group; empty where there is none."""
        return self._groups[number][0].text if 0 <= number < len(self._groups) else ""

    def _group(self, group: list[Line], lines: list[Line], around: tuple[str, str]) -> Iterator[Block]:
        texts = [line.text for line in lines]
        if _is_code(group):
            yield _code(group)
        elif lists_contents(texts):
            return
        elif rows := _rows(texts):
            yield from _table(lines, rows)
        elif below := _table_below(texts):
            yield from self._group(lines[:below], lines[:below], around)
            yield from _table(lines[below:], rows_apart(texts[below:]))
        elif title := heading(group, lines, around):
            yield title
        elif len(lines) > 1 and (title := heading_of_group(group)):
            yield title
            rest = lines_behind(group, title)
            again = next(iter(lines_that_ask_again(group)), 0) if title.text.endswith("?") else 0
            if again:
                rest, later = [line for line in rest if line.start < group[again].start], group[again:]
                yield from self._group(rest, rest, around)
                yield from self._group(later, later, around)
                return
            yield from self._group(rest, [line for line in rest if not is_rule(line.text)], around)
        else:
            yield from self._running(lines)

    def _running(self, lines: list[Line]) -> Iterator[Block]:
        if not is_listed(lines[0].text):
            self._indents = []
        running: list[Line] = []
        for line in lines:
            if running and _opens_a_block(line.text):
                yield from self._blocks(running)
                running = []
            if is_answer_mark(line.text):
                continue
            running.append(line)
            if _question_ends(running):
                yield from self._blocks(running)
                running = []
        if running:
            yield from self._blocks(running)

    def _blocks(self, lines: list[Line]) -> Iterator[Block]:
        """The block that some lines are; two where an answer goes on in the line of its question."""
        first = lines[0].text
        parts = None
        if spelt_question(first.strip()) is not None or NUMBER.match(first):
            parts = asked_and_answered(joined([line.text for line in lines], self._known))
        if parts is None:
            yield self._block(lines)
            return
        start, end = lines[0].start, lines[-1].end
        yield Block(BlockKind.HEADING, without_number(parts[0]), start, end, given=True)
        yield Block(BlockKind.PARAGRAPH, spelt_answer(parts[1]) or parts[1], start, end)

    def _block(self, lines: list[Line]) -> Block:
        first = lines[0].text
        if spelt_question(first) is not None or _question_ends(lines):
            made = self._made(BlockKind.HEADING, lines, given=True)
            return replace(made, text=without_number(made.text))
        for kind, sign in ((BlockKind.BULLET, BULLET), (BlockKind.NUMBERED, NUMBER)):
            match = sign.match(first)
            if match:
                return self._made(kind, lines, first[match.end() :], self._level(match["indent"]))
        return self._made(BlockKind.PARAGRAPH, lines, spelt_answer(first.strip()) or first)

    def _level(self, indent: str) -> int:
        """The depth of an item, from the indents of those before it."""
        wide = len(indent.expandtabs(4))
        while self._indents and self._indents[-1] > wide:
            self._indents.pop()
        if not self._indents or wide > self._indents[-1] + 1:
            self._indents.append(wide)
        return len(self._indents) - 1

    def _made(
        self, kind: BlockKind, lines: Sequence[Line], first: str | None = None, level: int = 0, given: bool = False
    ) -> Block:
        texts = [line.text for line in lines]
        if first is not None:
            texts[0] = first
        return Block(kind, joined(texts, self._known), lines[0].start, lines[-1].end, level, given)

    def _is_footnote(self, lines: list[Line]) -> bool:
        text = " ".join(line.text.strip() for line in lines)
        return bool(footnote_number(text, self._text[max(lines[0].start - NEAR, 0) : lines[0].start]))


def _is_code(group: Sequence[Line]) -> bool:
    """Whether lines are fenced, a displayed formula, or indented and look like code line after line."""
    if group[0].text.lstrip().startswith(("```", "~~~")) or is_formula("\n".join(line.text for line in group)):
        return len(group) > 1 or group[0].text.strip() not in ("```", "~~~")
    if len(group) == 1 and is_equation(group[0].text):
        return True
    if not all(line.text.startswith(("    ", "\t", ">>>")) for line in group):
        return False
    if any(line.text.endswith(".") for line in group):
        return False
    return sum(bool(_CODE_LINE.fullmatch(line.text) or _CODE_LINE.match(line.text)) for line in group) * 2 > len(group)


def _code(group: Sequence[Line]) -> Block:
    fenced = group[0].text.lstrip().startswith(("```", "~~~"))
    lines = group[1:-1] if fenced and len(group) > 2 else group
    return Block(BlockKind.CODE, "\n".join(line.text for line in lines), group[0].start, group[-1].end)


def _rows(texts: Sequence[str]) -> list[list[str] | None]:
    """The cells of each line of a table, None for a line without; empty where the lines are no table."""
    together = rows_run_together(texts)
    if together:
        return [None if row is None else list(row) for row in together]
    return [] if any(is_listed(text) for text in texts) else rows_apart(texts)


def _table_below(texts: Sequence[str]) -> int:
    """Where in a group a table begins below some other lines; 0 where none does."""
    for first in range(1, min(len(texts) - 1, LINES_ABOVE_TABLE + 1)):
        if not any(is_listed(text) for text in texts[first:]) and rows_apart(texts[first:]):
            return first
    return 0


def _table(lines: Sequence[Line], rows: Sequence[list[str] | None]) -> Iterator[Block]:
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        if row is None:
            if re.search(r"\w", line.text):
                yield Block(BlockKind.PARAGRAPH, " ".join(line.text.split()), line.start, line.end)
        else:
            header = number == 0 and is_header(row)
            yield Block(BlockKind.TABLE_ROW, " | ".join(row), line.start, line.end, int(header))


def _opens_a_block(text: str) -> bool:
    bare = text.strip()
    marked = spelt_question(bare) is not None or spelt_answer(bare) is not None
    return is_listed(text) or marked or is_answer_mark(bare) or bool(_OPTION.match(bare))


def _question_ends(lines: Sequence[Line]) -> bool:
    """Whether lines are a whole question that a number or sign marks: its answer may stand on the next line."""
    first = lines[0].text.strip()
    spelt = spelt_question(first) is not None
    if not spelt and not NUMBER.match(lines[0].text):
        return False
    text = without_number(" ".join(line.text.strip() for line in lines))
    if len(lines) > 1:
        return len(lines) <= QUESTION_LINES and text.endswith("?") and asks(text)
    return asks_when_marked(text) and (text.endswith(("?", ".")) or not spelt)
