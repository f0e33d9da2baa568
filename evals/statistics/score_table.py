"""What people and every grader gave to the same answers, joined by the answers' ids."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from evals.statistics.pairs import Flags, Names, Numbers, Pairs


@dataclass(frozen=True)
class Human:
    """
    What people gave to one answer, in 0..1, and the part of its dataset that it is in.

    ``question`` names it among all datasets of the table: answers with the same name are drawn together.
    """

    question: str
    score: float
    split: str = ""


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """Columns (n,) of the same answers; of a grader NaN where it gave no score. ``steps`` is the human scale's."""

    ids: Names
    questions: Names
    splits: Names
    given: Numbers
    scores: Mapping[str, Numbers]
    steps: int = 4
    pass_mark: float = 0.5

    def scored(self, graders: Collection[str]) -> Flags:
        """Which answers have a score from each of them."""
        found = [np.isfinite(self.scores[grader]) for grader in graders]
        return np.all(found, axis=0) if found else np.ones(len(self.ids), np.bool_)

    def part(self, chosen: Flags) -> "ScoreTable":
        return ScoreTable(
            self.ids[chosen],
            self.questions[chosen],
            self.splits[chosen],
            self.given[chosen],
            {grader: column[chosen] for grader, column in self.scores.items()},
            self.steps,
            self.pass_mark,
        )

    def pairs(self, grader: str) -> Pairs:
        """The answers that the grader scored."""
        own = self.scored([grader])
        return Pairs(self.given[own], self.scores[grader][own], self.questions[own], self.steps, self.pass_mark)


def joined(
    given: Mapping[str, Human],
    scores: Mapping[str, Mapping[str, float | None]],
    steps: int = 4,
    pass_mark: float = 0.5,
) -> ScoreTable:
    """
    ``scores`` by grader and answer's id; what is missing, None or no finite number is no score.

    Raises ValueError for an id that nobody knows, and for a score off the scale 0..1.
    """
    ids = list(given)
    for grader, own in scores.items():
        _check(grader, own, given)
    return ScoreTable(
        np.array(ids, np.str_),
        np.array([given[i].question for i in ids], np.str_),
        np.array([given[i].split for i in ids], np.str_),
        np.array([given[i].score for i in ids], np.float64),
        {grader: np.array([_number(own.get(i)) for i in ids], np.float64) for grader, own in scores.items()},
        steps,
        pass_mark,
    )


def _check(grader: str, own: Mapping[str, float | None], given: Mapping[str, Human]) -> None:
    for name, score in own.items():
        if name not in given:
            raise ValueError(f"{grader} scored an answer {name!r} that is in no dataset given")
        if score is not None and np.isfinite(score) and not 0 <= score <= 1:
            raise ValueError(f"{grader} gave {name!r} the score {score}; scores are in 0..1")


def _number(score: float | None) -> float:
    return score if score is not None and np.isfinite(score) else np.nan
