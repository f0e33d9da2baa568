"""What went wrong in the candidate's code, as a kind of failure and words that can be shown."""

import errno
import traceback
from typing import Any

from interviewer.coding.inside.watch import Finding

SUBMISSION = "<submission>"
_DENIED = {errno.EPERM, errno.EACCES, errno.EROFS, errno.EFBIG, errno.ENOSPC, errno.EMFILE}
_MEMORY = ("can't allocate memory", "not enough memory", "out of memory", "Cannot allocate memory")
MAX_TEXT = 600


def told(error: BaseException) -> dict[str, Any]:
    """
    ``failure`` is the name of a FailureKind, ``message`` holds no value of the inputs, ``text`` what the code itself
    said, ``line`` the last line of the submission that was running, 0 where it is not known.
    """
    line = _line(error)
    name = type(error).__name__
    where = f" in line {line}" if line else ""
    text = f"{name}: {error}"[:MAX_TEXT]
    return {"failure": _kind(error), "message": f"{_words(error, name)}{where}", "text": text, "line": line}


def found(finding: Finding, line: int) -> dict[str, Any]:
    """The same of what a kernel did."""
    message = f"{finding.message} (line {line})" if line else finding.message
    return {"failure": finding.failure, "message": message, "text": finding.text, "line": line}


def _kind(error: BaseException) -> str:
    said = str(error)
    if isinstance(error, SyntaxError):
        return "syntax"
    if isinstance(error, SystemExit | KeyboardInterrupt):
        return "ended"
    if isinstance(error, MemoryError) or any(sign in said for sign in _MEMORY):
        return "memory"
    if isinstance(error, OSError) and error.errno in _DENIED:
        return "denied"
    if isinstance(error, ImportError):
        return "import"
    if "leaf Variable that requires grad is being used in an in-place operation" in said:
        return "mutated input"
    return "raises"


def _words(error: BaseException, name: str) -> str:
    match _kind(error):
        case "syntax":
            return "the file is not valid Python"
        case "ended":
            return f"the code ends the process ({name})"
        case "memory":
            return "the code needs more memory than it may have"
        case "denied":
            return f"the code does what a box does not allow: files, network, processes ({name})"
        case "import":
            return f"an import failed ({name})"
        case "mutated input":
            return "the code changes an argument in place"
    return f"the code raises {name}"


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError) and error.filename == SUBMISSION:
        return error.lineno or 0
    try:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == SUBMISSION]
    except (AttributeError, TypeError, ValueError):  # the candidate's exception may lie about its traceback
        return 0
    return next((line for line in reversed(lines) if line), 0)
