"""The process in which one file is parsed: the file comes on standard input, the answer goes to standard output."""

import contextlib
import json
import os
import resource
import sys

from knowledge.errors import UnreadableDocument
from knowledge.readers.confined import ANSWER_BYTES, written
from knowledge.readers.formats import parse


def main(source: str, seconds: int, memory: int) -> None:
    _limit(seconds, memory)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answer:
        os.dup2(2, 1)  # what a parser prints is no answer
        answer.write(_answer(source))


def _answer(source: str) -> str:
    try:
        return written(parse(source, sys.stdin.buffer.read()))
    except UnreadableDocument as error:
        return json.dumps({"refused": str(error)})
    except MemoryError:
        refused = "needs more memory than a document may; split it into parts"
    except RecursionError:
        refused = "is nested too deeply to be read; save it in a plainer form"
    # Only here is what filled the memory free again.
    return json.dumps({"refused": f"{source} {refused}"})


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER_BYTES, ANSWER_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # not every system can bound the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
