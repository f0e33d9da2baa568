"""The rows of a table: a key point for each side of a comparison, or one for each thing that is described."""

from collections.abc import Iterator, Sequence

from knowledge.extract.sentences import label_of
from knowledge.question import KeyPoint

LISTED_WEIGHT = 2.0
SIDE_WORDS = 4
DESCRIBING = frozenset(
    """
    description descriptions definition meaning purpose role explanation effect use usage details notes note function
    formula value values example examples what why remark remarks comment comments
""".split()
)
_SUBJECTS = frozenset(
    """
    aspect aspects feature features criterion criteria property properties basis parameter parameters characteristic
    characteristics attribute attributes dimension factor factors point points category comparison difference
    differences metric topic quality
""".split()
)


_THINGS = frozenset(
    """
    name method model optimiser optimizer layer term type kind architecture algorithm function technique year loss
    activation component symbol hyperparameter step stage problem cause symptom mistake question concept tool option
    variable phase task strategy scheme regulariser regularizer norm dataset metric
""".split()
)


def row_points(text: str, start: int, sides: Sequence[str], asked: str = "") -> Iterator[KeyPoint]:
    """
    A point for each side of a comparison; where a column of subjects stands before the sides, the subject is its label.

    In a table that describes things, and in one without a header, the row is one point. ``sides`` are the cells of the
    header, ``asked`` is the question: a table compares where it names two of the sides.
    """
    cells = text.split(" | ")
    places = [start + sum(len(cell) + 3 for cell in cells[:number]) for number in range(len(cells))]
    if len(sides) == len(cells) and _compares(sides, asked):
        first = 0 if len(cells) == 2 and not _names_subjects(sides[0]) else 1
        for number in range(first, len(cells)):
            subject = f", {cells[0].strip()}" if first else ""
            label = cells[0] if first else ""
            yield from _cell(cells[number], places[number], f"{sides[number]}{subject}: ", label)
    elif sum(len(cell.split()) for cell in cells) >= 3:
        claim = f"{cells[0]}: {_described(cells[1:], sides[1:] if len(sides) == len(cells) else ())}"
        yield KeyPoint(claim, start, start + len(text), label_of(cells[0]), LISTED_WEIGHT)


def _compares(sides: Sequence[str], asked: str) -> bool:
    if any(set(side.casefold().split()) & DESCRIBING for side in sides):
        return False
    if len(sides) == 2:
        things = sides[0].casefold().strip() in _THINGS and sides[1].casefold() not in asked.casefold()
        return not things and not _names_subjects(sides[0])
    named = sum(side.casefold() in asked.casefold() for side in sides[1:] if side)
    known = _names_subjects(sides[0]) or named > 1
    return known or all(any(letter.isupper() or letter.isdigit() for letter in side[1:]) for side in sides[1:])


def _names_subjects(side: str) -> bool:
    return not side.strip() or bool(set(side.casefold().split()) & _SUBJECTS)


def _described(cells: Sequence[str], names: Sequence[str]) -> str:
    filled = [
        (name, cell.strip()) for name, cell in zip(names or [""] * len(cells), cells, strict=True) if cell.strip()
    ]
    if len(filled) < 2:
        return ", ".join(cell for _, cell in filled)
    return "; ".join(
        cell if not name or set(name.casefold().split()) & DESCRIBING else f"{name.lower()} {cell}"
        for name, cell in filled
    )


def _cell(cell: str, place: int, prefix: str, label: str) -> Iterator[KeyPoint]:
    words = cell.strip()
    if words:
        first = place + len(cell) - len(cell.lstrip())
        yield KeyPoint(f"{prefix}{words}", first, first + len(words), label_of(label), LISTED_WEIGHT)
