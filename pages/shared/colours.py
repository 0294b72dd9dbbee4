"""What a colour means, in light and dark alike (Okabe and Ito's set, told apart by colour-blind people too)."""

from __future__ import annotations

from typing import Final

OFFERED: Final = "#009E73"
PICKED: Final = "#D55E00"
BUSY: Final = "rgba(127,127,127,0.35)"
PICKED_FILL: Final = "rgba(213,94,0,0.28)"
BUFFER: Final = "rgba(213,94,0,0.32)"
CLOSED: Final = "rgba(204,121,167,0.18)"
SHADE: Final = "rgba(127,127,127,0.10)"
TODAY: Final = "rgba(15,118,110,0.07)"
NOW: Final = "#CC3311"
LINE: Final = "rgba(127,127,127,0.22)"
PROFILE_LINES: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")
