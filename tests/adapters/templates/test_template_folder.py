"""The folder of the company's own wording: what is read from it, what is written to it, and what is told instead."""

from __future__ import annotations

import pytest

from tutorcore.adapters.templates import TemplateFolder
from tutorcore.adapters.templates.folder import LARGEST
from tutorcore.errors import BrokenFile, SettingsError

NAME = "nl/offer_pupil.txt"


@pytest.fixture
def folder(tmp_path):
    return TemplateFolder(tmp_path / "templates", named=False)


def put(folder, content, name=NAME):
    path = folder.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_that_nobody_made_holds_nothing(folder):
    assert folder.texts() == {}


def test_a_folder_that_was_named_must_be_there(tmp_path):
    missing = TemplateFolder(tmp_path / "nergens", named=True)
    with pytest.raises(SettingsError, match="nergens") as caught:
        missing.texts()
    assert "TUTORBOT_TEMPLATES" in caught.value.hint
    missing.write_missing({NAME: "x"})
    assert missing.texts() == {NAME: "x"}


def test_a_folder_that_was_named_and_is_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SettingsError, match="no folder"):
        TemplateFolder(tmp_path / "file", named=True).texts()


def test_text_files_are_known_by_their_place_in_the_folder(folder):
    put(folder, "Zoë".encode())
    put(folder, b"\xef\xbb\xbfHello", "en/offer_pupil.txt")
    put(folder, b"los", "los.txt")
    put(folder, b"not a text", "nl/offer_pupil.txt~")
    assert folder.texts() == {NAME: "Zoë", "en/offer_pupil.txt": "Hello", "los.txt": "los"}


@pytest.mark.parametrize("content", ["Zoë".encode("cp1252"), "Hoi".encode("utf-16")])
def test_another_encoding_is_told_and_not_guessed(folder, content):
    path = put(folder, content)
    with pytest.raises(BrokenFile, match="UTF-8") as caught:
        folder.texts()
    assert str(path) in str(caught.value)


def test_a_file_that_is_too_large_is_not_read(folder):
    put(folder, b"x" * LARGEST)
    assert len(folder.texts()[NAME]) == LARGEST
    put(folder, b"x" * (LARGEST + 1))
    with pytest.raises(BrokenFile, match="too large"):
        folder.texts()


def test_what_cannot_be_opened_is_told(folder):
    (folder.folder / NAME).mkdir(parents=True)
    with pytest.raises(BrokenFile, match="cannot be read: Is a directory"):
        folder.texts()


def test_what_is_missing_is_written_and_what_is_there_stays(folder):
    put(folder, b"van ons")
    assert folder.write_missing({NAME: "ingebouwd", "en/offer_pupil.txt": "Zoë\n"}) == ["en/offer_pupil.txt"]
    assert folder.texts() == {NAME: "van ons", "en/offer_pupil.txt": "Zoë\n"}
    assert folder.write_missing({NAME: "ingebouwd"}) == []


@pytest.mark.parametrize("blocked", ["nl", ""])
def test_where_nothing_can_be_written_it_is_told(folder, blocked):
    path = folder.folder / blocked
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a file where a folder belongs", encoding="utf-8")
    with pytest.raises(BrokenFile):
        folder.write_missing({NAME: "x"})
    assert path.read_text(encoding="utf-8") == "a file where a folder belongs"
