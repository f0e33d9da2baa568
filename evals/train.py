"""Fits the head of the ``local`` grader to human scores, and measures it on what it was not fitted to."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.cases import Case
from evals.metrics import Pairs, interval, pearson, rmse
from interviewer.grading.embedding import judge
from interviewer.grading.evidence import clauses, cleaned
from interviewer.grading.features import FEATURES, Measured, expect, measure, stacked
from interviewer.grading.head import Head, Reliability
from knowledge.embedder import EncodedText, OnnxEmbedder
from knowledge.extract import referenced

ALPHA = 10_000.0
FOLDS = 10
BINS = 8
SAMPLES, SEED = 1000, 20260101

Numbers = NDArray[np.float64]


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
    measured, given, names, questions = [], [], [], []
    for dataset, cases in datasets.items():
        asked = defaultdict[tuple[str, str, str], list[Case]](list)
        for case in cases:
            asked[case.question_id, case.question, case.reference].append(case)
        for (number, text, reference), answered in asked.items():
            question = referenced(text, reference)
            expected = expect(embedder, question)
            said = {case.answer: _clauses(case.answer) for case in answered}
            vectors = _encoded(sorted({clause for texts in said.values() for clause in texts}), embedder)
            for case in answered:
                texts = said[case.answer]
                if not texts:
                    continue
                spoken = [vectors[clause] for clause in texts]
                findings = judge(question, expected.claims, texts, stacked(spoken))
                measured.append(measure(question, expected, spoken, findings))
                given.append(case.score)
                names.append(dataset)
                questions.append(f"{dataset}/{number}")
    return Examples(_objects(measured), np.array(given), np.array(names), np.array(questions))


def fit(train: Examples, reliability: tuple[Reliability, ...]) -> Head:
    """Ridge regression; each dataset weighs the same in all, and a question by the root of its answers."""
    from sklearn.linear_model import Ridge

    mean, scale = train.rows.mean(axis=0), np.maximum(train.rows.std(axis=0), 1e-6)
    steps = np.clip((train.rows - mean) / scale, -3, 3)
    model = Ridge(ALPHA).fit(steps, train.given, sample_weight=_weights(train))
    digest = hashlib.sha256(np.round(model.coef_, 6).tobytes()).hexdigest()[:8]
    return Head(
        version=f"2-{digest}",
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
    graduated = np.isin(data.datasets, [n for n in np.unique(data.datasets) if _graduated(data, n)])
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
    pairs = Pairs(given=part.given, graded=scores, questions=list(part.questions))
    figures = (
        f"{label} {found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"
        for label, metric in (("Pearson", pearson), ("RMSE", rmse))
        for found in [interval(metric, pairs, SAMPLES, SEED)]
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
