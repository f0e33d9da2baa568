"""A simulated candidate's interview, worded by a real model behind a real server."""

from pathlib import Path

from evals.candidates.candidate import CANDIDATES
from evals.candidates.hall import hall
from evals.candidates.table import counted
from interviewer.interview import Plan, Said
from interviewer.settings import Settings
from tests.e2e.language_model import NAME, model_server


def test_a_small_model_words_an_interview_without_a_fault(tmp_path: Path, model_cache: Path) -> None:
    silent = next(candidate for candidate in CANDIDATES if candidate.name == "silent")
    with model_server() as server:
        settings = Settings(
            data_dir=tmp_path, cache_dir=model_cache, llm_base_url=server.base_url, llm_model=NAME, llm_retries=0
        )
        with hall(settings, coding=False, told=lambda _: None) as there:
            sitting = there.hold(silent, Plan(questions=2), 1)
    assert NAME in {event.worded_by for event in sitting.interview.events if isinstance(event, Said)}
    assert [found for (count,) in counted([sitting]).values() for found in count.found] == []
