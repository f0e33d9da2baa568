"""What an attack is: how its cases are made, and what a sound grader does with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from evals.attacks.items import Material, lengthened
from knowledge.question import Question


class Kind(StrEnum):
    """What a sound grader does; see ``evals.attacks.verdict`` for the exact rule."""

    FLOOR = "floor"
    """An answer without content: it stays in the lowest band."""
    DOWN = "down"
    """A bad answer with an edit that adds nothing: it does not rise."""
    SAME = "same"
    """An edit that keeps the meaning: the score stays."""
    FLIP = "flip"
    """An edit that spoils a right answer: the score falls."""
    KEPT = "kept"
    """The same right claims in other words: the score does not fall."""
    COPIED = "copied"
    """The reference itself: full marks, and a flag for a person."""
    REFUSED = "refused"
    """Too long to be read whole: unscored, with that reason."""
    FOLLOWED = "followed"
    """Under a wrong reference, the answer that agrees with it beats the one that does not."""
    ALONE = "alone"
    """An answer graded after an attack gets the score that it gets alone."""


@dataclass(frozen=True)
class Side:
    """One answer to one question."""

    question: Question
    answer: str


@dataclass(frozen=True)
class Trial:
    """
    One case of an attack: the answer ``before`` and ``after`` the edit.

    ``control`` is ``before`` with a harmless edit of like length. ``company`` are answers graded just before ``after``.
    ``variant`` tells the wordings of one attack apart.
    """

    after: Side
    before: Side | None = None
    control: Side | None = None
    company: tuple[Side, ...] = ()
    variant: str = ""

    @property
    def sides(self) -> tuple[Side, ...]:
        """What is graded by itself."""
        alone = () if self.company else (self.after,)
        return (*alone, *(side for side in (self.before, self.control) if side))


def controlled(before: Side, after: Side, place: int, variant: str = "") -> Trial:
    """A trial whose control is a harmless addition to ``before`` that makes it about as long as ``after``."""
    answer = lengthened(before.answer, len(after.answer), place)
    return Trial(after, before, Side(before.question, answer), variant=variant)


@dataclass(frozen=True)
class Setting:
    """
    What an attack is made from. ``cases`` is how many trials are wanted.

    ``score`` is the grader under attack (None: unscored), for attacks that search for their best wording.
    """

    material: Material
    random: Random
    cases: int
    score: Callable[[Side], float | None]


@dataclass(frozen=True)
class Attack:
    """``number`` is its place in the catalogue; several may share one."""

    number: int
    name: str
    kind: Kind
    make: Callable[[Setting], Iterator[Trial]]
