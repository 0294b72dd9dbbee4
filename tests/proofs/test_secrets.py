"""No token and no key in what anybody can read: errors, logs, the journal, the database, output, the process list."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import traceback
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fake_google import faults, sign_in
from tests.fake_google.errors import GoogleError
from tests.fake_google.faults import Fault
from tests.proofs.shop import Shop, environment, furnish, opened
from tests.services.bookings.desk import THURSDAY
from tutorcore.errors import TutorError

ROOT = Path(__file__).parents[2]
HURRY = timedelta(seconds=0.4)
FAULTS = {
    "none": None,
    "429": faults.too_many(),
    "403": faults.forbidden(),
    "401": faults.revoked(),
    "400": faults.bad_request(),
    "404": faults.gone(),
    "500": faults.server_error(),
    "slow": faults.slow(20),
    "cut off": faults.cut_off(),
    "broken JSON": faults.broken_json(),
    "HTML": faults.html(),
    "lost": faults.lost(),
    "hang-up": faults.hang_up(),
}


@pytest.fixture(params=["token", "key"])
def way_in(request, google):
    """The variables of a way to sign in, and every secret in them."""
    if request.param == "token":
        return {"GCAL_ACCESS_TOKEN": google.token}, [google.token]
    key = sign_in.service_account_key(google)
    private = [line for line in key["private_key"].splitlines() if line and "-----" not in line]
    variables = {"GCAL_ACCESS_TOKEN": "", "GCAL_SERVICE_ACCOUNT_JSON": json.dumps(key)}
    return variables, [google.token, key["private_key_id"], private[0], private[-1]]


@pytest.fixture
def variables(sqlite_url, google, tmp_path, way_in):
    """The environment of a dashboard with a password in its way of signing in."""
    return environment(sqlite_url, google, tmp_path / "var") | way_in[0]


@pytest.fixture
def log(caplog):
    """Everything that anybody logs, the talkative libraries included."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def desk(variables, google, log):
    """A planner's desk that has signed in that way."""
    dashboard = opened(variables)
    furnish(dashboard.ports)
    yield Shop(dashboard, google)
    dashboard.close()


def leaked(secrets, *told):
    """The secrets that stand somewhere in what is told."""
    text = "\n".join(told)
    return [secret for secret in secrets if secret in text]


def everything_there(folder):
    """Every byte of every file in a folder and below: the database, its journal, the logs."""
    return "\n".join(path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file())


def echo(secret):
    """An answer that repeats what it was sent, as a proxy in between may."""
    return Fault(name="echo", applied=False, error=GoogleError(400, secret, f"What is {secret}?"))


def everything_done(desk):
    """All that can go wrong: the texts of what did, as a log with everything in it would show them."""
    told = []
    acts = [desk.read, desk.book, lambda: desk.move(desk.stored()[0]), lambda: desk.cancel(desk.stored()[0])]
    for act in (*acts, lambda: desk.settle(seconds=31), lambda: desk.book(THURSDAY, "2")):
        try:
            told.append(repr(act()))
        except (TutorError, IndexError) as error:
            logging.getLogger("tutorcore").exception("It went wrong")
            told += [*traceback.format_exception(error), repr(error), str(getattr(error, "hint", ""))]
    return told


@pytest.mark.parametrize("fault", [*FAULTS.values(), "echo"], ids=[*FAULTS, "echo"])
def test_nothing_that_goes_wrong_tells_a_secret(desk, way_in, fault, log, tmp_path):  # noqa: PLR0917 - all of it matters
    _, secrets = way_in
    for fault_now in [echo(secret) for secret in secrets[:2]] if fault == "echo" else [fault]:
        if fault_now:
            desk.google.fail("*", fault_now, times=None)
        told = everything_done(desk.hurried(HURRY) if fault_now else desk)
        entries = [repr(entry) for entry in desk.ports.journal.entries(limit=10_000)]
        assert not leaked(secrets, log.text, *told, *entries, everything_there(tmp_path))


def test_no_value_shows_a_secret(desk, way_in):
    dashboard = desk.dashboard
    settings = dashboard.settings
    with dashboard.ports.remote.session(limit=HURRY) as session:
        shown = [repr(each) for each in (dashboard, settings, settings.google, dashboard.ports, session)]
    assert not leaked(way_in[1], *shown, str(settings), repr(vars(dashboard.ports.remote)))


def process_list():
    """The arguments of every process on this machine."""
    told = []
    for arguments in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            told.append(arguments.read_bytes().decode("latin-1"))
        except OSError:  # it has just ended
            continue
    return told


@pytest.mark.parametrize(
    "arguments",
    [
        ["book", "--contact", "1", "--tutor", "Noor", "--actor", "Anouk", "2027-03-03 16:00"],
        ["settle"],
        ["bookings", "--json"],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("fault", [FAULTS["none"], FAULTS["401"]], ids=["well", "401"])
def test_no_command_tells_a_secret(desk, variables, way_in, fault, arguments):  # noqa: PLR0917 - all of it matters
    seen = []
    desk.google.before("*", lambda _: seen.extend(process_list()))
    if fault:
        desk.google.fail("*", fault, times=None)
    done = subprocess.run(
        [sys.executable, "-m", "tutorcore", *arguments],
        cwd=ROOT,
        env=_plain_environment() | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in range(8), done.stderr
    assert "Traceback" not in done.stderr
    assert not leaked(way_in[1], done.stdout, done.stderr, *seen, *process_list())


def _plain_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith(("GCAL_", "TUTORBOT_"))}
