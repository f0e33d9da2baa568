"""What every offline grader says of human-graded answers; of the local grader, what its head is to be fitted to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.cases import Case
from evals.train import Examples, examples
from interviewer.grade import Graded
from interviewer.grading.embedding import EmbeddingGrader
from interviewer.grading.evidence import clauses, cleaned
from interviewer.grading.grader import Grader
from interviewer.grading.length import LengthGrader
from interviewer.grading.lexical import LexicalGrader
from interviewer.grading.overlap import OverlapGrader
from interviewer.grading.screen import MAX_CHARACTERS, screen
from knowledge.embedder import EncodedText, OnnxEmbedder, Vectors
from knowledge.extract import referenced
from knowledge.question import Question

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

NOT_FITTED = ("length", "overlap", "lexical", "embedding")


@dataclass(frozen=True)
class Answers:
    """
    n answers that every grader scores: those too long, without a letter, or in another language are left out.

    ``scores`` has (n,) of each grader in ``NOT_FITTED``. ``settled`` tells which answers are worth 0 by the screening
    alone: no grader looks at them. ``splits`` are the names in the file; empty where it has none.
    """

    examples: Examples
    scores: Mapping[str, Numbers]
    settled: Flags
    splits: NDArray[np.str_]

    @property
    def given(self) -> Numbers:
        return self.examples.given

    @property
    def datasets(self) -> NDArray[np.str_]:
        return self.examples.datasets

    @property
    def questions(self) -> NDArray[np.str_]:
        return self.examples.questions

    def part(self, chosen: Flags) -> "Answers":
        return Answers(
            self.examples.part(chosen),
            {name: column[chosen] for name, column in self.scores.items()},
            self.settled[chosen],
            self.splits[chosen],
        )


def gather(datasets: Mapping[str, Sequence[Case]], embedder: OnnxEmbedder) -> Answers:
    """Minutes: every text is encoded once, for the embedding grader and the local one together."""
    remembering = Remembering(embedder)
    kept = {name: _together([case for case in cases if _scorable(case.answer)]) for name, cases in datasets.items()}
    measured = examples(kept, remembering)
    cases = [case for some in kept.values() for case in some]
    if [case.score for case in cases] != list(measured.given):
        raise ValueError("the answers were measured in another order than they were gathered in")
    questions = _questions(cases)
    graders = (LengthGrader(), OverlapGrader(), LexicalGrader(), EmbeddingGrader(remembering))
    scores = {grader.name: _scores(grader, cases, questions) for grader in graders}
    splits = np.array([case.split for case in cases])
    scored = ~np.isnan(np.sum(list(scores.values()), axis=0))
    return Answers(measured, scores, _settled(cases, questions), splits).part(scored)


class Remembering(OnnxEmbedder):
    """Gives the vector of a text that was encoded token by token without encoding it again."""

    def __init__(self, embedder: OnnxEmbedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(new, self._embedder.encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts]) if texts else self._embedder.encode(texts)

    def encode_tokens(self, texts: Sequence[str]) -> list[EncodedText]:
        encoded = self._embedder.encode_tokens(texts)
        self._vectors.update(zip(texts, (text.vector for text in encoded), strict=True))
        return encoded


def _together(cases: Sequence[Case]) -> list[Case]:
    """The answers to a question one after another: the order in which they are measured."""
    groups = defaultdict[tuple[str, str, str], list[Case]](list)
    for case in cases:
        groups[case.question_id, case.question, case.reference].append(case)
    return [case for group in groups.values() for case in group]


def _scorable(answer: str) -> bool:
    return len(answer) <= MAX_CHARACTERS and bool(clauses(cleaned(answer).text))


def _questions(cases: Sequence[Case]) -> Mapping[tuple[str, str], Question]:
    """Key points are extracted once a reference."""
    return {asked: referenced(*asked) for asked in dict.fromkeys((case.question, case.reference) for case in cases)}


def _settled(cases: Sequence[Case], questions: Mapping[tuple[str, str], Question]) -> Flags:
    screened = (screen(questions[case.question, case.reference], case.answer, cleaned(case.answer)) for case in cases)
    return np.array([bool(found.empty) for found in screened])


def _scores(grader: Grader, cases: Sequence[Case], questions: Mapping[tuple[str, str], Question]) -> Numbers:
    """NaN where there is no score."""
    grades = (grader.grade(questions[case.question, case.reference], case.answer) for case in cases)
    return np.array([grade.score if isinstance(grade, Graded) else np.nan for grade in grades])
