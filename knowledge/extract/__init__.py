"""A document becomes questions with reference text and key points, by its structure alone. Pure."""

from dataclasses import replace

from knowledge.document import BlockKind, Document, place_of
from knowledge.errors import NoQuestions
from knowledge.extract.claims import key_points
from knowledge.extract.debris import without_debris
from knowledge.extract.outline import Section, sections
from knowledge.extract.promotion import promoted, terms
from knowledge.extract.reference import claims_as_they_stand, laid_out, weighed
from knowledge.extract.subjects import subject_of
from knowledge.hints import hints_for
from knowledge.question import KeyPoint, Level, Question, Source, question_id
from knowledge.readers.plain import read_plain

# A reference is all answer: what would be a heading in a document is a short sentence in it.
_PROSE = {BlockKind.HEADING: BlockKind.PARAGRAPH}
_BASIC = ("what is", "what are", "define", "name ", "list ")
_ADVANCED = ("derive", "prove", "how would you", "compare", "why does", "why do", "under what", "when would")


def extract(document: Document) -> tuple[Question, ...]:
    """
    Every question of the document that has at least one key point, in the document's order.

    A heading that asks is a question, and one that names a topic becomes one ("Pooling": "Explain pooling and when you
    would use it."). Of a question that stands twice the one with more key points is taken.
    """
    found: dict[str, Question] = {}
    for section in sections(terms(without_debris(promoted(document.blocks)))):
        question = _question(document, section)
        if question is None:
            continue
        earlier = found.get(question.id)
        if earlier is None or len(earlier.key_points) <= len(question.key_points):
            found[question.id] = question
    return tuple(sorted(found.values(), key=lambda question: question.source.start))


def referenced(text: str, reference: str) -> Question:
    """
    A question that is given together with its reference text, outside any document.

    A reference in which no claim can be told apart is one key point as a whole. Raises NoQuestions where it is blank.
    """
    made, placed = laid_out([replace(b, kind=_PROSE.get(b.kind, b.kind)) for b in read_plain(reference).blocks])
    if not made:
        raise NoQuestions("the reference is blank; give the text that a good answer is graded against")
    points = claims_as_they_stand(placed) or (KeyPoint(made, 0, len(made)),)
    asked = " ".join(text.split())
    return Question(
        id=question_id("", asked),
        text=asked,
        topic="",
        level=_level(asked),
        reference=made,
        key_points=points,
        source=Source("", "the given reference", 0, len(reference)),
        hints=hints_for(points),
        rephrasing=_rephrased(asked),
    )


def _question(document: Document, section: Section) -> Question | None:
    text = section.asked
    reference, placed = laid_out(section.body)
    points = weighed(key_points(placed, text, section.subject or subject_of(text)))
    if len(points) < (2 if section.doubtful else 1):
        return None
    start, end = section.heading.start, section.body[-1].end
    return Question(
        id=question_id(document.source, text),
        text=text,
        topic=document.title,
        level=_level(text),
        reference=reference,
        key_points=points,
        source=Source(document.id, document.title, start, end, place_of(document, start, end)),
        hints=hints_for(points),
        rephrasing=_rephrased(text),
    )


def _level(text: str) -> Level:
    opening = text.casefold()
    if opening.startswith(_ADVANCED) or "trade-off" in opening:
        return Level.ADVANCED
    return Level.BASIC if opening.startswith(_BASIC) else Level.INTERMEDIATE


def _rephrased(text: str) -> str:
    ordinary = text[1:2].islower() or text[1:2] == " "
    opened = text[:1].lower() + text[1:] if ordinary else text
    return f"In your own words, as you would put it to a colleague: {opened}"
