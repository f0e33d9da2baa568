"""
Triton's interpreter, watched: kernels run on the CPU, program by program, and every access to memory is looked at.

What it adds to the interpreter that comes with Triton: an access outside of a tensor is told and does not happen;
bfloat16 is refused, since it would be silently wrong; ``@triton.autotune`` takes its first configuration; the
programs of a launch are bounded; programs, loads and stores are counted; and what nothing has written to reads as NaN.
What it cannot show: races between programs, what fits a GPU's memories, and whether the kernel compiles.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import torch

from interviewer.coding.inside.watch import Watch


def prepare() -> Watch:
    """
    Sets Triton up to interpret and to be watched: once in a process, before the submission is loaded.

    A kernel is rewritten from its source, so the submission must be compiled under a file name that ``linecache``
    knows. Where ``triton`` was imported before, its own library is turned over as well.
    """
    os.environ["TRITON_INTERPRET"] = "1"
    import triton
    from triton.runtime import autotuner, interpreter

    _interpret_library(triton.language, interpreter.InterpretedFunction)
    first_only = partial(_first_configuration, triton.autotune)
    for module in (triton, triton.runtime, autotuner):
        module.autotune = first_only
    triton.runtime.driver.set_active(_NoDevice())
    triton.knobs.compilation.front_end_debugging = True  # an error in a kernel comes as it was raised
    torch.use_deterministic_algorithms(True, warn_only=True)  # fills the memory of torch.empty with NaN
    return Watch(interpreter)


class _NoDevice:
    """Stands for the driver of a GPU, where a submission asks for the device to put its tensors on."""

    def get_active_torch_device(self) -> torch.device:
        return torch.device("cpu")

    def get_current_device(self) -> int:
        return 0

    def get_current_target(self) -> Any:
        from triton.backends.compiler import GPUTarget

        return GPUTarget("cpu", 0, 1)


def _first_configuration(autotune: Callable[..., Any], configs: Sequence[Any], key: Any, **options: Any) -> Any:
    """``triton.autotune`` with nothing to choose from: there is no clock here that could tell."""
    timing = ("warmup", "rep", "use_cuda_graph", "do_bench")
    return autotune(list(configs)[:1], key, **{name: value for name, value in options.items() if name not in timing})


def _interpret_library(language: Any, interpreted: Callable[[Any], Any]) -> None:
    """Functions of ``triton.language`` that were made to be compiled: ``tl.sum``, ``tl.rand`` and others."""
    from triton.runtime.jit import JITFunction

    made: dict[int, Any] = {}
    modules = [module for name, module in sys.modules.items() if name.startswith("triton.language")]
    for owner in (*modules, language.tensor):
        for name, value in list(vars(owner).items()):
            if isinstance(value, JITFunction):
                function = made.setdefault(id(value), interpreted(value.fn))
                setattr(owner, name, function if owner is not language.tensor else _method(function))


def _method(function: Any) -> Callable[..., Any]:
    def method(*arguments: Any, **named: Any) -> Any:  # the function itself would not be bound to the tensor
        return function(*arguments, **named)

    return method
