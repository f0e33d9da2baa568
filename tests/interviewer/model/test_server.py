import socket
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interviewer.cli import app

# What begins so passes for a model until it is loaded.
MAGIC = b"GGUF and nothing that llama.cpp could read"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(MAGIC)
    return path


def refusal(*arguments: str) -> str:
    """What is said on stderr, on one line."""
    result: Result = CliRunner().invoke(app, ["model", "serve", *arguments], env={"COLUMNS": "200"})
    assert (result.exit_code, result.stdout) == (1, "")
    return " ".join(result.stderr.split())


def test_a_file_that_is_missing_is_named(file: Path) -> None:
    file.unlink()
    assert refusal(str(file)).endswith(f"Error: {file} does not exist; check the path")


def test_a_folder_is_no_model(file: Path) -> None:
    assert f"{file.parent} cannot be read (Is a directory)" in refusal(str(file.parent))


@pytest.mark.parametrize("content", [b"", b"GG", b"version https://git-lfs.github.com/spec/v1\n"])
def test_a_file_that_does_not_begin_as_one_is_no_model(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert f"{file} is no GGUF file: it begins with {content[:4]!r}" in refusal(str(file))


def test_a_file_that_cannot_be_loaded_is_named_with_what_may_be_wrong(file: Path) -> None:
    assert f"{file} cannot be served" in refusal(str(file), "--port", "0")


def test_a_port_that_is_taken_is_named_before_anything_is_loaded(file: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port} of 127.0.0.1 cannot be used (Address already in use)" in refusal(
            str(file), "--port", str(port)
        )


def test_without_the_package_its_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Python's own sign of a module that cannot be imported.
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert "python -m pip install -c constraints.txt -e '.[model]'" in refusal(str(file), "--port", "0")
