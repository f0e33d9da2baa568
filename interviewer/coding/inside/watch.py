"""What kernels do in Triton's interpreter: every launch and every access to memory passes here."""

import math
import operator
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, NoReturn

import numpy as np
import torch

from interviewer.coding.inside.addresses import Addresses, Buffer, Mask, OutOfBounds

MAX_PROGRAMS = 64
LAUNCH = "launch of a kernel"  # told beside the operators that were called


class Refused(Exception):
    """What a kernel may not do here; the message says it, and what to do instead."""


@dataclass(frozen=True)
class Counts:
    """``loads`` and ``stores`` are elements; an atomic operation is one of each. ``masked`` are lanes switched off."""

    launches: int = 0
    programs: int = 0
    loads: int = 0
    stores: int = 0
    masked: int = 0


@dataclass(frozen=True)
class Finding:
    """``failure`` is the name of a kind of failure, ``message`` tells no value of the inputs, ``text`` the element."""

    failure: str
    message: str
    text: str = ""


class Watch:
    """``begin`` before each call of an entry; then ``counts``, and the first ``finding``, None where there is none."""

    def __init__(self, interpreter: Any) -> None:
        self.counts = Counts()
        self.finding: Finding | None = None
        self._triton = interpreter
        self._addresses = Addresses()
        self._kernel = ""
        self._executor, self._convert = interpreter.GridExecutor, interpreter._implicit_cvt
        interpreter.GridExecutor, interpreter._implicit_cvt = self._launch, self._converted
        self._patch_language(interpreter)
        self._watch_memory(interpreter.interpreter_builder)

    def begin(self) -> None:
        self.counts, self.finding = Counts(), None

    def _patch_language(self, interpreter: Any) -> None:
        """Once and for good: the interpreter would do it at every call of a function of ``triton.language``."""
        language = interpreter.tl
        interpreter._patch_lang(SimpleNamespace(__globals__={"tl": language, "core": language.core}))
        interpreter._patch_lang = lambda function: SimpleNamespace(restore=_nothing)

    def _watch_memory(self, builder: Any) -> None:
        load, store = builder.create_masked_load, builder.create_masked_store
        exchange, update = builder.create_atomic_cas, builder.create_atomic_rmw
        set_grid = builder.set_grid_dim

        def masked_load(pointers: Any, mask: Any, *rest: Any) -> Any:
            return load(self._resolved(pointers, mask, loads=1), mask, *rest)

        def masked_store(pointers: Any, value: Any, mask: Any, *rest: Any) -> Any:
            return store(self._resolved(pointers, mask, stores=1), value, mask, *rest)

        def atomic_cas(pointers: Any, *rest: Any) -> Any:
            everywhere = np.ones_like(pointers.data, dtype=bool)
            return exchange(self._resolved(pointers, everywhere, loads=1, stores=1), *rest)

        def atomic_rmw(operation: Any, pointers: Any, value: Any, mask: Any, *rest: Any) -> Any:
            return update(operation, self._resolved(pointers, mask, loads=1, stores=1), value, mask, *rest)

        def set_grid_dim(*sizes: Any) -> None:
            self._count_programs([operator.index(size) for size in sizes])
            set_grid(*sizes)

        builder.create_masked_load, builder.create_masked_store = masked_load, masked_store
        builder.create_atomic_cas, builder.create_atomic_rmw = atomic_cas, atomic_rmw
        builder.set_grid_dim = set_grid_dim
        builder.get_bf16_ty = lambda: self._refuse_bfloat16(f"the kernel {self._kernel} uses bfloat16")
        builder.codegen_fns["min_dot_size"] = _min_dot_size
        builder.options = replace(builder.options, sanitize_overflow=False)  # integers wrap, as they do on a GPU

    def _launch(self, function: Any, names: Sequence[str], grid: Any, hooks: Sequence[Any] = ()) -> Callable[..., None]:
        """What stands for the executor of a grid; it is called with the arguments of the launch."""
        given: dict[str, Any] = {}

        def sizes(converted: dict[str, Any]) -> tuple[Any, ...]:
            return tuple(grid({**converted, **given}) if callable(grid) else grid)

        def enter(arguments: Sequence[Any], named: dict[str, Any]) -> tuple[Sequence[Any], dict[str, Any]]:
            self._kernel, self._addresses = function.__name__, Addresses()
            given.update(zip(names, arguments, strict=False))
            given.update(named)
            for name, value in given.items():
                self._register(name, value)
            return arguments, named

        _spell_constants(function)
        executor = self._executor(function, names, sizes, list(hooks))
        executor._init_args_hst, executor._restore_args_dev = enter, _nothing

        def run(*arguments: Any, **named: Any) -> None:
            with warnings.catch_warnings(), np.errstate(all="ignore"):  # a GPU does not warn either
                warnings.simplefilter("ignore")
                executor(*arguments, **named)

        return run

    def _register(self, name: str, value: Any) -> None:
        if isinstance(value, tuple):
            for item in value:
                self._register(name, item)
            return
        tensor = self._triton._unwrap_tensor(getattr(value, "base", value))
        if not isinstance(tensor, torch.Tensor):
            return
        if tensor.dtype is torch.bfloat16:
            self._refuse_bfloat16(f"the argument {name} of the kernel {self._kernel} is bfloat16")
        storage = tensor.untyped_storage()
        self._addresses.add(Buffer(name, storage.data_ptr(), storage.nbytes()))

    def _converted(self, argument: Any) -> Any:
        """An argument as the kernel gets it: a tensor as a pointer with a made-up address."""
        made = self._convert(argument)
        if hasattr(argument, "data_ptr"):
            start = self._triton._unwrap_tensor(argument).untyped_storage().data_ptr()
            address = self._addresses.pointer(start, argument.data_ptr() or start)  # an empty tensor has none
            made.handle.data = np.array([address], dtype=np.uint64)
        return made

    def _resolved(self, pointers: Any, masks: Any, loads: int = 0, stores: int = 0) -> Any:
        mask: Mask = np.asarray(masks.data)  # a handle's array, or the memory of a plain one
        width = self._triton._get_np_dtype(pointers.get_element_ty()).itemsize
        live = int(np.count_nonzero(mask))
        try:
            addresses = self._addresses.resolved(pointers.data, mask, width)
        except OutOfBounds as error:
            where = f"outside of the memory of {error.buffer}" if error.buffer else "outside of every tensor"
            program = ", ".join(str(index) for index in self._triton.interpreter_builder.grid_idx)
            does = "stores" if stores else "loads"
            message = f"program ({program}) of the kernel {self._kernel} {does} {where}"
            self._found(Finding("out of bounds", message, error.detail))
            raise
        self.counts = replace(
            self.counts,
            loads=self.counts.loads + loads * live,
            stores=self.counts.stores + stores * live,
            masked=self.counts.masked + mask.size - live,
        )
        return self._triton.TensorHandle(addresses, pointers.dtype)

    def _count_programs(self, sizes: list[int]) -> None:
        programs = math.prod(sizes)
        if programs > MAX_PROGRAMS:
            self._refuse(
                f"the kernel {self._kernel} is launched with {programs} programs; on the CPU {MAX_PROGRAMS} are "
                "allowed: give each program more to do, with a larger block or a loop"
            )
        counts = self.counts
        self.counts = replace(counts, launches=counts.launches + 1, programs=counts.programs + programs)

    def _refuse_bfloat16(self, what: str) -> NoReturn:
        self._refuse(f"{what}, which the interpreter computes wrongly: use float32 or float16")

    def _refuse(self, message: str) -> NoReturn:
        self._found(Finding("raises", message))
        raise Refused(message)

    def _found(self, finding: Finding) -> None:
        self.finding = self.finding or finding


def _spell_constants(function: Any) -> None:
    """The interpreter makes texts of annotations, and then knows ``tl.constexpr`` by that spelling alone."""
    for name, kind in function.__annotations__.items():
        if str(kind).endswith(".constexpr"):
            function.__annotations__[name] = "constexpr"


def _nothing(*_: Any) -> None:
    """For what the interpreter does around a launch and need not: the kernel had the tensors themselves."""


def _min_dot_size(left: Any, _right: Any) -> tuple[int, int, int]:
    """The smallest rows, columns and depth of ``tl.dot``, as the compiler for NVIDIA's GPUs demands them."""
    return (1, 1, 32) if left.scalar.primitive_bitwidth == 8 else (1, 1, 16)
