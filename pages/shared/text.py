"""Text from outside, made safe to stand in a label: shown as itself, never as markdown.

Streamlit renders markdown in labels, tables, metrics, radios and errors; Plotly renders some HTML. Names, titles
and attributes come from customers, so they pass through here first. `st.text` and `st.dataframe` need none of this.
"""

from __future__ import annotations

import html
import re
from typing import Final

from tutorcore.wording.one_line import unbroken

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/\"'])")
_JOINER: Final = "\u2060"
_LINKS: Final = re.compile(r"(?i)(http|ftp|www|mailto|xmpp)(?=[s:.])|(?<=\S)(?=@\S)")


def plain(text: object, *, longest: int = 120) -> str:
    """`text` for a markdown label: one line, at most `longest` characters, every sign of markdown made literal.

    What looks like an address is broken by an invisible word joiner: GitHub's markdown would make a link even of
    escaped text.
    """
    line = one_line(text, longest=longest)
    return _MARKDOWN.sub(r"\\\1", _LINKS.sub(lambda found: found[0] + _JOINER, line))


def hover(text: object, *, longest: int = 120) -> str:
    """`text` for a Plotly hover or label: one line, its HTML made literal."""
    return html.escape(one_line(text, longest=longest), quote=False)


def one_line(text: object, *, longest: int = 120) -> str:
    """`text` without line breaks and control characters, cut with an ellipsis where it is longer than `longest`."""
    line = unbroken(str(text)[: longest * 8])
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
