import pytest

from knowledge.document import Block, BlockKind
from knowledge.readers.markdown import read_markdown
from knowledge.readers.shapes import TERM_LEVEL

HEADING, PARAGRAPH, BULLET, CODE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CODE


def read(text: str) -> list[Block]:
    return list(read_markdown(text).blocks)


def shown(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(text)]


@pytest.mark.parametrize("signs", [("$$", "$$"), ("\\[", "\\]"), ("\\begin{align}", "\\end{align}")])
def test_a_formula_with_a_blank_line_in_it_stays_whole(signs: tuple[str, str]) -> None:
    formula = f"{signs[0]}\na\n\n= b\n{signs[1]}"
    assert shown(f"Text.\n\n{formula}\n\nMore.") == [(PARAGRAPH, "Text."), (CODE, formula), (PARAGRAPH, "More.")]


def test_a_formula_in_a_line_keeps_its_signs() -> None:
    assert shown(r"Let $a_i * b_i$ and \(c\) be.") == [(PARAGRAPH, r"Let $a_i * b_i$ and \(c\) be.")]


def test_prices_are_no_formula() -> None:
    assert shown("It costs $5 or *maybe* $6 a run.") == [(PARAGRAPH, "It costs $5 or maybe $6 a run.")]


def test_a_definition_list_gives_terms() -> None:
    blocks = read("Stride\n: the step of a kernel\n")
    assert [(block.text, block.level) for block in blocks] == [("Stride", TERM_LEVEL), ("the step of a kernel", 0)]


def test_a_line_that_is_only_bold_is_a_heading() -> None:
    assert shown("**Pooling**\n\nIt shrinks maps.")[0] == (HEADING, "Pooling")


def test_a_bold_sentence_is_none() -> None:
    assert shown("**Pooling has no weights.**")[0] == (PARAGRAPH, "Pooling has no weights.")


def test_a_bold_question_opens_the_paragraph_of_its_answer() -> None:
    assert shown("**What is stride?** A step of the kernel.") == [
        (HEADING, "What is stride?"),
        (PARAGRAPH, "A step of the kernel."),
    ]


@pytest.mark.parametrize("text", ["[back to top](#top)", "- [What is stride?](#stride)", "![badge](b.svg)"])
def test_what_is_only_a_link_or_picture_is_left_out(text: str) -> None:
    assert shown(text) == []


def test_the_paragraphs_of_a_numbered_question_are_its_answer() -> None:
    assert shown("1. **What is stride?**\n\n   A step.\n\n   - in pixels\n") == [
        (HEADING, "What is stride?"),
        (PARAGRAPH, "A step."),
        (BULLET, "in pixels"),
    ]


def test_a_heading_without_a_blank_is_a_heading() -> None:
    assert shown("#Pooling\nIt shrinks.") == [(HEADING, "Pooling"), (PARAGRAPH, "It shrinks.")]
