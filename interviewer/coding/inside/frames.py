"""
How the checker and the runner talk: frames of a JSON header and raw bytes, over pipes.

A frame is four bytes of magic, the length of the header (4 bytes) and of the payload (8 bytes), both big-endian, then
the two. Nothing is unpickled, and a length above what the reader allows ends the talk before it is read.
"""

import json
import os
import struct
from dataclasses import dataclass
from typing import Any

_MAGIC = b"BOX1"
_LENGTHS = struct.Struct(">4sIQ")
MAX_HEADER = 1 << 20


class BadFrame(Exception):
    """What came is no frame; the message says why."""


class TooLarge(BadFrame):
    """A frame that is larger than its reader allows."""


@dataclass(frozen=True)
class Frame:
    header: dict[str, Any]
    payload: bytes = b""


def packed(frame: Frame) -> bytes:
    header = json.dumps(frame.header, separators=(",", ":"), allow_nan=True).encode()
    return _LENGTHS.pack(_MAGIC, len(header), len(frame.payload)) + header + frame.payload


class Inbox:
    """Bytes as they come, until they make a frame of at most ``max_payload`` bytes."""

    def __init__(self, max_payload: int) -> None:
        self.max_payload = max_payload
        self._held = bytearray()

    def feed(self, content: bytes) -> None:
        self._held += content

    def next(self) -> Frame | None:
        """The next frame, once it is complete. Raises BadFrame as soon as it is known to be none."""
        if len(self._held) < _LENGTHS.size:
            return None
        magic, header_size, payload_size = _LENGTHS.unpack_from(self._held)
        if magic != _MAGIC:
            raise BadFrame("what came is no reply of the runner")
        if header_size > MAX_HEADER or payload_size > self.max_payload:
            raise TooLarge(f"{header_size + payload_size:,} bytes came back; {self.max_payload:,} are allowed")
        start, end = _LENGTHS.size + header_size, _LENGTHS.size + header_size + payload_size
        if len(self._held) < end:
            return None
        frame = Frame(_decoded(bytes(self._held[_LENGTHS.size : start])), bytes(self._held[start:end]))
        del self._held[:end]
        return frame


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
