import json
from typing import Any

import pytest

from interviewer.errors import ModelFailed
from interviewer.model.ladder import Rung
from interviewer.model.probe import CANARY, FORCED, Capabilities, probe
from tests.model_server import (
    MODEL,
    Behaviour,
    Script,
    Scripted,
    Time,
    called,
    endpoint_at,
    model_server,
    refused,
    said,
    streamed,
)

COLOUR = '{"colour": "red"}'
LONG = 10_000


def is_long(request: dict[str, Any]) -> bool:
    return len(json.dumps(request["messages"])) > LONG


def able(request: dict[str, Any]) -> Scripted:
    """A server that can do everything."""
    if request.get("stream"):
        return streamed("Re", "d")
    if "tools" in request:
        return called(COLOUR)
    form = request.get("response_format", {}).get("type")
    if form == "json_schema":
        return said(json.dumps({"colour": FORCED}))
    if form == "json_object":
        return said(COLOUR)
    return said(CANARY if is_long(request) else "Red.")


def plain(request: dict[str, Any]) -> Scripted:
    """A server that takes a form only to pass it over, and counts no tokens."""
    return said("Red.", usage=None)


def refusing(request: dict[str, Any]) -> Scripted:
    """A server that refuses every form."""
    if {"tools", "response_format"} & set(request) or request.get("stream"):
        return refused(400, "this is not supported here")
    return said("Red.")


def explore(behaviour: Behaviour) -> Capabilities:
    with model_server(behaviour) as server:
        return probe(endpoint_at(server.base_url, retries=0), Time().clock)


def test_an_able_server_is_found_able() -> None:
    assert explore(able) == Capabilities(
        model=MODEL,
        rung=Rung.JSON_SCHEMA,
        schema_enforced=True,
        tools=True,
        object_schema=False,
        json_object=True,
        prompt_truncated=False,
        reasoning_field=None,
        token_parameter="max_tokens",
        seed=True,
        streaming=True,
        usage=True,
        seconds=0.0,
    )


@pytest.mark.parametrize("behaviour", [plain, refusing])
def test_a_plain_server_is_asked_in_text(behaviour: Behaviour) -> None:
    found = explore(behaviour)
    assert (found.rung, found.schema_enforced, found.tools, found.json_object) == (Rung.TEXT, False, False, False)
    assert not found.streaming


def test_a_schema_that_only_good_will_keeps_is_not_enforced() -> None:
    found = explore(lambda request: said(COLOUR) if "response_format" in request else able(request))
    assert (found.rung, found.schema_enforced, found.json_object) == (Rung.TOOL, False, True)


def test_a_schema_beside_the_type_json_object_is_tried() -> None:
    def behaviour(request: dict[str, Any]) -> Scripted:
        """As llama-cpp-python does it."""
        form = request.get("response_format", {})
        if form.get("type") == "json_schema":
            return refused(422, "Input should be 'text' or 'json_object'")
        return said(json.dumps({"colour": FORCED})) if "schema" in form else plain(request)

    found = explore(behaviour)
    assert (found.rung, found.schema_enforced, found.object_schema) == (Rung.OBJECT_SCHEMA, False, True)


def test_without_tools_an_object_is_best() -> None:
    def behaviour(request: dict[str, Any]) -> Scripted:
        form = request.get("response_format", {}).get("type")
        return said(COLOUR) if form == "json_object" else plain(request)

    assert explore(behaviour).rung is Rung.JSON_OBJECT


@pytest.mark.parametrize(
    ("reply", "truncated"),
    [
        (said(f"It is {CANARY}.", usage=(2048, 7)), False),
        (said("I do not know.", usage=(2048, 7)), True),
        (said("I do not know.", usage=(3600, 7)), False),
        (said("I do not know.", usage=None), None),
        (refused(400, "the request exceeds the available context size"), None),
    ],
)
def test_a_prompt_that_is_cut_is_noticed(reply: Scripted, truncated: bool | None) -> None:
    assert explore(lambda request: reply if is_long(request) else able(request)).prompt_truncated is truncated


def test_a_server_without_a_count_has_no_usage() -> None:
    assert explore(plain).usage is False


@pytest.mark.parametrize("text", ["Red.", ""])
def test_the_field_of_thoughts_is_noted(text: str) -> None:
    thinking = said(text, {"reasoning_content": "Hm."})
    assert explore(Script(thinking)).reasoning_field == "reasoning_content"


def test_a_seed_that_changes_nothing_is_noticed() -> None:
    words = iter(range(100))
    assert explore(lambda request: said(str(next(words)))).seed is False


def test_a_refused_seed_is_not_honoured() -> None:
    assert explore(lambda request: refused(400, "unknown seed") if "seed" in request else said("Red.")).seed is False


def test_a_seed_that_could_not_be_tried_is_unknown() -> None:
    assert explore(lambda request: said("" if request["temperature"] else "Red.")).seed is None


def test_the_token_parameter_that_was_learned_is_told() -> None:
    def behaviour(request: dict[str, Any]) -> Scripted:
        return refused(400, "unsupported: max_tokens") if "max_tokens" in request else able(request)

    assert explore(behaviour).token_parameter == "max_completion_tokens"


def test_a_server_that_breaks_over_one_trial_is_asked_on() -> None:
    found = explore(lambda request: refused(500, "broken") if "response_format" in request else able(request))
    assert (found.rung, found.prompt_truncated) == (Rung.TOOL, False)


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_server_that_does_not_serve_is_a_failure(status: int) -> None:
    with pytest.raises(ModelFailed, match=f"HTTP {status}"):
        explore(lambda request: refused(status, "no"))


def test_a_server_that_is_gone_is_a_failure() -> None:
    with model_server(able) as server:
        pass
    with pytest.raises(ModelFailed, match="cannot be reached"):
        probe(endpoint_at(server.base_url, retries=0))
