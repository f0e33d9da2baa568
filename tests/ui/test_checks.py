from threading import Event

from interviewer.errors import BoxFailed
from tests.ui import checked
from ui.checks import Checks, OnCase

PATIENCE = 10


def failing(_: OnCase) -> None:
    raise BoxFailed("no box could be opened; install bubblewrap")


def begun(checks: Checks, enough: Event) -> None:
    """A check that has told of one case of two, and waits."""
    told = Event()

    def check(on_case: OnCase) -> None:
        on_case(checked.case("random/0"))
        told.set()
        enough.wait(PATIENCE)

    checks.begin("here", hidden=False, expected=2, check=check)
    told.wait(PATIENCE)


def test_the_cases_are_told_as_they_end() -> None:
    checks, enough = Checks(), Event()
    begun(checks, enough)
    running = checks.at("here")
    enough.set()
    assert running is not None
    assert (running.failed, [case.name for case in running.cases], running.expected) == (False, ["random/0"], 2)


def test_a_second_check_is_not_begun_while_one_is_under_way() -> None:
    checks, enough = Checks(), Event()
    begun(checks, enough)
    checks.begin("here", hidden=True, expected=9, check=failing)
    running = checks.at("here")
    enough.set()
    assert running is not None
    assert not running.hidden


def test_one_that_is_done_is_gone() -> None:
    checks, enough = Checks(), Event()
    begun(checks, enough)
    running = checks.at("here")
    assert running is not None
    enough.set()
    running.loading.wait(PATIENCE)
    assert checks.at("here") is None


def test_one_that_failed_stays_with_its_reason_until_the_next_begins() -> None:
    checks, enough = Checks(), Event()
    checks.begin("here", hidden=False, expected=2, check=failing)
    for _ in range(2):
        running = checks.at("here")
        assert running is not None
        running.loading.wait(PATIENCE)
    failed = checks.at("here")
    assert failed is not None
    assert (failed.failed, failed.loading.error) == (True, "no box could be opened; install bubblewrap")
    begun(checks, enough)
    again = checks.at("here")
    enough.set()
    assert again is not None
    assert not again.failed


def test_there_is_no_check_where_none_was_begun() -> None:
    assert Checks().at("elsewhere") is None
