"""The end of an installation: grace, legal hold, and the deletion of all that was stored about a workspace."""

from collections.abc import Callable
from dataclasses import replace

from bot.coach.audit_trail import note_act
from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.audit import COACH, AuditAct
from bot.domain.data_rules import DataRules
from bot.domain.ids import TeamId

IsInstalled = Callable[[TeamId], bool | None]
"""Whether Slack takes our token in a workspace; None where it cannot be asked."""


def load_data_rules(work: UnitOfWork, team: TeamId) -> DataRules:
    """What an admin of the workspace decided; what holds by default, at version 0, where none did."""
    return work.data_rules.find(team) or DataRules(team=team)


def mark_uninstalled(team: TeamId, *, services: Services) -> None:
    """Giveget was taken out of the workspace; the grace begins. Told twice, it begins once."""
    with services.store.work() as work:
        rules = load_data_rules(work, team)
        if rules.uninstalled_at is None:
            now = services.clock.now()
            work.data_rules.save(replace(rules, uninstalled_at=now, version=rules.version + 1))
            note_act(services, work, team, COACH, AuditAct.UNINSTALLED)


def settle_uninstalled(is_installed: IsInstalled, *, services: Services) -> int:
    """Deletes all rows of workspaces whose grace is over and returns how many there were. One that took Giveget back
    keeps everything; where Slack cannot be asked, nothing is deleted yet."""
    with services.store.reading() as work:
        uninstalled = work.data_rules.list_uninstalled()
    purged = 0
    for rules in uninstalled:
        installed = is_installed(rules.team)
        if installed:
            _mark_installed(rules, services)
        elif installed is False and rules.purge_at is not None:
            is_due = services.clock.now() >= rules.purge_at
            purged += is_due and _purge(rules, services)
    if purged:
        services.store.wipe_deleted()
    return purged


def _mark_installed(rules: DataRules, services: Services) -> None:
    with services.store.work() as work:
        found = load_data_rules(work, rules.team)
        if found == rules:
            work.data_rules.save(replace(found, uninstalled_at=None, version=found.version + 1))
            note_act(services, work, rules.team, COACH, AuditAct.INSTALLED, detail="again")


def _purge(rules: DataRules, services: Services) -> bool:
    """Deletes all rows of a workspace, unless its rules changed meanwhile or another process did it."""
    try:
        with services.store.work() as work:
            # Saved first, so that of two processes one waits here and finds that it is too late.
            work.data_rules.save(replace(rules, version=rules.version + 1))
            work.workspaces.purge(rules.team)
    except VersionConflict:
        return False
    return True
