"""How much of what a text claims is said in another, token by token, in whatever words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import EncodedText

_FIRST_WORD, _WORDS = 995, 29_500
_LEAST = 0.05
_GIVEN_COUNTS = 0.02

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Weighed:
    """The states (n, d) of a text's tokens, and the weight (n,) of each: how much it says that was not given."""

    states: NDArray[np.float32]
    weights: Numbers

    @property
    def weight(self) -> float:
        return float(self.weights.sum())


def weighed(text: EncodedText, asked: EncodedText) -> Weighed:
    """
    Rare words weigh more, and words that the question gives hardly anything.

    The model's vocabulary is in the order of how common its words are, so that a token's number tells how rare it is.
    """
    rank = np.log(np.maximum(text.ids - _FIRST_WORD, 1)) / np.log(_WORDS)
    rarity = np.maximum(rank, _LEAST)
    return Weighed(
        text.states, rarity * np.maximum(1 - np.clip(_nearest(text.states, asked.states), 0, 1), _GIVEN_COUNTS)
    )


def together(texts: Sequence[Weighed]) -> Weighed:
    """Several texts as one; at least one."""
    return Weighed(np.concatenate([text.states for text in texts]), np.concatenate([text.weights for text in texts]))


def recall(claim: Weighed, said: Weighed) -> float:
    """The weighted mean, over the claim's tokens, of the cosine of the nearest token that is said; 0 without any."""
    if not claim.weight:
        return 0.0
    return float(claim.weights @ _nearest(claim.states, said.states)) / claim.weight


def _nearest(states: NDArray[np.float32], others: NDArray[np.float32]) -> Numbers:
    if not len(others):
        return np.zeros(len(states))
    nearest: Numbers = (states @ others.T).max(axis=1).astype(np.float64)
    return nearest
