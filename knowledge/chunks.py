"""How a document is cut into passages for retrieval."""

from dataclasses import dataclass

from knowledge.document import Document

CHARACTERS = 800
OVERLAP = 100


@dataclass(frozen=True)
class Passage:
    """``text`` is exactly the characters ``start`` to ``end`` of the document's text."""

    id: str
    document_id: str
    start: int
    end: int
    text: str


def cut(document: Document) -> tuple[Passage, ...]:
    """Passages of at most 800 characters, cut between paragraphs, lines, sentences or words, in that preference."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", ". ", " ", ""],
        chunk_size=CHARACTERS,
        chunk_overlap=OVERLAP,
        add_start_index=True,
    )
    passages = []
    for piece in splitter.create_documents([document.text]):
        start = int(piece.metadata["start_index"])
        text = piece.page_content
        passages.append(Passage(f"{document.id}:{start}", document.id, start, start + len(text), text))
    return tuple(passages)
