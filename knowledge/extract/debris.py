"""What stands on a page without belonging to its subject."""

import re
from collections.abc import Sequence

from knowledge.document import Block, BlockKind

_POINTER = re.compile(
    r"(also read|read also|read more|see also|related( (articles?|posts?|reading|links?|topics?))?"
    r"|recommended( reading)?|you (may|might) also like|further reading|must read)\s*:?\s*$",
    re.IGNORECASE,
)
_POINTER_WITH_TITLE = re.compile(r"(also read|read also|read more|related|must read|see also)\s*:\s*\S", re.IGNORECASE)
_FURNITURE = re.compile(
    r"press esc to close|share (this|on)\b|subscribe\b|sign up\b|follow us\b|advertisement|sponsored|cookie"
    r"|all rights reserved|\u00a9|copyright|table of contents|contents$|back to top|skip to (main )?content"
    r"|leave a (comment|reply)|page \d+( of \d+)?$|\d{1,4}$|previous$|next$|home$|menu$|log ?in$|posted (on|by)"
    r"|\d+ min(ute)?s? read|tags?:|tweet$|click here",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(introduction|conclusions?|summary|references|bibliography|table of contents|contents"
    r"|about( (us|the author|this .*))?|share.*|final (words|thoughts)|wrapping up|further reading"
    r"|acknowledge?ments?|overview|faqs?|frequently asked questions|appendix|comments|related.*|see also|press esc.*"
    r"|exercises|tl;?dr|key takeaways|licen[cs]e|changelog|preface|index)[.:!]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(\d+(\.\d+)*|[ivxlc]+)[.)]?\s+", re.IGNORECASE)
CAPTION_WORDS = 8
FURNITURE_WORDS = 10


def closes_the_subject(heading: str) -> bool:
    """Whether a heading opens a part that answers nothing: an introduction, a conclusion, references, share links."""
    return bool(_CLOSING.fullmatch(_NUMBERED.sub("", heading.strip())))


def without_debris(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without pointers to other pages and the title under them, page furniture, and captions."""
    kept: list[Block] = []
    pointing = False
    for block in blocks:
        if _points_elsewhere(block):
            pointing = True
            continue
        if pointing and _is_title(block):
            continue
        pointing = False
        if not _is_furniture(block) and not _is_caption(block):
            kept.append(block)
    return tuple(kept)


def _points_elsewhere(block: Block) -> bool:
    return block.kind is not BlockKind.CODE and bool(_POINTER.match(block.text))


def _is_title(block: Block) -> bool:
    """A line that can only be a link's text: a guessed heading that does not ask, or a short line without a stop."""
    unfinished = not block.text.rstrip().endswith((".", "?", "!", ":"))
    if block.kind is BlockKind.HEADING:
        return block.level == 0 and unfinished
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and unfinished and len(block.text.split()) <= 14


def _is_furniture(block: Block) -> bool:
    if block.kind in (BlockKind.CODE, BlockKind.TABLE_ROW, BlockKind.HEADING):
        return False
    short = len(block.text.split()) <= FURNITURE_WORDS
    return short and bool(_FURNITURE.match(block.text) or _POINTER_WITH_TITLE.match(block.text))


def _is_caption(block: Block) -> bool:
    """A short line of its own that is no sentence."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    return len(block.text.split()) <= CAPTION_WORDS and not block.text.rstrip().endswith((".", "!", "?", ":", ";"))
