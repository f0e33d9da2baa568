"""The lines of a document, in reading order, become its headings, paragraphs, list items, tables and listings. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from knowledge.document import BlockKind
from knowledge.readers.pdf.layout import Line
from knowledge.readers.shapes import asks, spelt_answer, spelt_question

LARGER = 1.12  # times the size of the text: a heading
HEADING_WORDS = 25
BOLD_WORDS = 14
INDENT = 0.7  # times the size of the letters
SHORT = 0.15  # of a column's width that a line leaves empty
WIDE_GAP = 1.35  # times the usual distance of lines
ROW_GAP = 1.4  # times the smallest distance in a table: from row to row, not inside a cell
_BULLET = re.compile(r"[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u00b7*\u2013\u2014+-]\s+(?=\S)")
_SIGN = re.compile(r"([\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u00b7*\u2013\u2014+-]|\d{1,3}[.)])\s+(?=\S)")
_ENDS = (".", "?", "!", ":", ";")


@dataclass(frozen=True)
class Part:
    """``kind`` is HEADING, PARAGRAPH (items of lists too), TABLE_ROW (of all the rows) or CODE."""

    kind: BlockKind
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Measures:
    """What is usual in a document, in points."""

    size: float
    pitch: float
    edges: dict[tuple[int, int], tuple[float, float]]  # left and right of each column of each page
    bold_means_heading: bool
    mono_means_code: bool

    def edge(self, line: Line) -> tuple[float, float]:
        return self.edges[line.page, line.column]


def measures(lines: Sequence[Line]) -> Measures:
    letters: Counter[float] = Counter()
    marked: Counter[str] = Counter()
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        letters[line.size] += len(line.text)
        marked["bold"] += len(line.text) * line.bold
        marked["mono"] += len(line.text) * line.mono
        columns.setdefault((line.page, line.column), []).append(line)
    size = max(letters, key=lambda key: letters[key], default=1.0)
    steps = [
        above.baseline - below.baseline
        for above, below in pairwise(lines)
        if above.page == below.page and above.column == below.column and above.size == below.size == size
    ]
    pitches = [step for step in steps if 0 < step < 2.5 * size]
    half = sum(letters.values()) / 2
    return Measures(
        size,
        median(pitches) if pitches else 1.3 * size,
        {
            key: (min(line.left for line in column), max(line.right for line in column))
            for key, column in columns.items()
        },
        marked["bold"] < half,
        marked["mono"] < half,
    )


def parts(lines: Sequence[Line], usual: Measures) -> Iterator[Part]:
    place = 0
    while place < len(lines):
        part = _table(lines, place) or _alike(lines, place, usual) or _paragraph(lines, place, usual)
        yield part
        place += len(part.lines)


def is_heading(line: Line, usual: Measures) -> bool:
    if len(line.cells) > 1 or line.mono or not re.search(r"[^\W\d_]{2}", line.text) or _BULLET.match(line.text):
        return False
    words = len(line.text.split())
    if line.size >= LARGER * usual.size:
        return words <= HEADING_WORDS
    unfinished = asks(line.text) or not line.text.endswith((".", ",", ";"))
    return (
        usual.bold_means_heading and line.bold and line.size >= usual.size - 0.6 and words <= BOLD_WORDS and unfinished
    )


def _alike(lines: Sequence[Line], place: int, usual: Measures) -> Part | None:
    """A heading over one or more lines, or the lines of a listing; None where the line is neither."""
    first = lines[place]
    run = [first]
    if is_heading(first, usual):
        for line in lines[place + 1 :]:
            close = line.page == run[-1].page and 0 < run[-1].baseline - line.baseline <= 1.7 * first.size
            same = abs(line.size - first.size) < 0.6 and line.bold == first.bold and is_heading(line, usual)
            if not (close and same) or run[-1].text.endswith("?") or asks(line.text) or re.match(r"\d", line.text):
                break
            run.append(line)
        return Part(BlockKind.HEADING, tuple(run))
    if not (first.mono and usual.mono_means_code):
        return None
    for line in lines[place + 1 :]:
        if not line.mono or is_heading(line, usual):
            break
        run.append(line)
    return Part(BlockKind.CODE, tuple(run))


def _table(lines: Sequence[Line], place: int) -> Part | None:
    """Two rows at least, whose cells stand below each other, and the lines over which their cells go on."""
    first = lines[place]
    if len(first.cells) < 2:
        return None
    if first.ruled:
        same = takewhile(lambda line: line.ruled and len(line.cells) == len(first.cells), lines[place:])
        return Part(BlockKind.TABLE_ROW, tuple(same))
    run = [first]
    for line in lines[place + 1 :]:
        gap = run[-1].baseline - line.baseline
        if line.page != first.page or line.column != first.column or not 0 < gap <= 4 * first.size:
            break
        aligned = all(min(abs(left - other) for other in first.lefts) <= 1.5 * first.size for left in line.lefts)
        whole = len(line.cells) == len(first.cells)
        if not aligned or not (whole or (gap <= 1.6 * line.size and len(line.cells) < len(first.cells))):
            break
        run.append(line)
    rows = sum(len(line.cells) == len(first.cells) for line in run)
    while run and rows >= 2 and len(run[-1].cells) == 1 and run[-1].left <= first.left + 1 and len(run[-1].text) > 80:
        run.pop()  # running text below the table
    return Part(BlockKind.TABLE_ROW, tuple(run)) if rows >= 2 else None


def rows(table: Part) -> list[list[str]]:
    """The cells of each row of a table; what a cell holds on further lines is joined to it."""
    first = table.lines[0]
    if first.ruled:
        return [list(line.cells) for line in table.lines]
    steps = [a.baseline - b.baseline for a, b in pairwise(table.lines)]
    inside_cells = max(steps) >= ROW_GAP * min(steps)
    found = [list(first.cells)]
    for line, step in zip(table.lines[1:], steps, strict=True):
        fewer = len(line.cells) < len(first.cells)
        if not fewer and not (inside_cells and step < ROW_GAP * min(steps)):
            found.append(list(line.cells))
            continue
        for cell, left in zip(line.cells, line.lefts, strict=True):
            column = min(range(len(first.lefts)), key=lambda number: abs(first.lefts[number] - left))
            found[-1][column] = f"{found[-1][column]} {cell}"
    return found


def _paragraph(lines: Sequence[Line], place: int, usual: Measures) -> Part:
    run = [lines[place]]
    for offset, line in enumerate(lines[place + 1 :], place + 1):
        if is_heading(line, usual) or (line.mono and usual.mono_means_code) or _table(lines, offset):
            break
        if opens(line) or _parts_company(run, line, usual):
            break
        run.append(line)
    return Part(BlockKind.PARAGRAPH, tuple(run))


def opens(line: Line) -> bool:
    """Whether a line opens a list item, a question or an answer."""
    text = line.text
    return bool(_SIGN.match(text)) or spelt_question(text) is not None or spelt_answer(text) is not None


def _parts_company(run: Sequence[Line], line: Line, usual: Measures) -> bool:
    """Whether a line starts a new paragraph below another one."""
    last = run[-1]
    ended = last.text.endswith(_ENDS)
    if (last.page, last.column) != (line.page, line.column):
        return ended or (not line.text[:1].islower() and _leaves_room(last, usual))
    if last.baseline - line.baseline > WIDE_GAP * max(usual.pitch, line.size) or abs(last.size - line.size) > 1.5:
        return True
    if opens(run[0]):
        return line.left < run[0].left - 1 or (len(run) > 1 and line.left < last.left - INDENT * line.size)
    indented = line.left > last.left + INDENT * line.size and last.left <= run[0].left + 1
    return (indented and ended) or (ended and _leaves_room(last, usual))


def _leaves_room(line: Line, usual: Measures) -> bool:
    left, right = usual.edge(line)
    return line.right < right - SHORT * (right - left)
