"""The use cases of knowledge: fill, add, list, show, remove, search. The catalogue is the truth, the index follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.catalogue import Catalogue, Listed
from knowledge.desk import Desk
from knowledge.embedder import Embedder
from knowledge.entries import Entries
from knowledge.errors import IndexInUse, IndexUnavailable, KnowledgeError
from knowledge.index import Hit, Index
from knowledge.intake import Added, Intake
from knowledge.question import Question
from knowledge.readers import find_files
from knowledge.search import Search

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

ALIKE_FROM = 0.92

_IN_USE = "The vector store is in use by another process, which takes up the change by itself."


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
        self._intake = Intake(catalogue, index, embedder)

    def take_notices(self) -> list[str]:
        """What a user should know of what searching had to mend, each once."""
        notices, self._untold = self._untold, []
        return notices

    def is_filled(self) -> bool:
        """Whether the whole of the built-in bank is there, as it is shipped now."""
        return self._intake.is_filled()

    def fill(self, progress: Progress) -> list[str]:
        """Brings the built-in bank and the index up to date; costs next to nothing where they are. Returns notices."""
        self._intake.fill_bank()
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
            report = self._index.sync(Entries(self._catalogue), lambda done, total: progress("embedding", done, total))
            self._index.mark_current(revision)
        except IndexInUse:
            return [_IN_USE]
        return [report.rebuilt] if report.rebuilt else []

    def add(self, paths: Sequence[Path], progress: Progress) -> list[Added]:
        """
        Every readable file of these files and folders, one in memory at a time. What cannot be read stops no other.

        Killed at any moment and called again it ends as if it had not been.
        """
        self._intake.fill_bank()
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
                results.append(self._intake.file(path))
            except KnowledgeError as error:
                results.append(Added(str(path), "failed", str(error)))
        self._sync_after(results, progress)
        return results

    def add_upload(self, name: str, data: bytes, progress: Progress) -> Added:
        self._intake.fill_bank()
        try:
            result = self._intake.upload(name, data)
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

    def _sync_after(self, results: list[Added], progress: Progress) -> None:
        """Also where nothing was changed: an earlier run may have been cut off before it came to this."""
        notices = self.sync(progress)
        if not results:
            self._untold += notices
        elif any(result.status in ("added", "updated") for result in results) or notices != [_IN_USE]:
            for notice in notices:
                results[-1] = replace(results[-1], message=f"{results[-1].message}. {notice}")


def _silent(_: str, __: int, ___: int) -> None:
    pass
