"""From letting go of a changed value until its effect on everybody is painted, on the demo data, in a real Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks import painted
from benchmarks.clicks import Window, chromium, new_window
from benchmarks.servers import OURS, ROOT, streamlit_server
from benchmarks.timing import ROUNDS, Figure, Samples, times_as_long

BOUND: Final = 2.5
WARM_UP: Final = 3
PROFILE: Final = "existing"
SWITCH: Final = f".st-key-row_{PROFILE}_exclude_weekends label"
_EFFECT: Final = """() => {
  const part = document.querySelector(".st-key-effect"), said = part?.textContent ?? "";
  return SAID.test(said) && FATES.test(said) && part.querySelectorAll(".barlayer .point path").length > 0;
}"""
EFFECT_OF_A_CHANGE: Final = _EFFECT.replace("SAID", "/last slot/").replace("FATES", r"/[1-9][.\d]* gained/")
"""The week has slots that are gained, and the fact about everybody stands above it."""
EFFECT_OF_NONE: Final = _EFFECT.replace("SAID", "/planned otherwise/").replace("FATES", "/ 0 gained/")


def measure_effect_click(rounds: int = ROUNDS) -> Iterator[Figure]:
    """The figure, in turn with a click on a page that only writes a number."""
    with tempfile.TemporaryDirectory(prefix="benchmark") as folder:
        var, floor_app = Path(folder), Path(__file__).with_name("floor_app.py")
        variables = {"TUTORBOT_DEMO": "1", "TUTORBOT_VAR": str(var)}
        _prepare(variables)
        with (
            streamlit_server(floor_app, var / "floor.log", folder=var, variables={}) as floor_address,
            streamlit_server(ROOT / "app.py", var / "dashboard.log", folder=ROOT, variables=variables) as address,
            chromium() as browser,
        ):
            floor, window = new_window(browser), new_window(browser)
            floor.go(floor_address)
            _open_profile(window, address)
            pairs = [(_floor(floor), _changed(window)) for _ in range(WARM_UP + rounds)][WARM_UP:]
    samples = Samples(ours=[ours for _, ours in pairs], theirs=[theirs for theirs, _ in pairs])
    yield times_as_long("a changed value until its effect on everybody is painted (demo)", samples, bound=BOUND)


def _prepare(variables: dict[str, str]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | variables
    command = [sys.executable, "-m", "tutorcore", "prepare"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


def _open_profile(window: Window, address: str) -> None:
    """The profiles page with the values of one profile, as they are stored."""
    window.go(f"{address}/profiles")
    window.wait_for("() => document.querySelector('.st-key-change_PROFILE button')".replace("PROFILE", PROFILE))
    window.click_key(f"change_{PROFILE}")
    window.wait_for(EFFECT_OF_NONE)


def _floor(floor: Window) -> float:
    shown = int(floor.find("() => document.querySelector('.st-key-shown').textContent"))
    return floor.seconds_until(painted.number_is_shown(shown + 1), lambda: floor.click_key("next"))


def _changed(window: Window) -> float:
    """Seconds from allowing weekends until that is told; then they are excluded again."""
    took = window.seconds_until(EFFECT_OF_A_CHANGE, _switch(window))
    _switch(window)()
    window.wait_for(EFFECT_OF_NONE)
    return took


def _switch(window: Window) -> Callable[[], None]:
    return window.page.locator(SWITCH).first.click
