import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.embedder import OnnxEmbedder
from knowledge.errors import IndexInUse, IndexUnavailable
from knowledge.export import export_folder
from knowledge.index import Entry, Hit, Index, SyncReport, entry_id
from tests.fakes import BagOfWords

DROPOUT = Entry("1", "question", "a", "What does dropout do?")
STRIDE = Entry("2", "passage", "a", "The stride of a convolution is its step.")
POOLING = Entry("3", "passage", "b", "Pooling has a stride too.")
ENTRIES = [DROPOUT, STRIDE, POOLING]


def silent(_: int, __: int) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "chroma"


@pytest.fixture
def embedder() -> BagOfWords:
    return BagOfWords()


@pytest.fixture
def index(folder: Path, embedder: BagOfWords) -> Iterator[Index]:
    index = Index(folder, None, embedder)
    index.sync(ENTRIES, silent)
    yield index
    index.close()


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def test_nothing_is_opened_before_the_first_use(folder: Path, embedder: BagOfWords) -> None:
    Index(folder, None, embedder).close()
    assert not folder.exists()


def test_an_index_needs_a_place(embedder: BagOfWords) -> None:
    with pytest.raises(IndexUnavailable, match="INTERVIEWER_CHROMA_URL"):
        Index(None, None, embedder)


def test_the_nearest_entry_comes_first(index: Index) -> None:
    hits = index.search("the stride of a convolution", 2)
    assert ids(hits) == ["2", "3"]
    assert hits[0].similarity > hits[1].similarity


def test_a_hit_carries_its_entry_and_the_cosine(index: Index) -> None:
    (hit,) = index.search(DROPOUT.text, 1)
    assert replace(hit, similarity=1.0) == Hit("1", "question", "a", DROPOUT.text, 1.0)
    assert 1 - 1e-5 < hit.similarity <= 1


def test_other_entries_are_compared_on_request(index: Index) -> None:
    hits = index.search_with("the stride of a convolution", 1, ["3", "2", "unknown"])
    assert ids(hits) == ["2", "3"]
    assert hits[1].similarity == pytest.approx(index.search("the stride of a convolution", 2)[1].similarity, abs=1e-5)


def test_an_entry_that_is_not_there_cannot_be_compared(index: Index) -> None:
    assert ids(index.search_with("stride", 1, ["unknown"], kind="question")) == ["1"]


def test_search_keeps_to_a_kind(index: Index) -> None:
    assert ids(index.search("stride", 9, kind="question")) == ["1"]
    assert sorted(ids(index.search("stride", 9, kind="passage"))) == ["2", "3"]


def test_entries_of_both_kinds_stand_in_one_order(index: Index) -> None:
    hits = index.search("What does the stride do?", 3)
    assert ids(hits) == ["1", "2", "3"] or ids(hits) == ["1", "3", "2"]
    assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)
    assert [hit.kind for hit in hits] == ["question", "passage", "passage"]


def test_more_hits_than_entries_are_no_error(index: Index) -> None:
    assert len(index.search("stride", 500)) == 3


def test_no_hits_are_wanted_and_none_found(index: Index) -> None:
    assert index.search("stride", 0) == []


def test_an_empty_index_finds_nothing(folder: Path, embedder: BagOfWords) -> None:
    with closing(Index(folder, None, embedder)) as index:
        assert index.search("stride", 3) == []
        assert index.count() == 0


def test_a_second_sync_embeds_only_what_is_new(index: Index, embedder: BagOfWords) -> None:
    embedder.encoded.clear()
    report = index.sync([STRIDE, POOLING, Entry("4", "passage", "b", "Padding keeps the size.")], silent)
    assert report == SyncReport(added=1, removed=1, rebuilt=None)
    assert embedder.encoded == ["Padding keeps the size."]
    assert sorted(ids(index.search("stride", 9))) == ["2", "3", "4"]


def test_a_text_that_is_held_lends_its_vector(index: Index, embedder: BagOfWords) -> None:
    first = Entry(entry_id("passage", "a", "Padding."), "passage", "a", "Padding.")
    index.sync([first], silent)
    embedder.encoded.clear()
    second = Entry(entry_id("passage", "b", "Padding."), "passage", "b", "Padding.")
    assert index.sync([second], silent) == SyncReport(added=1, removed=1, rebuilt=None)
    assert embedder.encoded == []
    (hit,) = index.search("Padding.", 9)
    assert (hit.id, hit.document_id) == (second.id, "b")
    assert hit.similarity > 1 - 1e-5


def test_a_text_of_many_documents_is_embedded_once(folder: Path, embedder: BagOfWords) -> None:
    texts = ["Padding.", *(f"word{n}" for n in range(600)), "Padding.", "Padding."]
    entries = [Entry(entry_id("passage", f"d{n}", text), "passage", f"d{n}", text) for n, text in enumerate(texts)]
    with closing(Index(folder, None, embedder)) as index:
        assert index.sync(entries, silent).added == len(texts)
    assert embedder.encoded.count("Padding.") == 1


def test_a_question_lends_no_vector_to_a_passage() -> None:
    assert entry_id("question", "a", "Padding.").split("-")[0] != entry_id("passage", "a", "Padding.").split("-")[0]


def test_an_entry_that_is_given_twice_is_held_once(folder: Path, embedder: BagOfWords) -> None:
    with closing(Index(folder, None, embedder)) as index:
        assert index.sync([STRIDE, STRIDE], silent).added == 1
        assert index.count() == 1


def test_progress_counts_new_entries_in_batches(folder: Path, embedder: BagOfWords) -> None:
    many = [Entry(str(n), "passage", "a", f"word{n}") for n in range(600)]
    calls: list[tuple[int, int]] = []
    with closing(Index(folder, None, embedder)) as index:
        index.sync(many, lambda done, total: calls.append((done, total)))
        assert index.count() == 600
    assert calls == [(0, 600), (256, 600), (512, 600), (600, 600)]


def test_an_interrupted_sync_goes_on_where_it_stopped(folder: Path, embedder: BagOfWords) -> None:
    many = [Entry(str(n), "passage", "a", f"word{n}") for n in range(600)]

    def interrupt(done: int, _: int) -> None:
        if done == 512:
            raise KeyboardInterrupt

    with closing(Index(folder, None, embedder)) as index:
        with pytest.raises(KeyboardInterrupt):
            index.sync(many, interrupt)
        assert index.sync(many, silent).added == 600 - 512


def test_entries_outlive_the_process(index: Index, folder: Path, embedder: BagOfWords) -> None:
    index.mark_current("r1")
    index.close()
    with closing(Index(folder, None, embedder)) as again:
        assert again.is_current("r1")
        assert again.search(STRIDE.text, 1)[0].text == STRIDE.text


def test_a_revision_is_current_until_the_next_sync(index: Index) -> None:
    assert not index.is_current("")
    assert not index.is_current("r1")
    index.mark_current("r1")
    assert index.is_current("r1")
    assert not index.is_current("r2")
    index.sync(ENTRIES, silent)
    assert not index.is_current("r1")


def test_another_model_of_the_same_dimension_has_its_own_entries(index: Index, folder: Path) -> None:
    index.mark_current("r1")
    index.close()
    with closing(Index(folder, None, BagOfWords("other"))) as other:
        assert not other.is_current("r1")
        assert other.count() == 0
    assert index.count() == 3


def test_a_second_process_is_told_who_has_the_folder(index: Index, folder: Path, embedder: BagOfWords) -> None:
    second = Index(folder, None, embedder)
    with pytest.raises(IndexInUse, match=r"chroma is in use .*INTERVIEWER_CHROMA_URL"):
        second.count()
    index.close()
    assert second.count() == 3
    second.close()


def damage_garbage(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(bytes(range(256)) * 100)


def damage_truncated(folder: Path) -> None:
    database = folder / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def damage_zeros(folder: Path) -> None:
    database = folder / "chroma.sqlite3"
    content = bytearray(database.read_bytes())
    content[8192:] = bytes(len(content) - 8192)
    database.write_bytes(content)


def damage_foreign(folder: Path) -> None:
    (folder / "chroma.sqlite3").unlink()
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as connection:
        connection.execute("CREATE TABLE collections (title TEXT)")


@pytest.mark.parametrize("damage", [damage_garbage, damage_truncated, damage_zeros, damage_foreign])
def test_a_damaged_folder_is_kept_aside_and_rebuilt(index: Index, folder: Path, damage: Callable[[Path], None]) -> None:
    index.mark_current("r1")
    index.close()
    damage(folder)
    (folder / "mine.txt").write_text("kept")
    assert not index.is_current("r1")
    report = index.sync(ENTRIES, silent)
    assert report.added == 3
    assert "damaged" in str(report.rebuilt)
    assert "chroma.broken-1" in str(report.rebuilt)
    assert (folder.with_name("chroma.broken-1") / "mine.txt").read_text() == "kept"
    assert ids(index.search(STRIDE.text, 1)) == ["2"]
    assert index.sync(ENTRIES, silent) == SyncReport(0, 0, None)


def test_a_search_in_a_damaged_index_says_so(index: Index, folder: Path) -> None:
    index.close()
    damage_garbage(folder)
    with pytest.raises(IndexUnavailable, match=r"damaged \(file is not a database\)"):
        index.search("stride", 1)
    index.sync(ENTRIES, silent)
    assert len(index.search("stride", 1)) == 1


def test_damage_while_it_is_open_is_mended_by_the_next_sync(index: Index, folder: Path) -> None:
    damage_zeros(folder)
    with pytest.raises(IndexUnavailable, match=r"chroma\.broken-1"):
        index.sync(ENTRIES, silent)
    assert index.sync(ENTRIES, silent).rebuilt is not None
    assert ids(index.search(STRIDE.text, 1)) == ["2"]


def test_a_lost_graph_loses_no_entry(index: Index, folder: Path) -> None:
    # Each is like some others: texts that have nothing in common would be far from any way through the graph.
    texts = [f"word{n} word{n // 3} word{n // 9} word{n // 90}" for n in range(1200)]
    index.sync([Entry(str(n), "passage", f"d{n}", text) for n, text in enumerate(texts)], silent)
    index.close()
    for part in folder.iterdir():
        if part.is_dir():
            shutil.rmtree(part)
    for number in (7, 700, 1107):
        assert ids(index.search(texts[number], 1)) == [str(number)]


@pytest.fixture
def large(folder: Path, embedder: BagOfWords) -> Iterator[Index]:
    """So large that its graph was saved, after which it was searched and more was added."""
    index = Index(folder, None, embedder)
    index.sync([Entry(str(n), "passage", "d", f"word{n} word{n // 9}") for n in range(5200)], silent)
    index.close()
    yield index
    index.close()


def test_a_saved_graph_is_taken_up_with_what_came_after_it(large: Index, folder: Path) -> None:
    assert len(list(folder.glob("*/index_metadata.pickle"))) == 1
    assert ids(large.search("word7 word0", 1)) == ["7"]
    assert ids(large.search("word5190 word576", 1)) == ["5190"]
    assert large.count() == 5200


def damage_data(graph: Path) -> None:
    with (graph / "data_level0.bin").open("r+b") as file:
        file.seek(4000)
        file.write(b"\xff" * 100)


def damage_size(graph: Path) -> None:
    with (graph / "link_lists.bin").open("ab") as file:
        file.write(b"more")


def damage_loss(graph: Path) -> None:
    shutil.rmtree(graph)


@pytest.mark.parametrize("damage", [damage_data, damage_size, damage_loss])
def test_a_graph_that_is_not_as_it_was_saved_is_made_anew(
    large: Index, folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(next(folder.glob("*/index_metadata.pickle")).parent)
    report = large.sync([STRIDE], silent)
    assert report.removed == 0
    assert "not saved completely" in str(report.rebuilt)
    assert report.added == 1
    assert ids(large.search(STRIDE.text, 1)) == ["2"]


def test_files_of_others_in_the_folder_do_no_harm(folder: Path, embedder: BagOfWords) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_text("kept")
    with closing(Index(folder, None, embedder)) as index:
        assert index.sync(ENTRIES, silent) == SyncReport(3, 0, None)
    assert (folder / "mine.txt").read_text() == "kept"


@pytest.fixture(scope="module")
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, free_port: int) -> Iterator[str]:
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(free_port)]
    folder = tmp_path_factory.mktemp("server")
    with subprocess.Popen(
        [*command, "--path", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", free_port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{free_port}"
        process.terminate()


def test_a_server_serves_as_a_folder_does(server: str, embedder: BagOfWords) -> None:
    with closing(Index(None, server, embedder)) as index, closing(Index(None, server, embedder)) as second:
        assert index.sync(ENTRIES, silent) == SyncReport(3, 0, None)
        index.mark_current("r1")
        assert second.is_current("r1")
        assert ids(second.search("the stride of a convolution", 2, kind="passage")) == ["2", "3"]
        assert second.sync([STRIDE], silent) == SyncReport(0, 2, None)
        assert index.count() == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://127.0.0.1:99999", "http://[bad", "http://"])
def test_a_server_that_cannot_be_reached_is_named(embedder: BagOfWords, url: str) -> None:
    with pytest.raises(IndexUnavailable) as refusal:
        Index(None, url, embedder).count()
    assert f"the Chroma server at {url} cannot be used" in str(refusal.value)
    assert "INTERVIEWER_CHROMA_URL" in str(refusal.value)


def test_the_default_embedder_finds_by_meaning(folder: Path, model_cache: Path) -> None:
    with closing(Index(folder, None, OnnxEmbedder(export_folder(model_cache)))) as index:
        index.sync(ENTRIES, silent)
        assert ids(index.search("randomly switching units off", 1)) == ["1"]
        assert ids(index.search("how big a step the kernel takes", 1)) == ["2"]
