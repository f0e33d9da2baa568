"""Fits the head of the ``local`` grader to human scores, and measures it on what it was not fitted to."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.answers import CandidateAnswer
from evals.cases import Case
from evals.statistics.figures import FIGURES
from evals.statistics.pairs import Pairs
from interviewer.grading.embedding import judge
from interviewer.grading.evidence import clauses, cleaned
from interviewer.grading.features import FEATURES, Measured, expect, measure, stacked
from interviewer.grading.head import Head, Reliability
from knowledge.embedder import EncodedText, OnnxEmbedder
from knowledge.extract import referenced
from knowledge.question import Question

ALPHA = 1_000.0
AUTHORED = "bank"
FALSE_IN_RIGHT_WORDS = "wrong"
FOLDS = 10
BINS = 8
SAMPLES, SEED = 1000, 20260101

Numbers = NDArray[np.float64]
Example = tuple[Measured, float, str, str]
"""What was measured of an answer, its score, its dataset, and its question."""


@dataclass(frozen=True)
class Examples:
    """What was ``measured`` of n answers, ``given`` (n,) in 0..1, and of each its dataset and its question."""

    measured: NDArray[np.object_]
    given: Numbers
    datasets: NDArray[np.str_]
    questions: NDArray[np.str_]

    def part(self, chosen: NDArray[np.bool_]) -> "Examples":
        return Examples(self.measured[chosen], self.given[chosen], self.datasets[chosen], self.questions[chosen])

    @property
    def rows(self) -> Numbers:
        """(n, features)."""
        return np.stack([found.row for found in self.measured])


def examples(datasets: Mapping[str, Sequence[Case]], embedder: OnnxEmbedder) -> Examples:
    """What is measured of every answer that has a clause; blank answers never reach the head."""
    found: list[Example] = []
    for dataset, cases in datasets.items():
        asked = defaultdict[tuple[str, str, str], list[Case]](list)
        for case in cases:
            asked[case.question_id, case.question, case.reference].append(case)
        for (number, text, reference), answered in asked.items():
            scored = [(case.answer, case.score) for case in answered]
            found += _measured((dataset, number), referenced(text, reference), scored, embedder)
    return _gathered(found)


def authored(answers: Sequence[CandidateAnswer], bank: Mapping[str, Question], embedder: OnnxEmbedder) -> Examples:
    """
    What is measured of authored answers to the bank's questions.

    Those that are false in the reference's own words are left out: the head weighs how much is covered, and would
    learn from them that the right words are wrong. To see what is false is for the verdicts.
    """
    asked = defaultdict[str, list[CandidateAnswer]](list)
    for answer in answers:
        if answer.kind != FALSE_IN_RIGHT_WORDS:
            asked[answer.question_id].append(answer)
    found: list[Example] = []
    for number, answered in asked.items():
        scored = [(answer.answer, answer.score) for answer in answered]
        found += _measured((AUTHORED, number), bank[number], scored, embedder)
    return _gathered(found)


def joined(*parts: Examples) -> Examples:
    return Examples(
        np.concatenate([part.measured for part in parts]),
        np.concatenate([part.given for part in parts]),
        np.concatenate([part.datasets for part in parts]),
        np.concatenate([part.questions for part in parts]),
    )


def _measured(
    place: tuple[str, str], question: Question, scored: Sequence[tuple[str, float]], embedder: OnnxEmbedder
) -> Iterator[Example]:
    """``place`` is the dataset and the question's name in it; ``scored`` are answers to it with their scores."""
    expected = expect(embedder, question)
    said = {answer: _clauses(answer) for answer, _ in scored}
    vectors = _encoded(sorted({clause for texts in said.values() for clause in texts}), embedder)
    for answer, score in scored:
        texts = said[answer]
        if texts:
            spoken = [vectors[clause] for clause in texts]
            findings = judge(question, expected.claims, texts, stacked(spoken))
            yield measure(question, expected, spoken, findings), score, place[0], "/".join(place)


def _gathered(found: Sequence[Example]) -> Examples:
    measured, given, datasets, questions = zip(*found, strict=True)
    return Examples(_objects(measured), np.array(given), np.array(datasets), np.array(questions))


def fit(train: Examples, reliability: tuple[Reliability, ...]) -> Head:
    """Ridge regression; each dataset weighs the same in all, and a question by the root of its answers."""
    from sklearn.linear_model import Ridge

    mean, scale = train.rows.mean(axis=0), np.maximum(train.rows.std(axis=0), 1e-6)
    steps = np.clip((train.rows - mean) / scale, -3, 3)
    model = Ridge(ALPHA).fit(steps, train.given, sample_weight=_weights(train))
    digest = hashlib.sha256(np.round(model.coef_, 6).tobytes()).hexdigest()[:8]
    return Head(
        version=f"3-{digest}",
        trained_on=", ".join(f"{name} ({int((train.datasets == name).sum())})" for name in np.unique(train.datasets)),
        features=FEATURES,
        mean=_rounded(mean),
        scale=_rounded(scale),
        coefficients=_rounded(model.coef_),
        intercept=round(float(model.intercept_), 6),
        reliability=reliability,
    )


def trained(data: Examples) -> tuple[Head, list[str]]:
    """The head fitted to everything, and lines that tell how heads fitted to a part of it did on the rest."""
    lines = []
    unseen = np.zeros(len(data.given))
    for name in np.unique(data.datasets):
        inside = data.datasets == name
        if not inside.all():
            unseen[inside] = _scores(_head(data.part(~inside)), data.measured[inside])
            lines.append(_line(f"{name}, dataset not trained on", data.part(inside), unseen[inside]))
    folds = _folds(data.questions)
    for fold in range(FOLDS):
        inside = folds == fold
        unseen[inside] = _scores(_head(data.part(~inside)), data.measured[inside])
    for name in np.unique(data.datasets):
        inside = data.datasets == name
        lines.append(_line(f"{name}, questions not trained on", data.part(inside), unseen[inside]))
    graduated = np.isin(data.datasets, [n for n in np.unique(data.datasets) if _graduated(data, n) and n != AUTHORED])
    known = graduated if graduated.any() else np.ones_like(graduated)
    return fit(data, reliability(unseen[known], data.given[known])), lines


def reliability(scores: Numbers, given: Numbers) -> tuple[Reliability, ...]:
    """In bins of equally many scores: how many are within 0.25 of the human score."""
    edges = np.unique(np.quantile(scores, np.linspace(0, 1, BINS + 1)[1:-1]))
    place = np.digitize(scores, edges)
    near = np.abs(scores - given) <= 0.25
    highest = [*map(float, edges), 1.01]
    return tuple(
        Reliability(below=round(edge, 4), share=round(float(near[place == number].mean()), 4))
        for number, edge in enumerate(highest)
        if (place == number).any()
    )


def _graduated(data: Examples, dataset: str) -> bool:
    """Whether people gave partial credit: right-or-wrong scores are far from every score in the middle."""
    return len(np.unique(data.given[data.datasets == dataset])) > 2


def _head(train: Examples) -> Head:
    return fit(train, (Reliability(below=1.01, share=0.0),))


def _scores(head: Head, measured: NDArray[np.object_]) -> Numbers:
    return np.array([head.score(found) for found in measured])


def _line(name: str, part: Examples, scores: Numbers) -> str:
    pairs = Pairs(part.given, scores, part.questions)
    figures = (
        f"{label} {found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"
        for label, name in (("Pearson", "pearson"), ("RMSE", "rmse"))
        for found in [FIGURES[name].bootstrapped(pairs, SAMPLES, SEED)]
    )
    return f"{name}: {', '.join(figures)} ({len(scores)} answers)"


def _folds(questions: NDArray[np.str_]) -> NDArray[np.int64]:
    """A question's fold, by its name alone: the same wherever and whenever this runs."""
    return np.array([int(hashlib.sha256(str(name).encode()).hexdigest(), 16) % FOLDS for name in questions])


def _weights(train: Examples) -> Numbers:
    _, inverse, counts = np.unique(train.questions, return_inverse=True, return_counts=True)
    weights: Numbers = 1 / np.sqrt(counts[inverse])
    for name in np.unique(train.datasets):
        inside = train.datasets == name
        weights[inside] /= weights[inside].sum()
    balanced: Numbers = weights * len(weights) / weights.sum()
    return balanced


def _clauses(answer: str) -> list[str]:
    text = cleaned(answer).text
    return [text[start:end] for start, end in clauses(text)]


def _encoded(texts: Sequence[str], embedder: OnnxEmbedder) -> dict[str, EncodedText]:
    return dict(zip(texts, embedder.encode_tokens(texts), strict=True))


def _objects(measured: Sequence[Measured]) -> NDArray[np.object_]:
    """One object a place: numpy would look into them otherwise."""
    found = np.empty(len(measured), object)
    found[:] = measured
    return found


def _rounded(values: Numbers) -> tuple[float, ...]:
    return tuple(round(float(value), 6) for value in values)
