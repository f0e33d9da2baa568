"""Files are parsed in a process of their own, which may take only so much time and memory, and has no secrets."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from knowledge.errors import UnreadableDocument
from knowledge.readers.parsed import Parsed

CHILD = "knowledge.readers.child"
ANSWER_BYTES = 400_000_000
COMPLAINT_BYTES = 4_000
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}


@dataclass(frozen=True)
class Limits:
    """
    ``seconds`` of work, and four times as many by the clock, for a machine that is busy with other things; ``memory``
    in bytes of address space.
    """

    seconds: int = 60
    memory: int = 1_500_000_000


def parse_confined(source: str, data: bytes, limits: Limits = Limits()) -> Parsed:
    """
    The content of a file by the reader of its suffix.

    Raises UnreadableDocument also for what takes too long, needs too much memory or breaks its parser.
    """
    with TemporaryFile() as answer, TemporaryFile() as complaints:
        command = [sys.executable, "-P", "-m", CHILD, json.dumps(source), str(limits.seconds), str(limits.memory)]
        try:
            done = subprocess.run(  # noqa: S603
                command,
                input=data,
                stdout=answer,
                stderr=complaints,
                timeout=4 * limits.seconds,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_slow(source, limits) from error
        except OSError as error:
            raise UnreadableDocument(
                f"{source} was not read: no process could be started for it ({error.strerror}); close other programs"
            ) from error
        if done.returncode in _OUT_OF_TIME:
            raise _too_slow(source, limits)
        if done.returncode:
            raise _broken(source, done.returncode, _end_of(complaints))
        return _parsed(source, answer)


def written(parsed: Parsed) -> str:
    """What the child writes of what it read."""
    return json.dumps(
        {
            "title": parsed.title,
            "text": parsed.text,
            "blocks": [(b.kind, b.text, b.start, b.end, b.level, b.given) for b in parsed.blocks],
            "marks": [(mark.start, mark.unit, mark.name) for mark in parsed.marks],
        }
    )


def _parsed(source: str, answer: IO[bytes]) -> Parsed:
    from pydantic import ValidationError

    from knowledge.readers.answer import Answer

    answer.seek(0)
    try:
        said = Answer.model_validate_json(answer.read(ANSWER_BYTES))
    except ValidationError as error:
        raise UnreadableDocument(f"{source} was not read: its parser gave no answer that is understood") from error
    if said.refused:
        raise UnreadableDocument(said.refused)
    return said.parsed()


def _end_of(complaints: IO[bytes]) -> str:
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(size - COMPLAINT_BYTES, 0))
    lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _too_slow(source: str, limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        f"{source} takes more than {limits.seconds} s to read; it is too large, or made to keep a reader busy. "
        "Split it into parts, or save it anew."
    )


def _broken(source: str, code: int, complaint: str) -> UnreadableDocument:
    if complaint.startswith("MemoryError"):
        return UnreadableDocument(f"{source} needs more memory than a document may; split it into parts")
    what = complaint or f"its parser ended with {code}"
    return UnreadableDocument(f"{source} is damaged and cannot be read ({what}); open it and save it anew")
