"""A large library: how fast it is taken in and searched, beside bare sentence-transformers and bare Chroma."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewer.bootstrap import build_service, prepare
from interviewer.settings import Settings
from knowledge.bank import bank_files
from knowledge.chunks import cut
from knowledge.embedder import verified_weights
from knowledge.readers import read

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

SEED = 20261125
QUERIES = 200
RESULTS = 10
SECTIONS = 40  # of one document; each becomes two or three passages
GIGABYTE = 2**30

Encoder = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True)
class Cost:
    """``processor_seconds`` are those of all cores together; what other programs do meanwhile adds nothing to them."""

    seconds: float
    processor_seconds: float
    peak_bytes: int = 0


def measure(settings: Settings, chunks: int, folder: Path) -> Iterator[str]:
    """The lines of the report. ``folder`` is empty and gets the documents; the settings name an empty data folder."""
    texts = write_documents(folder, chunks)
    service = build_service(settings)
    prepare(settings, service, lambda *_: None)
    service.library.close()
    bare = bare_encoder()
    bare(texts[:64])
    middle = len(texts) // 2
    # Before and after, so that what else the machine does falls on both.
    before = _encoded(bare, texts[:middle])
    ours = _added(settings, folder)
    after = _encoded(bare, texts[middle:])
    seconds, processor = before.seconds + after.seconds, before.processor_seconds + after.processor_seconds
    yield (
        f"ingestion of {len(texts):,} chunks: {len(texts) / ours.seconds:.1f} a second; bare sentence-transformers: "
        f"{len(texts) / seconds:.1f} a second; ratio of times {ours.seconds / seconds:.2f} (goal: at most 1), "
        f"of processor times {ours.processor_seconds / processor:.2f}"
    )
    yield f"peak memory of the ingesting process: {ours.peak_bytes / GIGABYTE:.2f} GB (goal: under 2)"
    yield from _searches(settings, bare)


def write_documents(folder: Path, chunks: int) -> list[str]:
    """Markdown files with headed questions, the same each time; returns their passages, ``chunks`` or a few more."""
    chance = Random(SEED)  # noqa: S311 (texts, no secrets)
    words = _words()
    texts: list[str] = []
    number = 0
    while len(texts) < chunks:
        path = folder / f"document-{number:05}.md"
        path.write_text(_document(number, words, chance), "utf-8")
        texts += [passage.text for passage in cut(read(path))]
        number += 1
    return texts


def bare_encoder() -> Encoder:
    """What sentence-transformers makes of texts with the same weights, by itself."""
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from sentence_transformers import SentenceTransformer

    disable_progress_bars()
    model = SentenceTransformer(str(verified_weights()), device="cpu")
    return lambda texts: np.asarray(model.encode(list(texts), show_progress_bar=False), np.float32)


def timed(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


def _words() -> list[str]:
    """Those of the bank, each as often as it occurs there."""
    return [word for _, text in bank_files() for word in text.split() if word.strip(".,;:()").isalpha()]


def _document(number: int, words: Sequence[str], chance: Random) -> str:
    sections = [
        f"## What is {' '.join(chance.choices(words, k=4)).strip('.,;:()').lower()}?\n\n"
        + "\n\n".join(_paragraph(words, chance) for _ in range(chance.randint(2, 4)))
        for _ in range(SECTIONS)
    ]
    return "\n\n".join([f"# Document {number}", *sections]) + "\n"


def _paragraph(words: Sequence[str], chance: Random) -> str:
    return " ".join(_sentence(words, chance) for _ in range(chance.randint(2, 6)))


def _sentence(words: Sequence[str], chance: Random) -> str:
    text = " ".join(chance.choices(words, k=chance.randint(8, 25))).strip(".,;:()")
    return f"{text[:1].upper()}{text[1:]}."


def _encoded(bare: Encoder, texts: Sequence[str]) -> Cost:
    began, worked = perf_counter(), process_time()
    bare(texts)
    return Cost(perf_counter() - began, process_time() - worked)


def _added(settings: Settings, folder: Path) -> Cost:
    """What ``interviewer knowledge add`` takes, from its start as a process to its end."""
    command = [str(Path(sys.executable).with_name("interviewer")), "knowledge", "add", str(folder)]
    environment = {
        **os.environ,
        "INTERVIEWER_DATA_DIR": str(settings.data_dir),
        "INTERVIEWER_CACHE_DIR": str(settings.cache_dir),
    }
    began = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 (constants and paths)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}; run it in a terminal to see why")
    return Cost(perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def _searches(settings: Settings, bare: Encoder) -> Iterator[str]:
    """Alternating, in one process. Chroma is given vectors, and vectors that sentence-transformers makes first."""
    service = build_service(settings)
    first = timed(partial(service.library.search, "ready", RESULTS))
    yield f"first search after a start: {first:.1f} s"
    collection = _largest(settings.data_dir / "chroma")
    chance = Random(SEED + 1)  # noqa: S311 (texts, no secrets)
    words = _words()
    ours, given, encoded = [], [], []
    for _ in range(QUERIES):
        text = _sentence(words, chance)
        vector = bare([text])
        ours.append(timed(partial(service.library.search, text, RESULTS)))
        given.append(timed(partial(_asked, collection, vector)))
        encoded.append(timed(partial(_asked_by_text, collection, bare, text)))
    service.library.close()
    yield (
        f"search among {collection.count():,} passages from a text: {_percentiles(ours)}; bare Chroma: "
        f"{_percentiles(given)} from a vector, {_percentiles(encoded)} from a text by sentence-transformers; "
        f"ratio of p95 {_p95(ours) / _p95(encoded):.2f} (goal: under 1.5)"
    )


def _largest(folder: Path) -> "Collection":
    from chromadb import PersistentClient
    from chromadb.config import Settings as ChromaSettings

    client = PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
    return max(client.list_collections(), key=lambda collection: collection.count())


def _asked(collection: "Collection", vector: NDArray[np.float32]) -> None:
    collection.query(vector, n_results=RESULTS)


def _asked_by_text(collection: "Collection", bare: Encoder, text: str) -> None:
    _asked(collection, bare([text]))


def _percentiles(seconds: Sequence[float]) -> str:
    return f"p50 {quantiles(seconds, n=2)[0] * 1000:.1f} ms, p95 {_p95(seconds) * 1000:.1f} ms"


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]
