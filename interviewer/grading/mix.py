"""How the ensemble weighs its members' scores: fitted by ``python -m evals fit-ensemble`` and shipped as JSON."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

from interviewer.errors import InterviewerError
from interviewer.grade import Band, band
from interviewer.grading.head import Reliability

FILE = "ensemble.json"

Share = Annotated[float, Field(ge=0, le=1)]


class MixUnavailable(InterviewerError):
    """The shipped weights cannot be used."""


class Member(BaseModel):
    """
    ``intercept + slope * score``, cut to 0..1, is the member's opinion: its score on the scale of the others.

    ``version`` is the one that it had when the weights were fitted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    grader: str
    version: str
    weight: Share
    intercept: FiniteFloat
    slope: Annotated[float, Field(ge=0, allow_inf_nan=False)]

    def opinion(self, score: float) -> float:
        return min(max(self.intercept + self.slope * score, 0.0), 1.0)


class Mix(BaseModel):
    """
    The weights of the members, and what is known of the scores that they make together.

    ``bounded_by`` is the member that notices answers about something else: what it puts into the lowest band stays
    there, whatever the others say. From ``disagreement_from`` on a person should look.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    trained_on: str
    members: Annotated[tuple[Member, ...], Field(min_length=1)]
    bounded_by: str
    disagreement_from: Share
    reliability: Annotated[tuple[Reliability, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> "Mix":
        names = [member.grader for member in self.members]
        if len(set(names)) < len(names) or self.bounded_by not in names:
            raise ValueError(f"each member has one place, and {self.bounded_by!r} is to be one of {', '.join(names)}")
        if abs(sum(member.weight for member in self.members) - 1) > 1e-3:
            raise ValueError("the weights are to add up to 1")
        return self

    def opinions(self, scores: Mapping[str, float]) -> dict[str, float]:
        """The scores that members gave, on one scale; the others are left out."""
        return {
            member.grader: member.opinion(scores[member.grader]) for member in self.members if member.grader in scores
        }

    def weights(self, given: Mapping[str, float]) -> dict[str, float]:
        """The weights of those who gave a score, adding up to 1; alike where all have none. Empty for nobody."""
        known = {member.grader: member.weight for member in self.members if member.grader in given}
        total = sum(known.values())
        return {name: weight / total if total else 1 / len(known) for name, weight in known.items()}

    def score(self, scores: Mapping[str, float]) -> float:
        """0..1 from the members' own scores, at least one."""
        opinions = self.opinions(scores)
        weights = self.weights(opinions)
        mixed = sum(weights[name] * opinion for name, opinion in opinions.items())
        bound = scores.get(self.bounded_by, 1.0)
        return min(mixed, bound) if band(bound) is Band.INSUFFICIENT else mixed

    def confidence(self, score: float) -> float:
        """The share of scores like this one that were within 0.25 of the human score, on questions not trained on."""
        return next((known.share for known in self.reliability if score < known.below), self.reliability[-1].share)


@lru_cache(maxsize=1)
def shipped_mix() -> Mix:
    """Raises MixUnavailable."""
    try:
        return Mix.model_validate_json((files("interviewer.grading") / FILE).read_bytes())
    except (OSError, ValueError) as error:
        raise MixUnavailable(
            f"the ensemble's file {FILE} cannot be used: {error}. Install the package again."
        ) from error
