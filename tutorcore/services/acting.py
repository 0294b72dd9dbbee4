"""Who acts: a change without a name is refused."""

from __future__ import annotations

from tutorcore.errors import InputError


def require_actor(actor: str) -> str:
    """`actor` trimmed. Raises `InputError` where it is blank."""
    if not actor.strip():
        raise InputError("Nobody is chosen as the person who works here", hint="Choose your name in the sidebar first.")
    return actor.strip()
