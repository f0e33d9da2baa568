"""Plain text: its structure is guessed from blank lines, list signs and the look of a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.document import Block, BlockKind
from knowledge.readers.columns import is_header, rows_apart, rows_run_together
from knowledge.readers.formulas import is_formula
from knowledge.readers.lines import Line, footnote_number, groups, joined, words_of
from knowledge.readers.parsed import Parsed
from knowledge.readers.shapes import (
    asks,
    asks_when_marked,
    is_answer_mark,
    is_question_mark,
    spelt_answer,
    spelt_question,
    turns,
    without_number,
)
from knowledge.readers.titles import (
    asks_alone,
    heads_its_group,
    is_division,
    is_rule,
    is_title,
    lists_contents,
    numbered_title,
    single_number_title,
    underline_level,
)

_SIGNS = "\u2022\u2023\u25aa\u25ab\u25e6\u25cf\u25cb\u25a0\u25a1\u25ba\u27a2\u2713\u2714\u2192\u00b7*\u2013\u2014+-"
_BULLET = re.compile(rf"(?P<indent>[ \t]*)[{_SIGNS}][ \t]+(?=\S)")
_NUMBER = re.compile(r"(?P<indent>[ \t]*)(?:\d{1,3}[.)]|\(\d{1,2}\)|\(?(?:[a-h]|i{1,3}|iv|vi{0,3})\))[ \t]+(?=\S)")
_CODE_LINE = re.compile(
    r"\s*(>>>|\.\.\. |def \w+\(|class \w+[(:]|import \w|from \w+ import|return\b|(?:for|if|while|with) .*:$|#|\}|@\w)"
    r"|.*(\w\(.*\)\s*;?$|\w\s*=\s*\S|[{};]$)"
)
QUESTION_LINES = 4


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
        elif heading := _heading(group, lines, around):
            yield heading
        elif len(lines) > 1 and (heading := _heading_of_group(group)):
            yield heading
            rest = _behind(group, heading)
            yield from self._group(rest, [line for line in rest if not is_rule(line.text)], around)
        else:
            yield from self._running(lines)

    def _running(self, lines: list[Line]) -> Iterator[Block]:
        if not _listed(lines[0].text):
            self._indents = []
        running: list[Line] = []
        for line in lines:
            if running and _opens_a_block(line.text):
                yield self._block(running)
                running = []
            if is_answer_mark(line.text):
                continue
            running.append(line)
            if _question_ends(running):
                yield self._block(running)
                running = []
        if running:
            yield self._block(running)

    def _block(self, lines: list[Line]) -> Block:
        first = lines[0].text
        if spelt_question(first) is not None or _question_ends(lines):
            made = self._made(BlockKind.HEADING, lines, given=True)
            return replace(made, text=without_number(made.text))
        for kind, sign in ((BlockKind.BULLET, _BULLET), (BlockKind.NUMBERED, _NUMBER)):
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
        return bool(footnote_number(text, self._text[: lines[0].start]))


def _is_code(group: Sequence[Line]) -> bool:
    """Whether lines are fenced, a displayed formula, or indented and look like code line after line."""
    if group[0].text.lstrip().startswith(("```", "~~~")) or is_formula("\n".join(line.text for line in group)):
        return len(group) > 1 or group[0].text.strip() not in ("```", "~~~")
    if not all(line.text.startswith(("    ", "\t", ">>>")) for line in group):
        return False
    return sum(bool(_CODE_LINE.fullmatch(line.text) or _CODE_LINE.match(line.text)) for line in group) * 2 > len(group)


def _code(group: Sequence[Line]) -> Block:
    fenced = group[0].text.lstrip().startswith(("```", "~~~"))
    lines = group[1:-1] if fenced and len(group) > 2 else group
    return Block(BlockKind.CODE, "\n".join(line.text for line in lines), group[0].start, group[-1].end)


def _rows(texts: Sequence[str]) -> list[list[str] | None]:
    """The cells of each line of a table, None for a line without; empty where the lines are no table."""
    together = rows_run_together(texts)
    return [None if row is None else list(row) for row in together] if together else rows_apart(texts)


def _table(lines: Sequence[Line], rows: Sequence[list[str] | None]) -> Iterator[Block]:
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        if row is None:
            if re.search(r"\w", line.text):
                yield Block(BlockKind.PARAGRAPH, " ".join(line.text.split()), line.start, line.end)
        else:
            header = number == 0 and is_header(row)
            yield Block(BlockKind.TABLE_ROW, " | ".join(row), line.start, line.end, int(header))


def _heading(group: Sequence[Line], lines: Sequence[Line], around: tuple[str, str]) -> Block | None:
    """The heading that all of these lines are: a title, or a question over some lines."""
    text = " ".join(line.text.strip() for line in lines)
    start, end = lines[0].start, lines[-1].end
    if len(lines) > 1:
        whole = text.endswith("?") and not any(line.text.endswith((".", "?")) for line in lines[:-1])
        asking = len(lines) <= QUESTION_LINES and whole and text[:1].isupper() and asks_alone(text)
        return Block(BlockKind.HEADING, without_number(text), start, end) if asking and not _listed(text) else None
    underlined = next((underline_level(line.text) for line in group[1:] if is_rule(line.text)), 0)
    numbered = numbered_title(text)
    if numbered:
        return Block(BlockKind.HEADING, numbered[0], start, end, numbered[1])
    single = single_number_title(text)
    if single and around[1] and not any(_listed(beside) or single_number_title(beside) for beside in around):
        return Block(BlockKind.HEADING, single, start, end, underlined or 1)
    if asks_alone(text) or (not _listed(text) and is_title(text) and not turns(text)):
        return Block(BlockKind.HEADING, without_number(text), start, end, underlined)
    return None


def _heading_of_group(group: Sequence[Line]) -> Block | None:
    """The heading that a group of lines opens with: underlined, numbered, a question, or a short line above prose."""
    first, second = group[0], group[1]
    text = first.text.strip()
    if is_rule(second.text) and not _listed(text) and len(text.split()) <= QUESTION_LINES * 4:
        return Block(BlockKind.HEADING, without_number(text), first.start, first.end, underline_level(second.text))
    numbered = numbered_title(text)
    if numbered and not numbered_title(second.text):
        return Block(BlockKind.HEADING, numbered[0], first.start, first.end, numbered[1])
    if _listed(text) or spelt_question(text) is not None or spelt_answer(text) is not None or is_answer_mark(text):
        return None
    opens = text[:1].isupper() and not second.text.lstrip()[:1].islower()
    if opens and text.endswith("?") and asks(text) and not turns(text):
        return Block(BlockKind.HEADING, text, first.start, first.end)
    if (opens and _listed(second.text) and heads_its_group(text, "X" * 200)) or heads_its_group(text, second.text):
        return Block(BlockKind.HEADING, text, first.start, first.end)
    return None


def _behind(group: Sequence[Line], heading: Block) -> list[Line]:
    rest = [line for line in group if line.start > heading.start]
    return rest[1:] if len(rest) > 1 and is_rule(rest[0].text) else rest


def _listed(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _opens_a_block(text: str) -> bool:
    bare = text.strip()
    marked = spelt_question(bare) is not None or spelt_answer(bare) is not None
    return _listed(text) or marked or is_answer_mark(bare)


def _question_ends(lines: Sequence[Line]) -> bool:
    """Whether lines are a whole question that a number or sign marks: its answer may stand on the next line."""
    first = lines[0].text.strip()
    spelt = spelt_question(first) is not None
    if not spelt and not _NUMBER.match(lines[0].text):
        return False
    text = without_number(" ".join(line.text.strip() for line in lines))
    if len(lines) > 1:
        return len(lines) <= QUESTION_LINES and text.endswith("?") and asks(text)
    return asks_when_marked(text) and (text.endswith(("?", ".")) or not spelt)
