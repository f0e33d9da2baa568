"""
Which operators a call reaches, whatever their spelling in Python: at the dispatcher, and at torch's own functions.

On a CPU some functions never reach the dispatcher as themselves (a GRU becomes matrix products, dropout a product with
a mask), but are seen on their way there.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

# Views and bookkeeping: no work on the elements.
_FREE = {"detach", "alias", "view", "_unsafe_view", "t", "transpose", "permute", "expand", "as_strided", "lift_fresh"}


class Observer(TorchDispatchMode):  # type: ignore[no-untyped-call]
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.calls: Counter[str] = Counter()

    def __torch_dispatch__(
        self, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        name = str(func._schema.name).partition("::")[2]
        if name not in _FREE:
            self.calls[name] += 1
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
