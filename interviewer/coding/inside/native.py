"""Calls of the C library that Python has no name for."""

import ctypes
import os
from functools import cache


@cache
def library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """The result, if it is not negative. Raises OSError that names what failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
