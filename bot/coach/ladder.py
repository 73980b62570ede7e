"""When they do not answer: a neutral fact and one ask, then a menu, then a hold that the next get ends."""

from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import NotDone
from bot.coach.answers.ladder import (
    DealHeld,
    HoldEnded,
    LadderAccepted,
    LadderAsked,
    LadderPaused,
    LadderShown,
    Waited,
)
from bot.coach.book import Book, opened
from bot.coach.desk import Desk, once
from bot.coach.plans import plan_for
from bot.coach.ports import Once, Work
from bot.coach.proposals import proposals
from bot.coach.requests import Actor
from bot.coach.requests.ladder import Hold
from bot.domain.ids import DealId
from bot.domain.ladder import MissKind, misses, oldest_open
from bot.domain.ledger import Verb
from bot.domain.measures import outline
from bot.domain.moves import Kind, State
from bot.domain.offers import OfferState

LISTED = 5
"""How many conditional gives, offers or open gives are listed with buttons."""
LOOKED_BACK = 200
"""Among so many of the last entries asks that were put again are looked for."""


def waited(book: Book) -> Waited | None:
    """What they did not answer; None where nothing was missed, or where the deal is on hold already."""
    ledger, today, policy = book.ledger, book.by.today, book.deal.policy
    if book.deal.held_since is not None or not misses(ledger, policy, today):
        return None
    found = misses(
        ledger, policy, today, book.work.entries(book.by.team, book.deal.id, last=LOOKED_BACK)
    )
    give = oldest_open(ledger, today)
    if give is None:
        return None
    wanted = {ask.no: ask for ask in ledger.wanted()}
    late = [
        miss.move
        for miss in found
        if miss.kind is MissKind.PAST_DAY and wanted.get(miss.move.no) == miss.move
    ]
    return Waited(
        misses=found,
        give=give,
        ask=late[0] if late else None,
        proposals=() if late else proposals(book, give)[:1],
    )


def menu(by: Actor, deal: DealId, *, desk: Desk) -> LadderShown | NotDone:
    """The ladder of a deal."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _menu(book)


def _menu(book: Book) -> LadderShown:
    return LadderShown(deal=book.deal, today=book.by.today, waited=waited(book))


def pause(by: Actor, deal: DealId, *, desk: Desk) -> LadderPaused | NotDone:
    """What the deal holds so far, to compare with what happens without it."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _paused(book)


def _paused(book: Book) -> LadderPaused:
    plan = plan_for(book)
    return LadderPaused(
        deal=book.deal,
        picture=outline(book.ledger, book.deal, book.by.today),
        alternatives=tuple(alternative.what for alternative in plan.alternatives) if plan else (),
    )


def ask_one(by: Actor, deal: DealId, *, desk: Desk) -> LadderAsked | NotDone:
    """One specific thing to ask for."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        give = oldest_open(book.ledger, by.today)
        return LadderAsked(deal=book.deal, give=give, proposals=proposals(book, give))


def accept(by: Actor, deal: DealId, *, desk: Desk) -> LadderAccepted | NotDone:
    """What accepting it as it stands would mean."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        gives = [a.give for a in book.ledger.open_gives(by.today) if a.give.state is State.FIRM]
        return LadderAccepted(deal=book.deal, gives=tuple(gives[:LISTED]), unit=book.deal.unit)


def hold(request: Hold, *, desk: Desk) -> DealHeld | HoldEnded | NotDone:
    """Puts a deal on hold or ends the hold; on hold, every further give is asked about first."""

    def act(work: Work) -> DealHeld | HoldEnded | NotDone:
        book = opened(desk, work, request.by, request.deal, Need.RECORD)
        return book if isinstance(book, NotDone) else _hold(book, request)

    def again(work: Work, taken: Once) -> DealHeld | HoldEnded | NotDone:
        book = opened(desk, work, request.by, taken.deal, Need.READ)
        return book if isinstance(book, NotDone) else _held(book, again=True)

    return once(desk, request.by, request.once, act, again)


def _hold(book: Book, request: Hold) -> DealHeld | HoldEnded | NotDone:
    if request.on == (book.deal.held_since is not None):
        return _held(book, again=True)
    taken = Once(deal=book.deal.id, seq=book.glance.entries + 1)
    book.work.take(book.by.team, request.once, taken, book.desk.clock.now())
    since = book.by.today if request.on else None
    deal = replace(book.deal, held_since=since, version=book.deal.version + 1)
    book.note(Verb.HELD if request.on else Verb.RESUMED, "")
    book.work.save_deal(deal)
    return _held(replace(book, deal=deal), again=False)


def _held(book: Book, *, again: bool) -> DealHeld | HoldEnded:
    if book.deal.held_since is None:
        return HoldEnded(deal=book.deal, was=not again)
    moves = book.ledger.moves.values()
    offers = book.work.offers(book.by.team, book.deal.id)
    return DealHeld(
        deal=book.deal,
        conditional=tuple(m for m in moves if m.kind is Kind.GIVE and m.state is State.CONDITIONAL)[
            :LISTED
        ],
        offers=tuple(o for o in offers if o.ours and o.state is OfferState.OPEN)[:LISTED],
        again=again,
    )
