"""Quotes that a model gives, looked up in the answer: what does not stand there was never said."""

import re
import unicodedata

from interviewer.grade import Quote
from interviewer.grading.evidence import Cleaned, cleaned, negated, terms
from interviewer.grading.screen import addressed
from knowledge.question import Question

# Words of other languages, whatever their letters; some of them are written without a space between words.
_OTHER_WORD = re.compile(r"[^\W\d_a-z]{2,}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# Models write these marks plain where the answer has them curled or long.
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")


class Quotable:
    """
    An answer in which quotes are found, whatever their case, width, spacing and form of quotation marks.

    What it says to the grader, and the words of the question, are no evidence of anything.
    """

    def __init__(self, question: Question, answer: str, clean: Cleaned) -> None:
        self._answer = answer
        self._clean = clean
        self._folded, self._origin = folded(clean.text)
        self._asked = terms(question.text)
        self._denied = negated(question.text)
        spoken = bytearray(len(clean.text))
        for start, end in addressed(clean.text):
            spoken[start:end] = b"\x01" * (end - start)
        self._to_grader = bytes(spoken)

    def find(self, quote: str) -> Quote | None:
        """The exact words of the answer that the quote repeats, whole words with content of their own; else None."""
        wanted = folded(cleaned(quote).text)[0].strip()
        place = self._folded.find(wanted) if wanted else -1
        while place >= 0:
            end = place + len(wanted)
            first, last = self._origin[place], self._origin[end - 1] + 1
            if whole_words(self._folded, place, end) and self._says_something(first, last):
                return self._clean.quote(self._answer, first, last)
            place = self._folded.find(wanted, place + 1)
        return None

    def _says_something(self, first: int, last: int) -> bool:
        own = "".join(self._clean.text[place] for place in range(first, last) if not self._to_grader[place])
        content = terms(own) | frozenset(_OTHER_WORD.findall(own.casefold()))
        return bool(content) and (bool(content - self._asked) or negated(own) != self._denied)


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether neither end of the range stands within a word."""
    begun = start > 0 and _joined(text[start - 1], text[start])
    cut = end < len(text) and _joined(text[end - 1], text[end])
    return not (begun or cut)


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters are of one word."""
    return left.isalnum() and right.isalnum() and not (_UNSPACED.match(left) or _UNSPACED.match(right))


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as quotes are compared, and for each of its characters the place in ``text`` that it comes from."""
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text.translate(_PLAIN)):
        for letter in unicodedata.normalize("NFKD", character).casefold():
            shown = " " if letter.isspace() else letter
            if shown != " " or (characters and characters[-1] != " "):
                characters.append(shown)
                origin.append(place)
    return "".join(characters), tuple(origin)
