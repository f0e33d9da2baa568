"""What is done beside the page for one interview: a dispute judged, a grade explained, an interview graded again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Literal

from interviewer.dispute import Objection
from interviewer.grade import Grade
from interviewer.grading.grader import Grader
from interviewer.service import Service
from knowledge.library import Progress
from knowledge.question import Question
from ui.loading import Loading

Work = Callable[[Progress], list[str]]

_BROKEN = "it broke off and nothing was changed; the terminal of the server says why"


@dataclass(frozen=True)
class Errand:
    """As it stood when it was looked at. ``asked`` are the words with which it was asked for."""

    asked: str
    loading: Loading
    state: Literal["under way", "failed", "done"] = "under way"


class Errands:
    """Each errand has a place of its own, where every tab finds it."""

    def __init__(self) -> None:
        self._there: dict[str, Errand] = {}
        self._lock = Lock()

    def begin(self, place: str, asked: str, work: Work) -> None:
        """Begins the work, unless the same is under way there."""
        with self._lock:
            there = self._there.get(place)
            if there is None or there.asked != asked or not there.loading.is_running():
                self._there[place] = Errand(asked, Loading(work, _BROKEN))

    def at(self, place: str) -> Errand | None:
        """The errand there; one that is done is found once."""
        with self._lock:
            there = self._there.get(place)
            if there is None or there.loading.is_running():
                return there
            if there.loading.error:
                return replace(there, state="failed")
            del self._there[place]
            return replace(there, state="done")


def judging(service: Service, interview_id: str, objection: Objection, graders: Sequence[Grader]) -> Work:
    """One of the ``graders`` judges where it gave the grade."""

    def work(progress: Progress) -> list[str]:
        progress("judging the argument", 0, 0)
        service.dispute(interview_id, objection, graders)
        return []

    return work


def explaining(service: Service, interview_id: str, position: int) -> Work:
    def work(progress: Progress) -> list[str]:
        progress("asking the language model", 0, 0)
        service.explain(interview_id, position)
        return []

    return work


def grading_again(service: Service, interview_id: str, sequence: int, grader: Grader) -> Work:
    """``sequence`` is the number of events that were seen."""

    def work(progress: Progress) -> list[str]:
        answers = sum(bool(turn.answers) for turn in service.interview(interview_id).turns)
        service.regrade(interview_id, sequence, _Told(grader, progress, answers))
        return []

    return work


class _Told:
    """The grader, which tells how many of the answers it has graded."""

    def __init__(self, grader: Grader, progress: Progress, answers: int) -> None:
        self.name = grader.name
        self.version = grader.version
        self._grader = grader
        self._progress = progress
        self._answers = answers
        self._done = 0

    def grade(self, question: Question, answer: str) -> Grade:
        self._progress("grading answers", self._done, self._answers)
        self._done += 1
        return self._grader.grade(question, answer)
