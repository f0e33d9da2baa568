from dataclasses import replace

import pytest

from knowledge.excerpt import LINES, excerpt
from knowledge.question import Source

TEXT = (
    "".join(f"Line {number}.\n" for number in range(1, 10))
    + "- The **largest** value\nof `each` window is kept.\nEnd.\n"
)
WHOLE = Source("0" * 16, "Notes", 0, len(TEXT))


def test_a_passage_is_found_over_markup_and_line_breaks() -> None:
    shown = excerpt(TEXT, WHOLE, "The largest value of each window is kept.")
    assert shown.exact
    assert shown.passage == "- The **largest** value\nof `each` window is kept."
    assert (shown.line, shown.after) == (10, "\nEnd.\n")


def test_some_lines_are_shown_before_it() -> None:
    shown = excerpt(TEXT, WHOLE, "The largest value")
    assert shown.before.splitlines() == [f"Line {number}." for number in range(10 - LINES, 10)]


def test_nothing_stands_before_the_first_line() -> None:
    assert excerpt(TEXT, WHOLE, "Line 1.").before == ""


def test_of_a_passage_that_is_gone_the_section_is_shown() -> None:
    section = replace(WHOLE, start=8, end=15)
    shown = excerpt(TEXT, section, "Something else.")
    assert (shown.exact, shown.passage) == (False, "Line 2.")


def test_an_empty_passage_is_not_found() -> None:
    assert not excerpt(TEXT, WHOLE, " ").exact


@pytest.mark.parametrize(
    ("place", "where"), [("page 12", "page 12"), ("lines 1-12", "line 10 of the text"), ("", "line 10 of the text")]
)
def test_the_place_is_the_page_or_the_line(place: str, where: str) -> None:
    assert excerpt(TEXT, replace(WHOLE, place=place), "The largest value").where == where
