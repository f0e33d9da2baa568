"""The judge in a run, against a server over real HTTP."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Lock
from typing import Any

import pytest
from pydantic import SecretStr

from evals.budget import NO_LIMIT, Budget, Price, Spending
from evals.cases import Case
from evals.contender import Contender
from evals.entry import Entry, entries
from evals.rows import Store, writing
from evals.runner import Runner, Tally, Terms
from interviewer.grading.judge import JudgeGrader
from interviewer.model.endpoint import Endpoint, Target
from interviewer.model.ladder import Rung
from tests.builders import NOON
from tests.model_server import MODEL, Script, Scripted, Time, model_server, refused, said

ANSWER = "It keeps the largest value of window"
REPLY = json.dumps(
    {
        "code": "token",
        "verdicts": [{"key_point": 1, "quote": "keeps the largest value", "verdict": "hit"}],
        "reason": "So.",
    }
)
JUDGED = said(REPLY, usage=(1000, 50))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with writing(tmp_path / "rows.db", durable=True) as opened:
        yield opened


def asked(answers: int) -> list[Entry]:
    return entries(
        {
            "d": [
                Case(
                    id=str(place),
                    question_id="q",
                    question="What does pooling do?",
                    reference="Max pooling keeps the largest value of each window.",
                    answer=f"{ANSWER} {place}.",
                    score=1.0,
                )
                for place in range(answers)
            ]
        }
    )


def run(store: Store, url: str, answers: int, *, concurrency: int = 1, budget: Budget = NO_LIMIT) -> Tally:
    clock = Time()
    target = Target("m", url, SecretStr("a-key"), 20.0, 1, concurrency)
    judge = JudgeGrader(Endpoint(target, clock.clock, clock.sleep), lambda: "token", lambda: Rung.JSON_SCHEMA)
    contender = Contender(judge, "m", paid=True, concurrency=concurrency, rest=lambda: judge.rest)
    terms = Terms(lambda: NOON, price=Price(1.0, 10.0), sleep=clock.sleep)
    return Runner(store, terms, Spending(budget)).run(asked(answers), [contender])


def test_a_row_says_what_the_model_was_and_what_it_took(store: Store) -> None:
    with model_server(Script(JUDGED)) as server:
        run(store, server.base_url, 1)
    row = store.rows()[0]
    assert (row.grader, row.model, row.rung, row.score) == ("judge", MODEL, "json schema", 1.0)
    assert (row.prompt_tokens, row.completion_tokens, row.cost) == (1000, 50, 0.0015)
    assert [verdict["verdict"] for verdict in json.loads(row.verdicts)] == ["hit"]


def test_what_was_judged_is_not_sent_again(store: Store) -> None:
    with model_server(Script(JUDGED)) as server:
        run(store, server.base_url, 3)
        run(store, server.base_url, 4)
        assert len(server.requests) == 4


def test_the_server_grades_as_many_at_once_as_allowed_and_no_more(store: Store) -> None:
    counting = Counting()
    with model_server(counting) as server:
        run(store, server.base_url, 10, concurrency=3)
    assert counting.most == 3
    assert len(store.rows()) == 10


def test_a_busy_server_is_asked_again_after_the_time_it_names(store: Store) -> None:
    with model_server(Script(refused(429, "slow down", headers={"Retry-After": "7"}), JUDGED)) as server:
        run(store, server.base_url, 2)
    assert [row.status for row in store.rows()] == ["graded", "graded"]
    assert len(server.requests) == 3


def test_a_quota_that_is_used_up_ends_the_run_after_a_few_answers(store: Store) -> None:
    with model_server(Script(refused(429, "no credit", code="insufficient_quota"))) as server:
        tally = run(store, server.base_url, 30)
    assert len(server.requests) == 5
    assert tally.left == {"judge: it failed 5 times in a row": 25}
    assert all("the quota for m" in row.reason for row in store.rows())


def test_what_failed_is_sent_again_by_the_next_run(store: Store) -> None:
    with model_server(Script(refused(401, "no"), refused(401, "no"), JUDGED)) as server:
        run(store, server.base_url, 2)
        assert [row.status for row in store.rows()] == ["error", "error"]
        run(store, server.base_url, 2)
    assert [row.status for row in store.rows()] == ["graded", "graded"]


def test_a_limit_of_calls_is_kept_with_several_on_their_way(store: Store) -> None:
    with model_server(Script(Scripted(JUDGED.body, delay=0.02))) as server:
        tally = run(store, server.base_url, 10, concurrency=4, budget=Budget(calls=6))
        assert len(server.requests) == 6
    assert tally.left.total() == 4


class Counting:
    """Replies to the first alone, then to none before three are there; keeps how many there were at once at most."""

    def __init__(self) -> None:
        self.most = 0
        self._now, self._asked = 0, 0
        self._lock, self._three = Lock(), Barrier(3)

    def __call__(self, request: dict[str, Any]) -> Scripted:
        with self._lock:
            self._now += 1
            self._asked += 1
            self.most = max(self.most, self._now)
            first = self._asked == 1
        if not first:
            self._three.wait(30)
        time.sleep(0.02)
        with self._lock:
            self._now -= 1
        return JUDGED
