"""Tables that are drawn with lines: what stands between the same lines is one cell. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.layout import Line, Word, stacked

THIN = 2.5  # points: a line, not a box
SHORTEST = 6.0
BOX = (15.0, 8.0)  # points wide and high: a cell with a border at least
NEAR = 4.0  # points between lines that meet, or that are the two edges of one border
SPANS = 0.6  # of the table, by the lines at one place together: others belong to a drawing
MOST_LINES = 800  # of a page: with more of them it shows a diagram

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True)
class _Table:
    columns: tuple[float, ...]
    rows: tuple[float, ...]  # from the bottom up

    def place(self, word: Word) -> tuple[int, int] | None:
        """The row, from the top, and the column of a word; None for one that is outside."""
        column = bisect_right(self.columns, (word.left + word.right) / 2) - 1
        row = bisect_right(self.rows, word.baseline + 0.3 * word.size) - 1
        if 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1:
            return len(self.rows) - 2 - row, column
        return None


def without_tables(words: Sequence[Word], boxes: Sequence[Box], page: int) -> tuple[list[Word], list[Line]]:
    """The words outside of all drawn tables, and the rows of these."""
    rest, rows = list(words), list[Line]()
    for table in _tables(boxes):
        cells: dict[tuple[int, int], list[Word]] = {}
        outside = []
        for word in rest:
            place = table.place(word)
            if place is None:
                outside.append(word)
            else:
                cells.setdefault(place, []).append(word)
        if len({row for row, _ in cells}) > 1 and len({column for _, column in cells}) > 1:
            rest = outside
            rows += _lines(table, cells, page)
    return rest, rows


def _lines(table: _Table, cells: dict[tuple[int, int], list[Word]], page: int) -> Iterator[Line]:
    for row in sorted({row for row, _ in cells}):
        columns = range(len(table.columns) - 1)
        inside = [stacked(cells.get((row, column), ()), page) for column in columns]
        lines = [line for cell in inside for line in cell]
        yield Line(
            cells=tuple(" ".join(line.text for line in cell) for cell in inside),
            lefts=table.columns[:-1],
            right=table.columns[-1],
            baseline=max(line.baseline for line in lines),
            size=max(line.size for line in lines),
            bold=all(line.bold for line in lines),
            page=page,
            ruled=True,
        )


def _tables(boxes: Sequence[Box]) -> Iterator[_Table]:
    lines = list(_rules(boxes))
    for group in _touching(lines) if len(lines) <= MOST_LINES else ():
        left, bottom = min(box[0] for box in group), min(box[1] for box in group)
        right, top = max(box[2] for box in group), max(box[3] for box in group)
        upright = [(box[0], box[3] - box[1]) for box in group if box[2] - box[0] <= THIN]
        level = [(box[1], box[2] - box[0]) for box in group if box[3] - box[1] <= THIN]
        columns, rows = _places(upright, top - bottom), _places(level, right - left)
        if len(columns) > 2 and len(rows) > 2:
            yield _Table(columns, rows)


def _rules(boxes: Sequence[Box]) -> Iterator[Box]:
    """The lines that are drawn, and the edges of boxes."""
    for left, bottom, right, top in boxes:
        wide, high = right - left, top - bottom
        if (wide <= THIN and high >= SHORTEST) or (high <= THIN and wide >= SHORTEST):
            yield left, bottom, right, top
        elif wide >= BOX[0] and high >= BOX[1]:
            yield from ((left, bottom, left, top), (right, bottom, right, top))
            yield from ((left, bottom, right, bottom), (left, top, right, top))


def _touching(lines: Sequence[Box]) -> list[list[Box]]:
    """Groups of lines that meet, over other lines too."""
    groups: list[list[Box]] = []
    for line in lines:
        grown, apart = [line], []
        for group in groups:
            if any(_meet(line, other) for other in group):
                grown += group
            else:
                apart.append(group)
        groups = [*apart, grown]
    return groups


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + NEAR
        and other[0] <= one[2] + NEAR
        and one[1] <= other[3] + NEAR
        and other[1] <= one[3] + NEAR
    )


def _places(lines: Sequence[tuple[float, float]], whole: float) -> tuple[float, ...]:
    """Where lines stand that together span most of the table, each place once; each line is its place and length."""
    places: list[list[tuple[float, float]]] = []
    for line in sorted(lines):
        if places and line[0] - places[-1][-1][0] <= NEAR:
            places[-1].append(line)
        else:
            places.append([line])
    spanning = [place for place in places if sum(length for _, length in place) >= SPANS * whole]
    return tuple(sum(at for at, _ in place) / len(place) for place in spanning)
