"""
The third tier: a container of Docker or Podman for each box, from an image that has Python and torch.

Written from the engines' manuals: it has run with a stand-in for the engine's command, never with an engine.
"""

import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from interviewer.coding.box import Limits, Tier
from interviewer.coding.boxes.cold import ColdBoxes, Start
from interviewer.coding.boxes.command import ENVIRONMENT, Serving, container_command
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.inside.limits import THREADS

ENGINES = ("docker", "podman")
_START_SECONDS = 120.0
_TORCH_ITSELF = 1 << 30  # bytes that Python and torch take beside the code
_WITHIN = "/box"
_OF_THE_ENGINE = ("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG", "CONTAINER_HOST", "XDG_RUNTIME_DIR")
_CONFINED = (
    *("--rm", "--interactive", "--network=none", "--read-only", "--cap-drop=ALL", "--user=65534:65534"),
    *("--security-opt=no-new-privileges", f"--pids-limit={THREADS}", "--ipc=none"),
    *(f"--env={name}={value}" for name, value in ENVIRONMENT.items() if name != "PATH"),
)


def find() -> str | None:
    """The path of the first engine that is installed."""
    return next((path for name in ENGINES if (path := shutil.which(name))), None)


def container_boxes(held: Readable, engine: str, image: str, environ: Mapping[str, str]) -> ColdBoxes:
    """No network, nothing to write, no rights; of this project only what the box needs to start is shown in it."""
    environment = {name: environ[name] for name in _OF_THE_ENGINE if name in environ}

    @contextmanager
    def start(serving: Serving, limits: Limits) -> Iterator[Start]:
        name = f"interviewer-box-{secrets.token_hex(8)}"
        options = [f"--memory={limits.memory + _TORCH_ITSELF}", f"--name={name}", *_shown(held)]
        command = [engine, "run", *_CONFINED, *options, image, *container_command(serving, _WITHIN)]
        try:
            yield Start(command, environment, Path("/"), _START_SECONDS)
        finally:
            # Killing the command leaves the container to the engine's daemon.
            subprocess.run([engine, "rm", "--force", name], capture_output=True, check=False, env=environment)  # noqa: S603

    return ColdBoxes(Tier.CONTAINER, start)


def _shown(held: Readable) -> list[str]:
    return [f"--volume={path}:{_WITHIN}/{path.relative_to(held.project)}:ro" for path in held.ours]
