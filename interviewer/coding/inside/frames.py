"""
How the checker and the runner talk: frames of a JSON header and raw bytes, over pipes.

A frame is four bytes of magic, the length of the header (4 bytes) and of the payload (8 bytes), both big-endian, then
the two. Nothing is unpickled, and a length above what the reader allows ends the talk before it is read.
"""

import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_MAGIC = b"BOX1"
_LENGTHS = struct.Struct(">4sIQ")
MAX_HEADER = 1 << 20

Read = Callable[[int], bytes]  # up to that many bytes, at least one; empty at the end


class BadFrame(Exception):
    """What came is no frame, or is larger than allowed; the message says which."""


@dataclass(frozen=True)
class Frame:
    header: dict[str, Any]
    payload: bytes = b""


def packed(frame: Frame) -> bytes:
    header = json.dumps(frame.header, separators=(",", ":"), allow_nan=True).encode()
    return _LENGTHS.pack(_MAGIC, len(header), len(frame.payload)) + header + frame.payload


def read_frame(read: Read, max_payload: int) -> Frame | None:
    """The next frame; None where the other side has ended between two frames. Raises BadFrame."""
    lengths = _exactly(read, _LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise BadFrame("the reply ended in the middle of its head")
    magic, header_size, payload_size = _LENGTHS.unpack(lengths)
    if magic != _MAGIC:
        raise BadFrame("what came is no reply of the runner")
    if header_size > MAX_HEADER or payload_size > max_payload:
        raise BadFrame(f"the reply has {header_size + payload_size:,} bytes; {max_payload:,} are allowed")
    header, payload = _exactly(read, header_size), _exactly(read, payload_size)
    if len(header) < header_size or len(payload) < payload_size:
        raise BadFrame("the reply ended before it was complete")
    return Frame(_decoded(header), payload)


def reader(descriptor: int) -> Read:
    return lambda size: os.read(descriptor, size)


def write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view[: 1 << 20]) :]


def _decoded(header: bytes) -> dict[str, Any]:
    try:
        decoded = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise BadFrame("the head of the reply is not JSON") from error
    if not isinstance(decoded, dict):
        raise BadFrame("the head of the reply is not an object")
    return decoded


def _exactly(read: Read, size: int) -> bytes:
    parts = []
    while size:
        part = read(min(size, 1 << 20))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
