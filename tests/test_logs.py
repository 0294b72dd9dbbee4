"""The log: where it happened and what kind it was, never what a customer or a planner wrote."""

from __future__ import annotations

import logging

import pytest
from pydantic import BaseModel

from tutorcore.logs import FILE, LOGGER, blanked, log_to

JAN, PIET = "Jan de Vries", "Piet"


@pytest.fixture
def log(tmp_path):
    """The log in a folder of its own, as a function that reads what is in it."""
    logger = logging.getLogger(LOGGER)
    before, level = list(logger.handlers), logger.level
    log_to(tmp_path / "var")
    yield lambda: (tmp_path / "var" / FILE).read_text(encoding="utf-8")
    for handler in [handler for handler in logger.handlers if handler not in before]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def report(error):
    """What a page does with an error."""
    logging.getLogger(f"{LOGGER}.pages").error("page failed, error %s", "e1", exc_info=error)


def failing(error):
    try:
        raise error
    except type(error) as raised:
        return raised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no contact 'Jan de Vries'", "no contact …"),
        ('no contact "Jan de Vries" here', "no contact … here"),
        ("no contact “Jan de Vries”", "no contact …"),
        ("mail jan@example.org bounced", "mail … bounced"),
        ("call +31 6 1234 5678 now", "call … now"),
        ("call 06-12345678", "call …"),
        ("call (020) 555 1234", "call (…"),
        ("row 42 of 100", "row 42 of 100"),
        ("contact 1234", "contact 1234"),
        ("plain words", "plain words"),
    ],
)
def test_what_a_message_quotes_is_blanked(text, expected):
    assert blanked(text) == expected


def test_a_long_message_is_cut():
    assert len(blanked("woord " * 1000)) == 300


def test_a_traceback_keeps_its_frames_and_loses_what_it_quotes(log):
    report(failing(ValueError("cannot read 'Jan de Vries', 06-12345678, jan@example.org")))
    text = log()
    assert "page failed, error e1" in text
    assert "Traceback (most recent call last)" in text
    assert "in failing" in text
    assert 'test_logs.py", line' in text
    assert "ValueError: cannot read" in text
    for secret in ("Jan", "Vries", "12345678", "example.org"):
        assert secret not in text


def test_a_cause_is_kept_and_blanked_too(log):
    try:
        try:
            raise KeyError(JAN)  # noqa: TRY301
        except KeyError as error:
            raise RuntimeError(f"while reading “{PIET}”") from error
    except RuntimeError as error:
        report(error)
    text = log()
    assert text.count("Traceback (most recent call last)") == 2
    assert "direct cause of the following exception" in text
    assert "Jan" not in text
    assert "Piet" not in text


class Row(BaseModel):
    phone: int
    name: int


def test_a_message_of_several_lines_is_blanked_on_every_line(log):
    try:
        Row(phone=JAN, name={"naam": PIET})
    except ValueError as error:
        report(error)
    text = log()
    assert "2 validation errors" in text
    assert "in test_a_message_of_several_lines" in text
    assert "Jan" not in text
    assert "Piet" not in text


def test_errors_in_a_group_are_blanked_too(log):
    report(failing(ExceptionGroup("rows", [failing(ValueError(f"no '{JAN}'")), failing(KeyError(PIET))])))
    text = log()
    assert "ExceptionGroup" in text
    assert "ValueError" in text
    assert "in failing" in text
    assert "Jan" not in text
    assert "Piet" not in text


def test_a_message_that_looks_like_a_frame_does_not_smuggle_a_name(log):
    report(failing(ValueError(f"bad\n    it was '{JAN}'\n  '{PIET}'")))
    assert "Jan" not in log()
    assert "Piet" not in log()


def test_a_message_without_an_error_is_written_as_it_is(log):
    logging.getLogger(f"{LOGGER}.cli").info("imported %s rows", 12)
    assert log().strip().endswith("INFO tutorcore.cli imported 12 rows")


def test_logging_twice_to_a_folder_writes_each_line_once(log, tmp_path):
    log_to(tmp_path / "var")
    logging.getLogger(LOGGER).info("once")
    assert log().count("once") == 1


def test_the_folder_is_made_and_no_file_until_there_is_something_to_tell(tmp_path, log):
    assert (tmp_path / "var").is_dir()
    assert not (tmp_path / "var" / FILE).exists()
