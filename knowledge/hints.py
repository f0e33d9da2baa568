"""Hints for a question whose document has none: from a nudge to nearly one point, never a whole one."""

import re
from collections.abc import Sequence

from knowledge.question import KeyPoint

_CONTENT_WORD = re.compile(r"[A-Za-z][A-Za-z-]{4,}")
BLANK = "____"
BLANKED_SHARE = 0.5


def hints_for(key_points: Sequence[KeyPoint]) -> tuple[str, str, str]:
    """Three tiers: how many points there are, what they are about, and one of them with its content words blanked."""
    count = len(key_points)
    points = "one point" if count == 1 else f"{count} points"
    labels = [point.label for point in key_points if point.label]
    heaviest = max(key_points, key=lambda point: (point.weight, -point.start))
    first = f"The reference makes {points} here. Say what it is, how it works and why it matters."
    if labels:
        second = f"It speaks of: {', '.join(labels[:4])}."
    else:
        second = f"One point begins like this: \u201c{_opening(heaviest.text)}\u2026\u201d"
    return first, second, f"Fill in the blanks: \u201c{blanked(heaviest.text)}\u201d"


def blanked(text: str) -> str:
    """The text without the later half of its content words: the first name the subject, the rest is the claim."""
    words = list(_CONTENT_WORD.finditer(text))
    removed = words[len(words) - max(1, round(len(words) * BLANKED_SHARE)) :] if words else []
    for match in reversed(removed):
        text = text[: match.start()] + BLANK + text[match.end() :]
    return text


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[: min(3, max(1, len(words) // 3))])
