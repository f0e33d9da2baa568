"""Markdown without what its page would not show: comments, scripts, and all between tags that hide."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.readers.visible import UNSTYLED, Look, Sheet, look

if TYPE_CHECKING:
    from markdown_it.token import Token

NEVER_SHOWN = frozenset("script style template noscript iframe object svg head".split())
_SUSPECT = re.compile(
    r"<!--|<[a-z][^<>]*\b(style|hidden|aria-hidden|color|bgcolor)\b|<(script|style|template|noscript)", re.I
)
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(/?)([a-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE | re.DOTALL
)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NO_SHEET = Sheet()


def without_hidden(text: str) -> str:
    """The same lines, with nothing in them that is hidden. Code that shows such tags is left as it is."""
    if not _SUSPECT.search(text):
        return text
    kept, place = [], 0
    for start, end in _hidden(text):
        kept += [text[place:start], "\n" * text.count("\n", start, end)]
        place = max(end, place)
    return "".join([*kept, text[place:]])


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """The ranges that are not shown, in order, none inside another."""
    stack: list[tuple[str, Look]] = []
    since: int | None = None  # where the outermost element begins that hides
    depth = 0
    for start, end, closes, name, attributes in _tags(text):
        around = stack[-1][1] if stack else UNSTYLED
        if not name:
            if since is None:
                yield start, end
        elif not closes:
            inside = _look(name, attributes, around)
            if inside.hidden and since is None:
                since, depth = start, len(stack)
            stack.append((name, inside))
        else:
            _close(stack, name)
            if since is not None and len(stack) <= depth:
                yield since, end
                since = None
    if since is not None:
        yield since, len(text)


def _close(stack: list[tuple[str, Look]], name: str) -> None:
    if any(name == opened for opened, _ in stack):
        while stack.pop()[0] != name:
            pass


def _look(name: str, written: str, around: Look) -> Look:
    found = _ATTRIBUTE.findall(written)
    attributes = {key.lower(): one or other or bare for key, one, other, bare in found}
    return Look(hidden=True) if name in NEVER_SHOWN else look(name, attributes, around, _NO_SHEET)


def _tags(text: str) -> Iterator[tuple[int, int, bool, str, str]]:
    """Start, end, whether it closes, name and attributes of each tag that encloses something; comments have no name."""
    for first, last in _html(text):
        for match in _MARKUP.finditer(text, first, last):
            name, attributes = (match[2] or "").lower(), match[3] or ""
            if name not in _VOID and not attributes.rstrip().endswith("/"):
                yield match.start(), match.end(), bool(match[1]), name, attributes


def _html(text: str) -> Iterator[tuple[int, int]]:
    """Where HTML stands in the text, outside of code."""
    from markdown_it import MarkdownIt

    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.map is None or token.type not in ("html_block", "inline"):
            continue
        start, end = lines[token.map[0]], min(lines[token.map[1]], len(text))
        if token.type == "html_block":
            yield start, end
        else:
            yield from _inline(text, token, start, end)


def _inline(text: str, token: "Token", start: int, end: int) -> Iterator[tuple[int, int]]:
    for child in token.children or []:
        if child.type in ("html_inline", "code_inline"):
            found = text.find(child.content, start, end)
            if found >= 0:
                start = found + len(child.content)
                if child.type == "html_inline":
                    yield found, start
