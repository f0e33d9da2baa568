"""What attacks are made of: the bank's questions, authored answers to them, good and bad, and authored pairs."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
from knowledge.bank import bank_files, parse
from knowledge.question import Question

GOLDEN = Path(__file__).parent.parent / "data" / "golden.jsonl"
_BAD = {"misconception", "vague", "off_topic"}
_GOOD = {"full", "partial", "terse"}

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
