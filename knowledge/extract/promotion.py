"""Headings where a format has none: each rule takes blocks and gives blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.document import Block, BlockKind
from knowledge.readers.shapes import TERM_LEVEL, asks, is_answer_mark, is_question_mark, spelt_answer, without_number

INNERMOST = 6
TERM_WORDS = 6
_LISTED = (BlockKind.BULLET, BlockKind.NUMBERED)
_GLOSSARY = re.compile(
    r"(?:.*\b)?(?:glossary|key terms|terms|terminology|definitions|vocabulary|key concepts|key vocabulary)(?:\b.*)?",
    re.I,
)
_TERM = re.compile(r"(?P<term>[^:.;?!\u2013\u2014]{2,60}?)(?:\s*:\s+|\s+[-\u2013\u2014]\s+)(?=\S)")
_OPTION = re.compile(r"\(?([A-Ea-e])[.)]\s+")
_CHOSEN = re.compile(r"\(?([A-Ea-e])[.)]?(?:\s+.*)?")
_QUESTION_COLUMN = re.compile(r"questions?|q|ask(?:ed)?|prompt|front", re.I)
_ANSWER_COLUMN = re.compile(r"(?:\w+ )?answers?|a|response|reference|solution|back|explanation", re.I)
_TERM_COLUMN = re.compile(r"terms?|word|expression|concept", re.I)
_MEANING_COLUMN = re.compile(r"meaning|definition|explanation|description", re.I)


def promoted(blocks: Sequence[Block]) -> list[Block]:
    """All rules but those of glossaries, one after the other."""
    return answer_rows(answering_items(asking_items(chosen_options(lone_marks(blocks)))))


def lone_marks(blocks: Sequence[Block]) -> list[Block]:
    """'Question 3' on its own gives its depth to the question behind it; 'Answer' on its own goes."""
    made: list[Block] = []
    marked: Block | None = None
    for block in blocks:
        may_mark = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.given
        if may_mark and is_answer_mark(block.text) and block.text.strip() not in ("A", "a"):
            continue
        if may_mark and is_question_mark(block.text):
            marked = block
        elif marked is not None and block.kind is not BlockKind.CODE:
            level = marked.level or (INNERMOST if marked.kind is BlockKind.PARAGRAPH else 0)
            asked = without_number(block.text)
            made.append(Block(BlockKind.HEADING, asked, marked.start, block.end, level, given=True))
            marked = None
        else:
            marked = None
            made.append(block)
    return made


def chosen_options(blocks: Sequence[Block]) -> list[Block]:
    """Of the options of a question, lettered from A on, the one that the answer names stands for the letter."""
    made: list[Block] = []
    options: dict[str, str] = {}
    for block in blocks:
        match = _OPTION.match(block.text) if block.kind in (BlockKind.PARAGRAPH, *_LISTED) else None
        if match and match[1].upper() == chr(ord("A") + len(options)) and made and made[-1].kind is BlockKind.HEADING:
            options[match[1].upper()] = block.text[match.end() :].strip()
            continue
        chosen = _CHOSEN.fullmatch(block.text.strip()) if options else None
        if chosen and chosen[1].upper() in options:
            made.append(replace(block, kind=BlockKind.PARAGRAPH, text=options[chosen[1].upper()]))
        else:
            made.append(block)
        options = options if chosen else {}
    return made


def asking_items(blocks: Sequence[Block]) -> list[Block]:
    """An item that asks, with its answer nested in it, is a heading; what is nested moves out by as much."""
    made: list[Block] = []
    out_by = 0
    for place, block in enumerate(blocks):
        if block.kind not in _LISTED:
            out_by = 0 if block.kind is BlockKind.HEADING else out_by
            made.append(block)
            continue
        if block.level < out_by:
            out_by = 0
        following = blocks[place + 1] if place + 1 < len(blocks) else block
        nests = following.kind in _LISTED and following.level > block.level
        if nests and not block.given and block.text.rstrip().endswith("?") and asks(block.text):
            made.append(replace(block, kind=BlockKind.HEADING, text=without_number(block.text), level=INNERMOST))
            out_by = block.level + 1
        else:
            made.append(replace(block, level=block.level - out_by))
    return made


def answering_items(blocks: Sequence[Block]) -> list[Block]:
    """An item marked 'Answer:' is a paragraph; what is nested in it moves out."""
    made: list[Block] = []
    out_by = 0
    for block in blocks:
        answer = spelt_answer(block.text) if block.kind in _LISTED and not block.given else None
        if answer is not None:
            made.append(replace(block, kind=BlockKind.PARAGRAPH, text=answer, level=0))
            out_by = block.level + 1
        elif block.kind in _LISTED and block.level >= out_by:
            made.append(replace(block, level=block.level - out_by))
        else:
            out_by = 0
            made.append(block)
    return made


def answer_rows(blocks: Sequence[Block]) -> list[Block]:
    """The rows of a table of questions and answers, or of terms and their meanings, as headings with text."""
    made: list[Block] = []
    columns: tuple[int, int, int] | None = None  # of what is asked, of what answers; the depth of the heading
    for block in blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            columns = None
        elif block.level == 1:
            columns = _columns(_cells(block))
            if columns:
                continue
        if columns is None or block.kind is not BlockKind.TABLE_ROW:
            made.append(block)
            continue
        cells = _cells(block)
        if len(cells) > max(columns[:2]) and cells[columns[0]] and cells[columns[1]]:
            asked = Block(BlockKind.HEADING, without_number(cells[columns[0]]), block.start, block.end, columns[2])
            made.append(replace(asked, given=columns[2] != TERM_LEVEL))
            made.append(Block(BlockKind.PARAGRAPH, cells[columns[1]], block.start, block.end))
    return made


def terms(blocks: Sequence[Block]) -> list[Block]:
    """Under a heading such as 'Glossary', each 'Term: what it means' is a term with its text."""
    made: list[Block] = []
    glossary: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level != TERM_LEVEL:
            deeper = glossary is not None and glossary.level and block.level > glossary.level
            glossary = block if _GLOSSARY.fullmatch(block.text.strip()) else glossary if deeper else None
        made.extend(_term(block) if glossary is not None else [block])
    return made


def _term(block: Block) -> Iterator[Block]:
    match = _TERM.match(block.text) if block.kind in (BlockKind.PARAGRAPH, *_LISTED) else None
    if match is None or len(match["term"].split()) > TERM_WORDS:
        yield block
        return
    yield Block(BlockKind.HEADING, match["term"], block.start, block.end, TERM_LEVEL)
    yield Block(BlockKind.PARAGRAPH, block.text[match.end() :], block.start, block.end)


def _cells(row: Block) -> list[str]:
    return [cell.strip() for cell in row.text.split(" | ")]


def _columns(header: Sequence[str]) -> tuple[int, int, int] | None:
    for asked, answers, level in (
        (_QUESTION_COLUMN, _ANSWER_COLUMN, INNERMOST),
        (_TERM_COLUMN, _MEANING_COLUMN, TERM_LEVEL),
    ):
        first = next((place for place, name in enumerate(header) if asked.fullmatch(name)), None)
        second = next((place for place, name in enumerate(header) if answers.fullmatch(name)), None)
        if first is not None and second is not None and first != second:
            return first, second, level
    return None
