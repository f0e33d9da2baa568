"""A model on a server, asked within limits: a deadline, retries, requests at a time, and a rest after failures."""

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import BoundedSemaphore
from typing import Any

from pydantic import SecretStr

from interviewer.errors import ModelFailed
from interviewer.model.breaker import FAILURES, REST_SECONDS, Breaker
from interviewer.model.dialect import Dialect, Request
from interviewer.model.failure import CallFailed, Cause
from interviewer.model.wire import Answer, Clock, Wire

FIRST_PAUSE = 0.5
# What says more about the request than about the server.
SERVED = frozenset({Cause.UNUSABLE, Cause.REFUSED, Cause.TOO_LONG})
RETRIED = frozenset({Cause.BUSY, Cause.UNREACHABLE})


@dataclass(frozen=True)
class Target:
    """``timeout`` is the seconds one request may take in all; an empty ``base_url`` is the OpenAI service."""

    model: str
    base_url: str
    api_key: SecretStr
    timeout: float
    retries: int
    concurrency: int = 1


@dataclass(frozen=True)
class Reply:
    """
    What a request brought, and what it took: ``calls`` over HTTP and ``seconds``, waiting included.

    ``text`` is free of thoughts. ``tool_arguments`` is JSON as far as the model wrote JSON. ``model`` is the name the
    server gives. Tokens are summed over the calls, ``last_prompt_tokens`` apart, and 0 where the server does not count
    them.
    """

    text: str = ""
    tool_arguments: str | None = None
    reasoning_field: str | None = None
    finish_reason: str = ""
    model: str = ""
    fingerprint: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    seconds: float = 0.0
    last_prompt_tokens: int = 0

    def after(self, earlier: "Reply") -> "Reply":
        """This reply, charged with what the earlier one took too."""
        return replace(
            self,
            reasoning_field=self.reasoning_field or earlier.reasoning_field,
            prompt_tokens=self.prompt_tokens + earlier.prompt_tokens,
            completion_tokens=self.completion_tokens + earlier.completion_tokens,
            calls=self.calls + earlier.calls,
            seconds=self.seconds + earlier.seconds,
        )


class EndpointFailed(ModelFailed):
    """No usable reply, for a ``cause``. ``reply`` is what came instead, if anything, and what was spent."""

    def __init__(self, cause: Cause, message: str, reply: Reply) -> None:
        super().__init__(message)
        self.cause = cause
        self.reply = reply

    @property
    def permanent(self) -> bool:
        """The same request would fail again."""
        return self.cause.permanent


class Endpoint:
    """
    One model on one server. Safe to share between threads; what it learns of the server holds for its life.

    After three failed requests in a row it refuses at once for 30 s, then lets one through to try.
    """

    def __init__(
        self, target: Target, clock: Clock = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.target = target
        self.dialect = Dialect("max_tokens" if target.base_url else "max_completion_tokens")
        self._wire = Wire(target.model, target.base_url, target.api_key, clock)
        self._clock = clock
        self._sleep = sleep
        self._places = BoundedSemaphore(target.concurrency)
        self._breaker = Breaker()

    @property
    def name(self) -> str:
        return self._wire.name

    @property
    def rest(self) -> float:
        """The seconds that the server is left alone from now on."""
        return self._breaker.rest(self._clock())

    def complete(self, request: Request, seconds: float | None = None) -> Reply:
        """
        The model's reply: a text, a tool's arguments, or both; within these seconds where they are fewer than usual.

        Raises EndpointFailed, also for a reply with neither; with the cause REFUSED and without a call where the
        server is known not to take the request's form.
        """
        if self.dialect.refuses(request.form):
            message = f"{self.name} does not take {request.form}, as it said before; ask in another form"
            raise EndpointFailed(Cause.REFUSED, message, Reply())
        with self._turn(seconds) as turn:
            return self._completed(request, turn)

    def stream(self, request: Request) -> Generator[str, None, None]:
        """
        The reply's text in pieces as they come, thoughts included; retried only as long as none has come.

        Raises EndpointFailed, also after some pieces.
        """
        request = replace(request, stream=True)
        with self._turn(None) as turn:
            while True:
                sent = self._next(request, turn)
                begun = False
                try:
                    for piece in self._wire.stream(request.messages, sent, turn.remaining):
                        begun = True
                        yield piece
                except CallFailed as failure:
                    if begun:
                        raise self._failed(failure.cause, str(failure), turn) from failure
                    self._again(failure, sent, request.form, turn)
                else:
                    return

    @contextmanager
    def _turn(self, seconds: float | None) -> Iterator["_Turn"]:
        """A request's place among the others; what becomes of it is told to the breaker."""
        # Its import takes seconds, which are none of the server's.
        self._wire.load()
        allowed = self.target.timeout if seconds is None else min(seconds, self.target.timeout)
        turn = _Turn(self._clock, self._clock(), allowed)
        if self._breaker.resting(turn.start):
            raise self._resting(turn)
        if not self._places.acquire(timeout=max(allowed, 0.0)):
            raise self._failed(Cause.TIMEOUT, f"{self.name} is busy with other requests", turn)
        try:
            if not self._breaker.admits(self._clock()):
                raise self._resting(turn)
            try:
                with self._settled():
                    yield turn
            finally:
                self._breaker.release()
        finally:
            self._places.release()

    @contextmanager
    def _settled(self) -> Iterator[None]:
        try:
            yield
        except EndpointFailed as failure:
            self._breaker.settle(failure.cause in SERVED, self._clock())
            raise
        except GeneratorExit:
            # Of a stream, enough was heard.
            self._breaker.settle(True, self._clock())
            raise
        self._breaker.settle(True, self._clock())

    def _completed(self, request: Request, turn: "_Turn") -> Reply:
        while True:
            sent = self._next(request, turn)
            try:
                answer = self._wire.send(request.messages, sent, turn.remaining)
            except CallFailed as failure:
                self._again(failure, sent, request.form, turn)
                continue
            turn.spent = _reply(answer).after(turn.spent)
            if answer.text or answer.tool_arguments is not None:
                return replace(turn.spent, seconds=turn.seconds)
            if not answer.reasoning_field:
                raise self._failed(Cause.UNUSABLE, f"{self.name} sent an empty reply", turn)
            if not self.dialect.silence():
                message = f"{self.name} only thought aloud; raise its token limit or switch its thinking off"
                raise self._failed(Cause.UNUSABLE, message, turn)

    def _next(self, request: Request, turn: "_Turn") -> dict[str, Any]:
        """The body of the next call, which is charged. Raises EndpointFailed where no time is left."""
        if turn.remaining <= 0:
            raise self._failed(Cause.TIMEOUT, f"{self.name} did not finish within {turn.allowed:.3g} s", turn)
        turn.spent = replace(turn.spent, calls=turn.spent.calls + 1)
        return self.dialect.parameters(request)

    def _again(self, failure: CallFailed, sent: Mapping[str, Any], form: str, turn: "_Turn") -> None:
        """Returns when the next call may go out, and raises EndpointFailed where none should."""
        if self.dialect.learn(failure, sent, form):
            return
        if failure.cause not in RETRIED or turn.failures == self.target.retries:
            raise self._failed(failure.cause, str(failure), turn) from failure
        pause = max(FIRST_PAUSE * 2**turn.failures, failure.wait or 0.0)
        if pause >= turn.remaining:
            message = f"{failure}; the next attempt in {pause:.3g} s would come after the deadline"
            raise self._failed(failure.cause, message, turn) from failure
        turn.failures += 1
        self._sleep(pause)

    def _failed(self, cause: Cause, message: str, turn: "_Turn") -> EndpointFailed:
        return EndpointFailed(cause, message, replace(turn.spent, seconds=turn.seconds))

    def _resting(self, turn: "_Turn") -> EndpointFailed:
        message = f"{self.name} failed {FAILURES} times in a row and is left alone for {REST_SECONDS:g} s; try later"
        return self._failed(Cause.RESTING, message, turn)


@dataclass
class _Turn:
    """One request on its way: what it has ``spent``, over how many ``failures``, of the seconds ``allowed``."""

    clock: Clock
    start: float
    allowed: float
    spent: Reply = Reply()
    failures: int = 0

    @property
    def seconds(self) -> float:
        return self.clock() - self.start

    @property
    def remaining(self) -> float:
        return self.allowed - self.seconds


def _reply(answer: Answer) -> Reply:
    return Reply(**vars(answer), last_prompt_tokens=answer.prompt_tokens)
