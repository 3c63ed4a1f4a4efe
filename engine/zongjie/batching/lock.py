"""One batch at a time in an output folder: a file that the system itself keeps locked.

The lock goes when its process does, however that ends, so none is ever stale.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

NAME: Final = ".清单.lock"
# What a link leads to is not ours to empty.
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


class InUse(Exception):
    """Another process holds the lock; ``who`` says which, as far as that is known."""

    def __init__(self, who: str) -> None:
        super().__init__(who)
        self.who = who


class Lock:
    """The lock of an output folder, held until it is closed.

    Raises InUse where another process has it, OSError where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file = self._open()
        with contextlib.suppress(OSError):  # a full disk: who holds it is a courtesy
            os.ftruncate(self._file, 0)
            os.write(self._file, f"{os.getpid()}\n".encode())

    def _open(self) -> int:
        while True:
            file = os.open(self._path, _FLAGS, 0o666)
            try:
                _take(file)
                if os.path.samestat(os.fstat(file), self._path.stat()):
                    return file
            except FileNotFoundError:  # its last holder removed it after we had opened it
                pass
            except (BlockingIOError, PermissionError):
                who = os.read(file, 20).decode(errors="replace").strip()
                os.close(file)
                raise InUse(f"（进程 {who}）" if who.isdigit() else "") from None
            os.close(file)

    def close(self) -> None:
        """Give the folder free."""
        if sys.platform != "win32":  # there an open file cannot be removed
            self._path.unlink(missing_ok=True)
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, 1 << 20, os.SEEK_SET)  # beyond the text, which others may read
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
