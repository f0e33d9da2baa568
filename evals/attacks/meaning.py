"""Right answers with their meaning turned round, taken back, or kept in other words."""

from collections.abc import Callable, Iterator
from itertools import cycle

from evals.attacks.attack import Setting, Side, Trial, controlled
from evals.attacks.items import answers_of, pairs_of
from evals.attacks.pairs import Reversing

_TAKEN_BACK = (
    "But actually the opposite of all that is true.",
    "Or maybe it is not like that at all but just the other way round.",
    "In fact everything that I have just said is wrong.",
    "It is either this or the exact reverse, I cannot tell which.",
)


def reversal(kind: Reversing) -> Callable[[Setting], Iterator[Trial]]:
    def make(setting: Setting) -> Iterator[Trial]:
        pairs = pairs_of(setting.material.reversed_by(kind), setting.cases, setting.random)
        for place, pair in enumerate(pairs):
            question = setting.material.asked(pair)
            yield controlled(Side(question, pair.right), Side(question, pair.reversed), place)

    return make


def taken_back(setting: Setting) -> Iterator[Trial]:
    pairs = pairs_of(setting.material.reversals, setting.cases, setting.random)
    for place, (pair, words) in enumerate(zip(pairs, cycle(_TAKEN_BACK), strict=False)):
        question = setting.material.asked(pair)
        yield controlled(Side(question, pair.right), Side(question, f"{pair.right} {words}"), place, words)


def both_ways(setting: Setting) -> Iterator[Trial]:
    """Every option is listed: the right answer and its reversal, in either order."""
    pairs = pairs_of(setting.material.reversals, setting.cases, setting.random)
    for place, pair in enumerate(pairs):
        question = setting.material.asked(pair)
        first, second = (pair.right, pair.reversed) if place % 2 else (pair.reversed, pair.right)
        both = f"There are two possibilities. {first} Or else: {second}"
        yield controlled(Side(question, pair.right), Side(question, both), place)


def scrambled(setting: Setting) -> Iterator[Trial]:
    """The words of a good answer in any order."""
    for place, good in enumerate(answers_of(setting.material.good, setting.cases, setting.random)):
        words = good.text.split()
        setting.random.shuffle(words)
        yield controlled(Side(good.question, good.text), Side(good.question, " ".join(words)), place)


def other_words(setting: Setting) -> Iterator[Trial]:
    for place, pair in enumerate(pairs_of(setting.material.paraphrases, setting.cases, setting.random)):
        question = setting.material.asked(pair)
        yield controlled(Side(question, pair.plain), Side(question, pair.other_words), place)
