"""The use cases of knowledge: fill, add, list, show, remove, search. The catalogue is the truth, the index follows."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from knowledge.bank import bank_files, parse
from knowledge.catalogue import Catalogue, Listed
from knowledge.chunks import Passage, cut
from knowledge.desk import Desk
from knowledge.document import Document
from knowledge.embedder import Embedder
from knowledge.errors import IndexInUse, IndexUnavailable, KnowledgeError, NoQuestions
from knowledge.extract import extract
from knowledge.index import Entry, Hit, Index
from knowledge.question import Question
from knowledge.readers import find_files, read, read_bytes
from knowledge.topics import NEAREST, topic_among

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

ALIKE_FROM = 0.92


@dataclass(frozen=True)
class Added:
    """What became of one file; ``message`` is for people."""

    source: str
    status: Literal["added", "updated", "unchanged", "failed"]
    message: str
    document_id: str = ""
    questions: int = 0


class Library:
    """``desk`` is where questions are reviewed; the index follows at the next search."""

    def __init__(self, catalogue: Catalogue, index: Index, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self.desk = Desk(catalogue, embedder.encode)
        self._untold: list[str] = []

    def take_notices(self) -> list[str]:
        """What a user should know of what searching had to mend, each once."""
        notices, self._untold = self._untold, []
        return notices

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
            report = self._index.sync(self._entries(), lambda done, total: progress("embedding", done, total))
            self._index.mark_current(revision)
        except IndexInUse:
            return ["The vector store is in use by another process, which takes up the change by itself."]
        return [report.rebuilt] if report.rebuilt else []

    def add(self, paths: Sequence[Path], progress: Progress) -> list[Added]:
        """Every readable file of these files and folders. What cannot be read does not stop the others."""
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
                results.append(self._take_in(read(path)))
            except KnowledgeError as error:
                results.append(Added(str(path), "failed", str(error)))
        self._sync_after(results, progress)
        return results

    def add_upload(self, name: str, data: bytes, progress: Progress) -> Added:
        try:
            result = self._take_in(read_bytes(name, data))
        except KnowledgeError as error:
            return Added(name, "failed", str(error))
        self._sync_after([result], progress)
        return result

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

    def search(self, text: str, limit: int, kind: str | None = None) -> list[Hit]:
        """The nearest questions and passages by meaning, nearest first. Brings the index up to date before."""
        self._untold += self.sync(_silent)
        return self._index.search(text, limit, kind)

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
            hits = self.search(question.text, 10, "question")
        except IndexUnavailable as error:
            self._untold.append(f"Questions alike are not told apart for now: {error}")
            return set()
        return {hit.text for hit in hits if hit.similarity >= ALIKE_FROM}

    def _fill_bank(self) -> None:
        stored = {entry.source: entry.id for entry in self._catalogue.documents() if entry.builtin}
        shipped = {}
        for name, text in bank_files():
            document_id = hashlib.sha256(text.encode()).hexdigest()[:16]
            shipped[document_id] = name
            if document_id not in stored.values():
                document, questions = parse(name, text)
                self._catalogue.put(document, questions, _references(document, questions), builtin=True)
        for document_id in stored.values():
            if document_id not in shipped:
                self._catalogue.remove(document_id)

    def _take_in(self, document: Document) -> Added:
        before = {entry.source: entry for entry in self._catalogue.documents()}
        for entry in before.values():
            if entry.id == document.id:
                return Added(
                    document.source,
                    "unchanged",
                    f"already there as {entry.source}",
                    entry.id,
                    entry.questions,
                )
        questions = extract(document)
        if not questions:
            raise NoQuestions(
                f"no question was found in {document.source}; "
                "write each as a heading that ends in '?', or as 'Q:' and 'A:'"
            )
        self._catalogue.put(document, self._with_topics(questions), cut(document))
        status: Literal["added", "updated"] = "updated" if document.source in before else "added"
        return Added(document.source, status, _counted(len(questions)), document.id, len(questions))

    def _with_topics(self, questions: Sequence[Question]) -> list[Question]:
        """Where another process holds the index, each question keeps its document's title as its topic."""
        try:
            found = self._index.similar([question.text for question in questions], NEAREST, "question")
        except IndexInUse:
            return list(questions)
        subjects = {entry.id: entry.title for entry in self._catalogue.documents() if entry.builtin}
        return [
            replace(question, topic=topic_among(hits, subjects, question.topic))
            for question, hits in zip(questions, found, strict=True)
        ]

    def _sync_after(self, results: list[Added], progress: Progress) -> None:
        if any(result.status in ("added", "updated") for result in results):
            for notice in self.sync(progress):
                results[-1] = replace(results[-1], message=f"{results[-1].message}. {notice}")

    def _entries(self) -> Iterator[Entry]:
        for question in self._catalogue.questions():
            source = question.source.document_id
            yield Entry(
                _entry_id("question", question.text, source),
                "question",
                source,
                question.text,
                question.topic,
            )
        for passage in self._catalogue.passages():
            yield Entry(
                _entry_id("passage", passage.text, passage.document_id),
                "passage",
                passage.document_id,
                passage.text,
            )


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


def _entry_id(kind: str, text: str, document_id: str) -> str:
    return hashlib.sha256(f"{kind}\0{document_id}\0{text}".encode()).hexdigest()[:32]


def _counted(questions: int) -> str:
    return "1 question" if questions == 1 else f"{questions} questions"


def _silent(_: str, __: int, ___: int) -> None:
    pass
