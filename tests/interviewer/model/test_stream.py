"""Replies that come piece by piece, and break in every place."""

import json
from dataclasses import replace

import pytest
from pydantic import SecretStr

from interviewer.model.endpoint import Endpoint, EndpointFailed, Target
from interviewer.model.failure import Cause
from tests.model_server import (
    REQUEST,
    ModelServer,
    Script,
    Scripted,
    Time,
    endpoint_at,
    events_of,
    model_server,
    refused,
    said,
    streamed,
)

GOOD = streamed("Good", " day.")
ERROR = json.dumps({"error": {"message": "out of memory", "code": 500}})


def heard(
    *replies: Scripted, time: Time | None = None, retries: int = 1
) -> tuple[list[str], EndpointFailed | None, ModelServer]:
    """The pieces that came, what ended them if it was a failure, and the server."""
    pieces: list[str] = []
    with model_server(Script(*replies)) as server:
        try:
            pieces += endpoint_at(server.base_url, time, retries=retries).stream(REQUEST)
        except EndpointFailed as failure:
            return pieces, failure, server
    return pieces, None, server


def heard_in_part(reply: Scripted) -> tuple[list[str], EndpointFailed]:
    """What came before the failure, with half a second for everything."""
    pieces: list[str] = []
    with model_server(Script(reply)) as server, pytest.raises(EndpointFailed) as caught:
        pieces += Endpoint(Target("m", server.base_url, SecretStr(""), 0.5, 1)).stream(REQUEST)
    return pieces, caught.value


def test_the_pieces_come_as_they_are() -> None:
    pieces, failure, server = heard(GOOD)
    assert (pieces, failure) == (["Good", " day."], None)
    assert server.requests[0]["stream"] is True


def test_what_is_left_to_the_server_is_not_sent() -> None:
    with model_server(Script(GOOD)) as server:
        free = replace(REQUEST, max_tokens=None, temperature=None, seed=None)
        assert list(endpoint_at(server.base_url).stream(free))
    assert set(server.requests[0]) == {"model", "messages", "stream"}


@pytest.mark.parametrize("passing", [refused(500, "broken"), refused(429, "slow down"), replace(GOOD, breaks="start")])
def test_a_passing_failure_before_the_first_piece_is_tried_again(passing: Scripted) -> None:
    pieces, _, server = heard(passing, GOOD)
    assert (pieces, len(server.requests)) == (["Good", " day."], 2)


def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    time = Time()
    _, failure, server = heard(refused(429, "slow down", headers={"Retry-After": "60"}), time=time)
    assert (time.pauses, len(server.requests)) == ([], 1)
    assert "60 s would come after the deadline" in str(failure)


def test_a_wait_that_the_server_asks_for_is_kept() -> None:
    time = Time()
    pieces, _, _ = heard(refused(429, "slow down", headers={"Retry-After": "3"}), GOOD, time=time)
    assert (time.pauses, pieces) == ([3.0], ["Good", " day."])


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (replace(GOOD, breaks="body"), Cause.UNREACHABLE),
        (events_of(json.dumps({"choices": [{"index": 0, "delta": {"content": "Good"}}]}), ERROR), Cause.BUSY),
        (streamed("Good", finish_reason="length"), Cause.UNUSABLE),
    ],
    ids=["hangs up", "error", "cut"],
)
def test_after_the_first_piece_nothing_is_asked_again(reply: Scripted, cause: Cause) -> None:
    pieces, failure, server = heard(reply, GOOD)
    assert (pieces, len(server.requests)) == (["Good"], 1)
    assert failure
    assert failure.cause is cause


def test_an_error_amid_a_stream_is_told_in_its_words() -> None:
    _, failure, _ = heard(events_of(ERROR), retries=0)
    assert "broke off with an error: out of memory" in str(failure)


@pytest.mark.parametrize(
    "reply",
    [
        events_of("{"),
        events_of("null"),
        events_of("[]"),
        events_of('{"choices": [{}]}'),
        events_of('{"choices": [{"index": 0, "delta": null}]}'),
        events_of(),
        Scripted(b"", headers={"Content-Type": "text/event-stream"}),
        Scripted(
            b'data: {"choices": [{"delta": {"content": "\xff"}}]}\n\n', headers={"Content-Type": "text/event-stream"}
        ),
        Scripted(b"<html>", headers={"Content-Type": "text/html"}),
        said("Good."),
    ],
)
def test_a_stream_that_is_malformed_is_a_failure(reply: Scripted) -> None:
    pieces, failure, server = heard(reply)
    assert (pieces, len(server.requests)) == ([], 1)
    assert failure
    assert failure.cause is Cause.UNUSABLE


@pytest.mark.parametrize(("place", "pieces"), [("start", []), ("head", []), ("body", ["Good"])])
def test_a_server_that_falls_silent_is_cut_off(place: str, pieces: list[str]) -> None:
    came, failure = heard_in_part(replace(GOOD, stalls=place))  # type: ignore[arg-type]
    assert (came, failure.cause) == (pieces, Cause.TIMEOUT)
    assert failure.reply.seconds < 2


def test_a_server_that_only_keeps_the_line_open_is_cut_off() -> None:
    waiting = Scripted(b": wait\n" * 1000 + GOOD.body, headers=GOOD.headers, trickle=0.02)
    came, failure = heard_in_part(waiting)
    assert (came, failure.cause) == ([], Cause.TIMEOUT)
    assert failure.reply.seconds < 2


def test_who_has_heard_enough_leaves_the_place_to_the_next() -> None:
    with model_server(Script(GOOD)) as server:
        endpoint = endpoint_at(server.base_url)
        for _ in range(2):
            pieces = endpoint.stream(REQUEST)
            assert next(pieces) == "Good"
            pieces.close()


def test_who_has_heard_enough_has_been_served() -> None:
    broken = refused(401, "no")
    with model_server(Script(broken, broken, GOOD, broken, broken, GOOD)) as server:
        endpoint = endpoint_at(server.base_url)
        for _ in range(2):
            for _ in range(2):
                with pytest.raises(EndpointFailed, match="refuses the key"):
                    list(endpoint.stream(REQUEST))
            pieces = endpoint.stream(REQUEST)
            assert next(pieces) == "Good"
            pieces.close()
