"""A table graded by a model over HTTP: what a server was asked for once, and answered, is not asked for again."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from interviewer.model.probe import FORCED
from tests.model_server import ModelServer, Scripted, model_server, said

REFERENCE = "Max pooling keeps the largest value of each window."
ANSWERS = [f"Window {number} keeps its largest value." for number in range(4)]
STALLED = ANSWERS[2]


class Judge:
    """Says hit to everything; the third answer waits for its first reply in vain."""

    def __init__(self) -> None:
        self.judged: Counter[str] = Counter()

    def __call__(self, request: dict[str, Any]) -> Scripted:
        schema = request.get("response_format", {}).get("json_schema", {}).get("schema", {})
        if "verdicts" not in schema.get("properties", {}):
            return said(json.dumps({"colour": FORCED}))
        system, user = (message["content"] for message in request["messages"])
        answer = json.loads(user.splitlines()[3])
        self.judged[answer] += 1
        verdict = {"key_point": 1, "quote": answer, "verdict": "hit"}
        code = system.splitlines()[0].removeprefix("Check code: ")
        reply = {"code": code, "verdicts": [verdict], "reason": "It says so."}
        return Scripted(b"", stalls="start") if self.judged[STALLED] == 1 else said(json.dumps(reply), usage=(2000, 50))


def grading(folder: Path, server: ModelServer) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INTERVIEWER_")}
    return subprocess.Popen(
        [
            Path(sys.executable).with_name("interviewer"),
            *("grade-file", "in.csv", "--grader", "judge", "--judge-anyway", "--out", "out.csv", "--data-dir", "data"),
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, "INTERVIEWER_LLM_BASE_URL": server.base_url, "INTERVIEWER_LLM_MODEL": "m"},
    )


def test_a_killed_run_pays_for_no_answer_twice(tmp_path: Path) -> None:
    with (tmp_path / "in.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [["question", "reference", "answer"], *(["What does it do?", REFERENCE, answer] for answer in ANSWERS)]
        )
    judge = Judge()
    with model_server(judge) as server:
        with grading(tmp_path, server) as running:
            deadline = time.monotonic() + 60
            while not judge.judged[STALLED]:
                assert running.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.02)
            running.send_signal(signal.SIGKILL)
        asked = len(server.requests)
        with grading(tmp_path, server) as again:
            _, noted = again.communicate(timeout=60)
        assert again.returncode == 0, noted
        assert "2 answers were graded by a run before" in noted
        assert len(server.requests) == asked + 2
    assert [judge.judged[answer] for answer in ANSWERS] == [1, 1, 2, 1]
    with (tmp_path / "out.csv").open(newline="") as file:
        assert [row["score"] for row in csv.DictReader(file)] == ["1.0"] * 4
