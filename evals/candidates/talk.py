"""What was said about one question of an interview, read from the events alone. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grade import Graded, Verdict
from interviewer.interview import Asked, Assessed, Closed, Event, Heard, Intent, Interview, Said, Speech
from knowledge.question import Question

OPEN_POINTS = {Verdict.MISSED, Verdict.PARTIAL, Verdict.CONTRADICTED}


@dataclass(frozen=True)
class Talk:
    """``events`` run from the question to where the next part begins."""

    question: Question
    events: tuple[Event, ...]

    def said(self) -> Iterator[tuple[Said, tuple[Event, ...]]]:
        """Each utterance of the interviewer with the events before it."""
        for place, event in enumerate(self.events):
            if isinstance(event, Said):
                yield event, self.events[:place]

    @property
    def hints(self) -> int:
        return sum(said.speech is Speech.HINT for said, _ in self.said())

    @property
    def grade(self) -> Graded | None:
        return last_grade(self.events)

    @property
    def passed_on(self) -> bool:
        """Whether the candidate's last word on it was to skip it, or not to know."""
        heard = [event for event in self.events if isinstance(event, Heard)]
        return bool(heard) and heard[-1].intent in {Intent.SKIP, Intent.DONT_KNOW}


def talks(interview: Interview) -> tuple[Talk, ...]:
    found: list[tuple[Question, list[Event]]] = []
    inside = False
    for event in interview.events:
        if isinstance(event, Asked):
            found.append((event.question, []))
            inside = True
        if event.kind == "exercise_set" or isinstance(event, Closed):
            inside = False
        if inside:
            found[-1][1].append(event)
    return tuple(Talk(question, tuple(events)) for question, events in found)


def last_grade(events: tuple[Event, ...]) -> Graded | None:
    grades = [event.grade for event in events if isinstance(event, Assessed) and isinstance(event.grade, Graded)]
    return grades[-1] if grades else None
