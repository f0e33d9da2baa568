from knowledge.document import Block, BlockKind
from knowledge.extract.promotion import promoted, terms
from knowledge.readers.shapes import TERM_LEVEL

HEADING, PARAGRAPH, BULLET, ROW = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.TABLE_ROW


def block(kind: BlockKind, text: str, level: int = 0) -> Block:
    return Block(kind, text, 0, len(text), level)


def shown(*blocks: Block) -> list[tuple[BlockKind, str]]:
    return [(made.kind, made.text) for made in promoted(blocks)]


def test_a_number_on_its_own_marks_the_question_behind_it() -> None:
    assert shown(block(HEADING, "Question 3", 2), block(PARAGRAPH, "Sketch a cell.")) == [(HEADING, "Sketch a cell.")]


def test_an_answer_sign_on_its_own_goes() -> None:
    assert shown(block(PARAGRAPH, "Answer:"), block(PARAGRAPH, "A step.")) == [(PARAGRAPH, "A step.")]


def test_an_item_that_asks_is_a_heading_and_its_answer_moves_out() -> None:
    made = promoted([block(BULLET, "What is stride?"), block(BULLET, "a step", 1)])
    assert [(one.kind, one.level) for one in made] == [(HEADING, 6), (BULLET, 0)]


def test_an_item_that_asks_without_an_answer_stays() -> None:
    assert shown(block(BULLET, "What is stride?")) == [(BULLET, "What is stride?")]


def test_an_item_marked_as_an_answer_is_a_paragraph() -> None:
    assert shown(block(BULLET, "Answer: a step", 1)) == [(PARAGRAPH, "a step")]


def test_the_rows_of_a_table_of_questions_are_questions() -> None:
    assert shown(block(ROW, "Question | Answer", 1), block(ROW, "What is stride? | a step")) == [
        (HEADING, "What is stride?"),
        (PARAGRAPH, "a step"),
    ]


def test_another_table_stays() -> None:
    assert shown(block(ROW, "CNN | RNN", 1), block(ROW, "grids | sequences"))[1] == (ROW, "grids | sequences")


def test_the_option_that_is_right_stands_for_its_letter() -> None:
    assert shown(
        block(HEADING, "Which has weights?"),
        block(PARAGRAPH, "A) pooling"),
        block(PARAGRAPH, "B) convolution"),
        block(PARAGRAPH, "B"),
    ) == [(HEADING, "Which has weights?"), (PARAGRAPH, "convolution")]


def test_the_entries_of_a_glossary_are_terms() -> None:
    made = terms([block(HEADING, "Key terms", 2), block(PARAGRAPH, "Stride: the step of a kernel.")])
    assert [(one.text, one.level) for one in made[1:]] == [("Stride", TERM_LEVEL), ("the step of a kernel.", 0)]


def test_labels_elsewhere_are_no_terms() -> None:
    text = block(PARAGRAPH, "Stride: the step of a kernel.")
    assert terms([block(HEADING, "Convolution", 2), text])[1] == text
