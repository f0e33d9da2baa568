"""A linear model over ``features``, trained by ``python -m evals train`` and shipped as JSON."""

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

from interviewer.errors import InterviewerError
from interviewer.grading.features import FEATURES

FILE = "local.json"
SUPPORTED_FROM = 0.4
ABOVE_CREDITED = 0.24  # just below the second band, for an answer of which no key point is credited
_FARTHEST = 3.0  # in standard deviations: beyond what was trained on, more of a feature counts no further
_SUPPORT = FEATURES.index("support")
_CREDITED, _AGAINST = FEATURES.index("points credited"), FEATURES.index("points contradicted")


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

    def score(self, row: NDArray[np.float64]) -> float:
        """
        0..1 for one row of features.

        People give marks for an answer of the right length and on the subject; with less support of the key points
        than ``SUPPORTED_FROM`` those fade, so that talk about something else gets nothing. No score is further than
        ``ABOVE_CREDITED`` above the share of the key points that is credited, and what is contradicted costs half
        its weight.
        """
        steps = np.clip((row - self.mean) / np.array(self.scale), -_FARTHEST, _FARTHEST)
        fitted = min(max(float(self.intercept + steps @ np.array(self.coefficients)), 0.0), 1.0)
        supported = min(max(float(row[_SUPPORT]), 0.0) / SUPPORTED_FROM, 1.0)
        most = min(float(row[_CREDITED]) + ABOVE_CREDITED, 1.0 - float(row[_AGAINST]) / 2)
        return max(min(fitted * supported, most), 0.0)

    def confidence(self, score: float) -> float:
        """The share of scores like this one that were within 0.25 of the human score, on questions not trained on."""
        return next((known.share for known in self.reliability if score < known.below), self.reliability[-1].share)


@lru_cache(maxsize=1)
def shipped_head() -> Head:
    """Raises HeadUnavailable."""
    try:
        return Head.model_validate_json((files("interviewer.grading") / FILE).read_bytes())
    except (OSError, ValueError) as error:
        raise HeadUnavailable(
            f"the trained grader's file {FILE} cannot be used: {error}. Install the package again."
        ) from error
