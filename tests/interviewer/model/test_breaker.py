import pytest

from interviewer.model.endpoint import EndpointFailed
from interviewer.model.failure import Cause
from tests.model_server import (
    REQUEST,
    Script,
    Scripted,
    Time,
    endpoint_at,
    model_server,
    refused,
    said,
)


@pytest.fixture
def time() -> Time:
    return Time()


def test_after_three_failures_it_rests() -> None:
    with model_server(Script(refused(401, "no"))) as server:
        endpoint = endpoint_at(server.base_url)
        for expected in (Cause.DENIED, Cause.DENIED, Cause.DENIED, Cause.RESTING):
            with pytest.raises(EndpointFailed) as caught:
                endpoint.complete(REQUEST)
            assert caught.value.cause is expected
    assert len(server.requests) == 3


@pytest.mark.parametrize(("trial", "then"), [(said("Good."), None), (refused(401, "no"), Cause.RESTING)])
def test_after_the_rest_one_trial_decides(trial: Scripted, then: Cause | None, time: Time) -> None:
    with model_server(Script(*[refused(401, "no")] * 3, trial, said("Good."))) as server:
        endpoint = endpoint_at(server.base_url, time)
        causes: list[Cause | None] = []
        for _ in range(5):
            time.now += 30 if len(causes) == 3 else 0
            try:
                endpoint.complete(REQUEST)
                causes.append(None)
            except EndpointFailed as failure:
                causes.append(failure.cause)
    assert causes[4] is then


def test_the_rest_that_is_left_is_told(time: Time) -> None:
    with model_server(Script(refused(401, "no"))) as server:
        endpoint = endpoint_at(server.base_url, time)
        rests = []
        for _ in range(3):
            with pytest.raises(EndpointFailed):
                endpoint.complete(REQUEST)
            rests.append(endpoint.rest)
        time.now += 10
        rests.append(endpoint.rest)
        time.now += 30
        rests.append(endpoint.rest)
    assert rests == [0, 0, 30, 20, 0]


def test_refusals_and_useless_replies_do_not_make_it_rest() -> None:
    with model_server(Script(refused(400, "no"), said(""), refused(400, "no"), said("Good."))) as server:
        endpoint = endpoint_at(server.base_url)
        for _ in range(3):
            with pytest.raises(EndpointFailed):
                endpoint.complete(REQUEST)
        assert endpoint.complete(REQUEST).text == "Good."


def test_a_retry_that_succeeds_is_no_failure() -> None:
    with model_server(Script(*[refused(500, "no"), said("Good.")] * 4)) as server:
        endpoint = endpoint_at(server.base_url)
        assert [endpoint.complete(REQUEST).text for _ in range(4)] == ["Good."] * 4
