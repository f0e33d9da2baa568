import pytest
from pydantic import TypeAdapter

from knowledge.document import Document, Mark, place_of
from knowledge.question import Source

PAGES = (Mark(0, "page", "1"), Mark(10, "page", "2"), Mark(20, "page", "3"))


def document(text: str, marks: tuple[Mark, ...] = ()) -> Document:
    return Document("a", "A", "0" * 64, text, (), marks)


@pytest.mark.parametrize(
    ("start", "end", "place"), [(0, 5, "page 1"), (0, 10, "page 1"), (5, 11, "pages 1-2"), (20, 30, "page 3")]
)
def test_a_range_lies_on_its_pages(start: int, end: int, place: str) -> None:
    assert place_of(document("x" * 30, PAGES), start, end) == place


@pytest.mark.parametrize(("start", "end", "place"), [(0, 3, "line 1"), (4, 7, "line 2"), (0, 10, "lines 1-4")])
def test_a_text_without_marks_has_lines(start: int, end: int, place: str) -> None:
    assert place_of(document("one\ntwo\n\nfour"), start, end) == place


def test_named_places_are_joined_by_a_word() -> None:
    marks = (Mark(0, "chapter", "Pooling"), Mark(10, "chapter", "Attention"))
    assert place_of(document("x" * 20, marks), 5, 15) == "chapters Pooling to Attention"


def test_a_range_before_the_first_mark_starts_nowhere() -> None:
    marks = (Mark(5, "section", "Pooling"),)
    assert place_of(document("x" * 20, marks), 0, 4) == ""
    assert place_of(document("x" * 20, marks), 0, 9) == "section Pooling"


def test_a_mark_without_a_name_is_no_place() -> None:
    assert place_of(document("x" * 20, (Mark(0, "section", ""),)), 0, 9) == ""


def test_an_empty_range_has_the_place_of_its_start() -> None:
    assert place_of(document("x" * 30, PAGES), 10, 10) == "page 2"


def test_a_source_stored_without_a_place_loads() -> None:
    stored = '{"document_id": "1", "title": "A", "start": 0, "end": 3}'
    assert TypeAdapter(Source).validate_json(stored) == Source("1", "A", 0, 3)
