"""A language model behind any OpenAI-compatible server. It only words things; without it everything still works."""

import re
from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from typing import Protocol

from interviewer.errors import ModelFailed
from interviewer.settings import Settings

MAX_CHARACTERS = 2_000
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
    Any server that speaks OpenAI's chat completions, through langchain-openai, loaded at the first reply.

    A reply has ``timeout`` seconds in all and at most 2,000 characters; past either it is cut off on our side.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self.name = settings.llm_model
        self._settings = settings
        self._clock = clock

    def stream(self, system: str, user: str) -> Iterator[str]:
        import httpx
        import openai

        where = self._settings.llm_base_url or "the OpenAI service"
        deadline = self._clock() + self._settings.llm_timeout
        sent = 0
        try:
            for piece in without_thoughts(self._pieces(system, user, deadline)):
                sent += len(piece)
                yield piece
                if sent >= MAX_CHARACTERS:
                    break
        except openai.APITimeoutError as error:
            raise ModelFailed(f"{self.name} at {where} was silent for {self._settings.llm_timeout:g} s") from error
        except openai.AuthenticationError as error:
            raise ModelFailed(f"{where} refuses the key; set INTERVIEWER_LLM_API_KEY") from error
        except openai.NotFoundError as error:
            raise ModelFailed(f"{where} has no model {self.name!r}; set INTERVIEWER_LLM_MODEL") from error
        except openai.APIConnectionError as error:
            raise ModelFailed(f"{where} cannot be reached; start it or set INTERVIEWER_LLM_BASE_URL") from error
        except (openai.OpenAIError, httpx.HTTPError, ValueError) as error:
            raise ModelFailed(f"{self.name} at {where} failed: {type(error).__name__}") from error
        if not sent:
            raise ModelFailed(f"{self.name} at {where} sent an empty reply")

    def _pieces(self, system: str, user: str, deadline: float) -> Iterator[str]:
        from langchain_openai import ChatOpenAI

        settings = self._settings
        chat = ChatOpenAI(
            model=settings.llm_model,
            base_url=settings.llm_base_url or None,
            # A local server wants no key, but the client insists on one.
            api_key=settings.llm_api_key.get_secret_value() or "none",
            timeout=settings.llm_timeout,
            max_retries=settings.llm_retries,
        )
        for chunk in chat.stream([("system", system), ("user", user)]):
            if self._clock() > deadline:
                raise ModelFailed(f"{self.name} took longer than {settings.llm_timeout:g} s for one reply")
            yield str(chunk.text)


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
