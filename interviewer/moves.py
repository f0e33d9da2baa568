"""The interviewer's part: each move of the flow performed, with the words and the event that it comes to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from interviewer.choosing import next_exercise, next_question
from interviewer.coding.round import ExerciseSet, Pressed, ReplyAssessed, RoundClosed
from interviewer.coding.task import task
from interviewer.flow import Ask, Assess, AssessReply, Close, CloseRound, Move, Press, Say, SetExercise, code_left
from interviewer.grade import Grade
from interviewer.grading.examiner import Examiner
from interviewer.interview import Asked, Assessed, Closed, Event, Interview, Said
from interviewer.llm import ChatModel
from interviewer.wording import Piece, Wording, wording
from knowledge.library import Library
from knowledge.question import Question


@dataclass(frozen=True)
class Interviewer:
    """``last_asked`` tells when each question and exercise was last asked, by its id."""

    library: Library
    examiner: Examiner
    model: ChatModel | None
    clock: Callable[[], datetime]
    last_asked: Callable[[], Mapping[str, datetime]]

    def perform(self, interview: Interview, move: Move) -> Iterator[Piece | Event]:
        """The pieces of an utterance as they come, then the event; nothing where it is the candidate's turn."""
        match move:
            case Ask():
                yield self._question(interview)
            case SetExercise():
                yield self._exercise(interview)
            case Press():
                yield Pressed(self.clock(), move.question, move.about)
            case Assess():
                grade, role = self._graded(interview.turn.question, interview.turn.answer)
                yield Assessed(self.clock(), grade, role)
            case AssessReply():
                reply = interview.round.replies[-1]
                grade, role = self._graded(reply.question, reply.answer)
                yield ReplyAssessed(self.clock(), grade, role)
            case CloseRound():
                yield RoundClosed(self.clock(), move.reason)
            case Close():
                yield Closed(self.clock(), move.reason)
            case Say():
                yield from self._say(interview, move)

    def _graded(self, question: Question, answer: str) -> tuple[Grade, str]:
        role = self.examiner.role()
        return self.examiner.grader(role).grade(question, answer), role.sentence if role else ""

    def _say(self, interview: Interview, say: Say) -> Iterator[Piece | Event]:
        for step in wording(interview, say, self.model):
            if isinstance(step, Wording):
                yield Said(self.clock(), say.speech, step.text, step.worded_by, step.notice, say.key_point)
            else:
                yield step

    def _question(self, interview: Interview) -> Event:
        question = next_question(interview, self.library, self.last_asked())
        if question is not None:
            return Asked(self.clock(), question)
        if code_left(interview):
            return self._exercise(interview)
        return Closed(self.clock(), "no question is left on these subjects")

    def _exercise(self, interview: Interview) -> Event:
        exercise = next_exercise(interview, self.last_asked())
        if exercise is not None:
            return ExerciseSet(self.clock(), task(exercise))
        return Closed(self.clock(), "no exercise is left on these subjects")
