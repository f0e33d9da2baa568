"""A run of its own process, to be killed: python -m tests.evals.killed_run STORE LOG ANSWERS."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from evals.budget import NO_LIMIT, Spending
from evals.cases import Case
from evals.contender import Contender
from evals.entry import entries
from evals.rows import writing
from evals.runner import Runner, Terms
from tests.evals.graders import Logged

CONCURRENCY = 3


def main(store: Path, log: Path, answers: int) -> None:
    cases = [
        Case(id=str(n), question_id="q", question="Why?", reference="Because.", answer="x" * n, score=n / answers)
        for n in range(1, answers + 1)
    ]
    contenders = [
        Contender(Logged(log, "offline", 0.002)),
        Contender(Logged(log, "server", 0.01), paid=True, concurrency=CONCURRENCY),
    ]
    with writing(store) as opened:
        opened.put_cases("d", cases)
        Runner(opened, Terms(lambda: datetime.now(UTC), runs=2), Spending(NO_LIMIT)).run(
            entries({"d": cases}), contenders
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
