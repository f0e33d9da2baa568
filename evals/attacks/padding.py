"""Text around an answer that adds nothing to it."""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from evals.attacks.attack import Setting, Side, Trial, controlled
from evals.attacks.items import Answered, answers_of, pairs_of
from knowledge.question import Question

FILLER = (
    "This is a topic that deserves a careful and thorough discussion, and there is a lot that could be said about it.",
    "In my experience it comes up again and again, and it is worth taking the time to think it through properly.",
    "There are of course many ways of looking at it, and each of them has something to offer.",
    "All in all it is fair to say that it plays a role that should not be underestimated.",
    "I would be happy to go into more detail on any part of this if that would be of help.",
    "It is always good to keep the bigger picture in mind and not to lose sight of what matters.",
)
UNRELATED = (
    "Water boils at a lower temperature on a high mountain than at the sea.",
    "The Danube flows through ten countries before it reaches the Black Sea.",
    "A violin has four strings, usually tuned in fifths.",
    "Honey bees tell each other the way to food by dancing.",
    "The capital of Australia is Canberra and not Sydney.",
    "A year on Mars lasts almost two years on Earth.",
    "Bread rises because yeast gives off carbon dioxide.",
    "The first railway between two cities ran from Liverpool to Manchester.",
)
PLAIN_WORDS = "window morning table river garden letter winter market bridge kitchen paper village".split()
ADVERBS = "really quite rather actually generally usually".split()
ADJECTIVES = (
    "deep learned trainable hidden convolutional large small stochastic non-linear local general optimal "
    "additional common different"
).split()
_NOUN = re.compile(
    r"\b(networks?|layers?|weights?|gradients?|models?|data|training|loss|features?|filters?|kernels?|maps?|inputs?"
    r"|outputs?|images?|samples?|errors?|units?|parameters?|steps?|state|sequences?|tasks?|set|activations?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{3,}")
_TRIGGERS = 12
_TRIGGER_WORDS = 5
_DEVELOPMENT = 8
_TRIES = 5


def trigger(setting: Setting) -> Iterator[Trial]:
    """
    One short string before every wrong answer: the best of some, found on the answers to other questions.

    The control is a string of everyday words.
    """
    questions = setting.random.sample(setting.material.questions, len(setting.material.questions))
    known = {question.id for question in questions[: len(questions) // 2]}
    seen = [bad for bad in setting.material.bad if bad.question.id in known]
    unseen = [bad for bad in setting.material.bad if bad.question.id not in known]
    development = [Side(bad.question, bad.text) for bad in answers_of(seen, _DEVELOPMENT, setting.random)]
    words = [word for question in questions if question.id in known for word in _WORD.findall(question.reference)]
    candidates = [" ".join(setting.random.sample(words, _TRIGGER_WORDS)) for _ in range(_TRIGGERS)]
    best = max(candidates, key=lambda text: _mean_score(setting, development, text))
    plain = " ".join(PLAIN_WORDS[:_TRIGGER_WORDS])
    for bad in answers_of(unseen, setting.cases, setting.random):
        before = Side(bad.question, bad.text)
        yield Trial(_prefixed(before, best), before, _prefixed(before, plain))


def _mean_score(setting: Setting, sides: Sequence[Side], text: str) -> float:
    scores = [setting.score(_prefixed(side, text)) or 0.0 for side in sides]
    return sum(scores) / len(scores)


def _prefixed(side: Side, text: str) -> Side:
    return Side(side.question, f"{text}. {side.answer}")


def inserted_words(setting: Setting) -> Iterator[Trial]:
    """Adjectives before the nouns of a wrong answer, the best of some tries; the control inserts adverbs."""
    wrong = [bad for bad in setting.material.bad if _NOUN.search(bad.text)]
    for bad in answers_of(wrong, setting.cases, setting.random):
        before = Side(bad.question, bad.text)
        tries = [Side(bad.question, _with_words(setting, bad.text, ADJECTIVES)) for _ in range(_TRIES)]
        best = max(tries, key=lambda side: setting.score(side) or 0.0)
        yield Trial(best, before, Side(bad.question, _with_words(setting, bad.text, ADVERBS)))


def _with_words(setting: Setting, text: str, words: Sequence[str]) -> str:
    return _NOUN.sub(lambda match: f"{setting.random.choice(words)} {match[0]}", text)


def keyword_sandwich(setting: Setting) -> Iterator[Trial]:
    """A wrong statement with the key terms of its question; the control has those of another question."""
    for bad in answers_of(setting.material.bad, setting.cases, setting.random):
        other = setting.material.elsewhere(bad.question, setting.random)
        yield Trial(
            Side(bad.question, f"{bad.text} Key terms: {_terms(setting, bad.question)}."),
            Side(bad.question, bad.text),
            Side(bad.question, f"{bad.text} Key terms: {_terms(setting, other)}."),
        )


def _terms(setting: Setting, question: Question) -> str:
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(question.reference) if len(word) > 5))
    return ", ".join(setting.random.sample(words, min(12, len(words))))


def question_echo(setting: Setting) -> Iterator[Trial]:
    """The question before a wrong answer; the control has another question there."""
    for bad in answers_of(setting.material.bad, setting.cases, setting.random):
        other = setting.material.elsewhere(bad.question, setting.random)
        yield Trial(
            Side(bad.question, f"You asked: {bad.question.text} My answer is this. {bad.text}"),
            Side(bad.question, bad.text),
            Side(bad.question, f"You asked: {other.text} My answer is this. {bad.text}"),
        )


def unrelated_facts(setting: Setting) -> Iterator[Trial]:
    """True sentences about other things, up to about a quarter of the answer, two at least."""
    for place, bad in enumerate(answers_of(setting.material.bad, setting.cases, setting.random)):
        count = max(2, len(bad.text.split()) // 50)
        facts = " ".join(setting.random.sample(UNRELATED, count))
        yield controlled(Side(bad.question, bad.text), Side(bad.question, f"{bad.text} {facts}"), place)


def filler_good(setting: Setting) -> Iterator[Trial]:
    yield from _filled(setting, answers_of(setting.material.good, setting.cases, setting.random))


def filler_bad(setting: Setting) -> Iterator[Trial]:
    yield from _filled(setting, answers_of(setting.material.bad, setting.cases, setting.random))


def _filled(setting: Setting, answers: Sequence[Answered]) -> Iterator[Trial]:
    for place, (answered, times) in enumerate(zip(answers, cycle((1, 3, 5)), strict=False)):
        filler = " ".join(setting.random.sample(FILLER, times))
        before = Side(answered.question, answered.text)
        after = Side(answered.question, f"{answered.text} {filler}")
        yield controlled(before, after, place, f"{times} sentences")


def repetition(setting: Setting) -> Iterator[Trial]:
    for place, good in enumerate(answers_of(setting.material.good, setting.cases, setting.random)):
        after = Side(good.question, " ".join([good.text] * 5))
        yield controlled(Side(good.question, good.text), after, place)


def shortened(setting: Setting) -> Iterator[Trial]:
    """The same claims as short as can be."""
    for place, pair in enumerate(pairs_of(setting.material.paraphrases, setting.cases, setting.random)):
        question = setting.material.asked(pair)
        yield controlled(Side(question, pair.plain), Side(question, pair.short), place)
