"""The parts of a document become its text: words joined over the ends of lines, and every page marked. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.document import Block, BlockKind, Mark
from knowledge.readers.columns import is_header
from knowledge.readers.parsed import Assembly, Parsed
from knowledge.readers.pdf.layout import Line
from knowledge.readers.pdf.parts import Measures, Part, opens, rows
from knowledge.readers.plain import read_plain
from knowledge.readers.shapes import asks, without_number

INNERMOST = 6
NESTED = 0.8  # times the size of the letters
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_BEGUN = re.compile(r"[^\W\d_]+")
_SECTION_NUMBER = re.compile(
    r"^((chapter|section|part|appendix)\s+)?(\d+(\.\d+)+\.?|\d+|[A-Z]\.\d+|[ivx]+\.)[:.)]?\s+(?=\S)", re.I
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def write(title: str, found: Sequence[Part], usual: Measures) -> Parsed:
    levels = _levels(found, usual)
    words = {word.casefold() for part in found for line in part.lines for word in _WORD.findall(line.text)}
    assembly = Assembly()
    items: list[float] = []  # where the signs of the open lists stand
    for part in found:
        first = part.lines[0]
        assembly.mark("page", str(first.page))
        match part.kind:
            case BlockKind.HEADING:
                heading = " ".join(joined(part.lines, words)[0].split())
                assembly.add(
                    BlockKind.HEADING, _SECTION_NUMBER.sub("", without_number(heading), 1), levels[_look(part)]
                )
            case BlockKind.CODE:
                assembly.add(BlockKind.CODE, _listing(part.lines, usual))
            case BlockKind.TABLE_ROW:
                for number, cells in enumerate(rows(part)):
                    header = number == 0 and (first.bold or is_header(cells))
                    assembly.add(BlockKind.TABLE_ROW, " | ".join(cells), int(header))
            case _:
                items = _nested(items, first)
                assembly.include(_prose(part, words, len(items) - 1, guess=not levels))
    return assembly.parsed(title)


def joined(lines: Sequence[Line], words: set[str]) -> tuple[str, tuple[Mark, ...]]:
    """
    The text of the lines, with a mark where each further page begins.

    A hyphen at the end of a line goes, unless the word is written with one elsewhere and never without.
    """
    text, marks = lines[0].text, []
    for last, line in pairwise(lines):
        broken, begun = _BROKEN.search(text), _BEGUN.match(line.text)
        if broken and begun and begun[0].islower():
            whole, hyphenated = broken[1] + begun[0], f"{broken[1]}-{begun[0]}"
            kept = hyphenated.casefold() in words and whole.casefold() not in words
            text = text if kept else text[:-1]
        elif not text.endswith(("\u2014", "/")):
            text += " "
        if line.page != last.page:
            marks.append(Mark(len(text), "page", str(line.page)))
        text += line.text
    return text, tuple(marks)


def _prose(part: Part, words: set[str], nesting: int, guess: bool) -> Parsed:
    """Read as plain text is; short lines are guessed to be headings only where no letters are larger."""
    text, marks = joined(part.lines, words)
    return Parsed("", text, tuple(_placed(block, nesting, guess) for block in read_plain(text).blocks), marks)


def _placed(block: Block, nesting: int, guess: bool) -> Block:
    if block.kind is BlockKind.HEADING and not guess and not asks(block.text):
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    listed = block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
    return replace(block, level=max(nesting, 0)) if listed else block


def _nested(items: list[float], line: Line) -> list[float]:
    """The signs of the lists that are open once this line has begun."""
    if not opens(line):
        return []
    inside = NESTED * line.size
    outer = [left for left in items if left < line.left - inside]
    return [*outer, line.left]


def _listing(lines: Sequence[Line], usual: Measures) -> str:
    left = min(line.left for line in lines)
    width = 0.6 * lines[0].size  # of a letter in nearly every such font
    written = []
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else line
        if above.page == line.page and above.baseline - line.baseline > 1.7 * min(usual.pitch, 1.3 * line.size):
            written.append("")
        written.append(" " * round((line.left - left) / width) + line.text)
    return "\n".join(written)


def _look(part: Part) -> tuple[float, bool]:
    return part.lines[0].size, part.lines[0].bold


def _levels(found: Sequence[Part], usual: Measures) -> dict[tuple[float, bool], int]:
    """The larger the letters, the higher the heading; level 1 is for a title, of which there is one."""
    looks = [_look(part) for part in found if part.kind is BlockKind.HEADING]
    ranked = sorted(set(looks), key=lambda look: (-look[0], not look[1]))
    titled = bool(ranked) and looks.count(ranked[0]) == 1 and len(looks) > 1 and looks[0] == ranked[0]
    return {look: min(rank + (1 if titled else 2), INNERMOST) for rank, look in enumerate(ranked)}
