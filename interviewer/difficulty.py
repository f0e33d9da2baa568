"""The level of the next question."""

from collections.abc import Sequence

from knowledge.question import Level

_LEVELS = list(Level)
UP_FROM = 0.75
DOWN_FROM = 0.4


def next_level(fixed: Level | None, asked: Sequence[tuple[Level, float | None]]) -> Level:
    """
    The agreed level, or else one step up after a score of 0.75 or more and one down after 0.4 or less.

    ``asked`` holds the level and the score (None: skipped or unscored, which moves nothing) of each question so far.
    """
    if fixed is not None:
        return fixed
    if not asked:
        return Level.BASIC
    level, score = asked[-1]
    position = _LEVELS.index(level)
    if score is not None and score >= UP_FROM:
        position += 1
    if score is not None and score <= DOWN_FROM:
        position -= 1
    return _LEVELS[min(max(position, 0), len(_LEVELS) - 1)]
