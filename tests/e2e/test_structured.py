"""Structured replies of a real model: what constrains it, does; what does not, ends in a value or a failure by type."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel, SecretStr

from interviewer.model.dialect import Request
from interviewer.model.endpoint import Endpoint, EndpointFailed, Target
from interviewer.model.failure import Cause
from interviewer.model.ladder import Ask, Rung, structured
from tests.e2e.language_model import NAME, ModelServer, model_server


class Choice(BaseModel):
    code: str
    number: int


# What no model would say by itself.
SCHEMA = {
    "type": "object",
    "properties": {"code": {"type": "string", "enum": ["qzx-41"]}, "number": {"type": "integer", "enum": [7731]}},
    "required": ["code", "number"],
    "additionalProperties": False,
}
ASK = Ask("You are brief.", "Name a colour.", SCHEMA, Choice.model_validate, 100)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server(context=512) as running:
        yield running


def endpoint(server: ModelServer, seconds: float = 120) -> Endpoint:
    return Endpoint(Target(NAME, server.base_url, SecretStr(""), seconds, 0))


@pytest.mark.parametrize("rung", [Rung.JSON_SCHEMA, Rung.OBJECT_SCHEMA])
def test_a_schema_binds_in_the_forms_that_the_server_enforces(server: ModelServer, rung: Rung) -> None:
    result = structured(endpoint(server), ASK, rung)
    assert (result.value, result.rung) == (Choice(code="qzx-41", number=7731), rung)


def test_a_form_that_the_server_passes_over_in_silence_gives_way_to_the_next(server: ModelServer) -> None:
    # This model's template knows no tools.
    result = structured(endpoint(server), ASK, Rung.TOOL)
    assert (result.value, result.rung) == (Choice(code="qzx-41", number=7731), Rung.OBJECT_SCHEMA)


def test_where_no_schema_binds_it_ends_in_a_value_or_a_failure(server: ModelServer) -> None:
    try:
        assert structured(endpoint(server), ASK, Rung.TEXT).value.code
    except EndpointFailed as failure:
        assert failure.cause in {Cause.UNUSABLE, Cause.TOO_LONG}
        assert failure.reply.calls >= 1


def test_a_prompt_beyond_the_context_is_too_long_in_the_servers_words(server: ModelServer) -> None:
    with pytest.raises(EndpointFailed, match="the prompt is too long") as caught:
        endpoint(server).complete(Request("", "colour " * 1000, 10))
    assert caught.value.cause is Cause.TOO_LONG


def test_a_reply_that_fills_the_context_was_cut(server: ModelServer) -> None:
    # The model repeats what it was told, and ends for want of room.
    reply = endpoint(server).complete(Request("", "one two three " * 140 + "Go on like this.", 10_000))
    assert reply.finish_reason in {"length", "stop"}
    assert reply.prompt_tokens + reply.completion_tokens <= 512


def test_a_server_that_is_killed_in_mid_stream_is_unreachable() -> None:
    with model_server(context=512) as doomed:
        pieces = endpoint(doomed).stream(Request("", "Count from one to one thousand.", None, temperature=1.0))
        assert next(pieces)
        doomed.kill()
        with pytest.raises(EndpointFailed) as caught:
            list(pieces)
    assert caught.value.cause is Cause.UNREACHABLE
