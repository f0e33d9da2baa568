"""Clauses of an answer that keep their place in it, and the words they are made of."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from interviewer.grade import Quote

_CLAUSE_END = re.compile(
    r"[.!?;]+(?=\s|$)|\n+|,?\s+(?=(?:but|whereas|while|however|although|and then)\s)", re.IGNORECASE
)
_SEGMENT_END = re.compile(
    r"[,;:()]+\s|\s(?=(?:so|because|since|unless|as long as|but|which|while|whereas|although|though|and|or)\s)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each etc few for from further had
    has have having he her here hers him his how i if in into is it its itself just let like many
    may me might more most much must my of off on once one only or other our out over own rather
    really same she should so some such than that the their them then there these they this those
    through to too under until up upon us use used uses using very was way we well were what when
    where which while who whom why will with within would you your yours thing things something
    called known means mean basically
""".split()
)
NEGATIONS = frozenset(
    """
    not no never none nothing neither nor without cannot can't don't doesn't didn't isn't aren't
    wasn't won't wouldn't shouldn't couldn't hardly lacks lack fails fail instead unlike
""".split()
)


@dataclass(frozen=True)
class Cleaned:
    """``text`` is what graders see; ``origin[i]`` is the place in the answer of its character i."""

    text: str
    origin: tuple[int, ...]

    def quote(self, answer: str, start: int, end: int) -> Quote:
        """The exact words of the answer behind the characters ``start`` to ``end`` of the cleaned text."""
        first, last = self.origin[start], self.origin[end - 1] + 1
        return Quote(answer[first:last], first, last)


def cleaned(answer: str) -> Cleaned:
    """
    The answer in compatibility form (NFKC), without control, bidirectional, zero-width and tag characters.

    People are shown the original: only graders read this.
    """
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(answer):
        if character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"}:
            continue
        for normal in unicodedata.normalize("NFKC", character):
            characters.append(normal)
            origin.append(place)
    return Cleaned("".join(characters), tuple(origin))


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the sentences and contrasting clauses, without the space around them; those with a word in them."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for stop in [*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]:
        piece = text[start:stop]
        if any(character.isalnum() for character in piece):
            left = start + len(piece) - len(piece.lstrip())
            ranges.append((left, start + len(piece.rstrip())))
        start = stop
    return tuple(ranges)


def segments(text: str) -> list[str]:
    """The parts between commas and conjunctions: as far as a denial reaches."""
    return [part for part in _SEGMENT_END.split(text) if any(character.isalnum() for character in part)]


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("\u2019", "'"))


@lru_cache(maxsize=2_000)
def terms(text: str) -> frozenset[str]:
    """The stems of the words that carry content, numbers included; negations are left out."""
    return frozenset(content(text))


def content(text: str) -> list[str]:
    """As ``terms``, in their order and as often as they are said."""
    return [_stem(word) for word in words(text) if word not in _STOP_WORDS and word not in NEGATIONS]


@lru_cache(maxsize=2_000)
def stems(text: str) -> frozenset[str]:
    """The stems of all words, small ones included."""
    return frozenset(_stem(word) for word in words(text))


def numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word[0].isdigit())


def negated(text: str) -> bool:
    """True where the text denies something once; two denials cancel."""
    return sum(word in NEGATIONS or word.endswith("n't") for word in words(text)) % 2 == 1


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))
