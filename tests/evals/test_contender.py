from pathlib import Path
from typing import Any

import pytest

from evals.contender import Contender, NoSuchGrader, contenders
from interviewer.errors import InterviewerError
from interviewer.settings import Settings
from tests.evals.graders import Scripted


def settings(folder: Path, **changes: Any) -> Settings:  # noqa: ANN401 (any setting)
    return Settings(_env_file=None, data_dir=folder, cache_dir=folder, **changes)


def test_every_offline_grader_is_meant_where_none_is_named(tmp_path: Path) -> None:
    names = [contender.name for contender in contenders([], settings(tmp_path), 1)]
    assert names == ["length", "overlap", "lexical", "embedding", "ensemble", "local"]


def test_named_graders_come_in_their_order_and_once(tmp_path: Path) -> None:
    names = ["local", "length", "local"]
    assert [each.name for each in contenders(names, settings(tmp_path), 1)] == ["local", "length"]


def test_grades_of_offline_graders_hang_on_the_embedder(tmp_path: Path) -> None:
    assert contenders(["embedding"], settings(tmp_path), 1)[0].model.startswith("all-MiniLM-L6-v2/")


def test_the_judge_is_paid_and_asked_as_many_at_once_as_told(tmp_path: Path) -> None:
    judge = contenders(["judge"], settings(tmp_path, llm_model="m", llm_base_url="http://127.0.0.1:1/v1"), 4)[0]
    assert (judge.paid, judge.concurrency, judge.model) == (True, 4, "m at http://127.0.0.1:1/v1")


@pytest.mark.parametrize(
    ("name", "message"), [("oracle", "there are length, .*, judge"), ("judge", "needs a language model")]
)
def test_a_grader_that_is_not_there_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(NoSuchGrader, match=message):
        contenders([name], settings(tmp_path), 1)


def test_a_grader_that_cannot_tell_its_version_may_still_be_asked() -> None:
    class Unversioned(Scripted):
        @property
        def version(self) -> str:
            raise InterviewerError("no weights")

        @version.setter
        def version(self, _: str) -> None:
            pass

    assert Contender(Unversioned()).version == "unknown"
