from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.coding.outcome import Band, Measurement, Speed, Work
from interviewer.coding.task import exercise_id
from interviewer.database import open_database
from interviewer.errors import InterviewNotFound
from interviewer.grade import Verdict
from interviewer.interview import Intent, Plan, Said, Speech, Started
from interviewer.store import Store
from tests.builders import NOON, Script, make_grade, make_question, make_unscored
from tests.rounds import HALF_RIGHT, PASSED, RoundScript

MEASURED = replace(
    PASSED,
    measurement=Measurement(Work(12), Work(10, 5), (Speed("reference", 1.0, 0.9, 1.1, Band.WITHIN_TWO, 5, "cpu"),)),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(open_database(tmp_path))


def save(store: Store, interview_id: str, script: Script) -> None:
    first = script.events[0]
    assert isinstance(first, Started)
    store.create(interview_id, first)
    for number, event in enumerate(script.events[1:], 1):
        assert store.append(interview_id, number, event)


def test_what_was_appended_is_read_back_whole(store: Store) -> None:
    script = Script().asked().heard(Intent.ANSWER, "\u202e <b>words</b>\x00 \U0001f600")
    script.assessed(make_grade(Verdict.HIT, Verdict.MISSED, Verdict.CONTRADICTED)).said(Speech.FOLLOW_UP, 1)
    script.heard(Intent.ANSWER).assessed(make_unscored())
    save(store, "a", script)
    assert store.load("a").events == tuple(script.events)


def test_a_coding_round_is_read_back_whole(store: Store) -> None:
    round_script = RoundScript().hint().run(HALF_RIGHT).submitted(MEASURED).pressed().replied("words")
    script = Script(Plan(questions=0, coding=1))
    script.events += round_script.assessed(make_unscored()).closed().events
    save(store, "a", script)
    assert store.load("a").events == tuple(script.events)
    assert store.load("a").round == round_script.round


def test_another_process_reads_the_same(store: Store, tmp_path: Path) -> None:
    save(store, "a", Script().asked())
    assert Store(open_database(tmp_path)).load("a") == store.load("a")


def test_a_number_is_given_once(store: Store) -> None:
    save(store, "a", Script())
    assert store.append("a", 1, Said(NOON, Speech.GREETING, "first"))
    assert not store.append("a", 1, Said(NOON, Speech.GREETING, "second"))
    last = store.load("a").last
    assert isinstance(last, Said)
    assert last.text == "first"


def test_creating_twice_is_creating_once(store: Store) -> None:
    save(store, "a", Script().asked())
    assert len(store.create("a", Started(NOON, Script().interview.plan)).events) == 3


def test_an_unknown_interview_is_an_error(store: Store) -> None:
    with pytest.raises(InterviewNotFound, match="'b'"):
        store.load("b")


def test_questions_asked_anywhere_are_known(store: Store) -> None:
    save(store, "a", Script().asked(make_question("Why?")))
    assert list(store.last_asked()) == ["id of Why?"]


def test_the_newest_interview_comes_first(store: Store) -> None:
    save(store, "a", Script())
    store.create("b", Started(NOON.replace(year=2027), Script().interview.plan))
    assert [interview_id for interview_id, _ in store.recent(5)] == ["b", "a"]


def test_an_exercise_is_remembered_under_an_id_of_its_own(store: Store) -> None:
    script = Script()
    script.events += RoundScript().events
    save(store, "a", script)
    assert store.last_asked() == {exercise_id("convolution-2d"): NOON}


def test_there_is_no_draft_at_first(store: Store) -> None:
    assert store.draft("a", "convolution-2d") is None


def test_the_newest_draft_replaces_the_one_before(store: Store) -> None:
    save(store, "a", Script())
    for text in ("one", "two"):
        store.save_draft("a", "convolution-2d", text, NOON)
    assert store.draft("a", "convolution-2d") == "two"


def test_each_exercise_has_a_draft_of_its_own(store: Store) -> None:
    save(store, "a", Script())
    for exercise in ("convolution-2d", "pooling"):
        store.save_draft("a", exercise, f"of {exercise}", NOON)
    assert store.draft("a", "pooling") == "of pooling"
