"""A chat-completions server that follows a script, over real HTTP."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Literal, Protocol

import pytest
from pydantic import SecretStr

from interviewer.model.dialect import Request
from interviewer.model.endpoint import Endpoint, EndpointFailed, Reply, Target

MODEL = "tested-model-0001"
KEY = "a-key"
REQUEST = Request("You grade.", "An answer.", 100)


class Time:
    """A clock that moves only when somebody sleeps, or when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pauses: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def endpoint_at(base_url: str, time: Time | None = None, *, retries: int = 1) -> Endpoint:
    """The model "m" there, with 20 s a request on a clock that stands still."""
    time = time or Time()
    return Endpoint(Target("m", base_url, SecretStr(KEY), 20.0, retries), time.clock, time.sleep)


Place = Literal["", "start", "head", "body"]
"""Before the reply, or in the middle of its head or of its body."""


@dataclass(frozen=True)
class Scripted:
    """
    What the server does with one request, after ``delay`` seconds.

    A server that ``stalls`` says nothing from that place on until it is closed; one that ``breaks`` off hangs up there,
    as one that is killed does. One that trickles waits ``trickle`` seconds after each byte of the body.
    """

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    stalls: Place = ""
    breaks: Place = ""
    trickle: float = 0.0


class Behaviour(Protocol):
    """Chooses the reply to the request with this body."""

    def __call__(self, request: dict[str, Any]) -> Scripted: ...


def said(
    text: str | None,
    beside: Mapping[str, object] | None = None,
    *,
    finish_reason: str = "stop",
    usage: tuple[int, int] | None = (11, 7),
) -> Scripted:
    """A chat completion; ``beside`` stands next to the content, ``usage`` is the tokens of the prompt and the reply."""
    body: dict[str, object] = {
        "id": "reply-1",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "system_fingerprint": "fp-1",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": text, **(beside or {})},
            }
        ],
    }
    if usage:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return Scripted(json.dumps(body).encode())


def called(arguments: str) -> Scripted:
    """A reply that calls the tool."""
    call = {"id": "call-1", "type": "function", "function": {"name": "reply", "arguments": arguments}}
    return said(None, {"tool_calls": [call]}, finish_reason="tool_calls")


def streamed(*pieces: str, finish_reason: str = "stop") -> Scripted:
    """A reply in server-sent events."""
    common = {"id": "reply-1", "object": "chat.completion.chunk", "created": 0, "model": MODEL}
    events = [
        *({**common, "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}}]} for text in pieces),
        {**common, "choices": [{"index": 0, "delta": {}, "finish_reason": finish_reason}]},
    ]
    return events_of(*map(json.dumps, events), "[DONE]")


def events_of(*data: str) -> Scripted:
    """Server-sent events with these data, whatever they are."""
    body = "".join(f"data: {text}\n\n" for text in data)
    return Scripted(body.encode(), headers={"Content-Type": "text/event-stream"})


def refused(status: int, message: str, *, headers: Mapping[str, str] | None = None, **facts: object) -> Scripted:
    """An error in OpenAI's form; ``facts`` are further fields of it, such as code and param."""
    return Scripted(json.dumps({"error": {"message": message, **facts}}).encode(), status, headers or {})


@dataclass
class ModelServer:
    """``requests`` are the bodies received, ``headers`` those of the same requests, in order."""

    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)


class Script:
    """Plays the replies in order; the last one is repeated."""

    def __init__(self, *replies: Scripted) -> None:
        self._replies = list(replies)

    def __call__(self, request: dict[str, Any]) -> Scripted:
        return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]


@contextmanager
def model_server(behaviour: Behaviour) -> Iterator[ModelServer]:
    state = ModelServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state, behaviour))
    state.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def ask(*replies: Scripted, request: Request = REQUEST, time: Time | None = None) -> tuple[Reply, ModelServer]:
    """The endpoint's reply when the server plays these, and the server, by then closed."""
    with model_server(Script(*replies)) as server:
        return endpoint_at(server.base_url, time).complete(request), server


def fail(*replies: Scripted, time: Time | None = None) -> tuple[EndpointFailed, ModelServer]:
    """The endpoint's failure when the server plays these, and the server, by then closed."""
    with model_server(Script(*replies)) as server, pytest.raises(EndpointFailed) as caught:
        endpoint_at(server.base_url, time).complete(REQUEST)
    return caught.value, server


def _handler(state: ModelServer, behaviour: Behaviour) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append(request)
            state.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = behaviour(request)
            if state.closing.wait(reply.delay):
                return
            head, body = self._head(reply), reply.body
            cuts: dict[Place, int] = {"start": 0, "head": len(head) // 2, "body": len(head) + len(body) // 2}
            whole = (head + body)[: cuts.get(reply.stalls or reply.breaks)]
            self._write(whole, len(head), reply.trickle)
            if reply.stalls:
                state.closing.wait()

        def _head(self, reply: Scripted) -> bytes:
            headers = {
                "Date": self.date_time_string(),
                "Content-Type": "application/json",
                "Content-Length": str(len(reply.body)),
                **reply.headers,
            }
            lines = [f"HTTP/1.0 {reply.status} ", *(f"{name}: {value}" for name, value in headers.items())]
            return "".join(f"{line}\r\n" for line in [*lines, ""]).encode()

        def _write(self, reply: bytes, head: int, trickle: float) -> None:
            # A client that has had enough hangs up.
            with suppress(ConnectionError):
                self.wfile.write(reply[:head] if trickle else reply)
                for byte in reply[head:] if trickle else b"":
                    if state.closing.wait(trickle):
                        return
                    self.wfile.write(bytes([byte]))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
            """Requests are recorded, not logged."""

    return Handler
