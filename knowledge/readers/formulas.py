"""Displayed formulas: runs of lines that belong together though blank lines may stand in them."""

import re
from collections.abc import Sequence

_ENVIRONMENT = re.compile(r"\\begin\{((?:equation|align|gather|multline|eqnarray|displaymath)\*?)\}")
_EQUALS = re.compile(r"\S\s*(?::?=|\u2248|\u221d|\u2264|\u2265|<=|>=|<-|~)\s*\S")
MOST_LINES = 40
LONGEST_EQUATION = 120
MOST_WORDS = 3


def formula_at(lines: Sequence[str], first: int) -> int:
    """
    The number behind the last line of the formula that opens on the line ``first``; ``first`` where none does.

    A formula opens with $$, \\[ or \\begin{equation} and its kin, and closes within MOST_LINES lines: else it is text.
    """
    opening = lines[first].strip()
    closing = _closing(opening)
    if not closing:
        return first
    for number in range(first, min(first + MOST_LINES, len(lines))):
        line = lines[number].strip()
        inside = line[len(closing) :] if number == first else line
        if closing in inside:
            ended = inside.partition(closing)[2].strip().strip(".,;")
            return number + 1 if not ended or ended.startswith("\\") else first
    return first


def is_equation(line: str) -> bool:
    """Whether a line of plain text is an equation: 'V(s) = E[r + c V(s')]', and no sentence with a sign in it."""
    if len(line) > LONGEST_EQUATION or not _EQUALS.search(line):
        return False
    words = re.findall(r"[A-Za-z]{4,}", line)
    return len(words) <= MOST_WORDS and len("".join(words)) * 2 < len(re.sub(r"\s", "", line))


def is_formula(text: str) -> bool:
    """Whether a text is one displayed formula and nothing else."""
    lines = text.strip().split("\n")
    return formula_at(lines, 0) == len(lines)


def _closing(opening: str) -> str:
    if opening.startswith("$$"):
        return "$$"
    if opening.startswith("\\["):
        return "\\]"
    environment = _ENVIRONMENT.match(opening)
    return f"\\end{{{environment[1]}}}" if environment else ""
