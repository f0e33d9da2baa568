import pytest

from knowledge.document import Block, BlockKind
from knowledge.extract.debris import says_nothing, without_debris


def paragraph(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, text, 0, len(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Master AI with our Bootcamp and enrol now!",
        "TODO ask about norms",
        "Please report errors.",
        "Figure 6.2: An encoder and a decoder.",
        "In this section we look at pooling.",
        "Tip: practise aloud.",
    ],
)
def test_promotions_and_words_to_the_reader_say_nothing(sentence: str) -> None:
    assert says_nothing(sentence)


@pytest.mark.parametrize(
    "sentence", ["This layer has no weights.", "Subscripts count positions.", "Save memory by sharing weights."]
)
def test_claims_say_something(sentence: str) -> None:
    assert not says_nothing(sentence)


def kept(*texts: str) -> list[str]:
    return [block.text for block in without_debris([paragraph(text) for text in texts])]


def test_a_pointer_goes_with_the_title_under_it() -> None:
    assert kept("Recommended Reads:", "25 Projects for Beginners", "Pooling has no weights.") == [
        "Pooling has no weights."
    ]


def test_a_caption_goes_and_a_formula_stays() -> None:
    assert kept("unrolled network", "cell state = conveyor belt", "A sentence ends it.") == [
        "cell state = conveyor belt",
        "A sentence ends it.",
    ]


def test_a_few_words_that_are_all_of_an_answer_stay() -> None:
    heading = Block(BlockKind.HEADING, "What is stride?", 0, 15, 2)
    assert without_debris([heading, paragraph("a step")]) == (heading, paragraph("a step"))


def test_what_the_format_says_is_a_question_stays() -> None:
    given = Block(BlockKind.HEADING, "Share this?", 0, 11, 0, given=True)
    assert without_debris([given]) == (given,)
