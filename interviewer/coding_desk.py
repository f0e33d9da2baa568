"""What a candidate does in a coding round, as verbs: run, submit, take a hint, answer, finish; drafts are kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from interviewer.aside import Aside
from interviewer.coding.checker import Checker, OnCase
from interviewer.coding.exercise import load
from interviewer.coding.legible import legible
from interviewer.coding.outcome import CaseOutcome, Check
from interviewer.coding.round import (
    CodeRun,
    CodeSubmitted,
    HintTaken,
    Replied,
    Round,
    RoundClosed,
    RoundEvent,
)
from interviewer.errors import RoundRefused, StaleAnswer
from interviewer.flow import Work, next_move
from interviewer.intent import intent_of
from interviewer.interview import Intent, Interview
from interviewer.store import Store

MAX_SOURCE = 100_000
MAX_REPLY = 100_000
_PASSES = {Intent.SKIP, Intent.DONT_KNOW}


def _unheard(_: CaseOutcome) -> None:
    pass


class CodingDesk:
    """
    The candidate's part of a coding round. The interviewer's part (setting the exercise, follow-ups, their grades,
    closing) is done by ``Service.proceed``, which is to be called after each of these verbs, as after ``submit``.

    ``Service.practise`` begins an interview of one round. ``Interview.round`` is the open or last round,
    ``Interview.rounds`` are all of them; ``Service.working`` tells whether it is the candidate's turn in one.

    A verb that takes ``sequence``, the number of events that the candidate had seen (``len(interview.events)``), counts
    once however often it is sent, and raises StaleAnswer where the interview has moved on. Each verb raises
    RoundRefused, with the remedy, where the round does not allow it. ``keys`` draws the secret of a submission;
    ``folder`` holds the locks of the checks that run. ``checker`` tells how code is isolated, and takes the consent
    where it cannot be.
    """

    def __init__(
        self,
        store: Store,
        checker: Checker,
        folder: Path,
        keys: Callable[[], bytes],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self.checker = checker
        self._folder = folder
        self._keys = keys
        self._clock = clock

    def run_public(self, interview_id: str, source: str, on_case: OnCase = _unheard) -> Interview:
        """
        Checks the code on the public cases, and keeps the run: ``interview.round.runs[-1].check``.

        Blocks for seconds; ``on_case`` is called from this thread as each case ends. ``Task.public_cases`` tells how
        many there are. A second check of the same interview is refused meanwhile. Raises BoxFailed where no box can be
        had: nothing is lost, and it may be tried again.
        """
        with self._alone(interview_id):
            held = self._kept(interview_id, self._ready(self._store.load(interview_id), source), source)
            check = self._checked(held.task.exercise, source, None, on_case)

            def run(interview: Interview) -> CodeRun:
                self._ready(interview, source)
                return CodeRun(self._clock(), source, check)

            return self._commit(interview_id, run)

    def submit(self, interview_id: str, sequence: int, source: str, on_case: OnCase = _unheard) -> Interview:
        """
        Checks the code on the hidden cases, and keeps the submission: ``interview.round.submissions[-1].check``.

        Code sent after a newer look is a new submission, and the last one counts; it withdraws a follow-up that is not
        answered yet. ``Task.hidden_cases`` tells how many cases there are. Raises as ``run_public``.
        """
        with self._alone(interview_id):
            interview = self._store.load(interview_id)
            if _done(interview, sequence, CodeSubmitted, source):
                return interview
            held = self._kept(interview_id, self._ready(interview, source), source)
            key = self._keys()
            check = self._checked(held.task.exercise, source, key, on_case)

            def submission(interview: Interview) -> CodeSubmitted:
                self._ready(interview, source)
                return CodeSubmitted(self._clock(), source, key.hex(), check)

            return self._commit(interview_id, submission)

    def try_out(self, name: str, source: str, *, public: bool, on_case: OnCase = _unheard) -> Check:
        """A check outside any interview; nothing is kept. Raises ExerciseNotFound, BoxFailed and RoundRefused."""
        _require_words(source, "code", MAX_SOURCE)
        return self._checked(name, source, None if public else self._keys(), on_case)

    def take_hint(self, interview_id: str, sequence: int) -> Interview:
        """Takes the next hint, at its price: ``round.task.hints[: round.hints]`` are those taken."""

        def hint(interview: Interview) -> HintTaken | None:
            if _done(interview, sequence, HintTaken):
                return None
            held = self._worked_on(interview)
            if held.hints >= len(held.task.hints):
                raise RoundRefused(f"all {len(held.task.hints)} hints of this exercise are taken; go on without")
            return HintTaken(self._clock())

        return self._commit(interview_id, hint)

    def answer_follow_up(self, interview_id: str, sequence: int, text: str) -> Interview:
        """
        Answers the follow-up that is open (``round.asked``); "skip" or "I don't know" passes on it, which counts 0.

        A text that no grader can read (code alone, another language, too long) may be said again: ``round.asked`` is
        still there then, and its ``grade`` says why.
        """

        def reply(interview: Interview) -> Replied | None:
            if _done(interview, sequence, Replied, text):
                return None
            if self._worked_on(interview).asked is None:
                raise RoundRefused("no follow-up is open; submit the code first, or go on with it")
            _require_words(text, "answer", MAX_REPLY)
            return Replied(self._clock(), text, intent_of(text) in _PASSES)

        return self._commit(interview_id, reply)

    def finish(self, interview_id: str, sequence: int) -> Interview:
        """Closes the round as it stands; without a submission it is skipped and counts 0."""

        def end(interview: Interview) -> RoundClosed | None:
            if _done(interview, sequence, RoundClosed):
                return None
            self._worked_on(interview)
            return RoundClosed(self._clock(), "finished by the candidate")

        return self._commit(interview_id, end)

    def save_draft(self, interview_id: str, text: str) -> None:
        """Keeps what is in the editor, for the open round. Cheap: it may be called at every change."""
        held = _open(self._store.load(interview_id))
        _require_text(text, "code", MAX_SOURCE)
        self._store.save_draft(interview_id, held.task.exercise, text, self._clock())

    def draft(self, interview_id: str) -> str:
        """What belongs in the editor: what was kept last, typed or checked; before that the starter."""
        held = _open(self._store.load(interview_id))
        saved = self._store.draft(interview_id, held.task.exercise)
        return held.task.starter if saved is None else saved

    def _kept(self, interview_id: str, held: Round, source: str) -> Round:
        """Code that is checked is a draft first: no check that fails can lose it."""
        self._store.save_draft(interview_id, held.task.exercise, source, self._clock())
        return held

    def _checked(self, exercise: str, source: str, key: bytes | None, on_case: OnCase) -> Check:
        return legible(self.checker.check(load(exercise), source, key, on_case))

    def _worked_on(self, interview: Interview) -> Round:
        held = _open(interview)
        if not isinstance(next_move(interview, self._clock()), Work):
            raise RoundRefused("the interview has moved on, or the interviewer is not done yet; look at it again")
        return held

    def _ready(self, interview: Interview, source: str) -> Round:
        _require_words(source, "code", MAX_SOURCE)
        return self._worked_on(interview)

    def _commit(self, interview_id: str, made: Callable[[Interview], RoundEvent | None]) -> Interview:
        """Appends what is made of the interview as it stands at that very moment; None: it is there already."""
        while True:
            interview = self._store.load(interview_id)
            event = made(interview)
            if event is None:
                return interview
            if self._store.append(interview_id, len(interview.events), event):
                return self._store.load(interview_id)

    @contextmanager
    def _alone(self, interview_id: str) -> Iterator[None]:
        """While no other process or thread checks code of this interview; a process that dies holds nothing up."""
        from filelock import FileLock, Timeout

        name = sha256(interview_id.encode()).hexdigest()[:16]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / f"{name}.lock", timeout=0):
                yield
        except Timeout as error:
            raise RoundRefused("a check of this interview is running; wait until it has ended") from error


def _open(interview: Interview) -> Round:
    if not interview.coding:
        raise RoundRefused(f"no coding round is open in interview {interview.id!r}; start one")
    return interview.round


def _done(interview: Interview, sequence: int, kind: type[RoundEvent], content: str | None = None) -> bool:
    """
    Whether this was done since that number of events, with this content. Raises StaleAnswer where another thing was.

    Runs on the public cases move nothing on.
    """
    since = interview.events[max(sequence, 0) :]
    happened = next((event for event in since if not isinstance(event, CodeRun | Aside)), None)
    if happened is None:
        return False
    if isinstance(happened, kind) and content in (None, _content(happened)):
        return True
    raise StaleAnswer("the interview has moved on since this was written; look at it, then send it again")


def _content(event: object) -> str:
    if isinstance(event, CodeSubmitted):
        return event.source
    return event.text if isinstance(event, Replied) else ""


def _require_text(text: str, what: str, most: int) -> None:
    if len(text) > most:
        raise RoundRefused(f"the {what} has {len(text):,} characters; at most {most:,} are taken: shorten it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RoundRefused(f"character {error.start + 1} of the {what} is no text; remove it") from error


def _require_words(text: str, what: str, most: int) -> None:
    if not text.strip():
        raise RoundRefused(f"there is no {what}; write some first")
    _require_text(text, what, most)
