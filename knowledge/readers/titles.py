"""Which lines of plain text are headings, and how deep they are."""

import re
from collections.abc import Sequence

from knowledge.readers.shapes import asks, spelt_question, turns, without_number

_DECIMAL = re.compile(r"\s*(?P<number>(?:\d{1,3}|[IVX]{1,5})(?:\.\d{1,3})+)\.?\s+(?=\S)")
_SINGLE = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,5})\.?\s+(?=[A-Z])")
_DIVISION = re.compile(
    r"\s*(?:chapter|part|section|lecture|unit|module|week|lesson|appendix|kapitel)\s+(?:\d{1,3}|[IVX]{1,5}|[A-H])\b"
    r"\s*[.:\u2013\u2014-]*\s*(?P<title>.*)",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\*{3,}|_{3,}|#{3,})\s*")
_LISTED_PAGE = re.compile(r".*(?:\.\s?){3,}\s*\d{1,4}\s*|\S.*\S\s{2,}\d{1,4}\s*")
_CITATIONS = re.compile(r"(?:\[\d{1,3}\])+$|(?<=[.!?])\d{1,2}$")
_BETWEEN = re.compile(r"\s*(?P<sign>={2,4}|#{2,4}|-{2,}|\*{2,}|~{2,})\s+(?P<title>[^\s=#*~-].{0,80}?)\s+(?P=sign)\s*")
_STOPS = (".", ":", ";", ",", "!", "?")
_UNFINISHED = frozenset(
    """
    a an the of to in on by for with from and or is are was were be as at that which than into its their include
    includes including has have
""".split()
)
_LEADING = frozenset(
    "are is include includes following follows these this have has can common some several two three four five".split()
)
COLON_WORDS = 5
ENTRY_LENGTH = 200
TITLE_WORDS = 12
SHORT_TITLE_WORDS = 8
WRAPPED = 50
WRAPPED_SHARE = 0.6


def is_rule(line: str) -> bool:
    """Whether a line is only drawn: it underlines the line before it, or parts two sections."""
    return bool(_UNDERLINE.fullmatch(line))


def underline_level(line: str) -> int:
    """The depth that a drawn line gives to the heading above it."""
    return 1 if line.strip().startswith("=") else 2


def lists_contents(lines: Sequence[str]) -> bool:
    """Whether lines are a table of contents: titles with page numbers, or section numbers line after line."""
    if len(lines) < 2 or any(len(line) > ENTRY_LENGTH for line in lines):
        return False
    if lines[0].strip().rstrip(":").casefold() in ("contents", "table of contents"):
        return True
    entries = sum(bool(_LISTED_PAGE.fullmatch(line)) for line in lines)
    sections = sum(bool(_DECIMAL.match(line)) and not line.rstrip().endswith(_STOPS) for line in lines)
    return len(lines) > 2 and (entries * 2 > len(lines) or sections * 2 > len(lines))


def numbered_title(line: str) -> tuple[str, int] | None:
    """'3.2 Pooling' gives its title and its depth, 2; 'Chapter 3: Training' the depth 1; None for other lines."""
    decimal = _DECIMAL.match(line)
    if decimal and asks(line[decimal.end() :]):
        return line[decimal.end() :].strip(), decimal["number"].count(".") + 1
    if len(line.split()) > TITLE_WORDS or line.rstrip().endswith(_STOPS[:-1]):
        return None
    if decimal:
        title = line[decimal.end() :].strip()
        return (title, decimal["number"].count(".") + 1) if title[:1].isupper() else None
    division = _DIVISION.fullmatch(line)
    return (without_number(division["title"]) or line.strip(), 1) if division else None


def is_division(line: str) -> bool:
    """'Chapter 3' alone, whose title stands on the next line."""
    division = _DIVISION.fullmatch(line)
    return division is not None and not division["title"]


def single_number_title(line: str) -> str:
    """'3. Pooling' or '3 Pooling', which may be a heading or an item of a list; empty for other lines."""
    match = _SINGLE.match(line)
    title = line[match.end() :].strip() if match else ""
    return title if title and len(title.split()) <= SHORT_TITLE_WORDS and not title.endswith(_STOPS) else ""


def title_between_signs(line: str) -> tuple[str, int] | None:
    """'=== Pooling ===' gives its title and the number of signs as its depth, '--- Pooling ---' the depth 2."""
    match = _BETWEEN.fullmatch(line)
    if match is None:
        return None
    return match["title"].strip(), len(match["sign"]) if match["sign"][0] in "=#" else 2


def names_with_colon(line: str) -> bool:
    """Whether a line such as 'Pooling:' heads what stands below it: a name, and no words that lead in to a list."""
    words = line.rstrip(": ").split()
    named = line.endswith(":") and 0 < len(words) <= COLON_WORDS and line[:1].isupper()
    return named and not any(word.casefold() in _LEADING for word in words) and words[-1].casefold() not in _UNFINISHED


def asks_alone(text: str) -> bool:
    """Whether a line between blank ones opens a question, rather than carry on the text before it."""
    return spelt_question(text) is not None or (asks(without_number(text)) and not turns(text))


def is_title(text: str) -> bool:
    """Whether a line that stands alone can be a heading that names a topic."""
    text = _CITATIONS.sub("", text.strip())
    words = text.split()
    if (
        not words
        or text.endswith(_STOPS[:-1])
        or text.startswith("|")
        or ". " in text
        or words[-1].casefold() in _UNFINISHED
    ):
        return False
    return len(words) <= TITLE_WORDS and text[0].isupper()


def heads_its_group(line: str, following: str) -> bool:
    """Whether a line is the heading of the text that goes on right below it: short, unlike a line that was wrapped."""
    text = line.strip()
    words = text.split()
    if not is_title(text) or len(words) > SHORT_TITLE_WORDS:
        return False
    return len(following) >= WRAPPED and len(line) < WRAPPED_SHARE * len(following) and following.lstrip()[:1].isupper()
