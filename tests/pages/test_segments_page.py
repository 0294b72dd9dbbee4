"""The Segments page: who is in which, the rules and whom they match, what is odd, and detecting many again."""

from __future__ import annotations

from datetime import date

import pytest

from pages.segments_parts.desk import Part
from pages.segments_parts.detecting import staying_list
from pages.segments_parts.over_time import over_time_figure
from tests.builders import a_row, an_entry, bring
from tests.pages.data_page import HOSTILE, choose_actor, keys, settled, store, texts
from tutorcore.domain.contacts import Pin
from tutorcore.domain.redetection import Staying, Stays
from tutorcore.domain.segment_overview import SegmentDay
from tutorcore.services.segments import apply_detection, preview_detection

DRIFTING = {"segment": "new", "has_paid_lesson": "ja"}


@pytest.fixture
def crowd(own):
    """Two in drift, one who is pinned, one whose cache names no profile, and one of whom nothing is cached."""
    with store() as dashboard:
        ports = dashboard.ports
        bring(
            ports,
            a_row("1", "Emma", attributes=DRIFTING | {"weekend_whitelisted": "nee"}),
            a_row("2", "Sam", attributes=DRIFTING | {"returning_broadcast": True}),
            a_row("3", "Noor", attributes=DRIFTING),
            a_row("4", "Joost", attributes={"segment": "parent"}),
            a_row("5", "Lotte"),
        )
        now = ports.clock.now()
        pin = Pin(contact_id="3", segment="premium", reason="moeder belde", actor="Bram", since=now)
        ports.contacts.set_pin(pin, expected_version=1, entry=an_entry("segment pinned", "contact:3"))
        ports.staff.add("Anouk", entry=an_entry("staff added", "staff:Anouk"))


@pytest.fixture
def page(crowd, open_page):
    page = open_page("segments")
    choose_actor(page, "Anouk")
    return settled(page)


def said(page):
    return texts(page).replace("\\", "")


def table(page, number):
    return page.table[number].value


def click(page, key):
    return settled(page.button(key=key).click().run())


def show(page, part):
    return page.button_group(key="segments_part").set_value(Part(part)).run()


def caches():
    with store() as dashboard:
        return {one: dashboard.ports.contacts.get(one).attributes.get("segment") for one in "12345"}


def detected_all(page):
    click(page, "preview_all")
    return click(page, "apply_detection")


def test_an_empty_dashboard_says_what_to_do_first(own, open_page):
    page = open_page("segments")
    assert "Import them on the Data page" in texts(page)
    assert not page.table
    assert not page.error


def test_each_segment_is_counted_with_where_it_comes_from(page):
    counts = table(page, 0).set_index("segment")
    assert list(counts.loc[":blue-badge[new]"]) == [4, 80, 0, 2, 2]
    assert list(counts.loc[":yellow-badge[premium]"]) == [1, 20, 1, 0, 0]


def test_the_rules_say_how_many_they_match_and_how_many_are_hidden(page):
    rules = table(page, 1).set_index("segment")
    assert list(rules.loc["existing", ["matches", "wins", "behind a higher rule"]]) == [3, 2, 1]
    assert list(rules.loc["returning", ["matches", "wins", "behind a higher rule"]]) == [1, 1, 0]


def test_opening_the_page_notes_the_day_and_changes_nobody(page):
    with store() as dashboard:
        (day,) = dashboard.ports.segment_history.days()
        assert day.counts == {"new": 4, "premium": 1}
        assert [entry.action for entry in dashboard.ports.journal.entries()].count("segment detected") == 0
    assert "Counted once a day, on 1 day" in said(page)


def test_drift_says_from_what_to_what_and_why(page):
    assert "new → existing: has_paid_lesson = “ja”" in said(page)
    assert "new → returning_broadcast: returning_broadcast = true" in said(page)
    assert "pinned to premium" in said(page)
    links = [link for link in page.get("page_link") if "contact=1" in str(link.proto.query_string)]
    assert links


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("No profile", "parent → new"),
        ("Pins", "no end · premium, new without it · Bram: moeder belde"),
        ("No in words", "weekend_whitelisted = “nee”"),
        ("Hidden matches", "existing, behind returning"),
    ],
)
def test_each_list_tells_what_is_odd(page, part, told):
    show(page, part)
    assert told in said(page)


def test_a_list_is_filtered_by_words(demo, open_page):
    page = settled(open_page("segments"))
    assert "13 lines" in said(page)
    page.text_input(key="drift_filter").input("sanne NEW").run()
    assert "1 line of 13" in said(page)
    assert "Zoë" not in said(page)
    page.text_input(key="drift_filter").input("nobody is like this").run()
    assert "Nobody is like that" in said(page)


def test_a_long_list_shows_more_when_it_is_asked_for(demo, open_page):
    page = show(settled(open_page("segments")), "No in words")
    before = len(page.get("page_link"))
    page.button(key="no_in_words_more").click().run()
    assert len(page.get("page_link")) == before + 25


def test_a_preview_says_who_changes_who_stays_and_by_which_rule_and_changes_nothing(page):
    before = caches()
    click(page, "preview_all")
    assert "2 contacts would change" in said(page)
    assert "2 stay as they are" in said(page)
    assert "pinned: premium" in said(page)
    assert "the cache names no profile: parent" in said(page)
    assert "they say another today" in said(page)
    assert caches() == before
    click(page, "put_preview_away")
    assert "would change" not in said(page)


def test_all_are_detected_again_and_put_back_in_one_step(page):
    detected_all(page)
    assert "2 contacts changed: new → existing 1, new → returning_broadcast 1" in said(page)
    assert caches() == {"1": "existing", "2": "returning_broadcast", "3": "new", "4": "parent", "5": None}
    assert "Last: Anouk detected segments again, 2 contacts" in said(page)
    click(page, "undo_detection")
    click(page, "undo_detection_sure")
    assert "2 contacts changed" in said(page)
    assert caches() == {"1": "new", "2": "new", "3": "new", "4": "parent", "5": None}


def test_an_undo_that_was_not_meant_is_let_go(page):
    detected_all(page)
    click(page, "undo_detection")
    click(page, "undo_detection_not")
    assert "undo_detection" in keys(page)
    assert caches()["1"] == "existing"


def test_only_those_that_are_ticked_are_detected_again(page):
    page.checkbox(key="tick_0_2").check().run()
    click(page, "preview_ticked")
    click(page, "apply_detection")
    assert caches()["2"] == "returning_broadcast"
    assert caches()["1"] == "new"


def test_all_are_ticked_and_unticked_at_once(page):
    click(page, "tick_all")
    assert "preview_ticked" in keys(page)
    click(page, "untick")
    assert "preview_ticked" not in keys(page)


def test_empty_caches_are_filled_only_where_that_is_asked_for(page):
    page.toggle(key="fill_empty").set_value(True).run()
    detected_all(page)
    assert caches()["5"] == "new"
    assert caches()["4"] == "parent"


def test_without_a_name_there_is_a_preview_and_nothing_can_be_done(crowd, open_page):
    with store() as dashboard:
        apply_detection(dashboard.ports, preview_detection(dashboard.ports, contact_ids=["2"]), actor="Bram")
    page = click(settled(open_page("segments")), "preview_all")
    assert "1 contact would change" in said(page)
    assert "Choose your name in the sidebar to do it" in said(page)
    assert page.button(key="apply_detection").disabled
    assert page.button(key="undo_detection").disabled


def test_who_was_edited_since_the_preview_stays_and_is_named(page):
    click(page, "preview_all")
    with store() as dashboard:
        edit = an_entry("edited", "contact:1")
        dashboard.ports.contacts.set_attributes("1", {"city": "Ede"}, expected_version=1, entry=edit)
    click(page, "apply_detection")
    assert "1 contact changed" in said(page)
    assert "edited meanwhile: new" in said(page)
    assert caches()["1"] == "new"


def test_names_from_outside_are_shown_as_they_are(own, open_page):
    rows = [a_row(str(n), text, attributes=DRIFTING | {"segment": text}) for n, text in enumerate(HOSTILE)]
    with store() as dashboard:
        bring(dashboard.ports, *rows)
        bring(dashboard.ports, *(a_row(f"d{n}", text, attributes=DRIFTING) for n, text in enumerate(HOSTILE)))
    page = settled(open_page("segments"))
    for part in ("Drift", "No profile"):
        show(page, part)
        assert not page.error
        assert "<img" not in texts(page).replace("\\<", "")


def test_an_undo_of_what_goes_on_still_is_refused_in_a_sentence(crowd, open_page):
    with store() as dashboard:
        ports = dashboard.ports
        begun = an_entry("detecting segments begun", "segments", at=ports.clock.now(), batch="b", actor="Bram")
        ports.contacts.change_many([], entries=[begun])
    page = open_page("segments")
    choose_actor(page, "Anouk")
    click(settled(page), "undo_detection")
    click(page, "undo_detection_sure")
    assert "Bram is still at it" in said(page)
    assert "undo_detection" in keys(page)


def test_a_download_holds_every_line_and_runs_in_no_spreadsheet():
    staying = tuple(Staying(contact_id=str(n), label=HOSTILE[2], why=Stays.NO_PROFILE, at="=1+1") for n in range(60))
    people = staying_list("who stays", staying)
    lines = people.csv(people.kept(["cmd"])).decode("utf-8-sig").splitlines()
    assert lines[0] == "contact id,contact,why,stays at"
    assert len(lines) == 61
    assert lines[1] == "0,'=cmd|' /C calc'!A1,the cache names no profile,'=1+1"


def test_the_lines_over_time_are_broken_where_a_day_is_missing():
    first, last = date(2026, 11, 20), date(2026, 11, 23)
    days = [SegmentDay(day=first, counts={"new": 2, "zomer": 1}), SegmentDay(day=last, counts={"new": 3})]
    new, custom = over_time_figure(days)["data"]
    assert new["y"] == [2, None, None, 3]
    assert custom["y"] == [1, None, None, 0]
    assert new["connectgaps"] is False
