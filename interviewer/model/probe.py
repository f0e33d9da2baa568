"""What a model and its server can do, found by trying: names and versions do not tell."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from interviewer.model.dialect import Request
from interviewer.model.endpoint import Endpoint, EndpointFailed, Reply
from interviewer.model.failure import Cause
from interviewer.model.ladder import NAME, Rung, decoded
from interviewer.model.wire import Clock

# Words that no model answers with unless something makes it.
FORCED = "qzx-41"
CANARY = "VIOLET-7731-HERON"
FILLER = "The cat sat on the mat and then the dog ran to the tree by the lake. "
FILLER_WORDS = 3_500
# Every tokenizer makes at least one token of an English word, so fewer than this share of the words were cut off.
KEPT_SHARE = 0.8
# Room to think, for models that do.
ROOM = 400
COLOUR = Request("You are a helpful assistant.", "Name a colour of the rainbow.", ROOM)
# Nothing more would come of asking such a server on.
GONE = frozenset({Cause.UNREACHABLE, Cause.DENIED})


@dataclass(frozen=True)
class Capabilities:
    """
    ``rung`` is the strictest form of reply that worked. None is where a trial told nothing.

    ``schema_enforced``: a schema binds the reply, not only the model's good will; ``object_schema``: it does where it
    is given beside the type json_object. ``prompt_truncated``: the server silently drops the beginning of a prompt of
    some 3,500 tokens. ``seed``: the same seed gave the same words.
    ``token_parameter`` is empty where the server limits no reply. ``model`` is the name the server gives.
    """

    model: str
    rung: Rung
    schema_enforced: bool
    tools: bool
    object_schema: bool
    json_object: bool
    prompt_truncated: bool | None
    reasoning_field: str | None
    token_parameter: str
    seed: bool | None
    streaming: bool
    usage: bool
    seconds: float


def probe(endpoint: Endpoint, clock: Clock = time.monotonic) -> Capabilities:
    """
    Asks about nine short questions and a long one, which takes a local model a minute or more.

    Raises ModelFailed for a server that cannot be reached or does not serve the model; every other failure of a trial
    is a finding.
    """
    start = clock()
    first = _first(endpoint)
    named = {"name": NAME, "strict": True, "schema": _schema()}
    schema_enforced = _enforces(endpoint, {"type": "json_schema", "json_schema": named})
    tools = _calls_tools(endpoint)
    object_schema = _enforces(endpoint, {"type": "json_object", "schema": _schema()})
    json_object = _writes_objects(endpoint)
    able = {
        Rung.JSON_SCHEMA: schema_enforced,
        Rung.TOOL: tools,
        Rung.OBJECT_SCHEMA: object_schema,
        Rung.JSON_OBJECT: json_object,
    }
    return Capabilities(
        model=first.model,
        rung=next((rung for rung in Rung if able.get(rung)), Rung.TEXT),
        schema_enforced=schema_enforced,
        tools=tools,
        object_schema=object_schema,
        json_object=json_object,
        prompt_truncated=_truncates(endpoint),
        reasoning_field=first.reasoning_field,
        token_parameter=endpoint.dialect.token_parameter,
        seed=_repeats(endpoint),
        streaming=_try(endpoint, replace(COLOUR, stream=True)) is not None,
        usage=first.prompt_tokens > 0,
        seconds=clock() - start,
    )


def _first(endpoint: Endpoint) -> Reply:
    try:
        return endpoint.complete(COLOUR)
    except EndpointFailed as failure:
        if failure.cause is Cause.UNUSABLE:
            return failure.reply
        raise


def _try(endpoint: Endpoint, request: Request) -> Reply | None:
    """The reply, or None where this request fails though the server is there."""
    try:
        return endpoint.complete(request)
    except EndpointFailed as failure:
        if failure.cause in GONE:
            raise
        return None


def _schema() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"colour": {"type": "string", "enum": [FORCED]}},
        "required": ["colour"],
        "additionalProperties": False,
    }


def _enforces(endpoint: Endpoint, form: Mapping[str, object]) -> bool:
    reply = _try(endpoint, replace(COLOUR, response_format=form))
    return reply is not None and _object(reply.text) == {"colour": FORCED}


def _calls_tools(endpoint: Endpoint) -> bool:
    tool = {"name": NAME, "strict": True, "parameters": _schema()}
    reply = _try(endpoint, replace(COLOUR, tool=tool))
    return reply is not None and "colour" in (_object(reply.tool_arguments or "") or {})


def _writes_objects(endpoint: Endpoint) -> bool:
    # Services demand that the prompt asks for JSON in so many words.
    user = 'Name a colour of the rainbow as a JSON object, such as {"colour": "..."}.'
    reply = _try(endpoint, replace(COLOUR, user=user, response_format={"type": "json_object"}))
    return reply is not None and _object(reply.text) is not None


def _object(text: str) -> Mapping[str, object] | None:
    try:
        value = decoded(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _truncates(endpoint: Endpoint) -> bool | None:
    words = len(FILLER.split())
    system = f"The code word is {CANARY}. " + FILLER * (FILLER_WORDS // words)
    reply = _try(endpoint, Request(system, "What is the code word? Reply with the code word alone.", ROOM))
    if reply is None:
        return None
    if CANARY in reply.text:
        return False
    # A weak model may read the word and not say it; the server's count decides where there is one.
    return reply.prompt_tokens < KEPT_SHARE * FILLER_WORDS if reply.prompt_tokens else None


def _repeats(endpoint: Endpoint) -> bool | None:
    story = Request("", "Invent the name of a planet and describe it.", ROOM, temperature=0.8, seed=7)
    replies = [_try(endpoint, story) for _ in range(2)]
    if not endpoint.dialect.takes("seed"):
        return False
    texts = [reply.text for reply in replies if reply]
    return texts[0] == texts[1] if len(texts) == 2 else None
