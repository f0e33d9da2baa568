from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.comparison import Comparison
from knowledge.embedder import Vectors
from tests.fakes import BagOfWords
from tests.knowledge.desks import OTHER, PADDING, POOLING, Shelf


class Counting:
    """Encodes, and keeps what it was given."""

    def __init__(self) -> None:
        self._embedder = BagOfWords()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.encode(texts)

    @property
    def given(self) -> list[str]:
        given, self._embedder.encoded = self._embedder.encoded, []
        return given


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.put()
    return shelf


def test_nothing_is_compared_again_where_nothing_changed(shelf: Shelf) -> None:
    encode = Counting()
    comparison = Comparison(shelf.catalogue, encode)
    assert comparison.findings() is comparison.findings()
    assert encode.given == [POOLING, PADDING]


def test_only_new_texts_are_encoded(shelf: Shelf) -> None:
    encode = Counting()
    comparison = Comparison(shelf.catalogue, encode)
    comparison.findings()
    assert encode.given
    shelf.put("other.md", OTHER)
    assert len(comparison.findings().twins) == 1
    assert POOLING not in encode.given


def test_questions_that_are_off_are_not_compared(shelf: Shelf) -> None:
    shelf.put("other.md", OTHER)
    shelf.desk.switch(shelf.question(POOLING).id, off=True)
    assert Comparison(shelf.catalogue, Counting()).findings().twins == []


def test_an_empty_library_has_nothing_to_compare(tmp_path: Path) -> None:
    findings = Comparison(Shelf(tmp_path).catalogue, Counting()).findings()
    assert (findings.twins, findings.contradictions) == ([], [])
