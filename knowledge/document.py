"""A text that was read, as blocks that keep their place in it."""

from dataclasses import dataclass
from enum import StrEnum


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
    does not say) or of a list item's nesting (0 is outermost).
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True)
class Document:
    """``source`` identifies the document (a path or an upload's name); ``sha256`` is that of the raw bytes."""

    source: str
    title: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that follow the content: the same bytes are the same document."""
        return self.sha256[:16]
