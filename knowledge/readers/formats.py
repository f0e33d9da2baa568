"""The table from suffix to reader, and what each kind of file may weigh."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import UnreadableDocument
from knowledge.readers.encoding import clean, decode
from knowledge.readers.epub import read_epub
from knowledge.readers.hypertext import read_html
from knowledge.readers.markdown import read_markdown
from knowledge.readers.notebook import read_notebook
from knowledge.readers.parsed import Parsed
from knowledge.readers.pdf import read_pdf
from knowledge.readers.plain import read_plain
from knowledge.readers.table import read_csv, read_jsonl, read_tsv
from knowledge.readers.word import read_docx

TEXT_BYTES = 20_000_000
MAX_BYTES = 100_000_000
INLINE_BYTES = 32_000

TextReader = Callable[[str], Parsed]
"""From the decoded text of a file."""

BytesReader = Callable[[str, bytes], Parsed]
"""From the name of a file, for messages, and its bytes. Raises UnreadableDocument."""

TEXT_READERS: dict[str, TextReader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
BYTES_READERS: dict[str, BytesReader] = {
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".jsonl": read_jsonl,
    ".ipynb": read_notebook,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".epub": read_epub,
}
_BINARY = {".pdf", ".docx", ".epub"}


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it may weigh at most, and up to which weight it is read in this process."""

    suffix: str
    max_bytes: int
    inline_bytes: int


READERS: dict[str, Kind] = {
    suffix: Kind(suffix, MAX_BYTES, 0) if suffix in _BINARY else Kind(suffix, TEXT_BYTES, INLINE_BYTES)
    for suffix in [*TEXT_READERS, *BYTES_READERS]
}
KINDS = ", ".join(READERS)


def kind_of(source: str) -> Kind:
    """Raises UnreadableDocument for a suffix that has no reader."""
    suffix = Path(source).suffix.lower()
    if suffix not in READERS:
        raise UnreadableDocument(f"{source} is of the kind '{suffix or 'no suffix'}'; kinds that can be read: {KINDS}")
    return READERS[suffix]


def parse(source: str, data: bytes) -> Parsed:
    """The content of a file by the reader of its suffix, in this process. Raises UnreadableDocument."""
    suffix = kind_of(source).suffix
    if suffix in TEXT_READERS:
        return _clean(TEXT_READERS[suffix](decode(source, data)))
    return BYTES_READERS[suffix](source, data)


def _clean(parsed: Parsed) -> Parsed:
    """Without the invisible characters that only came to light as entities were read ("&#x202e;")."""
    blocks = (replace(b, text=clean(b.text)) if clean(b.text) != b.text else b for b in parsed.blocks)
    return parsed._replace(blocks=tuple(blocks))
