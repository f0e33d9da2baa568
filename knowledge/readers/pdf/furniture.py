"""What stands on a page of a book beside its text: running titles, page numbers, notes, tables of contents. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from knowledge.readers.pdf.layout import Line

Lines = tuple[Line, ...]

SMALLER = 0.92  # times the usual size of letters
LARGER = 1.12  # times the usual size of letters
EDGE_LINES = 2
EDGE = 0.14  # of the page's height
OFTEN = 3  # pages that bear the same line
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_ONLY_NUMBERED = re.compile(r"[\W_]*(page|p|pg|slide)?[\W_]*#([\W_]*(of|/)?[\W_]*#)?[\W_]*", re.IGNORECASE)
_LEADER = re.compile(r"(\.\s?){4,}\s*\d*\s*$|(\u2026\s?){2,}\s*\d*\s*$")
_NOTE = re.compile(r"(\d{1,2}|[*\u2020\u2021\u00a7])\s?[A-Z]")
_CONTENTS_ROWS = 3


def without_furniture(pages: Sequence[Lines], heights: Sequence[float]) -> list[Lines]:
    """The lines of every page without those of its edges that other pages have too, or that only number it."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    sizes = Counter(line.size for lines in pages for line in lines)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    offsets = _offsets(edges, usual)
    counted = Counter(key for lines in edges for key in {_key(line, usual) for line in lines})
    enough = min(OFTEN, max(len(pages), 2))
    found = []
    for lines, edge in zip(pages, edges, strict=True):
        kept = []
        for line in lines:
            key = _key(line, usual)
            if line not in edge or not (_numbers(line, usual) & offsets or _repeated(key, counted[key], enough)):
                kept.append(line)
        found.append(_without_contents(_without_notes(kept, usual)))
    return found


def _without_notes(lines: Sequence[Line], usual: float) -> list[Line]:
    """Without the footnotes: smaller lines at the end of a column, the first of which opens with its sign."""
    kept: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.column):
        column = list(group)
        small = list(takewhile(lambda line: _is_small(line, usual), reversed(column)))[::-1]
        first = next((place for place, line in enumerate(small) if _NOTE.match(line.text)), len(small))
        kept += column[: len(column) - len(small) + first]
    return kept


def _is_small(line: Line, usual: float) -> bool:
    return line.size <= SMALLER * usual and not line.mono and not line.ruled


def _edges(lines: Lines, height: float) -> set[Line]:
    """The outermost lines at the top and at the bottom of a page."""
    falling = sorted(lines, key=lambda line: -line.baseline)
    top = [line for line in falling[:EDGE_LINES] if line.baseline >= (1 - EDGE) * height]
    bottom = [line for line in falling[-EDGE_LINES:] if line.baseline <= EDGE * height]
    return {*top, *bottom}


def _numbers(line: Line, usual: float) -> set[int]:
    """How far a number at either end of a line is from that of the page; none for the heading of a chapter."""
    if line.size > LARGER * usual:
        return set()
    words = line.text.split()
    return {int(word[:9]) - line.page for word in {words[0], words[-1]} if word.isdecimal()}


def _offsets(edges: Sequence[set[Line]], usual: float) -> set[int]:
    """The distances that recur: where they do, these numbers are those of the pages."""
    counted = Counter(offset for lines in edges for offset in {n for line in lines for n in _numbers(line, usual)})
    return {offset for offset, times in counted.items() if times >= OFTEN}


def _key(line: Line, usual: float) -> str:
    """What is the same on other pages: headings that differ in their numbers are not."""
    text = " ".join(line.text.casefold().split())
    return text if line.size > LARGER * usual else _NUMBER.sub("#", text)


def _repeated(key: str, pages: int, enough: int) -> bool:
    return pages >= enough or bool(_ONLY_NUMBERED.fullmatch(key))


def _without_contents(lines: Sequence[Line]) -> Lines:
    """Lines that lead to a page number over dots, and runs of titles with a number at the far end, are left out."""
    kept: list[Line] = []
    for run, listed in _runs([line for line in lines if not _LEADER.search(line.text)]):
        if not listed or len(run) < _CONTENTS_ROWS:
            kept += run
    return tuple(kept)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """Neighbours that all end in a page number, each not below the one before it, and the others."""
    run: list[Line] = []
    listed = False
    for line in lines:
        number = _page_number(line)
        previous = _page_number(run[-1]) if run and listed else None
        goes_on = number is not None and (previous is None or number >= previous)
        if run and (goes_on != listed or (listed and previous is None)):
            yield run, listed
            run = []
        listed = goes_on
        run.append(line)
    if run:
        yield run, listed


def _page_number(line: Line) -> int | None:
    if len(line.cells) >= 2 and line.cells[-1].isdecimal() and re.search(r"[^\W\d]{3}", line.cells[-2]):
        return int(line.cells[-1][:9])
    return None
