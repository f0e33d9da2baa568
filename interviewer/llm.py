"""A language model behind any OpenAI-compatible server. It only words things; without it everything still works."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from time import monotonic
from typing import Protocol

from interviewer.errors import ModelFailed
from interviewer.model.dialect import Request
from interviewer.model.endpoint import Endpoint, Target
from interviewer.settings import Settings

MAX_CHARACTERS = 2_000
# Interviews that are held at a time wait for each other no longer than their server makes them.
CONCURRENCY = 8
_THOUGHT = re.compile(r"<think>.*?(</think>\s*|$)", re.DOTALL)


class ChatModel(Protocol):
    """
    ``name`` is the model's, as shown beside its words.

    ``stream`` yields the pieces of one reply. Raises ModelFailed, also in the middle of a reply; a reply without text
    is a failure too.
    """

    name: str

    def stream(self, system: str, user: str) -> Iterator[str]: ...


class OpenAIChat:
    """
    Any server that speaks OpenAI's chat completions; it is loaded and asked at the first reply.

    A reply has ``llm_timeout`` seconds in all and at most 2,000 characters; past either it is cut off on our side.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self.name = settings.llm_model
        self._endpoint = Endpoint(
            Target(
                settings.llm_model,
                settings.llm_base_url,
                settings.llm_api_key,
                settings.llm_timeout,
                settings.llm_retries,
                CONCURRENCY,
            ),
            clock,
        )

    def stream(self, system: str, user: str) -> Iterator[str]:
        # How long, and how varied, is the server's to say.
        request = Request(system, user, max_tokens=None, temperature=None, seed=None)
        sent = 0
        with closing(self._endpoint.stream(request)) as pieces:
            for piece in without_thoughts(pieces):
                sent += len(piece)
                yield piece
                if sent >= MAX_CHARACTERS:
                    return
        if not sent:
            raise ModelFailed(f"{self._endpoint.name} sent an empty reply")


def without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of a reply without what stands between <think> and </think>; leading space goes too."""
    whole, shown = "", 0
    for piece in pieces:
        whole += piece
        visible = _THOUGHT.sub("", whole).lstrip()
        # Hold back what may be the beginning of a tag.
        safe = visible.rfind("<") if "<" in visible[-7:] else len(visible)
        if safe > shown:
            yield visible[shown:safe]
            shown = safe
    rest = _THOUGHT.sub("", whole).lstrip()[shown:]
    if rest:
        yield rest


def load_client() -> None:
    """Imports what the first reply needs, which takes seconds, so that nobody waits for it then."""
    import langchain_openai  # noqa: F401 (its import is the point)


def compose(system: str, task: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """The two messages of a request. Data travels as JSON, which no text in it can break out of."""
    import json

    data = json.dumps(facts, ensure_ascii=False, indent=1)
    return system, f"{task}\n\nData:\n{data}" if facts else task
