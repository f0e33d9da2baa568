"""What a model that judges is asked, and what it must reply: verdicts with quotes, never a score."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from interviewer.grade import Verdict
from interviewer.model.ladder import Ask, record
from interviewer.prompts import load_prompt
from knowledge.question import Question

ROOM = 400
ROOM_PER_POINT = 150
# Some servers turn such text into the marks between roles wherever it stands; escaped, it is a string like any other.
_ROLE_MARK = re.compile(r"<|\[(?=/?[A-Z_]+\])|[\u2028\u2029]")


class PointJudgement(BaseModel):
    """``key_point`` counts from 1, as the model was told."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key_point: int
    quote: str
    verdict: Annotated[Verdict, Field(strict=False)]


class Judgement(BaseModel):
    """``reason`` keeps a model from explaining itself in the other fields; it is shown to nobody."""

    model_config = ConfigDict(extra="forbid", strict=True)

    code: str
    verdicts: list[PointJudgement]
    reason: str


def prompt_hash() -> str:
    """Of the whole text that instructs the judge."""
    return hashlib.sha256(load_prompt("judge").encode()).hexdigest()


def judgement_ask(question: Question, answer: str, code: str, token: str) -> Ask[Judgement]:
    """
    The request to judge a cleaned answer.

    ``code`` opens the prompt and comes back where the prompt was read from its beginning. ``token`` marks the lines
    around the answer, which cannot have foreseen it.
    """
    points = len(question.key_points)
    facts = {
        "question": question.text,
        "key_points": [{"key_point": n, "claim": point.text} for n, point in enumerate(question.key_points, 1)],
        "known_wrong_claims": [
            {"key_point": wrong.key_point + 1, "claim": wrong.text} for wrong in question.misconceptions
        ],
    }
    return Ask(
        system=load_prompt("judge").replace("{code}", code),
        user=f"{as_data(facts)}\n\nBEGIN {token}\n{as_data(answer)}\nEND {token}",
        schema=judgement_schema(points),
        validate=_validated(points),
        max_tokens=ROOM + ROOM_PER_POINT * points,
    )


def judgement_schema(points: int) -> dict[str, Any]:
    """In the subset of JSON Schema that strict modes share: all required, nothing more allowed, no bounds."""
    numbers = list(range(1, points + 1))
    verdict = {
        "key_point": {"type": "integer", "enum": numbers},
        "quote": {"type": "string"},
        "verdict": {"type": "string", "enum": [verdict.value for verdict in Verdict]},
    }
    return record(
        {
            "code": {"type": "string"},
            "verdicts": {"type": "array", "items": record(verdict)},
            "reason": {"type": "string"},
        }
    )


def as_data(value: object) -> str:
    """One line of JSON with nothing in it that a server or a model could take for the end of the data."""
    return _ROLE_MARK.sub(lambda mark: f"\\u{ord(mark.group()):04x}", json.dumps(value, ensure_ascii=False))


def _validated(points: int) -> Callable[[object], Judgement]:
    wanted = list(range(1, points + 1))

    def validate(value: object) -> Judgement:
        judgement = Judgement.model_validate(value)
        judgement.verdicts.sort(key=lambda verdict: verdict.key_point)
        given = [verdict.key_point for verdict in judgement.verdicts]
        if given != wanted:
            raise ValueError(f"verdicts: each key point from 1 to {points} needs exactly one; there are {given[:50]}")
        return judgement

    return validate
