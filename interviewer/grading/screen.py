"""What is decided before any grader looks: answers that say nothing, copies, and answers that it could not read."""

import re
from dataclasses import dataclass

from interviewer.grade import Unscorable
from interviewer.grading.code import formulaic, only_code
from interviewer.grading.emptiness import emptiness
from interviewer.grading.evidence import Cleaned, clauses, cleaned, words
from interviewer.grading.language import MOST_FROM, PART_FROM, Foreign, foreign
from interviewer.grading.openers import announces_only
from knowledge.question import Question

MAX_CHARACTERS = 20_000
REFERENCE_RUN = 12
ADDRESSES = "addresses the grader"
_INJECTION = re.compile(
    r"(ignore|disregard|forget|override) (all |the |any |your |every )*(previous |above |prior |earlier |other )*"
    r"(instruction|rubric|prompt|criteri|grading)"
    r"|\b(full|perfect|top) (marks?|grades?|credit)\b|\bperfect score\b|\bget the (top|best|highest) (score|mark|grade)"
    r"|\b10 (out of|/) ?10\b|\btest mode\b|give (me|this answer|it) (a |an |the )?(score|10|100|full|pass|hit)"
    r"|<\|\w+\|>|\[/?inst\]|</?(answer|verdict|score)>"
    r"|\[ ?(end|begin)[ _](data|answer)|^#+ ?(human|system|assistant|user) ?:|^(system|assistant) ?:"
    r"|\b(print|reveal|show|repeat|output) [^.\n]{0,30}\b(system prompt|rubric|reference answer)"
    r"|you are (now )?(a|an|the|in) (grader|assistant|judge|test)|\b(dear|note (for|to) the) (grader|judge|examiner)"
    r"|\b(score|grade|rating|verdict)\"?\s*:\s*\W{0,3}(\d|[a-f]\b|hit\b|correct\b|pass)|\bfinal (score|grade) ?[:=]"
    r"|\[result\]|\bband: ?(strong|solid)\b"
    r"|\bkey points?\W{1,3}hit\b|key points [^.\n]{0,40}(checked|covered)\b|\b(decode|decrypt) this\b"
    r"|ignorier\w* (alle|die) |\bvolle punktzahl|ignora (la|las|todas) |puntuaci\u00f3n m\u00e1xima"
    r"|ignorez (les|toutes) |\u6ee1\u5206|\u5ffd\u7565|\u6e80\u70b9|\u7121\u8996"
    r"|\u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\u0439",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Unread:
    """Why only a language model could read an answer, and what the candidate can do instead."""

    reason: Unscorable
    detail: str


@dataclass(frozen=True)
class Screening:
    """
    ``empty`` says why an answer has no content to grade, or is blank; ``flags`` are for a person to look at.

    ``unread`` is None for an answer that every grader can read.
    """

    empty: str = ""
    too_long: str = ""
    unread: Unread | None = None
    flags: tuple[str, ...] = ()


def readable(answer: str) -> Cleaned:
    """The answer as graders see it; of one that is too long nothing, since nobody will read it."""
    return Cleaned("", ()) if len(answer) > MAX_CHARACTERS else cleaned(answer)


def screen(question: Question, answer: str, clean: Cleaned) -> Screening:
    """What can be told of an answer without grading it."""
    if len(answer) > MAX_CHARACTERS:
        return Screening(too_long=f"{len(answer):,} characters; at most {MAX_CHARACTERS:,} can be graded")
    text = clean.text
    spoken = foreign(text)
    unread = None if announces_only(text) else _unread(question, text, spoken)
    if unread:
        return Screening(unread=unread, flags=(unread.detail.partition(";")[0], *_flags(question, text)))
    partly = (f"partly in {spoken.language}",) if spoken.share >= PART_FROM else ()
    return Screening(empty=emptiness(question, text), flags=(*partly, *_flags(question, text)))


def _unread(question: Question, text: str, spoken: Foreign) -> Unread | None:
    if spoken.share >= MOST_FROM:
        return Unread(Unscorable.OTHER_LANGUAGE, f"the answer is in {spoken.language}; say it in English")
    if only_code(text) and not any(formulaic(point.text) for point in question.key_points):
        return Unread(Unscorable.CODE, "the answer is code or a formula; say in words what it does")
    return None


def addressed(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the clauses that speak to the grader."""
    spoken = [match.span() for match in _INJECTION.finditer(text)]
    return tuple(
        (start, end) for start, end in clauses(text) if any(start < last and first < end for first, last in spoken)
    )


def _flags(question: Question, text: str) -> tuple[str, ...]:
    flags = []
    if _INJECTION.search(text):
        flags.append(ADDRESSES)
    reference = " ".join(words(question.reference))
    said = words(text)
    runs = (" ".join(said[i : i + REFERENCE_RUN]) for i in range(max(len(said) - REFERENCE_RUN + 1, 0)))
    if any(run in reference for run in runs):
        flags.append("repeats the reference word for word")
    return tuple(flags)
