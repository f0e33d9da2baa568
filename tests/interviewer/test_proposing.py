import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from interviewer.database import open_database
from interviewer.model.ladder import Rung
from interviewer.proposing import Proposals, Proposer
from knowledge.catalogue import Catalogue
from knowledge.errors import KnowledgeError, NotFound
from knowledge.index import Index
from knowledge.library import Library
from tests.fakes import BagOfWords
from tests.model_server import ModelServer, Script, Scripted, endpoint_at, model_server, refused, said

CLAIM = "Gradient clipping bounds the norm of the gradient before the update."
NOTES = f"# Notes\n\n## What is gradient clipping?\n\n{CLAIM}\n"
ASKED = "Why would one bad batch throw the weights far away?"


def silent(_: str, __: int, ___: int) -> None:
    pass


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one document beside the bank, made once."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "notes.md"
    path.write_text(NOTES)
    library, index = opened(folder)
    library.add([path], silent)
    index.close()
    return folder


@pytest.fixture
def library(tmp_path: Path, filled: Path) -> Iterator[Library]:
    shutil.copytree(filled, tmp_path / "data")
    library, index = opened(tmp_path / "data")
    yield library
    index.close()


def opened(folder: Path) -> tuple[Library, Index]:
    index = Index(folder / "chroma", None, BagOfWords())
    return Library(Catalogue(open_database(folder)), index, BagOfWords()), index


def reply(quote: str = CLAIM) -> Scripted:
    question = {"question": ASKED, "key_points": [{"quote": quote, "label": "bound"}]}
    return said(json.dumps({"questions": [question]}))


def propose(library: Library, *replies: Scripted, name: str = "notes.md") -> tuple[Proposals, ModelServer]:
    numbers = count(4711)
    with model_server(Script(*replies)) as server:
        proposer = Proposer(
            endpoint_at(server.base_url, retries=0), lambda: Rung.JSON_SCHEMA, lambda: str(next(numbers))
        )
        return proposer.propose(library, name, silent), server


def test_what_is_kept_joins_the_questions_of_the_document(library: Library) -> None:
    made, _ = propose(library, reply())
    assert [question.text for question in made.questions] == [ASKED]
    _, questions = library.show("notes.md")
    assert [question.text for question in questions] == ["What is gradient clipping?", ASKED]
    assert questions[1].key_points[0].text == CLAIM


def test_it_can_be_found_at_once(library: Library) -> None:
    propose(library, reply())
    assert ASKED in {hit.text for hit in library.search(ASKED, 3, "question")}


def test_what_is_not_in_the_document_is_discarded_and_said(library: Library) -> None:
    made, _ = propose(library, reply("Clipping makes every network train twice as fast."))
    assert made.questions == ()
    assert "does not stand in the passage" in made.discarded[0]
    assert len(library.show("notes.md")[1]) == 1


def test_a_second_time_nothing_is_added(library: Library) -> None:
    propose(library, reply())
    made, _ = propose(library, reply())
    assert made.questions == ()
    assert len(library.show("notes.md")[1]) == 2


def test_the_model_is_told_what_is_asked_already(library: Library) -> None:
    _, server = propose(library, reply())
    assert "What is gradient clipping?" in server.requests[0]["messages"][1]["content"]


def test_a_model_that_fails_is_a_failure_and_no_loss(library: Library) -> None:
    made, _ = propose(library, refused(401, "bad key"))
    assert made.questions == ()
    assert made.failures[0].startswith("part 1 of 1: ")
    assert len(library.show("notes.md")[1]) == 1


def test_the_bank_is_complete(library: Library) -> None:
    bank = next(document.id for document in library.documents() if document.builtin)
    with pytest.raises(KnowledgeError, match="name a document that you added"):
        propose(library, reply(), name=bank)


def test_an_unknown_document_is_named(library: Library) -> None:
    with pytest.raises(NotFound, match=r"nothing\.md"):
        propose(library, reply(), name="nothing.md")
