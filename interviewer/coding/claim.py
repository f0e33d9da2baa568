"""
What a box says went wrong, as a failure that may be shown.

The code in the box may put anything in place of the runner's words, a hidden input among it. So a message is taken
over only where it is one of ours, and each name in it one of the submission's own, of Python's or of the library's.
"""

import builtins
import re
from collections.abc import Set as AbstractSet
from typing import Any

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.inside.watch import MAX_PROGRAMS

_MOST = 800  # characters of what is taken over
_KINDS = {
    FailureKind.SYNTAX: "the file is not valid Python",
    FailureKind.IMPORT: "an import failed",
    FailureKind.MISSING_ENTRY: "the file does not define what it must",
    FailureKind.SIGNATURE: "an entry does not take the arguments that it must",
    FailureKind.RAISES: "the code raises an exception",
    FailureKind.MEMORY: "the code needs more memory than it may have",
    FailureKind.ENDED: "the code ends the process",
    FailureKind.DENIED: "the code does what a box does not allow: files, network, processes",
    FailureKind.MUTATED: "the code changes an argument in place",
    FailureKind.OUT_OF_BOUNDS: "a kernel loads or stores outside of the memory of its tensors",
}
_OF_LIBRARIES = {
    *("BadValue", "Refused", "OutOfMemoryError", "LinAlgError", "_LinAlgError", "JSONDecodeError", "UnpicklingError"),
    *("CompilationError", "InterpreterError", "UnsupportedLanguageConstruct", "CompileTimeAssertionFailure", "error"),
    *("type", "module", "function", "Tensor", "Parameter"),
}
_WORDS = (
    *("the file is not valid Python", "the code needs more memory than it may have"),
    *("the code changes an argument in place", "the code raises NAME", r"the code ends the process \(NAME\)"),
    *(r"an import failed \(NAME\)", r"the code does what a box does not allow: files, network, processes \(NAME\)"),
    *("the file defines no (?:function|class) named NAME", "NAME is a NAME, not a (?:function|class)"),
    r"NAME must take COUNT arguments: (?:missing a required (?:keyword-only )?argument: 'NAME'|too many positional "
    r"arguments|multiple values for argument 'NAME'|got an unexpected keyword argument 'NAME')",
    r"program \(COUNT, COUNT, COUNT\) of the kernel NAME (?:loads|stores) outside of "
    r"(?:every tensor|the memory of NAME)",
    rf"the kernel NAME is launched with COUNT programs; on the CPU {MAX_PROGRAMS} are allowed: give each program more "
    "to do, with a larger block or a loop",
    r"the (?:argument NAME of the )?kernel NAME (?:is|uses) bfloat16, which the interpreter computes wrongly: use "
    "float32 or float16",
)
_OURS = [
    re.compile(
        f"{words}(?: in line COUNT| \\(line COUNT\\))?".replace("NAME", r"([^\W\d]\w*)").replace("COUNT", r"\d{1,9}")
    )
    for words in _WORDS
]


def names(source: str) -> frozenset[str]:
    """The names that a message about this submission may have."""
    return frozenset(re.findall(r"[^\W\d]\w*", source)) | _OF_LIBRARIES | set(dir(builtins))


def failure(header: dict[str, Any], known: AbstractSet[str]) -> Failure:
    """
    The failure that a reply tells of; ``known`` are the ``names`` of the submission.

    A message that is not ours becomes one of its kind, and what the code said itself is in the detail.
    """
    claimed, message, said = header.get("failure"), _text(header.get("message")), _text(header.get("text"))
    kind = next((kind for kind in _KINDS if kind == claimed), FailureKind.RAISES)
    if _ours(message, known):
        return Failure(kind, message, said)
    return Failure(kind, _KINDS[kind], "\n".join(filter(None, (message, said))))


def _ours(message: str, known: AbstractSet[str]) -> bool:
    matched = next((match for words in _OURS if (match := words.fullmatch(message))), None)
    return matched is not None and all(name is None or name in known for name in matched.groups())


def _text(claimed: object) -> str:
    return claimed[:_MOST] if isinstance(claimed, str) else ""
