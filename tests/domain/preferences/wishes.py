"""What the tests of preferences share: wishes made of arbitrary values, and texts made of the vocabulary."""

from hypothesis import strategies as st

from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window, parse_preferences
from tutorcore.domain.preferences.words import COMPOUNDS, DAYS, GENITIVE_DAYS, HOURS, PARTS, PHRASES

days = st.frozensets(st.integers(0, 6), min_size=1)
minutes = st.integers(0, 1440) | st.sampled_from([0, 540, 720, 1080, 1440])
stretches = st.tuples(minutes, minutes).filter(lambda ends: ends[0] < ends[1])
instants = st.integers(0, 1439).map(lambda minute: (minute, minute))


def window(on, ends, hold):
    return Window(on, *ends, hold if ends[0] < ends[1] else Hold.EXACT)


windows = st.builds(window, days, stretches | instants, st.sampled_from([Hold.START, Hold.WHOLE]))
exclusions = st.builds(lambda on, ends: Exclusion(on, *ends), days, stretches | instants)
anything = st.text(st.characters()) | st.text(st.characters(categories=["Cs", "Cc", "Cf", "P", "Z", "S", "N"]))
remarks = anything | st.sampled_from(
    ['"', "niet", "; niet maandag", 'a "b" c', "16:00", "“x”", " \n ", "\x00", "één\r\ntwee"]
)
structures = st.builds(
    Preferences,
    windows=st.lists(windows, max_size=4).map(tuple),
    exclusions=st.lists(exclusions, max_size=4).map(tuple),
    unrecognised=st.lists(remarks, max_size=3).map(tuple),
)

VOCABULARY = sorted({*DAYS, *PARTS, *COMPOUNDS, *GENITIVE_DAYS, *HOURS, *PHRASES})
FIGURES = [
    "3",
    "4",
    "9",
    "12",
    "14",
    "17",
    "25",
    "04",
    "3:30",
    "16:00",
    "16.30",
    "16u",
    "16u30",
    "9 uur",
    "4 pm",
    "24:00",
]
MARKS = [",", ";", ".", "-", "/", '"', "(", ")", "\n", "–", "!", ":", "'s", "t/m"]
STRANGE = ["school", "online", "volle maan", "voetbal", "10-12-2026", "😀", "woensdagpauze", "zoiets"]
words = st.one_of(
    *(st.sampled_from(choice) for choice in (sorted(DAYS), sorted(PARTS), sorted(COMPOUNDS), sorted(PHRASES))),
    *(st.sampled_from(choice) for choice in (VOCABULARY, FIGURES, MARKS, STRANGE)),
)
sentences = st.lists(words, max_size=14).map(" ".join) | st.lists(words, max_size=8).map("".join)
texts = anything | sentences


def reads(text):
    """What a text means, on one line: windows | exclusions | pieces that were not understood."""
    return " | ".join(parse_preferences(text).notation()).rstrip(" |")
