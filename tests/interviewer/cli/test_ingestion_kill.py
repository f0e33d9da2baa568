"""Adding a folder, cut off by SIGKILL at any moment, ends as if it had not been once it is run again."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

if TYPE_CHECKING:
    from chromadb.api.client import Client

DOCUMENTS = 40
KILLS = 4
TABLES = ("documents", "questions", "passages")
Stored = dict[str, tuple[str, object]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Notes whose passages differ, and two that share all but their titles."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(DOCUMENTS):
        network = number // 2
        body = "\n\n".join(
            f"## What does layer {part} of network {network} do?\n\n"
            f"Layer {part} of network {network} multiplies its input by {part + 2} weights. Its bias is {network}."
            for part in range(4)
        )
        (folder / f"notes-{number:02}.md").write_text(f"# Network {number}\n\n{body}\n")
    return folder


def adding(folder: Path, data: Path, model_cache: Path) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INTERVIEWER_")}
    return subprocess.Popen(
        [Path(sys.executable).with_name("interviewer"), "knowledge", "add", folder, "--data-dir", data],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**kept, "INTERVIEWER_CACHE_DIR": str(model_cache)},
    )


def catalogue(data: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(data / "interviewer.db")) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}")) for table in TABLES}  # noqa: S608


def index(data: Path) -> tuple[dict[str, Stored], dict[str, np.ndarray]]:
    """What each collection holds by id, and the vectors. Chroma itself is asked."""
    from chromadb import PersistentClient
    from chromadb.config import Settings

    client = cast("Client", PersistentClient(str(data / "chroma"), Settings(anonymized_telemetry=False)))
    texts: dict[str, Stored] = {}
    vectors: dict[str, np.ndarray] = {}
    for collection in client.list_collections():
        found = collection.get(include=["documents", "metadatas", "embeddings"])
        assert found["documents"] is not None
        assert found["metadatas"] is not None
        assert found["embeddings"] is not None
        rows = zip(found["documents"], found["metadatas"], strict=True)
        texts[collection.name] = dict(zip(found["ids"], rows, strict=True))
        assert (collection.metadata or {})["revision"]
        vectors.update(zip(found["ids"], np.asarray(found["embeddings"]), strict=True))
    client.close()
    return texts, vectors


def test_a_killed_ingestion_ends_as_an_undisturbed_one(tmp_path: Path, folder: Path, model_cache: Path) -> None:
    began = time.monotonic()
    with adding(folder, tmp_path / "undisturbed", model_cache) as process:
        said, _ = process.communicate(timeout=600)
    duration = time.monotonic() - began
    assert process.returncode == 0, said

    chance = random.Random(20261125)
    killed = 0
    for _ in range(KILLS):
        with adding(folder, tmp_path / "killed", model_cache) as process:
            try:
                process.wait(chance.uniform(0.1, 0.8) * duration)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
    assert killed > 0
    with adding(folder, tmp_path / "killed", model_cache) as process:
        said, _ = process.communicate(timeout=600)
    assert process.returncode == 0, said

    assert catalogue(tmp_path / "killed") == catalogue(tmp_path / "undisturbed")
    texts, vectors = index(tmp_path / "killed")
    expected_texts, expected_vectors = index(tmp_path / "undisturbed")
    assert texts == expected_texts
    assert vectors.keys() == expected_vectors.keys()
    # Texts that are embedded in other company differ in the last digits.
    assert max(float(np.abs(vectors[key] - expected_vectors[key]).max()) for key in vectors) < 1e-5
