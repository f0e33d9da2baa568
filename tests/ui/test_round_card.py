"""A coding round once it is closed: its card in the talk, and on the Report page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.interview import Closed, Plan
from tests.builders import Script
from tests.rounds import HALF_RIGHT, RoundScript, graded
from tests.ui import checked
from tests.ui.held import ID, Held, captions, drawn, page_data, report_page, texts, transcript_page
from ui.round_card import headline, round_result

CARD = f"round-card-{ID}-1"


def closed() -> RoundScript:
    return (
        RoundScript().hint().run().submitted(HALF_RIGHT, "the code").pressed().replied("because").assessed(graded(1.0))
    )


@pytest.fixture
def held(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        script = Script(Plan(questions=0, coding=1))
        script.events.extend(closed().closed().events)
        held.keep(script)
        yield held


def test_the_headline_tells_the_score() -> None:
    assert headline(1, closed().closed().round) == "Coding round 1, Convolution: 54% \u2014 solid"


def test_the_headline_of_a_skipped_round_tells_no_score() -> None:
    assert headline(2, RoundScript().closed().round) == "Coding round 2, Convolution: skipped, counts as 0%"


def test_the_result_tells_what_each_line_of_the_rubric_rests_on() -> None:
    app = checked.painted(lambda: round_result("key", closed().closed().round))
    told = "\n".join(element.value for element in app.markdown)
    assert "**values** (60% of the score): 50%" in told
    assert "graded\\: 1 of 1 follow\\-ups" in told


def test_hints_are_told_with_their_price() -> None:
    app = checked.painted(lambda: round_result("key", closed().closed().round))
    assert "10%: Pad first." in texts(app)
    without = checked.painted(lambda: round_result("key", RoundScript().submitted().closed().round))
    assert "Hints taken" not in captions(without)


def test_the_code_that_counts_is_shown() -> None:
    app = checked.painted(lambda: round_result("key", closed().closed().round))
    assert [code.value for code in app.code] == ["the code"]


def test_a_withdrawn_question_is_not_shown_again() -> None:
    written = RoundScript().submitted(HALF_RIGHT).pressed("An old question?").submitted().closed()
    assert "An old question?" not in texts(checked.painted(lambda: round_result("key", written.round)))


def test_the_talk_has_the_card_of_a_closed_round(held: Held) -> None:
    assert headline(1, held.interview.round) in [one.label for one in drawn(transcript_page).expander]


def test_the_card_is_filled_once_it_is_opened(held: Held) -> None:
    assert not drawn(transcript_page).code
    assert drawn(transcript_page, CARD).code


def test_a_round_left_open_at_the_end_has_its_card_too(
    tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        script = Script(Plan(questions=0, coding=1))
        script.events.extend(RoundScript().events)
        script.events.append(Closed(script.now, "ended by the candidate"))
        held.keep(script)
        app = drawn(transcript_page)
    assert "Coding round 1, Convolution: left open, does not count" in [one.label for one in app.expander]


def test_the_report_shows_the_round_and_no_empty_lists_of_questions(held: Held) -> None:
    app = drawn(report_page)
    assert [one.value for one in app.subheader] == ["Subjects", "Coding rounds"]
    assert headline(1, held.interview.round) in [one.label for one in app.expander]
