"""The vocabulary: which words and phrases, Dutch and English, mean what. Data only.

Everything here is compared in lower case and as whole words. What is not here, is not understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tutorcore.domain.preferences.clock import Stretch
from tutorcore.domain.preferences.terms import Kind
from tutorcore.domain.preferences.windows import ANY_DAY

DUTCH_DAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ENGLISH_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS: Final = frozenset(range(5))
WEEKEND: Final = frozenset({5, 6})

ABBREVIATIONS: Final[Mapping[str, int]] = {
    **dict(zip(("ma", "di", "wo", "do", "vr", "za", "zo"), range(7), strict=True)),
    **dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), range(7), strict=True)),
    "woe": 2,
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}

DAYS: Final[Mapping[str, frozenset[int]]] = {
    **{word: frozenset({day}) for word, day in ABBREVIATIONS.items()},
    **{name + end: frozenset({day}) for day, name in enumerate(DUTCH_DAYS) for end in ("", "s", "en")},
    **{name + end: frozenset({day}) for day, name in enumerate(ENGLISH_DAYS) for end in ("", "s", "'s")},
    **dict.fromkeys(("weekend", "weekends", "weekenden", "weekeinde", "weekeinden", "weekeind"), WEEKEND),
    **dict.fromkeys(("at weekends", "at the weekend", "at the weekends"), WEEKEND),
    **dict.fromkeys(("doordeweeks", "doordeweekse", "door de week", "door de weeks"), WEEKDAYS),
    **dict.fromkeys(
        ("doordeweekse dag", "doordeweekse dagen", "weekdag", "weekdagen", "werkdag", "werkdagen"), WEEKDAYS
    ),
    **dict.fromkeys(("weekday", "weekdays", "working days", "business days"), WEEKDAYS),
    **dict.fromkeys(
        ("elke dag", "iedere dag", "alle dagen", "dagelijks", "elke dag van de week", "de hele week"), ANY_DAY
    ),
    **dict.fromkeys(
        ("every day", "everyday", "any day", "each day", "all days", "daily", "all week", "hele week"), ANY_DAY
    ),
}

MORNING: Final = Stretch(0, 720)
AFTERNOON: Final = Stretch(720, 1080)
EVENING: Final = Stretch(1080, 1440)
WHOLE_DAY: Final = Stretch(0, 1440)
NIGHT: Final = Stretch(0, 0)
"""No part of the day in which a lesson can be wished: it makes what stands beside it not understood."""

_DUTCH_PARTS: Final = {
    **dict.fromkeys(("ochtend", "voormiddag"), MORNING),
    **dict.fromkeys(("middag", "namiddag"), AFTERNOON),
    "avond": EVENING,
}
_ENGLISH_PARTS: Final = {"morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING}
_COMPOUND_PARTS: Final = _DUTCH_PARTS | {"morgen": MORNING}

PARTS: Final[Mapping[str, Stretch]] = {
    **{word + end: part for word, part in _DUTCH_PARTS.items() for end in ("", "en")},
    **{word + end: part for word, part in _ENGLISH_PARTS.items() for end in ("", "s")},
    **{
        before + word + "s": part
        for word, part in _COMPOUND_PARTS.items()
        for before in ("", "s", "'s ", "s ", "s'", "'s")
    },
    **dict.fromkeys(("in de morgen", "in de ochtend"), MORNING),
    **dict.fromkeys(("hele dag", "de hele dag", "heel de dag", "all day", "whole day", "the whole day"), WHOLE_DAY),
    **dict.fromkeys(("'s nachts", "s nachts", "nachts", "nacht", "in de nacht", "night", "nights", "at night"), NIGHT),
}

COMPOUNDS: Final[Mapping[str, tuple[frozenset[int], Stretch]]] = {
    name + word + end: (days, part)
    for name, days in [*((name, frozenset({day})) for day, name in enumerate(DUTCH_DAYS)), ("weekend", WEEKEND)]
    for word, part in _COMPOUND_PARTS.items()
    for end in ("", "en", "s")
}

GENITIVE_DAYS: Final[Mapping[str, frozenset[int]]] = {
    before + name + "s": frozenset({day}) for day, name in enumerate(DUTCH_DAYS) for before in ("'s ", "s ", "'s")
}

HOURS: Final[Mapping[str, int]] = {
    **dict(zip(("een", "twee", "drie", "vier", "vijf", "zes"), range(1, 7), strict=True)),
    **dict(zip(("zeven", "acht", "negen", "tien", "elf", "twaalf"), range(7, 13), strict=True)),
    **dict(zip(("enen", "tweeën", "drieën", "vieren", "vijven", "zessen"), range(1, 7), strict=True)),
    **dict(zip(("zevenen", "achten", "negenen", "tienen", "elven", "twaalven"), range(7, 13), strict=True)),
    "één": 1,
    "eén": 1,
    "éen": 1,
    "tweeen": 2,
    "drieen": 3,
}
ENGLISH_HOURS: Final[Mapping[str, int]] = {
    **dict(zip(("one", "two", "three", "four", "five", "six"), range(1, 7), strict=True)),
    **dict(zip(("seven", "eight", "nine", "ten", "eleven", "twelve"), range(7, 13), strict=True)),
}
MINUTE_WORDS: Final[Mapping[str, int]] = {"vijf": 5, "tien": 10, "twintig": 20}
MINUTE_FIGURES: Final = frozenset({5, 10, 20})
"""In "10 over 4" and "5 voor half 5"; a figure may also be a time of its own: "na 5 voor 7"."""
NOON_WORDS: Final = ("noon",)
ARTICLE: Final = "een"
"""Also the number one, but only beside words of the clock."""

ALWAYS: Final = frozenset({"altijd", "always", "any time", "anytime"})
"""Filler, but behind a day and before a mark the whole day."""

FILLER_OFF_THE_CLOCK: Final = frozenset({"u", "am", "past"})
"""Words of the clock that say nothing anywhere else: "kunt u", "I am free", "woensdag past"."""

COMPARATIVES: Final = frozenset({"liever", "rather", "prefer", "prefers", "preferably"})
"""Before a wish, these make the "dan" or "than" behind it a comparison."""

COUNTED: Final = frozenset({"les", "bijles", "lesson", "afspraak"})
"""Filler that makes the number before it no time: "na 1 les"."""

WORDING: Final[Mapping[Kind, str]] = {
    Kind.AND: "en|én|and|&|+|plus|alsook",
    Kind.OR: "of|óf|or|ofwel|oftewel",
    Kind.NOT: (
        "niet|geen|behalve|not|no|except|except for|excluding|never|nooit|noch|nor|neither|uitgezonderd|"
        "met uitzondering van|tenzij|unless|zonder|without|buiten|outside|can't|cannot|cant|won't|don't|dont|"
        "do not|doesn't|doesnt|isn't|aren't|don't work|do not work|doesn't work|does not work|won't work|"
        "don't want|dont want|do not want|"
        "any time but|anytime but|all but|everything but|zeker niet|zeker geen|helemaal niet|absoluut niet|"
        "absoluut geen|vooral niet|vooral geen|beslist niet|beslist geen|definitely not|absolutely not|certainly not|"
        "komt niet uit|komt niet goed uit|komt slecht uit|onmogelijk|unavailable|verhinderd|bezet|impossible|"
        "busy"
    ),
    Kind.REFUSAL: "nee|❌|🚫|👎",
    Kind.ENDER: (
        "maar|liefst|het liefst|graag|alleen|liever|but|only|please|enkel|uitsluitend|prefer|preferably|"
        "prefers|preferred|bij voorkeur|rather|ideally|idealiter|just"
    ),
    Kind.AFFIRM: "wel|ja|yes|👍|✅",
    Kind.FILLER: (
        # who can or wants
        "ik|wij|we|hij|zij|ze|i|he|she|they|me|mij|ons|us|for me|voor mij|voor ons|i'm|i am|i'd|im|er|"
        "kan|kunnen|kunt|kon|wil|willen|wilt|zou|zouden|mag|mogen|heb|hebt|heeft|hebben|is|ben|bent|zijn|was|"
        "can|could|would|i want|we want|they want|wants|like|have|has|are|be|"
        # that it suits
        "beschikbaar|available|free|mogelijk|possible|lukt|schikt|gaat|uitkomt|komt uit|komt goed uit|"
        "komt het beste uit|works|suit|suits|prima|goed|fijn|handig|ideaal|ok|oke|oké|okay|fine|good|best|great|"
        "het beste|als het kan|als dat kan|als het lukt|als dat lukt|indien mogelijk|if possible|"
        "ben vrij|zijn vrij|is vrij|heb vrij|hebben vrij|"
        # small words
        "op|in het|on|ook|also|too|helaas|unfortunately|eventueel|evt|echt|really|perse|"
        "voorkeur|voorkeuren|preference|preferences|les|bijles|lesson|afspraak|tijd|time|"
        "alstublieft|alsjeblieft|aub|svp|dank|bedankt|thanks|hoi|hallo|hi|hello|🙂|😊|🙏|"
        # no preference
        "altijd|always|alles|everything|alles kan|alles is goed|alle tijden|elk moment|ieder moment|any time|anytime|"
        "whenever|flexibel|flexible|geen voorkeur|no preference|no preferences|geen probleem|no problem|no matter|"
        "maakt niet uit|maakt niets uit|maakt niks uit|maakt me niet uit|maakt me niks uit|maakt mij niet uit|"
        "maakt ons niet uit|maakt niet uit wanneer|maakt niet uit welke dag|doesn't matter|"
        "does not matter|don't mind|do not mind|"
        # a "niet" that excludes nothing
        "niet alleen|niet enkel|not only"
    ),
    Kind.LEAD: (
        "de|het|the|a|an|elke|elk|iedere|ieder|alle|hele|gehele|every|each|all|any|whole|entire|in de|in the|"
        "tijdens|during"
    ),
    Kind.UNKNOWN: (
        "zo snel mogelijk|zo gauw mogelijk|zo spoedig mogelijk|zo vroeg mogelijk|zo laat mogelijk|zo vaak mogelijk|"
        "zo veel mogelijk|zo mogelijk|as soon as possible|as early as possible|as late as possible|"
        "as often as possible|om de week|om de weken|om de andere week|om de dag|om en om|every other|"
        "every other week|every other day|every two weeks|every week|elke week|iedere week|elke maand|"
        "iedere maand|tussen de middag|niet altijd|not always|of zoiets|of zo iets|or so|een keer|eens in de|"
        "once a|in de buurt|zo'n"
    ),
    Kind.HALF: "half",
    Kind.QUARTER: "kwart|quarter",
    Kind.PAST: "over|past",
    Kind.HOUR_SIGN: "uur|u|h|o'clock|oclock",
    Kind.MERIDIEM: "am|pm",
    Kind.AT: "om|at",
    Kind.AFTER: "na|ná|vanaf|after|later dan|later than|starting from|as of",
    Kind.BEFORE: (
        "voor|vóór|before|uiterlijk|uiterlijk om|ten laatste|by|eerder dan|vroeger dan|earlier than|uiterlijk tot"
    ),
    Kind.UNTIL: "tot|until|till|til|up to|tot uiterlijk",
    Kind.FROM: "van|from",
    Kind.BETWEEN: "tussen|between",
    Kind.TO: "to",
    Kind.THROUGH: "t/m|tm|tot en met|through|thru",
    Kind.BEGIN: "begin|beginnen|beginnend|start|starten|starting|startend|begint|starts",
    Kind.OR_LATER: "of later|or later|en later|and later|onwards|onward|and onwards",
    Kind.OR_EARLIER: "of eerder|or earlier|of vroeger",
    Kind.FUZZY: (
        "rond|rondom|omstreeks|ongeveer|circa|ca|plusminus|tegen|around|about|approximately|roughly|een uur of|"
        "minimaal|maximaal|minstens|hooguit|min|max|at least|at most|<|>|~|±|≥|≤|≈"
    ),
    Kind.THAN: "dan|than",
    Kind.IF: "als|if|indien|mocht|when|wanneer",
    Kind.BECAUSE: "want|omdat|doordat|aangezien|ivm|in verband met|wegens|vanwege|because|due to|since",
}
PHRASES: Final[Mapping[str, Kind]] = {phrase: kind for kind, text in WORDING.items() for phrase in text.split("|")}

DOING: Final = frozenset({"i", "we", "you", "they", "to", "can", "could", "would", "will", "can't", "cannot", "cant"})
"""Before "do", these make it the English verb and not Thursday."""

DOTTED: Final = frozenset(ABBREVIATIONS) | {"evt", "ca", "bijv", "bv", "min", "max"}
"""Words whose full stop ends the abbreviation, not the sentence."""
