"""The use cases of coding rounds, as verbs: practise, run, submit, take a hint, answer, finish; drafts are kept."""

from collections.abc import Callable

from interviewer.coding.exercise import Exercise
from interviewer.coding.outcome import CaseOutcome, Check
from interviewer.interview import Interview

OnCase = Callable[[CaseOutcome], None]


def _unheard(_: CaseOutcome) -> None:
    pass


class CodingDesk:
    """
    What a candidate does in a coding round. The interviewer's part (setting the exercise, follow-ups, their grades,
    closing) is done by ``Service.proceed``, which is to be called after each of these verbs, as after ``submit``.

    A verb that takes ``sequence``, the number of events the candidate had seen, counts once however often it is sent.
    ``Interview.round`` is the open or last round, ``Interview.rounds`` are all of them; ``flow.Work`` is the move while
    it is the candidate's turn in one. Each verb raises RoundRefused where the round does not allow it, with the remedy.
    """

    def exercises(self) -> list[Exercise]:
        """Every exercise, by topic, then level, then name. Raises ExerciseInvalid."""
        raise NotImplementedError

    def practise(self, interview_id: str, name: str) -> Interview:
        """Begins an interview of one round with this exercise; the same id again returns the one there is."""
        raise NotImplementedError

    def run_public(self, interview_id: str, source: str, on_case: OnCase = _unheard) -> Interview:
        """
        Checks the code on the public cases, and keeps the run: ``interview.round.runs[-1].check``.

        Blocks for seconds; ``on_case`` is called from this thread as each case ends. ``Task.public_cases`` tells how
        many there are. Raises BoxFailed where no box can be had: nothing is lost, and it may be tried again.
        """
        raise NotImplementedError

    def submit(self, interview_id: str, sequence: int, source: str, on_case: OnCase = _unheard) -> Interview:
        """
        Checks the code on the hidden cases, and keeps the submission: ``interview.round.submissions[-1].check``.

        Other code, or the same after a newer look, is a new submission, and the last one counts; it withdraws a
        follow-up that is not answered yet. Raises as ``run_public``.
        """
        raise NotImplementedError

    def try_out(self, name: str, source: str, *, public: bool, on_case: OnCase = _unheard) -> Check:
        """A check outside any interview; nothing is kept. Raises ExerciseNotFound, BoxFailed and RoundRefused."""
        raise NotImplementedError

    def take_hint(self, interview_id: str, sequence: int) -> Interview:
        """Takes the next hint, at its price: ``round.task.hints[: round.hints]`` are those taken."""
        raise NotImplementedError

    def answer_follow_up(self, interview_id: str, sequence: int, text: str) -> Interview:
        """
        Answers the follow-up that is open (``round.asked``); "skip" or "I don't know" passes on it, which counts 0.

        A text that no grader can read (code alone, another language, too long) may be said again.
        """
        raise NotImplementedError

    def finish(self, interview_id: str, sequence: int) -> Interview:
        """Closes the round as it stands; without a submission it is skipped and counts 0."""
        raise NotImplementedError

    def save_draft(self, interview_id: str, text: str) -> None:
        """Keeps what is in the editor, for the open round. Cheap: may be called at every change."""
        raise NotImplementedError

    def draft(self, interview_id: str) -> str:
        """What belongs in the editor: the draft, or else the code run or submitted last, or else the starter."""
        raise NotImplementedError
