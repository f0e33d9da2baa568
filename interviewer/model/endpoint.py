"""A model on a server, asked within limits: a deadline, retries, requests at a time, and a rest after failures."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import BoundedSemaphore

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

    def complete(self, request: Request, seconds: float | None = None) -> Reply:
        """
        The model's reply: a text, a tool's arguments, or both; within these seconds where they are fewer than usual.

        Raises EndpointFailed, also for a reply with neither; with the cause REFUSED and without a call where the
        server is known not to take the request's form.
        """
        if self.dialect.refuses(request.form):
            message = f"{self.name} does not take {request.form}, as it said before; ask in another form"
            raise EndpointFailed(Cause.REFUSED, message, Reply())
        start = self._clock()
        allowed = self.target.timeout if seconds is None else min(seconds, self.target.timeout)
        if self._breaker.resting(start):
            raise self._resting(start)
        if not self._places.acquire(timeout=max(allowed, 0.0)):
            raise self._failed(Cause.TIMEOUT, f"{self.name} is busy with other requests", Reply(), start)
        try:
            return self._guarded(request, start, allowed)
        finally:
            self._places.release()

    def _guarded(self, request: Request, start: float, allowed: float) -> Reply:
        if not self._breaker.admits(self._clock()):
            raise self._resting(start)
        try:
            reply = self._tried(request, start, allowed)
        except EndpointFailed as failure:
            self._breaker.settle(failure.cause in SERVED, self._clock())
            raise
        finally:
            self._breaker.release()
        self._breaker.settle(True, self._clock())
        return reply

    def _tried(self, request: Request, start: float, allowed: float) -> Reply:
        deadline = start + allowed
        spent, failures = Reply(), 0
        while True:
            remaining = deadline - self._clock()
            if remaining <= 0:
                message = f"{self.name} did not finish within {allowed:.3g} s"
                raise self._failed(Cause.TIMEOUT, message, spent, start)
            sent = self.dialect.parameters(request)
            spent = replace(spent, calls=spent.calls + 1)
            try:
                answer = self._wire.send(request.messages, sent, remaining)
            except CallFailed as failure:
                if self.dialect.learn(failure, sent, request.form):
                    continue
                if failure.cause not in RETRIED or failures == self.target.retries:
                    raise self._failed(failure.cause, str(failure), spent, start) from failure
                pause = max(FIRST_PAUSE * 2**failures, failure.wait or 0.0)
                if self._clock() + pause >= deadline:
                    message = f"{failure}; the next attempt in {pause:.3g} s would come after the deadline"
                    raise self._failed(failure.cause, message, spent, start) from failure
                failures += 1
                self._sleep(pause)
                continue
            spent = _reply(answer).after(spent)
            if answer.text or answer.tool_arguments is not None:
                return replace(spent, seconds=self._clock() - start)
            if not answer.reasoning_field:
                raise self._failed(Cause.UNUSABLE, f"{self.name} sent an empty reply", spent, start)
            if not self.dialect.silence():
                message = f"{self.name} only thought aloud; raise its token limit or switch its thinking off"
                raise self._failed(Cause.UNUSABLE, message, spent, start)

    def _failed(self, cause: Cause, message: str, spent: Reply, start: float) -> EndpointFailed:
        return EndpointFailed(cause, message, replace(spent, seconds=self._clock() - start))

    def _resting(self, start: float) -> EndpointFailed:
        message = f"{self.name} failed {FAILURES} times in a row and is left alone for {REST_SECONDS:g} s; try later"
        return self._failed(Cause.RESTING, message, Reply(), start)


def _reply(answer: Answer) -> Reply:
    return Reply(**vars(answer), last_prompt_tokens=answer.prompt_tokens)
