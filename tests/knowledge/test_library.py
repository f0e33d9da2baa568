import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.database import open_database
from knowledge.catalogue import Catalogue
from knowledge.embedder import OnnxEmbedder
from knowledge.errors import IndexInUse, KnowledgeError, NotFound
from knowledge.export import export_folder
from knowledge.index import Index
from knowledge.library import Library
from tests.builders import make_question
from tests.fakes import BagOfWords

NOTES = (
    "# My notes\n\n## What is gradient clipping?\n\n"
    "Gradient clipping bounds the norm of the gradient before the update.\n"
)


def silent(_: str, __: int, ___: int) -> None:
    pass


def make_library(folder: Path, model_cache: Path | None) -> tuple[Library, Index]:
    """By meaning, or without a model's cache by words alone, which is quick."""
    embedder = OnnxEmbedder(export_folder(model_cache)) if model_cache else BagOfWords()
    index = Index(folder / "chroma", None, embedder)
    return Library(Catalogue(open_database(folder)), index, embedder), index


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Path:
    """A data folder that holds the bank, made once."""
    folder = tmp_path_factory.mktemp("filled")
    library, index = make_library(folder, model_cache)
    library.fill(silent)
    index.close()
    return folder


@pytest.fixture
def library(tmp_path: Path, filled: Path, model_cache: Path) -> Iterator[Library]:
    shutil.copytree(filled, tmp_path / "data")
    library, index = make_library(tmp_path / "data", model_cache)
    yield library
    index.close()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES)
    return path


def test_the_bank_is_there_at_once(library: Library) -> None:
    assert len(library.questions()) >= 28
    assert all(entry.builtin for entry in library.documents())


def test_a_second_filling_embeds_nothing(library: Library) -> None:
    calls: list[int] = []
    library.fill(lambda _, done, __: calls.append(done))
    assert calls == []


def test_an_added_question_is_found_by_meaning(library: Library, notes: Path) -> None:
    assert [result.status for result in library.add([notes], silent)] == ["added"]
    assert library.search("how are gradients clipped?", 1, "question")[0].text == "What is gradient clipping?"


def test_a_question_gets_the_subject_of_the_nearest_one(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "more.md"
    path.write_text(
        "## What is overfitting and how is it noticed?\n\nA model overfits when it learns the noise of its data.\n"
    )
    library.add([path], silent)
    assert library.show("more.md")[1][0].topic == "Overfitting"


def test_adding_again_does_nothing(library: Library, notes: Path) -> None:
    library.add([notes], silent)
    done: list[str] = []
    (result,) = library.add([notes], lambda what, _, __: done.append(what))
    assert (result.status, result.questions) == ("unchanged", 1)
    assert done == ["reading"]


def test_a_changed_file_takes_the_place_of_the_old_one(library: Library, notes: Path) -> None:
    library.add([notes], silent)
    notes.write_text(NOTES.replace("clipping", "penalty"))
    assert [result.status for result in library.add([notes], silent)] == ["updated"]
    assert [q.text for q in library.show("notes.md")[1]] == ["What is gradient penalty?"]


def test_what_stays_in_a_changed_file_keeps_its_id_and_is_not_embedded_again(tmp_path: Path) -> None:
    embedder = BagOfWords()
    index = Index(tmp_path / "chroma", None, embedder)
    library = Library(Catalogue(open_database(tmp_path)), index, embedder)
    parts = [f"# What is part {n}?\n\n" + f"Part {n} has a sentence or two. " * 30 for n in range(5)]
    path = tmp_path / "parts.md"
    path.write_text("\n\n".join(parts))
    library.add([path], silent)
    before = library.show("parts.md")[1]
    embedder.encoded.clear()
    path.write_text("\n\n".join([*parts[:4], parts[4].replace("has", "shows")]))
    library.add([path], silent)
    assert [question.id for question in library.show("parts.md")[1]] == [question.id for question in before]
    passages = [text for text in embedder.encoded if len(text) > 100]
    assert passages
    assert all("Part 4 shows" in text for text in passages)
    index.close()


def test_a_file_without_question_is_refused_and_the_rest_goes_on(library: Library, notes: Path) -> None:
    (notes.parent / "prose.txt").write_text("The weather was fine. We went for a walk.")
    results = library.add([notes.parent / "prose.txt", notes], silent)
    assert [result.status for result in results] == ["failed", "added"]
    assert "no question was found" in results[0].message


def test_a_folder_without_readable_files_stops_nothing(library: Library, notes: Path) -> None:
    (notes.parent / "empty").mkdir()
    results = library.add([notes.parent / "empty", notes], silent)
    assert [result.status for result in results] == ["failed", "added"]


def test_what_is_removed_is_found_no_more(library: Library, notes: Path) -> None:
    library.add([notes], silent)
    library.remove("notes.md", silent)
    assert library.search("gradient clipping", 1, "question")[0].text != "What is gradient clipping?"
    with pytest.raises(NotFound, match=r"notes\.md"):
        library.show("notes.md")


def test_the_bank_stays(library: Library) -> None:
    with pytest.raises(KnowledgeError, match="built-in bank"):
        library.remove(library.documents()[0].id, silent)


def test_a_question_in_other_words_is_recognised(library: Library) -> None:
    known = library.nearest_question("What is the vanishing gradient problem?", 0.7)
    assert known is not None
    assert "vanishing" in known.text.casefold()


def test_a_question_on_something_else_is_not(library: Library) -> None:
    assert library.nearest_question("How do you bake bread?", 0.7) is None


def test_a_lost_index_is_rebuilt_from_the_documents(tmp_path: Path, notes: Path) -> None:
    library, index = make_library(tmp_path / "data", None)
    library.add([notes], silent)
    index.close()
    shutil.rmtree(tmp_path / "data" / "chroma")
    library, index = make_library(tmp_path / "data", None)
    assert library.search("What is gradient clipping?", 1, "question")[0].text == "What is gradient clipping?"
    index.close()


def test_a_damaged_index_is_rebuilt_and_said_so(tmp_path: Path) -> None:
    library, index = make_library(tmp_path / "data", None)
    library.fill(silent)
    index.close()
    (tmp_path / "data" / "chroma" / "chroma.sqlite3").write_bytes(b"no database")
    library, index = make_library(tmp_path / "data", None)
    assert library.search("vanishing gradients", 1)
    assert any("broken" in notice for notice in library.take_notices())
    assert library.take_notices() == []
    index.close()


def test_a_vector_store_that_is_gone_stops_no_interview(tmp_path: Path, model_cache: Path) -> None:
    embedder = OnnxEmbedder(export_folder(model_cache))
    library = Library(Catalogue(open_database(tmp_path)), Index(None, "http://127.0.0.1:9", embedder), embedder)
    assert library.alike(make_question()) == set()
    assert "127.0.0.1:9" in library.take_notices()[0]


def test_while_another_process_holds_the_index_documents_can_be_added(
    library: Library, tmp_path: Path, model_cache: Path, notes: Path
) -> None:
    assert library.search("gradient clipping", 1)
    other, _ = make_library(tmp_path / "data", model_cache)
    (result,) = other.add([notes], silent)
    assert result.status == "added"
    assert "in use" in result.message
    with pytest.raises(IndexInUse):
        other.search("gradient clipping", 1)
    assert library.search("gradient clipping", 1, "question")[0].text == "What is gradient clipping?"


def test_a_damaged_index_is_told_of_where_no_file_could_be_taken_in(tmp_path: Path) -> None:
    library, index = make_library(tmp_path, None)
    library.fill(silent)
    index.close()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 500)
    assert library.add([], silent) == []
    index.close()
    assert any("was damaged" in notice for notice in library.take_notices())
