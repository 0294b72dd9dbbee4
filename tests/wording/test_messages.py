"""The offer as a customer reads it, and what the planner is told beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.domain.domain_builders import NOW
from tests.wording.message_builders import SANNE, a_time, worded
from tutorcore.domain.people import People
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError
from tutorcore.wording.languages import Language
from tutorcore.wording.messages import Addressee, OfferedTime, Recipient, offer_message

PUPIL, PARENT = Recipient.PUPIL, Recipient.PARENT
TIMES = [a_time("wo 16:00", "Eva"), a_time("do 09:30", "Eva"), a_time("+ma 10:00", "Eva")]
ANOTHER = [a_time("wo 16:00"), a_time("do 09:30", as_wished=False)]
WISH = "woensdag of maandag"


def line(message, starts_with):
    return next(text for text in message.text.splitlines() if text.startswith(starts_with))


def test_an_offer_to_a_pupil_in_dutch():
    message = worded(*TIMES, wish="woensdag, donderdag of maandag")
    assert message.language is Language.DUTCH
    assert message.notes == ()
    assert message.text == (
        "Hoi Sanne,\n\n"
        "Voor je les kunnen we dit voorstellen. Het past bij wat je hebt doorgegeven:\n\n"
        "1. woensdag 25 november om 16.00 uur\n"
        "2. donderdag 26 november om 9.30 uur\n"
        "3. maandag 30 november om 10.00 uur\n\n"
        "De les duurt 60 minuten. Welke tijd kies je? Het nummer sturen is genoeg."
    )


def test_an_offer_to_a_parent_in_dutch():
    message = worded(*TIMES[:2], to=PARENT, minutes=90)
    assert message.notes == ()
    assert message.text == (
        "Beste Ingrid van der Berg,\n\n"
        "Voor de les van Sanne kunnen we u dit voorstellen:\n\n"
        "1. woensdag 25 november om 16.00 uur\n"
        "2. donderdag 26 november om 9.30 uur\n\n"
        "De les duurt 1 uur en 30 minuten. Welke tijd kiest u? Het nummer sturen is genoeg."
    )


def test_an_offer_to_a_pupil_in_english():
    message = worded(a_time("wo 16:00", "Eva"), a_time("do 09:30", "Tim", "Noor"), language="en")
    assert message.language is Language.ENGLISH
    assert message.text == (
        "Hi Sanne,\n\n"
        "For your lesson we can offer:\n\n"
        "1. Wednesday 25 November at 16:00 with Eva\n"
        "2. Thursday 26 November at 09:30 with Tim or Noor\n\n"
        "The lesson takes 60 minutes. Which time suits you best? Sending us its number is enough."
    )


def test_an_offer_to_a_parent_in_english():
    message = worded(a_time(as_wished=False), to=PARENT, language="English", wish="maandag", minutes=120)
    assert message.notes == ("Not as wished: 1 of 1 time.",)
    assert message.text == (
        "Dear Ingrid van der Berg,\n\n"
        "For the lesson of Sanne we can offer the following. It is not what was asked for, but perhaps it is possible "
        "all the same:\n\n"
        "1. Wednesday 25 November at 16:00\n\n"
        "The lesson takes 2 hours. Does that suit you? Please let us know."
    )


@pytest.mark.parametrize(
    ("to", "language", "greeting", "opening"),
    [
        (PUPIL, "nl", "Hallo,", "Voor je les kunnen we dit voorstellen:"),
        (PARENT, "nl", "Beste ouder of verzorger,", "Voor de les van uw kind kunnen we u dit voorstellen:"),
        (PUPIL, "en", "Hello,", "For your lesson we can offer:"),
        (PARENT, "en", "Dear parent or guardian,", "For the lesson of your child we can offer:"),
    ],
)
def test_without_names_the_form_is_neutral_and_polite(to, language, greeting, opening):
    message = worded(to=to, language=language, people=People())
    assert message.text.split("\n\n")[:2] == [greeting, opening]
    assert message.notes[0] == "What to call the pupil is not known here, so the message does not name them."
    assert len(message.notes) == (1 if to is PUPIL else 2)


def test_one_time_is_numbered_too_and_asked_about_as_one():
    text = worded().text
    assert "1. woensdag 25 november om 16.00 uur" in text
    assert text.endswith("De les duurt 60 minuten. Kun je dan? Laat het ons even weten.")


def test_a_parent_is_never_said_je_to_nor_a_pupil_u():
    for items in (TIMES, TIMES[:1], ANOTHER):
        for wish in (None, WISH):
            words = {to: set(worded(*items, to=to, wish=wish).text.casefold().split()) for to in Recipient}
            assert not words[PARENT] & {"je", "jij", "jou", "jouw", "kies", "hoi"}
            assert not words[PUPIL] & {"u", "uw", "kiest"}


def test_a_tutor_is_named_only_where_several_occur():
    assert "Eva" not in worded(*TIMES).text
    text = worded(a_time("wo 16:00", "Eva"), a_time("do 10:00"), a_time("vr 10:00", "Tim")).text
    assert "16.00 uur bij Eva\n2. donderdag 26 november om 10.00 uur\n" in text
    assert "3. vrijdag 27 november om 10.00 uur bij Tim" in text


def test_tutors_who_teach_together_are_all_named():
    assert line(worded(a_time("wo 16:00", "Eva", "Tim"), together=True), "1.").endswith("bij Eva en Tim")
    assert line(worded(a_time("wo 16:00", "Eva", "Tim")), "1.").endswith("bij Eva of Tim")


def test_the_year_is_told_where_it_is_not_the_present_one():
    message = worded(OfferedTime(start=datetime(2027, 1, 6, 15, tzinfo=UTC)))
    assert line(message, "1.") == "1. woensdag 6 januari 2027 om 16.00 uur"


def test_times_and_the_present_year_are_those_of_the_companys_zone():
    message = worded(
        OfferedTime(start=datetime(2026, 12, 31, 23, 30, tzinfo=UTC)), now=datetime(2026, 12, 31, 23, 5, tzinfo=UTC)
    )
    assert line(message, "1.") == "1. vrijdag 1 januari om 0.30 uur"


def test_the_repeated_hour_of_autumn_is_told_as_the_clock_shows_it():
    starts = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    message = worded(*[OfferedTime(start=start) for start in starts])
    assert line(message, "1.")[3:] == line(message, "2.")[3:] == "zondag 25 oktober om 2.30 uur"


@pytest.mark.parametrize(
    ("wish", "items", "said"),
    [
        (None, TIMES[:2], ":"),
        ("", TIMES[:2], ":"),
        (None, ANOTHER, ":"),
        ("bij volle maan", TIMES[:2], ":"),
        (WISH, TIMES[:2], ". Het past bij wat je hebt doorgegeven:"),
        (f"{WISH}, bij volle maan", TIMES[:2], ":"),
        (WISH, ANOTHER, ". Niet alles past bij wat je hebt doorgegeven:"),
        (WISH, ANOTHER[1:], ". Het is anders dan je hebt doorgegeven, maar misschien lukt het toch:"),
    ],
)
def test_that_a_time_fits_the_wish_is_said_only_where_it_is_known(wish, items, said):
    opening = worded(*items, wish=wish).text.split("\n\n")[1]
    assert opening == f"Voor je les kunnen we dit voorstellen{said}"


@pytest.mark.parametrize("to", Recipient)
@pytest.mark.parametrize(("language", "claims"), [("nl", ". Het past bij"), ("en", "in line with")])
def test_relaxed_times_never_claim_to_fit(to, language, claims):
    assert claims in worded(a_time(), to=to, language=language, wish=WISH).text
    for items in (ANOTHER, ANOTHER[1:]):
        assert claims not in worded(*items, to=to, language=language, wish=WISH).text


def test_what_the_planner_should_know_stands_beside_the_message():
    message = worded(*ANOTHER, wish="woensdag, bij volle maan", language="fr")
    assert message.notes == (
        "Written in Dutch: the contact's language “fr” is neither Dutch nor English.",
        "Not as wished: 1 of 2 times.",
        "The wish was not fully understood: bij volle maan. See whether the times suit it before you send this.",
    )
    assert message.why_language == "the contact's language “fr” is neither Dutch nor English"
    assert "maan" not in message.text


def test_a_missing_language_is_told_beside_the_message():
    assert worded(language=None).notes == ("Written in Dutch: the contact has no language.",)


def test_a_message_that_is_too_long_for_whatsapp_is_told():
    assert worded(*TIMES * 10).notes == ()
    assert worded(*TIMES * 50).notes[0].endswith("long: WhatsApp takes at most 4.096 signs.")


def test_an_offer_without_times_is_refused():
    with pytest.raises(InputError, match="at least one time"):
        offer_message([], addressee=Addressee(to=PUPIL, people=SANNE), duration_minutes=60, now=NOW, zone=AMSTERDAM)


def test_a_time_without_a_zone_is_refused_and_never_guessed():
    naive = OfferedTime(start=datetime(2026, 11, 25, 16))  # noqa: DTZ001 - what is refused
    with pytest.raises(InputError, match="time zone"):
        worded(naive)
    with pytest.raises(InputError, match="time zone"):
        worded(now=naive.start)
