"""Which gives wait for approval, and who approves them: set by an admin, and only by those who agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins, may_claim_admin
from bot.coach.answers import RefusalReason
from bot.coach.answers.approvals import (
    ApprovalRulesSaved,
    ApprovalRulesSettable,
    ApprovalsShown,
    ApproverAnswered,
    ApproverAsked,
)
from bot.coach.approval_lists import list_waiting_for, load_rules
from bot.coach.audit_trail import list_changed_fields, note_act
from bot.coach.notices import post_to_person
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.approvals import ApprovalRules, Approver, GiveKind, OtherAmount
from bot.domain.audit import AuditAct
from bot.domain.deals import Side
from bot.domain.ids import DealId, PersonId
from bot.domain.worth import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSettings:
    """What the form says (`ApprovalRules` says what each means)."""

    amount: Figure | None
    share: Decimal | None
    unanswered: Figure | None
    kinds: frozenset[GiveKind]
    sides: frozenset[Side]
    spares_owners: bool
    approvers: Sequence[PersonId]
    others: tuple[OtherAmount, ...] = ()


def show_approvals(actor: Actor, *, services: Services) -> ApprovalsShown:
    """Which gives wait in this workspace, and what waits for the person or of theirs."""
    with services.store.reading() as work:
        rules = load_rules(work, actor.team)
        to_decide, mine = list_waiting_for(work, actor)
        return ApprovalsShown(
            rules=rules,
            is_admin=is_admin(work, actor) or may_claim_admin(work, actor),
            is_approver=any(each.person == actor.person for each in rules.approvers),
            to_decide=to_decide,
            mine=mine,
        )


def show_rules_to_set(actor: Actor, *, services: Services) -> ApprovalRulesSettable:
    """What an admin set so far. Refused to everybody else."""
    with services.store.reading() as work:
        _require_admin(work, actor)
        return ApprovalRulesSettable(rules=load_rules(work, actor.team))


def set_rules(
    actor: Actor,
    settings: ApprovalSettings,
    *,
    version: int,
    once: str,
    services: Services,
) -> ApprovalRulesSaved:
    """Replaces the rules. Whoever is new among the approvers is asked whether they will; until somebody agreed,
    nothing waits. Refused where the rules have changed since the form showed them at `version`."""

    def change(work: UnitOfWork) -> ApprovalRulesSaved:
        _require_admin(work, actor)
        rules = load_rules(work, actor.team)
        if rules.version != version:
            raise Refused(why=RefusalReason.CHANGED)
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        known = {each.person: each for each in rules.approvers}
        approvers = tuple(_keep_or_name(known.get(person), person) for person in settings.approvers)
        saved = replace(
            rules,
            amount=settings.amount,
            share=settings.share,
            unanswered=settings.unanswered,
            kinds=settings.kinds,
            sides=settings.sides,
            spares_owners=settings.spares_owners,
            approvers=approvers,
            others=settings.others,
            version=version + 1,
        )
        work.approvals.save_rules(saved)
        changed = list_changed_fields(rules, saved)
        act = AuditAct.APPROVALS_SET
        note_act(services, work, actor.team, actor.person, act, detail=changed)
        for each in approvers:
            if each.agreed is None and saved.limits_something:
                told = ApproverAsked(rules=saved, by=actor.person)
                key = f"approver:{saved.version}"
                post_to_person(services, work, actor.team, each.person, told, key)
        return _describe(saved)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> ApprovalRulesSaved:
        return _describe(load_rules(work, actor.team))

    return run_once(services, actor, once, change, again)


def _keep_or_name(known: Approver | None, person: PersonId) -> Approver:
    """Somebody who agreed stays so; who said no may be asked again by being named again."""
    if known is not None and known.agreed:
        return known
    return Approver(person=person)


def answer_as_approver(actor: Actor, *, agrees: bool, services: Services) -> ApproverAnswered:
    """What somebody says who was named to approve gives; they may change their mind at any time."""
    with services.store.work() as work:
        rules = load_rules(work, actor.team)
        if all(each.person != actor.person for each in rules.approvers):
            raise Refused(why=RefusalReason.SETTLED)
        approvers = tuple(
            replace(each, agreed=agrees) if each.person == actor.person else each
            for each in rules.approvers
        )
        if approvers != rules.approvers:
            rules = replace(rules, approvers=approvers, version=rules.version + 1)
            work.approvals.save_rules(rules)
            note_act(
                services,
                work,
                actor.team,
                actor.person,
                AuditAct.APPROVER_ANSWERED,
                detail="yes" if agrees else "no",
            )
        return ApproverAnswered(agreed=agrees, rules=rules)


def _require_admin(work: UnitOfWork, actor: Actor) -> None:
    if not is_admin(work, actor) and not may_claim_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=list_admins(work, actor.team))


def _describe(rules: ApprovalRules) -> ApprovalRulesSaved:
    asked = tuple(each.person for each in rules.approvers if each.agreed is None)
    return ApprovalRulesSaved(rules=rules, asked=asked if rules.limits_something else ())
