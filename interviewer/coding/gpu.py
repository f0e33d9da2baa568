"""Whether code of candidates runs on a GPU of this machine: asked once, by a check that is known to pass."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.coding.box import Boxes
from interviewer.coding.boxes import bubblewrap
from interviewer.coding.boxes.cold import ColdBoxes
from interviewer.coding.boxes.cuda import cuda_boxes, turn
from interviewer.coding.boxes.readable import readable
from interviewer.coding.check import check
from interviewer.coding.device import Device, chosen
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import Definition, load
from interviewer.coding.exercise import Device as Kind
from interviewer.coding.outcome import findings
from interviewer.errors import BoxFailed

PROOF = "convolution-2d"
Open = Callable[[], Boxes]


class Gpu:
    """
    ``found`` tells the device, ``open_boxes`` gives boxes on it; ``folder`` holds the lock of the GPU.

    That a driver is there proves nothing: in a box it may be out of reach. So a solution of ours is checked there
    first, and where it does not pass, code runs on the CPU, and ``refusal`` says why.
    """

    def __init__(self, folder: Path, found: Callable[[], Device], open_boxes: Open) -> None:
        self._folder, self._found, self._open = folder, found, open_boxes
        self._lock = threading.Lock()
        self._boxes: Boxes | None = None
        self.refusal: str | None = None

    @contextmanager
    def bench(self, definition: Definition, boxes: Boxes) -> Iterator[Bench]:
        """
        For the length of one check: on the GPU where the exercise may use it, else on the CPU in those boxes.

        Raises BoxFailed where the exercise is for a GPU alone and there is none, or the GPU stays in use.
        """
        wanted = Kind.CUDA in definition.devices and self._works()
        device = chosen(definition, Device(Kind.CUDA) if wanted else Device(Kind.CPU))
        if device is None:
            raise BoxFailed(f"The exercise is for a GPU, and none can be used here: {self.refusal}")
        if device.kind is Kind.CPU or self._boxes is None:
            yield Bench(boxes)
            return
        with turn(self._folder):
            yield Bench(self._boxes, Kind.CUDA)

    def _works(self) -> bool:
        with self._lock:
            if self.refusal is None:
                self.refusal = self._tried()
        return not self.refusal

    def _tried(self) -> str:
        """Why the GPU is not used; empty where it is."""
        if self._found().kind is not Kind.CUDA:
            return "torch sees no GPU"
        try:
            boxes = self._open()
            exercise = load(PROOF)
            with turn(self._folder):
                done = check(exercise, exercise.samples()[0].source, Bench(boxes, Kind.CUDA))
        except BoxFailed as error:
            return str(error)
        if not done.passed:
            return f"a right solution does not pass there: {findings(done)[0].failure.message}"
        self._boxes = boxes
        return ""


def confined_gpu_boxes() -> ColdBoxes:
    """Raises BoxFailed where there is no bubblewrap."""
    bwrap = bubblewrap.find()
    if bwrap is None:
        raise BoxFailed("Code runs on a GPU within bubblewrap alone, which is not installed here")
    return cuda_boxes(readable(), bwrap)
