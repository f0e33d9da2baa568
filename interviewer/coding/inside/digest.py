"""
What results are held to: a box that says their digest has them, and cannot work on them any more.

So the clock may stop before they are sent.
"""

import hashlib
from typing import Any

import torch

from interviewer.coding.inside.values import MAX_DEPTH, BadValue


class Digest:
    """Of values one after another: their types, shapes and bytes, in whatever layout they lie."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, value: Any, depth: int = 0) -> None:
        """Raises BadValue where a value is nested too deep."""
        if depth > MAX_DEPTH:
            raise BadValue(f"the value is nested more than {MAX_DEPTH} levels deep")
        if isinstance(value, torch.Tensor) and value.layout is torch.strided:
            self._word(f"{value.dtype}{tuple(value.shape)}")
            content = value.detach().cpu().contiguous().reshape(-1).view(torch.uint8)
            self._hash.update(content.numpy().data)
        elif isinstance(value, list | tuple):
            self._word(f"{len(value)} items")
            for item in value:
                self.add(item, depth + 1)
        elif isinstance(value, dict):
            self._word(f"{len(value)} pairs")
            for key, item in value.items():
                self.add(key, depth + 1)
                self.add(item, depth + 1)
        else:
            self._word(repr(value) if value is None or isinstance(value, bool | int | float | str) else "other")

    def text(self) -> str:
        return self._hash.hexdigest()

    def _word(self, word: str) -> None:
        self._hash.update(word.encode(errors="surrogatepass") + b"\n")
