"""Writes the default embedder once as an ONNX graph, which is ready in half a second; PyTorch takes ten."""

import hashlib
import logging
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from knowledge.embedder import (
    GRAPH,
    MANIFEST,
    NAME,
    STATES,
    STATES_LAYER,
    TOKENIZER,
    VECTORS,
    WEIGHTS_SHA256,
    Manifest,
    OnnxEmbedder,
    read_exported,
    verified_weights,
)
from knowledge.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_LEAST_COSINE = 0.9999
_PROBES = (
    "",
    "ReLU",
    "What is a receptive field?",
    "Über-Fitting naïve façade: 学習率, обучение, ∑ᵢ xᵢ² ≤ ε, 🙂",
    "Dropout sets activations to zero at random while training, which keeps units from co-adapting.",
    "y = softmax(W @ x + b); loss = -log(y[target])",
    "Batch normalisation rescales each channel by the mean and variance of the mini-batch. " * 4,
    "A convolution shares its weights over all positions.\n\n- stride\n- padding\n- dilation",
    "Gradients vanish when many factors below one are multiplied. " * 12,
    "THE SAME WORDS IN CAPITALS",
    "An attention head compares each query with every key and mixes the values accordingly. " * 60,
    "   spaces \t tabs   ",
)


def export_folder(cache: Path) -> Path:
    """Where the exported model lies, or will lie; another version of the graph lies elsewhere."""
    return cache / f"{NAME}-{WEIGHTS_SHA256[:12]}-{STATES}"


def exported(cache: Path) -> Path | None:
    """The folder of the exported model, where it is there and every byte is as it was written (0.1 s)."""
    folder = export_folder(cache)
    try:
        read_exported(folder)
    except EmbedderUnavailable:
        return None
    return folder


def export(cache: Path, progress: Callable[[str], None]) -> Path:
    """
    The folder of the exported model, which the first call writes (20 s) and checks against the original.

    Processes that call it at once wait for the first. Raises EmbedderUnavailable where the weights are not
    the known ones, the folder cannot be written or the vectors differ.
    """
    found = exported(cache)
    if found:
        return found
    try:
        return _export_alone(cache, progress)
    except OSError as error:
        raise EmbedderUnavailable(
            f"the embedding model cannot be written to {cache}: {error.strerror or error}. "
            "Make room there, or name another folder in INTERVIEWER_CACHE_DIR."
        ) from error


def compare(ours: np.ndarray, theirs: np.ndarray) -> None:
    """Raises EmbedderUnavailable unless the rows, all of unit length, point the same way."""
    least = float((ours * theirs).sum(axis=1).min())
    if not least > _LEAST_COSINE:
        raise EmbedderUnavailable(
            f"the exported embedding model differs from the original: cosine {least:.5f}, expected above "
            f"{_LEAST_COSINE}. Remove .venv and run `make install`."
        )


def _export_alone(cache: Path, progress: Callable[[str], None]) -> Path:
    from filelock import FileLock

    folder = export_folder(cache)
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if exported(cache):  # another process was faster
            return folder
        partial = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            _write(partial, progress)
            shutil.rmtree(folder, ignore_errors=True)
            partial.replace(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return folder


def _write(folder: Path, progress: Callable[[str], None]) -> None:
    progress("verifying the embedding model's weights")
    weights = verified_weights()
    with _quiet():
        progress("loading PyTorch")
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(weights), device="cpu", local_files_only=True)
        progress("converting the embedding model for ONNX Runtime")
        _write_graph(model, folder / GRAPH)
        shutil.copyfile(weights / TOKENIZER, folder / TOKENIZER)
        hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (GRAPH, TOKENIZER)}
        manifest = Manifest(weights_sha256=WEIGHTS_SHA256, files=hashes)
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2), "utf-8")

        progress("comparing it with the original")
        theirs = model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
    embedder = OnnxEmbedder(folder)
    compare(embedder.encode(_PROBES), theirs)
    compare(np.concatenate([embedder.encode([probe]) for probe in _PROBES]), theirs)


def _write_graph(model: "SentenceTransformer", path: Path) -> None:
    import torch

    class Pooled(torch.nn.Module):
        """
        (batch, tokens) ids and mask -> (batch, dimension), the mean over the tokens, and (batch, tokens, dimension),
        the tokens' states in the layer that tells best what they mean; both at unit length.
        """

        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            told = self.transformer(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
            hidden = told.last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            normalize = torch.nn.functional.normalize
            return normalize(mean, dim=1), normalize(told.hidden_states[STATES_LAYER], dim=2)

    # Without padding in the example the mask is optimised away, and padded texts would be wrong.
    example = torch.tensor([[101, 2054, 2003, 102], [101, 2748, 102, 0]])
    shape = {0: torch.export.Dim("batch", min=1, max=512), 1: torch.export.Dim("tokens", min=1, max=512)}
    try:
        torch.onnx.export(
            Pooled(cast(torch.nn.Module, model.transformers_model)).eval(),
            (example, (example > 0).long()),
            path,
            input_names=["input_ids", "attention_mask"],
            output_names=[VECTORS, STATES],  # "embedding" is the name of a node already
            dynamic_shapes={"input_ids": shape, "attention_mask": shape},
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    except torch.onnx.OnnxExporterError as error:
        raise EmbedderUnavailable(
            f"PyTorch cannot convert the embedding model: {error}. Remove .venv and run `make install`."
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the converter's warnings and progress bars, which say nothing to a user, off the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch  # noqa: F401 (its import sets the levels of its loggers)
        from huggingface_hub.utils.tqdm import disable_progress_bars, enable_progress_bars

        converter = logging.getLogger("torch.onnx")
        level = converter.level
        converter.setLevel(logging.ERROR)
        disable_progress_bars()
        try:
            yield
        finally:
            converter.setLevel(level)
            enable_progress_bars()
