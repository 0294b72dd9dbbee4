"""A folder in which a company changes the wording of messages: text files in UTF-8, one folder for each language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tutorcore.errors import BrokenFile, SettingsError

LARGEST: Final = 100_000
"""Bytes of one file. A message has room for 4,096 signs."""


class TemplateFolder:
    """The template files of a folder. `named`: somebody said that it is there, so it must be."""

    def __init__(self, folder: Path, *, named: bool) -> None:
        self.folder = folder
        self._named = named

    def texts(self) -> dict[str, str]:
        """Every text file by its name within the folder (`nl/offer_pupil.txt`), as it is now.

        None where there is no folder. Raises `SettingsError` where a named one is missing, and `BrokenFile`.
        """
        if self._named and not self.folder.is_dir():
            raise SettingsError(
                f"There is no folder “{self.folder}” for templates.",
                hint="Correct TUTORBOT_TEMPLATES, or let `python -m tutorcore templates --copy` fill it.",
            )
        paths = sorted((*self.folder.glob("*.txt"), *self.folder.glob("*/*.txt")))
        return {path.relative_to(self.folder).as_posix(): _read(path) for path in paths}

    def write_missing(self, texts: Mapping[str, str]) -> list[str]:
        """Write those that are not there yet; the names of the files written. One that is there stays as it is."""
        return [name for name, text in texts.items() if _write_new(self.folder / name, text)]


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BrokenFile(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise BrokenFile(f"{path} is too large for the text of a message.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{path} is not text in UTF-8.", hint="Save it again with the encoding UTF-8.") from error


def _write_new(path: Path, text: str) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        if not path.parent.is_dir():
            raise BrokenFile(f"{path.parent} is no folder, so no template can be written there.") from None
        return False
    except OSError as error:
        raise BrokenFile(f"{path} cannot be written: {error.strerror}.") from error
    return True
