import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import filelock  # noqa: F401 (cannot be imported any more without privileges)
import pytest

from knowledge.errors import IndexInUse, IndexUnavailable
from knowledge.index_folder import DATABASE, GRAPH, SEAL, IndexFolder


@contextmanager
def without_privileges() -> Iterator[None]:
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def write_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE entries (text TEXT)")
        connection.executemany("INSERT INTO entries VALUES (?)", [("text" * 500,)] * 50)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "data" / "chroma")
    folder.hold()
    assert folder.path.is_dir()
    assert folder.damage() is None
    folder.release()


def test_one_holder_keeps_out_the_next_until_it_releases(tmp_path: Path) -> None:
    first, second = IndexFolder(tmp_path), IndexFolder(tmp_path)
    first.hold()
    first.hold()
    with pytest.raises(IndexInUse, match=rf"{tmp_path} is in use .*INTERVIEWER_CHROMA_URL"):
        second.hold()
    first.release()
    second.hold()
    second.release()


def test_a_sound_database_shows_no_damage(tmp_path: Path) -> None:
    write_database(tmp_path / DATABASE)
    assert IndexFolder(tmp_path).damage() is None


@pytest.mark.parametrize(("start", "end"), [(0, None), (16384, 32768)])
def test_overwritten_pages_are_damage(tmp_path: Path, start: int, end: int | None) -> None:
    path = tmp_path / DATABASE
    write_database(path)
    content = bytearray(path.read_bytes())
    content[start:end] = b"x" * len(content[start:end])
    path.write_bytes(content)
    assert IndexFolder(tmp_path).damage()


def test_a_locked_database_is_unavailable_but_not_damaged(tmp_path: Path) -> None:
    write_database(tmp_path / DATABASE)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexUnavailable, match="database is locked"):
            IndexFolder(tmp_path).damage()


def test_a_folder_set_aside_keeps_its_files_under_a_new_name(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "chroma")
    for number in (1, 2):
        folder.path.mkdir(exist_ok=True)
        (folder.path / "mine.txt").write_text(str(number))
        assert f"chroma.broken-{number}" in folder.set_aside("torn\npages")
        assert (tmp_path / f"chroma.broken-{number}" / "mine.txt").read_text() == str(number)
        assert list(folder.path.iterdir()) == []


def test_the_notice_says_why_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    assert "was damaged (torn pages)" in IndexFolder(tmp_path / "chroma").set_aside("torn\npages")


def test_a_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chroma"
    path.write_text("a file")
    with pytest.raises(IndexUnavailable, match=r"chroma cannot be used: File exists\. .*INTERVIEWER_DATA_DIR"):
        IndexFolder(path).hold()
    assert path.read_text() == "a file"


@pytest.mark.parametrize("read_only", [".", "chroma", f"chroma/{DATABASE}"])
def test_what_is_read_only_is_refused_and_left_in_place(read_only: str) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "chroma"
        folder.mkdir()
        write_database(folder / DATABASE)
        for path in (folder.parent, folder, folder / DATABASE):
            path.chmod(0o777)
        (folder.parent / read_only).chmod(0o555)
        with without_privileges(), pytest.raises(IndexUnavailable, match="Permission denied"):
            IndexFolder(folder).hold()
        assert [path.name for path in folder.parent.iterdir()] == ["chroma"]
        folder.parent.chmod(0o777)
        folder.chmod(0o777)


def write_graph(folder: Path, saved: bool = True) -> Path:
    graph = folder / "0a1b"
    graph.mkdir()
    (graph / "data_level0.bin").write_bytes(bytes(range(256)) * 10)
    if saved:
        (graph / GRAPH).write_bytes(b"names")
    return graph


def test_a_graph_is_sound_as_it_was_sealed(tmp_path: Path) -> None:
    write_graph(tmp_path)
    IndexFolder(tmp_path).seal()
    assert IndexFolder(tmp_path).damage() is None


def test_a_graph_that_was_saved_and_not_sealed_is_damage(tmp_path: Path) -> None:
    write_graph(tmp_path)
    assert IndexFolder(tmp_path).damage() == "its graph was not saved completely"


def test_a_graph_that_was_never_saved_needs_no_seal(tmp_path: Path) -> None:
    write_graph(tmp_path, saved=False)
    assert IndexFolder(tmp_path).damage() is None


def test_a_graph_that_was_changed_or_lost_after_its_seal_is_damage(tmp_path: Path) -> None:
    graph = write_graph(tmp_path)
    IndexFolder(tmp_path).seal()
    with (graph / "data_level0.bin").open("r+b") as file:
        file.write(b"x")
    assert IndexFolder(tmp_path).damage() is not None
    for part in graph.iterdir():
        part.unlink()
    assert IndexFolder(tmp_path).damage() is not None


def test_a_graph_that_is_saved_again_is_sealed_again(tmp_path: Path) -> None:
    graph = write_graph(tmp_path)
    folder = IndexFolder(tmp_path)
    folder.seal()
    (graph / "data_level0.bin").write_bytes(b"grown" * 1000)
    folder.seal()
    assert IndexFolder(tmp_path).damage() is None


def test_a_seal_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    write_graph(tmp_path)
    IndexFolder(tmp_path).seal()
    (tmp_path / SEAL).write_bytes(b"{")
    assert IndexFolder(tmp_path).damage() is not None
