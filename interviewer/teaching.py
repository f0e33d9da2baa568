"""A grade explained: by a language model where there is one, and checked; in authored words else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from interviewer.aside import Taught
from interviewer.errors import InterviewerError, ModelFailed, QuestionOpen
from interviewer.grade import Graded, Verdict
from interviewer.grading.evidence import terms, words
from interviewer.grading.lesson import Lesson, Remark, in_words, lesson, said
from interviewer.interview import Interview, Outcome, Turn
from interviewer.llm import ChatModel, compose
from interviewer.prompts import load_prompt
from knowledge.question import KeyPoint, Question

MAX_WORDS = 160
REVEALING_RUN = 6
_TASK = "Explain this grade: what was right, what was wrong and why, what was missing, what to study."
_TASK_WHILE_OPEN = "Say what was right in the answer so far. Say nothing of what is missing."
_MARKUP = re.compile(r"[{}<>|#]|```|\]\(|\*\*")
_QUOTED = re.compile('[\u201c"]([^\u201c\u201d"]+)[\u201d"]')
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_PART_END = re.compile(
    r"[,;:()\u2014]+\s*|\s(?=(?:and|but|which|while|whereas|although|though|however|because|since|so)\s)", re.IGNORECASE
)
_ABOUT_THE_ANSWER = re.compile(
    r"\byour (own )?(first |second |last )?(answers?|words|arguments?|quotes?|text|sentences?)\b"
    r"|\byou (said|wrote|say|write|stated?|mention(ed)?|described?|named?|quoted|answered|gave)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(you|your|yours|yourself|you're|you've|you'll|candidate|applicant|student|learner|beginner|novice|engineer"
    r"|person|smart|clever|bright|talented|gifted|brilliant|genius|intelligent|stupid|lazy|careless|ignorant|confused"
    r"|clueless|impressive|impressed|proud|hard-working|he|she|his|her)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(all|every|each) (\d+ |of the )?(expected |key )*points?\b|\beverything\b|\bwell done\b|\bspot on\b|\bnailed\b"
    r"|\b(complete|full|perfect|excellent|great|good|strong|solid|nice|right|correct) (answer|response|job|work)\b"
    r"|\banswer is (\w+ )?(right|correct|complete|perfect|excellent|great|good|strong)\b"
    r"(?! (about|on|in|that|where|for|when|as)\b)"
    r"|\bnothing (is |was )?(missing|wrong)\b",
    re.IGNORECASE,
)
_PRAISES = re.compile(
    r"\b(right|rightly|correct|correctly|covers?|covered|well|good|great|excellent|perfect|perfectly|accurate|accurately"
    r"|clear|clearly|strong|solid|exact|exactly|precisely|understood|nicely|true|valid|sound|complete|fully|thorough"
    r"|impressively|not (wrong|missing|incorrect)|nothing (is |was )?(wrong|missing))\b",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"\b(explains?|explained|states?|stated|mentions?|mentioned|identif(?:y|ies|ied)|names?|named|describes?|described"
    r"|includes?|included|says?|said|notes?|noted|gives?|gave|shows?|showed)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"(?<!not )\b(missing|missed|wrong|incorrect)\b|\b(misses|omits?|omitted|lacks?|lacked|lacking|absent|against"
    r"|contradicts?|contradicted|incomplete|partly|only|instead|should|could|would|needs?|fails?|failed|left out"
    r"|leaves out|unmentioned|opposite)\b|(\b(not|never|neither|nor|nothing|cannot)\b|n't\b)(\W+\w+){0,2}?\W+"
    r"(cover|mention|say|said|stat|explain|nam|describ|giv|address|includ|reach|touch|right|correct|there|express|tell"
    r"|told|note|quite|true|clear|complete|on|about)",
    re.IGNORECASE,
)
_OF_THE_SOURCE = re.compile(r"\b(source|passage|reference|section|document)\b", re.IGNORECASE)


def explainable(interview: Interview, position: int) -> tuple[Turn, Graded]:
    """The turn of that position, from 0, and its grade. Raises InterviewerError where there is none to explain."""
    if not 0 <= position < len(interview.turns):
        raise InterviewerError(f"there is no question {position + 1}; {len(interview.turns)} were asked")
    turn = interview.turns[position]
    if not isinstance(turn.grade, Graded):
        raise InterviewerError(f"question {position + 1} has no verdicts to explain")
    return turn, turn.grade


def model_answer(turn: Turn) -> str:
    """The reference of a closed question. Raises QuestionOpen."""
    if turn.outcome is Outcome.OPEN:
        raise QuestionOpen("the question is still open; its model answer can be read once it is closed")
    return turn.question.reference


def explained(turn: Turn, grade: Graded) -> str:
    """The authored words on a grade; while the question is open, only on what was right."""
    return in_words(lesson(turn.question, grade, turn.outcome is not Outcome.OPEN))


def teach(interview: Interview, position: int, model: ChatModel, now: datetime) -> Taught:
    """The model's words on a grade, or the authored ones and why they stand in. Raises InterviewerError."""
    turn, grade = explainable(interview, position)
    closed = turn.outcome is not Outcome.OPEN
    taught = lesson(turn.question, grade, closed)
    task = _TASK if closed else _TASK_WHILE_OPEN
    try:
        text = "".join(model.stream(*compose(load_prompt("teaching"), task, _facts(turn, taught)))).strip()
    except ModelFailed as error:
        return Taught(now, position, explained(turn, grade), notice=str(error))
    wrong = fault(text, turn, grade, interview.turns)
    if wrong:
        return Taught(now, position, explained(turn, grade), notice=f"{wrong}; the authored words are used")
    return Taught(now, position, text, worded_by=model.name)


def fault(text: str, turn: Turn, grade: Graded, turns: Sequence[Turn]) -> str:
    """Why a model's words on this grade may not be shown; empty where they may. ``turns`` are the interview's."""
    if _MARKUP.search(text) or not words(text):
        return "the model did not answer in plain words"
    if len(words(text)) > MAX_WORDS:
        return "the model went on too long"
    if _PERSON.search(_ABOUT_THE_ANSWER.sub("", _QUOTED.sub("", text.replace("\u2019", "'")))):
        return "the model's words spoke of the person"
    if any(_reveals(text, other) for other in turns if other.outcome is Outcome.OPEN):
        return "the model's words gave an open question away"
    if _invents(text, turn, grade):
        return "the model's words quoted what was not said"
    if _praises_a_gap(text, turn.question, grade):
        return "the model's words praised a point that was not covered"
    return ""


def _facts(turn: Turn, taught: Lesson) -> dict[str, str]:
    """Of an open question only what was right: what a model does not have it cannot give away."""
    facts = {"question": turn.question.text, "right": _listed(taught.right)}
    if turn.outcome is not Outcome.OPEN:
        facts |= {
            "right only in part": _listed(taught.partial, source=True),
            "wrong": _listed(taught.wrong, source=True),
            "missing": _listed(taught.missing, source=True),
            "study": taught.study,
        }
    return {name: value for name, value in facts.items() if value}


def _listed(remarks: Iterable[Remark], source: bool = False) -> str:
    lines = []
    for remark in remarks:
        quoted = f" The answer says: {said(remark.verdict)}." if remark.verdict.evidence else ""
        told = f" {remark.why or f'The source says: {remark.verdict.passage.text}'}" if source else ""
        lines.append(f"{remark.name}.{quoted}{told}")
    return "\n".join(lines)


def _reveals(text: str, turn: Turn) -> bool:
    """Whether a long run of words is from a passage of the open question that was not hit."""
    verdicts = turn.grade.verdicts if isinstance(turn.grade, Graded) else ()
    hit = {verdict.key_point for verdict in verdicts if verdict.verdict is Verdict.HIT}
    told = f" {' '.join(words(text))} "
    for position, point in enumerate(turn.question.key_points):
        passage = words(turn.question.passage(point))
        length = min(REVEALING_RUN, len(passage))
        runs = (" ".join(passage[start : start + length]) for start in range(len(passage) - length + 1))
        if position not in hit and length >= 3 and any(f" {run} " in told for run in runs):
            return True
    return False


def _invents(text: str, turn: Turn, grade: Graded) -> bool:
    """Whether it puts words between quotation marks that stand nowhere: three or more."""
    known = [turn.answer, turn.question.reference, turn.question.text]
    known += [v.evidence.text for v in grade.verdicts if v.evidence]
    known += [wrong.text for wrong in turn.question.misconceptions]
    whole = " \n ".join(f" {' '.join(words(part))} " for part in known)
    quotes = [words(quote) for quote in _QUOTED.findall(text)]
    return any(len(quote) >= 3 and f" {' '.join(quote)} " not in whole for quote in quotes)


def _praises_a_gap(text: str, question: Question, grade: Graded) -> bool:
    gaps = [v.key_point for v in grade.verdicts if v.verdict in (Verdict.MISSED, Verdict.CONTRADICTED)]
    if not gaps:
        return False
    others = [point for position, point in enumerate(question.key_points) if position not in gaps]
    marks = [_marks(question.key_points[position], question, others) for position in gaps]
    for sentence in _SENTENCE_END.split(text):
        if _WHOLE.search(sentence) and not _DENIES.search(_WHOLE.sub("", sentence)):
            return True
        for told in _credited(sentence):
            if not others or any(_on(told, label, claim) for label, claim in marks):
                return True
    return False


def _credited(sentence: str) -> Iterator[str]:
    """What a sentence says to be right, or to be in the answer: from the word that says so up to a denial."""
    of_the_source = bool(_OF_THE_SOURCE.search(sentence))
    told = ""
    for part in _PART_END.split(sentence):
        if _DENIES.search(part):
            told = ""
        elif told or _PRAISES.search(part) or (not of_the_source and _CREDITS.search(part)):
            told = f"{told} {part}"
            yield told


def _marks(point: KeyPoint, question: Question, others: Sequence[KeyPoint]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell this point from the question and from the points that were covered: label and claim."""
    common = terms(question.text).union(*(terms(f"{other.label} {other.text}") for other in others))
    return terms(point.label) - common, terms(point.text) - common


def _on(part: str, label: frozenset[str], claim: frozenset[str]) -> bool:
    spoken = terms(part)
    return bool(label and label <= spoken) or len(claim & spoken) >= min(2, max(len(claim), 1))
