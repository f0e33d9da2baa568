import sys

import pytest

from knowledge.document import Block, BlockKind, Mark
from knowledge.errors import UnreadableDocument
from knowledge.readers.confined import Limits, parse_confined
from knowledge.readers.formats import parse
from tests.knowledge.readers.making import archive

NESTED = b"<p>text " * 200_000


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
def test_the_child_reads_what_this_process_reads(name: str) -> None:
    data = b'question,answer\n"What is na\xc3\xafve?","It is.\n\n- one\n- two"\n'
    assert parse_confined(name, data) == parse(name, data)


def test_blocks_and_marks_come_back_as_they_were() -> None:
    read = parse_confined("a.csv", b"question,answer\nWhat is it?,A map.\n")
    assert read.blocks[0] == Block(BlockKind.HEADING, "What is it?", 0, 11, 2, given=True)
    assert read.marks == (Mark(0, "row", "2"),)


def test_a_refusal_of_the_child_is_raised_as_it_is() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.jsonl, line 1, is no JSON"):
        parse_confined("a.jsonl", b"{")


@pytest.mark.parametrize("name", ["a\0b.jsonl", "a\ud800b.jsonl", "a\nb.jsonl", "--help.jsonl"])
def test_any_name_is_carried_over(name: str) -> None:
    with pytest.raises(UnreadableDocument) as told:
        parse_confined(name, b"{")
    assert str(told.value).startswith(name)


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.html takes more than 1 s to read"):
        parse_confined("a.html", NESTED, Limits(seconds=1))


def test_what_needs_too_much_memory_is_ended() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.html needs more memory"):
        parse_confined("a.html", NESTED, Limits(memory=200_000_000))


def test_a_parser_that_breaks_is_told_with_what_it_said() -> None:
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    broken = archive({"word/document.xml": body, "word/numbering.xml": "<broken"})
    with pytest.raises(UnreadableDocument, match=r"a\.docx is damaged and cannot be read \(.*Error: .+\)"):
        parse_confined("a.docx", broken)


def test_a_program_that_cannot_be_started_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableDocument, match="no process could be started"):
        parse_confined("a.txt", b"text")
