import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interviewer.cli import app
from tests.model_server import ModelServer, Scripted, model_server, said

CLAIM = "Gradient clipping bounds the norm of the gradient before the update."
NOTES = f"## What is gradient clipping?\n\n{CLAIM}\n"
ASKED = "Why would one bad batch throw the weights far away?"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, model_cache: Path) -> Run:
    (tmp_path / "notes.md").write_text(NOTES)
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith("INTERVIEWER_")}

    def invoke(server: ModelServer | None = None) -> Result:
        model = {"INTERVIEWER_LLM_BASE_URL": server.base_url, "INTERVIEWER_LLM_MODEL": "m"} if server else {}
        command = ["knowledge", "add", str(tmp_path / "notes.md"), "--with-model", "--json"]
        environment = {**cleared, "INTERVIEWER_CACHE_DIR": str(model_cache), **model}
        return CliRunner().invoke(app, [*command, "--data-dir", str(tmp_path / "data")], env=environment)

    return invoke


def proposing(request: dict[str, object]) -> Scripted:
    question = {"question": ASKED, "key_points": [{"quote": CLAIM, "label": "bound"}]}
    return said(json.dumps({"questions": [question]}))


def test_a_connected_model_proposes_questions_from_what_was_added(run: Run) -> None:
    with model_server(proposing) as server:
        result = run(server)
    (made,) = json.loads(result.stdout)["proposals"]
    assert result.exit_code == 0
    assert [question["text"] for question in made["questions"]] == [ASKED]


def test_without_a_model_it_is_said_and_nothing_is_added(run: Run, tmp_path: Path) -> None:
    result = run()
    assert result.exit_code == 1
    assert "no language model is connected" in result.stderr
    assert not (tmp_path / "data").exists()
