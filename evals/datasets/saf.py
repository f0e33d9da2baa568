"""
Short Answer Feedback (Filighera et al., ACL 2022): folders of XML, a file a question.

Layout: ``questionText``, ``referenceAnswers``, and ``studentAnswers`` whose children hold ``response``,
``score`` (0..1) and feedback.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from evals.cases import Reading, Unusable, gathered
from evals.datasets.xml_file import roots, text_of


def read_saf(folder: Path) -> Reading:
    """
    The answers of every XML file in the folder and the folders in it; the split is the name of the file's own folder.

    A question with several references is given the first. Raises BadCases where no answer could be used.
    """
    return gathered(folder, (row for path, root in roots(folder).items() for row in _rows(folder, path, root)))


def _rows(folder: Path, path: Path, root: Element | Unusable) -> Iterator[tuple[str, object]]:
    if isinstance(root, Unusable):
        yield f"{path}:", root
        return
    question_id = path.relative_to(folder).with_suffix("").as_posix()
    for number, answer in enumerate(root.iterfind("studentAnswers/*"), 1):
        yield (
            f"{path}: answer {number}",
            {
                "id": f"{question_id}:{number}",
                "question_id": path.stem,
                "question": text_of(root.find("questionText")),
                "reference": text_of(root.find("referenceAnswers/*")),
                "answer": text_of(answer.find("response")),
                "score": text_of(answer.find("score")),
                "split": path.parent.name,
            },
        )
