"""Answers that say nothing: blank, unreadable, the question again, or a promise of what an answer would say. Pure."""

import re
from collections.abc import Sequence

from interviewer.grading.evidence import clauses, negated, terms, words
from interviewer.grading.function_words import ENGLISH
from interviewer.grading.gibberish import gibberish
from interviewer.grading.openers import announces_only
from knowledge.question import Question

COPIED_SHARE = 0.9
WHOLE_SHARE = 0.5
LISTED_PIECES = 12
LISTED_WORDS = 1.6
UNBOUND, RUN, BINDING_SHARE = 12, 5, 0.05
UNBOUND_LONG, SMALL = 25, 4
_TALK = """
    question ask asked following follow want know answer say said tell explain describe give good great think
"""
_PROMISE = re.compile(
    r"\b(the|this|my|our) (answer|response|reply|text)\b[^:]{0,60}?"
    r"\b(explain|mention|justif|cover|describ|discuss|address|includ|touch|deal|treat)\w*[^:]*$",
    re.IGNORECASE,
)
_PROMISED_ALSO = re.compile(r"\bit also \w+s\b|\b(each|every) point is\b", re.IGNORECASE)
_TREATS = re.compile(
    r"\b(explain|mention|justif|discuss|describ|address|defin|demonstrat|outlin)\w*|\bunderstanding of\b"
    r"|\bkey points?\b|\brubric\b|\b(i|we|answer|response)( also| fully)? covers?\b",
    re.IGNORECASE,
)
_TREATMENT = """
    answer response reply text candidate student explain explained mention justify justified justification cover
    discuss describe address include define definition state show demonstrate treat deal touch give provide full fully
    complete completely correct correctly clear clearly thorough thoroughly understanding knowledge detail detailed
    reason reasoning key point rubric criterion criteria mark first second third finally next last part aspect topic
    subject concept question good excellent strong well discussion explanation description identify outline present
    consider all every in-depth accurate accurately relevant important example proper properly deep deeply great solid
    sound here namely follow treatment summary depth length turn list item expect expected required requirement grade
    grader expert ability able brief briefly main above below following respectively and/or
"""
_UNKNOWING = re.compile(
    r"\b(don't|do not|dont|didn't|cannot|can't|cant|couldn't|never|not|no|forgot|forgotten|beyond|rather"
    r"|sorry|pass|skip|need to)\b",
    re.IGNORECASE,
)
_KNOWING = re.compile(
    r"\b(know|knowledge|idea|clue|remember|recall|forgot|forgotten|sure|learn|learned|studied|heard|understand|look"
    r"|guess|pass|skip|move on|answer|response)\b",
    re.IGNORECASE,
)
_ADMISSION = """
    know idea clue remember recall forget forgot forgotten answer response sorry sure unsure learn learned studied
    study hear heard look guess pass skip move next question work worked read beyond knowledge honest honestly
    completely really sadly unfortunately afraid come mind blank topic need rather able tell say ago familiar never
    please yet understand exactly right now i'd i'm i've i'll it's that's
"""
_LISTED = re.compile(r"[,;|/\n]+|\b(?:and|or)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.,;:|/()=\n]+|\b(?:and|or)\b|\s[-\u2013>]+\s", re.IGNORECASE)


def emptiness(question: Question, text: str) -> str:
    """Why a cleaned answer has no content to grade; empty where it has some."""
    if announces_only(text):
        return "the answer announces an answer and gives none"
    said = words(text)
    if not said:
        return "the answer is empty"
    meant = terms(text)
    if not meant:
        return "one word is not an answer" if len(said) == 1 else "the answer says nothing about the subject"
    if gibberish(said):
        return "the answer is not readable text"
    return _hollow(question, text, meant)


def _hollow(question: Question, text: str, meant: frozenset[str]) -> str:
    """Why readable words claim nothing."""
    asked = terms(f"{question.text} {question.rephrasing}")
    if _UNKNOWING.search(text) and _KNOWING.search(text) and meant <= asked | terms(_ADMISSION):
        return "the answer says that it is not known"
    if _copies(question, text, meant):
        return "the answer repeats the question"
    if _only_words(text):
        return "the answer lists words and claims nothing"
    labels = terms(" ".join(point.label for point in question.key_points))
    parroted = _TREATS.search(text) and _repeats(meant, asked | labels | terms(_TREATMENT))
    if parroted or _promises([text[start:end] for start, end in clauses(text)]):
        return "the answer says what it covers, and not what holds"
    return ""


def _copies(question: Question, text: str, meant: frozenset[str]) -> bool:
    """
    Whether it says what the question says and nothing else, not even its denial.

    A few of the question's words may be the right choice among those that it gives; a single one is none.
    """
    wordings = [terms(wording) for wording in (question.text, question.rephrasing)]
    if not _repeats(meant, frozenset().union(*wordings, terms(_TALK))) or negated(text) != negated(question.text):
        return False
    return len(meant) == 1 or any(len(asked & meant) >= WHOLE_SHARE * len(asked) for asked in wordings if asked)


def _repeats(meant: frozenset[str], given: frozenset[str]) -> bool:
    """Whether all but a few of the content words are given ones."""
    return len(meant - given) <= (1 - COPIED_SHARE) * len(meant)


def _only_words(text: str) -> bool:
    """
    Whether the text is words without a sentence, in which no claim can be made.

    That is: many pieces of hardly more than one word each, or a long run of words without the small ones that bind.
    """
    pieces = [said for piece in _LISTED.split(text) if (said := words(piece))]
    count = sum(map(len, pieces))
    named = [piece for piece in pieces if piece[0].isalpha()]
    if len(named) >= LISTED_PIECES and count <= LISTED_WORDS * len(named):
        return True
    said = [word for word in words(text) if word not in {"and", "or"}]
    if len(said) >= UNBOUND_LONG and all(len(word) >= SMALL for word in said):
        return True
    runs = sum(bool(words(part)) for part in _BREAK.split(text))
    return len(said) >= max(UNBOUND, RUN * runs) and sum(map(ENGLISH.__contains__, said)) <= BINDING_SHARE * len(said)


def _promises(said: Sequence[str]) -> bool:
    """Whether every clause speaks of what the answer treats, and none of the subject."""
    return bool(said and _PROMISE.search(said[0])) and all(
        _PROMISE.search(clause) or _PROMISED_ALSO.search(clause) for clause in said
    )
