"""What right submissions need works in every tier."""

import pytest

from interviewer.coding.boxes.escapes import run
from interviewer.coding.boxes.warm import WarmBoxes

CONVOLUTION = """
import torch
x, w = torch.ones(1, 1, 4, 4, requires_grad=True), torch.ones(2, 1, 3, 3, requires_grad=True)
torch.nn.functional.conv2d(x, w).sum().backward()
tell((x.grad.sum().item(), w.grad.sum().item()))
"""
MATMUL = """
import torch
torch.set_num_threads(2)
a = torch.eye(600)
tell(((a @ a).sum().item(), torch.get_num_threads()))
"""
TRITON = '''
import linecache, torch
source = """
import triton
import triton.language as tl

@triton.jit
def add(x, y, out, n, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out + at, tl.load(x + at, mask=at < n) + tl.load(y + at, mask=at < n), mask=at < n)
"""
linecache.cache["<kernel>"] = (len(source), None, source.splitlines(True), "<kernel>")
names = {}
exec(compile(source, "<kernel>", "exec"), names)
x, out = torch.arange(1000.0), torch.zeros(1000)
names["add"][(4,)](x, x, out, 1000, BLOCK=256)
tell(torch.equal(out, 2 * x))
'''
OPTIMISER = """
import torch
layer = torch.nn.Linear(2, 2)
optimiser = torch.optim.Adam(layer.parameters())
layer(torch.ones(1, 2)).sum().backward()
optimiser.step()
tell(sum(len(state) for state in optimiser.state.values()))
"""
PROFILER = """
import torch
from torch.profiler import profile
with profile(profile_memory=True) as held:
    torch.ones(100) + 1
tell(len(held.key_averages()) > 0)
"""
THREADS = """
import threading
done = []
threads = [threading.Thread(target=done.append, args=(n,)) for n in range(20)]
for thread in threads: thread.start()
for thread in threads: thread.join()
tell(len(done))
"""
IMPORTS = """
import collections, concurrent.futures, copy, dataclasses, functools, inspect, itertools, json, math, random, re
import numpy, torch.nn.functional, torch.distributions, torch.fft, torch.linalg, torch.optim.lr_scheduler
tell(numpy.linalg.det(numpy.eye(3)))
"""
WARNINGS = """
import warnings
warnings.simplefilter("error")
import torch
tell(torch.nn.functional.conv2d(torch.zeros(1, 1, 3, 3), torch.ones(1, 1, 3, 3)).item())
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CONVOLUTION, "(72.0, 72.0)"),
        (MATMUL, "(600.0, 2)"),
        (TRITON, "True"),
        (OPTIMISER, "6"),
        (PROFILER, "True"),
        (THREADS, "20"),
        (IMPORTS, "1.0"),
        (WARNINGS, "0.0"),
    ],
)
def test_it_works(text: str, told: str, walled: WarmBoxes) -> None:
    assert run(walled, text) == told


def test_random_numbers_differ_between_boxes(walled: WarmBoxes) -> None:
    draw = "import random, numpy, torch; tell((random.random(), numpy.random.rand(), torch.rand(1).item()))"
    drawn = [eval(run(walled, draw)) for _ in range(2)]  # noqa: S307 (three numbers)
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_a_package_that_may_not_be_read_is_not_found(walled: WarmBoxes) -> None:
    assert run(walled, "import pandas").endswith("ModuleNotFoundError: No module named 'pandas'\n")
