"""`templates`: whose wording counts, whether it can be used, and a copy to change."""

from __future__ import annotations

import pytest

from tutorcore.cli.commands import main

NAMES = ["nl/offer_pupil.txt", "nl/offer_parent.txt", "en/offer_pupil.txt", "en/offer_parent.txt"]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("TUTORBOT_TEMPLATES", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def command(*arguments):
        status = main(["templates", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def listed(out):
    return dict(line.strip().split(": ") for line in out.splitlines()[1:])


def test_without_a_folder_everything_is_built_in(run, tmp_path):
    status, out, err = run()
    assert (status, err) == (0, "")
    assert listed(out) == dict.fromkeys(NAMES, "built in")
    assert not (tmp_path / "var" / "templates").exists()


def test_a_copy_is_written_once_and_never_over_what_is_there(run, tmp_path):
    assert set(listed(run("--copy")[1]).values()) == {"written now"}
    changed = tmp_path / "var" / "templates" / NAMES[0]
    changed.write_text("Dag $pupil\n$times", encoding="utf-8")
    (tmp_path / "var" / "templates" / NAMES[1]).unlink()
    status, out, _ = run("--copy")
    assert status == 0
    assert listed(out) == dict.fromkeys(NAMES, "yours, and it can be used") | {NAMES[1]: "written now"}
    assert changed.read_text(encoding="utf-8") == "Dag $pupil\n$times"


def test_a_template_that_cannot_be_used_is_a_sentence(run, tmp_path):
    run("--copy")
    (tmp_path / "var" / "templates" / NAMES[0]).write_text("Dag $leerling\n$times", encoding="utf-8")
    status, out, err = run()
    assert (status, out) == (1, "")
    assert err.startswith("nl/offer_pupil.txt, line 1: [message] has no place $leerling. It has ")


def test_a_folder_that_is_named_is_used_and_must_be_there(run, tmp_path, monkeypatch):
    monkeypatch.setenv("TUTORBOT_TEMPLATES", str(tmp_path / "wording"))
    status, _, err = run()
    assert (status, err.count("\n")) == (1, 1)
    assert "TUTORBOT_TEMPLATES" in err
    assert run("--copy")[0] == 0
    assert (tmp_path / "wording" / NAMES[0]).is_file()
    assert listed(run()[1]) == dict.fromkeys(NAMES, "yours, and it can be used")
