"""The blocks of a document as questions and topics, each with what belongs to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.document import Block, BlockKind
from knowledge.extract.headings import (
    bare,
    compares,
    is_alien,
    is_aspect,
    is_question,
    leans,
    names_a_topic,
    sets_work,
    topic_question,
)
from knowledge.readers.shapes import TERM_LEVEL

STRICT_WORDS = 20
_DIVISION_LEVEL = 1


@dataclass(frozen=True)
class Section:
    """
    ``asked`` is the question in full, ``subject`` what it is about as far as the heading says. A ``doubtful`` one was
    not asked for by the document, which asks otherwise: it must give more than one point.
    """

    asked: str
    subject: str
    heading: Block
    body: tuple[Block, ...]
    doubtful: bool = False


def sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """
    Each heading that asks, and each that names a topic, with the text up to the next of them.

    A heading that only names a side of the one above ("Drawbacks") stays in its text. Where most headings ask, a topic
    must have text enough, and about itself; the title of a document is a topic only then, too.
    """
    kept = list(_own(blocks))
    headings = [block for block in kept if block.kind is BlockKind.HEADING and not is_aspect(block.text)]
    topical = sum(map(_asks, headings[1:])) * 2 <= len(headings[1:])
    above: list[Block] = []
    answered = 0  # the place behind the last answer: a term in it is a part of it
    for place, block in enumerate(kept):
        if block.kind is not BlockKind.HEADING or (place < answered and not _asks(block)):
            continue
        if block.level:
            above = [heading for heading in above if heading.level < block.level]
        if _asks(block):
            body = tuple(_body(kept, place))
            answered = place + 1 + len(body)
            yield Section(_placed(block.text, above), "", block, body)
        elif block.level == TERM_LEVEL or names_a_topic(block.text):
            body = tuple(_body(kept, place))
            title = len(headings) > 1 and block is headings[0] and block.level <= _DIVISION_LEVEL
            surely = block.level == TERM_LEVEL or compares(block.text) or (topical and not title)
            if surely or (topical and _speaks_of(block, body)) or (not title and _speaks_of(block, body)):
                asked = topic_question(block, body)
                contains = block.level > 0 and _contains(kept, place)
                yield Section(asked, bare(block.text), block, body, doubtful=not surely or contains)
            above.append(block)


def _contains(blocks: Sequence[Block], place: int) -> bool:
    """Whether the next heading that names something is one below this one: then this one's text may only lead in."""
    following = (b for b in blocks[place + 1 :] if b.kind is BlockKind.HEADING and not is_aspect(b.text))
    return next(following, blocks[place]).level > blocks[place].level


def _asks(block: Block) -> bool:
    return block.given or is_question(block.text)


def _placed(question: str, above: Sequence[Block]) -> str:
    """A question that leans on the topic above it, with that topic."""
    if not above or not leans(question):
        return question
    return f"{bare(above[-1].text)}: {question[0].lower()}{question[1:]}"


def _body(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    for following in blocks[place + 1 :]:
        if following.kind is BlockKind.HEADING and _ends(blocks[place], following):
            return
        yield following


def _ends(opened: Block, heading: Block) -> bool:
    if _asks(heading) or opened.level == TERM_LEVEL:
        return True
    if heading.level == TERM_LEVEL:
        return not _asks(opened)
    deeper = bool(opened.level) and heading.level > opened.level
    if is_aspect(heading.text):
        return not (deeper or heading.level in (0, opened.level))
    return not (deeper and _asks(opened))


def _own(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the parts that are about something else, each up to a heading that is not deeper."""
    closed: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING and closed is not None and _reopens(closed, block):
            closed = None
        if block.kind is BlockKind.HEADING and closed is None and not _asks(block) and is_alien(block.text):
            closed = block
        if closed is None:
            yield block


def _reopens(closed: Block, heading: Block) -> bool:
    if closed.level and heading.level:
        return heading.level <= closed.level
    if sets_work(closed.text):
        return not is_question(heading.text)
    return True


def _speaks_of(heading: Block, body: Sequence[Block]) -> bool:
    """Whether a heading has text enough below it, and the text says most of the heading's own words."""
    prose = " ".join(block.text for block in body if block.kind not in (BlockKind.HEADING, BlockKind.CODE)).casefold()
    if len(prose.split()) < STRICT_WORDS:
        return False
    words = [word for word in re.findall(r"\w+", bare(heading.text).casefold()) if len(word) > 3]
    return bool(words) and sum(word[:-1] in prose for word in words) * 2 > len(words)
