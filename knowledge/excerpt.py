"""A passage in its place: the text of the document around it. Pure."""

import re
from dataclasses import dataclass

from knowledge.question import Source

LINES = 4
_SIGNS = " \t*_`>#|~\\-"
_MARKUP = r"[\s*_`>#|~\\-]*"


@dataclass(frozen=True)
class Excerpt:
    """
    The document's text ``before`` the passage, the passage as the document has it, and what follows.

    ``exact`` is False where the document does not have it word for word any more: then the whole section is given.
    """

    source: Source
    line: int
    before: str
    passage: str
    after: str
    exact: bool

    @property
    def where(self) -> str:
        """The page, cell or chapter; in a text, the line."""
        place = self.source.place
        return place if place and not place.startswith("line") else f"line {self.line} of the text"


def excerpt(text: str, source: Source, passage: str) -> Excerpt:
    """``text`` is the document's; ``passage`` is looked for in the section ``source``, whatever the markup between."""
    section = text[source.start : source.end]
    words = _MARKUP.join(map(re.escape, re.findall(r"\w+|[^\w\s*_`>#|~\\-]", passage)))
    found = re.search(f"{words}[*_`~]*", section) if words else None
    start, end = source.start, source.end
    if found:
        start, end = source.start + found.start(), source.start + found.end()
        while start > source.start and text[start - 1] in _SIGNS:
            start -= 1
    first, last = _lines_before(text, start), _lines_after(text, end)
    return Excerpt(
        source, text.count("\n", 0, start) + 1, text[first:start], text[start:end], text[end:last], found is not None
    )


def _lines_before(text: str, start: int) -> int:
    """Where the fourth line before the one of that character begins."""
    place = start
    for _ in range(LINES + 1):
        place = text.rfind("\n", 0, max(place, 0))
        if place < 0:
            return 0
    return place + 1


def _lines_after(text: str, end: int) -> int:
    place = end - 1
    for _ in range(LINES + 1):
        place = text.find("\n", place + 1)
        if place < 0:
            return len(text)
    return place
