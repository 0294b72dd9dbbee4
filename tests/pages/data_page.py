"""Driving the Data page: what its tests have in common."""

from __future__ import annotations

from contextlib import closing

from tutorcore.bootstrap import open_dashboard
from tutorcore.settings import Settings

HOSTILE = ("<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "=cmd|' /C calc'!A1", "A" * 10_000)


def texts(page):
    """Everything that a planner reads on the page, tables aside."""
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements)


def choose_actor(page, name):
    page.selectbox(key="actor").select(name).run()


def upload(page, content, name="contacts.csv", key="contacts_file_0"):
    data = content if isinstance(content, bytes) else content.encode()
    page.file_uploader(key=key).upload(name, data, "text/csv").run()
    return settled(page)


def settled(page):
    """The page when nothing is going on any more."""
    for _ in range(60):
        if not page.get("progress"):
            return page
        page.run()
    raise AssertionError("it never ended")


def table(page, alt):
    return next(frame.value for frame in page.dataframe if frame.proto.alt == alt)


def keys(page):
    return {button.key for button in page.button}


def store():
    return closing(open_dashboard(Settings.read()))


def contact_count():
    with store() as dashboard:
        return dashboard.ports.contacts.count()
