"""The headings of plain text, by the look of a group of lines and of those around it."""

from collections.abc import Sequence

from knowledge.document import Block, BlockKind
from knowledge.readers.lines import Line
from knowledge.readers.shapes import (
    BOLD_TITLE_LEVEL,
    asked_and_answered,
    asks,
    is_answer_mark,
    is_question_mark,
    spelt_answer,
    spelt_question,
    turns,
    without_number,
)
from knowledge.readers.signs import NUMBER, is_listed
from knowledge.readers.titles import (
    asks_alone,
    heads_its_group,
    is_rule,
    is_title,
    names_with_colon,
    numbered_title,
    single_number_title,
    title_between_signs,
    underline_level,
)

QUESTION_LINES = 4


def heading(group: Sequence[Line], lines: Sequence[Line], around: tuple[str, str]) -> Block | None:
    """The heading that all of these lines are: a title, or a question over some lines."""
    text = " ".join(line.text.strip() for line in lines)
    start, end = lines[0].start, lines[-1].end
    if len(lines) > 1:
        whole = text.endswith("?") and not any(line.text.endswith((".", "?")) for line in lines[:-1])
        asking = len(lines) <= QUESTION_LINES and whole and text[:1].isupper() and asks_alone(text)
        return Block(BlockKind.HEADING, without_number(text), start, end) if asking and not is_listed(text) else None
    underlined = next((underline_level(line.text) for line in group[1:] if is_rule(line.text)), 0)
    titled = numbered_title(text) or title_between_signs(text)
    if titled:
        return Block(BlockKind.HEADING, titled[0], start, end, titled[1])
    single = single_number_title(text)
    if single and around[1] and not _continues(around):
        return Block(BlockKind.HEADING, single, start, end, underlined or 1)
    marked = spelt_question(text) is not None
    if (marked or is_listed(text)) and asked_and_answered(text):
        return None
    if asks_alone(text) or (not is_listed(text) and is_title(text) and not turns(text)):
        return Block(BlockKind.HEADING, without_number(text), start, end, underlined, marked)
    return None


def _continues(around: tuple[str, str]) -> bool:
    """Whether a numbered line is an item of a list: its neighbours are numbered too, or items stand below it."""
    before, following = around
    return bool(NUMBER.match(before)) or is_listed(following) or bool(single_number_title(following))


def heading_of_group(group: Sequence[Line]) -> Block | None:
    """The heading that a group of lines opens with: underlined, numbered, a question, or a short line above prose."""
    first, second = group[0], group[1]
    text = first.text.strip()
    if is_rule(second.text) and not is_listed(text) and len(text.split()) <= QUESTION_LINES * 4:
        return Block(BlockKind.HEADING, without_number(text), first.start, first.end, underline_level(second.text))
    numbered = numbered_title(text)
    if numbered and not numbered_title(second.text):
        return Block(BlockKind.HEADING, numbered[0], first.start, first.end, numbered[1])
    if is_listed(text) or spelt_question(text) is not None or spelt_answer(text) is not None or is_answer_mark(text):
        return None
    if names_with_colon(text):
        return Block(BlockKind.HEADING, text.rstrip(": "), first.start, first.end, BOLD_TITLE_LEVEL)
    opens = text[:1].isupper() and not second.text.lstrip()[:1].islower()
    if opens and text.endswith("?") and asks(text) and not turns(text):
        return Block(BlockKind.HEADING, text, first.start, first.end)
    if (opens and is_listed(second.text) and heads_its_group(text, "X" * 200)) or heads_its_group(text, second.text):
        return Block(BlockKind.HEADING, text, first.start, first.end)
    return None


def lines_behind(group: Sequence[Line], heading: Block) -> list[Line]:
    rest = [line for line in group if line.start > heading.start]
    return rest[1:] if len(rest) > 1 and is_rule(rest[0].text) else rest


def lines_that_ask_again(group: Sequence[Line]) -> list[int]:
    """Where in a group, which a question opens, a line behind a whole sentence asks again."""
    return [
        number
        for number in range(2, len(group))
        if group[number].text.endswith("?")
        and group[number - 1].text.endswith((".", "!", ")"))
        and group[number].text.lstrip()[:1].isupper()
        and asks_alone(group[number].text.strip())
    ]


def marks_joined(lines: list[Line]) -> list[Line]:
    """Lines, with 'Q3' on a line of its own put before the question on the next one."""
    made: list[Line] = []
    mark: Line | None = None
    for line in lines:
        if mark is not None:
            made.append(Line(f"Q: {line.text.strip()}", mark.start, line.end))
            mark = None
        elif is_question_mark(line.text) and len(lines) > 1:
            mark = line
        else:
            made.append(line)
    return made
