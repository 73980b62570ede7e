"""Offers as Slack sees them: what follows `/offer`, the forms for an offer and for an issue, and their buttons."""

from dataclasses import replace

from bot.coach import deals, offers
from bot.coach.answers import NotDone, Why
from bot.coach.answers.offers import (
    AnswerChoice,
    IssuesSet,
    OfferSaid,
    OffersCompared,
    OffersListed,
    OfferUnread,
    WhoAnswered,
)
from bot.coach.requests.offers import AnswerOffer, PutHeldOffer, RecordOffer, WithdrawOffer
from bot.domain.deals import Deal
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.offers import Offer, OfferState
from bot.language.clean import clean
from bot.language.lines import Question
from bot.language.offers import Replied, TakenOff, Terms, read_offer
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.forms.form import read_ticket
from bot.slack.forms.issues import issue_view, issues_of, setting
from bot.slack.forms.offers import offer_of, offer_view, offering
from bot.slack.forms.trades import copy_view
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref, Unknown
from bot.slack.replies import FormOpened
from bot.slack.where import Where


def typed(bench: Bench, where: Where, here: Deal, text: str) -> object:
    """`/offer price 95k, 24 months`: an offer as typed, how one was answered, or a question about them."""
    reading = read_offer(text, deal=here, locale=where.actor.locale, today=where.actor.today)
    match reading:
        case Terms():
            return _put(bench, where, here, reading, clean(text))
        case Replied():
            return _answered(bench, where, here, reading, text)
        case TakenOff():
            return _taken_off(bench, where, here, reading, text)
        case Question():
            return compare(bench, where, here, "")
    return OfferUnread(deal=here, doubt=reading.doubt, typed=echo(text))


def _put(bench: Bench, where: Where, here: Deal, terms: Terms, line: str) -> object:
    request = RecordOffer(
        by=where.actor,
        deal=here.id,
        party=terms.party,
        values=terms.values,
        alternatives=terms.alternatives,
        units=terms.units,
        on=terms.on,
        until=terms.until,
        rhythm=terms.rhythm,
        condition=terms.condition,
        typed=line,
        once=where.once,
    )
    return offers.record_offer(request, desk=bench.desk)


def put_all_the_same(bench: Bench, where: Where, ref: Ref) -> object:
    """Puts an offer on the table although the deal is on hold."""
    request = PutHeldOffer(by=where.actor, deal=ref.deal, key=ref.key, once=where.once)
    return offers.put_all_the_same(request, desk=bench.desk)


def _answered(bench: Bench, where: Where, here: Deal, said: Replied, text: str) -> object:
    """Who answered which offer: done at once where only one can be meant, else the person chooses."""
    listed = offers.list_offers(where.actor, here.id, echo(text), desk=bench.desk)
    if isinstance(listed, NotDone):
        return listed
    choices = tuple(_choices(listed, said))
    if len(choices) == 1:
        return _answer(
            bench, where, here.id, choices[0].offer, choices[0].by, accepted=said.accepted
        )
    if choices:
        return WhoAnswered(
            deal=listed.deal, accepted=said.accepted, choices=choices, typed=echo(text)
        )
    known = any(row.offer.no == said.no for row in listed.rows)
    return NotDone(why=Why.SETTLED if known else Why.NO_OFFER, deal=listed.deal, typed=echo(text))


def _choices(listed: OffersListed, said: Replied) -> list[AnswerChoice]:
    """The answers that can be meant: open offers of one side with another side that has not answered yet."""
    found = (row.offer for row in reversed(listed.rows) if row.offer.state is OfferState.OPEN)
    return [
        AnswerChoice(offer=offer, by=by)
        for offer in found
        if said.no in (None, offer.no)
        for by in said.by
        if by != offer.by and not any(reply.by == by for reply in offer.replies)
    ]


def _answer(
    bench: Bench, where: Where, deal: DealId, offer: Offer, by: PartyId, *, accepted: bool
) -> object:
    request = AnswerOffer(
        by=where.actor,
        deal=deal,
        no=offer.no,
        party=by,
        accepted=accepted,
        version=offer.version,
        once=where.once,
    )
    return offers.answer_offer(request, desk=bench.desk)


def _taken_off(bench: Bench, where: Where, here: Deal, said: TakenOff, text: str) -> object:
    listed = offers.list_offers(where.actor, here.id, echo(text), desk=bench.desk)
    if isinstance(listed, NotDone):
        return listed
    ours = (row.offer for row in reversed(listed.rows) if row.offer.ours)
    found = next(
        (o for o in ours if said.no == o.no or (said.no is None and o.state is OfferState.OPEN)),
        None,
    )
    if found is None:
        return NotDone(why=Why.NO_OFFER, deal=listed.deal, typed=echo(text))
    request = WithdrawOffer(
        by=where.actor, deal=here.id, no=found.no, version=found.version, once=where.once
    )
    return offers.withdraw_offer(request, desk=bench.desk)


def form(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer`: its form."""
    return _form(bench, where, here.id)


def _form(bench: Bench, where: Where, deal: DealId, no: int = 0, *, ours: bool = False) -> object:
    """The form for an offer; with what an offer says filled in where it is to be changed, or answered by ours."""
    found = deals.open_for(where.actor, deal, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    listed = offers.list_offers(where.actor, deal, desk=bench.desk) if no else None
    rows = listed.rows if isinstance(listed, OffersListed) else ()
    offer = next((row.offer for row in rows if row.offer.no == no), None)
    if ours:
        offer = next((row.offer for row in reversed(rows) if row.offer.ours), None)
    party = offer.by if offer else US
    return FormOpened(
        offer_view(found, where.actor.locale, where.actor.today, party=party, offer=offer)
    )


def show_log(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer log`: every offer, what it changed, how it was answered."""
    return offers.list_offers(where.actor, here.id, desk=bench.desk)


def compare(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer compare`: the latest offers of all sides side by side."""
    return _compared(bench, where, here.id)


def _compared(bench: Bench, where: Where, deal: DealId) -> object:
    listed = offers.list_offers(where.actor, deal, desk=bench.desk)
    if isinstance(listed, NotDone):
        return listed
    latest = tuple(sorted(listed.latest, key=lambda offer: (not offer.ours, offer.no)))
    return OffersCompared(deal=listed.deal, today=listed.today, latest=latest)


def issues(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal issues`: what the deal negotiates about; the form for the first one where nobody said."""
    listed = offers.list_offers(where.actor, here.id, desk=bench.desk)
    if isinstance(listed, NotDone):
        return listed
    return (
        IssuesSet(deal=listed.deal) if listed.deal.issues else _issue_form(bench, where, here.id, 0)
    )


def _issue_form(bench: Bench, where: Where, deal: DealId, place: int, version: int = 0) -> object:
    found = deals.open_for(where.actor, deal, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    if place and version != found.version:
        return IssuesSet(deal=found)
    return FormOpened(issue_view(found, where.actor.locale, place))


def add_issue(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form for a new issue, or for one of those that were listed."""
    place = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 4 else 0
    return _issue_form(bench, where, ref.deal, place, ref.seq)


def _replied(where: Where, ref: Ref, party: str, bundle: str = "") -> AnswerOffer:
    """A party's yes to the offer of a button; `bundle` counts its equal packages from 0."""
    return AnswerOffer(
        by=where.actor,
        deal=ref.deal,
        no=OfferNo(ref.no),
        party=PartyId(party),
        accepted=True,
        version=ref.version,
        bundle=_bundle(bundle) if bundle else None,
        once=where.once,
    )


def _reply(*, accepted: bool) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        return offers.answer_offer(
            replace(_replied(where, ref, ref.key), accepted=accepted), desk=bench.desk
        )

    return route


def accept_all_the_same(bench: Bench, where: Where, ref: Ref) -> object:
    """Our yes to an offer of theirs although the deal is on hold; what the plan holds against it was asked before."""
    request = replace(_replied(where, ref, US, ref.key), checked=True, anyway=True)
    return offers.answer_offer(request, desk=bench.desk)


def _bundle(text: str) -> int:
    if not (text.isdecimal() and len(text) < 3):
        raise Unknown
    return int(text)


def take_package(bench: Bench, where: Where, ref: Ref) -> object:
    """A yes to one of several packages; which one, and whose yes it is, the button says."""
    bundle, _, party = ref.key.partition(".")
    return offers.answer_offer(_replied(where, ref, party, bundle), desk=bench.desk)


def withdraw(bench: Bench, where: Where, ref: Ref) -> object:
    """Takes an offer of ours off the table."""
    request = WithdrawOffer(
        by=where.actor, deal=ref.deal, no=OfferNo(ref.no), version=ref.version, once=where.once
    )
    return offers.withdraw_offer(request, desk=bench.desk)


def change(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form with what an offer says, to put another in its place."""
    return _form(bench, where, ref.deal, ref.no)


def answer_with_ours(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form for an offer of ours that answers theirs, with where we stand."""
    return _form(bench, where, ref.deal, ref.no, ours=True)


def say(bench: Bench, where: Where, ref: Ref) -> object:
    """An offer of ours in words, where they can be marked and copied."""
    listed = offers.list_offers(where.actor, ref.deal, desk=bench.desk)
    if isinstance(listed, NotDone):
        return listed
    row = next(
        (row for row in listed.rows if row.offer.ours and row.offer.no == OfferNo(ref.no)), None
    )
    if row is None:
        return NotDone(why=Why.NO_OFFER, deal=listed.deal)
    said = OfferSaid(deal=listed.deal, offer=row.offer, step=row.step)
    return FormOpened(
        copy_view(bench.renderer.plain(said, locale=where.actor.locale, today=where.actor.today))
    )


def show_compared(bench: Bench, where: Where, ref: Ref) -> object:
    """The latest offers side by side."""
    return _compared(bench, where, ref.deal)


def show_offers(bench: Bench, where: Where, ref: Ref) -> object:
    """Every offer of the deal."""
    return offers.list_offers(where.actor, ref.deal, desk=bench.desk)


def record(bench: Bench, where: Where, view: Element) -> object:
    """An offer from its form."""
    here = _deal_of(bench, where, view)
    if isinstance(here, NotDone):
        return here
    filled = offering(here, where.actor.locale, where.actor.today).read(view)
    return offers.record_offer(offer_of(filled, here, where.actor), desk=bench.desk)


def set_issue(bench: Bench, where: Where, view: Element) -> object:
    """An issue from its form."""
    here = _deal_of(bench, where, view)
    if isinstance(here, NotDone):
        return here
    known = read_ticket(view.get("private_metadata") or "").move > 0
    filled = setting(here, where.actor.locale, known=known).read(view)
    if filled.ticket.version != here.version:
        return NotDone(why=Why.CHANGED, deal=here)
    return offers.set_issues(issues_of(filled, here, where.actor), desk=bench.desk)


def _deal_of(bench: Bench, where: Where, view: Element) -> Deal | NotDone:
    """The deal that a form is about, for somebody who may record in it."""
    ticket = read_ticket(view.get("private_metadata") or "")
    return deals.open_for(where.actor, DealId(ticket.deal), desk=bench.desk)


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"issues": issues}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {
    "": form,
    "log": show_log,
    "list": show_log,
    "compare": compare,
    "issues": issues,
}
CLICKS: dict[str, Click] = {
    "offer.form": change,
    "offer.reply": answer_with_ours,
    "offer.accepted": _reply(accepted=True),
    "offer.declined": _reply(accepted=False),
    "offer.withdraw": withdraw,
    "offer.say": say,
    "offer.compare": show_compared,
    "offer.log": show_offers,
    "offer.anyway": put_all_the_same,
    "offer.accept_anyway": accept_all_the_same,
    "offer.take": take_package,
    "issue.form": add_issue,
}
SUBMISSIONS: dict[str, Submission] = {"offer.record": record, "issue.set": set_issue}
