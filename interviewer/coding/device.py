"""Which device code runs on, and what a result on it means."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviewer.coding.exercise import Definition
from interviewer.coding.exercise import Device as Kind

# Without one of these no driver of a GPU is loaded, and asking torch in seconds would give nothing else.
_DRIVERS = ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")
_ASK = "import json, torch; print(json.dumps(torch.cuda.get_device_name() if torch.cuda.is_available() else ''))"
_SECONDS = 120.0
ON_THE_CPU = "CPU: correctness and operation counts only"
INTERPRETED = (
    "Triton's interpreter on the CPU: correctness and operation counts only; "
    "a pass here does not prove that the kernel compiles"
)


@dataclass(frozen=True)
class Device:
    """``name`` is the GPU's, as its driver tells it; empty on the CPU."""

    kind: Kind
    name: str = ""


CPU = Device(Kind.CPU)


@cache
def found() -> Device:
    """
    The first GPU that torch sees, else the CPU.

    A child process asks: CUDA, once it is started, takes memory of the GPU for as long as its process lives.
    """
    if sys.platform == "linux" and not any(Path(driver).exists() for driver in _DRIVERS):
        return CPU
    try:
        asked = subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-c", _ASK], capture_output=True, check=True, text=True, timeout=_SECONDS
        )
        name = json.loads(asked.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):  # a driver that does not work is no GPU
        return CPU
    return Device(Kind.CUDA, str(name)) if name else CPU


def chosen(definition: Definition, there: Device) -> Device | None:
    """The device of an exercise on a machine that has that one; None where the exercise is for another."""
    if there.kind in definition.devices:
        return there
    return CPU if Kind.CPU in definition.devices else None


def sentence(device: str, triton: bool, name: str = "") -> str:
    """What a result on ``device`` ("cpu" or "cuda", as a check has it) means; told in every report."""
    if device != Kind.CPU:
        return f"CUDA: {name}" if name else "CUDA"
    return INTERPRETED if triton else ON_THE_CPU
