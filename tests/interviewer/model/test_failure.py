import pytest

from interviewer.model.failure import Cause
from tests.model_server import (
    Scripted,
    Time,
    ask,
    fail,
    refused,
    said,
)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "7"},
        {"Retry-After": "Wed, 21 Oct 2015 07:28:07 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"},
    ],
)
def test_the_server_says_how_long_to_wait(headers: dict[str, str], time: Time) -> None:
    ask(refused(429, "slow down", headers=headers), said("Good."), time=time)
    assert time.pauses == [7.0]


def test_an_unreadable_wait_is_passed_over(time: Time) -> None:
    ask(refused(429, "slow down", headers={"Retry-After": "soon"}), said("Good."), time=time)
    assert time.pauses == [0.5]


@pytest.mark.parametrize(
    ("reply", "cause", "words"),
    [
        (refused(401, "no"), Cause.DENIED, "refuses the key"),
        (refused(403, "no"), Cause.DENIED, "refuses the key"),
        (refused(404, "no"), Cause.DENIED, "/v1"),
        (refused(429, "no", code="insufficient_quota"), Cause.DENIED, "quota"),
        (refused(400, "bad grammar"), Cause.REFUSED, "bad grammar"),
        (refused(500, "tools param requires --jinja flag"), Cause.REFUSED, "--jinja"),
        (refused(400, "no", code="context_length_exceeded"), Cause.TOO_LONG, "shorten"),
        (refused(400, "the request exceeds the available context size"), Cause.TOO_LONG, "shorten"),
        (refused(418, "teapot"), Cause.DENIED, "teapot"),
    ],
)
def test_a_permanent_failure_is_not_tried_again(reply: Scripted, cause: Cause, words: str) -> None:
    failure, server = fail(reply)
    assert (failure.cause, failure.permanent, len(server.requests)) == (cause, True, 1)
    assert words in str(failure)


def test_a_key_that_is_echoed_is_not_shown() -> None:
    failure, _ = fail(refused(400, "the key a-key is \x1b[31mbad"))
    assert str(failure).endswith("the key *** is bad")
