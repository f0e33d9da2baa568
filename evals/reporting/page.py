"""The report as one HTML file that loads nothing, and as Markdown, from the same tables and sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.reporting import words
from evals.reporting.charts import Picture
from evals.reporting.disagreements import Disagreement
from evals.reporting.section import Section
from evals.reporting.tables import Table, tables

FOLDER = Path(__file__).parents[1] / "data" / "report"


@dataclass(frozen=True)
class Paper:
    """``pictures`` and ``worst`` are those of each section; ``stands_on`` tells what it was made of, by what it is."""

    sections: Sequence[Section]
    pictures: Sequence[Sequence[Picture]]
    worst: Sequence[Sequence[Disagreement]]
    stands_on: Mapping[str, str]
    warnings: Sequence[str]


@dataclass(frozen=True)
class Part:
    """A dataset as shown: ``said`` are sentences by their heading."""

    name: str
    said: Mapping[str, Sequence[str]]
    tables: Sequence[Table]
    pictures: Sequence[Picture]
    worst: Sequence[Disagreement]


def as_html(paper: Paper) -> str:
    return _rendered("page.html.jinja", paper, escape=True)


def as_markdown(paper: Paper) -> str:
    return _rendered("page.md.jinja", paper, escape=False)


def _rendered(name: str, paper: Paper, *, escape: bool) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=escape,  # noqa: S701 (Markdown has a filter of its own for what is not a constant)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    parts = [_part(*each) for each in zip(paper.sections, paper.pictures, paper.worst, strict=True)]
    return environment.get_template(name).render(paper=paper, rule=words.RULE, parts=parts)


def _part(section: Section, pictures: Sequence[Picture], worst: Sequence[Disagreement]) -> Part:
    said = {
        "Which grader": words.advice(section),
        "For what": words.uses(section),
        "How sure": words.certainty(section),
        "What this stands on": words.basis(section),
    }
    return Part(section.dataset.name, said, tables(section), pictures, worst)


def plain(text: object) -> str:
    """One line in which nothing is Markdown or HTML."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#&!" else letter for letter in " ".join(str(text).split()))
