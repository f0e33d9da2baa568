"""What is decided before any grader looks: answers that say nothing, copies, and answers too long to grade."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.evidence import Cleaned, clauses, terms, words
from knowledge.question import Question

MAX_CHARACTERS = 20_000
COPIED_SHARE = 0.9
LISTED_PIECES = 12
LISTED_WORDS = 1.6
REFERENCE_RUN = 12
ADDRESSES = "addresses the grader"
_TALK = "question ask asked following follow want know answer say said tell explain describe give"
_PROMISE = re.compile(
    r"\b(the|this|my|our) (answer|response|reply|text)\b[^:]{0,60}?"
    r"\b(explain|mention|justif|cover|describ|discuss|address|includ|touch|deal|treat)\w*[^:]*$",
    re.IGNORECASE,
)
_PROMISED_ALSO = re.compile(r"\bit also \w+s\b|\b(each|every) point is\b", re.IGNORECASE)
_PIECE = re.compile(r"[,;|/\n]+")
_VOWEL = re.compile(r"[aeiouy]")
_INJECTION = re.compile(
    r"ignore (all |the |any )*(previous |above |prior )*(instruction|rubric|prompt)|full marks"
    r"|give (me|this answer) (a |an )?(score|10|100|full)|system prompt|<\|im_(start|end)\|>|\[/?inst\]"
    r"|you are (now )?(a|an|the) (grader|assistant|judge)"
    r"|\bscore\W{1,4}\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Screening:
    """``empty`` says why an answer has no content to grade, or is blank; ``flags`` are for a person to look at."""

    empty: str = ""
    too_long: str = ""
    flags: tuple[str, ...] = ()


def screen(question: Question, answer: str, clean: Cleaned) -> Screening:
    """What can be told of an answer without grading it."""
    if len(answer) > MAX_CHARACTERS:
        return Screening(too_long=f"{len(answer):,} characters; at most {MAX_CHARACTERS:,} can be graded")
    return Screening(empty=_emptiness(question, clean.text), flags=_flags(question, clean.text))


def addressed(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the clauses that speak to the grader."""
    spoken = [match.span() for match in _INJECTION.finditer(text)]
    return tuple(
        (start, end) for start, end in clauses(text) if any(start < last and first < end for first, last in spoken)
    )


def _emptiness(question: Question, text: str) -> str:
    said = words(text)
    if not said:
        return "the answer is empty"
    meant = terms(text)
    if len(said) == 1:
        return "one word is not an answer"
    if not meant:
        return "the answer says nothing about the subject"
    if _gibberish(said):
        return "the answer is not readable text"
    if _repeats(meant, terms(f"{question.text} {question.rephrasing}")):
        return "the answer repeats the question"
    if _only_words(text):
        return "the answer lists words and claims nothing"
    if _promises([text[start:end] for start, end in clauses(text)]):
        return "the answer says what it covers, and not what holds"
    return ""


def _repeats(meant: frozenset[str], given: frozenset[str]) -> bool:
    """Whether all but a few content words are the question's, in either of its wordings."""
    return len(meant - given - terms(_TALK)) <= (1 - COPIED_SHARE) * len(meant)


def _only_words(text: str) -> bool:
    """Whether the text is many pieces of hardly more than one word each: no claim can be made so."""
    pieces = [len(words(piece)) for piece in _PIECE.split(text) if words(piece)]
    return len(pieces) >= LISTED_PIECES and sum(pieces) <= LISTED_WORDS * len(pieces)


def _promises(said: Sequence[str]) -> bool:
    """Whether every clause speaks of what the answer treats, and none of the subject."""
    return bool(said and _PROMISE.search(said[0])) and all(
        _PROMISE.search(clause) or _PROMISED_ALSO.search(clause) for clause in said
    )


def _gibberish(said: list[str]) -> bool:
    """Most words look like none of any language: no vowel, five consonants in a row, or one letter thrice."""
    letters = [word for word in said if word.isalpha() and len(word) > 3]
    if len(letters) < 2:
        return not any(word.isalpha() and len(word) > 1 for word in said) and len(said) < 4
    odd = [
        word
        for word in letters
        if not _VOWEL.search(word) or re.search(r"[^aeiouy]{5}|(.)\1\1|^[asdfghjkl]{5,}$", word)
    ]
    return len(odd) > len(letters) / 2


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
