"""What a new profile may be called: a name that can be a part of an environment variable, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tutorcore.domain.segments import RETURNING_BROADCAST
from tutorcore.errors import InputError

LONGEST: Final = 40
RESERVED: Final = frozenset({"returning"})
"""What the environment calls `returning_broadcast`."""
_NAME: Final = re.compile(r"[a-z][a-z0-9]*")


def checked_name(name: str, taken: Iterable[str]) -> str:
    """The name, trimmed. Raises `InputError` where it cannot be used, or is taken (whatever the case)."""
    cleaned = name.strip()
    if not _NAME.fullmatch(cleaned) or len(cleaned) > LONGEST:
        raise InputError(
            f"“{cleaned[:LONGEST]}” cannot be the name of a profile",
            hint=f"Use small letters and digits, a letter first, at most {LONGEST} of them, such as “evening2”.",
        )
    if cleaned in RESERVED:
        raise InputError(
            f"“{cleaned}” stands for {RETURNING_BROADCAST} in the environment", hint="Choose another name."
        )
    other = next((one for one in taken if one.casefold() == cleaned.casefold()), None)
    if other is not None:
        raise InputError(f"There is “{other}” already", hint="Choose another name, or change that one.")
    return cleaned
