"""The stored documents and their questions: the truth from which the vector store can be rebuilt at any time."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import Engine, case, delete, func, insert, select

from knowledge.chunks import Passage
from knowledge.document import Document
from knowledge.errors import NotFound
from knowledge.overlay import Extracted, Overlay
from knowledge.question import Question
from knowledge.review import Review, Standing
from knowledge.reviews import Reviews
from knowledge.tables import documents, passages, questions

_QUESTION = TypeAdapter(Question)
_AT_ONCE = 500  # values in one statement


@dataclass(frozen=True)
class Listed:
    """A document as it stands in a list; ``questions`` are those in force."""

    id: str
    source: str
    title: str
    builtin: bool
    questions: int
    characters: int


class Catalogue:
    """
    Documents, questions and passages in a database whose tables exist already.

    Questions are those in force: what ``reviews`` make of the extracted ones.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.reviews = Reviews(engine)

    def put(self, document: Document, asked: Sequence[Question], cut: Sequence[Passage], builtin: bool = False) -> None:
        """Stores the document with its questions and passages in the place of what had the same source or content."""
        with self._engine.begin() as connection:
            same = (documents.c.source == document.source) | (documents.c.id == document.id)
            connection.execute(delete(documents).where(same))
            connection.execute(
                insert(documents).values(
                    id=document.id,
                    source=document.source,
                    title=document.title,
                    sha256=document.sha256,
                    text=document.text,
                    builtin=builtin,
                )
            )
            if asked:
                connection.execute(insert(questions), _rows(document.id, asked))
            if cut:
                connection.execute(insert(passages), [vars(passage) for passage in cut])

    def append(self, document_id: str, asked: Sequence[Question]) -> list[Question]:
        """Stores questions behind those of the document, but for those with an id that is there. Returns the others."""
        with self._engine.begin() as connection:
            there = connection.execute(select(questions.c.id).where(questions.c.id.in_([q.id for q in asked])))
            known = set(there.scalars())
            new = [question for question in asked if question.id not in known]
            mine = questions.c.document_id == document_id
            last = connection.execute(select(func.max(questions.c.position)).where(mine)).scalar()
            if new:
                connection.execute(insert(questions), _rows(document_id, new, -1 if last is None else last))
        return new

    def remove(self, document_id: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(documents).where(documents.c.id == document_id))

    def documents(self) -> list[Listed]:
        """Every document: the bank's first, then in the order of their titles."""
        counted = select(questions.c.document_id, func.count().label("n")).group_by(questions.c.document_id).subquery()
        query = (
            select(
                documents.c.id,
                documents.c.source,
                documents.c.title,
                documents.c.builtin,
                func.coalesce(counted.c.n, 0),
                func.length(documents.c.text),
            )
            .outerjoin(counted, counted.c.document_id == documents.c.id)
            .order_by(documents.c.builtin.desc(), documents.c.source)
        )
        with self._engine.connect() as connection:
            listed = [Listed(*row) for row in connection.execute(query)]
        counts = self._overlay().counted({entry.id: entry.questions for entry in listed})
        return [replace(entry, questions=counts[entry.id]) for entry in listed]

    def find(self, name: str) -> Listed:
        """The document with that id, source, or file name. Raises NotFound, also where a file name is not unique."""
        listed = self.documents()
        exact = [entry for entry in listed if name in (entry.id, entry.source)]
        found = exact or [entry for entry in listed if entry.source.rsplit("/", 1)[-1] == name]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"{name} names {len(found)} documents; use an id: {', '.join(e.id for e in found)}")
        raise NotFound(f"no document {name}; 'interviewer knowledge list' shows those there are")

    def text(self, document_id: str) -> str:
        with self._engine.connect() as connection:
            row = connection.execute(select(documents.c.text).where(documents.c.id == document_id)).first()
        if row is None:
            raise NotFound(f"no document {document_id}")
        return str(row[0])

    def questions(self, document_id: str | None = None) -> list[Question]:
        """The questions in force of one document, or of all, in the documents' order."""
        return [stands.question for stands in self.standings(document_id) if not stands.off]

    def standings(self, document_id: str | None = None) -> list[Standing]:
        """As ``questions``, with how each came to stand as it does, and with those that are off."""
        return list(self._standings(document_id))

    def each_question(self) -> Iterator[Question]:
        """As ``questions`` of all documents, but read a thousand rows at a time."""
        return (stands.question for stands in self._standings(None) if not stands.off)

    def _standings(self, document_id: str | None) -> Iterator[Standing]:
        query = (
            select(questions.c.id, questions.c.payload)
            .join(documents)
            .order_by(documents.c.builtin.desc(), documents.c.source, questions.c.position)
        )
        if document_id is not None:
            query = query.where(questions.c.document_id == document_id)
        overlay = self._overlay()
        with self._engine.connect().execution_options(yield_per=1000) as connection:
            for key, payload in connection.execute(query):
                over = overlay.over(key)
                yield from [Standing(_QUESTION.validate_json(payload))] if over is None else over

    def standing(self, question_id: str) -> Standing:
        """The question with that id, whether in force or off. Raises NotFound."""
        overlay = self._overlay()
        reviewed = overlay.standing(question_id)
        if reviewed:
            return reviewed
        if overlay.over(question_id) is not None:
            into = overlay.merged_into(question_id)
            remedy = f"; undo {into.question.id} first" if into else ""
            raise NotFound(f"{question_id} was merged with another question{remedy}")
        found = self.extracted([question_id])
        if question_id not in found:
            raise NotFound(
                f"no question {question_id}; 'interviewer knowledge questions DOCUMENT' shows those there are"
            )
        return Standing(found[question_id].question)

    def orphans(self) -> list[Review]:
        """The reviews of questions that no document gives any more."""
        return self._overlay().orphans

    def extracted(self, question_ids: Sequence[str]) -> dict[str, Extracted]:
        """Those of the questions that documents give now, as they give them, by id."""
        found: dict[str, Extracted] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(question_ids), _AT_ONCE):
                query = select(questions.c.id, questions.c.document_id, questions.c.payload).where(
                    questions.c.id.in_(question_ids[start : start + _AT_ONCE])
                )
                for key, document_id, payload in connection.execute(query):
                    found[key] = Extracted(document_id, _QUESTION.validate_json(payload))
        return found

    def _overlay(self) -> Overlay:
        reviews = self.reviews.all()
        return Overlay(reviews, self.extracted([o.question.id for review in reviews for o in review.origins]))

    def topics(self) -> dict[str, int]:
        """Topic to its number of questions, in the bank's order, then as the user's documents bring them."""
        query = (
            select(questions.c.topic, func.count())
            .join(documents)
            .group_by(questions.c.topic)
            .order_by(
                func.max(documents.c.builtin).desc(),
                func.min(case((documents.c.builtin, documents.c.source))),
                func.min(documents.c.source),
            )
        )
        with self._engine.connect() as connection:
            counts = {row[0]: row[1] for row in connection.execute(query)}
        return self._overlay().topics(counts)

    def passages(self, document_id: str | None = None) -> Iterator[Passage]:
        """The passages of one document, or of all, read a thousand rows at a time."""
        query = select(
            passages.c.id, passages.c.document_id, passages.c.start, passages.c.end, passages.c.text
        ).order_by(passages.c.id)
        if document_id is not None:
            query = query.where(passages.c.document_id == document_id)
        with self._engine.connect().execution_options(yield_per=1000) as connection:
            for row in connection.execute(query):
                yield Passage(*row)

    def revision(self) -> str:
        """Changes when a document is added, changed, removed or given more questions, or a question is reviewed."""
        with self._engine.connect() as connection:
            ids = connection.execute(select(documents.c.id, documents.c.source).order_by(documents.c.id)).all()
            asked = connection.execute(select(func.count()).select_from(questions)).scalar()
        held = f"{[tuple(row) for row in ids]!r}{asked}{self.reviews.revision()}"
        return hashlib.sha256(held.encode()).hexdigest()[:16]

    def sources(self) -> dict[str, str]:
        """The id of each document and its source, the bank's documents first; nothing of their content is read."""
        query = select(documents.c.id, documents.c.source).order_by(documents.c.builtin.desc(), documents.c.source)
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def subjects(self) -> dict[str, str]:
        """The id of each document of the bank and its subject."""
        query = select(documents.c.id, documents.c.title).where(documents.c.builtin)
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def stored(self, document_id: str) -> tuple[str, int] | None:
        """The source of the document with that content, and how many questions it has; None where there is none."""
        counted = select(func.count()).where(questions.c.document_id == document_id).scalar_subquery()
        query = select(documents.c.source, counted).where(documents.c.id == document_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return (row[0], row[1]) if row else None

    def has_source(self, source: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(select(documents.c.id).where(documents.c.source == source)).first() is not None


def _rows(document_id: str, asked: Sequence[Question], last: int = -1) -> list[dict[str, object]]:
    """Rows of questions that follow the position ``last``."""
    return [
        {
            "id": question.id,
            "document_id": document_id,
            "position": position,
            "topic": question.topic,
            "payload": _QUESTION.dump_json(question).decode(),
        }
        for position, question in enumerate(asked, last + 1)
    ]
