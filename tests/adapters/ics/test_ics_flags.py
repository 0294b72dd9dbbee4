"""How an event is marked, and so whether it blocks. Where marks contradict each other, it does."""

import pytest

from tutorcore.domain.calendars import EventKind, EventStatus, blocks

AT_TEN = "DTSTART:20261126T090000Z\nDTEND:20261126T100000Z"
ME = "ik@example.org"


@pytest.fixture
def only(read, event):
    def one(*lines, header="X-WR-CALNAME:Werk", owner=""):
        (found,) = read(header, event(AT_TEN, *lines), owner=owner).events
        return found

    return one


@pytest.mark.parametrize(
    ("lines", "busy"),
    [
        ("", True),
        ("STATUS:CONFIRMED", True),
        ("STATUS:TENTATIVE", True),
        ("STATUS:CANCELLED", False),
        ("status:cancelled", False),
        ("STATUS:Onzin", True),
        ("TRANSP:OPAQUE", True),
        ("TRANSP:TRANSPARENT", False),
        ("TRANSP:transparent", False),
        ("TRANSP:", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE\nTRANSP:TRANSPARENT", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE\nTRANSP:OPAQUE", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY\nTRANSP:TRANSPARENT", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE\nTRANSP:OPAQUE", False),
        ("X-MICROSOFT-CDO-INTENDEDSTATUS:FREE", True),
        ("STATUS:CONFIRMED\nSTATUS:CANCELLED", True),
    ],
)
def test_the_marks_of_an_event_decide_whether_it_blocks(only, lines, busy):
    assert blocks(only(lines)) is busy


def test_outlooks_words_become_status_and_kind(only):
    assert only("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE").status is EventStatus.TENTATIVE
    assert only("X-MICROSOFT-CDO-BUSYSTATUS:OOF").kind is EventKind.OUT_OF_OFFICE
    assert only("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE").kind is EventKind.WORKING_LOCATION


def test_a_calendar_that_calls_off_cancels_all_its_events(only):
    assert only("STATUS:CONFIRMED", header="METHOD:CANCEL").status is EventStatus.CANCELLED
    assert blocks(only("STATUS:CONFIRMED", header="METHOD:PUBLISH"))


@pytest.mark.parametrize(
    ("attendees", "declined"),
    [
        (f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}", True),
        (f"ATTENDEE;PARTSTAT=declined:MAILTO:{ME.upper()}", True),
        (f'ATTENDEE;CN="Ik";EMAIL="{ME}";PARTSTAT=DECLINED:/aMTEx/principal/', True),
        (f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ME}", False),
        (f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{ME}", False),
        (f"ATTENDEE;PARTSTAT=DELEGATED:mailto:{ME}", False),
        (f"ATTENDEE:mailto:{ME}", False),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ander@example.org", False),
        (f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{ME}", False),
        (f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:ander@example.org\nATTENDEE;PARTSTAT=DECLINED:mailto:{ME}", True),
        ("", False),
    ],
)
@pytest.mark.parametrize("header", [f"X-WR-CALNAME:{ME}", f'X-OWNER;CN="Ik":mailto:{ME}'])
def test_only_the_calendars_owner_can_decline_for_it(only, header, attendees, declined):
    assert only(attendees, header=header).declined is declined


def test_the_owner_may_be_told_by_the_caller(only):
    assert only(f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}", owner=ME).declined
    assert only(f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}", owner=f" Mailto:{ME} ").declined


@pytest.mark.parametrize("header", ["X-WR-CALNAME:Werk", "X-WR-CALNAME:", "METHOD:PUBLISH", "X-WR-CALNAME:a b@c"])
def test_while_nobody_knows_the_owner_nobody_declined(only, header):
    assert not only(f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}", header=header).declined


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SUMMARY:Wiskunde\\, havo\\; 4\\\\5", "Wiskunde, havo; 4\\5"),
        ("SUMMARY:Regel één\\nregel twee", "Regel één regel twee"),
        ("SUMMARY;LANGUAGE=nl:Les", "Les"),
        ("SUMMARY:<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("SUMMARY:[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("SUMMARY:=cmd|' /C calc'!A1", "=cmd|' /C calc'!A1"),
        ("SUMMARY:" + "x" * 10_000, "x" * 10_000),
        ("SUMMARY:Les\x00met\x07ruis", "Les met ruis"),
        ("SUMMARY:Een\nSUMMARY:Twee", "Een"),
        ("SUMMARY:", ""),
        ("SUMMARY:Huisarts\nCLASS:PRIVATE", "Private"),
        ("SUMMARY:Huisarts\nCLASS:CONFIDENTIAL", "Private"),
        ("SUMMARY:Les\nCLASS:PUBLIC", "Les"),
    ],
)
def test_a_title_is_shown_as_it_was_written_on_one_line(only, line, title):
    assert only(line).title == title


def test_a_private_event_that_cannot_be_read_keeps_its_title_to_itself(read, event):
    (bad,) = read(event("SUMMARY:Huisarts", "CLASS:PRIVATE", "DTSTART:x")).bad
    assert bad.title == "Private"
