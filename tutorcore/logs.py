"""The log under `var/`: tracebacks and ids, never names, numbers or other values.

An exception's text often quotes what a customer or a planner wrote. The log keeps where it happened and what kind
it was, and blanks whatever stands in quotes, every e-mail address and every longer number.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

LOGGER: Final = "tutorcore"
FILE: Final = "dashboard.log"
_SIZE: Final = 2_000_000
_KEPT: Final = 3
_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”")
_MAIL: Final = re.compile(r"\S+@\S+")
_LONG_NUMBER: Final = re.compile(r"\+?\d[\d\s().-]{4,}\d")
_LONGEST: Final = 300
_MARGIN: Final = re.compile(r"\s*\| ")  # of an exception within a group
_FRAME: Final = re.compile(r'  File "[^"\n]+", line \d+')


def blanked(text: str) -> str:
    """A message without what it quotes."""
    for pattern in (_QUOTED, _MAIL, _LONG_NUMBER):
        text = pattern.sub("…", text)
    return text[:_LONGEST]


class _Discreet(logging.Formatter):
    """Keeps the frames of a traceback, blanks the messages of its exceptions."""

    def formatException(  # noqa: N802 - logging's own name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The traceback with blanked messages."""
        return "\n".join(_blanked_lines(super().formatException(ei).splitlines()))


def _blanked_lines(lines: Iterable[str]) -> Iterator[str]:
    """A traceback's lines: frames with their line of source as they are, all else blanked.

    A message may have lines of its own, indented like source: only what follows a frame at once is source.
    """
    in_frame = False
    for line in lines:
        bare = _MARGIN.sub("", line)
        in_frame = bool(_FRAME.match(bare)) or (in_frame and bare.startswith("    "))
        yield line if in_frame else blanked(line)


def log_to(folder: Path) -> None:
    """Write the log to `folder`, made where it is missing; once a process."""
    logger = logging.getLogger(LOGGER)
    target = (folder / FILE).resolve()
    if any(getattr(handler, "baseFilename", "") == str(target) for handler in logger.handlers):
        return
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(target, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
