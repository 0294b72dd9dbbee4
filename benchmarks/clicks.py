"""From a click to the painted page, measured in the page itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

LONGEST_MS = 20_000
SETTLE_MS = 150
LOOK_MS = 50
VIEW = {"width": 1400, "height": 900}
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ONLY_THIS_MACHINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

# The clock starts when the mouse button is let go, which is what makes a click; it stops two frames after the
# condition was first found to hold: the first of them paints, the second begins when that is done.
WATCH = """(condition) => {
  window.painted = new Promise((resolve, reject) => {
    addEventListener("pointerup", () => {
      const begun = performance.now();
      const look = () => {
        if (condition()) {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
        } else if (performance.now() - begun > LONGEST) {
          reject(new Error("not painted in time"));
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
  window.painted.catch(() => null);
}""".replace("LONGEST", str(LONGEST_MS))
IDLE = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


@dataclass(frozen=True)
class Window:
    """One page of the browser, at one server."""

    page: Page

    def go(self, address: str) -> None:
        """Open an address and wait until its script has run."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        for pause in (0, SETTLE_MS):
            self.page.wait_for_timeout(pause)
            self.page.wait_for_function(IDLE, timeout=LONGEST_MS, polling=LOOK_MS)

    def wait_for(self, condition: str) -> None:
        """Wait until a condition of the page holds and nothing runs."""
        self.page.wait_for_function(condition, timeout=LONGEST_MS, polling=LOOK_MS)
        self.settle()

    def seconds_until(self, condition: str, click: Callable[[], None]) -> float:
        """Seconds from the click that `click` makes until `condition` (JavaScript) is painted."""
        self.page.bring_to_front()
        self.page.wait_for_timeout(SETTLE_MS)
        self.page.evaluate(f"({WATCH})({condition})")
        click()
        elapsed: float = self.page.evaluate("() => window.painted")
        self.settle()
        return elapsed / 1000

    def click_key(self, key: str) -> None:
        """A real click on the button with that key; Streamlit keeps a hidden twin of a button that has a tooltip."""
        self.page.locator(f".st-key-{key} button:visible").click()

    def find(self, script: str, argument: object = None) -> Any:
        """What a function of the page answers."""
        return self.page.evaluate(script, argument)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that reaches nothing but this machine."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    options = [ONLY_THIS_MACHINE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        try:
            yield browser
        finally:
            browser.close()


def new_window(browser: Browser) -> Window:
    """A new page."""
    page = browser.new_page(viewport={"width": VIEW["width"], "height": VIEW["height"]})
    return Window(page)
