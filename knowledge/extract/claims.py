"""The key points of an answer in a document: one claim each, and each understood without the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.document import Block, BlockKind
from knowledge.extract.debris import says_nothing
from knowledge.extract.headings import bare
from knowledge.extract.leaning import Told, standing
from knowledge.extract.phrases import any_of
from knowledge.extract.reference import CLAIM_WORDS, LISTED, Placed, is_filler
from knowledge.extract.rows import LISTED_WEIGHT, row_points
from knowledge.extract.sentences import claim_ranges, labelled, opens_with_verb, sentence_ranges, subject_in
from knowledge.question import KeyPoint

DEFINING_WEIGHT = 2.0
EXAMPLE_WEIGHT = 0.5
LONG_ITEM = 25
PARENT_WORDS = 4
SHORT_ITEM = 2
LEAD_WORDS = 8

_LEAD_TAIL = re.compile(
    r"[\s,]*\b(?:are|is|includes?|including|such as|as follows|the following|following|these|namely|e\.g\.|like|by|be"
    r"|can be|may be|we (?:have|get|distinguish|use))*\s*:?\s*$",
    re.IGNORECASE,
)
_LEAD_EMPTY = any_of(
    r"(?:.*\b)?(?:follow\w*|these|this|here|below|steps?|it|they|we|you|things|ways)\b.*  in general", behind="$"
)
_DANGLING = frozenset("is are as by has size follows following be to of with reads becomes formula equation".split())
_JUDGING = any_of(
    "pros  cons  advantages?  disadvantages?  benefits?  drawbacks?  limitations?  strengths?  weakness(?:es)?",
    before="(?:main |key )?",
)
_CITATION = re.compile(
    r"(?:[;,(]?\s*(?:see|cf\.)\s*)?\s*\[(?:\d{1,3}(?:\s*[,\u2013-]\s*\d{1,3})*|edit|citation needed)\]"
    r"(?:(?<=\])\s+for (?:details|more|a review|a proof))?\)?|(?<=[a-z]\.)\d{1,2}$",
)
_ONLY_FORMULA = re.compile(r"(?:\$[^$]+\$|\\\(.+\\\))[.,;:]?")
_ARTICLE = re.compile(r"^(?:an?|the)\s+")
_DEFINING = re.compile(r"s?\s+(?:is|are|means?|denotes?|refers? to)\b")
_NAMING = re.compile(r"(?:name|list|mention|give|state|enumerate|which|what are|what (?:kinds|types))\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:for (?:example|instance)|e\.g\.|consider|suppose|imagine)\b", re.IGNORECASE)
_ANSWERING = any_of(
    "yes  no  sure  right  exactly  correct  indeed  absolutely  of course",
    behind=r"\s*[,:\u2013\u2014-]\s+(?:because |since |as )?",
)
_MEETING = re.compile(r"[=<>\u2248\u2192]|->|\+|\u2212")


def key_points(placed: Sequence[Placed], asked: str, subject: str) -> list[KeyPoint]:
    """
    Every claim of the answer, with its place. ``subject`` is what the question is about, as far as its words say.

    Sentences and their parts are a point each, items of a list and rows of a table too. A short item is told with the
    words that lead in to its list, an item under an item that only names something with that name. Where the format
    itself gives key points, there are no others, and they stay as they are.
    """
    given = [one for one in placed if one.block.given and one.block.kind in LISTED]
    if given:
        return [_given(one) for one in given]
    return list(_Walk(placed, asked, subject).points())


def _given(one: Placed) -> KeyPoint:
    text = one.block.text
    return KeyPoint(text, one.start, one.start + len(text), labelled(text)[0], LISTED_WEIGHT)


class _Walk:
    """One pass over the blocks, with the heading, the lead-in and the items that a block stands under."""

    def __init__(self, placed: Sequence[Placed], asked: str, subject: str) -> None:
        self._placed = placed
        self._asked = asked
        self._subject = subject
        self._heading: Block | None = None
        self._lead = ""
        self._parents: list[tuple[int, str]] = []  # the depth of an item that only names something, and the name
        self._before: Told | None = None

    def points(self) -> Iterator[KeyPoint]:
        made: list[KeyPoint] = []
        for place, one in enumerate(self._placed):
            following = self._placed[place + 1].block if place + 1 < len(self._placed) else None
            if one.block.kind not in LISTED:
                self._parents = []
            for point, joins in self._of_block(one, following):
                made.append(replace(point, weight=max(point.weight, made.pop().weight)) if joins and made else point)
        return iter(made)

    def _of_block(self, one: Placed, following: Block | None) -> Iterator[tuple[KeyPoint, bool]]:
        block = one.block
        match block.kind:
            case BlockKind.HEADING:
                self._heading, self._lead, self._before = block, "", None
            case BlockKind.BULLET | BlockKind.NUMBERED:
                yield from self._item(one, following)
            case BlockKind.TABLE_ROW if block.level == 0:
                for point in row_points(block.text, one.start, one.sides, self._asked):
                    yield point, False
            case BlockKind.PARAGRAPH:
                self._lead = ""
                yield from self._prose(block.text, one.start, following)

    def _prose(self, text: str, start: int, following: Block | None) -> Iterator[tuple[KeyPoint, bool]]:
        ranges = list(sentence_ranges(text))
        if ranges and _leads_in(text[slice(*ranges[-1])], following):
            first, last = ranges.pop()
            self._lead = text[first:last]
            if _shows(self._lead, following):
                ranges.append((first, last - 1))
        for first, last in ranges:
            sentence = text[first:last]
            if not _claims(sentence) or is_filler(sentence):
                continue
            for inner, outer in claim_ranges(sentence):
                begin = first + inner + _answered(sentence[inner:outer])
                claim = text[begin : first + outer].rstrip(";,")
                yield self._told(KeyPoint(claim, start + begin, start + begin + len(claim), labelled(claim)[0]))

    def _told(self, point: KeyPoint) -> tuple[KeyPoint, bool]:
        defines = bool(self._subject) and _defines(point.text, self._subject)
        weight = DEFINING_WEIGHT if defines else EXAMPLE_WEIGHT if _EXAMPLE.match(point.text) else point.weight
        told, joins = standing(replace(point, weight=weight), self._before, self._subject)
        self._before = told
        return _cited(self._under_heading(told.point)), joins

    def _item(self, one: Placed, following: Block | None) -> Iterator[tuple[KeyPoint, bool]]:
        block, text = one.block, one.block.text.rstrip()
        self._parents = [parent for parent in self._parents if parent[0] < block.level]
        nests = following is not None and following.kind in LISTED and following.level > block.level
        label, claim = labelled(text)
        if nests:
            names = text.endswith(":") or (len(text.split()) <= PARENT_WORDS and subject_in(text) is None)
            name = text.rstrip(": ") if names else label
            self._parents.append((block.level, name if len(name.split()) <= LEAD_WORDS else ""))
            if name == text.rstrip(": "):
                return
        if (text.endswith((":", "?"))) or says_nothing(text):
            return
        prefix = self._prefix(text, label, claim)
        if prefix is None:
            return
        yield from self._item_claims(text, one.start, label, prefix or "")

    def _item_claims(self, text: str, start: int, label: str, prefix: str) -> Iterator[tuple[KeyPoint, bool]]:
        ranges = list(sentence_ranges(text))
        if len(ranges) == 1 and len(text.split()) > LONG_ITEM:
            ranges = list(claim_ranges(text))
        self._before = Told(KeyPoint("", start, start), label) if label else self._before
        for number, (first, last) in enumerate(ranges):
            claim = text[first:last]
            if number and not _claims(claim):
                continue
            point = KeyPoint(claim, start + first, start + last, label, LISTED_WEIGHT)
            if number:
                told, joins = standing(replace(point, weight=1.0), self._before, label or self._subject)
                if label and told.point.text == claim:
                    told = replace(told, point=replace(told.point, text=f"{text[: len(label)]}: {claim}"))
            else:
                told, joins = standing(point, None, label or self._subject)
                told = Told(replace(told.point, text=f"{prefix}{told.point.text}"), told.about or label)
            self._before = told
            yield _cited(told.point), joins

    def _prefix(self, text: str, label: str, claim: str) -> str | None:
        """What an item is told with; None where it says nothing even so."""
        parent = next((name for _, name in reversed(self._parents) if name), "")
        if parent:
            return f"{parent}: "
        if label or len(claim.split()) > SHORT_ITEM or _MEETING.search(text):
            fragment = len(text.split()) <= PARENT_WORDS + SHORT_ITEM and not label
            if self._judges() or (fragment and self._heading is not None):
                return self._aspect()
            lacks_subject = self._subject and not label and opens_with_verb(text)
            return f"{self._subject[0].upper()}{self._subject[1:]}: " if lacks_subject else ""
        lead = _LEAD_TAIL.sub("", self._lead).strip()
        if lead and len(lead.split()) <= LEAD_WORDS and not _LEAD_EMPTY.fullmatch(lead):
            return f"{lead}: "
        if self._aspect() or self._lead or _NAMING.match(self._asked):
            return self._aspect()
        return "" if len(text.split()) == SHORT_ITEM and len(text) > PARENT_WORDS else None

    def _aspect(self) -> str:
        return f"{bare(self._heading.text)}: " if self._heading is not None else ""

    def _judges(self) -> bool:
        """Whether the heading above says if what stands below speaks for the subject or against it."""
        return self._heading is not None and bool(_JUDGING.match(bare(self._heading.text)))

    def _under_heading(self, point: KeyPoint) -> KeyPoint:
        """A point under a heading inside the answer takes it as its label; a fragment is told with it."""
        if self._heading is None or point.label:
            return point
        name = bare(self._heading.text)
        if self._heading.level > 7:
            return replace(point, text=f"{name}: {point.text}", label=name.lower())
        return replace(point, label=name.lower()) if len(name.split()) <= PARENT_WORDS else point


def _claims(sentence: str) -> bool:
    if sentence.endswith("?") or _ONLY_FORMULA.fullmatch(sentence) or says_nothing(sentence):
        return False
    return len(re.findall(r"\w+", sentence)) >= CLAIM_WORDS


def _answered(claim: str) -> int:
    """The length of a 'Yes, ' before a claim."""
    match = _ANSWERING.match(claim)
    return match.end() if match else 0


def _leads_in(sentence: str, following: Block | None) -> bool:
    """Whether the last sentence of a paragraph only introduces what stands below it."""
    if sentence.endswith(":"):
        return True
    if following is None or sentence.endswith((".", "!", "?")):
        return False
    return following.kind in (BlockKind.CODE, BlockKind.TABLE_ROW, *LISTED)


def _cited(point: KeyPoint) -> KeyPoint:
    """The claim without the signs of its citations, which stay in its passage."""
    return replace(point, text=_CITATION.sub("", point.text).strip())


def _shows(lead: str, following: Block | None) -> bool:
    """Whether words that lead in to a formula or code claim something by themselves."""
    if following is None or following.kind is not BlockKind.CODE or not lead.endswith(":"):
        return False
    words = lead[:-1].split()
    return len(words) > LEAD_WORDS and words[-1].casefold() not in _DANGLING and subject_in(lead) is not None


def _defines(claim: str, subject: str) -> bool:
    bare, named = (_ARTICLE.sub("", text.casefold(), count=1) for text in (claim, subject))
    return bare.startswith(named) and bool(_DEFINING.match(bare[len(named) :]))
