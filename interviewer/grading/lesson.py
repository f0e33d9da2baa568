"""What a grade teaches: what was right, wrong and missing, with the words on both sides, and what to study."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grade import Graded, PointVerdict, Verdict
from interviewer.grading.evidence import terms
from interviewer.grading.feedback import name_of
from knowledge.question import Question


@dataclass(frozen=True)
class Remark:
    """
    On one key point. ``name`` is its label, or its claim in short; ``why`` says of a contradiction what is wrong in it.
    """

    verdict: PointVerdict
    name: str
    claim: str
    why: str = ""


@dataclass(frozen=True)
class Lesson:
    """``study`` names the subject and the section of the source; empty where nothing is left to study."""

    right: tuple[Remark, ...] = ()
    partial: tuple[Remark, ...] = ()
    wrong: tuple[Remark, ...] = ()
    missing: tuple[Remark, ...] = ()
    study: str = ""


def lesson(question: Question, grade: Graded, closed: bool = True) -> Lesson:
    """While the question is not ``closed``, only what was right: all else would give it away."""
    right = _remarks(question, grade, Verdict.HIT)
    if not closed:
        return Lesson(right)
    partial = _remarks(question, grade, Verdict.PARTIAL)
    wrong = _remarks(question, grade, Verdict.CONTRADICTED)
    missing = _remarks(question, grade, Verdict.MISSED)
    return Lesson(right, partial, wrong, missing, study(question, (*wrong, *missing, *partial)))


def study(question: Question, gaps: Sequence[Remark]) -> str:
    """Where to read on those points; empty where there are none."""
    if not gaps:
        return ""
    names = ", ".join(remark.name for remark in gaps)
    return f"{question.topic}: {names}. {section(question)}"


def section(question: Question) -> str:
    """The section of the source that the question is taken from, and what that rests on."""
    cited = f" See also: {'; '.join(question.citations)}." if question.citations else ""
    return f"Read the section \u201c{question.text}\u201d of {question.source.title}.{cited}"


def in_words(taught: Lesson) -> str:
    """The lesson as a text, a paragraph for each kind of remark. It says nothing of the person."""
    return "\n\n".join(_paragraphs(taught))


def said(verdict: PointVerdict) -> str:
    """The words that decide, in quotation marks; of an argument they are marked as such."""
    if verdict.evidence is None:
        return ""
    quoted = f"\u201c{verdict.evidence.text}\u201d"
    return f"{quoted} (from the argument)" if verdict.evidence_in == "argument" else quoted


def _paragraphs(taught: Lesson) -> Iterator[str]:
    if taught.right:
        yield "Right: " + "; ".join(f"{remark.name}, {said(remark.verdict)}" for remark in taught.right) + "."
    else:
        yield "No expected point is fully covered."
    for remark in taught.partial:
        yield f"Only in part: {remark.name}, {said(remark.verdict)}. {_source(remark)}"
    for remark in taught.wrong:
        yield f"Wrong: {remark.name}, {said(remark.verdict)}. {remark.why}"
    for remark in taught.missing:
        yield f"Missing: {remark.name}. {_source(remark)}"
    if taught.study:
        yield f"To study: {taught.study}"


def _source(remark: Remark) -> str:
    return f"The source says: \u201c{remark.verdict.passage.text}\u201d"


def _remarks(question: Question, grade: Graded, verdict: Verdict) -> tuple[Remark, ...]:
    found = []
    for given in grade.verdicts:
        if given.verdict is verdict:
            point = question.key_points[given.key_point]
            why = _why(question, given) if verdict is Verdict.CONTRADICTED else ""
            found.append(Remark(given, name_of(point), point.text, why))
    return tuple(found)


def _why(question: Question, verdict: PointVerdict) -> str:
    """The known misconception that the words come nearest to, and the passage that they go against."""
    source = f"The source says: \u201c{verdict.passage.text}\u201d"
    words = terms(verdict.evidence.text) if verdict.evidence else frozenset()
    known = [wrong.text for wrong in question.misconceptions if wrong.key_point == verdict.key_point]
    shared = {text: len(terms(text) & words - terms(question.text)) for text in known}
    nearest = max(shared, key=shared.__getitem__, default="")
    if nearest and shared[nearest] >= 2:
        return f"This is near to a common misconception: \u201c{nearest}\u201d {source}"
    return f"This goes against the source. {source}"
