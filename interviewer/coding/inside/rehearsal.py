"""One small exercise done in the process that boxes are forked from, so that no box pays for what is slow at first."""

import linecache
import sys
from typing import Any

import torch

from interviewer.coding.inside.frames import Frame
from interviewer.coding.inside.mishap import SUBMISSION
from interviewer.coding.inside.runner import Runner
from interviewer.coding.inside.values import Packer

_SOURCE = """
import torch

def entry(x, weight):
    products = torch.einsum("nchw,fc->nfhw", x, weight)
    return torch.nn.functional.pad(products, (1, 1)).relu() + x.unsqueeze(0).flatten(2).softmax(-1).sum()
"""


def rehearse() -> None:
    """Nothing of it stays: no module, no source. Raises RuntimeError where it fails."""
    runner, packer = Runner(), Packer()
    arguments = [torch.ones(1, 2, 3, 3), torch.ones(2, 2)]
    call = {
        **{"op": "call", "target": "entry", "keep": "", "seed": None, "returned": True},
        **{"args": packer.pack(arguments), "kwargs": packer.pack({}), "echoed": True, "gradients": [0, 1]},
        "cotangents": packer.pack([torch.ones(1, 2, 3, 5)]),
    }
    _answered(runner, {"op": "load", "source": _SOURCE, "given": "", "device": "cpu", "triton": False, "entries": []})
    _answered(runner, call, packer.payload)
    del sys.modules["submission"], linecache.cache[SUBMISSION]


def _answered(runner: Runner, header: dict[str, Any], payload: bytes = b"") -> None:
    reply = runner.answer(Frame(header, payload)).header
    if "failure" in reply:
        raise RuntimeError(f"what boxes do does not work here: {reply['text']}")
