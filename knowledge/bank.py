"""The built-in question bank: one Markdown file a topic, in a strict format that is checked as it is read."""

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.document import Block, BlockKind, Document
from knowledge.errors import BadBank
from knowledge.question import FollowUp, KeyPoint, Level, Misconception, Question, Source, question_id

SOURCE_PREFIX = "bank/"
_POINT = re.compile(r"\((?P<weight>[123])\) (?P<label>[^:]{1,60}): (?P<text>.+)")
_LABELLED = re.compile(r"(?P<label>[^:]{1,60}): (?P<text>.+)")
_ITEM = re.compile(r"^(?:-|\d+\.) +", re.MULTILINE)

NonEmpty = Annotated[str, Field(min_length=1)]


class _Header(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: NonEmpty
    order: int = Field(ge=1)


class _Fields(BaseModel):
    """The parts of one question as they are written."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    level: Level
    rephrasing: NonEmpty
    reference: Annotated[str, Field(alias="Reference", min_length=1)]
    key_points: Annotated[list[str], Field(alias="Key points", min_length=3, max_length=8)]
    hints: Annotated[list[str], Field(alias="Hints", min_length=3, max_length=3)]
    follow_ups: Annotated[list[str], Field(alias="Follow-ups", min_length=2, max_length=2)]
    misconceptions: Annotated[list[str], Field(alias="Misconceptions", min_length=2, max_length=2)]
    sources: Annotated[list[str], Field(alias="Sources", min_length=1)]


def bank_files() -> list[tuple[str, str]]:
    """(name, text) of every file of the bank, in the order of the names."""
    folder = files("knowledge") / "bank"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return [(name, (folder / name).read_text(encoding="utf-8")) for name in names]


def parse(name: str, text: str) -> tuple[Document, tuple[Question, ...]]:
    """
    A bank file as a document and its questions. Raises BadBank naming the file, the question and what is wrong.
    """
    header, body_start = _header(name, text)
    document = Document(
        SOURCE_PREFIX + name,
        header.topic,
        hashlib.sha256(text.encode()).hexdigest(),
        text,
        tuple(_blocks(text)),
    )
    starts = [match.start() for match in re.finditer(r"^## ", text[body_start:], re.MULTILINE)]
    if not starts:
        raise BadBank(f"{name}: no question; each starts with a line '## …?'")
    bounds = [body_start + start for start in starts] + [len(text)]
    return document, tuple(_question(document, start, end) for start, end in pairwise(bounds))


def _header(name: str, text: str) -> tuple[_Header, int]:
    import yaml

    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        raise BadBank(f"{name}: the file starts with a header between two lines '---' that gives topic and order")
    try:
        return _Header.model_validate(yaml.safe_load(match[1])), match.end()
    except (ValidationError, yaml.YAMLError) as error:
        raise BadBank(f"{name}: the header is wrong: {error}") from error


def _question(document: Document, start: int, end: int) -> Question:
    text = document.text[start:end]
    title, _, rest = text.removeprefix("## ").partition("\n")
    where = f"{document.source}, '{title.strip()}'"
    try:
        fields = _Fields.model_validate(_parts(rest))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors())
        raise BadBank(f"{where}: {problems}") from error
    points = tuple(_key_point(where, fields.reference, item) for item in fields.key_points)
    labels = [point.label for point in points]
    if len(set(labels)) != len(labels):
        raise BadBank(f"{where}: two key points share a label; each has its own: {labels}")
    return Question(
        id=question_id(document.source, title),
        text=title.strip(),
        topic=document.title,
        level=fields.level,
        reference=fields.reference,
        key_points=points,
        source=Source(document.id, document.title, start, end),
        hints=tuple(fields.hints),
        follow_ups=tuple(FollowUp(*_tied(where, labels, item)) for item in fields.follow_ups),
        misconceptions=tuple(Misconception(*_tied(where, labels, item)) for item in fields.misconceptions),
        rephrasing=fields.rephrasing,
        citations=tuple(fields.sources),
    )


def _parts(text: str) -> dict[str, object]:
    """Section name to its text or its items; ``level:`` and ``rephrasing:`` lines stand before the first section."""
    pieces = re.split(r"^### +(.+)\n", text, flags=re.MULTILINE)
    parts: dict[str, object] = {}
    for line in _paragraphs(pieces[0]):
        key, _, value = line.partition(":")
        parts[key.strip()] = value.strip()
    for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
        parts[name.strip()] = (
            "\n\n".join(_paragraphs(body))
            if name.strip() == "Reference"
            else [" ".join(item.split()) for item in _ITEM.split(body) if item.strip()]
        )
    return parts


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        if paragraph.strip():
            yield " ".join(paragraph.split())


def _key_point(where: str, reference: str, item: str) -> KeyPoint:
    match = _POINT.fullmatch(item)
    if not match:
        raise BadBank(f"{where}: a key point reads '(weight) label: text' with a weight of 1 to 3, not '{item}'")
    start = reference.find(match["text"])
    if start < 0:
        raise BadBank(f"{where}: the reference does not contain the key point '{match['text']}'")
    return KeyPoint(match["text"], start, start + len(match["text"]), match["label"].strip(), float(match["weight"]))


def _tied(where: str, labels: list[str], item: str) -> tuple[int, str]:
    match = _LABELLED.fullmatch(item)
    if not match or match["label"].strip() not in labels:
        raise BadBank(f"{where}: '{item}' starts with the label of a key point and a colon; labels are {labels}")
    return labels.index(match["label"].strip()), match["text"]


def _blocks(text: str) -> Iterator[Block]:
    for match in re.finditer(r"^(#{1,3}) +(.+)$", text, re.MULTILINE):
        yield Block(BlockKind.HEADING, match[2], match.start(), match.end(), len(match[1]))
