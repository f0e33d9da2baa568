"""The inside of a paragraph of Markdown: its words without markup, what is bold in it, and its formulas."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MATH = re.compile(
    r"\$\$(?:[^$]|\\\$)+?\$\$|\$(?![\s\d.,]*\s)(?:[^$\n\\]|\\.)+?(?<!\s)\$(?!\d)|\\\((?:.|\n)+?\\\)|\\\[(?:.|\n)+?\\\]"
)


def keep_math(state: "StateInline", silent: bool) -> bool:
    """An inline rule: a formula between dollars, or behind a backslash and bracket, is left as it is."""
    match = _MATH.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("math", "", 0).content = match[0]
    state.pos = match.end()
    return True


def text_of(token: "Token", newline: str = " ") -> str:
    return joined(token.children or [], newline)


def joined(children: Sequence["Token"], newline: str) -> str:
    """The words of inline tokens without their markup; pictures are left out."""
    pieces = []
    for child in children:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "math":
            pieces.append(" ".join(child.content.split()))
        elif child.type in ("softbreak", "hardbreak") or child.content.lower().startswith("<br"):
            pieces.append(newline)
    return "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n")).strip()


def _filled(token: "Token") -> list["Token"]:
    return [child for child in token.children or [] if child.content.strip() or child.type != "text"]


def is_bold(token: "Token") -> bool:
    """Whether the whole paragraph is strong, or emphasised."""
    children = _filled(token)
    ends = (children[0].type, children[-1].type) if len(children) > 2 else ("", "")
    return ends in (("strong_open", "strong_close"), ("em_open", "em_close"))


def bold_opening(token: "Token") -> tuple[str, str]:
    """The strong words that open a paragraph and what follows them: a question and its answer in one paragraph."""
    children = _filled(token)
    if not children or children[0].type != "strong_open":
        return "", ""
    closing = next(number for number, child in enumerate(children) if child.type == "strong_close")
    return joined(children[:closing], " "), joined(children[closing + 1 :], "\n")


def only_points_elsewhere(token: "Token") -> bool:
    """Whether a paragraph is nothing but links and pictures, and no link in it is a question of another page's list."""
    depth, linked = 0, False
    for child in _filled(token):
        if child.type in ("link_open", "link_close"):
            depth += child.nesting
            linked = True
        elif child.type != "image" and not depth and re.search(r"\w", child.content):
            return False
    return linked or all(child.type == "image" for child in _filled(token))
