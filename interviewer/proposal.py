"""Questions that a model proposes from a document: each key point is words of the document, or is discarded."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from interviewer.grading.evidence import terms, words
from interviewer.grading.judgement import as_data
from interviewer.grading.quotable import folded, whole_words
from interviewer.model.ladder import Ask, record
from interviewer.prompts import load_prompt
from knowledge.hints import hints_for
from knowledge.question import KeyPoint, Level, Question, Source, question_id

PART_CHARACTERS = 2_500
LEAST_WORDS, MOST_WORDS = 4, 60
MOST_QUESTIONS, MOST_POINTS = 3, 6
QUESTION_WORDS = 40
LABEL_WORDS = 5
REFERENCE_CHARACTERS = 2_000
SAME_SHARE = 0.8
MAX_TOKENS = 1_500
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_OUTSIDE = re.compile(r"\b(the|this) (text|passage|document|author|article|section)\b|\babove\b|\bbelow\b", re.I)


class ProposedPoint(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    quote: str
    label: str


class ProposedQuestion(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    question: str
    key_points: list[ProposedPoint]


class Proposed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    questions: list[ProposedQuestion]


@dataclass(frozen=True)
class Part:
    """``text`` is exactly what stands in the document's text from the character ``start`` on."""

    start: int
    text: str


@dataclass(frozen=True)
class Material:
    """The document that is asked about; ``place_of`` names the place of a range of its characters."""

    source: str
    document_id: str
    title: str
    topic: str
    place_of: Callable[[int, int], str]


@dataclass(frozen=True)
class Kept:
    """What is left of one reply: sound questions, and why each of the other proposals was discarded."""

    questions: tuple[Question, ...]
    discarded: tuple[str, ...]


def parts(text: str) -> Iterator[Part]:
    """The text in stretches of whole paragraphs, each of at most 2,500 characters; a longer paragraph is cut."""
    start = end = 0
    for stop in [*(match.end() for match in _PARAGRAPH_END.finditer(text)), len(text)]:
        if stop - start > PART_CHARACTERS and end > start:
            yield from _cut(text, start, end)
            start = end
        end = stop
    yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[Part]:
    for first in range(start, end, PART_CHARACTERS):
        piece = text[first : min(first + PART_CHARACTERS, end)]
        if len(words(piece)) > LEAST_WORDS:
            yield Part(first, piece)


def proposal_ask(part: Part, known: Sequence[str], token: str) -> Ask[Proposed]:
    """``known`` are the questions that exist; ``token`` marks the lines around the passage, which cannot foresee it."""
    user = f"{as_data({'questions': list(known)})}\n\nBEGIN {token}\n{as_data(part.text)}\nEND {token}"
    return Ask(load_prompt("proposal"), user, _schema(), Proposed.model_validate, MAX_TOKENS)


def checked(proposed: Proposed, part: Part, known: Sequence[str], material: Material) -> Kept:
    """Keeps the questions that are new and stand alone, with those of their key points that the part says verbatim."""
    kept: list[Question] = []
    discarded: list[str] = []
    for candidate in proposed.questions[:MOST_QUESTIONS]:
        asked = " ".join(candidate.question.split())
        fault = _fault(asked, [*known, *(question.text for question in kept)])
        points = [] if fault else _points(candidate, part, discarded)
        if fault or not points:
            discarded.append(f"'{asked}': {fault or 'no key point is quoted from the passage'}")
        else:
            kept.append(_question(asked, points, part, material))
    return Kept(tuple(kept), tuple(discarded))


def _fault(asked: str, known: Sequence[str]) -> str:
    if not asked.endswith("?") or not LEAST_WORDS <= len(words(asked)) <= QUESTION_WORDS:
        return "it is no question of one sentence"
    if _OUTSIDE.search(asked):
        return "it cannot be understood without the passage"
    if any(_same(asked, other) for other in known):
        return "it is asked already"
    return ""


def _same(asked: str, other: str) -> bool:
    ours, theirs = terms(asked), terms(other)
    return bool(ours) and len(ours & theirs) >= SAME_SHARE * max(len(ours), len(theirs))


def _points(candidate: ProposedQuestion, part: Part, discarded: list[str]) -> list[tuple[int, int, str]]:
    """Start and end in the part, and the label, of each key point that is quoted; without overlaps, in their order."""
    found: list[tuple[int, int, str]] = []
    for point in candidate.key_points[:MOST_POINTS]:
        place = verbatim(part.text, point.quote)
        if place is None:
            discarded.append(f"key point '{' '.join(point.quote.split())}': it does not stand in the passage")
        elif not any(place[0] < end and start < place[1] for start, end, _ in found):
            label = " ".join(point.label.split()[:LABEL_WORDS]).casefold()
            found.append((*place, "" if _gives_away(label, point.quote) else label))
    return sorted(found)


def _gives_away(label: str, quote: str) -> bool:
    """Whether the label says most of the point."""
    meant = terms(quote)
    return bool(meant) and len(terms(label) & meant) > len(meant) / 2


def verbatim(text: str, quote: str) -> tuple[int, int] | None:
    """
    Where the quote stands in the text, whatever its case, width and spacing; None where it does not.

    Whole words only, from 4 to 60 of them.
    """
    if not LEAST_WORDS <= len(words(quote)) <= MOST_WORDS:
        return None
    wanted = folded(quote)[0].strip()
    plain, origin = folded(text)
    place = plain.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        if whole_words(plain, place, end):
            return origin[place], origin[end - 1] + 1
        place = plain.find(wanted, place + 1)
    return None


def _question(asked: str, points: Sequence[tuple[int, int, str]], part: Part, material: Material) -> Question:
    """Its reference is the part from the first quote to the last, or the quotes alone where they stand far apart."""
    first, last = points[0][0], max(end for _, end, _ in points)
    if last - first <= REFERENCE_CHARACTERS:
        reference = part.text[first:last]
        claims = [KeyPoint(part.text[s:e], s - first, e - first, label) for s, e, label in points]
    else:
        reference, claims = "", []
        for start, end, label in points:
            reference += "\n\n" if reference else ""
            claims.append(KeyPoint(part.text[start:end], len(reference), len(reference) + end - start, label))
            reference += part.text[start:end]
    begin, stop = part.start + first, part.start + last
    return Question(
        id=question_id(material.source, asked),
        text=asked,
        topic=material.topic,
        level=Level.INTERMEDIATE,
        reference=reference,
        key_points=tuple(claims),
        source=Source(material.document_id, material.title, begin, stop, material.place_of(begin, stop)),
        hints=hints_for(tuple(claims)),
        rephrasing=f"In your own words, as you would put it to a colleague: {asked[:1].lower()}{asked[1:]}",
    )


def _schema() -> dict[str, Any]:
    """In the subset of JSON Schema that strict modes share."""
    text = {"type": "string"}
    point = record({"quote": text, "label": text})
    question = record({"question": text, "key_points": {"type": "array", "items": point}})
    return record({"questions": {"type": "array", "items": question}})
