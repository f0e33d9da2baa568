"""The trained grader: verdicts by alignment, the score from a head fitted to human scores. Offline, on the CPU."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from interviewer.errors import InterviewerError
from interviewer.grade import Grade, Graded, Provenance, Unscorable, Unscored
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.embedding import judge
from interviewer.grading.evidence import clauses
from interviewer.grading.features import expect, measure, stacked
from interviewer.grading.head import shipped_head
from interviewer.grading.screen import ADDRESSES, readable
from knowledge.embedder import EncodedText, OnnxEmbedder
from knowledge.errors import KnowledgeError
from knowledge.question import Question

UNSURE_BELOW = 0.5

Encode = Callable[[Sequence[str]], list[EncodedText]]


class LocalGrader:
    """
    Each key point's verdict says where its evidence is; the score weighs them with what human graders honoured.

    See docs/model-card.md for the data it was fitted to, and its limits.
    """

    name = "local"

    def __init__(self, embedder: OnnxEmbedder) -> None:
        self._embedder = embedder
        self._expected = lru_cache(maxsize=512)(partial(expect, embedder))

    @property
    def version(self) -> str:
        return shipped_head().version

    def grade(self, question: Question, answer: str) -> Grade:
        return self._grade(question, answer, self._embedder.encode_tokens)

    def grade_many(self, pairs: Sequence[tuple[Question, str]]) -> list[Grade]:
        """As ``grade``; the clauses of all answers are encoded together, each once."""
        said = list(dict.fromkeys(clause for _, answer in pairs for clause in _clauses(answer)))
        try:
            encoded = dict(zip(said, self._embedder.encode_tokens(said), strict=True))
        except KnowledgeError:
            return [self.grade(*pair) for pair in pairs]  # each says by itself what is wrong
        return [self._grade(*pair, lambda texts: [encoded[text] for text in texts]) for pair in pairs]

    def _grade(self, question: Question, answer: str, encode: Encode) -> Grade:
        provenance = Provenance(self.name, "", self._embedder.fingerprint, 0.0)
        scores: list[float] = []

        def judged(asked: Question, clauses: Sequence[str]) -> list[Finding]:
            expected, said = self._expected(asked), encode(clauses)
            findings = judge(asked, expected.claims, clauses, stacked(said))
            scores.append(shipped_head().score(measure(asked, expected, said, findings)))
            return findings

        try:
            provenance = replace(provenance, version=self.version)
            grade = grade_by_clauses(question, answer, judged, provenance)
        except (KnowledgeError, InterviewerError) as error:
            return Unscored(Unscorable.GRADER_FAILED, str(error), provenance)
        if isinstance(grade, Unscored) or not scores:
            return grade  # too long, or nothing to grade
        confidence = shipped_head().confidence(scores[0])
        return replace(
            grade,
            score=round(scores[0], 4),
            confidence=round(confidence, 3),
            needs_person=_doubt(grade, confidence),
        )


def _clauses(answer: str) -> Iterator[str]:
    text = readable(answer).text
    return (text[start:end] for start, end in clauses(text))


def _doubt(grade: Graded, confidence: float) -> str:
    if ADDRESSES in grade.flags:
        return f"the answer {ADDRESSES}"
    if confidence < UNSURE_BELOW:
        return "scores like this one are often far from a person's"
    return ""
