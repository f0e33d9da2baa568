"""The blocks of an answer become one reference text; a given reference also the claims in it, as they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Block, BlockKind
from knowledge.extract.rows import LISTED_WEIGHT, row_points
from knowledge.extract.sentences import labelled, sentence_ranges
from knowledge.question import KeyPoint

MAX_KEY_POINTS = 12
CLAIM_WORDS = 3
LISTED = (BlockKind.BULLET, BlockKind.NUMBERED)
_FILLER = re.compile(
    r"(here (are|is)|let us|let's|in this (section|post|article|chapter|blog)|we will|the following|below"
    r"|as (shown|seen) (above|below|in)|for more|click|read |see |note that this (post|article)|i hope|we hope|happy )",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Placed:
    """A block whose text stands in the reference from ``start`` on; ``sides`` is the header of the table it is in."""

    block: Block
    start: int
    sides: tuple[str, ...] = ()


def laid_out(blocks: Sequence[Block]) -> tuple[str, list[Placed]]:
    """The reference text, and where in it each block stands. Code and formulas are kept whole."""
    text = ""
    placed = []
    sides: tuple[str, ...] = ()
    previous: Block | None = None
    for block in blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            sides = ()
        elif block.level == 1:
            sides = tuple(cell.strip() for cell in block.text.split(" | "))
        sign = "  " * block.level + "- " if block.kind in LISTED else ""
        text += _gap(previous, block) if text else ""
        placed.append(Placed(block, len(text) + len(sign), sides))
        text += sign + block.text
        previous = block
    return text, placed


def claims_as_they_stand(placed: Sequence[Placed]) -> tuple[KeyPoint, ...]:
    """Items of a list and rows of a table are a point each, sentences of prose too; code is none."""
    return weighed([point for one in placed for point in _points(one)])


def weighed(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    """The heaviest, in their order. Where nothing is listed, all weigh the same."""
    listed = any(point.weight > 1 for point in points)
    levelled = points if listed else [replace(point, weight=1.0) for point in points]
    chosen = sorted(levelled, key=lambda point: (-point.weight, point.start))[:MAX_KEY_POINTS]
    return tuple(sorted(chosen, key=lambda point: point.start))


def is_filler(sentence: str) -> bool:
    return bool(_FILLER.match(sentence))


def _gap(previous: Block | None, block: Block) -> str:
    if previous is None:
        return ""
    same = previous.kind in LISTED and block.kind in LISTED
    rows = previous.kind is BlockKind.TABLE_ROW and block.kind is BlockKind.TABLE_ROW
    return "\n" if same or rows else "\n\n"


def _points(placed: Placed) -> Iterator[KeyPoint]:
    block = placed.block
    match block.kind:
        case BlockKind.BULLET | BlockKind.NUMBERED:
            yield from _item(block.text, placed.start)
        case BlockKind.TABLE_ROW if block.level == 0:
            yield from row_points(block.text, placed.start, placed.sides)
        case BlockKind.PARAGRAPH:
            yield from _sentences(block.text, placed.start)


def _item(text: str, start: int) -> Iterator[KeyPoint]:
    if text.rstrip().endswith(":") or len(text.split()) < 2:
        return
    label, claim = labelled(text)
    if label or len(claim.split()) >= CLAIM_WORDS:
        stripped = text.rstrip()
        yield KeyPoint(stripped, start, start + len(stripped), label, LISTED_WEIGHT)


def _sentences(text: str, start: int) -> Iterator[KeyPoint]:
    if text.rstrip().endswith(":"):
        text = text[: max(text.rfind(". ") + 1, 0)]
    for first, last in sentence_ranges(text):
        sentence = text[first:last]
        claims = len(sentence.split()) >= CLAIM_WORDS and not sentence.endswith((":", "?"))
        if claims and not is_filler(sentence):
            label, _ = labelled(sentence)
            yield KeyPoint(sentence, start + first, start + last, label)
