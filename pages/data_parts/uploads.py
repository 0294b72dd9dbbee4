"""An uploaded file on disk, for as long as it is read: under `var/`, readable by us alone, gone afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

_PREFIX: Final = "upload-"
_LEFT_BEHIND: Final = 24 * 3600.0
"""Seconds after which a file counts as left behind by a process that was killed."""


@contextmanager
def on_disk(data: bytes, folder: Path) -> Iterator[Path]:
    """`data` as a file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    _tidy(folder)
    with NamedTemporaryFile(dir=folder, prefix=_PREFIX) as file:
        file.write(data)
        file.flush()
        yield Path(file.name)


def _tidy(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*"):
        try:
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()
        except OSError:  # another process was quicker
            continue
