"""The shape of the project: which way imports go, how long files and functions are, and what no file may hold."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("app.py", "pages", "tutorcore", "tests", "benchmarks", "tools")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NOT_OURS = {".git", ".venv", "var", "__pycache__"}
HIDDEN_OF_OURS = {".ci", ".streamlit", ".github", ".gitignore"}

# Written with brackets where this file would otherwise meet its own rule.
MACHINE_PATH = re.compile(
    r"(?<![\w.~*-])/(?:work/[m]ain|work/[s]hared|root/[.\w]|home/\w|Users/\w|opt/[p]ypi|opt/[w]heels)|[A-Z]:\\[U]sers"
)
INDEX_ADDRESS = re.compile(r"--(?:extra-)?[i]ndex-url|--[f]ind-links|pypi\.org/[s]imple|PIP_[I]NDEX|UV_[I]NDEX")
PINNED = re.compile(r"^(?P<pin>[a-z0-9][a-z0-9.-]*==\S+(?: ; [^\\]+?)?) \\$", re.MULTILINE)


def source_files() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = parts[0].startswith(".") and parts[0] not in HIDDEN_OF_OURS
    return path.is_file() and not hidden and NOT_OURS.isdisjoint(parts)


def text_files() -> Iterator[tuple[str, str]]:
    for top in sorted(ROOT.iterdir()):
        if top.name in NOT_OURS:
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if is_ours(path) and b"\0" not in (content := path.read_bytes()):
                yield str(path.relative_to(ROOT)), content.decode(errors="replace")


def matches(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def pins(lock: str) -> set[str]:
    return {found["pin"] for found in PINNED.finditer((ROOT / lock).read_text(encoding="utf-8"))}


def test_imports_go_one_way():
    # A process of its own: it sets up logging anew, and would silence every logger of the tests after it.
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_too_long():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()}
    assert not {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length >= LONGEST_FILE}


def test_no_function_is_too_long():
    assert not {
        name: length for path in source_files() for name, length in functions(path) if length >= LONGEST_FUNCTION
    }


def test_no_file_names_a_path_of_one_machine():
    assert not matches(MACHINE_PATH)


def test_no_file_names_a_package_index():
    assert not matches(INDEX_ADDRESS)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    options = set(
        re.findall(r"(?<!\S)--?[a-z][a-z-]*", "\n".join(re.sub(r"\s#.*", "", line) for line in text.splitlines()))
    )
    assert options == {"--hash"}
    assert "://" not in text
    requirements = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(requirements) == len(pins(lock))
    assert all("--hash=sha256:" in requirement for requirement in requirements)


def test_the_lock_for_tests_holds_what_the_dashboard_runs_with():
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
