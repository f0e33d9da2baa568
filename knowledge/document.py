"""A text that was read, as blocks that keep their place in it."""

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    CODE = "code"
    TABLE_ROW = "table_row"  # cells joined by " | "


@dataclass(frozen=True)
class Block:
    """
    One structural unit of a document.

    ``text`` is what is read: without bullet signs or markup. ``start`` and ``end`` bound the characters of
    ``Document.text`` it was read from. ``level`` is the depth of a heading (1 is the highest; 0 means that the format
    does not say) or of a list item's nesting (0 is outermost). ``given`` means that the format itself says what the
    block is: a question (of a heading) or a key point (of a bullet), as in a table with such columns.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    level: int = 0
    given: bool = False


@dataclass(frozen=True)
class Mark:
    """
    Where in the original something begins that a reader can turn to: from the character ``start`` of the text on.

    ``unit`` is "page", "line", "cell", "row", "chapter" or "section", ``name`` its number or title; an empty name means
    that no place can be named from there on.
    """

    start: int
    unit: str
    name: str


@dataclass(frozen=True)
class Document:
    """
    ``source`` identifies the document (a path or an upload's name); ``sha256`` is that of the raw bytes. ``marks`` are
    in the order of their starts; without any, the text is the original, and its lines are the places.
    """

    source: str
    title: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that follow the content: the same bytes are the same document."""
        return self.sha256[:16]

    @cached_property
    def _line_ends(self) -> "array[int]":
        return array("q", (match.start() for match in re.finditer("\n", self.text)))

    def mark_at(self, character: int) -> Mark | None:
        """The last mark at or before a character of the text; None before the first."""
        if not self.marks:
            line = bisect_left(self._line_ends, character)
            return Mark(self._line_ends[line - 1] + 1 if line else 0, "line", str(line + 1))
        after = bisect_right(self.marks, character, key=lambda mark: mark.start)
        return self.marks[after - 1] if after else None


def place_of(document: Document, start: int, end: int) -> str:
    """
    Where a reader of the original finds the characters ``start`` to ``end``: "page 12", "lines 40-52", "cell 3".

    Empty where the format has no such places.
    """
    first, last = document.mark_at(start), document.mark_at(max(end - 1, start))
    named = [mark for mark in (first, last) if mark is not None and mark.name]
    if not named:
        return ""
    first, last = named[0], named[-1]
    if first.name == last.name or first.unit != last.unit:
        return f"{first.unit} {first.name}"
    joint = "-" if first.name.isdecimal() and last.name.isdecimal() else " to "
    return f"{first.unit}s {first.name}{joint}{last.name}"
