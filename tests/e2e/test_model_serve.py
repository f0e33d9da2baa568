"""The model server as a user starts it, at the command line."""

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionUserMessageParam

from tests.e2e.language_model import weights

ALIAS = "small one"
INTERVIEWER = str(Path(sys.executable).with_name("interviewer"))
HELLO: list[ChatCompletionUserMessageParam] = [{"role": "user", "content": "Say hello."}]
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("INTERVIEWER_")}


@contextmanager
def serving() -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """The command, and the settings that it printed."""
    command = [INTERVIEWER, "model", "serve", str(weights()), "--port", "0", "--context", "1024", "--alias", ALIAS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=PLAIN) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().strip() for _ in range(2)]
            yield process, dict(shlex.split(line)[0].split("=", 1) for line in lines)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def settings() -> Iterator[dict[str, str]]:
    with serving() as (_, printed):
        yield printed


def client(settings: dict[str, str]) -> OpenAI:
    return OpenAI(base_url=settings["INTERVIEWER_LLM_BASE_URL"], api_key="none", max_retries=0, timeout=120)


def test_it_prints_the_two_settings_that_connect_it(settings: dict[str, str]) -> None:
    assert set(settings) == {"INTERVIEWER_LLM_BASE_URL", "INTERVIEWER_LLM_MODEL"}
    assert settings["INTERVIEWER_LLM_BASE_URL"].startswith("http://127.0.0.1:")
    assert settings["INTERVIEWER_LLM_MODEL"] == ALIAS


def test_it_answers_a_chat_completion(settings: dict[str, str]) -> None:
    with client(settings) as asking:
        reply = asking.chat.completions.create(model=ALIAS, messages=HELLO, max_tokens=20)
    assert reply.choices[0].message.content
    assert reply.model == ALIAS


def test_no_page_of_another_origin_may_read_it(settings: dict[str, str]) -> None:
    address = urlsplit(settings["INTERVIEWER_LLM_BASE_URL"])
    with closing(HTTPConnection(address.netloc, timeout=60)) as connection:
        connection.request("GET", f"{address.path}/models", headers={"Origin": "http://elsewhere.example"})
        assert not connection.getresponse().headers["Access-Control-Allow-Origin"]


def test_the_doctor_sees_it(settings: dict[str, str], tmp_path: Path) -> None:
    command = [INTERVIEWER, "doctor", "--json", "--data-dir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env={**PLAIN, **settings}, check=False)
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["Language model"]["status"] == "ok", checks["Language model"]
    assert checks["Language model"]["found"].startswith(f"{ALIAS} replied in")


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "in the midst of a reply"])
def test_an_interrupt_ends_it_at_once(busy: bool) -> None:
    with serving() as (process, printed), ExitStack() as stack:
        assert process.stderr is not None
        assert any("until Ctrl-C" in line for line in process.stderr)
        if busy:
            asking = stack.enter_context(client(printed))
            # It would go on for minutes.
            endless = asking.chat.completions.create(
                model=ALIAS, messages=HELLO, stream=True, extra_body={"ignore_eos": True}
            )
            assert next(iter(stack.enter_context(endless)))
        process.send_signal(signal.SIGINT)
        _, noted = process.communicate(timeout=10)
    assert (process.returncode, noted) == (0, "The server has ended.\n")
