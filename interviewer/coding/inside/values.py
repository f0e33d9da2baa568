"""
Values as JSON and raw bytes: tensors, numbers, texts, None, and lists, tuples and dicts of them.

A tensor keeps its strides, so that a view that is not contiguous arrives as one. ``Ref`` names an object that lives
in the box (a module, an optimiser) and ``Thing`` something importable there.
"""

import math
from dataclasses import dataclass
from typing import Any, TypeGuard

import torch

MAX_DEPTH = 12
MAX_DIMENSIONS = 16
_MOST = 1 << 50  # elements that a tensor may say it has: what torch can still count
DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        *(torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128),
        *(torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64),
    )
}
_NAMES = {dtype: name for name, dtype in DTYPES.items()}


class BadValue(Exception):
    """A value that cannot travel, or a claim about one that cannot be true; the message says which."""


@dataclass(frozen=True)
class Ref:
    """An object kept in the box under that name."""

    name: str


@dataclass(frozen=True)
class Thing:
    """Something importable in the box: "torch.optim.SGD", "given.SmallNet", or an entry of the submission."""

    path: str


class Packer:
    """
    Collects the bytes of the tensors that it packs. ``views`` False: each element travels once, in order.
    """

    def __init__(self, views: bool = True) -> None:
        self._views = views
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def payload(self) -> bytes:
        return b"".join(self._parts)

    def pack(self, value: Any, depth: int = 0) -> Any:
        """The value as JSON. Raises BadValue."""
        if depth > MAX_DEPTH:
            raise BadValue(f"the value is nested more than {MAX_DEPTH} levels deep")
        if value is None or isinstance(value, bool | str):
            return value
        if isinstance(value, int):
            return value if abs(value) < 1 << 63 else {"is": "int", "digits": str(value)[:1000]}
        if isinstance(value, float):
            return value if math.isfinite(value) else {"is": "float", "value": repr(value)}
        if isinstance(value, torch.Tensor):
            return self._pack_tensor(value)
        return self._pack_nested(value, depth)

    def _pack_nested(self, value: Any, depth: int) -> Any:
        if isinstance(value, list | tuple | torch.Size):
            kind = "list" if isinstance(value, list) else "tuple"
            return {"is": kind, "items": [self.pack(item, depth + 1) for item in value]}
        if isinstance(value, dict):
            pairs = [[self.pack(key, depth + 1), self.pack(item, depth + 1)] for key, item in value.items()]
            return {"is": "dict", "items": pairs}
        if isinstance(value, Ref):
            return {"is": "ref", "name": value.name}
        if isinstance(value, Thing):
            return {"is": "thing", "path": value.path}
        if isinstance(value, torch.dtype) and value in _NAMES:
            return {"is": "dtype", "name": _NAMES[value]}
        return {"is": "other", "type": _type_name(value)}

    def _pack_tensor(self, tensor: torch.Tensor) -> Any:
        if tensor.layout is not torch.strided or tensor.dtype not in _NAMES:
            return {"is": "other", "type": f"{tensor.dtype} tensor of layout {tensor.layout}"}
        held = tensor.detach().cpu()
        if not self._views:
            held = held.contiguous()
        if held.numel() == 0:
            content, strides = b"", [0] * held.dim()
        else:
            reach = 1 + sum((size - 1) * step for size, step in zip(held.shape, held.stride(), strict=True))
            if reach > 2 * held.numel() + 64 or held.is_conj() or held.is_neg():
                held = held.clone(memory_format=torch.contiguous_format).resolve_conj().resolve_neg()
                reach = held.numel()
            flat = held.as_strided((reach,), (1,), held.storage_offset())
            content, strides = flat.contiguous().view(torch.uint8).numpy().tobytes(), list(held.stride())
        start = self._size
        self._parts.append(content)
        self._size += len(content)
        kind = {"is": "tensor", "dtype": _NAMES[tensor.dtype], "shape": list(tensor.shape), "strides": strides}
        return {**kind, "start": start, "bytes": len(content)}


def unpack(packed: Any, payload: bytes, device: str = "cpu", depth: int = 0) -> Any:
    """The value of that JSON, its tensors on ``device``. Raises BadValue where it claims what cannot be."""
    if depth > MAX_DEPTH:
        raise BadValue(f"the value is nested more than {MAX_DEPTH} levels deep")
    if packed is None or isinstance(packed, bool | int | float | str):
        return packed
    if not isinstance(packed, dict):
        raise BadValue("the value is not of a known form")
    items = packed.get("items")
    match packed.get("is"), items:
        case "tensor", _:
            return _tensor(packed, payload, device)
        case "list", list():
            return [unpack(item, payload, device, depth + 1) for item in items]
        case "tuple", list():
            return tuple(unpack(item, payload, device, depth + 1) for item in items)
        case "dict", list():
            return _dict(items, payload, device, depth)
    return _special(packed)


def _special(packed: dict[str, Any]) -> Any:
    try:
        match packed.get("is"):
            case "float":
                return float(packed["value"])
            case "int":
                return int(packed["digits"])
            case "ref":
                return Ref(str(packed["name"]))
            case "thing":
                return Thing(str(packed["path"]))
            case "dtype":
                return DTYPES[packed["name"]]
            case "other":
                return Other(str(packed["type"])[:200])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadValue("the value is not of a known form") from error
    raise BadValue("the value is not of a known form")


@dataclass(frozen=True)
class Other:
    """A value of a type that cannot travel; ``type`` is its name as the box gave it."""

    type: str


def _dict(items: list[Any], payload: bytes, device: str, depth: int) -> dict[Any, Any]:
    try:
        pairs = [
            (unpack(key, payload, device, depth + 1), unpack(item, payload, device, depth + 1)) for key, item in items
        ]
        return dict(pairs)
    except (TypeError, ValueError) as error:
        raise BadValue("a key of the dict is of no known form") from error


def _tensor(packed: dict[str, Any], payload: bytes, device: str) -> torch.Tensor:
    dtype, shape, strides = DTYPES.get(str(packed.get("dtype"))), packed.get("shape"), packed.get("strides")
    extent = [packed.get("start"), packed.get("bytes")]
    if dtype is None or not (_counts(shape) and _counts(strides) and _counts(extent)):
        raise BadValue("the tensor is described wrongly")
    if len(shape) != len(strides) or len(shape) > MAX_DIMENSIONS or math.prod(max(1, size) for size in shape) > _MOST:
        raise BadValue("the tensor's shape and strides do not belong together")
    start, size = extent
    if math.prod(shape) == 0:
        return torch.empty(shape, dtype=dtype, device=device)
    reach = 1 + sum((length - 1) * step for length, step in zip(shape, strides, strict=True))
    if size != reach * dtype.itemsize or start + size > len(payload):
        raise BadValue(f"the tensor says it has shape {tuple(shape)}, and {size} bytes came")
    content = torch.frombuffer(bytearray(payload[start : start + size]), dtype=torch.uint8)
    flat = content.ne(0) if dtype is torch.bool else content.view(dtype)  # a truth value is one bit
    return flat.to(device).as_strided(shape, strides)


def _counts(numbers: object) -> TypeGuard[list[int]]:
    return isinstance(numbers, list) and all(type(number) is int and 0 <= number < 1 << 62 for number in numbers)


def _type_name(value: Any) -> str:
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")[:200]
