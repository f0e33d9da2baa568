from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from interviewer.coding.box import Tier
from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import Check
from tests.ui import checked
from tests.ui.held import captions, texts
from ui.check_card import run_card, submission_card


def drawn(card: Callable[[Check, bool], None], check: Check, triton: bool = False) -> AppTest:
    return checked.painted(lambda: card(check, triton))


def headlines(app: AppTest) -> list[str]:
    return [element.value for element in (*app.success, *app.error)]


def codes(app: AppTest) -> list[str]:
    return [element.value for element in app.code]


def marks(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_a_failing_public_case_shows_its_counter_example() -> None:
    app = drawn(run_card, checked.half_wrong())
    assert headlines(app) == ["1 of 3 public cases pass."]
    assert codes(app) == [checked.INPUTS] * 2
    assert texts(app).count(f"{checked.WRONG.message}: {checked.DIFFERENCE}") == 2


def test_public_cases_that_pass_show_no_counter_example() -> None:
    app = drawn(run_card, checked.made(checked.case("random/0")))
    assert headlines(app) == ["All 1 public cases pass."]
    assert codes(app) == []


def test_hidden_cases_are_told_by_family_and_class_alone() -> None:
    app = drawn(submission_card, checked.hidden(checked.half_wrong()))
    assert codes(app) == []
    assert "got 1.0" not in texts(app)
    assert "**Values**, only where stride \\> 1" in marks(app)
    rows = app.table[0].value.to_numpy().tolist()
    assert rows == [["random", "1 of 2", "values"], ["edge", "0 of 1", "values"]]


def test_code_that_cannot_be_run_is_told_with_its_reason() -> None:
    failure = Failure(FailureKind.SYNTAX, "line 4: invalid syntax", "for i in")
    app = drawn(run_card, checked.made(failure=failure))
    assert headlines(app) == ["The code could not be checked. **Syntax**"]
    assert codes(app) == ["for i in"]


def test_what_the_code_says_is_drawn_and_not_rendered() -> None:
    failure = Failure(FailureKind.RAISES, checked.HOSTILE, checked.HOSTILE)
    app = drawn(run_card, checked.made(checked.case("random/0", failure)))
    assert texts(app) == checked.HOSTILE
    assert checked.HOSTILE not in marks(app) + captions(app)


def test_every_card_says_where_the_code_ran() -> None:
    for card in (run_card, submission_card):
        told = captions(drawn(card, checked.half_wrong()))
        assert "Device\\: CPU\\: correctness and operation counts only. Isolation: bubblewrap." in told
        assert "Triton's interpreter on the CPU" in captions(drawn(card, checked.half_wrong(), triton=True))


def test_what_a_person_should_look_at_is_told_and_no_verdict() -> None:
    app = drawn(submission_card, replace(checked.made(checked.case("random/0")), review=("it reads frames",)))
    assert "For a person to look at: it reads frames" in captions(app)
    assert headlines(app) == ["All 1 hidden cases pass."]


def test_code_that_ran_without_isolation_is_labelled_so() -> None:
    own = replace(checked.half_wrong(), tier=Tier.OWN_CODE)
    for card in (run_card, submission_card):
        assert "Not isolated: run as the user\u2019s own code" in captions(drawn(card, own))
        assert "Not isolated" not in captions(drawn(card, checked.half_wrong()))
