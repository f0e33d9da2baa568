"""
Mohler, Bunescu and Mihalcea (2011), answers to questions on data structures, as raw folders.

Layout: ``raw/questions`` and ``raw/answers`` (the instructor's) hold a line for each question, its number first;
``raw/1.1`` has a student's answer a line; ``scores/1.1/me`` and ``other`` have both raters' points, a line an answer.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path

from evals.cases import BadCases, Reading, Unusable, gathered

RATERS = ("me", "other")
MOST_POINTS = 5.0


def read_mohler(folder: Path) -> Reading:
    """
    The answers of a folder with ``raw`` and ``scores`` in it. A case's score is the mean of both raters' points by 5.

    Points outside 0..5 are left out by name, and so is a question whose files do not have the same number of lines.
    Raises BadCases where a file of questions is missing or no answer could be used.
    """
    questions, references = (_numbered(folder / "raw" / name) for name in ("questions", "answers"))
    return gathered(folder, (row for number in questions for row in _rows(folder, number, questions, references)))


def _numbered(path: Path) -> dict[str, str]:
    parts = (line.split(maxsplit=1) for line in _lines(path))
    return {found[0]: found[1].strip() for found in parts if len(found) > 1}


def _rows(
    folder: Path, number: str, questions: dict[str, str], references: dict[str, str]
) -> Iterator[tuple[str, object]]:
    path = folder / "raw" / number
    try:
        answers = _lines(path)
        points = [_lines(folder / "scores" / number / rater) for rater in RATERS]
    except BadCases as error:
        yield f"{folder}: question {number}", Unusable(f"is left out: {error}")
        return
    counts = [len(answers), *map(len, points)]
    if len(set(counts)) > 1:
        yield f"{path}:", Unusable(f"has {counts[0]} answers, and its raters gave {counts[1]} and {counts[2]} scores")
        return
    for row, (line, *given) in enumerate(zip(answers, *points, strict=True), 1):
        scores = _scores(given)
        first, _, rest = line.partition("\t") if "\t" in line else line.partition(" ")
        fields = {
            "id": f"{number}:{row}",
            "question_id": number,
            "question": questions[number],
            "reference": references.get(number, ""),
            "answer": rest.strip() if first == number else line,
        }
        yield (
            f"{path}: row {row}",
            scores if isinstance(scores, Unusable) else fields | {"scores": scores, "score": sum(scores) / len(scores)},
        )


def _scores(given: Sequence[str]) -> tuple[float, ...] | Unusable:
    try:
        points = [float(each) for each in given]
    except ValueError:
        return Unusable(f"has the points {', '.join(given)}; each must be a number")
    if not all(isfinite(each) and 0 <= each <= MOST_POINTS for each in points):
        return Unusable(f"has the points {', '.join(given)}; each must be in 0..{MOST_POINTS:g}")
    return tuple(each / MOST_POINTS for each in points)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadCases(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadCases(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    return [line.strip() for line in text.rstrip().split("\n")]  # an empty line within is an answer, too
