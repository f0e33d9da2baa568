import numpy as np
import pytest

from evals.ensemble import COMBINED, LOCAL, fitted, folds_of, mixed, spread, threshold, unseen_scores, weighed
from evals.members import NOT_FITTED, Answers
from evals.train import Examples
from interviewer.grading.features import FEATURES, Measured
from interviewer.grading.mix import Mix
from tests.interviewer.grading.test_mix import make_member, make_mix

VERSIONS = {name: f"{name} 1" for name in COMBINED}


def make_answers(seed: int = 1, *, local: float = 0.1, lexical: float = 0.1, settled: int = 0) -> Answers:
    """
    40 questions of each of two datasets, six answers each. Local's features and the lexical score follow people's with
    that much noise, the other graders not at all; so many answers are settled by the screening.
    """
    draw = np.random.default_rng(seed)
    count = 480
    given = draw.choice([0.0, 0.25, 0.5, 0.75, 1.0], count)
    datasets = np.repeat(["one", "two"], count // 2)
    questions = np.array([f"{name}/{place // 6}" for place, name in enumerate(datasets)])
    rows = np.repeat((given + draw.normal(0, local, count))[:, None], len(FEATURES), axis=1)
    measured = np.empty(count, object)
    measured[:] = [Measured(row, relevance=1.0, core=1.0, weight=30.0, contradicted=0.0) for row in rows]
    scores = {name: draw.random(count) for name in NOT_FITTED}
    scores["lexical"] = np.clip(given + draw.normal(0, lexical, count), 0, 1)
    return Answers(
        Examples(measured, given, datasets, questions),
        scores,
        np.arange(count) < settled,
        np.where(np.arange(count) % 240 < 180, "train", "test-unseen-questions"),
    )


def weights(answers: Answers) -> dict[str, float]:
    return {member.grader: member.weight for member in weighed(unseen_scores(answers), answers, VERSIONS)}


def test_members_that_know_something_have_the_weight() -> None:
    found = weights(make_answers())
    assert found[LOCAL] > 0.2
    assert found["lexical"] > 0.2
    assert found["embedding"] + found["overlap"] < 0.1


def test_the_better_member_has_more() -> None:
    found = weights(make_answers(local=0.3, lexical=0.1))
    assert found["lexical"] > 2 * found[LOCAL]


def test_weights_are_not_negative_and_add_up_to_one() -> None:
    found = weights(make_answers())
    assert min(found.values()) >= 0
    assert sum(found.values()) == pytest.approx(1)


def test_members_that_say_the_same_have_the_same_opinion() -> None:
    answers = make_answers()
    unseen = unseen_scores(answers)
    unseen = {**unseen, "lexical": unseen[LOCAL] / 2 + 0.1}
    local, _, lexical, _ = weighed(unseen, answers, VERSIONS)
    assert [local.intercept, local.slope] == pytest.approx([0, 1], abs=1e-6)
    assert [lexical.intercept, lexical.slope] == pytest.approx([-0.2, 2], abs=1e-5)


def test_a_member_that_knows_the_opposite_has_no_weight() -> None:
    answers = make_answers()
    answers.scores["overlap"][:] = 1 - answers.given
    assert weights(answers)["overlap"] == 0


def test_the_same_answers_give_the_same_weights() -> None:
    assert fitted(make_answers(), VERSIONS).mix == fitted(make_answers(), VERSIONS).mix


def test_local_scores_come_from_heads_that_did_not_see_the_question() -> None:
    """Where one question's human scores are turned round, its own unseen scores do not move."""
    answers, other = make_answers(), make_answers()
    turned = other.questions == "one/0"
    other.given[turned] = 1 - other.given[turned]
    assert list(unseen_scores(other)[LOCAL][turned]) == list(unseen_scores(answers)[LOCAL][turned])
    fold = folds_of(answers.questions)
    elsewhere = fold != fold[turned][0]
    assert list(unseen_scores(other)[LOCAL][elsewhere]) != list(unseen_scores(answers)[LOCAL][elsewhere])


def test_what_local_is_trained_on_beside_reaches_its_unseen_scores_and_no_others() -> None:
    answers = make_answers()
    other = make_answers(seed=2)
    other.examples.given[:] = 1 - other.given
    alone, beside = unseen_scores(answers), unseen_scores(answers, other.examples)
    assert beside[LOCAL].std() < 0.5 * alone[LOCAL].std()
    assert all(list(beside[name]) == list(alone[name]) for name in alone if name != LOCAL)


def test_what_the_screening_settles_is_worth_nothing_and_is_not_fitted_to() -> None:
    answers = make_answers(settled=6)
    made = fitted(answers, VERSIONS)
    assert list(mixed(made.mix, made.scores(answers), answers)[:6]) == [0.0] * 6
    answers.scores["lexical"][:6] = 1 - answers.given[:6]
    assert weighed(unseen_scores(answers), answers, VERSIONS) == made.mix.members


def test_versions_of_the_members_are_kept_and_change_the_version() -> None:
    first, second = (fitted(make_answers(), versions).mix for versions in (VERSIONS, {**VERSIONS, LOCAL: "local 2"}))
    assert [member.version for member in first.members] == [f"{name} 1" for name in COMBINED]
    assert first.version != second.version


def test_the_ensemble_is_mixed_as_the_product_mixes_it() -> None:
    answers = make_answers()
    made = fitted(answers, VERSIONS)
    scores = made.scores(answers)
    alone = made.mix.score({name: float(column[7]) for name, column in scores.items()})
    assert mixed(made.mix, scores, answers)[7] == pytest.approx(alone)


def test_the_spread_is_that_of_members_with_a_weight() -> None:
    mix = Mix.model_validate(
        make_mix(make_member("first", 0.5), make_member("second", 0.5), make_member("third", 0.0)).model_dump()
    )
    scores = {"first": np.array([0.2]), "second": np.array([0.5]), "third": np.array([1.0])}
    assert spread(mix, scores)[0] == pytest.approx(0.3)


def test_a_person_is_asked_about_the_tenth_that_disagrees_most() -> None:
    spreads = np.linspace(0, 1, 101)
    given = np.where(spreads > 0.8, 1.0, 0.0)
    assert threshold(spreads, np.zeros(101), given) == 0.9


def test_nobody_is_asked_where_disagreement_tells_nothing() -> None:
    spreads = np.linspace(0, 1, 101)
    assert threshold(spreads, np.zeros(101), np.zeros(101)) == 1.0
    assert threshold(spreads, np.zeros(101), np.where(spreads > 0.8, 0.0, 1.0)) == 1.0


def test_members_that_all_agree_need_nobody() -> None:
    assert threshold(np.zeros(100), np.zeros(100), np.ones(100)) == 1.0
