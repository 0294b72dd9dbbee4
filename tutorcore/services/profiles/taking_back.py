"""Go back: publish an earlier version again, or nothing at all, so that what is built in or set around it holds."""

from __future__ import annotations

from collections.abc import Mapping

from tutorcore.domain.profile_versions import PublishedProfile, RulesKind
from tutorcore.ports import Ports
from tutorcore.services.profiles.publishing import publish_profile, version_of
from tutorcore.services.profiles.standing import standing_of


def publish_again(
    ports: Ports,
    name: str,
    version: int,
    *,
    note: str,
    actor: str,
    expected_version: int,
    kind: RulesKind = RulesKind.PROFILE,
) -> PublishedProfile:
    """Publish from today what an earlier version set; version 0 is nothing, as before the first one.

    Raises as `publish_profile`, and `UnknownName` where there is no such version.
    """
    standing = standing_of(ports, name, kind=kind)
    fields: Mapping[str, object] = version_of(standing, version).fields if version else standing.without
    return publish_profile(ports, name, fields, note=note, actor=actor, expected_version=expected_version, kind=kind)


def earlier_version(ports: Ports, name: str, *, kind: RulesKind = RulesKind.PROFILE) -> int:
    """The version that held before the one that holds today; 0: none did."""
    standing = standing_of(ports, name, kind=kind)
    held = standing.latest
    if held is None:
        return 0
    before = [one for one in standing.versions if not one.withdrawn and one.effective_on <= standing.on and one != held]
    return max(before, key=lambda one: (one.effective_on, one.version)).version if before else 0
