from pathlib import Path

import pytest

from interviewer.database import open_database
from interviewer.errors import InterviewNotFound
from interviewer.grade import Verdict
from interviewer.interview import Intent, Said, Speech, Started
from interviewer.store import Store
from tests.builders import NOON, Script, make_grade, make_question, make_unscored


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
