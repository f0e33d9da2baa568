"""
Which operators a call reaches, whatever their spelling in Python: at the dispatcher, and at torch's own functions.

On a CPU some functions never reach the dispatcher as themselves (a GRU becomes matrix products, dropout a product with
a mask), but are seen on their way there.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

# Views and bookkeeping: no work on the elements.
_FREE = {"detach", "alias", "view", "_unsafe_view", "t", "transpose", "permute", "expand", "as_strided", "lift_fresh"}


# What may be barred besides operators and functions.
AUTOGRAD, OPTIMISER = "autograd", "torch.optim"
_RECORD, _STEP = "_record_function_enter_new", "Optimizer.step#"


class Observer(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """``calls`` of operators, and in ``parts`` whether autograd ran backwards, or an optimiser of the library's."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.calls: Counter[str] = Counter()
        self.parts: set[str] = set()

    def __torch_dispatch__(
        self, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        name = str(func._schema.name).partition("::")[2]
        if name not in _FREE:
            self.calls[name] += 1
        if torch._C._current_autograd_node() is not None:
            self.parts.add(AUTOGRAD)
        if name == _RECORD and str(args[0]).startswith(_STEP):
            self.parts.add(OPTIMISER)
        return func(*args, **(kwargs or {}))


class Functions(TorchFunctionMode):
    """The names of torch's functions that are called: "gru_cell", "dropout"."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_function__(
        self, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        self.names.add(str(getattr(func, "__name__", "")))
        return func(*args, **(kwargs or {}))
