import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedder import (
    WEIGHTS_SHA256,
    OnnxEmbedder,
    TransformerEmbedder,
    check_weights,
    verified_weights,
)
from knowledge.errors import EmbedderUnavailable
from knowledge.export import export_folder

TEXTS = (
    "Dropout sets activations to zero at random.",
    "",
    "Stride",
    "Ünïcode: 学習率 🙂",
    "A gradient that is too large is clipped to a norm. " * 40,
    "Randomly zeroed activations are what dropout is about.",
)

OFFLINE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise SystemExit(f"the network was used: {arguments}")

sys.addaudithook(refuse)
from pathlib import Path
from knowledge.embedder import OnnxEmbedder
OnnxEmbedder(Path(sys.argv[1])).encode(["text"])
heavy = {"torch", "transformers", "sentence_transformers"} & sys.modules.keys()
if heavy:
    raise SystemExit(f"imported {heavy}")
"""


@pytest.fixture(scope="module")
def onnx(model_cache: Path) -> OnnxEmbedder:
    return OnnxEmbedder(export_folder(model_cache))


@pytest.fixture(scope="module")
def original() -> TransformerEmbedder:
    return TransformerEmbedder(str(verified_weights()))


@pytest.fixture
def copied(model_cache: Path, tmp_path: Path) -> Path:
    """An exported model whose files may be changed."""
    return Path(shutil.copytree(export_folder(model_cache), tmp_path / "model"))


def test_every_row_has_unit_length(onnx: OnnxEmbedder) -> None:
    vectors = onnx.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), onnx.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_no_text_gives_no_row(onnx: OnnxEmbedder) -> None:
    assert onnx.encode([]).shape == (0, 384)


def test_rows_keep_the_order_of_the_texts(onnx: OnnxEmbedder) -> None:
    many = [f"{text} {number}" for number in range(10) for text in TEXTS]
    alone = np.concatenate([onnx.encode([text]) for text in many])
    assert np.abs(onnx.encode(many) - alone).max() < 1e-5


def test_the_same_meaning_is_nearer_than_another(onnx: OnnxEmbedder) -> None:
    vectors = onnx.encode(TEXTS)
    assert vectors[0] @ vectors[5] > vectors[0] @ vectors[4] + 0.3


def test_text_beyond_256_tokens_changes_nothing(onnx: OnnxEmbedder) -> None:
    to_the_limit, beyond, below = onnx.encode(["layer " * 254, "layer " * 254 + "stride", "layer " * 253 + "stride"])
    assert to_the_limit @ beyond == pytest.approx(1, abs=1e-6)
    assert to_the_limit @ below < 0.9999


def test_threads_may_share_it(model_cache: Path) -> None:
    embedder = OnnxEmbedder(export_folder(model_cache))
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(embedder.encode, [TEXTS] * 8))
    assert all(np.array_equal(result, results[0]) for result in results)


def test_it_needs_no_network_no_torch_and_prints_nothing(model_cache: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", OFFLINE, str(export_folder(model_cache))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_both_embedders_give_the_same_vectors(onnx: OnnxEmbedder, original: TransformerEmbedder) -> None:
    assert (onnx.encode(TEXTS) * original.encode(TEXTS)).sum(axis=1).min() > 0.9999


def test_both_embedders_have_their_own_fingerprint(onnx: OnnxEmbedder, original: TransformerEmbedder) -> None:
    assert onnx.fingerprint == "all-MiniLM-L6-v2/53aa51172d14/384/normalised"
    assert original.fingerprint.startswith("model/")
    assert original.fingerprint.endswith("/384/normalised")


def test_a_named_model_gives_no_row_for_no_text(original: TransformerEmbedder) -> None:
    assert original.encode([]).shape == (0, original.dimension) == (0, 384)


def test_a_model_changed_in_its_place_has_another_fingerprint(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(verified_weights(), tmp_path / "model"))
    before = TransformerEmbedder(str(folder)).fingerprint
    (folder / "data_config.json").write_text("[]")
    assert TransformerEmbedder(str(folder)).fingerprint != before


@pytest.mark.parametrize("content", [None, "{}"])
def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path, content: str | None) -> None:
    folder = tmp_path / "my-model"
    if content:
        folder.mkdir()
        (folder / "config.json").write_text(content)
    with pytest.raises(EmbedderUnavailable, match=r"my-model.*INTERVIEWER_EMBEDDER"):
        TransformerEmbedder(str(folder)).encode(["text"])


def test_a_model_that_was_never_exported_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match=r"manifest\.json .*`interviewer prepare`"):
        OnnxEmbedder(tmp_path).encode(["text"])


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_exported_file_that_changed_is_refused_by_both_hashes(copied: Path, name: str) -> None:
    expected = json.loads((copied / "manifest.json").read_text())["files"][name]
    (copied / name).write_bytes((copied / name).read_bytes()[:-1])
    with pytest.raises(EmbedderUnavailable, match=rf"{name} has the SHA-256 [0-9a-f]{{64}}, expected {expected}"):
        OnnxEmbedder(copied).encode(["text"])


def test_an_export_of_other_weights_is_refused(copied: Path) -> None:
    path = copied / "manifest.json"
    path.write_text(path.read_text().replace(WEIGHTS_SHA256, "0" * 64))
    with pytest.raises(EmbedderUnavailable, match=f"{'0' * 64}, expected {WEIGHTS_SHA256}"):
        OnnxEmbedder(copied).encode(["text"])


def test_an_unreadable_manifest_is_refused(copied: Path) -> None:
    (copied / "manifest.json").write_text("{")
    with pytest.raises(EmbedderUnavailable, match="not a model's manifest"):
        OnnxEmbedder(copied).encode(["text"])


def test_the_installed_weights_are_the_known_ones() -> None:
    assert (verified_weights() / "model.safetensors").is_file()


def test_changed_weights_are_refused_by_both_hashes(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other")
    with pytest.raises(EmbedderUnavailable, match=rf"has the SHA-256 d9298a10d1b0\w+, expected {WEIGHTS_SHA256}"):
        check_weights(tmp_path)


def test_missing_weights_are_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match=r"model\.safetensors cannot be read .*`make install`"):
        check_weights(tmp_path)
