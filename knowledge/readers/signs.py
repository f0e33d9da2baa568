"""The signs that open the item of a list in plain text."""

import re

_SIGNS = "\u2022\u2023\u25aa\u25ab\u25e6\u25cf\u25cb\u25a0\u25a1\u25ba\u27a2\u2713\u2714\u2192\u00b7*\u2013\u2014+-"
BULLET = re.compile(rf"(?P<indent>[ \t]*)(?:[{_SIGNS}]|(?<=[ \t])o)[ \t]+(?=\S)")
NUMBER = re.compile(r"(?P<indent>[ \t]*)(?:\d{1,3}[.)]|\(\d{1,2}\)|\(?(?:[a-h]|i{1,3}|iv|vi{0,3})\))[ \t]+(?=\S)")


def is_listed(text: str) -> bool:
    return bool(BULLET.match(text) or NUMBER.match(text))
