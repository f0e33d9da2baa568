"""What attacks are made of: the bank's questions, authored answers to them, good and bad, and authored pairs."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TypeVar

from evals.attacks.pairs import (
    PARAPHRASES,
    POLISHED,
    REVERSALS,
    Pair,
    PairT,
    Paraphrase,
    Polished,
    Reversal,
    Reversing,
    load_pairs,
)
from evals.cases import load_cases
from interviewer.grading.evidence import terms
from knowledge.bank import bank_files, parse
from knowledge.question import Question

GOLDEN = Path(__file__).parent.parent / "data" / "golden.jsonl"
_BAD = {"misconception", "vague", "off_topic"}
_GOOD = {"full", "partial", "terse"}
_UNRELATED = 0.1
HARMLESS = (
    "That is how I would explain it to a new colleague.",
    "At least that is how we looked at it when it came up in my last team.",
    "That would be the short answer to this question.",
    "I could say more about it if there is time later on.",
    "I hope that this answers what you wanted to know about it, as far as I can remember.",
    "That is how I would put it, and I would be glad to say more about it later.",
    "This is what I learned about it some time ago, from a course that I took back then.",
)
"""Sentences about an answer that add nothing to it and ask for nothing."""

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Answered:
    """An answer that is known to be good, or bad."""

    question: Question
    text: str


@dataclass(frozen=True)
class Material:
    """Everything by question of the built-in bank. Pairs are asked with only the key points that they are about."""

    questions: tuple[Question, ...]
    good: tuple[Answered, ...]
    bad: tuple[Answered, ...]
    reversals: tuple[Reversal, ...]
    paraphrases: tuple[Paraphrase, ...]
    polished: tuple[Polished, ...]

    def asked(self, pair: Pair) -> Question:
        """The question of a pair, narrowed to its key points."""
        question = next(known for known in self.questions if known.id == pair.question_id)
        return narrowed(question, set(pair.points))

    def reversed_by(self, kind: Reversing) -> tuple[Reversal, ...]:
        return tuple(pair for pair in self.reversals if pair.kind is kind)

    def elsewhere(self, question: Question, random: Random) -> Question:
        """A question of another topic."""
        return random.choice([other for other in self.questions if other.topic != question.topic])

    def unrelated(self, question: Question) -> list[Question]:
        """Of the questions of other topics the tenth that has the least to do with this one."""
        others = [other for other in self.questions if other.topic != question.topic]
        others.sort(key=lambda other: (self._relation(question, other), other.id))
        return others[: max(1, round(_UNRELATED * len(others)))]

    def _relation(self, one: Question, other: Question) -> float:
        """How much the two share of what they say, rare words before common ones."""
        first, second = self._said[one.id], self._said[other.id]
        return sum(self._rarity[term] for term in first & second) / math.sqrt(len(first) * len(second))

    @cached_property
    def _said(self) -> dict[str, frozenset[str]]:
        return {asked.id: terms(f"{asked.topic} {asked.text} {asked.reference}") for asked in self.questions}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        counts = Counter(term for said in self._said.values() for term in said)
        return {term: math.log(len(self._said) / count) for term, count in counts.items()}


def load_material() -> Material:
    """The material that is shipped. Raises BadBank, BadCases, BadPairs."""
    questions = tuple(question for file in bank_files() for question in parse(*file)[1])
    labels = {question.id: {point.label for point in question.key_points} for question in questions}
    golden = load_cases(GOLDEN)
    by_text = {question.text: question for question in questions}
    reversals = load_pairs(REVERSALS, Reversal, labels)
    known = [Answered(q, wrong.text) for q in questions for wrong in q.misconceptions]
    material = Material(
        questions=questions,
        good=tuple(Answered(by_text[case.question], case.answer) for case in golden if case.kind in _GOOD),
        bad=(*(Answered(by_text[case.question], case.answer) for case in golden if case.kind in _BAD), *known),
        reversals=reversals,
        paraphrases=load_pairs(PARAPHRASES, Paraphrase, labels),
        polished=load_pairs(POLISHED, Polished, labels),
    )
    own = (Answered(material.asked(pair), pair.right) for pair in reversals)
    return replace(material, good=(*material.good, *own))


def narrowed(question: Question, labels: set[str]) -> Question:
    """The question with only the key points of those labels, and the misconceptions about them."""
    kept = [place for place, point in enumerate(question.key_points) if point.label in labels]
    return with_points(question, kept)


def with_points(question: Question, places: Sequence[int]) -> Question:
    """The question with only the key points at ``places``, in that order; what is tied to them follows."""
    moved = {old: new for new, old in enumerate(places)}
    return replace(
        question,
        key_points=tuple(question.key_points[place] for place in places),
        follow_ups=tuple(
            replace(item, key_point=moved[item.key_point]) for item in question.follow_ups if item.key_point in moved
        ),
        misconceptions=tuple(
            replace(item, key_point=moved[item.key_point])
            for item in question.misconceptions
            if item.key_point in moved
        ),
    )


def lengthened(answer: str, length: int, place: int) -> str:
    """The answer with harmless sentences behind it, one at least, up to about that many characters."""
    text = answer
    for sentence in islice(cycle(HARMLESS), place % len(HARMLESS), None):
        text = f"{text} {sentence}"
        if len(text) + len(sentence) / 2 >= length:
            return text
    return text


def spread(items: Sequence[ItemT], question_of: Callable[[ItemT], str], cases: int, random: Random) -> list[ItemT]:
    """``cases`` items over as many questions as there are, each item once before any comes a second time."""
    groups: dict[str, list[ItemT]] = defaultdict(list)
    for item in random.sample(items, len(items)):
        groups[question_of(item)].append(item)
    longest = max(map(len, groups.values()), default=0)
    ordered = [group[turn] for turn in range(longest) for group in groups.values() if turn < len(group)]
    return list(islice(cycle(ordered), cases)) if ordered else []


def questions_of(material: Material, cases: int, random: Random) -> list[Question]:
    return spread(material.questions, lambda question: question.id, cases, random)


def answers_of(answers: Sequence[Answered], cases: int, random: Random) -> list[Answered]:
    return spread(answers, lambda answered: answered.question.id, cases, random)


def pairs_of(pairs: Sequence[PairT], cases: int, random: Random) -> list[PairT]:
    return spread(pairs, lambda pair: pair.question_id, cases, random)
