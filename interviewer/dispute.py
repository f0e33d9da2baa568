"""One key point judged again, with the candidate's argument as evidence. Pure but for the grader."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from interviewer.aside import Disputed
from interviewer.errors import DisputeRefused
from interviewer.grade import Graded, PointVerdict, Quote, Unscored, Verdict
from interviewer.grading.alignment import CREDIT
from interviewer.grading.emptiness import COPIED_SHARE
from interviewer.grading.evidence import cleaned, terms, words
from interviewer.grading.feedback import feedback
from interviewer.grading.grader import Grader
from interviewer.grading.screen import screen
from interviewer.interview import Interview, Outcome, Turn
from knowledge.question import Misconception, Question

MAX_ARGUMENT = 2_000
COPIED_RUN = 6
# The argument is made with the passage in sight: its own words earn half a point at most.
ARGUMENT_CREDIT = 0.5
_BETWEEN = "\n\n"
_PLEADS = re.compile(
    r"\b(mark|grade|score|rate|count|award|give|credit|set|change|accept|consider)\s+"
    r"(this|that|it|me|my|the|us)\b[^.!?]{0,60}\b(hit|correct|right|full|points?|credit|pass|passed|marks?|score|verdict"
    r"|grade|covered)\b"
    r"|\bfull (credit|points?|scores?|marks?)\b|\bi deserve\b|\b(dear|hello|hey|hi),? (grader|examiner|judge|assistant)"
    r"|\bas (an ai|a language model|the grader|a grader|an assistant)\b|\bverdict\W{1,4}(hit|correct|partial)"
    r"|\byou (must|should|have to|need to|will|are going to) (give|mark|grade|score|accept|credit|change|count|award)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Objection:
    """What a candidate disputes: the question and the key point by their positions, from 0, and why."""

    turn: int
    key_point: int
    argument: str


def disputable(turn: Turn) -> tuple[int, ...]:
    """The key points that can be disputed: of a closed question, not a hit, and not disputed yet."""
    if turn.outcome is Outcome.OPEN or not isinstance(turn.grade, Graded):
        return ()
    gone = {dispute.key_point for dispute in turn.disputes}
    return tuple(
        verdict.key_point
        for verdict in turn.grade.verdicts
        if verdict.verdict is not Verdict.HIT and verdict.key_point not in gone
    )


def dispute(interview: Interview, objection: Objection, grader: Grader, now: datetime) -> Disputed:
    """
    The dispute with its result. Raises DisputeRefused where there is nothing to dispute or no result can be had.

    An argument that is no argument earns nothing, but it was the one dispute of its key point.
    """
    turn, grade = _opened(interview, objection)
    before = next(verdict for verdict in grade.verdicts if verdict.key_point == objection.key_point)
    held = Disputed(now, objection.turn, objection.key_point, objection.argument, before, before, grade)
    ignored = worthless(turn.question, before.passage.text, objection.argument)
    if ignored:
        return replace(held, ignored=ignored)
    given = grader.grade(narrowed(turn.question, objection.key_point), turn.answer + _BETWEEN + objection.argument)
    if isinstance(given, Unscored):
        raise DisputeRefused(
            f"the argument could not be judged ({given.reason}: {given.detail}); nothing was changed: try again later"
        )
    if given.provenance.language_model != grade.provenance.language_model:
        kind = "with" if grade.provenance.language_model else "without"
        raise DisputeRefused(
            f"this answer was graded {kind} a language model, and only a grader of that kind can judge the dispute; "
            "connect it and try again"
        )
    judged = given.verdicts[0]
    after = _settled(before, _placed(judged, before, turn.answer, objection.argument))
    return replace(held, after=after, grade=amended(turn.question, grade, after), provenance=given.provenance)


def worthless(question: Question, passage: str, argument: str) -> str:
    """Why the argument earns nothing, whatever a grader would say; empty where it is to be judged."""
    clean = cleaned(argument)
    screening = screen(question, argument, clean)
    if "addresses the grader" in screening.flags or _PLEADS.search(clean.text):
        return "the argument addresses the grader"
    if screening.empty:
        return screening.empty.replace("the answer", "the argument").replace("not an answer", "not an argument")
    if _copies(question, passage, clean.text):
        return "the argument repeats the reference"
    return ""


def narrowed(question: Question, key_point: int) -> Question:
    """The question as if that key point were its only one."""
    wrong = tuple(Misconception(0, known.text) for known in question.misconceptions if known.key_point == key_point)
    return replace(question, key_points=(question.key_points[key_point],), misconceptions=wrong, follow_ups=())


def amended(question: Question, grade: Graded, verdict: PointVerdict) -> Graded:
    """The grade with this verdict in place of that on the same point; the score moves by the point's share."""
    before = next(v for v in grade.verdicts if v.key_point == verdict.key_point)
    if before.verdict is verdict.verdict:
        return grade
    verdicts = tuple(verdict if v.key_point == verdict.key_point else v for v in grade.verdicts)
    total = sum(point.weight for point in question.key_points)
    moved = question.key_points[verdict.key_point].weight / total * (CREDIT[verdict.verdict] - CREDIT[before.verdict])
    return replace(
        grade,
        score=min(max(grade.score + moved, 0.0), 1.0),
        verdicts=verdicts,
        feedback=feedback(question, verdicts),
        confidence=None,
    )


def _opened(interview: Interview, objection: Objection) -> tuple[Turn, Graded]:
    if not 0 <= objection.turn < len(interview.turns):
        raise DisputeRefused(f"there is no question {objection.turn + 1}; {len(interview.turns)} were asked")
    turn = interview.turns[objection.turn]
    if turn.outcome is Outcome.OPEN:
        raise DisputeRefused(f"question {objection.turn + 1} is still open; answer it first")
    if not isinstance(turn.grade, Graded):
        raise DisputeRefused(f"question {objection.turn + 1} has no verdicts to dispute")
    if not 0 <= objection.key_point < len(turn.question.key_points):
        raise DisputeRefused(
            f"question {objection.turn + 1} has no key point {objection.key_point + 1}; "
            f"it has {len(turn.question.key_points)}"
        )
    if any(earlier.key_point == objection.key_point for earlier in turn.disputes):
        raise DisputeRefused(f"key point {objection.key_point + 1} was disputed before; each can be disputed once")
    if objection.key_point not in disputable(turn):
        raise DisputeRefused(f"key point {objection.key_point + 1} is a hit; there is nothing to dispute")
    if not objection.argument.strip():
        raise DisputeRefused("the argument is empty; say why the verdict is wrong")
    if len(objection.argument) > MAX_ARGUMENT:
        raise DisputeRefused(
            f"the argument has {len(objection.argument):,} characters; at most {MAX_ARGUMENT:,} are read: shorten it"
        )
    return turn, turn.grade


def _copies(question: Question, passage: str, argument: str) -> bool:
    """Whether it takes six words in a row, or nearly all that it says, from the passage that was shown."""
    said, shown = words(argument), words(passage)
    length = min(COPIED_RUN, len(shown))
    whole = f" {' '.join(words(question.reference))} "
    runs = (" ".join(said[start : start + length]) for start in range(len(said) - length + 1))
    if length >= 3 and any(f" {run} " in whole for run in runs):
        return True
    content = terms(argument)
    return len(content - terms(passage) - terms(question.text)) <= (1 - COPIED_SHARE) * len(content)


def _placed(judged: PointVerdict, before: PointVerdict, answer: str, argument: str) -> PointVerdict:
    """The verdict of the narrowed question as one of the whole question, its quote in the answer or the argument."""
    placed = replace(judged, key_point=before.key_point, passage=before.passage)
    begins = len(answer) + len(_BETWEEN)
    quote = judged.evidence
    if quote is None or quote.start < len(answer):
        return placed
    start, end = quote.start - begins, quote.end - begins
    return replace(placed, evidence=Quote(argument[start:end], start, end), evidence_in="argument")


def _settled(before: PointVerdict, judged: PointVerdict) -> PointVerdict:
    """What the answer earned is lost only by the argument's own words, and those earn half at most."""
    gained = CREDIT[judged.verdict] - CREDIT[before.verdict]
    if judged.evidence_in == "answer":
        return before if gained < 0 else judged
    return replace(judged, verdict=Verdict.PARTIAL) if gained > ARGUMENT_CREDIT else judged
