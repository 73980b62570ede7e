"""Who installed Giveget: installing, installing again, renewing what Slack gave for it, and its end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.coach.audit_trail import note_act
from bot.coach.data_rules import load_data_rules
from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Installation, SlackTokens
from bot.coach.services import Services
from bot.domain.audit import COACH, AuditAct
from bot.domain.ids import ChannelId, PersonId, TeamId

RENEWAL_LEASE = timedelta(seconds=30)
"""How long renewing tokens belongs to one process; after a failure, how long nobody tries again."""


def find_installation(team: TeamId, *, services: Services) -> Installation | None:
    """The installation with that id."""
    with services.store.reading() as work:
        return work.installations.find(team)


def record_installation(
    installation: Installation, *, waiting_for_it: Sequence[str], services: Services
) -> None:
    """Giveget was installed, for the first time or again: within the grace nothing is lost, and messages that were
    blocked for one of the reasons in `waiting_for_it` go out."""
    try:
        _record(installation, waiting_for_it, services)
    except VersionConflict:
        # Two people installed it at once: the second one's tokens are as good as the first one's.
        _record(installation, waiting_for_it, services)


def _record(installation: Installation, waiting_for_it: Sequence[str], services: Services) -> None:
    now = services.clock.now()
    team = installation.team
    with services.store.work() as work:
        before = work.installations.find(team)
        version = 1 if before is None else before.version + 1
        work.installations.save(replace(installation, version=version))
        rules = load_data_rules(work, team)
        if rules.uninstalled_at is not None:
            work.data_rules.save(replace(rules, uninstalled_at=None, version=rules.version + 1))
        work.outbox.release_blocked(team, waiting_for_it, now)
        again = "" if before is None else "again"
        person = PersonId(installation.installed_by) if installation.installed_by else COACH
        note_act(services, work, team, person, AuditAct.INSTALLED, detail=again)


def note_access(
    installation: TeamId,
    teams: Sequence[str],
    *,
    granted: bool,
    waiting_for_it: Sequence[str] = (),
    once: str,
    services: Services,
) -> None:
    """Workspaces of an organisation that installed Giveget may use it, or no longer. What was blocked meanwhile for one
    of the reasons in `waiting_for_it` goes out; what is for a workspace without it Slack refuses, and it waits. Rows
    are the organisation's, so that none goes with a workspace."""
    act = AuditAct.TEAM_GRANTED if granted else AuditAct.TEAM_REVOKED
    with services.store.work() as work:
        for team in teams:
            key = f"{once}:{team}"
            note_act(services, work, installation, COACH, act, whom=team, once=key)
        if granted:
            work.outbox.release_blocked(installation, waiting_for_it, services.clock.now())


def claim_renewal(seen: Installation, *, services: Services) -> Installation | None:
    """Makes renewing the tokens this process's own for a while; what is stored then. None where they are renewed
    already, or somebody else is at it."""
    now = services.clock.now()
    try:
        with services.store.work() as work:
            stored = work.installations.find(seen.team)
            if stored is None or stored.tokens is None or stored.tokens != seen.tokens:
                return None
            if stored.refreshing_until is not None and stored.refreshing_until > now:
                return None
            claimed = _raise_version(stored, refreshing_until=now + RENEWAL_LEASE)
            work.installations.save(claimed)
            return claimed
    except VersionConflict:
        return None


def save_renewed(
    claimed: Installation, tokens: SlackTokens, expires_at: datetime | None, *, services: Services
) -> Installation:
    """Keeps renewed tokens. Where the installation changed meanwhile, by a reinstall or its end, that stands: what is
    stored is returned."""
    with services.store.work() as work:
        stored = work.installations.find(claimed.team)
        # Not by the version: a claim that came after the lease had run out raised it. These tokens are then the only
        # good ones, since Slack takes a refresh token once.
        if stored is None or stored.tokens != claimed.tokens:
            return stored or replace(claimed, tokens=None)
        renewed = replace(
            _raise_version(stored), tokens=tokens, expires_at=expires_at, refreshing_until=None
        )
        work.installations.save(renewed)
        return renewed


def forget_tokens(team: TeamId, *, services: Services) -> None:
    """The installation is over: nothing is left that Slack would take."""
    with services.store.work() as work:
        stored = work.installations.find(team)
        if stored is not None and stored.tokens is not None:
            work.installations.save(replace(_raise_version(stored), tokens=None, expires_at=None))


def _raise_version(
    installation: Installation, refreshing_until: datetime | None = None
) -> Installation:
    return replace(
        installation, refreshing_until=refreshing_until, version=installation.version + 1
    )


def find_tenant(
    teams: Sequence[str], organisations: Sequence[str], *, services: Services
) -> TeamId | None:
    """The installation under whose id the rows of a request are kept: the workspace's own comes before that of its
    organisation, so that a workspace which had installed Giveget before the organisation did keeps what it had. None
    where neither is installed."""
    with services.store.reading() as work:
        for team in teams:
            found = work.installations.find(TeamId(team))
            if found is not None and _has_tokens(work, found):
                return found.team
        for organisation in organisations:
            found = work.installations.find(TeamId(organisation))
            if found is not None and found.org_wide and found.tokens is not None:
                return found.team
    return None


def find_acting(team: TeamId, *, services: Services) -> Installation | None:
    """The installation whose tokens act for this one: itself, or the one of its organisation; None where Slack would
    take neither."""
    with services.store.reading() as work:
        found = work.installations.find(team)
        if found is None or found.tokens is not None:
            return found
        whole = work.installations.find(TeamId(found.organisation))
        is_whole = whole is not None and whole.org_wide and whole.tokens is not None
        return whole if is_whole else None


def list_teams_knowing(channel: ChannelId, *, services: Services) -> Sequence[TeamId]:
    """The installations that know of a channel; of one that is shared, both companies' may."""
    with services.store.reading() as work:
        return [
            each.team
            for each in work.installations.list_all()
            if work.channels.find(each.team, channel) is not None
            or work.deals.list_in_channel(each.team, channel)
        ]


def _has_tokens(work: UnitOfWork, installation: Installation) -> bool:
    if installation.tokens is not None:
        return True
    whole = work.installations.find(TeamId(installation.organisation))
    return whole is not None and whole.org_wide and whole.tokens is not None
