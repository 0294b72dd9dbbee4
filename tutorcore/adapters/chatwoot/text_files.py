"""A file of text as it comes in: what encoding it is in, and whether it is text at all.

Decided for the whole file, by one pass that holds a chunk at a time. UTF-8 with and without mark, UTF-16 and UTF-32,
Windows-1252, and files that mix UTF-8 with Windows-1252 (rows pasted from elsewhere).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from tutorcore.errors import BrokenFile

LONGEST: Final = 16_000_000
"""Characters that one line, cell or contact may have: memory stays bounded whatever the file."""

_CHUNK: Final = 1 << 18
_HEAD: Final = 4096
_WINDOWS: Final = "windows-1252-where-not-utf-8"
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_CONTROL: Final = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1a\x1b"))
_NOT_UTF8: Final = re.compile("[\udc80-\udcff]")
_UNDEFINED: Final = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")  # bytes that Windows-1252 leaves without a letter
_SAVE_AS_CSV: Final = "Save it as “CSV UTF-8”, or take the JSON of Chatwoot's API."


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is text, and how to read it."""

    path: Path
    encoding: str
    errors: str = "replace"
    remark: str = ""

    @contextmanager
    def open(self) -> Iterator[TextIO]:
        """The text, line ends as they stand. Raises `BrokenFile` where it cannot be opened any more."""
        codecs.register_error(_WINDOWS, _as_windows)
        try:
            with self.path.open(encoding=self.encoding, errors=self.errors, newline="") as text:
                yield text
        except OSError as error:
            raise _unopened(self.path, error) from error


@dataclass(slots=True)
class _Tally:
    """What one pass over the bytes counted."""

    size: int = 0
    control: int = 0
    blank: bool = True
    beyond_ascii: bool = False
    not_utf8: int = 0
    undefined: int = 0

    def add(self, chunk: bytes, text: str) -> None:
        """Count a chunk and its text, in which bytes that are not UTF-8 stand as lone surrogates."""
        self.size += len(chunk)
        self.control += len(chunk) - len(chunk.translate(None, _CONTROL))
        self.blank = self.blank and not text.strip("\ufeff\0 \t\r\n\f\v\x1a")
        if not text.isascii():
            odd = len(_NOT_UTF8.findall(text))
            self.not_utf8 += odd
            self.undefined += len(_UNDEFINED.findall(text)) if odd else 0
            self.beyond_ascii = self.beyond_ascii or any(letter > "\x7f" for letter in _NOT_UTF8.sub("", text))


def survey(path: Path) -> TextFile:
    """How to read a file as text. Raises `BrokenFile` where it is empty, another format, or no text at all."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            _refuse_other_formats(head)
            wide = _wide_encoding(head)
            return _survey_wide(path, file, wide) if wide else _survey_bytes(path, file)
    except OSError as error:
        raise _unopened(path, error) from error


def _refuse_other_formats(head: bytes) -> None:
    for magic, what in _OTHER_FORMATS:
        if head.startswith(magic):
            raise BrokenFile(f"The file is {what}, not CSV or JSON.", hint=_SAVE_AS_CSV)
    start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:9].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise BrokenFile("The file is a web page, not CSV or JSON.", hint="Sign in to Chatwoot and export it again.")


def _wide_encoding(head: bytes) -> str:
    """UTF-16 or UTF-32 by its mark, or UTF-16 by its zero bytes; blank where it is neither."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
    if marked or len(head) < len("id\n") * 2:
        return marked
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 5 and not odd else ""


def _survey_wide(path: Path, file: BinaryIO, encoding: str) -> TextFile:
    decoder, blank = codecs.getincrementaldecoder(encoding)(), True
    try:
        for chunk in _chunks(file):
            blank = not decoder.decode(chunk, final=not chunk).strip("\ufeff\0 \t\r\n") and blank
    except UnicodeDecodeError as error:
        raise BrokenFile(f"The file begins as {encoding.upper()} text and then breaks.", hint=_SAVE_AS_CSV) from error
    if blank:
        raise _empty()
    return TextFile(path, encoding)


def _survey_bytes(path: Path, file: BinaryIO) -> TextFile:
    tally = _Tally()
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    for chunk in _chunks(file):
        tally.add(chunk, decoder.decode(chunk, final=not chunk))
    _refuse_no_text(tally)
    if not tally.not_utf8:
        return TextFile(path, "utf-8-sig")
    remark = "The file is in Windows-1252, not in UTF-8, and was read so."
    if tally.beyond_ascii:
        remark = "Most of the file is UTF-8; what is not was read as Windows-1252."
    return TextFile(path, "utf-8-sig", errors=_WINDOWS, remark=remark)


def _refuse_no_text(tally: _Tally) -> None:
    if tally.blank:
        raise _empty()
    if tally.control > 3 and tally.control * 20 > tally.size:  # noqa: PLR2004  # a stray byte or two is only dirt
        raise BrokenFile("The file is not text.", hint=_SAVE_AS_CSV)
    if tally.undefined * 10 > tally.not_utf8:
        raise BrokenFile("The file is neither in UTF-8 nor in Windows-1252.", hint="Save it again as “CSV UTF-8”.")


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, and an empty chunk at its end."""
    while chunk := file.read(_CHUNK):
        yield chunk
    yield b""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """What a codec is told to do with bytes that are not UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


def _empty() -> BrokenFile:
    return BrokenFile("The file is empty.", hint="Export it again, and look at its size.")


def _unopened(path: Path, error: OSError) -> BrokenFile:
    why = error.strerror or "it is not there"
    return BrokenFile(f"The file '{path.name}' cannot be opened: {why}.", hint="Check its name and place.")
