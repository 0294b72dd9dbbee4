"""The bytes of a calendar file as unfolded lines. Knows encodings and line ends, nothing of calendars."""

from __future__ import annotations

import codecs
import re

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FOLD = re.compile(rb"\n+[ \t]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def content_lines(data: bytes) -> list[str]:
    """The lines of a file, unfolded, without blank ones."""
    unfolded = _unfold(_without_mark(data))
    return [_decode(line) for line in unfolded.split(b"\n") if line]


def _without_mark(data: bytes) -> bytes:
    """UTF-8 without a byte order mark; UTF-16 (a file saved again in Notepad) becomes UTF-8."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _unfold(data: bytes) -> bytes:
    """Join what was folded, as bytes: some programs fold in the middle of a character."""
    return _FOLD.sub(b"", _LINE_END.sub(b"\n", data))


def _decode(line: bytes) -> str:
    """UTF-8, else Windows-1252: line by line, so that one old line does not garble the others."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
