"""Files and the built-in bank become stored documents: nothing twice, and each at once or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.bank import bank_files, parse
from knowledge.catalogue import Catalogue
from knowledge.chunks import Passage, cut
from knowledge.document import Document
from knowledge.embedder import Embedder, Vectors
from knowledge.entries import question_entry
from knowledge.errors import IndexInUse, NoQuestions
from knowledge.extract import extract
from knowledge.index import Index
from knowledge.question import Question
from knowledge.readers import MAX_BYTES, read, read_bytes
from knowledge.topics import nearest_topics


@dataclass(frozen=True)
class Added:
    """What became of one file; ``message`` is for people."""

    source: str
    status: Literal["added", "updated", "unchanged", "failed"]
    message: str
    document_id: str = ""
    questions: int = 0


class Intake:
    """Where a file cannot be used, a method raises KnowledgeError, and nothing is changed."""

    def __init__(self, catalogue: Catalogue, index: Index, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._subjects: tuple[list[str], Vectors] | None = None

    def is_filled(self) -> bool:
        """Whether the whole of the built-in bank is there, as it is shipped now."""
        return {_content_id(text.encode()) for _, text in bank_files()} == set(self._catalogue.subjects())

    def file(self, path: Path) -> Added:
        return self._unchanged(path) or self._take_in(read(path))

    def upload(self, name: str, data: bytes) -> Added:
        return self._there(name, _content_id(data)) or self._take_in(read_bytes(name, data))

    def fill_bank(self) -> None:
        stored = self._catalogue.subjects()
        shipped = {_content_id(text.encode()): (name, text) for name, text in bank_files()}
        for document_id, (name, text) in shipped.items():
            if document_id not in stored:
                document, questions = parse(name, text)
                self._catalogue.put(document, questions, _references(document, questions), builtin=True)
        for document_id in stored.keys() - shipped.keys():
            self._catalogue.remove(document_id)

    def _unchanged(self, path: Path) -> Added | None:
        """The answer for a file whose content is there: it need not be parsed, which may take long."""
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None
            return self._there(str(path.resolve()), _content_id(path.read_bytes()))
        except OSError:  # Reading it says what is wrong.
            return None

    def _there(self, source: str, document_id: str) -> Added | None:
        stored = self._catalogue.stored(document_id)
        if stored is None:
            return None
        return Added(source, "unchanged", f"already there as {stored[0]}", document_id, stored[1])

    def _take_in(self, document: Document) -> Added:
        questions = extract(document)
        if not questions:
            raise NoQuestions(
                f"no question was found in {document.source}; "
                "write each as a heading that ends in '?', or as 'Q:' and 'A:'"
            )
        known = self._catalogue.has_source(document.source)
        self._catalogue.put(document, self._with_topics(questions), cut(document))
        status: Literal["added", "updated"] = "updated" if known else "added"
        return Added(document.source, status, _counted(len(questions)), document.id, len(questions))

    def _with_topics(self, questions: Sequence[Question]) -> list[Question]:
        # By the bank alone, so that they do not depend on what else was added before.
        subjects, bank = self._bank_by_meaning()
        vectors = self._embedder.encode([question.text for question in questions])
        topics = nearest_topics(vectors, bank, subjects, [question.topic for question in questions])
        return [replace(question, topic=topic) for question, topic in zip(questions, topics, strict=True)]

    def _bank_by_meaning(self) -> tuple[list[str], Vectors]:
        """The subject and the vector of each of the bank's questions."""
        if self._subjects is None:
            topics = self._catalogue.subjects()
            bank = [(topics[name], question_entry(q)) for name in topics for q in self._catalogue.questions(name)]
            vectors = self._held_vectors([entry.id for _, entry in bank])
            missing = {entry.id: entry.text for _, entry in bank if entry.id not in vectors}
            vectors.update(zip(missing, self._embedder.encode(list(missing.values())), strict=True))
            table = np.array([vectors[entry.id] for _, entry in bank], np.float32)
            self._subjects = [topic for topic, _ in bank], table
        return self._subjects

    def _held_vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        try:
            return self._index.vectors("question", ids)
        except IndexInUse:
            return {}


def _content_id(data: bytes) -> str:
    """The id of the document with this content."""
    return hashlib.sha256(data).hexdigest()[:16]


def _references(document: Document, questions: Sequence[Question]) -> list[Passage]:
    """The bank is searched by its reference texts: its hints and misconceptions are no source for anything."""
    return [
        Passage(
            f"{document.id}:{question.source.start}",
            document.id,
            question.source.start,
            question.source.end,
            question.reference,
        )
        for question in questions
    ]


def _counted(questions: int) -> str:
    return "1 question" if questions == 1 else f"{questions} questions"
