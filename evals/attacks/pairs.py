"""Authored pairs of answers: a right one and its reversal, its paraphrase, or a wrong one and its polished form."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

DATA = Path(__file__).parent.parent / "data"
REVERSALS = DATA / "reversals.jsonl"
PARAPHRASES = DATA / "paraphrases.jsonl"
POLISHED = DATA / "polished.jsonl"

Filled = Annotated[str, Field(min_length=1)]
PairT = TypeVar("PairT", bound="Pair")


class BadPairs(Exception):
    """The message names the file, the row and what is wrong with it."""


class Reversing(StrEnum):
    """How a reversal turns the meaning round."""

    NEGATION = "negation"
    ROLE = "role"
    NUMBER = "number"
    ORDER = "order"


class Pair(BaseModel):
    """``points`` are the labels of the key points of the question ``question_id`` that the answers are about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Filled
    question_id: Filled
    question: Filled
    points: Annotated[tuple[Filled, ...], Field(min_length=1)]


class Reversal(Pair):
    """``reversed`` says the opposite of ``right`` in nearly the same words."""

    kind: Reversing
    right: Filled
    reversed: Filled


class Paraphrase(Pair):
    """Three right answers of the same content: near the reference, in other words, and as short as can be."""

    plain: Filled
    other_words: Filled
    short: Filled


class Polished(Pair):
    """The same wrong claim, plain and in fluent, confident prose."""

    plain: Filled
    fluent: Filled


def load_pairs(path: Path, shape: type[PairT], labels: dict[str, set[str]]) -> tuple[PairT, ...]:
    """
    The rows of a JSON lines file. ``labels`` are the labels of the key points of every known question, by its id.

    Raises BadPairs.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadPairs(f"{path} cannot be read: {error}") from error
    pairs = tuple(_pair(path, number, line, shape) for number, line in enumerate(lines, 1) if line.strip())
    _check(path, pairs, labels)
    return pairs


def _pair(path: Path, number: int, line: str, shape: type[PairT]) -> PairT:
    try:
        return shape.model_validate_json(line)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors())
        raise BadPairs(f"{path}: row {number}: {problems}") from error


def _check(path: Path, pairs: Iterable[Pair], labels: dict[str, set[str]]) -> None:
    seen: set[str] = set()
    for pair in pairs:
        if pair.id in seen:
            raise BadPairs(f"{path}: the id {pair.id!r} stands there a second time")
        seen.add(pair.id)
        if pair.question_id not in labels:
            raise BadPairs(f"{path}: {pair.id!r} names no question of the bank: {pair.question_id!r}")
        unknown = set(pair.points) - labels[pair.question_id]
        if unknown:
            raise BadPairs(f"{path}: {pair.id!r} names no key point of its question: {', '.join(sorted(unknown))}")
    if not seen:
        raise BadPairs(f"{path} holds no pair")
