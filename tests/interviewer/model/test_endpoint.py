import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from interviewer.errors import ModelFailed
from interviewer.model.endpoint import Endpoint, EndpointFailed, Target
from interviewer.model.failure import Cause
from tests.model_server import (
    REQUEST,
    ModelServer,
    Script,
    Scripted,
    Time,
    ask,
    endpoint_at,
    fail,
    model_server,
    refused,
    said,
)


@pytest.fixture
def time() -> Time:
    return Time()


def test_a_model_that_only_thinks_is_asked_not_to() -> None:
    reply, server = ask(said("", {"reasoning": "Hm."}), said("Good."))
    assert (reply.text, reply.calls, reply.completion_tokens) == ("Good.", 2, 14)
    assert server.requests[1]["reasoning_effort"] == "none"


@pytest.mark.parametrize(
    "reply", [said("", {"reasoning": "Hm."}), said(None, {"reasoning_content": "Hm."}), said("<think>Hm.")]
)
def test_thoughts_alone_are_no_reply(reply: Scripted) -> None:
    failure, _ = fail(reply)
    assert failure.cause is Cause.UNUSABLE
    assert "only thought aloud" in str(failure)


def test_an_empty_reply_is_a_failure_with_what_it_took() -> None:
    failure, _ = fail(said(""))
    assert (failure.cause, failure.reply.prompt_tokens, failure.permanent) == (Cause.UNUSABLE, 11, False)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(status: int) -> None:
    reply, _ = ask(refused(status, "busy"), said("Good."))
    assert (reply.text, reply.calls, reply.seconds) == ("Good.", 2, 0.5)


def test_pauses_double_until_the_retries_are_used_up(time: Time) -> None:
    with model_server(Script(refused(500, "broken"))) as server, pytest.raises(ModelFailed, match=r"HTTP 500.*broken"):
        endpoint_at(server.base_url, time, retries=3).complete(REQUEST)
    assert time.pauses == [0.5, 1.0, 2.0]


def test_a_wait_beyond_the_deadline_is_not_begun(time: Time) -> None:
    failure, _ = fail(refused(429, "slow down", headers={"Retry-After": "60"}), time=time)
    assert time.pauses == []
    assert "60 s would come after the deadline" in str(failure)


@pytest.fixture
def stalling() -> Iterator[ModelServer]:
    with model_server(Script(Scripted(b"", stalls="start"))) as server:
        yield server


def test_a_server_that_stalls_is_cut_off(stalling: ModelServer) -> None:
    with pytest.raises(EndpointFailed, match=r"did not finish within 0\.[12]\d* s") as caught:
        Endpoint(Target("m", stalling.base_url, SecretStr(""), 0.2, 3)).complete(REQUEST)
    assert caught.value.cause is Cause.TIMEOUT
    assert caught.value.reply.seconds < 5


def test_a_server_that_trickles_is_cut_off() -> None:
    with model_server(Script(replace(said("Good."), trickle=0.05))) as server, pytest.raises(EndpointFailed) as caught:
        Endpoint(Target("m", server.base_url, SecretStr(""), 0.3, 3)).complete(REQUEST)
    assert caught.value.cause is Cause.TIMEOUT
    assert caught.value.reply.seconds < 1


def test_a_server_that_is_slow_is_waited_for() -> None:
    with model_server(Script(replace(said("Good."), delay=0.1))) as server:
        assert Endpoint(Target("m", server.base_url, SecretStr(""), 5, 0)).complete(REQUEST).seconds >= 0.1


def test_waiting_for_a_place_counts(stalling: ModelServer) -> None:
    endpoint = Endpoint(Target("m", stalling.base_url, SecretStr(""), 0.3, 0))
    causes: list[str] = []

    def complete() -> None:
        with pytest.raises(EndpointFailed) as caught:
            endpoint.complete(REQUEST)
        causes.append(caught.value.cause)

    threads = [threading.Thread(target=complete) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2)
    assert causes == [Cause.TIMEOUT] * 3
    assert len(stalling.requests) < 3


def test_a_server_that_is_gone_is_named() -> None:
    with model_server(Script(said("Good."))) as server:
        pass
    with pytest.raises(EndpointFailed, match=r"m at http://127.*cannot be reached; start") as caught:
        endpoint_at(server.base_url, retries=2).complete(REQUEST)
    assert (caught.value.cause, caught.value.reply.calls) == (Cause.UNREACHABLE, 3)
