"""What others published while somebody was at a profile: both changes side by side, before anything is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutorcore.domain.profile_sources import values_beneath
from tutorcore.domain.profile_versions import PublishedProfile
from tutorcore.domain.profiles import FIELDS
from tutorcore.ports import Ports
from tutorcore.services.profiles.standing import standing_of


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldMeanwhile:
    """A field that somebody changed: as it was when the work began, as it is published now, and as it is here."""

    field: str
    begun: object
    theirs: object
    mine: object

    @property
    def both(self) -> bool:
        """Whether both changed it, to different values: publishing mine would put theirs back."""
        return len({self.begun, self.theirs, self.mine}) == len((self.begun, self.theirs, self.mine))


@dataclass(frozen=True, kw_only=True, slots=True)
class Meanwhile:
    """The versions that were published since, newest last, and every field that differs."""

    name: str
    versions: tuple[PublishedProfile, ...]
    fields: tuple[FieldMeanwhile, ...]

    @property
    def newest(self) -> PublishedProfile:
        """The last of them."""
        return self.versions[-1]


def published_meanwhile(ports: Ports, name: str, *, since: int, mine: Mapping[str, object]) -> Meanwhile | None:
    """What was published of a profile after version `since`; None: nothing. `mine` are the values that are tried."""
    standing = standing_of(ports, name)
    versions = tuple(version for version in standing.versions if version.version > since)
    if not versions:
        return None
    beneath, _ = values_beneath(name, ports.environment_profiles.get(name, {}))
    begun = {**beneath, **standing.when_begun(since)}
    theirs = {**beneath, **versions[-1].fields}
    told = (
        FieldMeanwhile(field=field, begun=begun[field], theirs=theirs[field], mine=mine.get(field, begun[field]))
        for field in FIELDS
    )
    return Meanwhile(
        name=name,
        versions=versions,
        fields=tuple(one for one in told if not one.begun == one.theirs == one.mine),
    )
