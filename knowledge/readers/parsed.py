"""What a reader makes of a file, and how the text is put together where the format has none of its own."""

from typing import NamedTuple

from knowledge.document import Block, BlockKind, Mark
from knowledge.readers.encoding import clean

GAP = "\n\n"


class Parsed(NamedTuple):
    """``title`` may be empty; ``marks`` are empty where the text is that of the file itself."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()


class Assembly:
    """Blocks one after the other, with a blank line between them."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._length = 0

    def mark(self, unit: str, name: str) -> None:
        """What is added from here on stands at that place of the original."""
        name = " ".join(clean(name).split())
        start = self._length + len(GAP) if self._written else 0
        if self._marks and (self._marks[-1].unit, self._marks[-1].name) == (unit, name):
            return
        if self._marks and self._marks[-1].start == start:
            self._marks.pop()
        self._marks.append(Mark(start, unit, name))

    def add(self, kind: BlockKind, words: str, level: int = 0, given: bool = False) -> None:
        """A block that is read exactly as it stands in the text; nothing, where its words are blank."""
        words = clean(words)
        if words.strip():
            start = self._write(words)
            self._blocks.append(Block(kind, words, start, start + len(words), level, given))

    def include(self, parsed: Parsed) -> None:
        """The whole text of a part that was read by itself, with its blocks and marks."""
        if parsed.text.strip():
            start = self._write(parsed.text)
            self._marks += [Mark(mark.start + start, mark.unit, mark.name) for mark in parsed.marks]
            self._blocks += [
                Block(b.kind, clean(b.text), b.start + start, b.end + start, b.level, b.given) for b in parsed.blocks
            ]

    def parsed(self, title: str = "") -> Parsed:
        """The title is that of the first heading of level 1 where none is named."""
        first = next((b.text for b in self._blocks if b.kind is BlockKind.HEADING and b.level == 1), "")
        unmarked = (Mark(0, "", ""),)  # the lines of this text are nobody's
        named = " ".join(clean(title).split())
        return Parsed(named or first, GAP.join(self._written), tuple(self._blocks), tuple(self._marks) or unmarked)

    def _write(self, words: str) -> int:
        """Returns where the words start."""
        start = self._length + len(GAP) if self._written else 0
        self._written.append(words)
        self._length = start + len(words)
        return start
