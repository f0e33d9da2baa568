from pathlib import Path

import pytest

from knowledge.document import Block, BlockKind, Document
from knowledge.errors import UnreadableDocument
from knowledge.readers import find_files, read, read_bytes


def kinds(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_plain_text_shows_its_structure() -> None:
    text = (
        "What is a tensor?\n\nA tensor is an array.\n\n  \u2022 It has a shape.\n"
        "  \u2022 It has a type.\n\n1. First\n2. Second\n"
    )
    assert kinds(read_bytes("a.txt", text.encode())) == [
        (BlockKind.HEADING, "What is a tensor?"),
        (BlockKind.PARAGRAPH, "A tensor is an array."),
        (BlockKind.BULLET, "It has a shape."),
        (BlockKind.BULLET, "It has a type."),
        (BlockKind.NUMBERED, "First"),
        (BlockKind.NUMBERED, "Second"),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert kinds(read_bytes("a.txt", b"A long sentence that\ngoes on here.")) == [
        (BlockKind.PARAGRAPH, "A long sentence that goes on here.")
    ]


def test_questions_and_answers_that_are_spelt_out_are_seen() -> None:
    text = b"Q: Why normalise?\nA: It steadies training.\nQ2. And why again?\nA: It still does."
    assert kinds(read_bytes("a.txt", text)) == [
        (BlockKind.HEADING, "Why normalise?"),
        (BlockKind.PARAGRAPH, "It steadies training."),
        (BlockKind.HEADING, "And why again?"),
        (BlockKind.PARAGRAPH, "It still does."),
    ]


def test_columns_that_ran_together_are_split_at_the_joint() -> None:
    text = (
        b"ShallowDeep\nOne rate for allOne rate a weight\nNeeds tuning Works out of the box\n"
        b"Little memoryTwice the memory"
    )
    rows = [block for block in read_bytes("a.txt", text).blocks if block.kind is BlockKind.TABLE_ROW]
    assert [row.text for row in rows] == [
        "Shallow | Deep",
        "One rate for all | One rate a weight",
        "Needs tuning | Works out of the box",
        "Little memory | Twice the memory",
    ]
    assert [row.level for row in rows] == [1, 0, 0, 0]


def test_names_with_inner_capitals_make_no_table() -> None:
    text = b"PyTorch and NumPy are libraries.\nThey work together.\nResNet is a network."
    assert all(kind is BlockKind.PARAGRAPH for kind, _ in kinds(read_bytes("a.txt", text)))


def test_markdown_shows_its_structure() -> None:
    text = (
        "---\ntitle: Notes\n---\n# Top\n\n## Pooling\n\nIt *shrinks* maps.\n\n- One\n    - Two\n\n"
        "```python\nx = 1\n\ny = 2\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    )
    document = read_bytes("a.md", text.encode())
    assert document.title == "Notes"
    assert kinds(document) == [
        (BlockKind.HEADING, "Top"),
        (BlockKind.HEADING, "Pooling"),
        (BlockKind.PARAGRAPH, "It shrinks maps."),
        (BlockKind.BULLET, "One"),
        (BlockKind.BULLET, "Two"),
        (BlockKind.CODE, "x = 1\n\ny = 2"),
        (BlockKind.TABLE_ROW, "A | B"),
        (BlockKind.TABLE_ROW, "1 | 2"),
    ]
    assert [block.level for block in document.blocks if block.kind is BlockKind.BULLET] == [0, 1]


def test_a_bold_question_in_markdown_is_a_heading() -> None:
    assert kinds(read_bytes("a.md", b"**What is a stride?**\n\nA step."))[0] == (
        BlockKind.HEADING,
        "What is a stride?",
    )


def test_folded_parts_of_markdown_are_seen() -> None:
    text = b"<details><summary>What is a stride?</summary>\n\nA step of the kernel.\n\n</details>\n"
    assert kinds(read_bytes("a.md", text))[:2] == [
        (BlockKind.HEADING, "What is a stride?"),
        (BlockKind.PARAGRAPH, "A step of the kernel."),
    ]


def test_html_is_read_without_its_furniture() -> None:
    html = (
        b"<html><head><title>Page</title><script>alert(1)</script></head><body><nav><a>Home</a></nav>"
        b"<h2>What is a <b>kernel</b>?</h2><p>A small matrix<br>of weights.</p><ol><li>One<ul>"
        b"<li>Two</li></ul></li></ol>"
        b"<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table><pre>x = 1\ny = 2</pre>"
        b"<p hidden>secret</p><footer>Foot</footer></body></html>"
    )
    document = read_bytes("a.html", html)
    assert document.title == "Page"
    assert kinds(document) == [
        (BlockKind.HEADING, "What is a kernel?"),
        (BlockKind.PARAGRAPH, "A small matrix of weights."),
        (BlockKind.NUMBERED, "One"),
        (BlockKind.BULLET, "Two"),
        (BlockKind.TABLE_ROW, "A | B"),
        (BlockKind.TABLE_ROW, "1 | 2"),
        (BlockKind.CODE, "x = 1\ny = 2"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "What is it?\n\nA thing\nof two lines.\n\n- a bullet"),
        ("a.md", "# Top\n\nA thing\nof *two* lines.\n\n- a bullet"),
        ("a.html", "<h1>Top</h1><p>A thing of <b>two</b> lines.</p>"),
    ],
)
def test_every_block_lies_where_it_says(name: str, text: str) -> None:
    document = read_bytes(name, text.encode())
    for block in document.blocks:
        assert _words(block) <= set(document.text[block.start : block.end].replace("*", " ").split())


def _words(block: Block) -> set[str]:
    return set(block.text.split())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffna\u00efve".encode(), "na\u00efve"),
        ("na\u00efve".encode("utf-16"), "na\u00efve"),
        (
            "The na\u00efve approach costs \u20ac5 a run.".encode("cp1252"),
            "The na\u00efve approach costs \u20ac5 a run.",
        ),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u202eb\u200bc\x07".encode() + b" and more words" * 20, "abc" + " and more words" * 20),
    ],
)
def test_text_comes_out_right(data: bytes, text: str) -> None:
    assert read_bytes("a.txt", data).text == text


def test_binary_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt is not text"):
        read_bytes("a.txt", b"\x89PNG\x00\x01\x02" * 50)


def test_nothing_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="is empty"):
        read_bytes("a.txt", b" \n ")


def test_an_unknown_kind_is_refused_with_those_known() -> None:
    with pytest.raises(UnreadableDocument, match=r"'\.exe'.*\.txt"):
        read_bytes("a.exe", b"x")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"none\.txt does not exist"):
        read(tmp_path / "none.txt")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(UnreadableDocument, match=r"500\.0 MB; at most 20 MB"):
        read(path)


def test_the_same_bytes_are_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    assert read(tmp_path / "a.txt").id == read_bytes("b.txt", b"text").id


def test_folders_are_searched_to_the_bottom(tmp_path: Path) -> None:
    (tmp_path / "deep" / ".hidden").mkdir(parents=True)
    for name in ("b.md", "deep/a.txt", "deep/x.exe", "deep/.hidden/c.txt", ".d.txt"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_files([tmp_path])] == ["b.md", "a.txt"]


def test_a_folder_without_readable_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="holds no readable file"):
        find_files([tmp_path])
