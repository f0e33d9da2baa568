"""A dataset by its path: a file of cases, or a folder in a published layout."""

from pathlib import Path
from xml.etree.ElementTree import Element

from evals.cases import BadCases, Reading, read_cases
from evals.datasets.asap_sas import read_asap_sas
from evals.datasets.mohler import read_mohler
from evals.datasets.parquet import read_parquet
from evals.datasets.saf import read_saf
from evals.datasets.semeval import read_semeval
from evals.datasets.xml_file import roots


def read_dataset(path: Path) -> Reading:
    """Raises BadCases, also for a folder in none of the layouts."""
    if path.suffix.lower() == ".tsv":
        return read_asap_sas(path)
    if path.suffix.lower() == ".parquet":
        return read_parquet(path)
    if not path.is_dir():
        return read_cases(path)
    if (path / "raw" / "questions").is_file():
        return read_mohler(path)
    found = roots(path).values()
    if any(isinstance(root, Element) and root.find("studentAnswers/*/response") is not None for root in found):
        return read_saf(path)
    if found:
        return read_semeval(path)
    raise BadCases(
        f"{path} is a folder in no layout that is known: it has neither raw/questions (Mohler) nor XML (SemEval, SAF)"
    )
