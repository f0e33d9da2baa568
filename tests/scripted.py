"""A language model that says what it is told to, and keeps what it was asked."""

from collections.abc import Iterator

from interviewer.errors import ModelFailed


class ScriptedModel:
    name = "scripted"

    def __init__(self) -> None:
        self.history: list[tuple[str, str]] = []
        self._replies: list[tuple[list[str], ModelFailed | None]] = []

    def enqueue(self, *pieces: str, failure: ModelFailed | None = None) -> None:
        """The pieces of the next reply; with a failure, it breaks off after them."""
        self._replies.append((list(pieces), failure))

    def stream(self, system: str, user: str) -> Iterator[str]:
        self.history.append((system, user))
        pieces, failure = self._replies.pop(0)
        yield from pieces
        if failure:
            raise failure
