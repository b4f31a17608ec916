"""Keeps `None`, `True` and `False` from being freed under PySide6 6.12 on Python 3.11.

The stable-ABI wheels of PySide6 6.12 return these objects without taking a reference, which is right only where they
are immortal: since Python 3.12 (PEP 683). On 3.11 every void call, every signal and every empty `QVariant` gives one
reference too many back, and after some ten thousand of them the interpreter aborts ("deallocating None"). Giving the
three a reference count that cannot be used up makes them what PEP 683 makes them. PySide6 6.11 does not need this.
"""

from __future__ import annotations

import sys
from typing import Final

_PLENTY: Final = sys.maxsize // 4


def make_immortal() -> None:
    """Give the three objects more references than can ever be lost. Does nothing where they are immortal already."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for value in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(value))  # ob_refcnt is the first field of every object
        if count.value < _PLENTY and abs(count.value - sys.getrefcount(value)) < 16:
            count.value += _PLENTY
