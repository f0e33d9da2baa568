"""Words that stand on a page become lines in the order in which they are read. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

CELL_GAP = 1.8  # times the size of the letters: wider than between words that are spaced out
SAME_LINE = 0.45  # times the size: an index or exponent stays on its line
COLUMN_FILLED = 0.7  # of its width, by half of its lines at least: narrower ones are cells of a table
COLUMN_LINES = 5
ACROSS = 0.25  # of the lines of a page may run over both columns
RAISED = (0.85, 0.2)  # times the size: the size of an exponent at most, and how high it stands at least
_NOTED = re.compile(r"[^\W\d_]{3}$|[.,;:!?)\]\"\u201d]$")  # what a number that points to a footnote stands behind
_SIGN = re.compile(r"[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u00b7*\u2013\u2014+-]|\(?(\d{1,3}|[a-z]|[ivx]+)[.)]")


@dataclass(frozen=True)
class Word:
    """Measures in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    mono: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a column: its cells, of which running text has one, from left to right."""

    cells: tuple[str, ...]
    lefts: tuple[float, ...]
    right: float
    baseline: float
    size: float
    bold: bool = False
    mono: bool = False
    page: int = 1
    column: int = 0  # of the page
    ruled: bool = False  # a row of a table that is drawn with lines

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def left(self) -> float:
        return self.lefts[0]


def lines_of(words: Sequence[Word], width: float, page: int = 1, rows: Sequence[Line] = ()) -> tuple[Line, ...]:
    """The lines of a page that is ``width`` wide, and its rows of tables, in reading order: column after column."""
    pieces = [*(_piece(run, page) for run in _runs(words)), *rows]
    gutter = _gutter(pieces, width)
    if gutter is None:
        return _rows(pieces)
    ordered: list[Line] = []
    band: list[Line] = []
    for piece in sorted(pieces, key=lambda line: -line.baseline):
        if piece.left < gutter < piece.right:
            ordered += _band(band, gutter)
            ordered.append(piece)
            band = []
        else:
            band.append(piece)
    return tuple(ordered + _band(band, gutter))


def stacked(words: Sequence[Word], page: int) -> tuple[Line, ...]:
    """The lines of a part of a page that has one column, from top to bottom."""
    return _rows([_piece(run, page) for run in _runs(words)])


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of one line without a wide gap between them, in the order of the file."""
    run: list[Word] = []
    for word in words:
        if run and not _follows(run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _follows(run: list[Word], word: Word) -> bool:
    last = run[-1]
    size = max(last.size, word.size)
    if abs(word.baseline - last.baseline) > SAME_LINE * size or word.left < last.right - size:
        return False
    signed = len(run) == 1 and bool(_SIGN.fullmatch(last.text))
    return word.left - last.right <= CELL_GAP * size * (2 if signed else 1)


def _piece(run: list[Word], page: int) -> Line:
    weights: dict[float, int] = {}
    for word in run:
        size = round(word.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(word.text)
    main = max(weights, key=lambda size: (weights[size], size))
    baseline = next(word.baseline for word in run if round(word.size * 2) / 2 == main)
    text = run[0].text
    for last, word in pairwise(run):
        raised = word.size <= RAISED[0] * main and word.baseline - baseline >= RAISED[1] * main
        if not (raised and word.text.isdecimal()):
            text += word.text if word.left - last.right < 0.12 * max(word.size, 1.0) else f" {word.text}"
        elif not _NOTED.search(text):
            text += f"^{word.text}"
    bold, mono = all(word.bold for word in run), all(word.mono for word in run)
    return Line((text,), (run[0].left,), run[-1].right, baseline, main, bold, mono, page)


def _gutter(pieces: Sequence[Line], width: float) -> float | None:
    """Where the space between two columns lies; None where the page has one column."""
    best, fewest = None, len(pieces) * ACROSS
    for place in range(int(width * 0.3), int(width * 0.7), 2):
        crossing = [piece for piece in pieces if piece.left - 2 < place < piece.right + 2]
        if len(crossing) < fewest or (best is not None and len(crossing) == fewest == 0):
            left = [piece for piece in pieces if piece.right <= place]
            right = [piece for piece in pieces if piece.left >= place]
            if _filled(left) and _filled(right):
                best, fewest = float(place), len(crossing)
    return best


def _filled(side: Sequence[Line]) -> bool:
    """Whether these lines make a column of running text."""
    if len(side) < COLUMN_LINES:
        return False
    extent = max(line.right for line in side) - min(line.left for line in side)
    return median(line.right - line.left for line in side) >= COLUMN_FILLED * extent > 0


def _band(pieces: Sequence[Line], gutter: float) -> list[Line]:
    left = _rows([piece for piece in pieces if piece.right <= gutter])
    right = _rows([piece for piece in pieces if piece.right > gutter])
    return [*left, *(replace(line, column=1) for line in right)]


def _rows(pieces: Sequence[Line]) -> tuple[Line, ...]:
    """From top to bottom; pieces that stand beside each other are the cells of one line."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda line: (-line.baseline, line.left)):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(last.baseline - piece.baseline) <= SAME_LINE * max(last.size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return tuple(_row(sorted(row, key=lambda line: line.left)) for row in rows)


def _row(row: list[Line]) -> Line:
    if len(row) > 1 and _SIGN.fullmatch(row[0].text):
        row = [replace(row[1], cells=(f"{row[0].text} {row[1].text}",), lefts=row[0].lefts), *row[2:]]
    if len(row) == 1:
        return row[0]
    widest = max(row, key=lambda line: len(line.text))
    return replace(
        widest,
        cells=tuple(line.text for line in row),
        lefts=tuple(line.left for line in row),
        right=max(line.right for line in row),
        bold=all(line.bold for line in row),
        mono=all(line.mono for line in row),
    )
