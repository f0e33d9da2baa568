import json

import pytest

from knowledge.document import Block, BlockKind, place_of
from knowledge.errors import UnreadableDocument
from knowledge.readers import read_bytes
from tests.knowledge.readers.making import kinds

ROWS = (
    'question,reference,topic,Key Points,notes\n"What is pooling?","It shrinks, a map.\n\nIt has kinds.",CNN,'
    '"It shrinks a map; - it has kinds",mine\n,,,,\nName two optimisers,Adam and SGD.,Training,,\n'
)
EXPECTED = [
    (BlockKind.HEADING, "CNN"),
    (BlockKind.HEADING, "What is pooling?"),
    (BlockKind.PARAGRAPH, "It shrinks, a map."),
    (BlockKind.PARAGRAPH, "It has kinds."),
    (BlockKind.BULLET, "It shrinks a map"),
    (BlockKind.BULLET, "it has kinds"),
    (BlockKind.HEADING, "Training"),
    (BlockKind.HEADING, "Name two optimisers"),
    (BlockKind.PARAGRAPH, "Adam and SGD."),
]


def given(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.given]


def test_columns_are_found_by_name_and_others_passed_over() -> None:
    assert kinds(read_bytes("a.csv", ROWS.encode())) == EXPECTED


def test_questions_and_key_points_are_given_not_guessed() -> None:
    blocks = read_bytes("a.csv", ROWS.encode()).blocks
    assert given(blocks) == ["What is pooling?", "It shrinks a map", "it has kinds", "Name two optimisers"]


@pytest.mark.parametrize(("name", "sign"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "\t")])
def test_columns_may_be_parted_otherwise(name: str, sign: str) -> None:
    text = sign.join(("question", "answer")) + "\n" + sign.join(("What is it?", "A map, of course."))
    assert kinds(read_bytes(name, text.encode()))[1] == (BlockKind.PARAGRAPH, "A map, of course.")


def test_a_place_is_the_row_of_the_sheet() -> None:
    document = read_bytes("a.csv", ROWS.encode())
    start = document.text.index("Name two")
    assert place_of(document, start, start + 5) == "row 4"


def test_lines_of_json_are_rows() -> None:
    rows = [
        {"question": "What is pooling?", "answer": "It shrinks.", "key_points": ["It shrinks", "a map"], "id": 7},
        {"question": "Name two", "reference": "Adam and SGD."},
    ]
    document = read_bytes("a.jsonl", "\n\n".join(map(json.dumps, rows)).encode())
    assert given(document.blocks) == ["What is pooling?", "It shrinks", "a map", "Name two"]
    assert place_of(document, document.text.index("Adam"), len(document.text)) == "line 3"


def test_what_is_written_as_an_escape_is_cleaned_too() -> None:
    row = '{"question": "What\\u202e is\\u200b it?", "answer": "A map of\\u0007 it."}'
    assert read_bytes("a.jsonl", row.encode()).text == "What is it?\n\nA map of it."


def test_the_title_is_the_one_topic_or_the_name() -> None:
    one = "question,answer,topic\nWhat is it?,A map.,CNN\nWhy is it?,A need.,CNN\n"
    assert read_bytes("quiz.csv", one.encode()).title == "CNN"
    assert read_bytes("quiz.csv", ROWS.encode()).title == "quiz"


def test_an_answer_may_be_its_key_points() -> None:
    text = "question,answer,key_points\nWhat is it?,,A map; A plan\n"
    assert given(read_bytes("a.csv", text.encode()).blocks) == ["What is it?", "A map", "A plan"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "frage,antwort\nx,y\n", "row 2, has no good 'question' .*needed are 'question' and 'answer'"),
        ("a.csv", "question,answer\nWhat is it?,A map.\nWhy?,\n", "row 3, has no answer"),
        ("a.csv", "question,answer\nWhat is it?,A map, or not.\n", "row 2, has 3 cells for 2 columns"),
        ("a.csv", 'question,answer\n"What is it?,A map.\n', "is no row of a table"),
        ("a.jsonl", '{"question": "What?"}', "line 1, has no answer"),
        ("a.jsonl", '{"question": 7, "answer": "x"}', "line 1, has no good 'question'"),
        ("a.jsonl", '{"question": "What?", "answer": "x"}\n{', "line 2, is no JSON"),
        ("a.jsonl", "[1]", "line 1, is no object of JSON"),
        ("a.jsonl", "[" * 20_000, "line 1, is no JSON"),
        ("a.csv", "question,answer\n", "is empty"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(name: str, text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read_bytes(name, text.encode())
