"""Right answers with their meaning turned round, taken back, or kept in other words."""

from collections.abc import Callable, Iterator
from itertools import cycle

from evals.attacks.attack import Setting, Side, Trial
from evals.attacks.items import answers_of, pairs_of
from evals.attacks.pairs import Reversing

_TAKEN_BACK = (
    "But actually the opposite of all that is true.",
    "Or maybe it is not like that at all but just the other way round.",
    "In fact everything that I have just said is wrong.",
    "It is either this or the exact reverse, I cannot tell which.",
)
_CLOSING = (
    "That is how I would explain it to a new colleague.",
    "At least that is how we looked at it when it came up in my last team.",
    "That would be the short answer to this question.",
    "I could say more about it if there is time later on.",
)


def reversal(kind: Reversing) -> Callable[[Setting], Iterator[Trial]]:
    """The control closes the right answer with a sentence that adds nothing."""

    def make(setting: Setting) -> Iterator[Trial]:
        pairs = pairs_of(setting.material.reversed_by(kind), setting.cases, setting.random)
        for pair, closing in zip(pairs, cycle(_CLOSING), strict=False):
            question = setting.material.asked(pair)
            yield Trial(
                Side(question, pair.reversed), Side(question, pair.right), Side(question, f"{pair.right} {closing}")
            )

    return make


def taken_back(setting: Setting) -> Iterator[Trial]:
    pairs = pairs_of(setting.material.reversals, setting.cases, setting.random)
    for pair, words, closing in zip(pairs, cycle(_TAKEN_BACK), cycle(_CLOSING), strict=False):
        question = setting.material.asked(pair)
        yield Trial(
            Side(question, f"{pair.right} {words}"),
            Side(question, pair.right),
            Side(question, f"{pair.right} {closing}"),
            variant=words,
        )


def both_ways(setting: Setting) -> Iterator[Trial]:
    """Every option is listed: the right answer and its reversal, in either order."""
    pairs = pairs_of(setting.material.reversals, setting.cases, setting.random)
    for place, pair in enumerate(pairs):
        question = setting.material.asked(pair)
        first, second = (pair.right, pair.reversed) if place % 2 else (pair.reversed, pair.right)
        yield Trial(
            Side(question, f"There are two possibilities. {first} Or else: {second}"), Side(question, pair.right)
        )


def scrambled(setting: Setting) -> Iterator[Trial]:
    """The words of a good answer in any order."""
    for good in answers_of(setting.material.good, setting.cases, setting.random):
        words = good.text.split()
        setting.random.shuffle(words)
        yield Trial(Side(good.question, " ".join(words)), Side(good.question, good.text))


def other_words(setting: Setting) -> Iterator[Trial]:
    for pair in pairs_of(setting.material.paraphrases, setting.cases, setting.random):
        question = setting.material.asked(pair)
        yield Trial(Side(question, pair.other_words), Side(question, pair.plain))
