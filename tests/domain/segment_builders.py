"""Contacts of the roster as tests of segments need them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.builders import NOW, at
from tutorcore.domain.contacts import Pin
from tutorcore.domain.roster import RosterRow
from tutorcore.domain.segments import BUILT_IN_NAMES, RULE_ATTRIBUTES

PROFILES = (*BUILT_IN_NAMES, "zomer")


def a_pin(segment="premium", *, contact_id="1", since=None, until=None):
    """A pin that has run for an hour."""
    return Pin(contact_id=contact_id, segment=segment, reason="r", actor="Anouk", since=since or at(-60), until=until)


def someone(contact_id="1", *, pin=None, version=1, **attributes):
    """A contact with these attributes."""
    return RosterRow(
        contact_id=contact_id,
        label=f"Emma {contact_id}",
        attributes=attributes,
        pins=() if pin is None else (pin,),
        version=version,
    )


_values = st.sampled_from([None, True, False, 0, 1, "", " ", "ja", "nee", "NEE ", "false", "0", "active", "2026-01-01"])
_caches = st.sampled_from([*PROFILES, " New", "EXISTING", "parent", "", "  ", 7])
_pins = st.builds(
    a_pin,
    st.sampled_from([*PROFILES, "gone"]),
    since=st.sampled_from([at(-60), NOW, at(60)]),
    until=st.sampled_from([None, at(30), NOW]),
)


@st.composite
def rows(draw, contact_id="1"):
    """Any contact of the roster."""
    attributes = draw(st.dictionaries(st.sampled_from(RULE_ATTRIBUTES), _values, max_size=5))
    if draw(st.booleans()):
        attributes["segment"] = draw(_caches)
    return someone(contact_id, pin=draw(st.none() | _pins), version=draw(st.integers(1, 3)), **attributes)


def rosters(most=12):
    """Any contacts, each with an id of its own."""
    return st.integers(0, most).flatmap(lambda n: st.tuples(*(rows(str(each)) for each in range(n))))
