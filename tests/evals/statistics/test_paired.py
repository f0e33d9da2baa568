import numpy as np
import pytest
from scipy import stats

from evals.statistics import within_question
from evals.statistics.agreement import kappa
from evals.statistics.bootstrap import draws
from evals.statistics.correlation import kendall
from evals.statistics.deviation import leniency, mae
from evals.statistics.figures import FIGURES
from evals.statistics.interval import chance, difference_interval
from evals.statistics.paired import Plan, compared, holm, permuted
from evals.statistics.pairs import Figure, Pairs
from evals.statistics.score_table import Human, joined
from tests.evals.statistics.tables import table

QUICK = {"samples": 300, "permutations": 300}


@pytest.mark.parametrize("figure", [kappa, mae])
def test_two_graders_as_good_are_told_apart_at_the_level_of_the_test(figure: Figure) -> None:
    """400 simulations of 30 questions, errors shared within questions: 5 % are below 0.05."""
    chances = []
    for seed in range(400):
        made = table(30, 5, seed, {"a": 0.25, "b": 0.25})
        chances.append(permuted(figure, made.pairs("a"), made.pairs("b"), permutations=199, seed=seed))
    known = [chance for chance in chances if chance is not None]
    assert len(known) == 400
    assert np.mean(np.array(known) <= 0.05) == pytest.approx(0.05, abs=0.025)


@pytest.mark.parametrize("figure", [kappa, mae, within_question.pearson])
def test_the_interval_of_no_difference_holds_it_at_its_rate_and_the_p_value_agrees(figure: Figure) -> None:
    rejected = 0
    for seed in range(400):
        made, drawn = table(30, 5, seed, {"a": 0.25, "b": 0.25}), draws(30, 400, seed)
        apart = figure(made.pairs("a"), drawn) - figure(made.pairs("b"), drawn)
        found, p = difference_interval(apart, 30), chance(apart, 30)
        assert found.low is not None and found.high is not None and p is not None
        if abs(p - 0.05) > 0.005:  # at the edge the two round differently
            assert (p < 0.05) == (not found.low <= 0 <= found.high)
        rejected += p <= 0.05
    assert rejected / 400 == pytest.approx(0.05, abs=0.025)


def test_swapping_single_answers_would_reject_a_true_null_too_often() -> None:
    """What whole questions are swapped for: the simulation has a cluster effect."""
    rejected = 0
    for seed in range(100):
        made = table(12, 15, seed, {"a": 0.25, "b": 0.25})
        single = np.arange(180).astype(np.str_)
        a, b = (Pairs(made.given, made.scores[name], single) for name in "ab")
        rejected += (permuted(leniency, a, b, permutations=99, seed=seed) or 1) <= 0.05
    assert rejected > 20


def test_a_paired_test_finds_what_an_unpaired_one_misses() -> None:
    """Both err alike, and one a little less: a z-test of two means that share their answers sees nothing."""
    draw = np.random.default_rng(1)
    given, shared = draw.integers(5, size=240) / 4, draw.normal(0, 0.3, 240)
    questions = np.repeat(np.arange(40), 6).astype(np.str_)
    first = Pairs(given, given + shared, questions)
    second = Pairs(given, given + shared + 0.01 * np.sign(shared), questions)
    apart = [np.abs(pairs.graded - pairs.given) for pairs in (first, second)]
    unpaired = stats.ttest_ind(*apart).pvalue
    paired = permuted(mae, first, second, permutations=999)
    assert unpaired > 0.3
    assert paired is not None
    assert paired < 0.01


def test_the_permutation_is_scipys_where_every_answer_is_its_own_question() -> None:
    """All 2 ** 10 swaps of 10 answers, exactly."""
    draw = np.random.default_rng(2)
    given, questions = np.zeros(10), np.arange(10).astype(np.str_)
    first, second = draw.random(10), draw.random(10)
    exact = stats.permutation_test(
        (first, second), lambda x, y: np.mean(x - y), permutation_type="samples", n_resamples=np.inf, vectorized=False
    ).pvalue
    found = permuted(leniency, Pairs(given, first, questions), Pairs(given, second, questions), permutations=20_000)
    assert found == pytest.approx(exact, abs=0.015)


def test_the_same_scores_are_never_apart() -> None:
    made = table(30, 5, 1, {"a": 0.25})
    assert permuted(kendall, made.pairs("a"), made.pairs("a"), permutations=50) == 1


def test_a_p_value_is_never_nought() -> None:
    made = table(30, 5, 1, {"bad": 0.6, "good": 0.05})
    assert permuted(mae, made.pairs("bad"), made.pairs("good"), permutations=99) == 1 / 100


def test_columns_of_other_answers_are_refused() -> None:
    made, other = table(30, 5, 1, {"a": 0.2}), table(30, 5, 2, {"a": 0.2})
    with pytest.raises(ValueError, match="take those that both scored"):
        permuted(mae, made.pairs("a"), other.pairs("a"))


def test_an_undefined_figure_has_no_p_value() -> None:
    flat = Pairs(np.full(9, 0.5), np.full(9, 0.5), np.arange(9).astype(np.str_))
    assert permuted(kappa, flat, flat, permutations=9) is None


def test_a_difference_is_of_the_answers_that_both_scored() -> None:
    given = {str(number): Human(f"q{number // 3}", number % 3 / 2) for number in range(90)}
    right = {name: human.score for name, human in given.items()}
    half = {name: (0.0 if int(name) % 2 else None) for name in given}
    found = compared(joined(given, {"right": right, "half": half}), Plan([("right", "half")], ["mae"], **QUICK))[0]
    assert found.answers == 45
    assert found.values[0] == 0
    assert found.difference.value == pytest.approx(-np.mean([given[str(n)].score for n in range(1, 90, 2)]))


@pytest.mark.parametrize("figure", FIGURES)
def test_any_figure_can_be_compared(figure: str) -> None:
    made = table(30, 5, 4, {"good": 0.1, "bad": 0.5})
    found = compared(made, Plan([("good", "bad")], [figure], samples=60, permutations=60))[0]
    assert found.values[0] is not None and found.values[1] is not None
    assert found.difference.value == pytest.approx(found.values[0] - found.values[1])
    assert found.chance is not None
    assert found.permuted is not None
    assert found.detectable is not None


def test_p_values_are_adjusted_over_all_declared_contrasts() -> None:
    made = table(30, 5, 5, {"a": 0.2, "b": 0.23, "c": 0.26})
    found = compared(made, Plan([("a", "b"), ("a", "c"), ("b", "c")], ["mae"], **QUICK))
    assert [one.adjusted for one in found] == pytest.approx(holm([one.chance for one in found]))
    assert [one.permuted_adjusted for one in found] == pytest.approx(holm([one.permuted for one in found]))
    assert any((one.adjusted or 0) > (one.chance or 0) for one in found)


def test_holm_by_hand() -> None:
    """The least times 3, the next times 2, the last times 1, never falling; what is undefined counts for nothing."""
    assert holm([0.01, 0.04, None, 0.03]) == pytest.approx([0.03, 0.06, None, 0.06])
    assert holm([None]) == [None]


def test_graders_without_a_common_answer_have_no_difference() -> None:
    given = {"a": Human("q", 0.0), "b": Human("r", 1.0)}
    found = compared(joined(given, {"one": {"a": 0.0}, "other": {"b": 1.0}}), Plan([("one", "other")]))[0]
    assert (found.difference.value, found.chance, found.adjusted, found.detectable) == (None, None, None, None)
    assert (found.permuted, found.permuted_adjusted) == (None, None)
    assert found.difference.note == "undefined: no answer was scored by both"


def test_a_grader_or_figure_that_there_is_not_is_named() -> None:
    made = table(3, 3, 1, {"a": 0.2})
    with pytest.raises(ValueError, match="named fame, nobody"):
        compared(made, Plan([("a", "nobody")], ["fame"]))
