"""
Addresses that tell which tensor they are of.

The tensors of a launch get made-up addresses, far from one another: whatever a kernel adds to a pointer, it is still
known which tensor was meant, and an access outside of it is seen before it happens.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

_REGION = 40  # each buffer has 2 ** 40 addresses of its own, and begins in the middle of them
_ALIGNMENT = 63  # what a made-up address keeps of the true one, so that alignment can be tested

Pointers = NDArray[np.uint64]
Mask = NDArray[np.bool_]


class OutOfBounds(Exception):
    """``buffer`` is the tensor that was meant, empty where the address is of none; ``detail`` gives the element."""

    def __init__(self, buffer: str, detail: str) -> None:
        super().__init__(f"outside of {buffer or 'every tensor'}: {detail}")
        self.buffer = buffer
        self.detail = detail


@dataclass(frozen=True)
class Buffer:
    """The memory behind a tensor: its true address and its size in bytes."""

    name: str
    start: int
    size: int


class Addresses:
    def __init__(self) -> None:
        self._buffers = [Buffer("", 0, 0)]  # what an address of no tensor is taken to be of
        self._regions: dict[int, int] = {}
        self._tabulate()

    def add(self, buffer: Buffer) -> None:
        """Memory that is known already keeps its first name, and the larger size: two views of it are one buffer."""
        region = self._regions.setdefault(buffer.start, len(self._buffers))
        if region == len(self._buffers):
            self._buffers.append(buffer)
        elif buffer.size > self._buffers[region].size:
            self._buffers[region] = replace(self._buffers[region], size=buffer.size)
        self._tabulate()

    def pointer(self, start: int, address: int) -> int:
        """The made-up address for a true one in the buffer that begins at ``start``. Raises KeyError."""
        return self._origin(self._regions[start]) + address - start

    def resolved(self, pointers: Pointers, mask: Mask, width: int) -> Pointers:
        """
        The true addresses, of any shape, for accesses of ``width`` bytes where ``mask`` is set.

        Raises OutOfBounds for the first that is not within its tensor. Those that are masked off may point anywhere.
        """
        region = (pointers >> np.uint64(_REGION)).astype(np.int64)
        region = np.where(region < len(self._buffers), region, 0)
        offset = (pointers - self._origins[region]).astype(np.int64)
        outside = mask & ((offset < 0) | (offset + width > self._sizes[region]))
        if outside.any():
            first = int(np.argmax(outside))
            lanes = f"{np.count_nonzero(outside)} of {outside.size} lanes are outside"
            raise self._told(self._buffers[int(region.flat[first])], int(offset.flat[first]) // width, width, lanes)
        return self._starts[region] + offset.astype(np.uint64)

    def _origin(self, region: int) -> int:
        start = self._buffers[region].start
        return (region << _REGION) + (1 << (_REGION - 1)) + (start & _ALIGNMENT) if region else 0

    def _tabulate(self) -> None:
        origins = [self._origin(region) for region in range(len(self._buffers))]
        self._origins = np.array(origins, dtype=np.uint64)
        self._starts = np.array([buffer.start for buffer in self._buffers], dtype=np.uint64)
        self._sizes = np.array([buffer.size for buffer in self._buffers], dtype=np.int64)

    @staticmethod
    def _told(buffer: Buffer, element: int, width: int, lanes: str) -> OutOfBounds:
        if not buffer.name:
            return OutOfBounds("", f"the address belongs to no tensor that the kernel was given; {lanes}")
        return OutOfBounds(buffer.name, f"element {element} of {buffer.size // width}, counted from 0; {lanes}")
