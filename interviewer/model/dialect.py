"""Which parameters a server takes, learned from its refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from interviewer.model.failure import CallFailed, Cause

TOKEN_PARAMETERS = ("max_completion_tokens", "max_tokens")
OPTIONAL = frozenset({*TOKEN_PARAMETERS, "temperature", "seed", "reasoning_effort"})
FORMS = frozenset({"response_format", "tools", "tool_choice"})
# How servers say that they do not know a parameter or its value, in lower case.
UNSUPPORTED = (
    "unsupported",
    "not support",
    "unknown",
    "unrecognized",
    "unexpected",
    "not permitted",
    "not allowed",
    "not available",
)


@dataclass(frozen=True)
class Request:
    """
    ``response_format`` goes out as it is. ``tool`` is a function's definition, whose call is then forced.

    At temperature 0 and with a seed, replies are as alike as the server can make them. What is None is left to it.
    """

    system: str
    user: str
    max_tokens: int | None
    response_format: Mapping[str, Any] | None = None
    tool: Mapping[str, Any] | None = None
    temperature: float | None = 0.0
    seed: int | None = 0
    stream: bool = False

    @property
    def messages(self) -> list[tuple[str, str]]:
        return [("system", self.system), ("user", self.user)] if self.system else [("user", self.user)]

    @property
    def form(self) -> str:
        """What constrains the reply: a type of response_format, also "with schema", or "tool", or empty."""
        if self.response_format:
            return f"{self.response_format['type']}{' with schema' if 'schema' in self.response_format else ''}"
        return "tool" if self.tool else ""


class Dialect:
    """
    The parameters for a request, without those that the server has refused once.

    A form is never left out silently: a reply without it would pass for a constrained one. Safe to share.
    """

    def __init__(self, token_parameter: str) -> None:
        self._lock = Lock()
        self._tokens = token_parameter
        self._dropped: set[str] = set()
        self._refused_forms: set[str] = set()
        self._quiet = False

    @property
    def token_parameter(self) -> str:
        """The one that limits a reply; empty where the server takes neither."""
        return "" if self._tokens in self._dropped else self._tokens

    def takes(self, name: str) -> bool:
        return name not in self._dropped

    def refuses(self, form: str) -> bool:
        return form in self._refused_forms

    def parameters(self, request: Request) -> dict[str, Any]:
        """The request's body, apart from the model and the messages."""
        with self._lock:
            body: dict[str, Any] = {
                self._tokens: request.max_tokens,
                "temperature": request.temperature,
                "seed": request.seed,
            }
            if self._quiet:
                body["reasoning_effort"] = "none"
            body = {n: value for n, value in body.items() if value is not None and n not in self._dropped}
        if request.response_format:
            body["response_format"] = dict(request.response_format)
        if request.tool:
            body["tools"] = [{"type": "function", "function": dict(request.tool)}]
            # With one tool this forces its call, also where llama.cpp and others pass over a choice by name.
            body["tool_choice"] = "required"
        if request.stream:
            body["stream"] = True
        return body

    def learn(self, failure: CallFailed, sent: Mapping[str, Any], form: str) -> bool:
        """Takes note of a refusal. True if the same request would now go out differently."""
        if failure.cause is not Cause.REFUSED:
            return False
        name = culprit(failure, sent)
        with self._lock:
            if name in FORMS:
                self._refused_forms.add(form)
                return False
            if name not in OPTIONAL:
                return False
            # Another thread may have learned it in the meantime; then the next request differs already.
            if name in TOKEN_PARAMETERS and self._tokens == name:
                self._swap(name)
            elif name not in TOKEN_PARAMETERS:
                self._dropped.add(name)
            return True

    def _swap(self, name: str) -> None:
        self._dropped.add(name)
        other = next(known for known in TOKEN_PARAMETERS if known != name)
        if other not in self._dropped:
            self._tokens = other

    def silence(self) -> bool:
        """From now on asks the model not to think aloud. False if that was asked already, or cannot be."""
        with self._lock:
            if self._quiet or "reasoning_effort" in self._dropped:
                return False
            self._quiet = True
            return True


def culprit(failure: CallFailed, sent: Mapping[str, Any]) -> str:
    """The parameter among those sent that the server does not take, or empty."""
    words = str(failure).lower()
    if not any(sign in words for sign in UNSUPPORTED):
        return ""
    candidates = [name for name in (OPTIONAL | FORMS) & set(sent) if name in words]
    if failure.parameter.partition(".")[0] in sent:
        return failure.parameter.partition(".")[0]
    # "max_tokens" is unsupported, "use max_completion_tokens instead": the first that is named is meant.
    return min(candidates, key=words.index, default="")
