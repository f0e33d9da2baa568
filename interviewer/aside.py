"""What happens beside the talk: a dispute, a second grading, an explanation. It moves no interview on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from interviewer.grade import Grade, Graded, PointVerdict, Provenance


@dataclass(frozen=True)
class Disputed:
    """
    One key point of the question with the position ``turn``, judged again with the candidate's argument.

    ``grade`` is the whole grade from then on. ``ignored`` says why the argument earned nothing unread; no grader was
    asked then, and there is no ``provenance``.
    """

    at: datetime
    turn: int
    key_point: int
    argument: str
    before: PointVerdict
    after: PointVerdict
    grade: Graded
    provenance: Provenance | None = None
    ignored: str = ""
    kind: Literal["disputed"] = "disputed"

    @property
    def outcome(self) -> str:
        """As it is shown: "missed \u2192 partial after dispute"."""
        if self.after.verdict is self.before.verdict:
            reason = f": {self.ignored}" if self.ignored else ""
            return f"{self.before.verdict} also after dispute{reason}"
        return f"{self.before.verdict} \u2192 {self.after.verdict} after dispute"


@dataclass(frozen=True)
class Regraded:
    """The whole interview graded again: a grade per question, None where there was no answer."""

    at: datetime
    grader: str
    version: str
    grades: tuple[Grade | None, ...]
    kind: Literal["regraded"] = "regraded"


@dataclass(frozen=True)
class Chosen:
    """Which grading counts from then on: 0 is the original, 1 the first one after it."""

    at: datetime
    grading: int
    kind: Literal["chosen"] = "chosen"


@dataclass(frozen=True)
class Taught:
    """
    A grade explained. ``worded_by`` is the model's name, or empty where the authored words stand in for it, which
    ``notice`` gives the reason for.
    """

    at: datetime
    turn: int
    text: str
    worded_by: str = ""
    notice: str = ""
    kind: Literal["taught"] = "taught"


Aside = Disputed | Regraded | Chosen | Taught
