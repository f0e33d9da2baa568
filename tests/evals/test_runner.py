import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from evals.budget import NO_LIMIT, Budget, Price, Spending
from evals.cases import Case
from evals.contender import Contender
from evals.entry import Entry, entries
from evals.rows import Store, reading, writing
from evals.runner import Runner, Tally, Terms
from interviewer.grading.grader import Grader
from tests.builders import NOON
from tests.evals.graders import (
    Scripted,
    Together,
    by_length,
    graded,
    hangs,
    model_fails,
    paid,
    raises,
    refuses,
)

ANSWERS = ("It keeps the largest.", "It averages.", "No idea.", "It makes the map smaller.")


def case(place: int, answer: str, **changes: Any) -> Case:  # noqa: ANN401 (any field of a case)
    fields = {
        "id": str(place),
        "question_id": "q",
        "question": "What does pooling do?",
        "reference": "It keeps maxima.",
    }
    return Case(**{**fields, "answer": answer, "score": 0.5, **changes})


def asked(*answers: str, dataset: str = "d") -> list[Entry]:
    return entries({dataset: [case(place, answer) for place, answer in enumerate(answers or ANSWERS)]})


def clock() -> datetime:
    return NOON


TERMS = Terms(clock)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with writing(tmp_path / "rows.db") as opened:
        yield opened


def run(
    store: Store,
    grader: Grader,
    given: Sequence[Entry] = (),
    terms: Terms = TERMS,
    budget: Budget = NO_LIMIT,
    **about: Any,  # noqa: ANN401 (any field of a contender)
) -> Tally:
    return Runner(store, terms, Spending(budget)).run(given or asked(), [Contender(grader, **about)])


def test_every_case_gets_a_row_with_its_score_under_its_id(store: Store) -> None:
    run(store, Scripted())
    assert [(row.case_id, row.score) for row in store.rows()] == [
        (str(place), len(answer) / 100) for place, answer in enumerate(ANSWERS)
    ]


def test_a_repeat_is_a_grade_of_its_own(store: Store) -> None:
    grader = Scripted()
    run(store, grader, terms=replace(TERMS, runs=3))
    assert [row.run for row in store.rows()] == [0] * 4 + [1] * 4 + [2] * 4
    assert len(grader.asked) == 12


def test_what_is_there_is_not_asked_for_again(store: Store) -> None:
    run(store, Scripted())
    again = Scripted()
    assert (run(store, again).found, again.asked) == (4, [])


def test_the_rest_of_a_shorter_run_is_asked_for(store: Store) -> None:
    run(store, Scripted(), asked(*ANSWERS[:2]))
    again = Scripted()
    run(store, again)
    assert again.asked == list(ANSWERS[2:])


def test_another_version_is_graded_beside_the_first(store: Store) -> None:
    run(store, Scripted())
    run(store, Scripted(version="2"))
    assert [row.version for row in store.rows()] == ["1"] * 4 + ["2"] * 4


@pytest.mark.parametrize(
    "changes",
    [{"answer": "Another."}, {"question": "Why pool?"}, {"reference": "It shrinks maps."}],
)
def test_a_case_that_was_edited_is_graded_again(store: Store, changes: dict[str, str]) -> None:
    run(store, Scripted(), entries({"d": [case(0, "An answer.")]}))
    again = Scripted()
    run(store, again, entries({"d": [case(0, **{"answer": "An answer.", **changes})]}))
    assert len(again.asked) == 1
    assert len(store.rows()) == 1


def test_another_model_under_the_same_version_is_asked_again(store: Store) -> None:
    run(store, Scripted(), model="small")
    again = Scripted()
    run(store, again, model="large")
    assert len(again.asked) == 4


def test_the_same_answer_in_another_dataset_is_not_paid_again(store: Store) -> None:
    run(store, Scripted(paid), asked(dataset="d"), paid=True)
    again = Scripted(paid)
    assert (run(store, again, asked(dataset="e"), paid=True).cached, again.asked) == (4, [])
    copies = [row for row in store.rows() if row.dataset == "e"]
    assert all(row.cached and row.score is not None for row in copies)


def test_an_answer_that_two_cases_give_is_asked_for_once(store: Store) -> None:
    grader = Scripted()
    tally = run(store, grader, asked("The same.", "The same.", "Another."))
    assert (len(grader.asked), tally.cached) == (2, 1)
    assert [row.score for row in store.rows()] == [0.09, 0.09, 0.08]


def test_a_refusal_is_a_row_that_stays(store: Store) -> None:
    run(store, Scripted(refuses))
    again = Scripted(refuses)
    run(store, again)
    assert {(row.status, row.score, row.reason) for row in store.rows()} == {
        ("unscored", None, "too long: more than is read")
    }
    assert again.asked == []


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (raises, "it raised RuntimeError: broken by "),
        (lambda _: graded(float("nan")), "the score nan is no number from 0 to 1"),
        (lambda _: graded(1.5), "the score 1.5 is no number"),
        (lambda _: graded(True), "the score True is no number"),
        (lambda _: graded(0.5, confidence=float("nan")), "the confidence nan is no number"),
        (lambda _: None, "it gave NoneType, which is no grade"),
        (lambda _: 0.5, "it gave float, which is no grade"),
        (model_fails, "model failed: the server is down"),
    ],
)
def test_a_broken_grader_makes_errors_with_their_reason_and_the_others_go_on(
    store: Store, says: Callable[[str], Any], reason: str
) -> None:
    Runner(store, TERMS, Spending(NO_LIMIT)).run(asked(), [Contender(Scripted(says, "broken")), Contender(Scripted())])
    broken = [row for row in store.rows() if row.grader == "broken"]
    assert len(broken) == 4
    assert all(row.status == "error" and row.score is None and row.reason.startswith(reason) for row in broken)
    assert sum(row.status == "graded" for row in store.rows()) == 4


def test_a_grader_that_fails_on_one_answer_fails_on_that_alone(store: Store) -> None:
    run(store, Together(lambda answer: raises(answer) if answer == ANSWERS[2] else by_length(answer)))
    assert [row.status for row in store.rows()] == ["graded", "graded", "error", "graded"]


def test_a_reason_holds_nothing_that_moves_a_terminal(store: Store) -> None:
    run(store, Scripted(raises))
    assert all("\x1b" not in row.reason for row in store.rows())


def test_an_error_is_tried_again_by_the_next_run(store: Store) -> None:
    run(store, Scripted(raises))
    run(store, Scripted())
    assert [row.status for row in store.rows()] == ["graded"] * 4


def test_a_grader_that_hangs_is_interrupted(store: Store) -> None:
    run(store, Scripted(lambda answer: hangs(answer) if answer == ANSWERS[1] else by_length(answer)), limit=0.5)
    rows = store.rows()
    assert [row.status for row in rows] == ["graded", "error", "graded", "graded"]
    assert rows[1].reason == "it did not answer within 0.5 s"


def test_a_grader_that_catches_every_exception_is_interrupted_too(store: Store) -> None:
    def stubborn(answer: str) -> object:
        while True:
            try:
                hangs(answer)
            except Exception:  # noqa: BLE001, S112 (what such a grader does)
                continue

    run(store, Scripted(stubborn), asked("An answer."), limit=0.5)
    assert store.rows()[0].status == "error"


def test_a_grader_that_always_hangs_is_given_up_and_the_rest_is_counted(store: Store) -> None:
    tally = run(store, Scripted(hangs), limit=0.1)
    assert tally.left == {"scripted: it hung on 3 answers in a row": 1}
    assert len(store.rows()) == 3


def test_batches_are_used_where_a_grader_takes_them(store: Store) -> None:
    grader = Together()
    run(store, grader)
    assert grader.batches == [3]  # after the first, which is asked alone
    assert [row.score for row in store.rows()] == [len(answer) / 100 for answer in ANSWERS]


@pytest.mark.parametrize("many", [lambda grades: grades[:-1], lambda grades: [*grades, grades[0]]])
def test_a_batch_with_another_number_of_grades_is_not_guessed_at(store: Store, many: Callable[[Any], Any]) -> None:
    run(store, Together(many=many))
    assert [row.score for row in store.rows()] == [len(answer) / 100 for answer in ANSWERS]


def test_a_question_without_a_reference_is_an_error_of_its_case_alone(store: Store) -> None:
    run(store, Scripted(), entries({"d": [case(0, "An answer.", reference=" "), case(1, "Another.")]}))
    rows = store.rows()
    assert [row.status for row in rows] == ["error", "graded"]
    assert "the reference is blank" in rows[0].reason


def test_the_limit_of_calls_is_kept_and_the_next_run_goes_on(store: Store) -> None:
    grader = Scripted(paid)
    assert run(store, grader, budget=Budget(calls=3), paid=True, concurrency=4).left.total() == 1
    assert len(grader.asked) == 3
    assert run(store, grader, budget=Budget(calls=3), paid=True).left.total() == 0
    assert len(grader.asked) == 4


def test_the_limit_in_money_is_not_passed(store: Store) -> None:
    spending = Spending(Budget(money=0.005))
    runner = Runner(store, replace(TERMS, price=Price(1.0, 10.0)), spending)
    tally = runner.run(asked(), [Contender(Scripted(paid), paid=True)])
    assert spending.money == pytest.approx(0.004)
    assert [row.cost for row in store.rows()] == [0.002, 0.002]
    assert tally.left.total() == 2


def test_a_limit_does_not_hold_offline_graders_up(store: Store) -> None:
    assert run(store, Scripted(), budget=Budget(money=0.0, calls=0)).left.total() == 0


def test_what_no_language_model_read_is_no_call(store: Store) -> None:
    tally = run(store, Scripted(refuses), budget=Budget(calls=1), paid=True)
    assert tally.left.total() == 0


def test_a_cost_without_a_price_is_unknown(store: Store) -> None:
    run(store, Scripted(paid), paid=True)
    assert {(row.cost, row.prompt_tokens, row.rung, row.model) for row in store.rows()} == {
        (None, 1000, "text", "m-0001")
    }


def test_a_server_that_keeps_failing_is_given_up(store: Store) -> None:
    grader = Scripted(model_fails)
    tally = run(store, grader, asked(*(f"answer {place}" for place in range(20))), paid=True, concurrency=3)
    assert tally.left == {"scripted: it failed 5 times in a row": 15}
    assert len(grader.asked) == 5


def test_a_server_is_left_alone_for_as_long_as_it_needs(store: Store) -> None:
    slept: list[float] = []
    rests = iter([0.0, 7.0, 0.0, 0.0])
    terms = replace(TERMS, sleep=slept.append)
    run(store, Scripted(paid), terms=terms, paid=True, rest=lambda: next(rests))
    assert slept == [7.0]
    assert len(store.rows()) == 4


def test_a_paid_grader_that_hangs_does_not_hold_the_rest_up(store: Store) -> None:
    grader = Scripted(lambda answer: hangs(answer) if answer == ANSWERS[1] else paid(answer))
    run(store, grader, paid=True, concurrency=2, limit=1.0)
    assert [row.status for row in store.rows()] == ["graded", "error", "graded", "graded"]


def test_an_interrupted_run_keeps_what_it_has_and_counts_the_rest(store: Store) -> None:
    def interrupted(answer: str) -> object:
        if answer == ANSWERS[1]:
            raise KeyboardInterrupt
        return by_length(answer)

    contenders = [Contender(Scripted(interrupted)), Contender(Scripted(name="next"))]
    tally = Runner(store, TERMS, Spending(NO_LIMIT)).run(asked(), contenders)
    assert tally.left == {"scripted: it was interrupted": 3, "next: it was interrupted": 4}
    assert len(store.rows()) == 1


def test_what_a_server_is_grading_at_an_interrupt_is_waited_for(store: Store) -> None:
    def interrupting(answer: str) -> object:
        if answer == ANSWERS[1]:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            time.sleep(0.2)
        return paid(answer)

    tally = run(store, Scripted(interrupting), paid=True)
    assert [row.status for row in store.rows()] == ["graded", "graded"]
    assert tally.left == {"scripted: it was interrupted": 2}


def test_every_row_is_there_for_others_before_the_next_grade_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "rows.db"
    seen: list[int] = []

    def counting(answer: str) -> object:
        with reading(path) as other:
            seen.append(len(other.rows()))
        return by_length(answer)

    with writing(path) as store:
        run(store, Scripted(counting))
    assert seen == [0, 1, 2, 3]


def test_progress_reaches_the_number_of_rows_that_were_planned(store: Store) -> None:
    told: list[int] = []
    run(store, Scripted(), asked(*ANSWERS[:2]))
    Runner(store, TERMS, Spending(NO_LIMIT), lambda _, more: told.append(more)).run(asked(), [Contender(Scripted())])
    assert sum(told) == 4


def test_rows_say_when_they_were_made(store: Store) -> None:
    run(store, Scripted())
    assert {row.at for row in store.rows()} == {"2026-01-02T12:00:00.000+00:00"}
