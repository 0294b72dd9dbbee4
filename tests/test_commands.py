"""The commands of the Makefile, tried without a network: what they do twice, and what they say when they cannot."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


class Checkout:
    """A copy of the commands, with a Python that only writes down what it is told to make and install."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.asked = folder / "asked"
        self.python = folder / "a-python"
        for name in ("Makefile", "pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, folder)
        shutil.copytree(ROOT / "tools", folder / "tools")
        self.write_python()

    def write_python(self, *cases: str):
        lines = [
            "#!/usr/bin/env bash",
            'case "$*" in',
            *cases,
            f'"-m venv"*) echo venv >>"{self.asked}"; mkdir -p .venv/bin && ln -s "{self.python}" .venv/bin/python ;;',
            f'"-m pip"*) echo "${{@: -1}}" >>"{self.asked}" ;;',
            f'*) exec "{sys.executable}" "$@" ;;',
            "esac",
        ]
        self.python.write_text("\n".join(lines).replace("#!/usr/bin/env bash", "#!/usr/bin/env bash"), encoding="utf-8")
        self.python.chmod(0o755)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "PYTHON": str(self.python), "DEMO": "1", "HOST": "127.0.0.1", **environment}
        return subprocess.run(  # our own scripts
            command, cwd=self.folder, env=variables, text=True, capture_output=True, check=False, timeout=60
        )

    def setup(self, kind: str) -> list[str]:
        """Run the setup and give what it made and installed."""
        self.asked.write_text("", encoding="utf-8")
        done = self.run("tools/setup.sh", kind)
        assert done.returncode == 0, done.stderr
        return self.asked.read_text(encoding="utf-8").split()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    return line


def test_help_lists_the_commands(checkout):
    listed = [line.split()[1] for line in checkout.run("make", "--no-print-directory", "help").stdout.splitlines()]
    assert {"setup", "run", "test", "test-long", "check", "format", "bench", "lock"} <= set(listed)


def test_a_second_setup_does_nothing(checkout):
    assert checkout.setup("run") == ["venv", "requirements.lock"]
    assert checkout.setup("run") == []


def test_what_tests_need_includes_what_the_dashboard_needs(checkout):
    assert checkout.setup("dev") == ["venv", "requirements-dev.lock"]
    assert checkout.setup("run") == []
    assert checkout.setup("dev") == []


def test_tests_need_more_than_the_dashboard(checkout):
    checkout.setup("run")
    assert checkout.setup("dev") == ["requirements-dev.lock"]


def test_a_changed_lock_is_installed(checkout):
    checkout.setup("run")
    with (checkout.folder / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    assert checkout.setup("run") == ["requirements.lock"]


def test_an_interrupted_setup_starts_anew(checkout):
    checkout.setup("run")
    (checkout.folder / ".venv" / "unfinished").touch()
    assert checkout.setup("run") == ["venv", "requirements.lock"]


def test_a_failed_installation_is_not_taken_for_a_finished_one(checkout):
    checkout.write_python('"-m pip"*) exit 1 ;;')
    assert "run make again" in sentence(checkout.run("tools/setup.sh", "run"))
    checkout.write_python()
    assert checkout.setup("run") == ["venv", "requirements.lock"]


def test_a_python_without_pip_is_told_with_the_package_to_install(checkout):
    checkout.write_python("*ensurepip*) echo \"No module named 'ensurepip'\" >&2; exit 1 ;;")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"install the package python{version}-venv" in sentence(checkout.run("tools/setup.sh", "run"))


def test_a_python_that_is_too_old_is_told_with_its_version(checkout):
    checkout.write_python("*sys.exit*) exit 1 ;;", "*print*) echo 3.9 ;;")
    line = sentence(checkout.run("tools/setup.sh", "run"))
    assert line.startswith("Python 3.11 or newer is needed")
    assert "is 3.9" in line


def test_a_port_in_use_is_told_with_the_way_out(checkout):
    (checkout.folder / ".venv").symlink_to(sys.prefix)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = sentence(checkout.run("tools/run.sh", PORT=str(port)))
    assert line.startswith(f"Port {port} is in use")
    assert "PORT=" in line


@pytest.mark.parametrize("variable", [{"DEMO": "false"}, {"PORT": "http"}, {"PORT": "0"}, {"PORT": "65536"}])
def test_a_value_that_cannot_be_used_is_not_guessed_at(checkout, variable):
    (name,) = variable
    line = sentence(checkout.run("tools/run.sh", **{"PORT": "8501", **variable}))
    assert line.startswith(f"{name} is")
