import pytest

from knowledge.document import Block, BlockKind
from knowledge.readers.plain import read_plain

HEADING, PARAGRAPH, BULLET, NUMBERED = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED


def read(text: str) -> list[Block]:
    return list(read_plain(text).blocks)


def shown(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(text)]


def test_page_numbers_and_running_heads_do_not_part_a_sentence() -> None:
    text = "The network learns\n\n12          CHAPTER 2. NETWORKS\n\nfrom data.\n\n                  13\n\nIt ends."
    assert shown(text)[0] == (PARAGRAPH, "The network learns from data.")


def test_a_word_parted_at_the_end_of_a_line_is_whole_again() -> None:
    assert shown("Embeddings are vec-\ntors of words.") == [(PARAGRAPH, "Embeddings are vectors of words.")]


def test_a_hyphen_that_the_text_writes_elsewhere_stays() -> None:
    text = "An encoder-decoder translates.\n\nThe encoder-\ndecoder has two parts."
    assert shown(text)[1] == (PARAGRAPH, "The encoder-decoder has two parts.")


@pytest.mark.parametrize(
    ("text", "title", "level"),
    [
        ("3.2 Pooling\n\nIt shrinks.", "Pooling", 2),
        ("Pooling\n=======\nIt shrinks.", "Pooling", 1),
        ("Pooling\n-------\n\nIt shrinks.", "Pooling", 2),
        ("=== Pooling ===\n\nIt shrinks.", "Pooling", 3),
        ("Chapter 4: Pooling\n\nIt shrinks.", "Pooling", 1),
        ("CHAPTER 4\n\nPooling\n\nIt shrinks.", "Pooling", 1),
        ("2. Pooling\n\nIt shrinks.", "Pooling", 1),
    ],
)
def test_a_heading_shows_by_its_number_or_line(text: str, title: str, level: int) -> None:
    (heading, body) = read(text)
    assert (heading.kind, heading.text, heading.level) == (HEADING, title, level)
    assert body.text == "It shrinks."


def test_numbered_steps_with_blank_lines_between_are_no_headings() -> None:
    assert {kind for kind, _ in shown("1. Read the data\n\n2. Train the model\n\n3. Test it")} == {NUMBERED}


@pytest.mark.parametrize("mark", ["Question 3 - ", "Q3) ", "Q8.2  ", "Que. 3: ", "3) ", "Interviewer: "])
def test_a_marked_question_is_a_heading_and_its_answer_is_not(mark: str) -> None:
    assert shown(f"{mark}What is stride?\nAnswer: A step.") == [(HEADING, "What is stride?"), (PARAGRAPH, "A step.")]


@pytest.mark.parametrize(
    "line", ["1. What is stride? It is the step of a kernel.", "Q: What is stride? A: It is the step of a kernel."]
)
def test_an_answer_may_go_on_in_the_line_of_its_question(line: str) -> None:
    assert shown(line) == [(HEADING, "What is stride?"), (PARAGRAPH, "It is the step of a kernel.")]


@pytest.mark.parametrize("line", ["But does the order matter?", "So why not use it everywhere?", "Why is that?"])
def test_a_rhetorical_question_is_no_heading(line: str) -> None:
    assert shown(f"Shuffling helps.\n\n{line}\n\nYes.")[1] == (PARAGRAPH, line)


def test_a_formula_with_a_blank_line_in_it_stays_whole() -> None:
    assert read("The loss:\n\n$$\nL = a\n\n+ b\n$$\n\nIt falls.")[1].text == "$$\nL = a\n\n+ b\n$$"


def test_a_dollar_that_opens_no_formula_is_text() -> None:
    assert shown("$$ is a sign of money.\n\nSo it is.")[0] == (PARAGRAPH, "$$ is a sign of money.")


def test_columns_apart_are_a_table() -> None:
    rows = read("CNN           RNN\ngrids         sequences\nparallel      one by one")
    assert [row.text for row in rows] == ["CNN | RNN", "grids | sequences", "parallel | one by one"]


def test_a_table_of_contents_is_left_out() -> None:
    assert shown("Contents\n1.1 Pooling ........ 3\n1.2 Padding ........ 5\n\nPooling shrinks maps.") == [
        (PARAGRAPH, "Pooling shrinks maps.")
    ]


def test_deeper_indents_are_deeper_items() -> None:
    blocks = read("  - one\n    - two\n  - three")
    assert [(block.text, block.level) for block in blocks] == [("one", 0), ("two", 1), ("three", 0)]


def test_a_footnote_is_left_out() -> None:
    assert shown("Attention weighs states.1\n\n1 The idea is old.\n\nIt works.") == [
        (PARAGRAPH, "Attention weighs states.1"),
        (PARAGRAPH, "It works."),
    ]
