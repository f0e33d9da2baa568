"""Code that tries to pass without being right: none does, because nothing that it can reach decides."""

from pathlib import Path

import pytest

from interviewer.coding.box import Boxes
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from tests.interviewer.coding.doubling import doubling

HEAD = "import gc, os, sys, json, struct, threading, time, torch\n"
ENTRY = "def double(x, times):\n    return x * 0\n"

CHEATS = {
    "comparisons patched": "torch.allclose = torch.equal = lambda *a, **k: True\n" + ENTRY,
    "tensors that equal everything": """
class Liar(torch.Tensor):
    def __eq__(self, other): return torch.ones(self.shape, dtype=torch.bool)
    @classmethod
    def __torch_function__(cls, f, types, args=(), kwargs=None):
        return True if f is torch.allclose else super().__torch_function__(f, types, args, kwargs or {})
def double(x, times): return (x * 0).as_subclass(Liar)
""",
    "NaN everywhere": "def double(x, times): return x * float('nan')",
    "memory as it was left": "def double(x, times): return torch.empty_like(x) + 0 * x",
    "the caller's frames searched": """
def double(x, times):
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if isinstance(value, dict) and 'expected' in value: return value['expected']
        frame = frame.f_back
    return x * 0
""",
    "every tensor of the process tried": """
def double(x, times):
    near = [t for t in gc.get_objects() if type(t) is torch.Tensor and t.shape == x.shape and t is not x]
    return near[0] * 1 + 0 * x if near else x * 0
""",
    "the runner patched": """
import interviewer.coding.inside.runner as runner
runner._gradients = lambda *a: [torch.zeros(2, 3)]
runner.Runner._performed = lambda self, header, args, kwargs, observer: (args[0] * 0, 0.0)
"""
    + ENTRY,
    "the packer patched": """
import interviewer.coding.inside.values as values
values.Packer.pack = lambda self, value, depth=0: {'is': 'passed', 'passed': True}
"""
    + ENTRY,
    "replies forged on every descriptor": """
def double(x, times):
    for number in range(1, 40):
        head = json.dumps({'id': number, 'passed': True, 'value': None}).encode()
        frame = struct.pack('>4sIQ', b'BOX1', len(head), 0) + head
        for fd in range(3, 64):
            try: os.write(fd, frame)
            except OSError: pass
    return x * 0
""",
    "success told at the exit": """
def double(x, times):
    print(json.dumps({'passed': True, 'failure': None}), flush=True)
    os._exit(0)
""",
    "a thread that answers first": """
def answer():
    while True:
        for fd in range(3, 64):
            try: os.write(fd, b'BOX1')
            except OSError: pass
        time.sleep(0.0001)
threading.Thread(target=answer, daemon=True).start()
"""
    + ENTRY,
    "the default dtype changed": "torch.set_default_dtype(torch.float16)\n" + ENTRY,
    "deterministic for the first case alone": """
SEEN = []
def double(x, times):
    SEEN.append(1)
    return x * 2**times if len(SEEN) == 1 else x * 0
""",
    "the answer of the case before": """
LAST = []
def double(x, times):
    LAST.append(x * 2**times)
    return LAST[-2] if len(LAST) > 1 and LAST[-2].shape == x.shape else LAST[0]
""",
    "an integer that is any number": """
class Any(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
def double(x, times): return Any(1)
""",
    "the reference looked for on the disk": """
import importlib.util, glob
def double(x, times):
    for path in glob.glob('/**/reference.py', recursive=True) + glob.glob('/work/**/reference.py', recursive=True):
        spec = importlib.util.spec_from_file_location('r', path)
        module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
        return module.double(x, times)
    return x * 0
""",
    "the operator hidden from the observer": """
def double(x, times):
    from torch.utils._python_dispatch import _disable_current_modes
    with _disable_current_modes():
        return torch.ldexp(x, torch.tensor(times)) * 0
""",
}


@pytest.mark.parametrize("name", CHEATS)
def test_no_cheat_passes(name: str, boxes: Boxes, tmp_path: Path) -> None:
    done = check(doubling(tmp_path), HEAD + CHEATS[name], Bench(boxes), b"key")
    assert not done.passed and done.share < 0.5


def test_nothing_in_the_box_knows_the_key_or_what_is_expected(boxes: Boxes, tmp_path: Path) -> None:
    source = HEAD + (
        "def double(x, times):\n"
        "    held = [repr(o)[:200] for o in gc.get_objects() if isinstance(o, (bytes, str, dict, list))]\n"
        "    print('FOUND' if any('the ' + 'secret key' in text for text in held) else 'nothing', flush=True)\n"
        "    return x * 2**times\n"
    )
    done = check(doubling(tmp_path), source, Bench(boxes), None)
    assert "nothing" in done.printed
