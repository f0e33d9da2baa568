"""Code that changes the library, the language or the process under the runner: its results are held to the same."""

from pathlib import Path

import pytest

from interviewer.coding.box import Boxes
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from tests.interviewer.coding.doubling import doubling

HEAD = "import builtins, json, os, resource, signal, struct, sys, threading, torch\n"
WRONG = "def double(x, times):\n    return x * 0\n"

PATCHES = {
    "gradients that are always ones": "torch.autograd.grad = lambda o, i, *a, **k: [torch.ones_like(t) for t in i]\n",
    "detach that doubles": "torch.Tensor.detach = lambda self: self.data * 2\n",
    "contiguous that doubles": "torch.Tensor.contiguous = lambda self, **k: self.clone() * 2\n",
    "strides that lie": "torch.Tensor.stride = lambda self, *a: (0,) * self.dim()\n",
    "shapes that lie": "torch.Tensor.shape = property(lambda self: torch.Size([2, 3]))\n",
    "everything is an instance": "builtins.isinstance = lambda *a: True\n",
    "lengths that lie": "builtins.len = lambda value: 0\n",
    "sizes without a sum": "builtins.sum = lambda *a, **k: 0\n",
    "JSON that says what it likes": 'json.dumps = lambda *a, **k: \'{"id": 2, "value": null, "passed": true}\'\n',
    "frames without a payload": "struct.Struct = None\n",
    "channels that are closed": "os.close(4)\n",
    "channels that are exchanged": "os.dup2(4, 3)\n",
    "requests that are read first": "threading.Thread(target=lambda: os.read(3, 1 << 20), daemon=True).start()\n",
    "a signal that ends it": "signal.setitimer(signal.ITIMER_REAL, 0.2)\n",
    "no descriptor left": "resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))\n",
    "no memory left": "resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))\n",
    "a tracer that returns": "sys.settrace(lambda *a: os._exit(0))\n",
    "modules that are gone": "sys.modules.clear()\n",
    "torch that is another": "sys.modules['torch'] = sys\n",
    "a default that is half": "torch.set_default_dtype(torch.float16); torch.manual_seed = lambda *a: None\n",
    "gradients switched off": "torch.set_grad_enabled(False)\n",
    "a stack of modes that is emptied": """
from torch.utils import _python_dispatch
while _python_dispatch._get_current_dispatch_mode(): _python_dispatch._pop_mode()
""",
}
RESULTS = {
    "an array of its own kind": "class A:\n    __class__ = torch.Tensor\n    dtype = torch.float32\n"
    "    def __getattr__(self, name): return lambda *a, **k: self\ndef double(x, times): return A()\n",
    "a number that is an instance of all": "class N(int):\n    __class__ = torch.Tensor\n"
    "def double(x, times): return N(3)\n",
    "a text with escapes": "def double(x, times): return '\\x1b[2J\\u202e<script>' * 9\n",
    "half a character": "def double(x, times): return '\\ud800'\n",
    "a dict with itself as a key": "class K(str):\n    __hash__ = None\n"
    "def double(x, times):\n    d = {}\n    d['d'] = d\n    return d\n",
    "a list without end": "class L(list):\n    def __iter__(self):\n        while True: yield 0\n"
    "def double(x, times): return L([1])\n",
    "an exception that cannot be told": "class E(Exception):\n    def __str__(self): raise E\n"
    "def double(x, times): raise E\n",
    "an exception without a type's name": "class M(type):\n    __name__ = property(lambda c: 1 / 0)\n"
    "class E(Exception, metaclass=M): pass\ndef double(x, times): raise E\n",
    "minus infinity on the diagonal": "def double(x, times): return x * 2.0**times - 1 / torch.eye(3)[:1]\n",
    "almost right in most places": "def double(x, times):\n    y = x * 2.0**times\n    y[0, 0] += 1e-3\n    return y\n",
    "right without its gradient": "def double(x, times): return (x * 2.0**times).detach()\n",
    "right with twice its gradient": "def double(x, times):\n    y = x * 2.0**times\n    return 2 * y - y.detach()\n",
    "right in a view of the argument": "def double(x, times): return x.data.mul_(2.0**times)\n",
}


@pytest.mark.parametrize("name", PATCHES)
def test_no_patch_makes_wrong_results_right(name: str, boxes: Boxes, tmp_path: Path) -> None:
    done = check(doubling(tmp_path), HEAD + PATCHES[name] + WRONG, Bench(boxes), b"key")
    assert not done.passed
    assert done.share < 0.5


@pytest.mark.parametrize("name", RESULTS)
def test_no_result_of_another_kind_is_right(name: str, boxes: Boxes, tmp_path: Path) -> None:
    done = check(doubling(tmp_path), HEAD + RESULTS[name], Bench(boxes), b"key")
    assert not done.passed
    assert done.share < 0.5


def test_a_check_after_all_of_them_is_unharmed(boxes: Boxes, tmp_path: Path) -> None:
    right = "def double(x, times):\n    return x * 2.0**times\n"
    assert check(doubling(tmp_path), right, Bench(boxes, measuring=False), b"key").passed
