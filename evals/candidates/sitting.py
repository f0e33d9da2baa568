"""A whole interview with a simulated candidate, held through the service as any front end would hold it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from evals.candidates.candidate import Candidate
from interviewer.coding.exercise import load
from interviewer.coding_desk import CodingDesk
from interviewer.interview import Asked, Heard, Interview, Plan, Said, Speech
from interviewer.report import Report
from interviewer.service import Service

# More than any of the candidates has to say about a question, or does in a coding round.
STEPS_A_PART = 15


@dataclass(frozen=True)
class Sitting:
    """``stuck`` says where nobody had a move; empty where somebody always had. ``ended``: the farewell was said."""

    candidate: Candidate
    interview: Interview
    report: Report
    stuck: str = ""

    @property
    def ended(self) -> bool:
        last = self.interview.last
        return isinstance(last, Said) and last.speech is Speech.FAREWELL


@dataclass(frozen=True)
class Hall:
    """Where interviews are held. Without a ``desk`` a plan has no coding rounds."""

    service: Service
    desk: CodingDesk | None = None

    def hold(self, candidate: Candidate, plan: Plan, seed: int) -> Sitting:
        """One interview, to its end or to where it goes no further."""
        interview_id = f"{candidate.name}-{seed}"
        self.service.start(interview_id, plan)
        stuck = ""
        for _ in range(STEPS_A_PART * ((plan.questions or 0) + plan.coding)):
            before = len(self.service.interview(interview_id).events)
            for _step in self.service.proceed(interview_id):
                pass
            interview = self.service.interview(interview_id)
            if not self._candidate_moves(candidate, interview, seed):
                stuck = "" if interview.closed else f"nobody had a move after {interview.last.kind!r}"
                break
            if len(self.service.interview(interview_id).events) == before:
                stuck = f"nothing happened after {interview.last.kind!r}"
                break
        return Sitting(candidate, self.service.interview(interview_id), self.service.report(interview_id), stuck)

    def _candidate_moves(self, candidate: Candidate, interview: Interview, seed: int) -> bool:
        """Whether it was the candidate's turn."""
        if self.service.listening(interview):
            turn = interview.turn
            text, intent = candidate.says(turn.question, turn.pressed, _step(interview), f"{interview.id}:{seed}")
            self.service.submit(interview.id, len(interview.events), text, intent)
            return True
        if self.desk is not None and self.service.working(interview):
            self._works(self.desk, candidate, interview)
            return True
        return False

    def _works(self, desk: CodingDesk, candidate: Candidate, interview: Interview) -> None:
        held, seen = interview.round, len(interview.events)
        if held.asked is not None:
            said, _ = candidate.says(held.asked.question, None, len(held.asked.heard), interview.id)
            desk.answer_follow_up(interview.id, seen, said if said.strip() else "skip")
        elif held.submissions:
            desk.finish(interview.id, seen)
        else:
            desk.submit(interview.id, seen, code(held.task.exercise, candidate.codes_right, interview.id))


def _step(interview: Interview) -> int:
    """How often the candidate has spoken about the open question."""
    asked = max(place for place, event in enumerate(interview.events) if isinstance(event, Asked))
    return sum(isinstance(event, Heard) for event in interview.events[asked:])


def code(exercise: str, right: bool, seed: str) -> str:
    """One of the exercise's own solutions, or of its mutants. Raises ExerciseNotFound and ExerciseInvalid."""
    samples = [sample for sample in load(exercise).samples() if (sample.expected is None) is right]
    return Random(f"{seed}:{exercise}").choice(samples).source  # noqa: S311 (no secret)


def sittings(
    hall: Hall, candidates: tuple[Candidate, ...], plan: Plan, seeds: range, told: Callable[[str], None]
) -> Iterator[Sitting]:
    """Each candidate's interview for each of the seeds; ``told`` hears which one begins."""
    for seed in seeds:
        for candidate in candidates:
            told(f"{candidate.name}, interview {seed}")
            yield hall.hold(candidate, plan, seed)
