"""Whether an answer is code or formulas and no words: nothing that a grader of sentences could read. Pure."""

import re
from collections.abc import Iterator
from itertools import groupby

from interviewer.grading.function_words import ENGLISH

ENOUGH_PROSE = 5
CALCULATED_SHARE = 0.3
_KEYWORD_WORDS = 3
_PHRASE = 3
_COMMENT = re.compile(
    r"/\*((?:(?!/\*).)*?)\*/|(?:^|(?<=\s))#(?!include|define|ifdef|pragma)([^\n]*)|(?<!:)//([^\n]*)",
    re.MULTILINE | re.DOTALL,
)
_KEYWORD = re.compile(
    r"import [\w.]+( as \w+)?(, [\w.]+( as \w+)?)*$|from [\w.]+ import |def \w+ ?\(|class \w+ ?[:(]|return\b"
    r"|(for|while|if|elif|with|except|switch)\b.*[:{]$|(else|try|finally|do) ?[:{]|@\w+|#(include|define|pragma)\b"
    r"|(pass|break|continue|end|endif)$|(public|private|static|const|let|var|void|int|float|double|auto) [^.]*[=;({]"
)
# An assignment, a power, a LaTeX command, a call or a subscript, a bracket after an operator, or a statement's end.
_FORMULA = re.compile(r"[=^\u2190\u2211\u222b]|<-\s|\\[a-zA-Z]+|\w\((?!s\)|es\))|\w\[|[-+*/]\(|[;{]$|^\$")
_PLAIN = re.compile(r"[\"'(]?[A-Za-z][a-z'-]+[.,;:!?)\"']*")
_SAID = ENGLISH - set("for from with while if not and or in is as at by on then".split())
_FENCE = "```"


def only_code(text: str) -> bool:
    """
    Whether hardly a word of prose stands among lines of code or formulas; comments are prose, pseudo-code in words too.

    A formula within a sentence is part of the sentence, and a calculation with numbers is no code.
    """
    lines = [line.strip() for line in _COMMENT.sub(" ", text).splitlines()]
    lines = [line for line in lines if any(map(str.isalnum, line)) and not line.startswith(_FENCE)]
    code = [line for line in lines if _is_code(line)]
    prose = sum(_plain_words(line) for line in (*lines, *_comments(text)) if line not in code)
    return bool(code) and prose < min(len(code), ENOUGH_PROSE)


def formulaic(text: str) -> bool:
    """Whether a formula or code stands in a text."""
    return bool(_FORMULA.search(text))


def _is_code(line: str) -> bool:
    pieces = line.split()
    plain = _plain_words(line)
    if _KEYWORD.match(line) and plain <= _KEYWORD_WORDS:
        return True
    if not _FORMULA.search(line) or 2 * plain >= len(pieces) or _calculated(line):
        return False
    longest = max((len(list(run)) for in_words, run in groupby(pieces, _in_words) if in_words), default=0)
    return longest < _PHRASE and not _SAID.intersection(piece.lower().strip(".,:;") for piece in pieces)


def _calculated(line: str) -> bool:
    """Whether much of it is numbers."""
    signs = [sign for sign in line if sign.isalnum()]
    return sum(map(str.isdigit, signs)) >= CALCULATED_SHARE * len(signs)


def _is_plain(piece: str) -> bool:
    return bool(_PLAIN.fullmatch(piece))


def _in_words(piece: str) -> bool:
    return _is_plain(piece) or (len(piece) == 1 and piece.isalpha())


def _plain_words(text: str) -> int:
    return sum(map(_is_plain, text.split()))


def _comments(text: str) -> Iterator[str]:
    for match in _COMMENT.finditer(text):
        yield next(part for part in match.groups() if part is not None)
