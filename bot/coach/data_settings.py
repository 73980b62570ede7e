"""What an admin decides about a workspace's data, and what whoever asks is told about it."""

from dataclasses import dataclass, replace

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins, may_claim_admin
from bot.coach.answers import RefusalReason
from bot.coach.answers.data_rules import DataRulesSet, DataRulesSettable, PrivacyShown
from bot.coach.audit_trail import list_changed_fields, note_act
from bot.coach.data_rules import load_data_rules
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.retention import count_old_deals
from bot.coach.services import Services, run_once
from bot.domain.audit import DEFAULT_AUDIT_MONTHS, LONGEST_AUDIT_MONTHS, AuditAct
from bot.domain.data_rules import LONGEST_GRACE_DAYS, LONGEST_MONTHS, DataRules
from bot.domain.ids import DealId
from bot.domain.retention import NOTICE


def show_data_rules(actor: Actor, *, services: Services) -> DataRulesSettable:
    """What an admin decided so far. Refused to everybody else."""
    with services.store.reading() as work:
        _require_admin(work, actor)
        return DataRulesSettable(rules=load_data_rules(work, actor.team))


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRuleChoices:
    """What the form of an admin says."""

    grace_days: int
    legal_hold: bool
    closed_months: int
    hiring_months: int
    audit_months: int = DEFAULT_AUDIT_MONTHS
    authors_as_roles: bool = False


def set_data_rules(
    actor: Actor,
    *,
    chosen: DataRuleChoices,
    version: int,
    once: str,
    services: Services,
) -> DataRulesSet:
    """Decides how long closed deals stay, and everything after an uninstall, and whether a legal hold stands. Refused
    where that has changed since the form showed it at `version`."""

    def change(work: UnitOfWork) -> DataRulesSet:
        _require_admin(work, actor)
        rules = load_data_rules(work, actor.team)
        if rules.version != version:
            raise Refused(why=RefusalReason.CHANGED)
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        changed = replace(
            rules,
            grace_days=min(max(chosen.grace_days, 0), LONGEST_GRACE_DAYS),
            legal_hold=chosen.legal_hold,
            closed_months=min(max(chosen.closed_months, 0), LONGEST_MONTHS),
            hiring_months=min(max(chosen.hiring_months, 0), LONGEST_MONTHS),
            authors_as_roles=chosen.authors_as_roles,
            audit_months=min(max(chosen.audit_months, 1), LONGEST_AUDIT_MONTHS),
            version=version + 1,
        )
        work.data_rules.save(changed)
        _note_changes(services, work, actor, rules, changed)
        return _describe_rules(work, actor)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> DataRulesSet:
        return _describe_rules(work, actor)

    return run_once(services, actor, once, change, again)


def _note_changes(
    services: Services, work: UnitOfWork, actor: Actor, before: DataRules, after: DataRules
) -> None:
    """A legal hold, or people as roles, that begin or end are a row each; everything else that changed is one row."""
    acts: list[AuditAct] = []
    if after.legal_hold != before.legal_hold:
        acts.append(AuditAct.HOLD_SET if after.legal_hold else AuditAct.HOLD_ENDED)
    if after.authors_as_roles != before.authors_as_roles:
        is_on = after.authors_as_roles
        acts.append(AuditAct.ROLES_FOR_AUTHORS if is_on else AuditAct.NAMES_FOR_AUTHORS)
    for act in acts:
        note_act(services, work, actor.team, actor.person, act)
    rest = replace(after, legal_hold=before.legal_hold, authors_as_roles=before.authors_as_roles)
    changed = list_changed_fields(before, rest)
    if changed or not acts:
        act = AuditAct.DATA_SET
        note_act(services, work, actor.team, actor.person, act, detail=changed)


def _describe_rules(work: UnitOfWork, actor: Actor) -> DataRulesSet:
    return DataRulesSet(
        rules=load_data_rules(work, actor.team),
        old_deals=count_old_deals(work, actor.team, actor.today),
        first_day=actor.today + NOTICE,
    )


def show_privacy(actor: Actor, *, services: Services) -> PrivacyShown:
    """What is stored, who sees it and for how long, for whoever asks."""
    with services.store.reading() as work:
        return PrivacyShown(
            rules=load_data_rules(work, actor.team),
            is_admin=is_admin(work, actor) or may_claim_admin(work, actor),
            seals_plans=services.seals_plans,
            support=services.contacts.support,
            privacy=services.contacts.privacy,
        )


def _require_admin(work: UnitOfWork, actor: Actor) -> None:
    if not is_admin(work, actor) and not may_claim_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=list_admins(work, actor.team))
