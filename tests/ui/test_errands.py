from threading import Event

from interviewer.errors import DisputeRefused
from knowledge.library import Progress
from ui.errands import Errand, Errands

PATIENCE = 10


def ended(errand: Errand | None) -> Errand:
    assert errand is not None
    errand.loading.wait(PATIENCE)
    return errand


def fail(_: Progress) -> list[str]:
    raise DisputeRefused("too long; shorten it")


def test_an_errand_that_is_done_is_found_once() -> None:
    errands, enough = Errands(), Event()
    errands.begin("here", "words", lambda _: [str(enough.wait(PATIENCE))])
    running = errands.at("here")
    enough.set()
    ended(running)
    done = errands.at("here")
    assert done is not None
    assert done.state == "done"
    assert errands.at("here") is None


def test_an_errand_that_has_failed_keeps_its_words_and_the_reason() -> None:
    errands = Errands()
    errands.begin("here", "my words", fail)
    ended(errands.at("here"))
    failed = errands.at("here")
    assert failed is not None
    assert (failed.state, failed.asked, failed.loading.error) == ("failed", "my words", "too long; shorten it")
    assert errands.at("here") == failed
    assert errands.at("elsewhere") is None


def test_the_same_is_not_begun_twice_at_once() -> None:
    errands, enough, begun = Errands(), Event(), []

    def work(_: Progress) -> list[str]:
        begun.append(1)
        enough.wait(PATIENCE)
        return []

    errands.begin("here", "words", work)
    errands.begin("here", "words", work)
    running = errands.at("here")
    enough.set()
    ended(running)
    assert begun == [1]


def test_what_has_failed_can_be_begun_anew() -> None:
    errands, enough = Errands(), Event()
    errands.begin("here", "words", fail)
    ended(errands.at("here"))
    errands.begin("here", "words", lambda _: [str(enough.wait(PATIENCE))])
    again = errands.at("here")
    assert again is not None
    assert again.state == "under way"
    enough.set()
