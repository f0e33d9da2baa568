"""Long lists of phrases as one pattern, written to be read: two blanks or a new line between the phrases."""

import re


def any_of(phrases: str, *, before: str = "", behind: str = "") -> re.Pattern[str]:
    """Matches any of the phrases, each a regular expression, in capitals or not, with the patterns around them."""
    alternatives = "|".join(phrase for phrase in re.split(r"\s{2,}", phrases) if phrase)
    return re.compile(f"{before}(?:{alternatives}){behind}", re.IGNORECASE)
