"""
Fits the weights of the ensemble, beside a local head of the same answers.

``local`` is trained on these answers too, so the scores that its weight is fitted to come from heads that saw no answer
to the question; and where a part is held out to be measured, neither heads nor weights saw anything of it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.members import Answers, Numbers
from evals.train import Examples, fit, joined, reliability
from interviewer.grading.head import Head, Reliability
from interviewer.grading.mix import Member, Mix

LOCAL = "local"
COMBINED = (LOCAL, "embedding", "lexical", "overlap")
FOLDS = 10
RIDGE = 0.001
"""Of the mean squared error: enough to part members that say the same, too little to move others."""
ROUTED = 0.1
"""The share of answers, those with the largest disagreement, that a person is asked about."""
_UNKNOWN = (Reliability(below=1.01, share=0.0),)

Scores = Mapping[str, Numbers]


@dataclass(frozen=True)
class Fitted:
    """What was fitted to the same answers."""

    head: Head
    mix: Mix

    def scores(self, asked: Answers) -> Scores:
        """(n,) of each member; 0 where the screening settles it."""
        return _with_local(_scored(self.head, asked), asked)


def fitted(train: Answers, versions: Mapping[str, str], also: Examples | None = None) -> Fitted:
    """
    ``versions`` are those of the members, for the weights' file; a grader that is not in it has none. ``also`` is what
    the local grader is trained on beside these answers.
    """
    unseen = unseen_scores(train, also)
    known = _graduated(train)
    looked = known & ~train.settled
    members = weighed(unseen, train, versions)
    draft = Mix(
        version="",
        trained_on=", ".join(f"{name} ({int((train.datasets == name).sum())})" for name in np.unique(train.datasets)),
        members=members,
        bounded_by=LOCAL,
        disagreement_from=1.0,
        reliability=_UNKNOWN,
    )
    scores = mixed(draft, unseen, train)
    found = {
        "version": hashlib.sha256(repr([member.model_dump() for member in members]).encode()).hexdigest()[:8],
        "reliability": reliability(scores[known], train.given[known]),
        "disagreement_from": threshold(spread(draft, unseen)[looked], scores[looked], train.given[looked]),
    }
    head = fit(_with(also, train), reliability(unseen[LOCAL][known], train.given[known]))
    return Fitted(head, Mix.model_validate(draft.model_dump() | found))


def unseen_scores(answers: Answers, also: Examples | None = None) -> Scores:
    """What each member says when ``local`` was fitted to other questions."""
    folds = folds_of(answers.questions)
    local = np.zeros(len(answers.given))
    for fold in range(FOLDS):
        inside = folds == fold
        if inside.any():
            head = fit(_with(also, answers.part(~inside)), _UNKNOWN)
            local[inside] = _scored(head, answers.part(inside))
    return _with_local(local, answers)


def weighed(scores: Scores, answers: Answers, versions: Mapping[str, str]) -> tuple[Member, ...]:
    """
    Each member put on the scale of ``local``, then weights that are not negative and add up to 1.

    ``local`` was fitted to people's scores; the others' scores get its mean and its standard deviation, so that members
    that say the same of an answer have the same opinion. Each dataset weighs the same in all, and a question by the
    root of its answers. ``scores`` are unseen ones.
    """
    from scipy.optimize import nnls

    looked = ~answers.settled
    root = np.sqrt(_balance(answers)[looked])
    given = answers.given[looked]
    lines = {name: _line(scores[name][looked], scores[LOCAL][looked], root**2) for name in scores}
    opinions = np.stack([np.clip(a + b * scores[name][looked], 0, 1) for name, (a, b) in lines.items()], axis=1)
    count = len(lines)
    ridge = np.sqrt(RIDGE) * np.eye(count)
    sure = 1e3
    system = np.vstack([opinions * root[:, None], ridge, np.full((1, count), sure)])
    found, _ = nnls(system, np.concatenate([given * root, ridge.sum(axis=1) / count, [sure]]))
    weights = [round(float(weight), 4) for weight in found / found.sum()]
    weights[int(np.argmax(found))] += round(1 - sum(weights), 4)
    return tuple(
        Member(grader=name, version=versions.get(name, ""), weight=weight, intercept=round(a, 6), slope=round(b, 6))
        for (name, (a, b)), weight in zip(lines.items(), weights, strict=True)
    )


def mixed(mix: Mix, scores: Scores, answers: Answers) -> Numbers:
    """(n,) of the ensemble, as the product computes it."""
    rows = [dict(zip(scores, row, strict=True)) for row in zip(*scores.values(), strict=True)]
    return np.where(answers.settled, 0.0, [mix.score(row) for row in rows])


def spread(mix: Mix, scores: Scores) -> Numbers:
    """(n,): from the lowest to the highest opinion that has a weight."""
    opinions = np.stack([np.clip(m.intercept + m.slope * scores[m.grader], 0, 1) for m in mix.members if m.weight])
    return np.asarray(opinions.max(axis=0) - opinions.min(axis=0))


def threshold(spreads: Numbers, scores: Numbers, given: Numbers) -> float:
    """
    The disagreement that a tenth of the answers reach; 1, so that none is large, where their scores are no further from
    the human ones than those of the others.
    """
    edge = float(np.quantile(spreads, 1 - ROUTED))
    off, routed = np.abs(scores - given), spreads >= edge
    if routed.all() or off[routed].mean() <= off[~routed].mean():
        return 1.0
    return round(edge, 3)


def folds_of(questions: NDArray[np.str_]) -> NDArray[np.int64]:
    """A question's fold, by its name alone: the same wherever and whenever this runs."""
    known = {name: int(hashlib.sha256(str(name).encode()).hexdigest(), 16) % FOLDS for name in np.unique(questions)}
    return np.array([known[name] for name in questions])


def _with(also: Examples | None, answers: Answers) -> Examples:
    return joined(answers.examples, also) if also else answers.examples


def _with_local(local: Numbers, answers: Answers) -> Scores:
    return {LOCAL: local, **{name: answers.scores[name] for name in COMBINED if name != LOCAL}}


def _scored(head: Head, asked: Answers) -> Numbers:
    return np.where(asked.settled, 0.0, [head.score(found) for found in asked.examples.measured])


def _line(scores: Numbers, wanted: Numbers, weights: Numbers) -> tuple[float, float]:
    """Intercept and slope that give scores the mean and the standard deviation of those wanted."""
    share = weights / weights.sum()
    means = [float(share @ values) for values in (scores, wanted)]
    wide, wanted_wide = (
        float(np.sqrt(share @ (values - mean) ** 2)) for values, mean in zip((scores, wanted), means, strict=True)
    )
    slope = wanted_wide / max(wide, 1e-9)
    return means[1] - slope * means[0], slope


def _balance(answers: Answers) -> Numbers:
    """(n,), adding up to 1."""
    _, place, counts = np.unique(answers.questions, return_inverse=True, return_counts=True)
    weights: Numbers = 1 / np.sqrt(counts[place])
    for name in np.unique(answers.datasets):
        inside = answers.datasets == name
        weights[inside] /= weights[inside].sum()
    balanced: Numbers = weights / weights.sum()
    return balanced


def _graduated(answers: Answers) -> NDArray[np.bool_]:
    """Which answers are of a dataset with partial credit: right-or-wrong is far from every score in the middle."""
    names = [n for n in np.unique(answers.datasets) if len(np.unique(answers.given[answers.datasets == n])) > 2]
    known = np.isin(answers.datasets, names)
    return known if known.any() else np.ones_like(known)
