"""A linear model over ``features``, trained by ``python -m evals train`` and shipped as JSON."""

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

from interviewer.errors import InterviewerError
from interviewer.grading.features import FEATURES, Measured

FILE = "local.json"
LOWEST_BAND = 0.24  # just below the second band
RELEVANT_FROM = 0.52
CORE_FROM = 0.53
_RISE = 8.0
_FARTHEST = 3.0  # in standard deviations: beyond what was trained on, more of a feature counts no further


class HeadUnavailable(InterviewerError):
    """The shipped head does not fit this version of the features."""


class Reliability(BaseModel):
    """Of the scores below ``below`` (and not below the one before), the share within 0.25 of the human score."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    below: FiniteFloat
    share: Annotated[float, Field(ge=0, le=1)]


class Head(BaseModel):
    """``score = intercept + coefficients . (row - mean) / scale``, cut to 0..1 and to what the verdicts allow."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    trained_on: str
    features: tuple[str, ...]
    mean: tuple[FiniteFloat, ...]
    scale: tuple[Annotated[float, Field(gt=0)], ...]
    coefficients: tuple[FiniteFloat, ...]
    intercept: FiniteFloat
    reliability: Annotated[tuple[Reliability, ...], Field(min_length=1)]
    kind: Literal["ridge"] = "ridge"

    @model_validator(mode="after")
    def _fits(self) -> "Head":
        if self.features != FEATURES:
            raise ValueError("it was trained on other features; train it again with `python -m evals train`")
        if not len(self.mean) == len(self.scale) == len(self.coefficients) == len(FEATURES):
            raise ValueError(f"it needs {len(FEATURES)} means, scales and coefficients")
        return self

    def score(self, measured: Measured) -> float:
        """
        0..1 for one answer.

        People give marks for talk of the right length that is near the subject. So an answer that is long enough to
        tell stays in the lowest band unless it, or the core of it, is about the key points; and what is contradicted
        costs half its weight. The thresholds part references of other questions from good answers (docs/lab-log.md).
        """
        steps = np.clip((measured.row - self.mean) / np.array(self.scale), -_FARTHEST, _FARTHEST)
        fitted = float(self.intercept + steps @ np.array(self.coefficients))
        above = max(measured.relevance - _wanted(measured.weight), measured.core - CORE_FROM, 0.0)
        most = min(LOWEST_BAND + _RISE * above, 1.0)
        return max(min(fitted, most, 1.0 - measured.contradicted / 2), 0.0)

    def confidence(self, score: float) -> float:
        """The share of scores like this one that were within 0.25 of the human score, on questions not trained on."""
        return next((known.share for known in self.reliability if score < known.below), self.reliability[-1].share)


def _wanted(weight: float) -> float:
    """The relevance below which an answer of that weight is about something else; of a few words none is certain."""
    return RELEVANT_FROM * min(max((weight - 2) / 5, 0.0), 1.0)


@lru_cache(maxsize=1)
def shipped_head() -> Head:
    """Raises HeadUnavailable."""
    try:
        return Head.model_validate_json((files("interviewer.grading") / FILE).read_bytes())
    except (OSError, ValueError) as error:
        raise HeadUnavailable(
            f"the trained grader's file {FILE} cannot be used: {error}. Install the package again."
        ) from error
