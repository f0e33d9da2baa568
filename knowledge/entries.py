"""What the index is to hold of the catalogue."""

from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.index import Entry, entry_id
from knowledge.question import Question


class Entries:
    """What the index is to hold, read anew each time it is gone through: never all of it is in memory."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __iter__(self) -> Iterator[Entry]:
        for question in self._catalogue.each_question():
            yield question_entry(question)
        for passage in self._catalogue.passages():
            yield _entry("passage", passage.document_id, passage.text)


def question_entry(question: Question) -> Entry:
    return _entry("question", question.source.document_id, question.text)


def _entry(kind: str, document_id: str, text: str) -> Entry:
    return Entry(entry_id(kind, document_id, text), kind, document_id, text)
