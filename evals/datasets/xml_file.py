"""XML files of a dataset, one for each question."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from evals.cases import BadCases, Unusable

MOST_BYTES = 20_000_000


def roots(folder: Path) -> dict[Path, Element | Unusable]:
    """Of every XML file in the folder and the folders in it. Raises BadCases."""
    return {path: _root(path) for path in sorted(folder.rglob("*.xml"))}


def text_of(element: Element | None) -> str:
    """With single blanks; empty where there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _root(path: Path) -> Element | Unusable:
    try:
        if path.stat().st_size > MOST_BYTES:
            return Unusable(f"has over {MOST_BYTES:,} bytes, more than a question's file ever has")
        return fromstring(path.read_bytes())  # noqa: S314 (expat from 2.4.1 on stops entities that grow without end)
    except ParseError as error:
        return Unusable(f"is not XML: {error}")
    except OSError as error:
        raise BadCases(f"{path} cannot be read: {error.strerror}") from error
