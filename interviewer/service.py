"""The use cases of an interview, as verbs: start, submit, proceed, dispute, grade again, explain, report."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from interviewer.aside import Aside, Chosen, Regraded
from interviewer.choosing import require_exercises
from interviewer.dispute import Objection, dispute
from interviewer.errors import InterviewerError, NoQuestionsToAsk, RegradeRefused, StaleAnswer
from interviewer.flow import Done, Listen, Work, next_move
from interviewer.grade import Grade
from interviewer.grading.examiner import Examiner
from interviewer.grading.grader import Grader
from interviewer.intent import intent_of
from interviewer.interview import Event, Heard, Intent, Interview, Plan, Started
from interviewer.llm import ChatModel
from interviewer.moves import Interviewer
from interviewer.regrade import regrade
from interviewer.report import Report, report
from interviewer.store import Store
from interviewer.teaching import explainable, model_answer, teach
from interviewer.wording import Piece
from knowledge.extract import referenced
from knowledge.library import Library
from knowledge.question import Question
from knowledge.retriever import within

SAME_QUESTION_FROM = 0.7


class Service:
    """Holds no state of an interview: each call reads it from the store, so any process may make the next one."""

    def __init__(
        self,
        store: Store,
        library: Library,
        examiner: Examiner,
        model: ChatModel | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self.library = library
        self.examiner = examiner
        self.model = model
        self._clock = clock

    def start(self, interview_id: str, plan: Plan) -> Interview:
        """
        Begins an interview under this id; the same id again returns the one there is. Raises NoQuestionsToAsk, and
        ExerciseNotFound where the plan names an exercise that is not there.

        The id should be unguessable: whoever has it can read and continue the interview.
        """
        require_exercises(plan)
        if plan.questions != 0 and not within(self.library.questions(), plan.topics):
            subjects = ", ".join(plan.topics) or "any subject"
            raise NoQuestionsToAsk(
                f"the library holds no question on {subjects}; add a document or choose other subjects"
            )
        return self._store.create(interview_id, Started(self._clock(), plan, self._model_role()))

    def practise(self, interview_id: str, exercise: str) -> Interview:
        """Begins an interview that is one coding round with this exercise. Raises ExerciseNotFound."""
        return self.start(interview_id, Plan(questions=0, coding=1, exercises=(exercise,)))

    def interview(self, interview_id: str) -> Interview:
        """Raises InterviewNotFound."""
        return self._store.load(interview_id)

    def recent(self, limit: int = 20) -> list[Interview]:
        """The newest interviews, newest first."""
        return [self._store.load(interview_id) for interview_id, _ in self._store.recent(limit)]

    def listening(self, interview: Interview) -> bool:
        """Whether it is the candidate's turn to speak; not so in a coding round, which has verbs of its own."""
        return isinstance(next_move(interview, self._clock()), Listen)

    def working(self, interview: Interview) -> bool:
        """Whether it is the candidate's turn in a coding round."""
        return isinstance(next_move(interview, self._clock()), Work)

    def submit(self, interview_id: str, sequence: int, text: str, intent: Intent | None = None) -> Interview:
        """
        Commits what the candidate says, ``sequence`` being the number of events they had before them.

        The same words twice (a double click, a resent request) count once. Raises StaleAnswer where the interview has
        moved on. Without an ``intent`` the words tell it. A coding round takes only the wish to end the interview.
        """
        interview = self._store.load(interview_id)
        heard = Heard(self._clock(), text, intent or intent_of(text))
        open_to = self.listening(interview) or (heard.intent is Intent.END and self.working(interview))
        if not _talk_since(interview, sequence) and open_to:
            self._store.append(interview_id, len(interview.events), heard)
            interview = self._store.load(interview_id)
        happened = next(iter(_talk_since(interview, sequence)), None)
        if isinstance(happened, Heard) and (happened.text, happened.intent) == (heard.text, heard.intent):
            return interview
        raise StaleAnswer(
            "the interview has moved on since this was written; it was not taken as an answer to the new question"
        )

    def proceed(self, interview_id: str) -> Iterator[Piece | Event]:
        """
        Does everything up to the candidate's next turn: yields the pieces of each utterance, then each event once it is
        committed. Stopping anywhere loses nothing: the next call goes on at the same place.
        """
        while True:
            interview = self._store.load(interview_id)
            move = next_move(interview, self._clock())
            if isinstance(move, Listen | Work | Done):
                return
            for step in self._interviewer().perform(interview, move):
                if isinstance(step, Piece) or self._store.append(interview_id, len(interview.events), step):
                    yield step

    def dispute(self, interview_id: str, objection: Objection, others: Sequence[Grader] = ()) -> Interview:
        """
        Has one key point judged again with the candidate's argument; the newer verdict counts, both are kept.

        The same objection twice counts once. The grader that gave the grade judges, where it is the service's own or
        among the ``others``; else the service's own. Raises DisputeRefused.
        """
        while True:
            interview = self._store.load(interview_id)
            made = [event for turn in interview.turns for event in turn.disputes]
            if any(objection == Objection(event.turn, event.key_point, event.argument) for event in made):
                return interview
            event = dispute(interview, objection, self._former(interview, objection.turn, others), self._clock())
            if self._store.append(interview_id, len(interview.events), event):
                return self._store.load(interview_id)

    def regrade(self, interview_id: str, sequence: int, grader: Grader) -> Interview:
        """
        Has a closed interview graded again, whole; which grading counts stays as it is.

        ``sequence`` is the number of events seen before: a second request for what was done since then does nothing.
        Raises RegradeRefused.
        """
        while True:
            interview = self._store.load(interview_id)
            since = interview.events[max(sequence, 0) :]
            same = (grader.name, grader.version)
            if any(isinstance(event, Regraded) and (event.grader, event.version) == same for event in since):
                return interview
            if self._store.append(interview_id, len(interview.events), regrade(interview, grader, self._clock())):
                return self._store.load(interview_id)

    def choose_grading(self, interview_id: str, grading: int) -> Interview:
        """Lets that grading count, 0 being the original. Raises RegradeRefused where there is none of that number."""
        while True:
            interview = self._store.load(interview_id)
            if interview.chosen == grading:
                return interview
            if not 0 <= grading < len(interview.gradings):
                raise RegradeRefused(
                    f"interview {interview_id!r} has no grading {grading}; "
                    f"0 is the original, and the last is {max(len(interview.gradings) - 1, 0)}"
                )
            if self._store.append(interview_id, len(interview.events), Chosen(self._clock(), grading)):
                return self._store.load(interview_id)

    def explain(self, interview_id: str, position: int) -> Interview:
        """
        Has the language model explain the grade of the question of that position, from 0, and keeps its words.

        Nothing happens without a model, nor where it has explained this grade. Raises InterviewerError.
        """
        while True:
            interview = self._store.load(interview_id)
            turn, _ = explainable(interview, position)
            if self.model is None or (turn.taught and turn.taught.worded_by):
                return interview
            event = teach(interview, position, self.model, self._clock())
            if self._store.append(interview_id, len(interview.events), event):
                return self._store.load(interview_id)

    def model_answer(self, interview_id: str, position: int) -> str:
        """The reference of the question of that position, from 0. Raises QuestionOpen and InterviewerError."""
        interview = self._store.load(interview_id)
        if not 0 <= position < len(interview.turns):
            raise InterviewerError(f"there is no question {position + 1}; {len(interview.turns)} were asked")
        return model_answer(interview.turns[position])

    def report(self, interview_id: str) -> Report:
        return report(self._store.load(interview_id), self._clock())

    def grade(
        self, question: str, answer: str, reference: str | None = None, grader: Grader | None = None
    ) -> tuple[Question, Grade]:
        """
        One grade outside any interview, by whoever grades interviews unless another is given: against ``reference``, or
        else against the question of the library that is meant by its text or id.

        Raises InterviewerError or NoQuestions where there is nothing to grade against.
        """
        asked = referenced(question, reference) if reference is not None else self._known(question)
        chosen = grader or self.examiner.grader(self.examiner.role())
        return asked, chosen.grade(asked, answer)

    def _former(self, interview: Interview, position: int, others: Sequence[Grader]) -> Grader:
        grade = interview.turns[position].grade if 0 <= position < len(interview.turns) else None
        now = self.examiner.grader(self.examiner.role())
        name = grade.provenance.grader if grade else now.name
        known = (now, self.examiner.local, *others)
        return next((grader for grader in known if grader.name == name), now)

    def _known(self, question: str) -> Question:
        known = self.library.nearest_question(question, SAME_QUESTION_FROM)
        if known is None:
            raise InterviewerError(
                f"the library has no question like {question!r}; give its reference text with --reference"
            )
        return known

    def _interviewer(self) -> Interviewer:
        return Interviewer(self.library, self.examiner, self.model, self._clock, self._store.last_asked)

    def _model_role(self) -> str:
        role = self.examiner.role()
        return role.sentence if role else ""


def _talk_since(interview: Interview, sequence: int) -> list[Event]:
    """
    The events of the talk from that number on; what happened beside it makes no answer late.

    A number that no candidate can have seen is as good as one long gone.
    """
    if not 0 <= sequence <= len(interview.events):
        return list(interview.events[:1])
    return [event for event in interview.events[sequence:] if not isinstance(event, Aside)]
