"""What a command writes: text from outside made safe for a terminal, and one line of progress."""

from __future__ import annotations

import sys
import time
import unicodedata
from contextlib import suppress
from typing import Final, TextIO

from tutorcore.services.import_report import Progress
from tutorcore.wording.imports import progress_text

LONGEST: Final = 300
_SECONDS_BETWEEN: Final = 0.1
_QUARTERS: Final = 4


def shown(text: object, *, longest: int = LONGEST) -> str:
    """`text` on one line, cut where it is long, without signs that a terminal would obey."""
    signs = (sign if unicodedata.category(sign)[0] != "C" else " " for sign in str(text)[: longest * 4])
    line = " ".join("".join(signs).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


class ProgressLine:
    """Tells how far an import is: one line that changes on a terminal, a few plain lines elsewhere.

    Nobody reading any more stops the telling, never the import.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._told_at = 0.0
        self._told = ""

    def __call__(self, progress: Progress) -> None:
        """Tell it, unless it was told a moment ago."""
        text = progress_text(progress.phase, progress.done, progress.total, progress.unit)
        if self._terminal:
            self._update(text, last=progress.done == progress.total)
        elif _quarter(progress) != self._told:
            self._told = _quarter(progress)
            self._write(f"{text}\n")

    def end(self) -> None:
        """Leave the line clean for what follows."""
        if self._terminal and self._told_at:
            self._write("\r\x1b[K")

    def _update(self, text: str, *, last: bool) -> None:
        now = time.monotonic()
        if last or now - self._told_at >= _SECONDS_BETWEEN:
            self._told_at = now
            self._write(f"\r{text}\x1b[K")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a closed pipe, a closed stream
            self._stream.write(text)
            self._stream.flush()


def _quarter(progress: Progress) -> str:
    """In which quarter of which phase it is: a plain line is told once for each. Checking tells its end alone."""
    if not progress.total:
        return progress.phase if progress.total == 0 else ""
    return f"{progress.phase} {progress.done * _QUARTERS // progress.total}"
