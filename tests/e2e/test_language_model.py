"""The interview worded by a real model behind a real server, which may die at any moment."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from interviewer.bootstrap import build_service, prepare
from interviewer.errors import ModelFailed
from interviewer.interview import Asked, Intent, Plan, Said, Speech
from interviewer.service import Service
from interviewer.settings import Settings
from interviewer.wording import Piece
from tests.e2e.language_model import NAME, ModelServer, model_server


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def service(tmp_path: Path, model_cache: Path, server: ModelServer) -> Service:
    settings = Settings(
        data_dir=tmp_path,
        cache_dir=model_cache,
        llm_base_url=server.base_url,
        llm_model=NAME,
        llm_retries=0,
    )
    service = build_service(settings)
    prepare(settings, service, lambda *_: None)
    return service


def said(service: Service, interview_id: str) -> list[Said]:
    return [event for event in service.interview(interview_id).events if isinstance(event, Said)]


def test_the_model_words_the_interview(service: Service) -> None:
    service.start("a", Plan(questions=2))
    list(service.proceed("a"))
    service.submit("a", len(service.interview("a").events), "", Intent.SKIP)
    list(service.proceed("a"))
    assert NAME in {event.worded_by for event in said(service, "a")}


def test_the_words_come_piece_by_piece(service: Service, server: ModelServer) -> None:
    assert service.model is not None
    pieces = service.model.stream("You are brief.", "Say that you are ready to begin now.")
    assert len(list(islice(pieces, 4))) == 4


def test_the_question_is_asked_verbatim(service: Service) -> None:
    service.start("a", Plan(questions=1))
    list(service.proceed("a"))
    interview = service.interview("a")
    question = next(event.question for event in interview.events if isinstance(event, Asked))
    assert said(service, "a")[-1].text.endswith(question.text)


def test_a_prompt_beyond_the_context_is_a_failure_that_names_it(service: Service) -> None:
    assert service.model is not None
    with pytest.raises(ModelFailed, match="the prompt is too long"):
        list(service.model.stream("You are brief.", "Say that you are ready. " * 1000))


def test_killing_the_server_in_mid_stream_loses_nothing(service: Service, server: ModelServer) -> None:
    service.start("a", Plan(questions=1))
    steps = service.proceed("a")
    assert isinstance(next(steps), Piece)
    server.kill()
    list(steps)
    words = said(service, "a")
    assert [event.speech for event in words] == [Speech.GREETING, Speech.QUESTION]
    assert "cannot be reached" in words[-1].notice

    sequence = len(service.interview("a").events)
    service.submit("a", sequence, "A network with many layers learns features by itself.")
    list(service.proceed("a"))
    interview = service.interview("a")
    assert interview.turn.answers == ("A network with many layers learns features by itself.",)
    assert interview.turn.grade is not None
    assert service.listening(interview) or interview.turn.outcome != "open"
