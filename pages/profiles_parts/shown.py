"""What the profiles page is about at one moment: every profile as it holds and as it is tried, and the one in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.profiles_parts.desk import ProfilesDesk, Work
from pages.shared.state import State
from tutorcore.domain.profile_sources import SourcedProfile
from tutorcore.domain.profile_versions import newest, scheduled
from tutorcore.ports import Ports
from tutorcore.services.compare_profiles import ComparedProfile, ProfileTrial, compared_profile
from tutorcore.services.know_profiles import know_profiles, today
from tutorcore.services.profiles.standing import sourced
from tutorcore.wording.dates import short_day


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """`known` are those that hold, and those that are only drafted here; `opened` is open for change."""

    known: Mapping[str, SourcedProfile]
    compared: Mapping[str, ComparedProfile]
    newest: Mapping[str, int]
    holding: frozenset[str]
    """The names of those that hold now."""
    coming: Mapping[str, str]
    opened: ComparedProfile | None
    in_hand: str
    """The profile that is open, or else the first that was changed here; blank: neither."""


def shown_profiles(ports: Ports, state: State, desk: ProfilesDesk) -> Shown:
    """Read what holds now, and lay on it what is tried here."""
    versions = ports.profiles.versions()
    numbers = {name: version.version for name, version in newest(versions).items()}
    known = know_profiles(ports)
    holding = frozenset(known)
    trials = {name: trial for name, trial in state.profile_trials.items() if trial}
    _keep_in_step(desk, numbers, trials, opened=state.changing)
    known |= {name: sourced(ports, name, {}) for name in desk.work if name not in known}
    compared = {name: compared_profile(one, trials.get(name, ProfileTrial())) for name, one in known.items()}
    opened = next((name for name in state.changing if name in compared), "")
    return Shown(
        known=known,
        compared=compared,
        newest=numbers,
        holding=holding,
        coming={
            version.name: f"from {short_day(version.effective_on)}: version {version.version}"
            for version in reversed(scheduled(versions, today(ports)))
        },
        opened=compared.get(opened),
        in_hand=opened or next((name for name in desk.work if name in compared), ""),
    )


def _keep_in_step(
    desk: ProfilesDesk, numbers: Mapping[str, int], trials: Mapping[str, ProfileTrial], *, opened: frozenset[str]
) -> None:
    """A change rests on the version that was the newest when its first value was changed, or its draft was begun."""
    for name in [*trials, *opened]:
        work = desk.work.setdefault(name, Work(based_on=numbers.get(name, 0)))
        if name not in trials and work.draft is None:
            work.based_on = numbers.get(name, 0)
    for name in [name for name, work in desk.work.items() if name not in trials and name not in opened]:
        if desk.work[name].draft is None:
            desk.drop(name)
