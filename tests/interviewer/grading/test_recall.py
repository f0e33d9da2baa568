import numpy as np
import pytest

from interviewer.grading.recall import Weighed, recall, together, weighed
from knowledge.embedder import EncodedText

RARE, COMMON = 20_000, 1_000


def encoded(*tokens: int, ids: int = RARE) -> EncodedText:
    """Tokens whose states are axes of their own, so that two are alike only if they are the same."""
    states = np.eye(4, dtype=np.float32)[list(tokens)]
    return EncodedText(np.ones(4, np.float32), np.full(len(tokens), ids), states)


NOTHING = encoded()


def test_all_that_is_said_is_recalled() -> None:
    claim, said = weighed(encoded(0, 1), NOTHING), weighed(encoded(1, 0, 2), NOTHING)
    assert recall(claim, said) == pytest.approx(1.0)


def test_what_is_left_out_is_not() -> None:
    claim, said = weighed(encoded(0, 1), NOTHING), weighed(encoded(1, 2), NOTHING)
    assert recall(claim, said) == pytest.approx(0.5)


def test_nothing_said_recalls_nothing() -> None:
    assert recall(weighed(encoded(0), NOTHING), weighed(NOTHING, NOTHING)) == 0.0


def test_a_claim_without_a_word_is_not_recalled() -> None:
    assert recall(weighed(NOTHING, NOTHING), weighed(encoded(0), NOTHING)) == 0.0


def test_a_word_of_the_question_counts_for_hardly_anything() -> None:
    given, own = weighed(encoded(0, 1), encoded(0)).weights
    assert given < 0.05 * own


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert weighed(encoded(0), NOTHING).weight > 2 * weighed(encoded(0, ids=COMMON), NOTHING).weight


def test_texts_together_hold_all_their_tokens() -> None:
    both = together([weighed(encoded(0), NOTHING), weighed(encoded(1, 2), NOTHING)])
    assert isinstance(both, Weighed)
    assert both.states.shape == (3, 4)
    assert both.weights.shape == (3,)
