import pytest

from knowledge.document import Block, BlockKind
from knowledge.extract.headings import is_alien, is_aspect, is_part_of, is_question, names_a_topic, topic_question
from knowledge.readers.shapes import TERM_LEVEL


def asked(heading: str, body: str = "", level: int = 2) -> str:
    block = Block(BlockKind.HEADING, heading, 0, 0, level)
    return topic_question(block, (Block(BlockKind.PARAGRAPH, body, 0, 0),))


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Pooling", "Explain pooling and when you would use it."),
        ("3.2 Max pooling", "Explain max pooling and when you would use it."),
        ("LSTM vs. GRU", "Compare LSTM and GRU: how do they differ, and when would you use each?"),
        ("How dropout works", "Explain how dropout works."),
        ("Advantages of dropout", "What are the advantages of dropout?"),
        ("The purpose of padding", "What is the purpose of padding?"),
        ("BATCH NORMALISATION", "Explain batch normalisation and when you would use it."),
        ("LSTM", "Explain LSTM and when you would use it."),
    ],
)
def test_a_topic_becomes_a_question(heading: str, question: str) -> None:
    assert asked(heading) == question


def test_a_term_is_to_be_defined() -> None:
    assert asked("Batch size", level=TERM_LEVEL, body="the batch size") == "Define batch size."


@pytest.mark.parametrize("heading", ["Drawbacks", "Pros and cons", "Why it helps", "When to use it", "Key ideas:"])
def test_a_side_of_a_topic_is_no_topic(heading: str) -> None:
    assert is_aspect(heading)
    assert not names_a_topic(heading)


@pytest.mark.parametrize(
    "heading", ["References", "Exercises", "Homework 3", "Leave a Reply", "\U0001f4da Table of Contents"]
)
def test_what_is_about_something_else_is_no_topic(heading: str) -> None:
    assert is_alien(heading)
    assert not names_a_topic(heading)


@pytest.mark.parametrize("heading", ["Vanishing gradient problems", "Support vector machines", "Recurrent networks"])
def test_topics_that_only_look_like_it_are_topics(heading: str) -> None:
    assert names_a_topic(heading)


@pytest.mark.parametrize("line", ["Was this article helpful?", "Still have questions?", "Do you accept?"])
def test_a_page_asks_its_reader_things_that_are_no_question(line: str) -> None:
    assert not is_question(line)


def test_a_heading_that_adds_a_side_to_the_one_above_is_part_of_it() -> None:
    assert is_part_of("Types of pooling", "Pooling layers")
    assert not is_part_of("Max pooling", "Pooling layers")
