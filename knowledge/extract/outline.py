"""The blocks of a document as questions and topics, each with what belongs to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.document import Block, BlockKind
from knowledge.extract.headings import (
    bare,
    clean,
    compares,
    is_alien,
    is_aspect,
    is_part_of,
    is_question,
    leans,
    links,
    named_in,
    names_a_topic,
    sets_work,
    topic_question,
)
from knowledge.readers.shapes import TERM_LEVEL

STRICT_WORDS = 20
INNERMOST = 6
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
    title_of = _title(headings)
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
        elif above and is_part_of(block.text, above[-1].text):
            continue
        elif block.level == TERM_LEVEL or names_a_topic(block.text):
            body = tuple(_body(kept, place))
            title = block is title_of
            surely = block.level == TERM_LEVEL or compares(block.text) or (topical and not title)
            if surely or ((topical or not title) and _speaks_of(block, body, 0 if topical else STRICT_WORDS)):
                asked = topic_question(block, body)
                leads = block.level == _DIVISION_LEVEL and _contains(kept, place) and not _speaks_of(block, body, 0)
                yield Section(asked, named_in(block.text), block, body, doubtful=not surely or leads)
            above.append(block)


def _title(headings: Sequence[Block]) -> Block | None:
    """The first heading, where others follow and none is as high, or where the format does not say how high it is."""
    if len(headings) < 2 or headings[0].level > _DIVISION_LEVEL:
        return None
    alone = all(heading.level != headings[0].level for heading in headings[1:])
    return headings[0] if alone or not headings[0].level else None


def _contains(blocks: Sequence[Block], place: int) -> bool:
    """Whether the next heading that names something is one below this one: then this one's text may only lead in."""
    above = blocks[place]
    following = (b for b in blocks[place + 1 :] if b.kind is BlockKind.HEADING and not is_aspect(b.text))
    first = next((b for b in following if not is_part_of(b.text, above.text)), above)
    return first.level > above.level


def _asks(block: Block) -> bool:
    return block.given or is_question(block.text)


def _placed(question: str, above: Sequence[Block]) -> str:
    """A question that leans on the topic above it, with that topic."""
    question = clean(question)
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
    deeper = heading.level > (opened.level or INNERMOST)
    if is_aspect(heading.text) or (deeper and is_part_of(heading.text, opened.text)):
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
    if sets_work(closed.text) or links(closed.text):
        shallower = heading.level <= closed.level if closed.level and heading.level else not is_question(heading.text)
        return shallower or (links(closed.text) and not closed.level)
    return is_question(heading.text) or not (closed.level and heading.level) or heading.level <= closed.level


def _speaks_of(heading: Block, body: Sequence[Block], least: int) -> bool:
    """Whether a heading has text enough below it, and the text says most of the heading's own words."""
    prose = " ".join(block.text for block in body if block.kind not in (BlockKind.HEADING, BlockKind.CODE)).casefold()
    if len(prose.split()) < least:
        return False
    words = [word for word in re.findall(r"\w+", bare(heading.text).casefold()) if len(word) > 3]
    return bool(words) and sum(word[:-1] in prose for word in words) * 2 > len(words)
