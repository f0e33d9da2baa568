"""
What is wrong with a question of the bank, rule by rule: each gives sentences that name the defect and the remedy.

The thresholds were measured on the whole bank; docs/lab-log.md, 2026-11-25, has the figures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from interviewer.grading.evidence import negated, stems, terms, words
from knowledge.embedder import Vectors
from knowledge.question import Question

GIVEN_AWAY = 0.6
LEAST_GIVEN = 3
MOST_WORDS = 32
HARDEST = 15.0
ALIKE_TITLES = 0.8
ALIKE_POINTS = 0.4
MOST_REPEATING = 1

_APART = "ask something else, or make one question of the two"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_TOKEN = re.compile(r"[A-Za-z0-9][\w'-]*")
_LETTERS = re.compile(r"(?<![\w.])[A-Za-z]+(?!\w)")
_GRAMMAR = frozenset(
    """
    a an and are as at be been by did do does each every for from had has have in is it its of on or that the their
    them then there these they this those to was were which with
""".split()
)
_BRITISH = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"(behavi|col|fav|neighb)or(s|ed|ing|al|able|ite|hood|hoods|less)?", r"\1our\2"),
        (r"(cancel|channel|label|model|signal|travel)(ed|ing|er|ers)", r"\1l\2"),
        (r"center(s?)", r"centre\1"),
        (r"center(ed|ing)", r"centr\1"),
        (r"gray(s|er|ish|scale)?", r"grey\1"),
        (r"artifact(s?)", r"artefact\1"),
        (r"catalog(s?)", r"catalogue\1"),
        (r"skeptic(s|al|ism)?", r"sceptic\1"),
        (r"(anal|paral|catal)yz(e|ed|es|er|ers|ing)", r"\1ys\2"),
        (
            r"(?!(?:cap|down|over|re|under|up)siz|priz|seiz)([a-z]{2,})iz(e|ed|es|er|ers|ing|able|ation|ations)",
            r"\1is\2",
        ),
    )
)


def giveaways(question: Question) -> Iterator[str]:
    """
    Hints, follow-ups and the rephrasing that say too many of a key point's own content words.

    Own are those that the title does not give. Fewer than three shared words are chance.
    """
    given = terms(question.text)
    for name, text in _said(question):
        said = terms(text)
        for point in question.key_points:
            own = terms(point.text) - given
            shared = own & said
            if len(shared) >= LEAST_GIVEN and len(shared) >= GIVEN_AWAY * len(own):
                yield (
                    f"the {name} says {len(shared)} of the {len(own)} words of the key point '{point.label}' "
                    f"({', '.join(sorted(shared))}); use other words"
                )


def repetitions(question: Question) -> Iterator[str]:
    """
    Misconceptions that repeat their key point: at most one word is new, grammar aside, and nothing is denied.

    Numbers count as words. Roles that are swapped with the same words are found too, wrongly.
    """
    for misconception in question.misconceptions:
        point = question.key_points[misconception.key_point]
        said = " ".join(word for word in words(misconception.text) if word not in _GRAMMAR)
        new = stems(said) - stems(point.text)
        if len(new) <= MOST_REPEATING and negated(misconception.text) == negated(point.text):
            yield (
                f"the misconception '{misconception.text}' repeats the key point '{point.label}'; "
                "say in other words what a wrong candidate claims"
            )


def hard_to_read(question: Question) -> Iterator[str]:
    """Long sentences of the reference, and a reference whose sentences and words are long throughout."""
    for sentence in _SENTENCE_END.split(question.reference):
        length = len(_TOKEN.findall(sentence))
        if length > MOST_WORDS:
            yield f"the sentence '{sentence[:40]}…' has {length} words, at most {MOST_WORDS}; split it"
    level = reading_level(question.reference)
    if level > HARDEST:
        yield (
            f"the reference has the reading level {level:.1f}, at most {HARDEST:.0f}; "
            "shorten its sentences or use shorter words"
        )


def reading_level(text: str) -> float:
    """The school year that can read the text: the Automated Readability Index (Smith and Senter, 1967)."""
    found = _TOKEN.findall(text)
    sentences = len(_SENTENCE_END.split(text))
    return 4.71 * sum(map(len, found)) / len(found) + 0.5 * len(found) / sentences - 21.43


def american(question: Question) -> Iterator[str]:
    """Words in American spelling; the sources keep their titles as they are."""
    for text in texts(question):
        for word in _LETTERS.findall(text):
            for pattern, british in _BRITISH:
                match = pattern.fullmatch(word[0].lower() + word[1:])
                if match:
                    yield f"'{word}' is American; write '{match.expand(british)}'"
        if re.search(r"\bper cent\b", text, re.IGNORECASE):
            yield "'per cent' is 'percent' elsewhere in the bank; write 'percent'"


def misspelt(question: Question, corrections: Mapping[str, str]) -> Iterator[str]:
    """Words with a known correction."""
    for text in texts(question):
        for word in _LETTERS.findall(text):
            if word in corrections:
                yield f"'{word}' is misspelt; write '{corrections[word]}'"


def vocabulary(questions: Sequence[Question]) -> list[str]:
    """Every word of the questions' texts once, sorted."""
    return sorted({word for question in questions for text in texts(question) for word in _LETTERS.findall(text)})


def texts(question: Question) -> Iterator[str]:
    """Everything of a question that was written for it: all but its sources."""
    yield from (question.text, question.rephrasing, question.reference, *question.hints)
    yield from (point.label for point in question.key_points)
    yield from (follow_up.text for follow_up in question.follow_ups)
    yield from (misconception.text for misconception in question.misconceptions)


def twins(questions: Sequence[Question], titles: Vectors) -> Iterator[tuple[int, str]]:
    """
    (position, sentence) of each question that an earlier one asks already.

    ``titles`` is (n, dimension), at unit length. Key points are compared by the share of words that both questions'
    have of the words that either has.
    """
    points = [terms(" ".join(point.text for point in question.key_points)) for question in questions]
    cosines = titles @ titles.T
    for later, question in enumerate(questions):
        for earlier in range(later):
            other = questions[earlier].text
            share = len(points[later] & points[earlier]) / len(points[later] | points[earlier])
            if question.text.casefold() == other.casefold():
                yield later, "an earlier question has the same title; remove one"
            elif cosines[later, earlier] >= ALIKE_TITLES:
                yield later, f"its title says the same as '{other}' (cosine {cosines[later, earlier]:.2f}); {_APART}"
            if share >= ALIKE_POINTS:
                yield later, f"its key points share {share:.0%} of their words with those of '{other}'; {_APART}"


def _said(question: Question) -> Iterator[tuple[str, str]]:
    yield "rephrasing", question.rephrasing
    yield from ((f"hint {number}", hint) for number, hint in enumerate(question.hints, 1))
    yield from ((f"follow-up {number}", asked.text) for number, asked in enumerate(question.follow_ups, 1))
