"""Text out of a box made fit to be kept: a candidate's message may hold halves of characters, which nothing encodes."""

from dataclasses import replace

from interviewer.coding.failure import Failure
from interviewer.coding.outcome import Check


def legible(check: Check) -> Check:
    """The check with a question mark in place of each lone surrogate."""
    cases = tuple(replace(case, failure=_failure(case.failure)) for case in check.cases)
    return replace(
        check,
        cases=cases,
        failure=_failure(check.failure),
        printed=_text(check.printed),
        review=tuple(map(_text, check.review)),
    )


def _failure(failure: Failure | None) -> Failure | None:
    return failure and replace(failure, message=_text(failure.message), detail=_text(failure.detail))


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
