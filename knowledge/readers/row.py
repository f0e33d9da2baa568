"""One row of a table of questions and answers, as it may be written. Loads pydantic."""

import re
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

_PARTING = re.compile(r"\s*[\n;]\s*")
_SIGN = re.compile(r"([-*\u2022]|\d{1,2}[.)])\s+")


def _told_apart(value: object) -> object:
    """A cell of key points as a list of them, without the signs of list items."""
    parts = _PARTING.split(value) if isinstance(value, str) else value
    if not isinstance(parts, list):
        return parts
    return [_SIGN.sub("", part.strip(), count=1) for part in map(str, parts) if part.strip()]


class Row(BaseModel):
    """Further columns say nothing to an interview: they may be there."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    question: Annotated[str, Field(min_length=1)]
    answer: Annotated[str, Field(validation_alias=AliasChoices("answer", "reference", "reference_answer"))] = ""
    topic: Annotated[str | None, Field(validation_alias=AliasChoices("topic", "subject", "category"))] = None
    key_points: Annotated[list[str], BeforeValidator(_told_apart)] = []
