"""Offers: what a deal negotiates about, offers put on the table by either side, and how they were answered."""

from dataclasses import replace

from bot.coach.access import Need
from bot.coach.acts import once_in_book
from bot.coach.answers import MoveShown, NotDone, Why
from bot.coach.answers.offers import (
    IssuesSet,
    OfferAnswered,
    OfferRecorded,
    OfferRow,
    OffersListed,
    OfferWithdrawn,
)
from bot.coach.book import Book, Change, opened
from bot.coach.desk import Desk
from bot.coach.ports import Once
from bot.coach.requests import Actor
from bot.coach.requests.offers import AnswerOffer, LeanTo, RecordOffer, SetIssues, WithdrawOffer
from bot.domain.ids import DealId, OfferNo
from bot.domain.ledger import Verb
from bot.domain.offers import Offer, OfferState, Reply


def set_issues(request: SetIssues, *, desk: Desk) -> IssuesSet | MoveShown | NotDone:
    """Replaces what the deal negotiates about; an issue that offers already speak of stays."""

    return once_in_book(desk, request, lambda book: _set_issues(book, request))


def _set_issues(book: Book, request: SetIssues) -> IssuesSet | NotDone:
    if book.deal.version != request.version:
        return NotDone(why=Why.CHANGED, deal=book.deal)
    deal = replace(book.deal, issues=request.issues, version=book.deal.version + 1)
    book.work.take(deal.team, request.once, Once(deal=deal.id, seq=book.glance.entries + 1), book.desk.clock.now())
    book.note(Verb.SET, "issues")
    book.work.save_deal(deal)
    return IssuesSet(deal=deal)


def record_offer(request: RecordOffer, *, desk: Desk) -> OfferRecorded | MoveShown | NotDone:
    """Puts an offer of one side on the table; what it changed against that side's offer before goes into the ledger."""

    return once_in_book(desk, request, lambda book: _record(book, request))


def _record(book: Book, request: RecordOffer) -> OfferRecorded | NotDone:
    offers = book.work.offers(book.by.team, book.deal.id)
    offer = Offer(
        no=OfferNo(max((o.no for o in offers), default=0) + 1),
        by=request.party,
        values=request.values,
        stated=frozenset(request.values),
        alternatives=request.alternatives,
        on=request.on or book.by.today,
        at=book.desk.clock.now(),
        person=book.by.person,
        until=request.until,
        rhythm=request.rhythm,
        condition=request.condition,
        typed=request.typed,
    )
    written = book.write(Change(verb=Verb.OFFERED, moves=(), offers=(offer,)), request.once)
    return OfferRecorded(
        deal=book.deal, offer=offer, seq=written.entry.seq, today=book.by.today, exposure=written.exposure
    )


def answer_offer(request: AnswerOffer, *, desk: Desk) -> OfferAnswered | MoveShown | NotDone:
    """Records that an offer was accepted or declined."""

    return once_in_book(desk, request, lambda book: _answer(book, request))


def _answer(book: Book, request: AnswerOffer) -> OfferAnswered | NotDone:
    offers = book.work.offers(book.by.team, book.deal.id)
    offer = next((o for o in reversed(offers) if o.no == request.no or request.no is None), None)
    if offer is None:
        return NotDone(why=Why.NO_MOVE, deal=book.deal)
    state = OfferState.ACCEPTED if request.accepted else OfferState.DECLINED
    reply = Reply(by=request.party, accepted=request.accepted, on=book.by.today, after=offers[-1].no)
    after = replace(offer, state=state, replies=(*offer.replies, reply), version=offer.version + 1)
    verb = Verb.ACCEPTED if request.accepted else Verb.TURNED_DOWN
    written = book.write(Change(verb=verb, moves=(), offers=(after,), offers_before=(offer,)), request.once)
    return OfferAnswered(
        deal=book.deal,
        offer=after,
        by=request.party,
        accepted=request.accepted,
        seq=written.entry.seq,
        today=book.by.today,
        exposure=written.exposure,
    )


def withdraw_offer(request: WithdrawOffer, *, desk: Desk) -> OfferWithdrawn | MoveShown | NotDone:
    """Takes an offer of ours off the table."""

    return once_in_book(desk, request, lambda book: _withdraw(book, request))


def _withdraw(book: Book, request: WithdrawOffer) -> OfferWithdrawn | NotDone:
    offer = next((o for o in book.work.offers(book.by.team, book.deal.id) if o.no == request.no), None)
    if offer is None:
        return NotDone(why=Why.NO_MOVE, deal=book.deal)
    after = replace(offer, state=OfferState.WITHDRAWN, version=offer.version + 1)
    change = Change(verb=Verb.WITHDRAWN, moves=(), offers=(after,), offers_before=(offer,))
    return OfferWithdrawn(deal=book.deal, offer=after, seq=book.write(change, request.once).entry.seq, lapsed=())


def lean_to(request: LeanTo, *, desk: Desk) -> OffersListed | MoveShown | NotDone:
    """Keeps which of several equal bundles they leaned to."""

    return once_in_book(desk, request, lambda book: _lean(book, request))


def _lean(book: Book, request: LeanTo) -> OffersListed | NotDone:
    offer = next((o for o in book.work.offers(book.by.team, book.deal.id) if o.no == request.no), None)
    if offer is None:
        return NotDone(why=Why.NO_MOVE, deal=book.deal)
    after = replace(offer, leaned=request.bundle, version=offer.version + 1)
    book.write(Change(verb=Verb.LEANED, moves=(), offers=(after,), offers_before=(offer,)), request.once)
    return _listed(book)


def list_offers(by: Actor, deal: DealId | None = None, typed: str = "", *, desk: Desk) -> OffersListed | NotDone:
    """All offers of a deal, oldest first, with what each changed and how it was answered."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ, typed)
        return book if isinstance(book, NotDone) else _listed(book)


def _listed(book: Book) -> OffersListed:
    offers = book.work.offers(book.by.team, book.deal.id)
    latest = {offer.by: offer for offer in offers}
    rows = tuple(OfferRow(offer=offer, step=None, response=None) for offer in offers)
    return OffersListed(deal=book.deal, today=book.by.today, rows=rows, latest=tuple(latest.values()))
