"""The stored documents and their questions: the truth from which the vector store can be rebuilt at any time."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    select,
)

from knowledge.chunks import Passage
from knowledge.document import Document
from knowledge.errors import NotFound
from knowledge.question import Question

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("builtin", Boolean, nullable=False),
)
questions = Table(
    "questions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("topic", String, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)
passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

_QUESTION = TypeAdapter(Question)


@dataclass(frozen=True)
class Listed:
    """A document as it stands in a list."""

    id: str
    source: str
    title: str
    builtin: bool
    questions: int
    characters: int


class Catalogue:
    """Documents, questions and passages in a database whose tables exist already."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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
            rows = [
                {
                    "id": question.id,
                    "document_id": document.id,
                    "position": position,
                    "topic": question.topic,
                    "payload": _QUESTION.dump_json(question).decode(),
                }
                for position, question in enumerate(asked)
            ]
            if rows:
                connection.execute(insert(questions), rows)
            if cut:
                connection.execute(insert(passages), [vars(passage) for passage in cut])

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
            return [Listed(*row) for row in connection.execute(query)]

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
        """The questions of one document, or of all, in the documents' order."""
        query = (
            select(questions.c.payload)
            .join(documents)
            .order_by(documents.c.builtin.desc(), documents.c.source, questions.c.position)
        )
        if document_id is not None:
            query = query.where(questions.c.document_id == document_id)
        with self._engine.connect() as connection:
            return [_QUESTION.validate_json(row[0]) for row in connection.execute(query)]

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
            return {row[0]: row[1] for row in connection.execute(query)}

    def passages(self) -> Iterator[Passage]:
        """Every passage, read a thousand rows at a time."""
        query = select(
            passages.c.id, passages.c.document_id, passages.c.start, passages.c.end, passages.c.text
        ).order_by(passages.c.id)
        with self._engine.connect().execution_options(yield_per=1000) as connection:
            for row in connection.execute(query):
                yield Passage(*row)

    def revision(self) -> str:
        """Changes exactly when a document is added, changed or removed."""
        with self._engine.connect() as connection:
            ids = connection.execute(select(documents.c.id, documents.c.source).order_by(documents.c.id)).all()
        return hashlib.sha256(repr([tuple(row) for row in ids]).encode()).hexdigest()[:16]
