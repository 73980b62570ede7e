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
    RuleMuted,
    Settable,
    SettingsSaved,
    Why,
)
from bot.coach.book import Book, about_to, deal_meant, opened
from bot.coach.desk import Desk, once
from bot.coach.log import status
from bot.coach.ports import AlreadyTaken, Mine, Mute, Once, Work
from bot.coach.requests import Actor, ChangeSettings, GiveRole, OpenDeal
from bot.coach.workspaces import policy_for
from bot.domain.deals import Deal, Role, Yardstick, seated
from bot.domain.ids import DealId
from bot.domain.ledger import Entry, Verb
from bot.domain.rules import RULES
from bot.domain.standing import Standing, open_now, standing
from bot.language.parties import names_of


def open_deal(request: OpenDeal, *, desk: Desk) -> DealOpened | NotDone:
    """Opens a deal in the actor's channel; nothing is posted there. Where others are open there, what the person types
    next is for the new one."""

    def act(work: Work) -> DealOpened | NotDone:
        if work.once(request.by.team, request.once) is not None:
            raise AlreadyTaken
        here = work.deals_in(request.by.team, request.by.channel) if request.by.channel else ()
        same = next(
            (deal for deal in here if deal.name.casefold() == request.name.casefold()), None
        )
        if same is not None:
            return DealOpened(deal=same, again=True)
        opened_ = _open(desk, work, request)
        if here and request.by.channel:
            work.pick(request.by.team, request.by.person, request.by.channel, opened_.deal.id)
        return replace(opened_, others=len(here))

    def again(work: Work, taken: Once) -> DealOpened | NotDone:
        deal = work.deal(request.by.team, taken.deal)
        return DealOpened(deal=deal, again=True) if deal else NotDone(why=Why.NO_DEAL)

    return once(desk, request.by, request.once, act, again)


def _open(desk: Desk, work: Work, request: OpenDeal) -> DealOpened:
    now = desk.clock.now()
    deal = Deal(
        team=request.by.team,
        id=DealId(uuid4().hex),
        name=request.name,
        side=request.side,
        yardstick=Yardstick(unit=request.unit),
        size=request.size.in_unit(request.unit) if request.size else None,
        parties=seated(names_of(request.party)),
        policy=policy_for(work, request.by.team),
        opened_at=now,
        opened_by=request.by.person,
    )
    work.take(request.by.team, request.once, Once(deal=deal.id, seq=1), now)
    work.open_deal(deal, request.by.channel, request.by.person)
    work.append(deal, Entry(seq=1, at=now, person=request.by.person, verb=Verb.OPENED), Standing())
    return DealOpened(deal=deal)


def deals_here(by: Actor, *, desk: Desk) -> tuple[Deal, ...]:
    """The open deals of the actor's channel."""
    if by.channel is None:
        return ()
    with desk.store.reading() as work:
        return tuple(work.deals_in(by.team, by.channel))


def deal_here(by: Actor, typed: str, *, desk: Desk) -> Deal | NotDone:
    """The deal that the actor means in the channel; where none can be told, why nothing was done."""
    with desk.store.reading() as work:
        return deal_meant(desk, work, by, typed)


def my_deals(by: Actor, *, desk: Desk) -> MyDeals:
    """The person's deals, those that need them first: drafts to decide about, then by exposure."""
    with desk.store.reading() as work:
        return MyDeals(cards=cards(work, by))


def cards(work: Work, by: Actor) -> tuple[DealCard, ...]:
    """One card for each of the person's open deals, those that need them first."""
    found = [card(mine) for mine in work.deals_of(by.team, by.person)]
    return tuple(
        sorted(found, key=lambda c: (-c.drafts, -(c.open_gives > 0), -c.exposure, c.deal.name))
    )


def card(mine: Mine) -> DealCard:
    """What a list says about one deal."""
    now = mine.standing
    return DealCard(
        deal=mine.deal,
        channel=mine.channel,
        exposure=now.exposure,
        open_gives=now.open_gives,
        unfigured=now.unfigured,
        open_asks=now.open_asks,
        drafts=now.drafts,
    )


def people(by: Actor, deal: DealId, *, desk: Desk) -> PeopleListed | NotDone:
    """Who has which role in a deal."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _people(book)


def _people(book: Book) -> PeopleListed:
    return PeopleListed(
        deal=book.deal, roles=tuple(book.work.roles(book.by.team, book.deal.id)), mine=book.role
    )


def give_role(request: GiveRole, *, desk: Desk) -> PeopleListed | NotDone:
    """Sets a person's role. A deal keeps at least one owner."""
    with desk.store.work() as work:
        book = opened(desk, work, request.by, request.deal, Need.SET)
        if isinstance(book, NotDone):
            return book
        owners = [p for p, role in work.roles(request.by.team, request.deal) if role is Role.OWNER]
        if owners == [request.person] and request.role is not Role.OWNER:
            return NotDone(why=Why.LAST_OWNER, deal=book.deal)
        work.give_role(request.by.team, request.deal, request.person, request.role)
        book.note(Verb.SET, f"role {request.role} {request.person}")
        return _people(book)


def open_for(by: Actor, deal: DealId, *, desk: Desk) -> Deal | NotDone:
    """The deal, for somebody who is about to record in it."""
    with about_to(desk, by, deal, Need.RECORD) as book:
        return book if isinstance(book, NotDone) else book.deal


def settable(by: Actor, deal: DealId, *, desk: Desk) -> Settable | NotDone:
    """The deal and the rules the person has muted, for somebody who may set the deal up."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.SET)
        return (
            book if isinstance(book, NotDone) else Settable(deal=book.deal, muted=book.glance.mutes)
        )


def unlock(by: Actor, deal: DealId, *, desk: Desk) -> DealStatus | NotDone:
    """The owner lets a deal go on in a channel that became shared."""
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.SET)
        if isinstance(book, NotDone):
            return book
        work.save_deal(replace(book.deal, locked=False, version=book.deal.version + 1))
        book.note(Verb.SET, "unlocked")
    return status(by, deal, desk=desk)


def change_settings(request: ChangeSettings, *, desk: Desk) -> SettingsSaved | NotDone:
    """Replaces a deal's settings; sums are counted again, since sizes and rates may have changed."""

    def act(work: Work) -> SettingsSaved | NotDone:
        book = opened(desk, work, request.by, request.deal, Need.SET)
        return book if isinstance(book, NotDone) else _set(book, request)

    def again(work: Work, taken: Once) -> SettingsSaved | NotDone:
        deal = work.deal(request.by.team, taken.deal)
        return SettingsSaved(deal=deal) if deal else NotDone(why=Why.NO_DEAL)

    return once(desk, request.by, request.once, act, again)


def _set(book: Book, request: ChangeSettings) -> SettingsSaved | NotDone:
    if book.deal.version != request.version:
        return NotDone(why=Why.CHANGED, deal=book.deal)
    deal = replace(
        book.deal,
        name=request.name,
        side=request.side,
        size=request.size.in_unit(request.yardstick.unit) if request.size else None,
        parties=seated(names_of(request.party), book.deal.parties),
        yardstick=request.yardstick,
        policy=replace(book.deal.policy, speaking=request.speaking, **request.thresholds),  # type: ignore[arg-type] # by name
        version=book.deal.version + 1,
    )
    book.work.take(
        deal.team,
        request.once,
        Once(deal=deal.id, seq=book.glance.entries + 1),
        book.desk.clock.now(),
    )
    book.note(Verb.SET, "settings")
    book.work.save_deal(deal)
    ledger = replace(book.ledger, yardstick=deal.yardstick)
    book.work.restate(
        deal.team, deal.id, standing(ledger, book.by.today), open_now(ledger, book.by.today)
    )
    for rule in RULES:
        mute = Mute(person=book.by.person, rule=rule.id)
        book.work.mute(deal.team, deal.id, mute, on=rule.id in request.muted)
    return SettingsSaved(deal=deal)


def mute(by: Actor, deal: DealId, rule: str, *, on: bool, desk: Desk) -> RuleMuted | NotDone:
    """Mutes a rule for this person in this deal, or lets it speak again."""
    if rule not in {known.id for known in RULES}:
        return NotDone(why=Why.CHANGED)
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        work.mute(by.team, deal, Mute(person=by.person, rule=rule), on=on)
        return RuleMuted(deal=book.deal, rule=rule, muted=on)
