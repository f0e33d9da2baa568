"""A connected model goes through a stored document and proposes questions, which join those that were found in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interviewer.model.endpoint import Endpoint, EndpointFailed
from interviewer.model.ladder import Rung, structured
from interviewer.proposal import Material, checked, parts, proposal_ask
from knowledge.library import Library, Progress, Proposable
from knowledge.question import Question

KNOWN = 40


@dataclass(frozen=True)
class Proposals:
    """What came of one document: ``failures`` are the parts for which the model gave nothing usable, and why."""

    source: str
    document_id: str
    questions: tuple[Question, ...]
    discarded: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Proposer:
    """``start`` tells the form of reply to begin with, and may raise EndpointFailed; ``token`` makes random words."""

    endpoint: Endpoint
    start: Callable[[], Rung]
    token: Callable[[], str]

    def propose(self, library: Library, name: str, progress: Progress) -> Proposals:
        """
        Each part's questions are stored before the next part is asked about, so that nothing paid for is lost.

        A part that fails does not stop the others, unless no other could succeed. Raises NotFound and KnowledgeError.
        """
        read = library.proposable(name)
        known = [question.text for question in read.questions]
        material = Material(
            read.document.source, read.document.id, read.document.title, _topic(read), _places(read.questions)
        )
        kept: list[Question] = []
        discarded: list[str] = []
        failures: list[str] = []
        pieces = list(parts(read.text))
        for done, part in enumerate(pieces):
            progress("asking the language model", done, len(pieces))
            try:
                ask = proposal_ask(part, known[-KNOWN:], self.token())
                reply = structured(self.endpoint, ask, self.start()).value
            except EndpointFailed as failure:
                failures.append(f"part {done + 1} of {len(pieces)}: {failure}")
                if failure.permanent:
                    break
                continue
            found = checked(reply, part, known, material)
            added = library.extend(read.document.id, found.questions)
            kept += added
            known += [question.text for question in added]
            discarded += found.discarded
        return Proposals(read.document.source, read.document.id, tuple(kept), tuple(discarded), tuple(failures))


def _topic(read: Proposable) -> str:
    """Of the document's own questions the most frequent subject; else its title."""
    topics = [question.topic for question in read.questions]
    return max(topics, key=topics.count) if topics else read.document.title


def _places(questions: Sequence[Question]) -> Callable[[int, int], str]:
    """The place of the found question that a range of characters stands in; empty where it is in none."""

    def place_of(start: int, end: int) -> str:
        inside = (q.source for q in questions if q.source.start <= start and end <= q.source.end)
        return next((source.place for source in inside), "")

    return place_of
