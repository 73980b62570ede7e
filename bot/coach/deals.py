"""Deals: open one, find one's own, set it up, and who takes part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.answers import (
    DealOpened,
    DealStatus,
    RefusalReason,
    RuleMuted,
    Settable,
    SettingsSaved,
)
from bot.coach.context import (
    DealSession,
    open_session,
    run_once_in_session,
    session_for_preview,
    session_for_writing,
)
from bot.coach.deals_meant import JUST_CLOSED, find_deal_meant, find_just_closed
from bot.coach.log import show_status
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import ChannelSummary, Mute, ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.coach.workspaces import load_workspace_policy
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal, DealOutcome, Side, Yardstick, build_parties
from bot.domain.ids import DealId
from bot.domain.ledger import Entry, Verb
from bot.domain.rules import RULES, RULES_BY_ID
from bot.domain.styles import Address
from bot.domain.totals import Totals, compute_totals, open_move_numbers
from bot.domain.worth import Figure
from bot.language.industries import find_industry
from bot.language.parties import split_names


def open_deal(
    actor: Actor,
    name: str,
    side: Side,
    *,
    size: Figure | None,
    unit: str,
    party: str = "",
    once: str,
    services: Services,
) -> DealOpened:
    """Opens a deal in the actor's channel; nothing is posted there. A deal of the same name that is open there is
    answered instead. Where other deals are open there, what the person types next is for the new one."""

    def act(work: UnitOfWork) -> DealOpened:
        # Asked here, before the names are compared: Slack's second delivery must not find its own deal "open already".
        if work.keys.find_processed(actor.team, once) is not None:
            raise DuplicateSubmission
        here = work.deals.list_in_channel(actor.team, actor.channel) if actor.channel else ()
        for deal in here:
            if deal.name.casefold() == name.casefold():
                return DealOpened(deal=deal, again=True)
        now = services.clock.now()
        deal = Deal(
            team=actor.team,
            id=DealId(uuid4().hex),
            name=name,
            side=side,
            yardstick=Yardstick(unit=unit),
            size=size.in_unit(unit) if size else None,
            parties=build_parties(split_names(party)),
            policy=load_workspace_policy(work, actor.team),
            opened_at=now,
            opened_by=actor.person,
        )
        work.keys.mark_processed(actor.team, once, ProcessedRequest(deal=deal.id, seq=1), now)
        work.deals.insert(deal, actor.channel, actor.person)
        # Undoing it deletes the deal again, as far as nothing is in it by then.
        nowhere = replace(deal.lifecycle, outcome=DealOutcome.DELETED, closed_at=now)
        opened = Entry(
            seq=1,
            at=now,
            person=actor.person,
            verb=Verb.OPENED,
            lifecycle=deal.lifecycle,
            lifecycle_before=nowhere,
        )
        work.ledger.append_entry(deal, opened, Totals())
        if here and actor.channel:
            work.deals.save_choice(actor.team, actor.person, actor.channel, deal.id)
        return DealOpened(deal=deal, others=len(here), suggested=find_industry(deal.name))

    def again(work: UnitOfWork, processed: ProcessedRequest) -> DealOpened:
        deal = work.deals.find(actor.team, processed.deal)
        if deal is None:
            raise Refused(why=RefusalReason.NO_DEAL)
        return DealOpened(deal=deal, again=True)

    return run_once(services, actor, once, act, again)


def has_deal_here(actor: Actor, *, services: Services) -> bool:
    """Whether the actor's channel has a deal, open or closed."""
    if actor.channel is None:
        return False
    with services.store.reading() as work:
        if work.deals.list_ids_in_channel(actor.team, actor.channel):
            return True
        return bool(work.deals.list_closed_in_channel(actor.team, actor.channel))


@dataclass(frozen=True, slots=True, kw_only=True)
class DealsAround:
    """What else is in the actor's channel: whether more than one deal is open there, and the one that was closed there
    a moment ago while another one is open."""

    has_several: bool = False
    just_closed: Deal | None = None


def look_around(actor: Actor, *, services: Services) -> DealsAround:
    """The deals of the actor's channel beside the one that an answer is about."""
    if actor.channel is None:
        return DealsAround()
    with services.store.reading() as work:
        here = work.deals.summarize_channel(actor.team, actor.channel)
        closed = _find_just_closed(work, actor, here, services=services)
        return DealsAround(has_several=here.open_deals > 1, just_closed=closed)


def find_deal_just_closed(actor: Actor, *, services: Services) -> Deal | None:
    """The deal that was closed a moment ago in the actor's channel, where another one is open there: what follows a
    close is for it."""
    if actor.channel is None:
        return None
    with services.store.reading() as work:
        here = work.deals.summarize_channel(actor.team, actor.channel)
        return _find_just_closed(work, actor, here, services=services)


def _find_just_closed(
    work: UnitOfWork, actor: Actor, here: ChannelSummary, *, services: Services
) -> Deal | None:
    now = services.clock.now()
    # Of most channels the summary tells that there is none, and no deal need be read.
    if not here.open_deals or actor.channel is None or here.last_closed_at is None:
        return None
    if now - here.last_closed_at > JUST_CLOSED:
        return None
    deals = work.deals.list_in_channel(actor.team, actor.channel)
    return find_just_closed(work, actor, now, deals)


def find_deal_here(actor: Actor, typed: str, *, services: Services) -> Deal:
    """The deal that the actor means in the channel. Raises `Refused` where there is none or more than one."""
    with services.store.reading() as work:
        return find_deal_meant(work, actor, typed)


def find_deal_to_record_in(actor: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who is about to record in it."""
    with session_for_preview(services, actor, deal, Need.RECORD) as session:
        return session.deal


def show_deal_settings(actor: Actor, deal: DealId, *, services: Services) -> Settable:
    """The deal and the rules the person has muted, for somebody who may set the deal up."""
    with services.store.reading() as work:
        session = open_session(services, work, actor, deal, Need.SET)
        return Settable(deal=session.deal, muted=session.snapshot.mutes)


def unlock_deal(actor: Actor, deal: DealId, *, services: Services) -> DealStatus:
    """Unlocks a deal that was locked because its channel became shared."""
    with session_for_writing(services, actor, deal, Need.SET) as session:
        unlocked = replace(session.deal, locked=False, version=session.deal.version + 1)
        session.work.deals.update(unlocked)
        session.write_audit(Verb.SET, "unlocked")
        session.note_act(AuditAct.DEAL_UNLOCKED)
    return show_status(actor, deal, services=services)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSettings:
    """What a deal's settings form says. `thresholds` are those of the policy that the form asks for, by name; `address`
    is how the other side is spoken to; `speaking` the rules that speak up by themselves, `muted` those that this person
    does not want to hear here."""

    name: str
    side: Side
    size: Figure | None
    party: str
    yardstick: Yardstick
    thresholds: Mapping[str, Decimal | int]
    speaking: frozenset[str]
    address: Address | None = None
    muted: frozenset[str] = frozenset()


def change_settings(
    actor: Actor,
    deal: DealId,
    settings: DealSettings,
    *,
    version: int,
    once: str,
    services: Services,
) -> SettingsSaved:
    """Replaces a deal's settings. Refused where the deal has changed since the form showed it at `version`."""

    def change(session: DealSession) -> SettingsSaved:
        if session.deal.version != version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        changed = _apply_settings(session.deal, settings)
        session.mark_processed(once)
        session.write_audit(Verb.SET, "settings")
        session.note_act(AuditAct.DEAL_SET)
        session.work.deals.update(changed)
        _recount_totals(session, changed)
        # Every rule, not only the muted ones: the form also takes mutes back.
        for rule in RULES:
            mute = Mute(person=actor.person, rule=rule.id)
            is_muted = rule.id in settings.muted
            session.work.cautions.set_muted(actor.team, deal, mute, on=is_muted)
        return SettingsSaved(deal=changed)

    return run_once_in_session(
        services,
        actor,
        deal,
        once,
        change,
        again=lambda session: SettingsSaved(deal=session.deal),
        need=Need.SET,
    )


def _apply_settings(deal: Deal, settings: DealSettings) -> Deal:
    unit = settings.yardstick.unit
    policy = replace(deal.policy, speaking=settings.speaking, **settings.thresholds)  # type: ignore[arg-type] # by name
    return replace(
        deal,
        name=settings.name,
        side=settings.side,
        size=settings.size.in_unit(unit) if settings.size else None,
        parties=build_parties(split_names(settings.party), deal.parties),
        yardstick=settings.yardstick,
        policy=policy,
        style=replace(deal.style, address=settings.address),
        version=deal.version + 1,
    )


def _recount_totals(session: DealSession, deal: Deal) -> None:
    """Counts the sums anew: what a size stands for, or a rate, may have changed."""
    ledger, today = replace(session.ledger, yardstick=deal.yardstick), session.by.today
    totals, open_moves = compute_totals(ledger, today), open_move_numbers(ledger, today)
    session.work.ledger.save_totals(deal.team, deal.id, totals, open_moves)


def mute_rule(actor: Actor, deal: DealId, rule: str, *, on: bool, services: Services) -> RuleMuted:
    """Mutes a rule for this person in this deal, or lets it speak again."""
    if rule not in RULES_BY_ID:
        raise Refused(why=RefusalReason.CHANGED)
    # A mute is the person's own: whoever may read the deal may have one.
    with session_for_writing(services, actor, deal, Need.READ) as session:
        mute = Mute(person=actor.person, rule=rule)
        session.work.cautions.set_muted(actor.team, deal, mute, on=on)
        return RuleMuted(deal=session.deal, rule=RULES_BY_ID[rule], muted=on)
