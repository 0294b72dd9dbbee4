"""Days off on the Data page: public holidays with their switches, and what lists and calendars bring."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import an_entry
from tests.pages.data_page import HOSTILE, choose_actor, keys, settled, store, table, texts
from tutorcore.domain.calendars import DayOffKind
from tutorcore.domain.closure_imports import Listed, Period

FEED = "http://127.0.0.1:9/private-secret/basic.ics"
CHRISTMAS = "holiday_eerste-kerstdag"


@pytest.fixture
def page(own, open_page):
    """The page of a dashboard with one tutor, where Anouk works."""
    with store() as dashboard:
        dashboard.ports.staff.add("Anouk", entry=an_entry("staff added"))
        dashboard.ports.calendars.add_tutor("Eva", entry=an_entry("tutor added"))
    page = open_page("data")
    choose_actor(page, "Anouk")
    return page.run()


def today():
    with store() as dashboard:
        ports = dashboard.ports
        return ports.clock.now().astimezone(ports.zone).date()


def entered():
    with store() as dashboard:
        days = dashboard.ports.closures.days_off()
        return [day for day in days if day.kind is not DayOffKind.HOLIDAY]


def rows(page, **wanted):
    """The rows of the list in which these cells stand."""
    found = table(page, "Days off").to_dict("records")
    return [row for row in found if all(row[name] == value for name, value in wanted.items())]


def look(page, content, name="dagen.csv", *, turn=0):
    page.file_uploader(key=f"closures_file_{turn}").upload(name, content.encode(), "text/csv")
    page.button(key="closures_look").click().run()
    return settled(page)


def csv(*lines):
    return "\r\n".join(["van;tot;naam;docent", *lines])


def ics(*titles):
    """A calendar in which a week from here is a holiday of each title."""
    first = today() + timedelta(7)
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:{first:%Y%m%d}\r\nEND:VEVENT\r\n"
        for number, title in enumerate(titles)
    )
    return f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Vakanties\r\n{events}END:VCALENDAR\r\n"


# public holidays


def test_public_holidays_are_listed_with_their_source(page):
    assert len(rows(page, name="Eerste kerstdag", source="public holiday", **{"for": "everybody"})) == 1
    assert not rows(page, name="Goede vrijdag")


def test_a_holiday_is_switched_off_and_on_again(page):
    assert page.toggle(key=f"{CHRISTMAS}_0").value
    page.toggle(key=f"{CHRISTMAS}_0").set_value(False).run()
    assert "Eerste kerstdag is no day off any more" in page.success[0].value
    assert not rows(page, name="Eerste kerstdag")
    page.toggle(key=f"{CHRISTMAS}_1").set_value(True).run()
    assert rows(page, name="Eerste kerstdag")
    with store() as dashboard:
        assert [entry.actor for entry in dashboard.ports.journal.entries(limit=2)] == ["Anouk", "Anouk"]


def test_without_a_name_a_switch_goes_back_to_where_it_was(own, open_page):
    page = open_page("data")
    page.toggle(key=f"{CHRISTMAS}_0").set_value(False).run()
    assert "Nobody is chosen" in page.error[0].value
    assert page.toggle(key=f"{CHRISTMAS}_1").value
    assert rows(page, name="Eerste kerstdag")


# lists


def test_a_list_is_shown_before_anything_is_changed(page):
    look(page, csv("2035-01-02;;Vrij;", "2035-01-03;;Cursus;eva", "1-1-35;;Kort;", "2035-01-04;;Wie;Pietje"))
    assert "**2 periods** for everybody" in texts(page)
    assert list(table(page, "The days off that it lists")["for"]) == ["everybody", "Eva"]
    assert list(table(page, "What was not used")["where"]) == ["row 4", "row 5"]
    assert entered() == []


def test_a_list_comes_in_and_the_second_time_changes_nothing(page):
    content = csv(f"{today() + timedelta(7)};;Vrij;")
    look(page, content)
    page.button(key="closures_import").click().run()
    assert "1 period added, 0 removed, 0 unchanged" in texts(settled(page))
    assert len(rows(page, name="Vrij", source="list: dagen.csv")) == 1
    page.button(key="closures_again").click().run()
    look(page, content, turn=1)
    assert "0 new" in texts(page)
    page.button(key="closures_import").click().run()
    assert "0 periods added, 0 removed, 1 unchanged" in texts(settled(page))


def test_days_off_may_be_of_one_tutor(page):
    with store() as dashboard:
        (eva,) = dashboard.ports.calendars.tutors()
    page.selectbox(key="closures_who_0").select(eva.id)
    look(page, ics("Vakantie"), "eva.ics")
    page.button(key="closures_import").click().run()
    settled(page)
    (day,) = rows(page, name="Vakantie")
    assert (day["for"], day["source"]) == ("Eva", "calendar: Vakanties")


def test_without_a_name_nothing_comes_in(own, open_page):
    page = open_page("data")
    look(page, csv("2035-01-02;;Vrij;"))
    page.button(key="closures_import").click().run()
    assert "Nobody is chosen" in page.error[0].value
    assert entered() == []


@pytest.mark.parametrize("content", ["", "naam\r\nSanne\r\n", "BEGIN:VCALENDAR\r\n", "<html>"])
def test_nonsense_is_a_sentence_and_changes_nothing(page, content):
    look(page, content)
    assert len(page.error) == 1
    assert "Nothing was changed" in texts(page)
    assert "closures_import" not in keys(page)


@pytest.mark.parametrize("address", ["", "/etc/hostname", "ftp://example.org/x.ics", "https://["])
def test_an_address_that_is_none_is_a_sentence(page, address):
    page.text_input(key="closures_address_0").input(address)
    page.button(key="closures_look").click().run()
    assert len(settled(page).error) == 1
    assert "closures_import" not in keys(page)


def test_hostile_names_are_shown_as_themselves(page):
    lines = [f'{today() + timedelta(7)};;"{name}";' for name in HOSTILE[:3]]
    look(page, csv(*lines, f"2035-01-02;;x;{HOSTILE[1]}"), "[x](javascript:alert(1)).csv")
    page.button(key="closures_import").click().run()
    assert "[x](javascript" not in texts(settled(page))
    assert {row["name"] for row in rows(page)} > set(HOSTILE[:3])
    assert not page.exception


def test_no_uploaded_file_is_left_behind(page, own):
    look(page, csv("2035-01-02;;Vrij;"))
    assert not list(own.glob("upload-*"))


# calendars


def test_a_newer_file_takes_back_what_it_no_longer_lists(page):
    look(page, ics("Vakantie", "Studiedag"), "v.ics")
    page.button(key="closures_import").click().run()
    settled(page).button(key="closures_again").click().run()
    look(page, ics("Vakantie"), "v.ics", turn=1)
    assert "1 no longer listed, so removed" in texts(page)
    page.button(key="closures_import").click().run()
    settled(page)
    assert [day.name for day in entered()] == ["Vakantie"]
    (feed,) = table(page, "Calendars of days off").to_dict("records")
    assert (feed["calendar"], feed["source"], feed["in order"]) == ("Vakanties", "v.ics", "yes")


@pytest.fixture
def feed_page(page):
    """A feed of Eva's brought a day off, and cannot be reached any more."""
    with store() as dashboard:
        ports = dashboard.ports
        day, now = today() + timedelta(7), ports.clock.now()
        listed = Listed(name="Vrij *x*", source=FEED, periods=(Period(first=day, last=day, name="Vrij"),))
        (eva,) = ports.calendars.tutors()
        ports.closures.store_feed(
            listed, tutor_id=eva.id, today=today(), read_at=now - timedelta(hours=3), entry=an_entry()
        )
    return page.run()


def test_a_feed_that_cannot_be_read_again_keeps_its_days_and_says_so(feed_page):
    feed_page.button(key="closure_feed_refresh").click().run()
    assert "cannot be reached" in feed_page.error[0].value
    (feed,) = table(feed_page, "Calendars of days off").to_dict("records")
    assert (feed["for"], feed["read"]) == ("Eva", "3 h ago")
    assert feed["in order"].startswith("not read again: ")
    assert len(rows(feed_page, name="Vrij")) == 1


def test_the_address_of_a_feed_is_shown_nowhere(feed_page):
    feed_page.button(key="closure_feed_refresh").click().run()
    shown = texts(feed_page) + table(feed_page, "Calendars of days off").to_csv() + str(feed_page.selectbox)
    assert "127.0.0.1/…" in shown
    assert "secret" not in shown


def test_what_a_feed_brings_is_removed_with_the_feed_only(feed_page):
    assert "day_off_remove" not in keys(feed_page)
    feed_page.button(key="closure_feed_remove").click().run()
    assert "is removed" in feed_page.success[0].value
    assert not rows(feed_page, name="Vrij")
    assert "closure_feed_remove" not in keys(feed_page)
