"""
SemEval-2013 Task 7 (Beetle, SciEntsBank): folders of XML, a file a question, with labels in 2, 3 or 5 ways.

Layout: a ``question`` with a ``questionText``, ``referenceAnswers`` of categories such as BEST or GOOD, and
``studentAnswers`` whose ``accuracy`` is the label. See Dzikovska et al., SemEval-2013 Task 7.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from evals.cases import Reading, Unusable, gathered
from evals.datasets.xml_file import roots, text_of

SCORES = {
    "correct": 1.0,
    "partially_correct_incomplete": 2 / 3,
    "contradictory": 1 / 3,
    "irrelevant": 0.0,
    "non_domain": 0.0,
    "incorrect": 0.0,
}
"""Of five ways. In two and three ways, what contradicts is as wrong as what is incorrect, and earns nothing."""

FIVE_WAY = {"partially_correct_incomplete", "irrelevant", "non_domain"}
TEST = "test-unseen-"


def read_semeval(folder: Path) -> Reading:
    """
    The answers of every XML file in the folder and the folders in it; each question's split is the name of a folder
    that begins with "test-unseen-", or else "train".

    Give one folder of ways (".../3way"): the same answer in another way has the same id, and is left out as a second.
    The reference is the first of category BEST, or the first of all. Whether a label is one of five ways is told from
    all labels of the folder. Raises BadCases where no answer could be used.
    """
    found = roots(folder)
    labels = {
        answer.get("accuracy", "")
        for root in found.values()
        if isinstance(root, Element)
        for answer in root.iter("studentAnswer")
    }
    scores = SCORES if labels & FIVE_WAY else SCORES | {"contradictory": 0.0}
    return gathered(folder, (row for path, root in found.items() for row in _rows(folder, path, root, scores)))


def _rows(folder: Path, path: Path, root: Element | Unusable, scores: dict[str, float]) -> Iterator[tuple[str, object]]:
    if isinstance(root, Unusable):
        yield f"{path}:", root
        return
    question_id, question = root.get("id") or path.stem, text_of(root.find("questionText"))
    references = list(root.iter("referenceAnswer"))
    best = [each for each in references if (each.get("category") or "").upper() == "BEST"] or references
    split = next((part for part in path.relative_to(folder.parent).parts if part.startswith(TEST)), "train")
    for number, answer in enumerate(root.iter("studentAnswer"), 1):
        place = f"{path}: answer {number}"
        label = (answer.get("accuracy") or "").strip().lower()
        if label not in scores:
            yield place, Unusable(f"has the accuracy {label!r}, none of {', '.join(scores)}")
            continue
        yield (
            place,
            {
                "id": answer.get("id") or f"{question_id}:{number}",
                "question_id": question_id,
                "question": question,
                "reference": text_of(best[0]) if best else "",
                "answer": text_of(answer),
                "score": scores[label],
                "split": split,
            },
        )
