"""Text from candidates, documents and models, made safe to print in a terminal."""

import re
import unicodedata

_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x9b[0-?]*[ -/]*[@-~]")
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSAFE = {"Cc", "Cs"}


def printable(text: str) -> str:
    """
    The text without escape sequences, control and bidirectional characters and lone surrogates.

    Newlines stay; a tab becomes a space, which has the same width everywhere.
    """
    plain = _ESCAPE.sub("", text).replace("\t", " ")
    return "".join(c for c in plain if c == "\n" or not (c in _BIDIRECTIONAL or unicodedata.category(c) in _UNSAFE))
