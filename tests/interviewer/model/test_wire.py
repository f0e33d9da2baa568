import gzip
import json
from dataclasses import replace

import pytest

from interviewer.model.endpoint import EndpointFailed, Reply
from interviewer.model.failure import Cause
from tests.model_server import (
    MODEL,
    REQUEST,
    Script,
    Scripted,
    ask,
    called,
    endpoint_at,
    fail,
    model_server,
    said,
    streamed,
)

FORMAT = {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": {}}}
TOOL = {"name": "reply", "parameters": {"type": "object"}}


def test_a_reply_carries_what_the_server_says_of_it() -> None:
    reply, _ = ask(said("Good."))
    assert reply == Reply("Good.", None, None, "stop", MODEL, "fp-1", 11, 7, 1, 0.0, 11)


def test_the_key_goes_out() -> None:
    _, server = ask(said("Good."))
    assert server.headers[0]["authorization"] == "Bearer a-key"


def test_a_response_format_goes_out_as_it_is() -> None:
    _, server = ask(said("{}"), request=replace(REQUEST, response_format=FORMAT))
    assert server.requests[0]["response_format"] == FORMAT


def test_a_reply_in_a_format_may_be_cut_at_its_length() -> None:
    reply, _ = ask(said('{"a', finish_reason="length"), request=replace(REQUEST, response_format=FORMAT))
    assert (reply.text, reply.finish_reason) == ('{"a', "length")


@pytest.mark.parametrize("arguments", ['{"score": 1}', '{"score": NaN}', '{"score": '])
def test_arguments_come_back_as_the_model_wrote_them(arguments: str) -> None:
    reply, _ = ask(called(arguments), request=replace(REQUEST, tool=TOOL))
    assert reply.tool_arguments == arguments


def test_usage_may_be_missing() -> None:
    reply, _ = ask(said("Good.", usage=None))
    assert (reply.prompt_tokens, reply.completion_tokens) == (0, 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<think>Hm.</think>\nGood.", "Good."),
        ('{"quote": "<think> of it"}', '{"quote": "<think> of it"}'),
    ],
)
def test_thoughts_at_the_beginning_are_cut(text: str, shown: str) -> None:
    reply, _ = ask(said(text))
    assert reply.text == shown


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content"])
def test_thoughts_beside_a_text_are_noted(field: str) -> None:
    reply, _ = ask(said("Good.", {field: "Hm."}))
    assert (reply.text, reply.reasoning_field) == ("Good.", field)


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "[]", "{}", '{"choices": null}', '{"choices": []}', '{"choices": [{}]}', '{"error": "no"}'],
)
def test_a_malformed_body_is_a_failure(body: str) -> None:
    failure, server = fail(Scripted(body.encode()))
    assert (failure.cause, len(server.requests)) == (Cause.UNUSABLE, 1)
    assert "malformed" in str(failure)


def test_a_page_in_place_of_a_reply_is_a_failure() -> None:
    failure, _ = fail(Scripted(b"<html>", headers={"Content-Type": "text/html"}))
    assert failure.cause is Cause.UNUSABLE


@pytest.mark.parametrize("address", ["http://[::1/v1", "http://127.0.0.1:99999/v1", "http://here:port/v1"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(EndpointFailed, match="no web address") as caught:
        endpoint_at(address).complete(REQUEST)
    assert caught.value.cause is Cause.DENIED


def test_a_text_that_cannot_be_encoded_is_not_blamed_on_the_server() -> None:
    with model_server(Script(said("Good."))) as server, pytest.raises(EndpointFailed, match="cannot be sent") as caught:
        endpoint_at(server.base_url).complete(replace(REQUEST, user="\ud800"))
    assert caught.value.cause is Cause.REFUSED


def test_a_connection_that_breaks_within_the_reply_is_no_reply() -> None:
    failure, _ = fail(replace(said("Good."), headers={"Content-Length": "9000"}))
    assert failure.cause is Cause.UNREACHABLE


def test_a_compressed_reply_is_read() -> None:
    packed = gzip.compress(said("Good.").body)
    reply, _ = ask(replace(said("Good."), body=packed, headers={"Content-Encoding": "gzip"}))
    assert reply.text == "Good."


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        ({"message": "no place left", "code": 429}, Cause.BUSY),
        ({"message": "no place left", "code": "teapot"}, Cause.UNUSABLE),
        ({"code": 502}, Cause.BUSY),
    ],
)
def test_an_error_in_place_of_a_reply_is_told_by_its_code(error: dict[str, object], cause: Cause) -> None:
    failure, _ = fail(Scripted(json.dumps({"error": error}).encode()))
    assert failure.cause is cause
    assert str(error.get("message", "502")) in str(failure)


def test_a_key_that_such_an_error_echoes_is_not_shown() -> None:
    failure, _ = fail(Scripted(b'{"error": {"message": "the key a-key is bad"}}'))
    assert str(failure).endswith("broke off with an error: the key *** is bad")


def test_a_stream_is_joined() -> None:
    reply, server = ask(streamed("Go", "od."), request=replace(REQUEST, stream=True))
    assert (reply.text, reply.finish_reason) == ("Good.", "stop")
    assert server.requests[0]["stream"] is True


def test_a_server_that_does_not_stream_is_no_stream() -> None:
    with model_server(Script(said("Good."))) as server, pytest.raises(EndpointFailed) as caught:
        endpoint_at(server.base_url).complete(replace(REQUEST, stream=True))
    assert caught.value.cause is Cause.UNUSABLE
