from pathlib import Path
from statistics import mean

import pytest

from evals.scale import write_documents
from knowledge.chunks import CHARACTERS
from knowledge.extract import extract
from knowledge.readers import read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    return tmp_path


def test_as_many_passages_are_written_as_are_wanted_and_no_document_too_many(folder: Path) -> None:
    texts = write_documents(folder / "first", 150)
    last = sorted((folder / "first").iterdir())[-1]
    last.unlink()
    assert len(texts) >= 150
    assert len(list((folder / "first").iterdir())) < 150 / 40


def test_each_time_they_are_the_same(folder: Path) -> None:
    assert write_documents(folder / "first", 150) == write_documents(folder / "second", 150)


def test_they_are_as_long_as_passages_are_and_no_two_alike(folder: Path) -> None:
    texts = write_documents(folder / "first", 150)
    assert CHARACTERS / 2 < mean(map(len, texts)) <= CHARACTERS
    assert len(set(texts)) == len(texts)


def test_each_document_has_questions(folder: Path) -> None:
    write_documents(folder / "first", 150)
    assert all(extract(read(path)) for path in (folder / "first").iterdir())
