"""Plain text as lines in groups: without what only belongs to a printed page, and with words joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.readers.formulas import formula_at

_PAGE = re.compile(
    r"\s*(?:[-\u2013\u2014|]\s*)?page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-\u2013\u2014|])?\s*", re.I
)
_BARE_NUMBER = re.compile(r"\s*(?:[-\u2013\u2014]\s*)?(\d{1,4})(?:\s*[-\u2013\u2014])?\s*")
_NUMBER_ASIDE = re.compile(r"\s*\d{1,4}\s{3,}\S.*|\s*\S.*\s{3,}\d{1,4}\s*")
_SENTENCE_ENDS = re.compile(r"[.!?:;][\"')\]]*\d{0,2}$")
_HYPHEN = re.compile(r"[^\W\d]{2,}-$")
_FOOTNOTE = re.compile(r"\s*(\d{1,2})\s+[A-Z].*")
_FENCE = re.compile(r"\s*(```|~~~)")
_WORD = re.compile(r"[^\W\d]+(?:-[^\W\d]+)*")
INDENTED = 8
HEADER_WORDS = 12
HEADER_LENGTH = 200
REPEATED = 3


@dataclass(frozen=True)
class Line:
    """``text[start:end]`` of the whole, without the blanks behind it."""

    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def groups(text: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank one between them; displayed formulas and fenced code are a group of their own."""
    lines = _without_pages(_lines(text))
    texts = [line.text for line in lines]
    group: list[Line] = []
    number = 0
    while number < len(lines):
        behind = formula_at(texts, number) if not lines[number].blank else number
        behind = max(behind, _behind_fence(texts, number))
        if behind > number or lines[number].blank:
            if group:
                yield group
            group = []
            if behind > number:
                yield lines[number:behind]
        else:
            group.append(lines[number])
        number = max(behind, number + 1)
    if group:
        yield group


def joined(lines: Sequence[str], known: frozenset[str]) -> str:
    """
    The lines as one text. A word that was parted at a line's end is made whole; its hyphen stays where the text writes
    the word with one elsewhere, and does not write it without.
    """
    text = ""
    for line in lines:
        words = line.strip()
        if text and _HYPHEN.search(text) and words[:1].islower():
            first = text.rsplit(None, 1)[-1][:-1]
            second = _WORD.match(words)
            whole = f"{first}{second[0] if second else ''}".casefold()
            hyphened = f"{first}-{second[0] if second else ''}".casefold()
            text = (text if hyphened in known and whole not in known else text[:-1]) + words
        else:
            text = f"{text} {words}" if text else words
    return " ".join(text.split())


def words_of(text: str) -> frozenset[str]:
    """Every word of the text, written small; empty where no line parts a word."""
    if not re.search(r"[^\W\d]-\n", text):
        return frozenset()
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _lines(text: str) -> list[Line]:
    lines = []
    place = 0
    for line in text.split("\n"):
        lines.append(Line(line.rstrip(), place, place + len(line.rstrip())))
        place += len(line) + 1
    return lines


def _behind_fence(texts: Sequence[str], first: int) -> int:
    sign = _FENCE.match(texts[first])
    if sign is None:
        return first
    closing = (n for n in range(first + 1, len(texts)) if texts[n].strip() == sign[1])
    return next(closing, first - 1) + 1


def _without_pages(lines: Sequence[Line]) -> list[Line]:
    """Without page numbers and running heads. A sentence that they interrupt goes on without a gap."""
    dropped = _page_lines(lines)
    if not dropped:
        return list(lines)
    kept: list[Line] = []
    interrupted = False
    for number, line in enumerate(lines):
        if number in dropped:
            interrupted = True
            continue
        if interrupted and not line.blank:
            _close_gap(kept, line)
            interrupted = False
        kept.append(line)
    return kept


def _close_gap(kept: list[Line], following: Line) -> None:
    """Takes the blank lines off the end where the sentence before them goes on in the following line."""
    last = next((line for line in reversed(kept) if not line.blank), None)
    if last is None or _SENTENCE_ENDS.search(last.text) or not following.text.strip()[:1].islower():
        return
    while kept[-1].blank:
        kept.pop()


def _page_lines(lines: Sequence[Line]) -> set[int]:
    alone = [number for number, line in enumerate(lines) if not line.blank and _stands_alone(lines, number)]
    bare = {number: int(match[1]) for number in alone if (match := _BARE_NUMBER.fullmatch(lines[number].text))}
    ascending = len(bare) > 1 and sorted(bare.values()) == list(bare.values())
    found = {n for n in bare if ascending or len(lines[n].text) - len(lines[n].text.lstrip()) >= INDENTED}
    found |= {number for number in alone if _PAGE.fullmatch(lines[number].text)}
    found |= {
        number
        for number in alone
        if len(lines[number].text) <= HEADER_LENGTH
        and len(lines[number].text.split()) <= HEADER_WORDS
        and _NUMBER_ASIDE.fullmatch(lines[number].text)
    }
    return found | _running_heads(lines, alone, found)


def _running_heads(lines: Sequence[Line], alone: Sequence[int], pages: set[int]) -> set[int]:
    """A line that stands alone three times and more, each time beside a page number."""
    filled = [number for number, line in enumerate(lines) if not line.blank]
    places = {number: place for place, number in enumerate(filled)}
    beside = [
        number
        for number in alone
        if number not in pages and any(n in pages for n in filled[max(places[number] - 1, 0) : places[number] + 2])
    ]
    counts = Counter(lines[number].text.strip() for number in beside)
    return {number for number in beside if counts[lines[number].text.strip()] >= REPEATED}


def _stands_alone(lines: Sequence[Line], number: int) -> bool:
    before = number == 0 or lines[number - 1].blank
    return before and (number + 1 == len(lines) or lines[number + 1].blank)


def footnote_number(text: str, before: str) -> str:
    """The number of the footnote that this text is; empty where it is none. ``before`` is what was read before it."""
    match = _FOOTNOTE.fullmatch(text)
    if match is None or not text.rstrip().endswith("."):
        return ""
    return match[1] if re.search(rf"[a-z)][.,;:]?{match[1]}(?=\s|$)", before) else ""
