"""Which operators a call reaches at the dispatcher, whatever their spelling in Python."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

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
