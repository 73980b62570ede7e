"""The end of an installation: grace, legal hold, and the deletion of all that was stored about a workspace."""

from collections.abc import Callable
from dataclasses import replace

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins, may_claim_admin
from bot.coach.answers import RefusalReason
from bot.coach.answers.data_rules import DataRulesSet, DataRulesSettable, PrivacyShown
from bot.coach.ports import UnitOfWork, VersionConflict
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.data_rules import LONGEST_GRACE_DAYS, DataRules
from bot.domain.ids import DealId, TeamId

IsInstalled = Callable[[TeamId], bool | None]
"""Whether Slack takes our token in a workspace; None where it cannot be asked."""


def load_data_rules(work: UnitOfWork, team: TeamId) -> DataRules:
    """What an admin of the workspace decided; what holds by default, at version 0, where none did."""
    return work.data_rules.find(team) or DataRules(team=team)


def show_data_rules(actor: Actor, *, services: Services) -> DataRulesSettable:
    """What an admin decided so far. Refused to everybody else."""
    with services.store.reading() as work:
        _require_admin(work, actor)
        return DataRulesSettable(rules=load_data_rules(work, actor.team))


def set_data_rules(
    actor: Actor,
    *,
    grace_days: int,
    legal_hold: bool,
    version: int,
    once: str,
    services: Services,
) -> DataRulesSet:
    """Decides how long data stays after an uninstall, and whether a legal hold stands. Refused where that has changed
    since the form showed it at `version`."""

    def change(work: UnitOfWork) -> DataRulesSet:
        _require_admin(work, actor)
        rules = load_data_rules(work, actor.team)
        if rules.version != version:
            raise Refused(why=RefusalReason.CHANGED)
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        changed = replace(
            rules,
            grace_days=min(max(grace_days, 0), LONGEST_GRACE_DAYS),
            legal_hold=legal_hold,
            version=version + 1,
        )
        work.data_rules.save(changed)
        return DataRulesSet(rules=changed)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> DataRulesSet:
        return DataRulesSet(rules=load_data_rules(work, actor.team))

    return run_once(services, actor, once, change, again)


def show_privacy(actor: Actor, *, services: Services) -> PrivacyShown:
    """What is stored, who sees it and for how long, for whoever asks."""
    with services.store.reading() as work:
        return PrivacyShown(
            rules=load_data_rules(work, actor.team),
            is_admin=is_admin(work, actor) or may_claim_admin(work, actor),
            seals_plans=services.seals_plans,
        )


def _require_admin(work: UnitOfWork, actor: Actor) -> None:
    if not is_admin(work, actor) and not may_claim_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=list_admins(work, actor.team))


def mark_uninstalled(team: TeamId, *, services: Services) -> None:
    """Giveget was taken out of the workspace; the grace begins. Told twice, it begins once."""
    with services.store.work() as work:
        rules = load_data_rules(work, team)
        if rules.uninstalled_at is None:
            now = services.clock.now()
            work.data_rules.save(replace(rules, uninstalled_at=now, version=rules.version + 1))


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
