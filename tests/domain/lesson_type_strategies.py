"""Arbitrary lesson types: any fields of a possible profile, which need not go together with another one."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.domain.profile_strategies import profiles
from tutorcore.domain.lesson_types import LessonType
from tutorcore.domain.profiles import FIELDS


@st.composite
def lesson_types(draw: st.DrawFn, **fixed: object) -> LessonType:
    """Some of the fields of some profile; `fixed` ones are among them."""
    profile = draw(profiles(**fixed))
    chosen = draw(st.sets(st.sampled_from(FIELDS))) | fixed.keys()
    return LessonType(name="any", fields={name: getattr(profile, name) for name in FIELDS if name in chosen})
