"""Searches compared on authored queries: by meaning, by words, and both in two ways."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal
from zlib import crc32

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.cases import BadCases
from evals.ranking import DEPTH, average, by_rank, gain, hit_at, reciprocal_rank
from evals.statistics.interval import Interval
from evals.statistics.pairs import Numbers
from knowledge.catalogue import Catalogue
from knowledge.embedder import Embedder
from knowledge.index import Index, entry_id
from knowledge.lexical import Lexical
from knowledge.library import Library
from knowledge.search import worded

QUERIES = Path(__file__).parent / "data" / "retrieval.jsonl"
PRODUCT = "product"

Kind = Literal["question", "passage"]
Finder = Callable[[str, Kind], list[str]]
"""The ids of the entries of that kind that a search finds for a text, best first."""

_FUSED_DEPTH = 50
_NOTE = (
    "Queries are authored. Gain: the product's figure less this search's on the same queries. "
    "Intervals by bootstrap over questions."
)
_FIGURES: Mapping[str, Callable[[Sequence[str], str], float]] = {
    "hit@1": lambda found, wanted: hit_at(1, found, wanted),
    "hit@5": lambda found, wanted: hit_at(5, found, wanted),
    f"MRR@{DEPTH}": reciprocal_rank,
}


class Query(BaseModel):
    """
    A text that was written to find a question of the bank.

    A "claim" is to find the question's reference, a "question" the question itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: Annotated[str, Field(min_length=1)]
    kind: Literal["claim", "question"]
    question: Annotated[str, Field(min_length=1)]

    @property
    def seeks(self) -> Kind:
        return "passage" if self.kind == "claim" else "question"

    @property
    def held_out(self) -> bool:
        """Whether the weight of the fusion was chosen without this query. Queries of one question go together."""
        return crc32(self.question.encode()) % 2 == 1


@dataclass(frozen=True)
class Line:
    """One search on one kind of query. ``over`` is how much higher the product's figures are on the same queries."""

    search: str
    kind: str
    queries: int
    figures: dict[str, Interval]
    over: dict[str, Interval]


def load_queries(path: Path) -> list[Query]:
    """Raises BadCases naming the row."""
    queries = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            queries.append(Query.model_validate_json(line))
        except ValidationError as error:
            raise BadCases(f"{path}: row {number}: {error}") from error
    return queries


@contextmanager
def searches(embedder: Embedder) -> Iterator[tuple[Catalogue, dict[str, Finder]]]:
    """A library that holds the bank alone, for as long as the context lasts, and the searches over it."""
    from interviewer.database import open_database

    with TemporaryDirectory() as folder:
        catalogue, index = Catalogue(open_database(Path(folder))), Index(Path(folder) / "chroma", None, embedder)
        try:
            library = Library(catalogue, index, embedder)
            library.fill(lambda _, __, ___: None)
            yield catalogue, _finders(library, index, Lexical(worded(catalogue)))
        finally:
            index.close()


def _finders(library: Library, index: Index, lexical: Lexical) -> dict[str, Finder]:
    @cache  # Asked twice for each query.
    def by_meaning(text: str, kind: Kind) -> list[str]:
        return [hit.id for hit in index.search(text, _FUSED_DEPTH, kind)]

    def by_words(text: str, kind: Kind) -> list[str]:
        return lexical.match(text).best(_FUSED_DEPTH, kind)

    return {
        "meaning": by_meaning,
        "words": by_words,
        "reciprocal ranks": lambda text, kind: by_rank([by_meaning(text, kind), by_words(text, kind)]),
        PRODUCT: lambda text, kind: [hit.id for hit in library.search(text, DEPTH, kind)],
    }


def entries(catalogue: Catalogue) -> dict[tuple[str, Kind], str]:
    """The ids of the entries that queries seek, by the question's text and the kind of entry."""
    wanted: dict[tuple[str, Kind], str] = {}
    for question in catalogue.each_question():
        document = question.source.document_id
        wanted[question.text, "question"] = entry_id("question", document, question.text)
        wanted[question.text, "passage"] = entry_id("passage", document, question.reference)
    return wanted


def compared(
    queries: Sequence[Query], finders: Mapping[str, Finder], wanted: Mapping[tuple[str, Kind], str]
) -> list[Line]:
    """
    A line for each search and kind of query; one of ``finders`` is the product's. Raises BadCases for a query that
    seeks what is not there.
    """
    unknown = [query.question for query in queries if (query.question, query.seeks) not in wanted]
    if unknown:
        raise BadCases(f"the bank has no question {unknown[0]!r}: its queries need the new wording")
    lines = []
    for kind in dict.fromkeys(query.kind for query in queries):
        chosen = [query for query in queries if query.kind == kind]
        sought = [wanted[query.question, query.seeks] for query in chosen]
        product = _rated(chosen, sought, finders[PRODUCT])
        lines += [
            _line(name, chosen, product if name == PRODUCT else _rated(chosen, sought, finder), product)
            for name, finder in finders.items()
        ]
    return lines


def _rated(queries: Sequence[Query], sought: Sequence[str], finder: Finder) -> dict[str, Numbers]:
    found = [finder(query.query, query.seeks) for query in queries]
    return {
        figure: np.array([rate(got, wanted) for got, wanted in zip(found, sought, strict=True)])
        for figure, rate in _FIGURES.items()
    }


def _line(search: str, queries: Sequence[Query], rows: Mapping[str, Numbers], product: Mapping[str, Numbers]) -> Line:
    questions = [query.question for query in queries]
    return Line(
        search,
        queries[0].kind,
        len(queries),
        {figure: average(row, questions) for figure, row in rows.items()},
        {} if search == PRODUCT else {name: gain(row, product[name], questions) for name, row in rows.items()},
    )


def as_text(lines: Sequence[Line]) -> str:
    """A table a kind of query, 95 % intervals in brackets."""
    blocks = []
    for kind in dict.fromkeys(line.kind for line in lines):
        chosen = [line for line in lines if line.kind == kind]
        rows = [["search", *_FIGURES, *(f"{figure} gain" for figure in _FIGURES)]]
        for line in chosen:
            figures = [_shown(line.figures[name], ".2f") for name in _FIGURES]
            over = [_shown(line.over[name], "+.2f") if line.over else "" for name in _FIGURES]
            rows.append([line.search, *figures, *over])
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        table = "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
        )
        blocks.append(f"{chosen[0].queries} queries put as a {kind}\n{table}")
    blocks.append(_NOTE)
    return "\n\n".join(blocks)


def _shown(found: Interval, form: str) -> str:
    if found.value is None or found.low is None or found.high is None:
        return "undefined"
    return f"{found.value:{form}} [{found.low:{form}}, {found.high:{form}}]"
