"""A document becomes questions with reference text and key points, by its structure alone. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Block, BlockKind, Document
from knowledge.errors import NoQuestions
from knowledge.extract.debris import closes_the_subject, without_debris
from knowledge.extract.reference import build_reference
from knowledge.hints import hints_for
from knowledge.question import KeyPoint, Level, Question, Source, question_id
from knowledge.readers.plain import read_plain
from knowledge.readers.shapes import asks

TOPIC_WORDS = 8
TOPIC_LEVEL = 2
# A reference is all answer: what would be a heading in a document is a short sentence in it.
_PROSE = {BlockKind.HEADING: BlockKind.PARAGRAPH}
_BASIC = ("what is", "what are", "define", "name ", "list ")
_ADVANCED = ("derive", "prove", "how would you", "compare", "why does", "why do", "under what", "when would")


@dataclass(frozen=True)
class _Section:
    heading: Block
    body: tuple[Block, ...]


def extract(document: Document) -> tuple[Question, ...]:
    """
    Every question of the document that has at least one key point, in the document's order.

    A heading that asks is a question. Where hardly any heading asks, as in notes, a headed topic of the second level or
    below becomes one ("Pooling": "Explain pooling and when you would use it.").
    """
    blocks = without_debris(document.blocks)
    headings = [block for block in blocks if block.kind is BlockKind.HEADING and block.level != 1]
    topical = sum(asks(block.text) for block in headings) * 2 < len(headings)
    found: dict[str, Question] = {}
    for section in _sections(blocks):
        question = _question(document, section, topical)
        if question is None:
            continue
        earlier = found.get(question.id)
        if earlier is None or len(earlier.key_points) < len(question.key_points):
            found[question.id] = question
    return tuple(sorted(found.values(), key=lambda question: question.source.start))


def referenced(text: str, reference: str) -> Question:
    """
    A question that is given together with its reference text, outside any document.

    A reference in which no claim can be told apart is one key point as a whole. Raises NoQuestions where it is blank.
    """
    blocks = [replace(b, kind=_PROSE.get(b.kind, b.kind)) for b in read_plain(reference)[2]]
    made = build_reference(blocks)
    if not made.text:
        raise NoQuestions("the reference is blank; give the text that a good answer is graded against")
    points = made.key_points or (KeyPoint(made.text, 0, len(made.text)),)
    asked = " ".join(text.split())
    return Question(
        id=question_id("", asked),
        text=asked,
        topic="",
        level=_level(asked),
        reference=made.text,
        key_points=points,
        source=Source("", "the given reference", 0, len(reference)),
        hints=hints_for(points),
        rephrasing=_rephrased(asked),
    )


def _sections(blocks: Sequence[Block]) -> Iterator[_Section]:
    """Each heading with what belongs to it: up to the next question, or heading that is not deeper than it."""
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        body = []
        for following in blocks[place + 1 :]:
            if following.kind is BlockKind.HEADING and _ends(block, following):
                break
            body.append(following)
        yield _Section(block, tuple(body))


def _ends(open_heading: Block, heading: Block) -> bool:
    if asks(heading.text) or closes_the_subject(heading.text):
        return True
    deeper = open_heading.level and heading.level > open_heading.level
    return not deeper


def _question(document: Document, section: _Section, topical: bool) -> Question | None:
    text = _asked(section, topical)
    if text is None:
        return None
    made = build_reference(section.body)
    if not made.key_points:
        return None
    end = section.body[-1].end if section.body else section.heading.end
    return Question(
        id=question_id(document.source, text),
        text=text,
        topic=document.title,
        level=_level(text),
        reference=made.text,
        key_points=made.key_points,
        source=Source(document.id, document.title, section.heading.start, end),
        hints=hints_for(made.key_points),
        rephrasing=_rephrased(text),
    )


def _asked(section: _Section, topical: bool) -> str | None:
    heading = section.heading.text.strip()
    if asks(heading):
        return heading
    words = heading.rstrip(".:").split()
    named = 0 < len(words) <= TOPIC_WORDS and not closes_the_subject(heading)
    if not topical or not named or section.heading.level < TOPIC_LEVEL:
        return None
    if any(block.kind is BlockKind.HEADING for block in section.body):
        return None
    return f"Explain {_lowered(words, section.body)} and when you would use it."


def _lowered(words: list[str], body: Sequence[Block]) -> str:
    """The topic in running text: its first word is written small where the text below writes it so."""
    small = words[0][:1].lower() + words[0][1:]
    ordinary = small[1:].islower() and any(small in block.text.split() for block in body)
    common = small.endswith(("ing", "tion", "sion", "ment", "ity", "ers", "ness"))
    return " ".join([small if small[1:].islower() and (ordinary or common) else words[0], *words[1:]])


def _level(text: str) -> Level:
    opening = text.casefold()
    if opening.startswith(_ADVANCED) or "trade-off" in opening:
        return Level.ADVANCED
    return Level.BASIC if opening.startswith(_BASIC) else Level.INTERMEDIATE


def _rephrased(text: str) -> str:
    ordinary = text[1:2].islower() or text[1:2] == " "
    opened = text[:1].lower() + text[1:] if ordinary else text
    return f"In your own words, as you would put it to a colleague: {opened}"
