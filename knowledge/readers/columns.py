"""Tables whose columns ran together when a page was saved as text: their rows, split again at the joint."""

import re
from collections.abc import Sequence

_TOUCHING = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_SPACED = re.compile(r"(?<=[a-z)])\s+(?=[A-Z][a-z])")
_BAR = re.compile(r"\|")
_EDGE = re.compile(r"^\s*\||\|\s*$")
_TAB = re.compile(r"\t+")
_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_NARROW_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_DRAWN = re.compile(r"[\s|:+=-]*")
MOST_CELLS = 6
HEADER_WORDS = 4
ROWS = 3


def rows_run_together(lines: Sequence[str]) -> list[tuple[str, str] | None]:
    """
    The two cells of each line, None for a line that has none; an empty list where the lines are no such table.

    They are one where at least three lines, and half of all, have a capitalised word right behind a small letter: prose
    does that in a name now and then, not line after line.
    """
    touching = sum(bool(_TOUCHING.search(line)) for line in lines)
    if touching < ROWS or touching * 2 < len(lines):
        return []
    return [split_row(line) for line in lines]


def split_row(line: str) -> tuple[str, str] | None:
    """The two cells of a row; of several joints the one nearest to the middle is taken, a touching one first."""
    for joint in (_TOUCHING, _SPACED):
        places = [match for match in joint.finditer(line) if line[: match.start()].strip()]
        if places:
            middle = len(line) / 2
            best = min(places, key=lambda match: abs(match.start() - middle))
            return line[: best.start()].strip(), line[best.end() :].strip()
    return None


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells of a first row name the sides of a comparison."""
    return all(cell and len(cell.split()) <= HEADER_WORDS for cell in cells)


def rows_apart(lines: Sequence[str]) -> list[list[str] | None]:
    """
    The cells of lines that bars, tabs or wide gaps divide, None for a drawn line; empty where there is no table.

    Bars need two rows, tabs and gaps three; every row has as many cells as the first.
    """
    for divider, least in ((_BAR, 2), (_TAB, 2), (_GAP, 3), (_NARROW_GAP, 3)):
        if divider is _NARROW_GAP and not _aligned(lines):
            continue
        drawn = [bool(_DRAWN.fullmatch(line)) for line in lines]
        rows = [
            None
            if is_drawn
            else [cell.strip() for cell in divider.split(_EDGE.sub("", line) if divider is _BAR else line)]
            for line, is_drawn in zip(lines, drawn, strict=True)
        ]
        filled = [row for row in rows if row is not None]
        if len(filled) >= least and 2 <= len(filled[0]) <= MOST_CELLS and len({len(row) for row in filled}) == 1:
            return rows
    return []


def _aligned(lines: Sequence[str]) -> bool:
    """Whether the last cell of every line, behind a gap, begins in the same column."""
    starts = {next((gap.end() for gap in reversed(list(_NARROW_GAP.finditer(line)))), -1) for line in lines}
    return len(starts) == 1 and -1 not in starts
