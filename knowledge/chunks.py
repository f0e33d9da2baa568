"""How a document is cut into passages for retrieval."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.document import BlockKind, Document

CHARACTERS = 800
OVERLAP = 100
SHORT = 200


@dataclass(frozen=True)
class Passage:
    """``text`` is exactly the characters ``start`` to ``end`` of the document's text."""

    id: str
    document_id: str
    start: int
    end: int
    text: str


def cut(document: Document) -> tuple[Passage, ...]:
    """
    Passages of at most 800 characters, cut between paragraphs, lines, sentences or words, in that preference.

    Each section is cut by itself, so that a change in one leaves the passages of the others as they were.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", ". ", " ", ""],
        chunk_size=CHARACTERS,
        chunk_overlap=OVERLAP,
        add_start_index=True,
    )
    passages = []
    for begin, end in _sections(document):
        for piece in splitter.create_documents([document.text[begin:end]]):
            start = begin + int(piece.metadata["start_index"])
            text = piece.page_content
            passages.append(Passage(f"{document.id}:{start}", document.id, start, start + len(text), text))
    return tuple(passages)


def _sections(document: Document) -> Iterator[tuple[int, int]]:
    """Bounds of the text from heading to heading; a section of less than 200 characters goes with the next."""
    begin = 0
    headings = (block.start for block in document.blocks if block.kind is BlockKind.HEADING)
    for end in (*headings, len(document.text)):
        if end - begin >= SHORT or end == len(document.text):
            yield begin, end
            begin = end
