"""The blocks of an answer become one reference text and the claims in it, each with its exact place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Block, BlockKind
from knowledge.question import KeyPoint

MAX_KEY_POINTS = 12
LISTED_WEIGHT = 2.0
LABEL_WORDS = 5
CLAIM_WORDS = 3
_DESCRIBING = {
    *(
        """
    description definition meaning purpose role explanation effect use usage details notes function
    formula value
""".split()
    ),
    *(["example", "examples", "what", "why"]),
}
_LISTED = {BlockKind.BULLET, BlockKind.NUMBERED}
_LABEL = re.compile(
    r"(?P<label>[^:.\u2013\u2014]{2,60}?)"
    r"(?:\s*:\s+|\s+[-\u2013\u2014]\s+|(?<=\w)[-\u2013\u2014]\s+)(?=\S)"
)
_INNER_CAPITAL = re.compile(r"(?<=\w)[A-Z]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z0-9\"'(\[])")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|cf|vs|fig|eq|sec|al|approx|resp|no|dr|prof)\.$", re.IGNORECASE)
_FILLER = re.compile(
    r"(here (are|is)|let us|let's|in this (section|post|article|chapter|blog)|we will|the following|below"
    r"|as (shown|seen) (above|below|in)|for more|click|read |see |note that this (post|article)|i hope|we hope|happy )",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reference:
    """Every key point's passage is ``text[start:end]``."""

    text: str
    key_points: tuple[KeyPoint, ...]


def build_reference(blocks: Sequence[Block]) -> Reference:
    """Items of a list and rows of a table are a point each, sentences of prose too; code is kept, and is no point."""
    text = ""
    points: list[KeyPoint] = []
    sides: tuple[str, ...] = ()
    previous: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.TABLE_ROW and block.level == 1:
            sides = tuple(cell.strip() for cell in block.text.split(" | "))
        sign = _sign(block)
        text += _gap(previous, block) if text else ""
        start = len(text) + len(sign)
        text += sign + block.text
        points.extend(_points(block, start, sides))
        previous = block
    listed = any(point.weight > 1 for point in points)
    weighed = points if listed else [replace(point, weight=1.0) for point in points]
    return Reference(text, _heaviest(weighed))


def _sign(block: Block) -> str:
    if block.kind in _LISTED:
        return "  " * block.level + "- "
    return ""


def _gap(previous: Block | None, block: Block) -> str:
    if previous is None:
        return ""
    same = previous.kind in _LISTED and block.kind in _LISTED
    rows = previous.kind is BlockKind.TABLE_ROW and block.kind is BlockKind.TABLE_ROW
    return "\n" if same or rows else "\n\n"


def _points(block: Block, start: int, sides: Sequence[str]) -> Iterator[KeyPoint]:
    match block.kind:
        case BlockKind.BULLET | BlockKind.NUMBERED:
            yield from _item(block.text, start)
        case BlockKind.TABLE_ROW if block.level == 0:
            yield from _row(block.text, start, sides)
        case BlockKind.PARAGRAPH:
            yield from _sentences(block.text, start)


def _item(text: str, start: int) -> Iterator[KeyPoint]:
    if text.rstrip().endswith(":") or len(text.split()) < 2:
        return
    label, claim = _labelled(text)
    if label or len(claim.split()) >= 3:
        stripped = text.rstrip()
        yield KeyPoint(stripped, start, start + len(stripped), label, LISTED_WEIGHT)


def _sentences(text: str, start: int) -> Iterator[KeyPoint]:
    if text.rstrip().endswith(":"):
        text = text[: max(text.rfind(". ") + 1, 0)]
    for first, last in _sentence_ranges(text):
        sentence = text[first:last]
        claims = len(sentence.split()) >= CLAIM_WORDS and not sentence.endswith((":", "?"))
        if claims and not _FILLER.match(sentence):
            label, _ = _labelled(sentence)
            yield KeyPoint(sentence, start + first, start + last, label)


def _sentence_ranges(text: str) -> Iterator[tuple[int, int]]:
    first = 0
    for match in _SENTENCE_END.finditer(text):
        last = match.start() + len(match[0].rstrip())
        if not _ABBREVIATION.search(text[first:last]):
            yield first, last
            first = match.end()
    if text[first:].strip():
        yield first, len(text.rstrip())


def _row(text: str, start: int, sides: Sequence[str]) -> Iterator[KeyPoint]:
    """
    A point for each side of a comparison; where a column of subjects stands before the sides, the subject is its label.
    In a table that describes things, and in one without a header, the row is one point.
    """
    cells = text.split(" | ")
    places = [start + sum(len(cell) + 3 for cell in cells[:number]) for number in range(len(cells))]
    compares = len(sides) == len(cells) and not any(set(side.casefold().split()) & _DESCRIBING for side in sides)
    if compares and len(cells) == 2:
        for number, cell in enumerate(cells):
            yield from _cell(cell, places[number], f"{sides[number]}: ", "")
    elif compares and len(cells) == 3:
        for number in (1, 2):
            yield from _cell(cells[number], places[number], f"{sides[number]}, {cells[0]}: ", cells[0])
    elif sum(len(cell.split()) for cell in cells) >= 3:
        claim = f"{cells[0]}: {', '.join(cell for cell in cells[1:] if cell.strip())}"
        yield KeyPoint(claim, start, start + len(text), _label_of(cells[0]), LISTED_WEIGHT)


def _cell(cell: str, place: int, prefix: str, label: str) -> Iterator[KeyPoint]:
    words = cell.strip()
    if words:
        first = place + len(cell) - len(cell.lstrip())
        yield KeyPoint(f"{prefix}{words}", first, first + len(words), _label_of(label), LISTED_WEIGHT)


def _labelled(text: str) -> tuple[str, str]:
    """('stride', the rest) of 'Stride - the step of the kernel'; an empty label where nothing of the kind opens it."""
    match = _LABEL.match(text)
    if not match or len(match["label"].split()) > LABEL_WORDS:
        return "", text
    return _label_of(match["label"]), text[match.end() :]


def _label_of(text: str) -> str:
    """Written small, but for names that have capitals inside ("LeNet", "GPU computing")."""
    return " ".join(word if _INNER_CAPITAL.search(word) else word.lower() for word in text.split())


def _heaviest(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    chosen = sorted(points, key=lambda point: (-point.weight, point.start))[:MAX_KEY_POINTS]
    return tuple(sorted(chosen, key=lambda point: point.start))
