from threading import Event

from knowledge.errors import KnowledgeError
from knowledge.library import Progress
from ui.loading import Loading, OnDemand

PATIENCE = 10


def test_work_that_succeeds_leaves_its_notices() -> None:
    loading = Loading(lambda _: ["The index was made anew."])
    loading.wait(PATIENCE)
    assert (loading.is_running(), loading.notices, loading.error) == (False, ["The index was made anew."], "")


def test_work_that_fails_leaves_its_message() -> None:
    def fail(_: Progress) -> list[str]:
        raise KnowledgeError("no bank; install it")

    loading = Loading(fail)
    loading.wait(PATIENCE)
    assert (loading.is_running(), loading.error) == (False, "no bank; install it")


def test_progress_is_seen_while_the_work_runs() -> None:
    reported, seen = Event(), Event()

    def work(progress: Progress) -> list[str]:
        progress("embedding", 3, 4)
        reported.set()
        seen.wait(PATIENCE)
        return []

    loading = Loading(work)
    reported.wait(PATIENCE)
    assert loading.is_running()
    assert (loading.stage.doing, loading.stage.share) == ("Embedding 3 of 4", 0.75)
    seen.set()
    loading.wait(PATIENCE)
    assert not loading.is_running()


def test_work_on_demand_waits_for_the_demand() -> None:
    begun: list[Loading] = []

    def begin() -> Loading:
        begun.append(Loading(lambda _: []))
        return begun[-1]

    demanded = OnDemand(begin)
    assert begun == []
    demanded.begin()
    assert begun == [demanded.current]


def test_work_on_demand_is_begun_anew_only_once_it_has_ended() -> None:
    enough = Event()

    def work(_: Progress) -> list[str]:
        enough.wait(PATIENCE)
        return []

    demanded = OnDemand(lambda: Loading(work))
    demanded.begin()
    first = demanded.current
    demanded.begin()
    assert first is not None
    assert demanded.current is first
    enough.set()
    first.wait(PATIENCE)
    demanded.begin()
    assert demanded.current is not first
