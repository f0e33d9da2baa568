import pytest

from interviewer.coding.claim import failure, names
from interviewer.coding.failure import Failure, FailureKind

KNOWN = names("def scale(x):\n    class Own(Exception): ...\n    raise Own\n")
OURS = [
    "the file is not valid Python in line 1",
    "the code raises ZeroDivisionError in line 12",
    "the code raises Own",
    "the file defines no function named scale",
    "scale must take 2 arguments: too many positional arguments",
    "program (1, 0, 0) of the kernel scale stores outside of the memory of x (line 10)",
]
THEIRS = [
    "the code raises W012_345",  # a name that was made up when it ran
    "the code raises ValueError: 0.125",
    "the code raises ValueError in line 1\x1b[2J",
    "program (1, 0, 0) of the kernel scale stores outside of the memory of secret",
    "tensor([0.1250])",
    "",
]


def told(message: object, kind: str = "raises") -> Failure:
    return failure({"failure": kind, "message": message, "text": "what was said"}, KNOWN)


@pytest.mark.parametrize("message", OURS)
def test_a_message_of_ours_is_taken_over(message: str) -> None:
    assert told(message) == Failure(FailureKind.RAISES, message, "what was said")


@pytest.mark.parametrize("message", THEIRS)
def test_any_other_is_told_in_the_detail_alone(message: str) -> None:
    assert told(message).message == "the code raises an exception"
    assert told(message).detail.startswith(message)


def test_a_box_cannot_claim_what_the_checker_alone_finds_out() -> None:
    assert told("", "not deterministic").kind is FailureKind.RAISES
    assert told("", "memory").kind is FailureKind.MEMORY


def test_a_claim_without_words_is_a_failure_all_the_same() -> None:
    assert failure({"failure": [1], "message": 7}, KNOWN) == Failure(
        FailureKind.RAISES, "the code raises an exception", ""
    )
