"""Structured replies from servers of any ability: the strictest form first, down to JSON found in plain text."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, NoReturn, TypeVar

from pydantic import ValidationError

from interviewer.model.dialect import Request
from interviewer.model.endpoint import Endpoint, EndpointFailed, Reply
from interviewer.model.failure import Cause

T = TypeVar("T")
NAME = "reply"
SCHEMA_FOLLOWS = "Reply with one JSON object that satisfies this JSON Schema, and with nothing else:"
REPAIR = "Your previous reply could not be used: {reason}\nReply again, with one JSON object that satisfies the schema."
REASON_CHARACTERS = 500
_BRACE = re.compile(r"[{}]")


class Rung(StrEnum):
    """From the strictest down; OBJECT_SCHEMA is what llama-cpp-python takes. On the last three the prompt tells it."""

    JSON_SCHEMA = "json schema"
    TOOL = "tool"
    OBJECT_SCHEMA = "json object with schema"
    JSON_OBJECT = "json object"
    TEXT = "text"


@dataclass(frozen=True)
class Ask(Generic[T]):
    """
    ``schema`` is a JSON Schema in the subset that strict modes take: every property required, no others allowed.

    ``validate`` makes the value of decoded JSON and raises ValueError, whose message the model may be shown.
    """

    system: str
    user: str
    schema: Mapping[str, Any]
    validate: Callable[[object], T]
    max_tokens: int


@dataclass(frozen=True)
class Structured(Generic[T]):
    """``reply`` is the one the value stands in, charged with the tokens, calls and seconds of those before it."""

    value: T
    rung: Rung
    reply: Reply


def record(properties: dict[str, Any]) -> dict[str, Any]:
    """An object of these properties, in the subset of JSON Schema that strict modes share."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def structured(endpoint: Endpoint, ask: Ask[T], start: Rung = Rung.JSON_SCHEMA) -> Structured[T]:
    """
    The value, asked for rung by rung from ``start`` until a reply validates, at last with the error shown.

    A reply that was cut is asked for once more with twice the tokens, which then stay: at most seven requests, which
    together have the time of one.
    Raises EndpointFailed, at once where another form would not help; its reply is charged with everything.
    """
    rungs = list(Rung)
    descent = _Descent(endpoint, ask)
    reason = ""
    for rung in rungs[rungs.index(start) :]:
        try:
            return descent.turn(rung)
        except _Unfit as unfit:
            reason = str(unfit)
    try:
        return descent.turn(Rung.TEXT, REPAIR.format(reason=reason))
    except _Unfit as unfit:
        message = f"{endpoint.name} gave no valid reply in any form; the last: {unfit}. Use a more capable model"
        raise EndpointFailed(Cause.UNUSABLE, message, descent.spent) from unfit


class _Unfit(Exception):
    """A reply came, or a refusal, from which no value can be had; the message says why."""


class _Descent(Generic[T]):
    def __init__(self, endpoint: Endpoint, ask: Ask[T]) -> None:
        self.spent = Reply()
        self._endpoint = endpoint
        self._ask = ask
        self._max_tokens = ask.max_tokens

    def turn(self, rung: Rung, note: str = "") -> Structured[T]:
        """Raises _Unfit where the next rung may do better, and EndpointFailed where none will."""
        failure = self._complete(_request(self._ask, rung, self._max_tokens, note))
        if self.spent.finish_reason == "length" and self._max_tokens == self._ask.max_tokens:
            self._max_tokens *= 2
            failure = self._complete(_request(self._ask, rung, self._max_tokens, note))
        if self.spent.finish_reason == "length":
            raise _Unfit(f"it was cut at {self._max_tokens} tokens; be brief")
        if failure:
            if failure.cause is Cause.REFUSED and rung is Rung.TEXT:
                raise failure
            raise _Unfit(str(failure)) from failure
        try:
            return Structured(_value(self._ask, rung, self.spent), rung, self.spent)
        except (ValueError, RecursionError) as error:
            raise _Unfit(_reason(error)) from error

    def _complete(self, request: Request) -> EndpointFailed | None:
        """Leaves the reply in ``spent``, charged with all before. Returns a failure that another form may avoid."""
        try:
            left = self._endpoint.target.timeout - self.spent.seconds
            self.spent = self._endpoint.complete(request, left).after(self.spent)
        except EndpointFailed as failure:
            self.spent = failure.reply.after(self.spent)
            charged = EndpointFailed(failure.cause, str(failure), self.spent)
            if failure.cause not in {Cause.REFUSED, Cause.UNUSABLE}:
                raise charged from failure
            return charged
        return None


def _request(ask: Ask[T], rung: Rung, max_tokens: int, note: str) -> Request:
    request = Request(ask.system, f"{ask.user}\n\n{note}" if note else ask.user, max_tokens)
    schema = dict(ask.schema)
    if rung is Rung.JSON_SCHEMA:
        form = {"name": NAME, "strict": True, "schema": schema}
        return replace(request, response_format={"type": "json_schema", "json_schema": form})
    if rung is Rung.TOOL:
        return replace(request, tool={"name": NAME, "strict": True, "parameters": schema})
    told = replace(request, system=f"{ask.system}\n\n{SCHEMA_FOLLOWS}\n{json.dumps(schema, ensure_ascii=False)}")
    if rung is Rung.OBJECT_SCHEMA:
        return replace(told, response_format={"type": "json_object", "schema": schema})
    return replace(told, response_format={"type": "json_object"}) if rung is Rung.JSON_OBJECT else told


def _value(ask: Ask[T], rung: Rung, reply: Reply) -> T:
    if rung is Rung.TOOL:
        if reply.tool_arguments is None:
            raise ValueError("the tool was not called")
        return ask.validate(decoded(reply.tool_arguments))
    if rung is not Rung.TEXT:
        return ask.validate(decoded(reply.text))
    # A model may quote or try out an object before it decides, so the last one counts.
    problem: ValueError = ValueError("it holds no JSON object")
    for place, candidate in enumerate(reversed(list(objects_in(reply.text)))):
        try:
            return ask.validate(candidate)
        except ValueError as error:
            problem = problem if place else error
    raise problem


def decoded(text: str) -> object:
    """The JSON that is the whole text. Raises ValueError, also for NaN and infinities, and RecursionError."""
    return _DECODER.decode(text)


def objects_in(text: str) -> Iterator[dict[str, object]]:
    """
    The outermost JSON objects in the text, in order, with anything between them. Raises RecursionError.

    None inside braces that are no JSON: a quotation with its quotes unescaped breaks the object it stands in, and must
    not take its place.
    """
    depth, place = 0, 0
    while brace := _BRACE.search(text, place):
        place = brace.end()
        if brace.group() == "}":
            depth = max(0, depth - 1)
            continue
        try:
            value, place = _DECODER.raw_decode(text, brace.start())
        except ValueError:
            depth += 1
        else:
            if not depth:
                yield value


def _reason(error: Exception) -> str:
    """Why it was not valid, without the values, which may quote the candidate."""
    if isinstance(error, ValidationError):
        problems = error.errors(include_url=False, include_input=False)
        reason = "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in problems)
    elif isinstance(error, RecursionError):
        reason = "it is nested too deeply"
    else:
        reason = str(error)
    return reason[:REASON_CHARACTERS]


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no finite number")
    return number


def _reject(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_reject, parse_float=_finite)
