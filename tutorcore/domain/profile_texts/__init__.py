"""Planning profiles and lesson types as text, in both directions without loss: environment lines, TOML and JSON.

Text in, values out, and the other way; what a text would change is asked of the store (`services.profile_files`).
"""

from tutorcore.domain.profile_texts.model import (
    FILE_NAMES,
    GivenRules,
    ReadText,
    TextFormat,
    TextProblem,
    WrittenText,
)
from tutorcore.domain.profile_texts.reading import LONGEST, read_text, text_from_bytes
from tutorcore.domain.profile_texts.writing import write_text

__all__ = [
    "FILE_NAMES",
    "LONGEST",
    "GivenRules",
    "ReadText",
    "TextFormat",
    "TextProblem",
    "WrittenText",
    "read_text",
    "text_from_bytes",
    "write_text",
]
