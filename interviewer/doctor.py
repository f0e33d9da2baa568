"""What this installation stands on, looked at piece by piece, each finding with its remedy."""

import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from interviewer.errors import ModelFailed
from interviewer.settings import Settings

if TYPE_CHECKING:
    from interviewer.coding.boxes.tier import Chosen

PORT = 8501
OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)
FREE_BYTES = 500 * 2**20


@dataclass(frozen=True)
class Check:
    """``remedy`` says how to mend it; it is empty exactly where the status is ok."""

    name: str
    status: Literal["ok", "warning", "failed"]
    found: str
    remedy: str = ""


def check_all(settings: Settings) -> list[Check]:
    """
    Every check. Raises nothing for what it finds.

    Takes seconds: it imports torch, opens the vector store, asks the language model, if any, for a word, and attacks
    the boxes that candidates' code would be run in.
    """
    return [
        check_python(sys.version_info[:3]),
        check_sqlite(sqlite3.sqlite_version_info),
        check_torch(),
        *check_embedder(settings),
        check_chroma(settings),
        check_folder(settings.data_dir),
        check_model(settings),
        *check_model_role(settings),
        *check_code(settings),
        check_port(PORT),
    ]


def check_python(version: tuple[int, ...]) -> Check:
    found = ".".join(map(str, version))
    if version[:2] < OLDEST_PYTHON:
        return Check("Python", "failed", found, "install Python 3.11 or newer and make the environment again")
    return Check("Python", "ok", found)


def check_sqlite(version: tuple[int, ...]) -> Check:
    found = ".".join(map(str, version))
    if version < OLDEST_SQLITE:
        return Check("SQLite", "failed", found, "use a Python that is built with SQLite 3.35 or newer")
    return Check("SQLite", "ok", found)


def check_torch() -> Check:
    try:
        import torch
    except (ImportError, OSError) as error:
        return Check("PyTorch", "failed", str(error), "install the packages again: make install")
    device = "cpu"
    if torch.cuda.is_available():
        device = f"cuda ({torch.cuda.get_device_name(0)})"
    elif torch.backends.mps.is_available():
        device = "mps"
    return Check("PyTorch", "ok", f"{torch.__version__} on {device}")


def check_embedder(settings: Settings) -> Iterator[Check]:
    """Whether the built-in model has its known weights and was converted, or the one in its place loads."""
    from knowledge.embedder import TransformerEmbedder, verified_weights
    from knowledge.errors import EmbedderUnavailable
    from knowledge.export import exported

    if settings.embedder:
        try:
            found = TransformerEmbedder(settings.embedder).fingerprint
        except EmbedderUnavailable as error:
            yield Check("Embedding model", "failed", str(error), "name another in INTERVIEWER_EMBEDDER, or none")
        else:
            yield Check("Embedding model", "ok", found)
        return
    try:
        yield Check("Embedding weights", "ok", f"verified in {verified_weights()}")
    except EmbedderUnavailable as error:
        yield Check("Embedding weights", "failed", str(error), "install the packages again: make install")
    folder = exported(settings.cache_dir)
    if folder is None:
        found = f"not in {settings.cache_dir}, or damaged there"
        yield Check("Converted model", "failed", found, "convert it: interviewer prepare")
    else:
        yield Check("Converted model", "ok", str(folder))


def check_chroma(settings: Settings) -> Check:
    """Whether the vector store opens, in the data folder or on its server."""
    from interviewer.bootstrap import build_embedder
    from knowledge.errors import EmbedderUnavailable, IndexInUse, IndexUnavailable
    from knowledge.index import Index

    where = settings.chroma_url or str(settings.data_dir / "chroma")
    folder = None if settings.chroma_url else settings.data_dir / "chroma"
    index = Index(folder, settings.chroma_url or None, build_embedder(settings))
    try:
        return Check("Chroma", "ok", f"{index.count()} entries in {where}")
    except IndexInUse:
        remedy = "nothing to mend where that is the chat page; a search has to wait for its end"
        return Check("Chroma", "warning", f"{where} is in use by a running page or command", remedy)
    except IndexUnavailable as error:
        remedy = (
            "start the server or unset INTERVIEWER_CHROMA_URL" if settings.chroma_url else "make the folder writable"
        )
        return Check("Chroma", "failed", str(error), remedy)
    except EmbedderUnavailable as error:
        return Check("Chroma", "failed", str(error), "mend the embedding model first")
    finally:
        index.close()


def check_folder(folder: Path) -> Check:
    """Whether the data folder can be written, and has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        remedy = "make the folder writable, or name another with --data-dir or INTERVIEWER_DATA_DIR"
        return Check("Data folder", "failed", f"{folder}: {error.strerror}", remedy)
    found = f"{folder}, {free / 2**30:.1f} GiB free"
    if free < FREE_BYTES:
        return Check("Data folder", "warning", found, "make room on this disk: less than 500 MiB are free")
    return Check("Data folder", "ok", found)


def check_model(settings: Settings) -> Check:
    """One short reply from the language model, where one is set."""
    from time import perf_counter

    from interviewer.llm import OpenAIChat

    if not settings.has_model:
        return Check("Language model", "ok", "none set; the interview uses its authored wording")
    began = perf_counter()
    try:
        for _ in OpenAIChat(settings).stream("Reply with one word.", "Say: ready"):
            pass
    except ModelFailed as error:
        remedy = "mend it, or unset INTERVIEWER_LLM_MODEL; until then the authored wording is used"
        return Check("Language model", "failed", str(error), remedy)
    return Check("Language model", "ok", f"{settings.llm_model} replied in {perf_counter() - began:.1f} s")


def check_model_role(settings: Settings) -> Iterator[Check]:
    """What the model was found able to do and does therefore, as the last check of it says; it is not asked here."""
    from interviewer.bootstrap import build_examiner
    from interviewer.grading.admission import figure_rows
    from interviewer.model.findings import findings

    examiner = build_examiner(settings)
    role = examiner.role()
    if role is None or examiner.check is None:
        return
    checked = examiner.check.known()
    if checked is None:
        yield Check("Model's role", "warning", role.sentence, "check it: interviewer model check")
        return
    figures = "; ".join(f"{name} {judge} (local {local})" for name, judge, local in figure_rows(checked.admission))
    remedy = "" if role.admitted else "nothing to mend: the local grader grades; another model may be admitted"
    if role.grades and not role.admitted:
        remedy = "unset INTERVIEWER_JUDGE_ANYWAY to have the local grader grade"
    yield Check("Model's role", "warning" if remedy else "ok", f"{role.sentence} {figures}", remedy)
    abilities = "; ".join(f"{name}: {value}" for name, value in findings(checked.capabilities).items())
    remedy = "give the server a larger context" if checked.capabilities.prompt_truncated else ""
    yield Check("Model's abilities", "warning" if remedy else "ok", abilities, remedy)


def check_code(settings: Settings) -> Iterator[Check]:
    """How candidates' code would be isolated, and the attacks that have just shown it."""
    from os import environ

    from interviewer.coding.boxes.tier import choose

    chosen = choose(settings.code_image, environ)
    if chosen.boxes is not None:
        chosen.boxes.close()
    yield isolation(chosen)
    if chosen.tier is not None:
        attempts = chosen.trials[-1].attempts
        yield Check("Attacks", "ok", f"none got out: {', '.join(attempt.attack for attempt in attempts)}")


def isolation(chosen: "Chosen") -> Check:
    from interviewer.coding.box import Tier
    from interviewer.coding.boxes.tier import REMEDY

    found = "; ".join(trial.sentence for trial in chosen.trials) or "nothing to isolate it with"
    if chosen.tier is None:
        return Check("Isolation of code", "warning", f"{found}; candidates' code is refused", REMEDY)
    if chosen.tier is Tier.LANDLOCK:
        remedy = "for a second wall, install bubblewrap and allow user namespaces: apt-get install bubblewrap"
        return Check("Isolation of code", "warning", found, remedy)
    return Check("Isolation of code", "ok", found)


def check_port(port: int) -> Check:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            remedy = "if that is not the chat page itself, stop it or choose another port: make run PORT=8502"
            return Check("Port", "warning", f"{port} on 127.0.0.1: {error.strerror}", remedy)
    return Check("Port", "ok", f"{port} is free")
