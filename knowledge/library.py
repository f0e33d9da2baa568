"""The use cases of knowledge: fill, add, list, show, remove, search. The catalogue is the truth, the index follows."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.bank import bank_files, parse
from knowledge.catalogue import Catalogue, Listed
from knowledge.chunks import Passage, cut
from knowledge.desk import Desk
from knowledge.document import Document
from knowledge.embedder import Embedder, Vectors
from knowledge.errors import IndexInUse, IndexUnavailable, KnowledgeError, NoQuestions
from knowledge.extract import extract
from knowledge.index import Entry, Hit, Index, entry_id
from knowledge.question import Question
from knowledge.readers import MAX_BYTES, find_files, read, read_bytes
from knowledge.search import Search
from knowledge.topics import nearest_topics

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

ALIKE_FROM = 0.92

_IN_USE = "The vector store is in use by another process, which takes up the change by itself."


@dataclass(frozen=True)
class Added:
    """What became of one file; ``message`` is for people."""

    source: str
    status: Literal["added", "updated", "unchanged", "failed"]
    message: str
    document_id: str = ""
    questions: int = 0


@dataclass(frozen=True)
class Proposable:
    """A stored document to propose questions from: what it is, its text, and the questions found in it."""

    document: Listed
    text: str
    questions: tuple[Question, ...]


class Library:
    """``desk`` is where questions are reviewed; the index follows at the next search."""

    def __init__(self, catalogue: Catalogue, index: Index, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._search = Search(catalogue, index)
        self.desk = Desk(catalogue, embedder.encode)
        self._untold: list[str] = []
        self._subjects: tuple[list[str], Vectors] | None = None

    def take_notices(self) -> list[str]:
        """What a user should know of what searching had to mend, each once."""
        notices, self._untold = self._untold, []
        return notices

    def is_filled(self) -> bool:
        """Whether the whole of the built-in bank is there, as it is shipped now."""
        return {_content_id(text.encode()) for _, text in bank_files()} == set(self._catalogue.subjects())

    def fill(self, progress: Progress) -> list[str]:
        """Brings the built-in bank and the index up to date; costs next to nothing where they are. Returns notices."""
        self._fill_bank()
        return self.sync(progress)

    def sync(self, progress: Progress) -> list[str]:
        """
        Makes the index hold just what the catalogue holds. Returns what a user should know about it.

        Where another process holds the index, that process takes the change up at its next question.
        """
        revision = self._catalogue.revision()
        try:
            if self._index.is_current(revision):
                return []
            report = self._index.sync(_Entries(self._catalogue), lambda done, total: progress("embedding", done, total))
            self._index.mark_current(revision)
        except IndexInUse:
            return [_IN_USE]
        return [report.rebuilt] if report.rebuilt else []

    def add(self, paths: Sequence[Path], progress: Progress) -> list[Added]:
        """
        Every readable file of these files and folders, one in memory at a time. What cannot be read stops no other.

        Killed at any moment and called again it ends as if it had not been.
        """
        self._fill_bank()
        results: list[Added] = []
        files: list[Path] = []
        for path in paths:
            try:
                files += find_files([path])
            except KnowledgeError as error:
                results.append(Added(str(path), "failed", str(error)))
        for done, path in enumerate(dict.fromkeys(files)):
            progress("reading", done, len(files))
            try:
                results.append(self._unchanged(path) or self._take_in(read(path)))
            except KnowledgeError as error:
                results.append(Added(str(path), "failed", str(error)))
        self._sync_after(results, progress)
        return results

    def add_upload(self, name: str, data: bytes, progress: Progress) -> Added:
        self._fill_bank()
        try:
            result = self._there(name, _content_id(data)) or self._take_in(read_bytes(name, data))
        except KnowledgeError as error:
            return Added(name, "failed", str(error))
        results = [result]
        self._sync_after(results, progress)
        return results[0]

    def close(self) -> None:
        """Lets another process have the vector store; the next use takes it again."""
        self._index.close()

    def documents(self) -> list[Listed]:
        return self._catalogue.documents()

    def show(self, name: str) -> tuple[Listed, list[Question]]:
        """A document by id, source or file name, with its questions. Raises NotFound."""
        listed = self._catalogue.find(name)
        return listed, self._catalogue.questions(listed.id)

    def remove(self, name: str, progress: Progress) -> Listed:
        """Removes a document and all that came from it. Raises NotFound; the bank cannot be removed."""
        listed = self._catalogue.find(name)
        if listed.builtin:
            raise KnowledgeError(
                f"{listed.source} belongs to the built-in bank and stays; choose other subjects instead"
            )
        self._catalogue.remove(listed.id)
        self.sync(progress)
        return listed

    def proposable(self, name: str) -> Proposable:
        """Raises NotFound, and KnowledgeError for the bank, whose questions are complete."""
        listed = self._catalogue.find(name)
        if listed.builtin:
            raise KnowledgeError(f"{listed.source} belongs to the built-in bank; name a document that you added")
        return Proposable(listed, self._catalogue.text(listed.id), tuple(self._catalogue.questions(listed.id)))

    def extend(self, document_id: str, questions: Sequence[Question]) -> list[Question]:
        """Adds questions to a stored document; those that it has are left out. Returns the others."""
        return self._catalogue.append(document_id, questions)

    def search(self, text: str, limit: int, kind: str | None = None) -> list[Hit]:
        """
        The questions and passages that fit best by meaning and words, best first: so similarities need not fall.

        Brings the index up to date before.
        """
        self._untold += self.sync(_silent)
        return self._search.best(text, limit, kind)

    def questions(self) -> list[Question]:
        return self._catalogue.questions()

    def topics(self) -> dict[str, int]:
        return self._catalogue.topics()

    def nearest_question(self, text: str, at_least: float) -> Question | None:
        """The question of the library that asks the same; None where none is that similar."""
        questions = self.questions()
        normal = " ".join(text.casefold().split())
        for question in questions:
            if normal in (question.id, " ".join(question.text.casefold().split())):
                return question
        if not questions:
            return None
        similarity = self._embedder.encode([q.text for q in questions]) @ self._embedder.encode([text])[0]
        best = int(similarity.argmax())
        return questions[best] if similarity[best] >= at_least else None

    def alike(self, question: Question) -> set[str]:
        """
        The texts of questions that ask the same as this one.

        None, and a notice, where the vector store cannot be used: an interview does not stop for that.
        """
        try:
            self._untold += self.sync(_silent)
            hits = self._index.search(question.text, 10, "question")
        except IndexUnavailable as error:
            self._untold.append(f"Questions alike are not told apart for now: {error}")
            return set()
        return {hit.text for hit in hits if hit.similarity >= ALIKE_FROM}

    def _fill_bank(self) -> None:
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
            bank = [(topics[name], _question(q)) for name in topics for q in self._catalogue.questions(name)]
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

    def _sync_after(self, results: list[Added], progress: Progress) -> None:
        """Also where nothing was changed: an earlier run may have been cut off before it came to this."""
        notices = self.sync(progress)
        if any(result.status in ("added", "updated") for result in results) or notices != [_IN_USE]:
            for notice in notices:
                results[-1] = replace(results[-1], message=f"{results[-1].message}. {notice}")


class _Entries:
    """What the index is to hold, read anew each time it is gone through: never all of it is in memory."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __iter__(self) -> Iterator[Entry]:
        for question in self._catalogue.each_question():
            yield _question(question)
        for passage in self._catalogue.passages():
            yield _entry("passage", passage.document_id, passage.text)


def _question(question: Question) -> Entry:
    return _entry("question", question.source.document_id, question.text)


def _entry(kind: str, document_id: str, text: str) -> Entry:
    return Entry(entry_id(kind, document_id, text), kind, document_id, text)


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


def _silent(_: str, __: int, ___: int) -> None:
    pass
