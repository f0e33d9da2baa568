"""The Coding page, its checks scripted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from interviewer.coding.box import Tier
from interviewer.coding.boxes.tier import Chosen, Trial
from interviewer.coding.checker import Checker
from interviewer.coding_desk import MAX_SOURCE
from interviewer.errors import BoxFailed
from interviewer.interview import Plan
from tests.builders import Script
from tests.practice import Checks, NoBoxes
from tests.rounds import HALF_RIGHT, STRIDE, RoundScript, graded, make_task
from tests.ui.held import ID, Held, captions, page_data, texts
from ui import isolation, rounds, session
from ui.editor import editor_key

PATIENCE = 30
NO_BOX = "no box could be opened; install bubblewrap"


def coding_page() -> None:
    from ui import session
    from ui.views import coding

    session.keep_address()
    coding.page()


@pytest.fixture
def checks() -> Checks:
    return Checks()


@pytest.fixture
def held(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch, checks: Checks) -> Iterator[Held]:
    isolating = Chosen(NoBoxes(), (Trial(Tier.LANDLOCK),))
    monkeypatch.setattr("interviewer.bootstrap.build_checker", lambda _: Checker(lambda: isolating, NoBoxes, checks))
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        yield held


def practising(held: Held, written: RoundScript) -> AppTest:
    """The page with that round in it."""
    script = Script(Plan(questions=0, coding=1, exercises=("convolution-2d",)))
    script.events.extend(written.events)
    held.keep(script)
    return opened()


def opened() -> AppTest:
    isolation.trial().wait(PATIENCE)
    app = AppTest.from_function(coding_page, default_timeout=PATIENCE)
    app.query_params["practice"] = ID
    return app.run()


def checked(app: AppTest, label: str) -> AppTest:
    """As it is once the check that the button begins has ended."""
    button(app, label).click().run()
    running = rounds.checks().at(ID)
    if running:
        running.loading.wait(PATIENCE)
    assert not app.run().exception
    return app


def button(app: AppTest, label: str) -> Button:
    return next(one for one in app.button if one.label == label)


def marks(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def headlines(app: AppTest) -> list[str]:
    return [element.value for element in (*app.success, *app.error)]


def test_the_exercises_are_listed_and_filtered(held: Held) -> None:
    app = AppTest.from_function(coding_page, default_timeout=PATIENCE).run()
    assert "**Two\\-dimensional convolution**" in marks(app)
    app.button_group[1].set_value("Triton").run()
    assert "**Two\\-dimensional convolution**" not in marks(app)
    assert "Triton" in marks(app)


def test_filters_that_no_exercise_fits_are_said_to_fit_none(held: Held) -> None:
    app = AppTest.from_function(coding_page, default_timeout=PATIENCE).run()
    app.multiselect[0].set_value(["Convolution parameters"])
    app.button_group[1].set_value("Triton").run()
    assert [info.value for info in app.info] == ["No exercise is like that. Choose fewer filters."]


def test_beginning_an_exercise_shows_its_statement_and_names_the_practice_in_the_address(held: Held) -> None:
    app = AppTest.from_function(coding_page, default_timeout=PATIENCE).run()
    next(one for one in app.button if one.key == "begin-convolution-2d").click().run()
    assert app.query_params["practice"]
    assert "Write the convolution of a batch of images" in marks(app)
    assert "Nothing was run yet." in captions(app)


def test_what_is_run_is_the_draft(held: Held, checks: Checks) -> None:
    app = practising(held, RoundScript())
    session.desk().save_draft(ID, "my code")
    checked(app, "Run the public cases")
    assert [code for _, code, *_ in checks.history] == ["my code"]


def test_a_run_shows_its_cases_and_is_there_after_a_refresh(held: Held, checks: Checks) -> None:
    app = practising(held, RoundScript())
    checks.enqueue(HALF_RIGHT)
    assert headlines(checked(app, "Run the public cases")) == ["1 of 2 public cases pass."]
    assert headlines(opened()) == ["1 of 2 public cases pass."]


def test_where_no_box_can_be_had_the_remedy_is_shown_and_it_can_be_tried_again(held: Held, checks: Checks) -> None:
    app = practising(held, RoundScript())
    checks.enqueue(BoxFailed(NO_BOX))
    assert headlines(checked(app, "Run the public cases")) == [NO_BOX]
    assert headlines(checked(app, "Run the public cases")) == ["All 2 public cases pass."]


def test_a_hint_is_priced_before_and_shown_after_it_is_taken(held: Held) -> None:
    app = practising(held, RoundScript())
    assert "Pad first." not in texts(app)
    button(app, "Hint 1 (costs 10%)").click().run()
    assert "Pad first." in texts(app)
    assert button(app, "Hint 2 (costs 30%)")


def test_starting_again_brings_the_starter_back(held: Held) -> None:
    app = practising(held, RoundScript())
    session.desk().save_draft(ID, "my code")
    button(app, "Yes, start again").click().run()
    assert session.desk().draft(ID) == make_task().starter


def write(app: AppTest, text: str, edition: int = 0) -> AppTest:
    """As if that had been typed into the editor."""
    app.session_state[editor_key(f"{ID}-1")] = {"typed": {"edition": edition, "text": text}}
    return app.run()


def test_what_is_typed_is_kept_as_the_draft(held: Held) -> None:
    write(practising(held, RoundScript()), "typed")
    assert session.desk().draft(ID) == "typed"


def test_what_was_typed_before_starting_again_is_not_kept_after_it(held: Held) -> None:
    app = write(practising(held, RoundScript()), "typed")
    button(app, "Yes, start again").click().run()
    write(app, "typed late")
    assert session.desk().draft(ID) == make_task().starter
    write(app, "typed anew", edition=1)
    assert session.desk().draft(ID) == "typed anew"


def test_a_text_that_cannot_be_kept_is_said_to_be_unsaved(held: Held) -> None:
    app = write(practising(held, RoundScript()), "x" * (MAX_SOURCE + 1))
    assert ["What you typed last is not saved" in one for one in headlines(app)] == [True]


def test_another_tabs_newer_draft_is_not_overwritten_by_a_redraw(held: Held) -> None:
    app = write(practising(held, RoundScript()), "this tab")
    session.desk().save_draft(ID, "another tab")
    app.run()
    assert session.desk().draft(ID) == "another tab"


def test_a_submission_is_followed_by_a_question_in_the_talk(held: Held, checks: Checks) -> None:
    checks.enqueue(HALF_RIGHT)
    app = checked(practising(held, RoundScript()), "Submit")
    assert headlines(app) == ["1 of 2 hidden cases pass."]
    assert STRIDE in texts(app)
    assert "About what was measured: shape, stride \\> 1" in captions(app)
    app.chat_input[0].set_value("Each window starts stride inputs after the one before.").run()
    assert "Each window starts stride inputs after the one before." in texts(app)
    assert held.interview.round.replies[0].grade is not None


def test_an_answer_can_be_passed_on(held: Held, checks: Checks) -> None:
    app = checked(practising(held, RoundScript()), "Submit")
    button(app, "I don\u2019t know").click().run()
    assert held.interview.round.replies[0].declined
    assert "Passed on: it counts as 0%." in captions(app)


def test_a_closed_round_shows_what_was_measured_apart_from_opinions(held: Held) -> None:
    written = RoundScript().hint().submitted(HALF_RIGHT).pressed().replied().assessed(graded(0.5)).closed()
    app = practising(held, written)
    figures = {metric.label: metric.value for metric in app.metric}
    assert (figures["Before hints"], figures["Correctness"], figures["Questions"]) == ("50%", "50%", "50%")
    told = captions(app)
    assert told.index("**Measured**, by the checker alone") < told.index("**Graded opinion**")
    assert button(app, "Once more")


def test_code_is_not_run_without_isolation_before_a_consent(
    held: Held, checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    checker = Checker(lambda: Chosen(None, ()), lambda: NoBoxes(Tier.OWN_CODE), checks)
    monkeypatch.setattr("interviewer.bootstrap.build_checker", lambda _: checker)
    app = practising(held, RoundScript())
    assert button(app, "Run the public cases").disabled
    assert button(app, "Submit").disabled
    app.checkbox[0].check().run()
    button(app, "Run my own code, not isolated").click().run()
    checked(app, "Run the public cases")
    assert [tier for *_, tier in checks.history] == [Tier.OWN_CODE]


def test_how_code_is_isolated_is_told(held: Held) -> None:
    assert "Your code runs isolated (landlock\\: held against 0 attacks)" in captions(practising(held, RoundScript()))


def test_a_practice_that_is_not_there_is_named(held: Held) -> None:
    app = opened()
    assert ["here is no interview" in one for one in headlines(app)] == [True]
    assert "Coding practice" in [title.value for title in app.title]
