"""Plain text: its structure is guessed from blank lines, list signs and the look of a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.document import Block, BlockKind
from knowledge.readers.columns import is_header, rows_run_together
from knowledge.readers.parsed import Parsed
from knowledge.readers.shapes import asks, spelt_answer, spelt_question, without_number

_BULLET = re.compile(r"(?P<indent>[ \t]*)[\u2022\u2023\u25aa\u25e6\u00b7*\u2013\u2014+-][ \t]+(?=\S)")
_NUMBER = re.compile(r"(?P<indent>[ \t]*)\d{1,3}[.)][ \t]+(?=\S)")
TITLE_WORDS = 12


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    end: int


def read_plain(text: str) -> Parsed:
    blocks: list[Block] = []
    for group in _groups(text):
        blocks.extend(_blocks(group))
    title = blocks[0].text if blocks and blocks[0].kind is BlockKind.HEADING else ""
    return Parsed(title, text, tuple(blocks))


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one between them."""
    group: list[_Line] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            group.append(_Line(line.rstrip(), place, place + len(line.rstrip())))
        elif group:
            yield group
            group = []
        place += len(line) + 1
    if group:
        yield group


def _blocks(group: list[_Line]) -> Iterator[Block]:
    cells = rows_run_together([line.text for line in group])
    if cells:
        for number, (line, row) in enumerate(zip(group, cells, strict=True)):
            if row is None:
                yield _paragraph([line])
            else:
                header = number == 0 and is_header(row)
                yield Block(BlockKind.TABLE_ROW, " | ".join(row), line.start, line.end, int(header))
        return
    if len(group) == 1 and _heading(group[0].text):
        yield Block(BlockKind.HEADING, without_number(group[0].text), group[0].start, group[0].end)
        return
    running: list[_Line] = []
    for line in group:
        if _opens_a_block(line.text) and running:
            yield _made(running)
            running = []
        running.append(line)
        if _is_question_line(line.text):
            yield _made(running)
            running = []
    if running:
        yield _made(running)


def _heading(text: str) -> bool:
    text = text.strip()
    if spelt_question(text) is not None or asks(without_number(text)):
        return True
    if _BULLET.match(text) or _NUMBER.match(text) or text.endswith((".", ":", ";", ",", "!")):
        return False
    return len(text.split()) <= TITLE_WORDS and text[0].isupper()


def _opens_a_block(text: str) -> bool:
    opens = _BULLET.match(text) or _NUMBER.match(text)
    return bool(opens) or spelt_question(text) is not None or spelt_answer(text) is not None


def _is_question_line(text: str) -> bool:
    """A numbered question, or one marked 'Q:', with its answer on the next line."""
    marked = spelt_question(text) is not None or _NUMBER.match(text)
    return bool(marked) and asks(without_number(text))


def _made(lines: list[_Line]) -> Block:
    first = lines[0].text
    if spelt_question(first) is not None or _is_question_line(first):
        joined = " ".join(line.text.strip() for line in lines)
        return Block(BlockKind.HEADING, without_number(joined), lines[0].start, lines[-1].end)
    for kind, sign in ((BlockKind.BULLET, _BULLET), (BlockKind.NUMBERED, _NUMBER)):
        match = sign.match(first)
        if match:
            level = len(match["indent"].expandtabs(4)) // 4
            return _paragraph(lines, kind, first[match.end() :], level)
    answer = spelt_answer(first)
    return _paragraph(lines, BlockKind.PARAGRAPH, answer or first)


def _paragraph(
    lines: list[_Line], kind: BlockKind = BlockKind.PARAGRAPH, first: str | None = None, level: int = 0
) -> Block:
    opening = lines[0].text if first is None else first
    text = " ".join([opening.strip(), *(line.text.strip() for line in lines[1:])])
    return Block(kind, " ".join(text.split()), lines[0].start, lines[-1].end, level)
