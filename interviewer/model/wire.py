"""One call of a chat-completions server through langchain-openai, with its failures sorted by what they mean."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr

from interviewer.model.failure import CallFailed, Cause, status_failure, told_failure

if TYPE_CHECKING:
    import openai
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

Clock = Callable[[], float]
THOUGHT_BEGINS, THOUGHT_ENDS = "<think>", "</think>"


@dataclass(frozen=True)
class Answer:
    """
    What one call brought. ``text`` is free of thoughts; tokens are 0 where the server does not count them.

    ``reasoning_field`` names where the server put the model's thoughts: "reasoning", "reasoning_content" or "<think>".
    """

    text: str = ""
    tool_arguments: str | None = None
    reasoning_field: str | None = None
    finish_reason: str = ""
    model: str = ""
    fingerprint: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Message(BaseModel):
    # Servers disagree on what is in these; it only matters whether something is.
    reasoning: object = None
    reasoning_content: object = None


class _Choice(BaseModel):
    message: _Message


class _Body(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


@dataclass(frozen=True)
class Wire:
    """
    The way to one model on one server; an empty ``base_url`` is the OpenAI service.

    Every call has a connection of its own: it outlives nothing, and its cost is small beside a reply's.
    """

    model: str
    base_url: str
    api_key: SecretStr
    clock: Clock = time.monotonic

    @property
    def name(self) -> str:
        return f"{self.model} at {self.base_url or 'the OpenAI service'}"

    def load(self) -> None:
        """Imports the client, which takes seconds the first time."""
        import langchain_openai  # noqa: F401 (its import is the point)

    def send(self, messages: Sequence[tuple[str, str]], parameters: Mapping[str, Any], seconds: float) -> Answer:
        """
        One HTTP call, which is not repeated here. With ``stream`` among the parameters the reply comes as a stream.

        A server that is silent is cut off after ``seconds``, one that trickles at its first piece after them.
        Raises CallFailed.
        """
        bodies: list[bytes] = []
        with self._sorted(seconds, bodies):
            with _client(self.clock, self.clock() + seconds, bodies) as client:
                message = _reply(self._chat(client, seconds), messages, dict(parameters))
            # A stream's body is no single reply to look into.
            return _answer(message, b"" if parameters.get("stream") else bodies[-1])

    def stream(
        self, messages: Sequence[tuple[str, str]], parameters: Mapping[str, Any], seconds: float
    ) -> Iterator[str]:
        """
        As ``send``, with the reply's text in pieces as they come, thoughts included.

        Raises CallFailed, also after some pieces, as for a reply that was cut at its length.
        """
        body = {name: value for name, value in parameters.items() if name != "stream"}
        finish_reason = ""
        with self._sorted(seconds, []), _client(self.clock, self.clock() + seconds, []) as client:
            for piece in self._chat(client, seconds).stream(list(messages), extra_body=body):
                finish_reason = str(piece.response_metadata.get("finish_reason") or finish_reason)
                if piece.text:
                    yield str(piece.text)
        if finish_reason == "length":
            raise CallFailed(Cause.UNUSABLE, f"{self.name} was cut off by its limit of tokens; raise it")

    @contextmanager
    def _sorted(self, seconds: float, bodies: Sequence[bytes]) -> Iterator[None]:
        """Whatever goes wrong within becomes CallFailed; ``bodies`` has what had come by then."""
        import openai

        self._check_address()
        try:
            yield
        except (openai.APITimeoutError, TimeoutError) as error:
            raise CallFailed(Cause.TIMEOUT, f"{self.name} did not finish within {seconds:.3g} s") from error
        except openai.APIStatusError as error:
            raise status_failure(self.name, error, self.api_key) from error
        except openai.APIConnectionError as error:
            raise CallFailed(
                Cause.UNREACHABLE, f"{self.name} cannot be reached; start the server or correct the address"
            ) from error
        except UnicodeEncodeError as error:
            remedy = "remove them from the text or the key"
            raise CallFailed(
                Cause.REFUSED, f"characters in the request to {self.name} cannot be sent; {remedy}"
            ) from error
        # What a body that is no chat completion makes the client stumble over.
        except (openai.OpenAIError, ValueError, TypeError, LookupError, AttributeError) as error:
            # Amid a stream the client has it, else the body.
            told = _error_in(bodies[-1]) if bodies else getattr(error, "body", None)
            if isinstance(told, Mapping):
                raise told_failure(self.name, told, self.api_key) from error
            raise CallFailed(Cause.UNUSABLE, f"{self.name} sent a malformed reply ({type(error).__name__})") from error

    def _check_address(self) -> None:
        try:
            urlsplit(self.base_url).port  # noqa: B018 (reading it is what parses it)
        except ValueError as error:
            raise CallFailed(Cause.DENIED, f"{self.base_url!r} is no web address ({error}); correct it") from error

    def _chat(self, client: "openai.DefaultHttpxClient", seconds: float) -> "ChatOpenAI":
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(
            model=self.model,
            base_url=self.base_url or None,
            # A local server wants no key, but the client insists on one.
            api_key=SecretStr(self.api_key.get_secret_value() or "none"),
            timeout=seconds,
            max_retries=0,
            use_responses_api=False,
            http_client=client,
        )


def _client(clock: Clock, deadline: float, bodies: list[bytes]) -> "openai.DefaultHttpxClient":
    """A client that reads no further than the deadline, and keeps the bodies that are no streams."""
    import openai

    class Client(openai.DefaultHttpxClient):
        def send(self, request: Any, **options: Any) -> Any:  # noqa: ANN401 (types of the client's own HTTP library)
            response = super().send(request, **{**options, "stream": True})
            pieces = timely(response)
            # The pieces are decoded, and may be joined, which these headers would deny.
            headers = {
                name: value
                for name, value in response.headers.items()
                if name not in {"content-encoding", "transfer-encoding", "content-length"}
            }
            content: Iterator[bytes] | bytes = pieces
            if not options.get("stream"):
                content = b"".join(pieces)
                bodies.append(content)
            return type(response)(response.status_code, headers=headers, content=content, request=request)

    def timely(response: Any) -> Iterator[bytes]:  # noqa: ANN401 (as above)
        try:
            # A read's timeout starts anew with every piece, so that a trickle would never end.
            for piece in response.iter_bytes():
                if clock() > deadline:
                    raise TimeoutError
                yield piece
        finally:
            response.close()

    return Client()


def _reply(chat: "ChatOpenAI", messages: Sequence[tuple[str, str]], parameters: dict[str, Any]) -> "BaseMessage":
    """
    The whole reply as one message.

    The parameters go straight into the body: as arguments, langchain-openai would rename max_tokens, and raise for a
    reply in a response_format that was cut at its length.
    """
    if parameters.pop("stream", False):
        pieces = list(chat.stream(list(messages), extra_body=parameters))
        return sum(pieces[1:], start=pieces[0])
    return chat.invoke(list(messages), extra_body=parameters)


def _answer(message: "BaseMessage", body: bytes) -> Answer:
    """The answer in the client's message, with the thoughts' field, which only the body has."""
    text, thoughts = without_thoughts(str(message.text))
    field = "<think>" if thoughts else None
    if body:
        raw = _Body.model_validate_json(body).choices[0].message
        field = next((name for name, value in raw if value), field)
    facts = message.response_metadata
    usage = getattr(message, "usage_metadata", None) or {}
    return Answer(
        text=text,
        tool_arguments=_arguments(message),
        reasoning_field=field,
        finish_reason=str(facts.get("finish_reason") or ""),
        model=str(facts.get("model_name") or ""),
        fingerprint=str(facts.get("system_fingerprint") or ""),
        prompt_tokens=usage.get("input_tokens", 0),
        completion_tokens=usage.get("output_tokens", 0),
    )


def _error_in(body: bytes) -> object:
    """What stands there under "error", or None."""
    try:
        return json.loads(body)["error"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _arguments(message: "BaseMessage") -> str | None:
    for call in getattr(message, "tool_calls", []):
        return json.dumps(call["args"], ensure_ascii=False)
    for call in getattr(message, "invalid_tool_calls", []):
        return call["args"] or ""
    return None


def without_thoughts(text: str) -> tuple[str, bool]:
    """
    The text after the thoughts it begins with, and whether there were any.

    Later tags stay: they may stand in a quotation of the candidate's words.
    """
    shown = text.strip()
    if not shown.startswith(THOUGHT_BEGINS):
        return shown, False
    return shown.partition(THOUGHT_ENDS)[2].strip(), True
