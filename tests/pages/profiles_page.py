"""Driving the profiles page: what managers do on it, by the keys of its widgets."""

from __future__ import annotations

from contextlib import contextmanager

from pages.profiles_parts.desk import Asked
from tests.builders import publish as publish_version
from tutorcore.bootstrap import open_dashboard
from tutorcore.settings import Settings


@contextmanager
def the_ports():
    """The ports of the dashboard that the page reads."""
    dashboard = open_dashboard(Settings.read())
    yield dashboard.ports
    dashboard.close()


def publish(name, fields, **values):
    """Publish a version of a profile, as somebody elsewhere."""
    with the_ports() as ports:
        return publish_version(ports, name, fields, **values)


def versions(name):
    """Every version of a profile."""
    with the_ports() as ports:
        return ports.profiles.versions(name=name)


def drafts():
    """Every draft."""
    with the_ports() as ports:
        return ports.profiles.drafts()


def by(page, actor="Anouk"):
    """Choose who works; somebody else of the staff where that name is not there."""
    picker = page.selectbox(key="actor")
    return picker.set_value(actor if actor in picker.options else picker.options[0]).run()


def change(page, name, field, value):
    """Open a profile where it is not, and change one value of it."""
    if not any(one.key == f"put_back_{name}" for one in page.button):
        page.button(key=f"change_{name}").click().run()
    return page.select_slider(key=f"try_{name}_{field}").set_value(value).run()


def ask(page, asked: Asked):
    """Open a dialog of the menu."""
    return page.menu_button(key="profiles_more").click(asked).run()


def press(page, key):
    """Press a button."""
    return page.button(key=key).click().run()


def said(page):
    """Everything said on the page, as people read it."""
    elements = (*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements).replace("\\", "")


def has(page, key):
    """Whether a button is there."""
    return any(one.key == key for one in page.button)


def table(page):
    """The cells of the tables on the page, row by row."""
    return [[str(cell).replace("\\", "") for cell in row] for one in page.table for row in one.value.to_numpy()]
