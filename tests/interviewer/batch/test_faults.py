"""A judge over HTTP under faults: each row ends in a grade or a reason, and a graded one is not asked for again."""

import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from interviewer.batch.journal import Journal
from interviewer.batch.run import Batch, Summary
from interviewer.batch.table import Table
from interviewer.grading.judge import JudgeGrader
from interviewer.model.endpoint import Endpoint, Target
from interviewer.model.ladder import Rung
from tests.model_server import ModelServer, Script, Scripted, model_server, refused, said

REFERENCE = "Max pooling keeps the largest value of each window."
ANSWERS = [f"Window {number} keeps its largest value." for number in range(4)]
STRUCK = ANSWERS[1]
CODE = "a-code"
# The ladder's seven, and one more for a model that is first asked not to think aloud.
MOST_CALLS = 8
TABLE = Table(("question", "reference", "answer"), tuple(("What does it do?", REFERENCE, answer) for answer in ANSWERS))


def verdicts(*points: str, code: str = CODE) -> str:
    listed = [{"key_point": n, "quote": "keeps its largest value", "verdict": kind} for n, kind in enumerate(points, 1)]
    return json.dumps({"code": code, "verdicts": listed, "reason": "So."})


GOOD = said(verdicts("hit"), usage=(2000, 50))


class Judge:
    """Judges every answer well, but for the struck one it plays ``faults``, the last of them until it is ``mended``."""

    def __init__(self, *faults: Scripted) -> None:
        self.asked: Counter[str] = Counter()
        self.mended = False
        self._faults = Script(*faults)

    def __call__(self, request: dict[str, Any]) -> Scripted:
        answer = json.loads(request["messages"][1]["content"].splitlines()[3])
        self.asked[answer] += 1
        return self._faults(request) if answer == STRUCK and not self.mended else GOOD


def run(server: ModelServer, folder: Path, rung: Rung) -> tuple[list[dict[str, Any]], Summary]:
    """The rows of one run, whose journal stays."""
    endpoint = Endpoint(Target("m", server.base_url, SecretStr(""), 1.0, 1), sleep=lambda _: None)
    grader = JudgeGrader(endpoint, lambda: CODE, lambda: rung)
    with closing(Journal(folder / "journal", lambda: 0.0)) as journal:
        graded, summary = Batch(grader, journal, {}).run(TABLE, lambda *_: None)
    return [dict(zip(graded.columns, row, strict=True)) for row in graded.rows], summary


FAULTS = {
    "rate limit": refused(429, "slow down"),
    "rate limit with a wait": refused(429, "slow down", headers={"Retry-After": "60"}),
    "quota": refused(429, "no", code="insufficient_quota"),
    "broken": refused(500, "no"),
    "denied": refused(403, "no"),
    "refused": refused(400, "no"),
    "context": refused(400, "the request exceeds the available context size"),
    "silent from the start": replace(GOOD, stalls="start"),
    "silent in the head": replace(GOOD, stalls="head"),
    "silent in the body": replace(GOOD, stalls="body"),
    "killed at the start": replace(GOOD, breaks="start"),
    "killed in the head": replace(GOOD, breaks="head"),
    "killed in the body": replace(GOOD, breaks="body"),
    "no body": Scripted(b""),
    "page": Scripted(b"<html>", headers={"Content-Type": "text/html"}),
    "null": Scripted(b"null"),
    "no choice": Scripted(b'{"choices": []}'),
    "error": Scripted(b'{"error": {"message": "out of memory", "code": 500}}'),
    "bytes": Scripted(b"\xff\xfe\x00"),
    "empty": said(""),
    "space": said(" \n" * 50, finish_reason="length"),
    "no content": said(None),
    "thoughts beside it": said("", {"reasoning": "Hm."}),
    "thoughts in it": said("<think>Hm."),
    "cut": said(verdicts("hit")[:40], finish_reason="length"),
    "prose": said("A good answer."),
    "not a number": said(verdicts("hit").replace('"key_point": 1', '"key_point": NaN')),
    "infinity": said(verdicts("hit").replace('"key_point": 1', '"key_point": Infinity')),
    "too few verdicts": said(verdicts()),
    "too many verdicts": said(verdicts("hit", "hit")),
    "unknown verdict": said(verdicts("splendid")),
    "prompt cut by the count": said(verdicts("hit"), usage=(50, 50)),
    "prompt cut by the code": said(verdicts("hit", code="?"), usage=None),
}


@pytest.mark.parametrize("rung", [Rung.JSON_SCHEMA, Rung.TEXT])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_costs_one_row_its_score_until_the_next_run(tmp_path: Path, fault: Scripted, rung: Rung) -> None:
    judge = Judge(fault)
    with model_server(judge) as server:
        rows, summary = run(server, tmp_path, rung)
        assert [row["answer"] for row in rows] == ANSWERS
        assert [row["score"] for row in rows] == [1.0, None, 1.0, 1.0]
        assert rows[1]["status"] == "unscored"
        assert rows[1]["reason"].startswith("model failed: ")
        assert (summary.opened, judge.asked[STRUCK] <= MOST_CALLS) == (1, True)

        judge.mended, asked = True, judge.asked.copy()
        rows, summary = run(server, tmp_path, rung)
    assert [row["score"] for row in rows] == [1.0] * 4
    assert judge.asked - asked == {STRUCK: 1}


@pytest.mark.parametrize(
    "name", ["rate limit", "broken", "error", "killed at the start", "killed in the head", "killed in the body"]
)
def test_a_fault_that_passes_costs_one_more_call(tmp_path: Path, name: str) -> None:
    judge = Judge(FAULTS[name], GOOD)
    with model_server(judge) as server:
        rows, summary = run(server, tmp_path, Rung.JSON_SCHEMA)
    assert ([row["score"] for row in rows], summary.opened) == ([1.0] * 4, 0)
    assert judge.asked == {answer: 2 if answer == STRUCK else 1 for answer in ANSWERS}


@pytest.mark.parametrize("text", ["```json\n{}\n```", "Here it is:\n```\n{}\n```\nI hope that helps.", "{}\n"])
def test_a_fence_around_the_verdicts_is_no_fault(tmp_path: Path, text: str) -> None:
    judge = Judge(said(text.replace("{}", verdicts("hit")), usage=(2000, 50)))
    with model_server(judge) as server:
        rows, _ = run(server, tmp_path, Rung.TEXT)
    assert ([row["score"] for row in rows], judge.asked[STRUCK]) == ([1.0] * 4, 1)


def test_a_server_that_is_gone_leaves_every_row_open(tmp_path: Path) -> None:
    with model_server(Judge(GOOD)) as server:
        pass
    rows, summary = run(server, tmp_path, Rung.JSON_SCHEMA)
    assert ([row["score"] for row in rows], summary.opened) == ([None] * 4, 4)
    assert "cannot be reached" in rows[0]["reason"]
    assert "is left alone" in rows[3]["reason"]
