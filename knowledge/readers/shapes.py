"""The shapes that questions, answers and list items take in running text, whatever the format."""

import re

_TELLING_VERBS = (
    "explain|describe|compare|contrast|discuss|define|outline|derive|list|state|give|differentiate|distinguish|illustrate"
    "|summari[sz]e|show|prove|tell me|walk me through|talk about|elaborate"
)
_TELLING = re.compile(rf"(?:{_TELLING_VERBS})\s+\w+", re.IGNORECASE)
_TELLING_WHEN_MARKED = re.compile(
    rf"(?:{_TELLING_VERBS}|name|mention|enumerate|sketch|justify|interpret)\s+\w+", re.IGNORECASE
)
# A question by the order of its words, though its question mark is missing.
_INVERTED = re.compile(
    r"(what|why|how|when|where|which|who)\s+(is|are|was|were|do|does|did|can|could|should|would|will|has|have)\s+\w",
    re.IGNORECASE,
)
_MARK_WORD = r"(?:Q(?:uestion|uest|ues|ue|n)?|Front(?=:))"
_SPELT_QUESTION = re.compile(
    rf"(?-i:[\[(]?Q(?:uestion)?\.?\s*\d{{1,3}}(?:\.\d{{1,3}})*[\])]?\s+(?=[A-Z]))|[\[(]?{_MARK_WORD}\.?\s*(?:\#\s*)?(?:\d{{1,3}}(?:\.\d{{1,3}})*)?\s*[\])]?\s*(?:[:.)\]|]|[-\u2013\u2014](?=\s))\s*(?=\S)"
    r"|\u2753\s*(?=\S)",
    re.IGNORECASE,
)
_ASKED_BY = re.compile(r"(?:interviewer|student|learner|user|host)\s*:\s*(?=\S)", re.IGNORECASE)
_ANSWERED_IN_LINE = re.compile(r"\s+(?:A|Ans|Answer)\s*:\s+(?=\S)")
_ASKED_IN_LINE = re.compile(r"\?\s+(?=[A-Z\"'(`$*\u201c\\])")
_SPELT_ANSWER = re.compile(
    r"(?-i:[\[(]?A)\s*\d*\s*[\])]?\s*[:.)\]]\s+(?=\S)"
    r"|[\[(]?(?:(?:(?:model|sample|suggested|possible|proposed|short|expected|good|reference)\s+)?ans(?:wer)?"
    r"|(?:candidate|interviewee|teacher|tutor|instructor|professor|expert|back|explanation|rationale)(?=:))\s*\d*\s*[\])]?\s*(?:[:.)\]]|[-\u2013\u2014](?=\s))\s+(?=\S)",
    re.IGNORECASE,
)
_LONE_QUESTION_MARK = re.compile(rf"[\[(]?{_MARK_WORD}\.?\s*(?:\#\s*)?\d{{0,3}}[\])]?\s*[:.)-]?", re.IGNORECASE)
_LONE_ANSWER_MARK = re.compile(
    r"[\[(]?(?:a|(?:(?:model|sample|suggested|possible|proposed|short|expected|good|reference)\s+)?ans(?:wers?)?|solutions?)"
    r"\s*\d{0,3}[\])]?\s*[:.)-]?|what (?:a|to) .{0,20}(?:answers?|expect|look for|listen for).{0,20}"
    r"|(?:talking|expected|key|answer) points:?|(?:expected|good|strong) answers? (?:contains?|includes?|mentions?):?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\(?\d{1,3}(?:\.\d{1,3})*\s*[:)]\s*|\d{1,3}(?:\.\d{1,3})*\.\s*(?=[^\W\d])|\d{1,3}(?:\.\d{1,3})+\s+"
    r"|\d{1,3}\s+[-\u2013\u2014]\s+|[IVX]{1,5}\.\s+(?=[A-Z])|[A-E]\d{1,2}(?:\.\d{1,2})*[.)]\s+)(?=\S)"
)
_TRAILING = re.compile(r"[\s*_\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+$")
_TURNING = re.compile(
    r"(so|but|or|then|now|okay|well|why not|sounds)\b"
    r"|(why|how|what|when|where|who)\s+(is|are|was|were|do|does|did|can|could|should|would)\s+(it|this|that|they|these|we)"
    r"\b(?:\s+\w+){0,3}\s*\?",
    re.IGNORECASE,
)
MAX_WORDS = 40
BOLD_TITLE_LEVEL = 7  # a line that is only bold: below any heading
TERM_LEVEL = 8  # a term that is defined
INVERTED_WORDS = 15
TOLD_WORDS = 20
LEAST_ANSWER = 3
QUESTION_LENGTH = 400


def asks(text: str) -> bool:
    """Whether a line, taken by itself, is a question or tells to explain something."""
    words = text.split()
    if not 2 <= len(words) <= MAX_WORDS:
        return False
    closing = _TRAILING.sub("", text)
    if closing.endswith("?") or re.search(r"\?\s*\([^()\d]{1,60}\)$", closing):
        return True
    if _TELLING.match(text) and not closing.endswith((":", ";", ",")):
        return True
    return len(words) <= INVERTED_WORDS and bool(_INVERTED.match(text)) and closing[-1:].isalnum()


def asks_when_marked(text: str) -> bool:
    """As ``asks``, for a line that a number or sign already sets apart: 'Name three ways', 'Sketch the cell'."""
    if len(text.split()) > TOLD_WORDS or text.rstrip().endswith((":", ";", ",")):
        return asks(text)
    return asks(text) or bool(_TELLING_WHEN_MARKED.match(text))


def turns(text: str) -> bool:
    """Whether a question carries on a text rather than open one: 'But does the order matter?', 'Why is that?'"""
    return bool(_TURNING.match(text))


def spelt_question(text: str) -> str | None:
    """What follows 'Q:', 'Q3.', 'Question 3 -' or 'Interviewer:'; None where nothing of the kind opens the text."""
    match = _SPELT_QUESTION.match(text)
    if match:
        return text[match.end() :].strip()
    by = _ASKED_BY.match(text)
    return text[by.end() :].strip() if by and asks(text[by.end() :]) else None


def asked_and_answered(text: str) -> tuple[str, str] | None:
    """A marked question and the answer that goes on in its line: 'Q: What is stride? A: A step.'; None without."""
    marked = _ANSWERED_IN_LINE.search(text)
    if marked and len(text[: marked.start()].split()) <= MAX_WORDS:
        return text[: marked.start()].strip(), text[marked.end() :].strip()
    for match in _ASKED_IN_LINE.finditer(text[:QUESTION_LENGTH]):
        asked, rest = text[: match.start() + 1], text[match.end() :]
        answers = "?" not in rest and not asks(rest) and not turns(rest) and len(rest.split()) >= LEAST_ANSWER
        if asks(without_number(asked)) and answers:
            return asked.strip(), rest.strip()
    return None


def spelt_answer(text: str) -> str | None:
    """What follows 'A:', 'Answer:' or 'Candidate:'; None where nothing of the kind opens the text."""
    match = _SPELT_ANSWER.match(text)
    return text[match.end() :].strip() if match else None


def is_question_mark(text: str) -> bool:
    """Whether a line is only the mark of a question that follows: 'Question 3'."""
    return bool(_LONE_QUESTION_MARK.fullmatch(text.strip()))


def is_answer_mark(text: str) -> bool:
    """Whether a line is only the mark of an answer that follows: 'Answer:'."""
    return bool(_LONE_ANSWER_MARK.fullmatch(text.strip()))


def without_number(text: str) -> str:
    """A question or heading without the 'Q3.', '3)' or '3.2' before it."""
    stripped = text.strip()
    spelt = spelt_question(stripped)
    if spelt is not None:
        return spelt
    match = _NUMBER.match(stripped)
    return stripped[match.end() :].strip() if match else stripped
