"""What can be wrong with a submission: a closed set, so that questions can be tied to it."""

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    # The code does not run.
    SYNTAX = "syntax"
    IMPORT = "import"
    MISSING_ENTRY = "missing entry"
    SIGNATURE = "signature"
    RAISES = "raises"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    ENDED = "ended"  # the process ended: exit, crash, kill
    OUTPUT = "output"  # it printed, or returned, more than may be
    DENIED = "denied"  # files, sockets, processes
    # It runs, and what it returns is wrong.
    TYPE = "type"
    DTYPE = "dtype"
    SHAPE = "shape"
    NOT_FINITE = "not finite"
    VALUES = "values"
    MUTATED = "mutated input"
    UNSTABLE = "not deterministic"
    STATE = "state"
    CHANCE = "chance"  # a random operation with the wrong distribution
    PROPERTY = "property"  # a stated property does not hold
    # Of its gradient.
    NO_GRADIENT = "no gradient"
    BACKWARD = "backward wrong"
    FORWARD = "forward wrong"  # the gradient follows the code's own slope: what it differentiates is wrong
    # Of its memory.
    OUT_OF_BOUNDS = "out of bounds"
    # It is right, and not what was asked.
    BARRED = "barred operation"


@dataclass(frozen=True)
class Failure:
    """
    ``message`` may be shown for any case: it names no hidden value. ``detail`` is the counter-example: inputs, what was
    expected and what came; it is shown for public cases alone.
    """

    kind: FailureKind
    message: str
    detail: str = ""


class Wrong(Exception):
    """Raised by a judge of a case, with what is wrong."""

    def __init__(self, kind: FailureKind, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.failure = Failure(kind, message, detail)
