"""The shapes that questions, answers and list items take in running text, whatever the format."""

import re

_ASKING = re.compile(
    r"(what|why|how|when|where|which|who|is|are|does|do|can|could|should|would|will|name|in what|under what)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"(explain|describe|compare|contrast|discuss|define|outline|derive|list|state|give|differentiate|distinguish|illustrate"
    r"|summari[sz]e|show|prove|tell me|walk me through|talk about|elaborate)\s+\w+",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(r"(?:Q(?:uestion)?\s*\d*|\d{1,3})\s*[:.)]\s*(?=\S)", re.IGNORECASE)
_SPELT_QUESTION = re.compile(r"Q(?:uestion)?\s*\d*\s*[:.)]\s*(?=\S)", re.IGNORECASE)
_SPELT_ANSWER = re.compile(r"A(?:ns(?:wer)?)?\s*\d*\s*[:.)]\s+(?=\S)")
MAX_WORDS = 40


def asks(text: str) -> bool:
    """Whether a line, taken by itself, is a question or tells to explain something."""
    words = text.split()
    if not 2 <= len(words) <= MAX_WORDS:
        return False
    if text.rstrip().endswith("?"):
        return True
    return bool(_TELLING.match(text)) and not text.rstrip().endswith((":", ";", ","))


def opens_like_a_question(text: str) -> bool:
    return bool(_ASKING.match(text) or _TELLING.match(text))


def spelt_question(text: str) -> str | None:
    """What follows 'Q:', 'Q3.' or 'Question 3:'; None where nothing of the kind opens the text."""
    match = _SPELT_QUESTION.match(text)
    return text[match.end() :].strip() if match else None


def spelt_answer(text: str) -> str | None:
    """What follows 'A:' or 'Answer:'; None where nothing of the kind opens the text."""
    match = _SPELT_ANSWER.match(text)
    return text[match.end() :].strip() if match else None


def without_number(text: str) -> str:
    """A question without the 'Q3.' or '3)' before it."""
    match = _QUESTION_MARK.match(text)
    return text[match.end() :].strip() if match else text.strip()
