"""Whether two claims about the same thing cannot both hold: numbers, denials, opposites, roles. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.embedder import Vectors
from knowledge.question import KeyPoint, Question
from knowledge.terms import content, negated, stem, stems, words

SAME_SUBJECT = 0.5
SAME_PART = 0.6
LEAST_PART = 0.4
NEAR_FROM = 0.6
_OPPOSITES = (
    "increase decrease, increase reduce, increase shrink, grow shrink, enlarge reduce, raise lower, larger smaller,"
    "large small, largest smallest, highest lowest, high low, higher lower, more less, more fewer, most least,"
    "faster slower, fast slow, maximum minimum, maximise minimise, before after, first last, early late,"
    "deeper shallower, frozen trainable, freeze unfreeze, supervised unsupervised, linear nonlinear,"
    "linear non-linear, always never, overfitting underfitting, easier harder,"
    "cheaper costlier, fine coarse, true false"
)
_SEGMENT_END = re.compile(
    r"[.,;:()]+\s|\s(?=(?:so|because|since|unless|but|which|while|whereas|although|though)\s)", re.IGNORECASE
)
# What holds of two things in either order.
_MUTUAL = frozenset(stem(word) for word in "equal equals differ differs same similar resemble".split())
_JOINED = re.compile(r"\b(and|or)\b", re.IGNORECASE)


class Kind(StrEnum):
    NUMBER = "number"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    ROLES = "roles"


@dataclass(frozen=True)
class Contradiction:
    """Two key points, each with its question, that cannot both hold."""

    kind: Kind
    first: Question
    first_point: KeyPoint
    second: Question
    second_point: KeyPoint


def contradictions(first: Question, second: Question, ours: Vectors, theirs: Vectors) -> Iterator[Contradiction]:
    """
    The contradicting pairs of two questions' key points; of one question, where both are the same.

    ``ours`` (key points of the first, d) and ``theirs`` (of the second, d) are their vectors, at unit length.
    """
    cosines = ours @ theirs.T
    for row, one in enumerate(first.key_points):
        for column, other in enumerate(second.key_points):
            if cosines[row, column] < NEAR_FROM or (first.id == second.id and column <= row):
                continue
            kind = contradict(one.text, other.text)
            if kind:
                yield Contradiction(kind, first, one, second, other)


def contradict(one: str, other: str) -> Kind | None:
    """How two claims contradict each other; None where they speak of different things, or agree."""
    ours, theirs = set(content(one)), set(content(other))
    if len(ours & theirs) < SAME_SUBJECT * max(min(len(ours), len(theirs)), 1):
        return None
    if _count_otherwise(one, other):
        return Kind.NUMBER
    if _deny(one, other):
        return Kind.NEGATION
    if _say_the_opposite(one, other):
        return Kind.OPPOSITE
    return Kind.ROLES if _swap_roles(one, other) else None


def _count_otherwise(one: str, other: str) -> bool:
    """
    Whether both give numbers of the same thing, which is the word behind it, and none that agrees.

    Where one word is exchanged for another, as in "max pooling" and "average pooling", they speak of two things.
    """
    if len(_unlike(one, other)) == len(_unlike(other, one)) == 1:
        return False
    ours, theirs = _counted(one), _counted(other)
    return any(not ours[thing] & theirs[thing] for thing in ours.keys() & theirs.keys())


def _unlike(one: str, other: str) -> set[str]:
    """The content of the first, numbers aside, that the other does not have."""
    return {word for word in set(content(one)) - set(content(other)) if not word[0].isdigit()}


def _counted(text: str) -> dict[str, set[str]]:
    said = words(text)
    counted: dict[str, set[str]] = {}
    for place, word in enumerate(said):
        if word[0].isdigit():
            following = next((w for w in said[place + 1 :] if not w[0].isdigit()), "")
            counted.setdefault(stem(following), set()).add(word)
    return counted


def _deny(one: str, other: str) -> bool:
    """Whether, of the parts of both that speak most alike, just one is denied: a denial reaches no further."""
    pairs = [(set(content(a)), set(content(b)), a, b) for a in _segments(one) for b in _segments(other)]
    ours, theirs, a, b = max(pairs, key=lambda pair: len(pair[0] & pair[1]), default=(set(), set(), "", ""))
    shared = len(ours & theirs)
    alike = shared >= max(SAME_PART * min(len(ours), len(theirs)), LEAST_PART * max(len(ours), len(theirs)), 2)
    return alike and negated(a) != negated(b)


def _segments(text: str) -> list[str]:
    return [part for part in _SEGMENT_END.split(text) if part.strip()]


def _say_the_opposite(one: str, other: str) -> bool:
    """Whether an opposite is about all that the two do not share, and neither is denied."""
    ours, theirs = set(stems(one)), set(stems(other))
    only_ours, only_theirs = ours - theirs, theirs - ours
    shared = set(content(one)) & set(content(other))
    if negated(one) or negated(other) or len(shared) < 2:
        return False
    turned = [
        (left, right)
        for left, right in _opposites()
        if (left in only_ours and right in only_theirs) or (right in only_ours and left in only_theirs)
    ]
    return len(turned) == 1


def _swap_roles(one: str, other: str) -> bool:
    """Whether both say the same words in the same order, but for two parts that are exchanged."""
    if ("by" in words(one)) != ("by" in words(other)):
        return False
    return any(
        set(between) - _MUTUAL and (len(between) > 1 or not _JOINED.search(one))
        for between in _exchanged(content(one), content(other))
    )


def _exchanged(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Sequence[str]]:
    """What stands between the two parts, for each way to see one sequence as the other with two parts exchanged."""
    if Counter(ours) != Counter(theirs) or ours == theirs:
        return
    unlike = [place for place, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other]
    ours, theirs = ours[unlike[0] : unlike[-1] + 1], theirs[unlike[0] : unlike[-1] + 1]
    length = len(ours)
    for head in range(1, length - 1):
        for tail in range(1, length - head):
            between = ours[head : length - tail]
            if theirs == [*ours[length - tail :], *between, *ours[:head]]:
                yield between


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in _OPPOSITES.split(","))
    return tuple((stem(left), stem(right)) for left, right in pairs)
