"""What can go wrong with one call of a server, sorted by what it means for the next."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import SecretStr

from interviewer.printable import printable

if TYPE_CHECKING:
    import openai

TRANSIENT_STATUS = frozenset({429, 500, 502, 503, 504})
REFUSED_STATUS = frozenset({400, 422})
QUOTED_CHARACTERS = 300
# OpenAI and vLLM say "context length" or "context_length_exceeded", llama.cpp "context size", some "context window".
TOO_LONG = ("context length", "context_length", "context size", "context_size", "context window", "prompt is too long")

# llama.cpp and vLLM answer some forms that they do not take with a 500, which would be in vain to repeat.
FORM_BREAKS = ("unsupported param", "--jinja", "grammar", "json_schema", "response_format", "tool_choice")


class Cause(StrEnum):
    """What kind of failure it was."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BUSY = "busy"
    DENIED = "denied"
    REFUSED = "refused"
    TOO_LONG = "too long"
    UNUSABLE = "unusable"
    RESTING = "resting"

    @property
    def permanent(self) -> bool:
        """The same request would fail again."""
        return self in {Cause.DENIED, Cause.REFUSED, Cause.TOO_LONG}


class CallFailed(Exception):
    """
    One call brought no answer. ``wait`` is the seconds the server asks to wait before the next, if it does.

    ``parameter`` is the one the server names as the culprit, or empty.
    """

    def __init__(self, cause: Cause, message: str, *, wait: float | None = None, parameter: str = "") -> None:
        super().__init__(message)
        self.cause = cause
        self.wait = wait
        self.parameter = parameter


def status_failure(name: str, error: "openai.APIStatusError", api_key: SecretStr) -> CallFailed:
    """What the HTTP status and the words with it mean; ``name`` is the model's and the server's."""
    status = error.status_code
    said = _quoted(error.message, api_key.get_secret_value())
    if status in {401, 403}:
        return CallFailed(Cause.DENIED, f"{name} refuses the key (HTTP {status}); set another")
    if status == 404:
        remedy = "correct the model's name, or the address, which mostly ends in /v1"
        return CallFailed(Cause.DENIED, f"{name} is not there (HTTP 404); {remedy}")
    words = f"{error.message} {error.code} {error.type}".lower()
    if "insufficient_quota" in words:
        return CallFailed(Cause.DENIED, f"the quota for {name} is used up (HTTP {status}); add credit")
    if status in REFUSED_STATUS or (status >= 500 and any(sign in words for sign in FORM_BREAKS)):
        if any(sign in words for sign in TOO_LONG):
            remedy = "shorten it or give the server a larger context"
            return CallFailed(Cause.TOO_LONG, f"the prompt is too long for {name}; {remedy}")
        message = f"{name} refuses the request (HTTP {status}): {said}"
        return CallFailed(Cause.REFUSED, message, parameter=error.param or "")
    if status in TRANSIENT_STATUS:
        message = f"{name} is overloaded or broken (HTTP {status}): {said}"
        return CallFailed(Cause.BUSY, message, wait=retry_after(error.response.headers))
    return CallFailed(Cause.DENIED, f"{name} cannot serve the request (HTTP {status}): {said}")


def told_failure(name: str, told: Mapping[str, object], api_key: SecretStr) -> CallFailed:
    """What an error means that came in place of a reply, or amid one, under a status that promised one."""
    said = _quoted(str(told.get("message") or told), api_key.get_secret_value())
    cause = Cause.BUSY if told.get("code") in TRANSIENT_STATUS else Cause.UNUSABLE
    return CallFailed(cause, f"{name} broke off with an error: {said}")


def _quoted(text: str, key: str) -> str:
    """The server's words, without the key, which some servers echo."""
    return printable(text.replace(key, "***") if key else text)[:QUOTED_CHARACTERS]


def retry_after(headers: Mapping[str, str]) -> float | None:
    """
    The seconds that a Retry-After header asks for; None without one that can be read.

    A date counts from the server's own Date, so that its clock need not agree with ours.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.replace(".", "", 1).isdigit():
        return float(value)
    try:
        until, now = (parsedate_to_datetime(text) for text in (value, headers.get("date", "")))
    except ValueError:
        return None
    # A date with the zone "-0000" comes back without one.
    wait = until.replace(tzinfo=until.tzinfo or UTC) - now.replace(tzinfo=now.tzinfo or UTC)
    return max(0.0, wait.total_seconds())
