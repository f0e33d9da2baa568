from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from interviewer.database import open_database
from knowledge.catalogue import Catalogue
from knowledge.chunks import Passage
from knowledge.document import Document
from knowledge.embedder import Vectors
from knowledge.index import Entry, Index, entry_id
from knowledge.question import Question
from knowledge.search import Search
from tests.builders import make_question

WANTED = "Cutlass tiles a product of matrices."
NEAR = "Something else entirely."
FILLERS = [f"Filler {number}." for number in range(40)]


ANGLES = {WANTED: 0.6, NEAR: 1.5, "by meaning": 1.5, **{text: 0.005 * place for place, text in enumerate(FILLERS, 1)}}


class Angles:
    """An embedder that puts texts at the angles above, others at 0: then WANTED is farther than any filler."""

    fingerprint = "angles"
    dimension = 2

    def encode(self, texts: Sequence[str]) -> Vectors:
        angles = np.array([ANGLES.get(text, 0.0) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


class Shelf:
    """A catalogue and an index that is kept like it."""

    def __init__(self, folder: Path) -> None:
        self.catalogue = Catalogue(open_database(folder))
        self.index = Index(folder / "chroma", None, Angles())
        self.search = Search(self.catalogue, self.index)
        self._entries: list[Entry] = []

    def put(self, name: str, texts: Sequence[str], questions: Sequence[Question] = ()) -> None:
        document = Document(name, name, name.ljust(64, "0"), "\n".join(texts), ())
        passages = [Passage(f"{name}:{place}", document.id, 0, len(text), text) for place, text in enumerate(texts)]
        self.catalogue.put(document, questions, passages)
        self._entries += [_entry("passage", document.id, text) for text in texts]
        self._entries += [_entry("question", question.source.document_id, question.text) for question in questions]
        self.index.sync(self._entries, lambda _, __: None)

    def found(self, text: str, limit: int = 1, kind: str | None = None) -> list[str]:
        return [hit.text for hit in self.search.best(text, limit, kind)]


def _entry(kind: str, document_id: str, text: str) -> Entry:
    return Entry(entry_id(kind, document_id, text), kind, document_id, text)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    shelf.put("a", [*FILLERS, NEAR, WANTED], [make_question()])
    yield shelf
    shelf.index.close()


def test_what_meaning_cannot_find_is_found_by_its_words(shelf: Shelf) -> None:
    assert shelf.found("cutlass matrices") == [WANTED]


def test_what_shares_no_word_is_found_by_meaning(shelf: Shelf) -> None:
    assert shelf.found("by meaning") == [NEAR]


def test_a_question_is_found_by_the_words_of_its_reference(shelf: Shelf) -> None:
    assert shelf.found("keeps the largest value of a window") == [make_question().text]


def test_only_the_kind_asked_for_is_found(shelf: Shelf) -> None:
    assert shelf.found("cutlass matrices", kind="question") == [make_question().text]


def test_as_many_are_found_as_asked_for(shelf: Shelf) -> None:
    assert len(shelf.found("cutlass matrices", 35)) == 35


def test_the_similarity_of_a_hit_is_its_cosine(shelf: Shelf) -> None:
    assert shelf.search.best("cutlass matrices", 1, None)[0].similarity == pytest.approx(
        np.cos(ANGLES[WANTED]), abs=1e-6
    )


def test_words_are_counted_anew_when_a_document_is_added(shelf: Shelf) -> None:
    shelf.found("cutlass matrices")
    shelf.put("b", ["Warps run in lockstep."])
    assert shelf.found("lockstep") == ["Warps run in lockstep."]
