from pathlib import Path

import pytest

from interviewer.errors import RoundRefused
from interviewer.source_file import MAX_BYTES, read_source, write_starter


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xef\xbb\xbfx = '\xc3\xa9'\n")
    assert read_source(tmp_path / "a.py") == "x = '\u00e9'\n"


def test_a_file_that_is_no_text_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x = \xff")
    with pytest.raises(RoundRefused, match=r"no UTF-8 text \(byte 4\)"):
        read_source(tmp_path / "a.py")


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(RoundRefused, match="more than 400,000 bytes"):
        read_source(tmp_path / "a.py")


@pytest.mark.parametrize("name", [".", "no-such.py"])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(RoundRefused, match="cannot be read"):
        read_source(tmp_path / name)


def test_a_starter_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    write_starter(path, "mine")
    with pytest.raises(RoundRefused, match="is there already"):
        write_starter(path, "starter")
    assert path.read_text("utf-8") == "mine"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RoundRefused, match="cannot be written"):
        write_starter(tmp_path / "no" / "a.py", "starter")
