"""Reviews in the whole library: documents read again, the bank upgraded, the index following."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.database import open_database
from knowledge.bank import bank_files, parse
from knowledge.catalogue import Catalogue
from knowledge.draft import draft_of
from knowledge.index import Index
from knowledge.library import Library
from knowledge.question import Question
from tests.fakes import BagOfWords
from tests.knowledge.desks import NOTES, PADDING, POOLING

REWORDED = "Which zebra lives in a pooling layer?"


def silent(_: str, __: int, ___: int) -> None:
    pass


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    index = Index(tmp_path / "chroma", None, BagOfWords())
    library = Library(Catalogue(open_database(tmp_path)), index, BagOfWords())
    library.fill(silent)
    yield library
    index.close()


@pytest.fixture
def notes(tmp_path: Path, library: Library) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES)
    library.add([path], silent)
    return path


def reword(library: Library, question: Question) -> None:
    library.desk.edit(question, draft_of(question).model_copy(update={"question": REWORDED}))


def asked(library: Library, text: str) -> Question:
    return next(question for question in library.questions() if question.text == text)


def test_an_edited_question_is_found_by_its_new_words(library: Library, notes: Path) -> None:
    reword(library, asked(library, POOLING))
    assert library.search("zebra", 1, "question")[0].text == REWORDED


def test_a_question_that_is_off_is_found_no_more(library: Library, notes: Path) -> None:
    library.desk.switch(asked(library, PADDING).id, off=True)
    assert PADDING not in [hit.text for hit in library.search(PADDING, 20, "question")]


def test_a_review_outlives_its_changed_document(library: Library, notes: Path) -> None:
    reword(library, asked(library, POOLING))
    notes.write_text(NOTES + "\n## What is a stride?\n\nA stride is the step of the kernel.\n")
    library.add([notes], silent)
    assert [q.text for q in library.show("notes.md")[1]] == [REWORDED, PADDING, "What is a stride?"]


def test_a_review_waits_while_its_document_is_gone(library: Library, notes: Path) -> None:
    reword(library, asked(library, POOLING))
    library.remove("notes.md", silent)
    assert len(library.desk.orphans()) == 1
    library.add([notes], silent)
    assert [q.text for q in library.show("notes.md")[1]] == [REWORDED, PADDING]


def test_a_review_outlives_an_upgrade_of_the_bank(tmp_path: Path, library: Library) -> None:
    question = library.questions()[0]
    reword(library, question)
    name, text = bank_files()[0]
    older, questions = parse(
        name, text.replace("### Reference\n", "### Reference\n\nAn older edition said this first.\n", 1)
    )
    Catalogue(open_database(tmp_path)).put(older, questions, [], builtin=True)
    assert [bool(s.changed) for s in library.desk.standings(older.id)][:1] == [True]
    library.fill(silent)
    stands = library.desk.standing(question.id)
    assert (stands.question.text, stands.changed) == (REWORDED, ())
    assert stands.question.source == question.source
