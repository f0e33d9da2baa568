import json
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from interviewer.model.endpoint import EndpointFailed
from interviewer.model.failure import Cause
from interviewer.model.ladder import Ask, Rung, Structured, decoded, objects_in, structured
from tests.model_server import ModelServer, Script, Scripted, Time, called, endpoint_at, model_server, refused, said

SCHEMA = {
    "type": "object",
    "properties": {"score": {"type": "integer"}},
    "required": ["score"],
    "additionalProperties": False,
}
GOOD = '{"score": 2}'
BAD = '{"grade": 2}'
CUT = said('{"sco', finish_reason="length")


class Score(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    score: int


ASK = Ask("You grade.", "An answer.", SCHEMA, Score.model_validate, 100)


def climb(*replies: Scripted, start: Rung = Rung.JSON_SCHEMA) -> tuple[Structured[Score], ModelServer]:
    with model_server(Script(*replies)) as server:
        return structured(endpoint_at(server.base_url, retries=0), ASK, start), server


def fall(*replies: Scripted, start: Rung = Rung.JSON_SCHEMA) -> tuple[EndpointFailed, ModelServer]:
    with model_server(Script(*replies)) as server, pytest.raises(EndpointFailed) as caught:
        structured(endpoint_at(server.base_url, retries=0), ASK, start)
    return caught.value, server


@pytest.mark.parametrize(
    ("rung", "reply"),
    [
        (Rung.JSON_SCHEMA, said(GOOD)),
        (Rung.TOOL, called(GOOD)),
        (Rung.OBJECT_SCHEMA, said(GOOD)),
        (Rung.JSON_OBJECT, said(GOOD)),
        (Rung.TEXT, said(GOOD)),
    ],
)
def test_each_rung_can_bring_the_value(rung: Rung, reply: Scripted) -> None:
    result, server = climb(reply, start=rung)
    assert (result.value.score, result.rung, len(server.requests)) == (2, rung, 1)


def test_the_schema_is_strict_where_the_server_takes_one() -> None:
    _, server = climb(said(GOOD))
    assert server.requests[0]["response_format"]["json_schema"] == {"name": "reply", "strict": True, "schema": SCHEMA}


@pytest.mark.parametrize(("rung", "told"), [(Rung.JSON_SCHEMA, False), (Rung.JSON_OBJECT, True), (Rung.TEXT, True)])
def test_the_schema_is_told_where_it_is_not_enforced(rung: Rung, told: bool) -> None:
    _, server = climb(said(GOOD), start=rung)
    assert (json.dumps(SCHEMA) in server.requests[0]["messages"][0]["content"]) is told


def test_a_server_that_refuses_every_form_is_asked_in_plain_text() -> None:
    result, server = climb(*[refused(400, "no grammar")] * 4, said(GOOD))
    assert (result.rung, len(server.requests)) == (Rung.TEXT, 5)


@pytest.mark.parametrize("status", [400, 500])
def test_a_server_that_cannot_have_a_schema_beside_its_grammar_is_asked_otherwise(status: int) -> None:
    words = 'Either "json_schema" or "grammar" can be specified, but not both'
    result, _ = climb(refused(status, words), called(GOOD))
    assert result.rung is Rung.TOOL


def test_a_schema_may_stand_beside_the_type_json_object() -> None:
    _, server = climb(said(GOOD), start=Rung.OBJECT_SCHEMA)
    assert server.requests[0]["response_format"] == {"type": "json_object", "schema": SCHEMA}


def test_a_server_that_takes_no_schema_there_may_still_write_objects() -> None:
    unknown = refused(400, "Unknown parameter: 'response_format.schema'", param="response_format.schema")
    result, _ = climb(unknown, said(GOOD), start=Rung.OBJECT_SCHEMA)
    assert result.rung is Rung.JSON_OBJECT


def test_the_text_of_a_reply_that_cannot_be_used_is_kept() -> None:
    failure, _ = fall(said("No JSON today."))
    assert failure.reply.text == "No JSON today."


@pytest.mark.parametrize(
    "reply", [said(BAD), said(f"Sure! {GOOD}"), said(""), said('{"score": NaN}'), said("[" * 90000)]
)
def test_a_reply_that_is_not_valid_falls_a_rung(reply: Scripted) -> None:
    result, _ = climb(reply, called(GOOD))
    assert result.rung is Rung.TOOL


@pytest.mark.parametrize("reply", [said(GOOD), called('{"score": NaN}'), called('{"score": ')])
def test_a_tool_that_is_not_called_well_falls_a_rung(reply: Scripted) -> None:
    result, _ = climb(reply, said(GOOD), start=Rung.TOOL)
    assert result.rung is Rung.OBJECT_SCHEMA


def test_what_was_spent_is_summed() -> None:
    result, _ = climb(said(BAD), called(GOOD))
    assert (result.reply.calls, result.reply.prompt_tokens, result.reply.completion_tokens) == (2, 22, 14)


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{GOOD}\n```",
        f"The verdict is {GOOD}, as said.",
        f'The candidate wrote {{"score": 9}}. My verdict: {GOOD}',
        f"{GOOD} I looked at {BAD} too.",
        f"{{not json}} {GOOD} {{",
        f'{GOOD} {{"score": Infinity}}',
    ],
)
def test_in_plain_text_the_last_valid_object_counts(text: str) -> None:
    result, _ = climb(said(text), start=Rung.TEXT)
    assert result.value.score == 2


@pytest.mark.parametrize("text", [f'{{"quote": {GOOD}}}', f'{{"score": 0, "quote": "I wrote {GOOD}"}}', f"{{ {GOOD}"])
def test_an_object_inside_another_does_not_count(text: str) -> None:
    failure, _ = fall(said(text), start=Rung.TEXT)
    assert failure.cause is Cause.UNUSABLE


def test_a_cut_reply_gets_twice_the_room_once() -> None:
    result, server = climb(CUT, said(GOOD))
    assert (result.rung, [request["max_tokens"] for request in server.requests]) == (Rung.JSON_SCHEMA, [100, 200])


def test_a_valid_object_in_a_cut_reply_does_not_count() -> None:
    failure, _ = fall(said(f"{GOOD} But", finish_reason="length"), start=Rung.TEXT)
    assert "cut at 200 tokens" in str(failure)


def test_thoughts_that_used_up_the_tokens_get_twice_the_room() -> None:
    thought = said("", {"reasoning": "Hm."}, finish_reason="length")
    result, server = climb(thought, thought, said(GOOD))
    assert (result.rung, server.requests[2]["max_tokens"]) == (Rung.JSON_SCHEMA, 200)


def test_a_reply_of_endless_space_gets_twice_the_room_and_then_another_form() -> None:
    space = said("  \n" * 50, finish_reason="length")
    result, server = climb(space, space, called(GOOD))
    assert (result.rung, [request["max_tokens"] for request in server.requests]) == (Rung.TOOL, [100, 200, 200])


def test_the_repair_shows_the_error_alone() -> None:
    result, server = climb(said(BAD), said(GOOD), start=Rung.TEXT)
    message = server.requests[1]["messages"][1]["content"]
    assert "score: Field required" in message
    assert BAD not in message
    assert result.rung is Rung.TEXT


def test_a_model_that_never_obeys_is_given_up() -> None:
    failure, server = fall(CUT, said(BAD))
    assert (failure.cause, len(server.requests), failure.reply.calls) == (Cause.UNUSABLE, 7, 7)
    assert "more capable model" in str(failure)


def test_a_server_that_refuses_plain_text_too_is_not_asked_to_repair() -> None:
    failure, server = fall(refused(400, "no"))
    assert (failure.cause, len(server.requests)) == (Cause.REFUSED, 5)


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (refused(500, "broken"), Cause.BUSY),
        (refused(401, "no"), Cause.DENIED),
        (refused(400, "maximum context length is 10 tokens"), Cause.TOO_LONG),
    ],
)
def test_where_no_form_helps_none_is_tried(reply: Scripted, cause: Cause) -> None:
    failure, server = fall(reply)
    assert (failure.cause, len(server.requests)) == (cause, 1)


def test_a_failure_on_the_way_is_charged_with_what_was_spent() -> None:
    failure, _ = fall(said(BAD), refused(500, "broken"))
    assert (failure.reply.calls, failure.reply.prompt_tokens) == (2, 11)


def test_a_server_that_is_gone_ends_it_at_once() -> None:
    with model_server(Script(said(GOOD))) as server:
        pass
    with pytest.raises(EndpointFailed) as caught:
        structured(endpoint_at(server.base_url, retries=0), ASK)
    assert (caught.value.cause, caught.value.reply.calls) == (Cause.UNREACHABLE, 1)


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "[Infinity]", '{"a": 1e999}', f"{GOOD} {GOOD}", "1" * 5000])
def test_what_is_no_finite_json_is_not_decoded(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|Extra data|digits"):
        decoded(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("[1]", []), ('[{"a": 1}]', [{"a": 1}]), ('{"a": {"b": "}"}} {}', [{"a": {"b": "}"}}, {}])],
)
def test_objects_are_found_outermost_first(text: str, found: list[Any]) -> None:
    assert list(objects_in(text)) == found


def test_all_forms_together_have_the_time_of_one() -> None:
    time = Time()

    def slow(request: dict[str, Any]) -> Scripted:
        time.now += 8.0  # of 20 s
        return said("no JSON")

    with model_server(slow) as server:
        with pytest.raises(EndpointFailed) as caught:
            structured(endpoint_at(server.base_url, time), ASK)
        assert (caught.value.cause, len(server.requests)) == (Cause.TIMEOUT, 3)
