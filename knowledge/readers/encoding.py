"""Bytes become clean text."""

import re
import unicodedata

from knowledge.errors import UnreadableDocument

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
# Letters and marks that show nothing: fillers, the blank Braille cell, selectors of variants.
_BLANK = frozenset([0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
CONTROL_SHARE = 0.01


def decode(source: str, data: bytes) -> str:
    """
    The text: newlines as \\n, without control, bidirectional and zero-width characters.

    UTF-8, UTF-16 with its mark, or else the likeliest encoding. Raises UnreadableDocument for what is not text.
    """
    text = _decoded(source, data).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if len(_CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise _binary(source)
    return clean(text)


def clean(text: str) -> str:
    """The text without characters that show nothing: control, bidirectional, zero-width, private, fillers."""
    if text.isascii():
        return _CONTROL.sub("", text)
    hidden = [c for c in set(text) if c not in "\n\t" and _hidden(c)]
    return text.translate(dict.fromkeys(map(ord, hidden))) if hidden else text


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE or ord(character) in _BLANK


def _decoded(source: str, data: bytes) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    try:
        if encoding:
            return data.decode(encoding)
        if b"\0" in data:
            raise _binary(source)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise _binary(source) from error
    return _guessed(source, data)


def _guessed(source: str, data: bytes) -> str:
    from charset_normalizer import from_bytes

    # The Western encoding of Windows is by far the likeliest in texts of this field, and short texts mislead guessers.
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    letters = sum(character.isalpha() for character in western)
    odd = sum(ord(character) > 0x7F for character in western)
    if western and odd <= 0.1 * max(letters, 1):
        return western
    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise _binary(source)
    return data.decode(best.encoding, errors="replace")


def _binary(source: str) -> UnreadableDocument:
    return UnreadableDocument(f"{source} is not text, or in an unknown encoding; save it as UTF-8 text")
