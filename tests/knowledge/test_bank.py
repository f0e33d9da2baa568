import pytest

from knowledge.bank import bank_files, parse
from knowledge.errors import BadBank
from knowledge.question import Level, Question

QUESTION = """---
topic: Pooling
order: 1
---

# Pooling

## What does pooling do?

level: basic

rephrasing: What is the effect of pooling?

### Reference

Pooling shrinks a feature map. Max pooling keeps the
largest value. Pooling learns nothing.

### Key points

- (3) size: Pooling shrinks a feature map.
- (2) maximum: Max pooling keeps the largest value.
- (1) parameters: Pooling learns nothing.

### Hints

1. Think of windows.
2. Think of size.
3. The largest value of each window is what?

### Follow-ups

- size: By how much?
- maximum: Why that one?

### Misconceptions

- size: Pooling enlarges a map.
- parameters: Pooling has weights.

### Sources

- A book (2016), section 9.3
"""


def test_a_question_is_read_with_all_its_parts() -> None:
    _, (question,) = parse("a.md", QUESTION)
    assert (question.text, question.topic, question.level) == (
        "What does pooling do?",
        "Pooling",
        Level.BASIC,
    )
    assert [(point.label, point.weight) for point in question.key_points] == [
        ("size", 3.0),
        ("maximum", 2.0),
        ("parameters", 1.0),
    ]
    assert question.follow_ups[1].key_point == 1
    assert question.misconceptions[1].key_point == 2
    assert len(question.hints) == 3


def test_a_wrapped_sentence_is_found_in_the_reference() -> None:
    _, (question,) = parse("a.md", QUESTION)
    assert question.passage(question.key_points[1]) == "Max pooling keeps the largest value."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("(1) parameters: Pooling learns nothing.", "(1) parameters: Pooling learns.!", "does not contain"),
        ("- (1) parameters:", "- parameters:", "a weight of 1 to 3"),
        ("- size: By how much?", "- sise: By how much?", "starts with the label"),
        ("(2) maximum", "(2) size", "share a label"),
        ("level: basic", "level: easy", "level"),
        ("1. Think of windows.\n", "", "Hints"),
        ("### Sources", "### Literature", "Literature"),
        ("topic: Pooling\n", "", "header"),
        ("## What", "What", "no question"),
    ],
)
def test_what_breaks_the_format_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(BadBank, match=message):
        parse("a.md", QUESTION.replace(old, new, 1))


@pytest.fixture(scope="module")
def bank() -> list[Question]:
    return [question for name, text in bank_files() for question in parse(name, text)[1]]


def test_the_bank_has_at_least_240_questions(bank: list[Question]) -> None:
    assert len(bank) >= 240


def test_each_topic_has_at_least_six_questions_of_all_levels(bank: list[Question]) -> None:
    topics: dict[str, list[Level]] = {}
    for question in bank:
        topics.setdefault(question.topic, []).append(question.level)
    assert {topic: len(levels) for topic, levels in topics.items() if len(levels) < 6} == {}
    assert {topic: sorted(set(levels)) for topic, levels in topics.items() if set(levels) != set(Level)} == {}


def test_each_file_is_a_topic_of_its_own() -> None:
    names = [parse(name, text)[0].title for name, text in bank_files()]
    assert sorted(set(names)) == sorted(names)


def test_no_two_questions_of_the_bank_are_one(bank: list[Question]) -> None:
    assert len({question.id for question in bank}) == len({question.text.casefold() for question in bank}) == len(bank)


def test_no_hint_or_follow_up_gives_a_key_point_away_whole(bank: list[Question]) -> None:
    for question in bank:
        said = [*question.hints, *(follow_up.text for follow_up in question.follow_ups), question.rephrasing]
        for point in question.key_points:
            assert not any(point.text.rstrip(".").casefold() in text.casefold() for text in said), question.text


def test_every_key_point_of_the_bank_names_its_subject(bank: list[Question]) -> None:
    for question in bank:
        for point in question.key_points:
            assert point.text.split()[0] not in {"It", "This", "They", "These", "That", "Those"}, point.text
