"""Whether a grader gives longer answers more than people do."""

import numpy as np
from scipy import stats

from evals.statistics.interval import ALPHA, FEW_QUESTIONS, Interval
from evals.statistics.pairs import Numbers, Pairs


def length_bias(pairs: Pairs, words: Numbers) -> Interval:
    """
    By how much more of the scale the grader gives than people when an answer has e times the words (n,), at the same
    human score.

    The coefficient of log(1 + words) in a least-squares fit of graded - given on it, the human score and a constant.
    Its error is found by leaving out each question once (CR3 of MacKinnon, Nielsen and Webb 2023), as the sandwich of
    statsmodels is too sure with tens of questions; the interval is of t with the questions less one. Longer answers
    are better as a rule, and where people's scores do not tell all of it, some shows here: only an answer padded on
    purpose proves a bias.
    """
    questions = len(pairs.names)
    columns = [np.log1p(words), np.ones(len(words)), *([pairs.given] if len(np.unique(pairs.given)) > 1 else [])]
    known = np.column_stack(columns)
    if questions < 2 or np.linalg.matrix_rank(known) < len(columns):
        return Interval(None, None, None, "undefined: one question, or lengths that the human scores settle")
    value, without = _coefficients(pairs, known)
    error = np.sqrt((questions - 1) / questions * ((without - value) ** 2).sum())
    reach = float(stats.t.ppf(1 - ALPHA / 2, questions - 1) * error)
    note = f"only {questions} questions" if questions < FEW_QUESTIONS else ""
    return Interval(value, value - reach, value + reach, note)


def _coefficients(pairs: Pairs, known: Numbers) -> tuple[float, Numbers]:
    """That of the first column over all answers, and (questions,) without those to each question."""
    wanted, width = pairs.graded - pairs.given, known.shape[1]
    squares = pairs.sums(*(known[:, i] * known[:, j] for i in range(width) for j in range(width)))
    squares = squares.reshape(-1, width, width)
    products = pairs.sums(*(known[:, i] * wanted for i in range(width)))
    left = np.linalg.pinv(squares.sum(axis=0) - squares, hermitian=True)
    without = np.einsum("qj,qj->q", left[:, 0], products.sum(axis=0) - products)
    return float(np.linalg.lstsq(known, wanted, rcond=None)[0][0]), without
