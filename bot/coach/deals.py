"""Deals: open one, find one's own, set it up, and who takes part."""

from dataclasses import replace
from uuid import uuid4

from bot.coach.access import Need
from bot.coach.answers import (
    DealCard,
    DealOpened,
    DealStatus,
    MyDeals,
    NotDone,
    PeopleListed,
    RefusalReason,
    RuleMuted,
    Settable,
    SettingsSaved,
)
from bot.coach.context import DealSession, deal_meant, open_session, session_for_preview
from bot.coach.log import status
from bot.coach.ports import DuplicateSubmission, UnitOfWork
from bot.coach.records import Mute, PersonalDeal, ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.requests import Actor, ChangeSettings, GiveRole, OpenDeal
from bot.coach.services import Services, run_once
from bot.coach.workspaces import load_workspace_policy
from bot.domain.deals import Deal, Role, Yardstick, build_parties
from bot.domain.ids import DealId
from bot.domain.ledger import Entry, Verb
from bot.domain.rules import RULES, RULES_BY_ID
from bot.domain.totals import Totals, compute_totals, open_move_numbers
from bot.language.parties import split_names


def open_deal(request: OpenDeal, *, services: Services) -> DealOpened:
    """Opens a deal in the actor's channel; nothing is posted there. Where others are open there, what the person types
    next is for the new one."""

    def act(work: UnitOfWork) -> DealOpened:
        if work.keys.find_processed(request.by.team, request.once) is not None:
            raise DuplicateSubmission
        here = (
            work.deals.list_in_channel(request.by.team, request.by.channel)
            if request.by.channel
            else ()
        )
        same = next(
            (deal for deal in here if deal.name.casefold() == request.name.casefold()), None
        )
        if same is not None:
            return DealOpened(deal=same, again=True)
        opened_ = _open(services, work, request)
        if here and request.by.channel:
            work.deals.save_choice(
                request.by.team, request.by.person, request.by.channel, opened_.deal.id
            )
        return replace(opened_, others=len(here))

    def again(work: UnitOfWork, taken: ProcessedRequest) -> DealOpened:
        deal = work.deals.find(request.by.team, taken.deal)
        if deal is None:
            raise Refused(why=RefusalReason.NO_DEAL)
        return DealOpened(deal=deal, again=True)

    return run_once(services, request.by, request.once, act, again)


def _open(services: Services, work: UnitOfWork, request: OpenDeal) -> DealOpened:
    now = services.clock.now()
    deal = Deal(
        team=request.by.team,
        id=DealId(uuid4().hex),
        name=request.name,
        side=request.side,
        yardstick=Yardstick(unit=request.unit),
        size=request.size.in_unit(request.unit) if request.size else None,
        parties=build_parties(split_names(request.party)),
        policy=load_workspace_policy(work, request.by.team),
        opened_at=now,
        opened_by=request.by.person,
    )
    work.keys.mark_processed(
        request.by.team, request.once, ProcessedRequest(deal=deal.id, seq=1), now
    )
    work.deals.insert(deal, request.by.channel, request.by.person)
    work.ledger.append_entry(
        deal, Entry(seq=1, at=now, person=request.by.person, verb=Verb.OPENED), Totals()
    )
    return DealOpened(deal=deal)


def list_deals_here(by: Actor, *, services: Services) -> tuple[Deal, ...]:
    """The open deals of the actor's channel."""
    if by.channel is None:
        return ()
    with services.store.reading() as work:
        return tuple(work.deals.list_in_channel(by.team, by.channel))


def find_deal_here(by: Actor, typed: str, *, services: Services) -> Deal:
    """The deal that the actor means in the channel; raises `Refused` where none can be told."""
    with services.store.reading() as work:
        return deal_meant(services, work, by, typed)


def list_my_deals(by: Actor, *, services: Services) -> MyDeals:
    """The person's deals, those that need them first: drafts to decide about, then by exposure."""
    with services.store.reading() as work:
        return MyDeals(cards=list_deal_cards(work, by))


def list_deal_cards(work: UnitOfWork, by: Actor) -> tuple[DealCard, ...]:
    """One card for each of the person's open deals, those that need them first."""
    found = [build_deal_card(mine) for mine in work.deals.list_of_person(by.team, by.person)]
    return tuple(
        sorted(found, key=lambda c: (-c.drafts, -(c.open_gives > 0), -c.exposure, c.deal.name))
    )


def build_deal_card(mine: PersonalDeal) -> DealCard:
    """What a list says about one deal."""
    now = mine.totals
    return DealCard(
        deal=mine.deal,
        channel=mine.channel,
        exposure=now.exposure,
        open_gives=now.open_gives,
        unfigured=now.unfigured,
        open_asks=now.open_asks,
        drafts=now.drafts,
    )


def list_people(by: Actor, deal: DealId, *, services: Services) -> PeopleListed | NotDone:
    """Who has which role in a deal."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _people(session)


def _people(session: DealSession) -> PeopleListed:
    return PeopleListed(
        deal=session.deal,
        roles=tuple(session.work.roles.list_in_deal(session.by.team, session.deal.id)),
        mine=session.role,
    )


def give_role(request: GiveRole, *, services: Services) -> PeopleListed | NotDone:
    """Sets a person's role. A deal keeps at least one owner."""
    with services.store.work() as work:
        session = open_session(services, work, request.by, request.deal, Need.SET)
        owners = [
            p
            for p, role in work.roles.list_in_deal(request.by.team, request.deal)
            if role is Role.OWNER
        ]
        if owners == [request.person] and request.role is not Role.OWNER:
            return NotDone(why=RefusalReason.LAST_OWNER, deal=session.deal)
        work.roles.save(request.by.team, request.deal, request.person, request.role)
        session.note(Verb.SET, f"role {request.role} {request.person}")
        return _people(session)


def find_deal_to_record_in(by: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who is about to record in it."""
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        return session.deal


def show_deal_settings(by: Actor, deal: DealId, *, services: Services) -> Settable:
    """The deal and the rules the person has muted, for somebody who may set the deal up."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.SET)
        return Settable(deal=session.deal, muted=session.snapshot.mutes)


def unlock_deal(by: Actor, deal: DealId, *, services: Services) -> DealStatus | NotDone:
    """The owner lets a deal go on in a channel that became shared."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SET)
        work.deals.update(replace(session.deal, locked=False, version=session.deal.version + 1))
        session.note(Verb.SET, "unlocked")
    return status(by, deal, services=services)


def change_settings(request: ChangeSettings, *, services: Services) -> SettingsSaved | NotDone:
    """Replaces a deal's settings; sums are counted again, since sizes and rates may have changed."""

    def act(work: UnitOfWork) -> SettingsSaved | NotDone:
        session = open_session(services, work, request.by, request.deal, Need.SET)
        return _set(session, request)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> SettingsSaved | NotDone:
        deal = work.deals.find(request.by.team, taken.deal)
        return SettingsSaved(deal=deal) if deal else NotDone(why=RefusalReason.NO_DEAL)

    return run_once(services, request.by, request.once, act, again)


def _set(session: DealSession, request: ChangeSettings) -> SettingsSaved | NotDone:
    if session.deal.version != request.version:
        return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
    deal = replace(
        session.deal,
        name=request.name,
        side=request.side,
        size=request.size.in_unit(request.yardstick.unit) if request.size else None,
        parties=build_parties(split_names(request.party), session.deal.parties),
        yardstick=request.yardstick,
        policy=replace(session.deal.policy, speaking=request.speaking, **request.thresholds),  # type: ignore[arg-type] # by name
        version=session.deal.version + 1,
    )
    session.work.keys.mark_processed(
        deal.team,
        request.once,
        ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1),
        session.services.clock.now(),
    )
    session.note(Verb.SET, "settings")
    session.work.deals.update(deal)
    ledger = replace(session.ledger, yardstick=deal.yardstick)
    session.work.ledger.save_totals(
        deal.team,
        deal.id,
        compute_totals(ledger, session.by.today),
        open_move_numbers(ledger, session.by.today),
    )
    for rule in RULES:
        mute = Mute(person=session.by.person, rule=rule.id)
        session.work.cautions.set_muted(deal.team, deal.id, mute, on=rule.id in request.muted)
    return SettingsSaved(deal=deal)


def mute_rule(
    by: Actor, deal: DealId, rule: str, *, on: bool, services: Services
) -> RuleMuted | NotDone:
    """Mutes a rule for this person in this deal, or lets it speak again."""
    if rule not in RULES_BY_ID:
        return NotDone(why=RefusalReason.CHANGED)
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.READ)
        work.cautions.set_muted(by.team, deal, Mute(person=by.person, rule=rule), on=on)
        return RuleMuted(deal=session.deal, rule=RULES_BY_ID[rule], muted=on)
