from dataclasses import replace

import pytest

from interviewer.model.endpoint import EndpointFailed
from interviewer.model.failure import Cause
from tests.model_server import (
    REQUEST,
    Script,
    Scripted,
    ask,
    called,
    endpoint_at,
    fail,
    model_server,
    refused,
    said,
)

FORMAT = {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": {}}}
TOOL = {"name": "reply", "parameters": {"type": "object"}}


def test_a_request_is_greedy_and_seeded() -> None:
    _, server = ask(said("Good."))
    assert server.requests == [
        {
            "model": "m",
            "messages": [{"role": "system", "content": "You grade."}, {"role": "user", "content": "An answer."}],
            "max_tokens": 100,
            "temperature": 0.0,
            "seed": 0,
            "stream": False,
        }
    ]


def test_the_openai_service_takes_another_token_parameter() -> None:
    assert endpoint_at("").dialect.token_parameter == "max_completion_tokens"


def test_a_tool_is_forced() -> None:
    _, server = ask(called("{}"), request=replace(REQUEST, tool=TOOL))
    assert server.requests[0]["tools"] == [{"type": "function", "function": TOOL}]
    assert server.requests[0]["tool_choice"] == "required"


def test_a_server_without_reasoning_effort_is_not_asked_for_it_again() -> None:
    failure, server = fail(said("", {"reasoning": "Hm."}), refused(400, "Unknown: reasoning_effort"), said(""))
    assert "empty reply" in str(failure)
    assert "reasoning_effort" not in server.requests[2]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (refused(400, "Unsupported value: 'temperature' does not support 0", param="temperature"), "temperature"),
        (refused(400, "seed is not supported"), "seed"),
        (refused(422, "extra fields not permitted: seed"), "seed"),
    ],
)
def test_an_unsupported_parameter_is_left_out_from_then_on(answer: Scripted, name: str) -> None:
    with model_server(Script(answer, said("Good."))) as server:
        endpoint = endpoint_at(server.base_url)
        assert [endpoint.complete(REQUEST).calls, endpoint.complete(REQUEST).calls] == [2, 1]
    assert [name in request for request in server.requests] == [True, False, False]


def test_the_token_parameter_is_swapped() -> None:
    words = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    _, server = ask(refused(400, words), said("Good."))
    assert server.requests[1]["max_completion_tokens"] == 100
    assert "max_tokens" not in server.requests[1]


def test_without_either_token_parameter_none_is_sent() -> None:
    replies = (refused(400, "unknown max_tokens"), refused(400, "unknown max_completion_tokens"), said("Good."))
    _, server = ask(*replies)
    assert not any("tokens" in name for name in server.requests[2])


def test_a_refused_format_is_never_left_out_but_remembered() -> None:
    request = replace(REQUEST, response_format=FORMAT)
    with model_server(Script(refused(400, "response_format is not supported"))) as server:
        endpoint = endpoint_at(server.base_url)
        for _ in range(2):
            with pytest.raises(EndpointFailed) as caught:
                endpoint.complete(request)
    assert (caught.value.cause, caught.value.reply.calls) == (Cause.REFUSED, 0)
    assert len(server.requests) == 1
