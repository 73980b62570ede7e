"""Offers as Slack sees them: what follows `/offer`, the forms for an offer and for an issue, and their buttons."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.coach import deals, issues, mesos, offer_corrections, offer_replies, offers, savings
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.offers import (
    AnswerChoice,
    IssuesSet,
    OfferSaid,
    OffersCompared,
    OffersListed,
    OfferUnread,
    WhoAnswered,
    WhoseOffer,
)
from bot.coach.refusals import Refused
from bot.coach.requests.offers import (
    AnswerOffer,
    CorrectOffer,
    OfferChoice,
    PutHeldOffer,
    RecordOffer,
    WithdrawOffer,
)
from bot.domain.deals import Deal
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.offers import Offer, OfferState, list_bundles, names_figure_of
from bot.language.clean import clean_text
from bot.language.entry_corrections import EntryCorrection
from bot.language.limits import find_own_limit
from bot.language.lines import NotAMove, QuestionAsked
from bot.language.offer_answers import TypedAnswer, TypedLeaning, TypedWithdrawal
from bot.language.offers import OfferTerms, read_offer
from bot.slack import own_limits
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, UnknownButton
from bot.slack.context import RequestContext
from bot.slack.forms.form import parse_metadata
from bot.slack.forms.issues import issue_view, issues_of, setting
from bot.slack.forms.offers import held_offer_view, offer_of, offer_view, offering
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, LineUnread
from bot.slack.routing import Click, Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_


def answer_typed(services: SlackServices, context: RequestContext, here: Deal, text: str) -> Answer:
    """`/offer price 95k, 24 months`: an offer as typed, how one was answered, or a question about them."""
    reading = read_offer(text, deal=here, locale=context.actor.locale, today=context.actor.today)
    match reading:
        case OfferTerms():
            return _put(services, context, here, reading, clean_text(text))
        case TypedAnswer():
            return _answered(services, context, here, reading, text)
        case TypedLeaning():
            return mesos.lean(
                context.actor,
                here.id,
                reading.bundle,
                once=context.once,
                services=services.coach,
            )
        case TypedWithdrawal():
            return _taken_off(services, context, here, reading, text)
        case QuestionAsked():
            return compare(services, context, here, "")
        case NotAMove():
            limit = find_own_limit(text, named=False)
            return own_limits.answer_limit(services, context, here, text, limit=limit)
    return OfferUnread(deal=here, doubt=reading.doubt, typed=echo(text))


def answer_correction(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    correction: EntryCorrection,
    text: str,
) -> Answer:
    """`/offer sorry I meant 2900`: asks whether the last offer is to say that. No step of a side follows from it."""
    right, wrong = (
        _read_values(context, here, typed) for typed in (correction.right, correction.old)
    )
    asked = None
    if right is not None:
        request = CorrectOffer(
            by=context.actor,
            deal=here.id,
            values=right.values,
            units=right.units,
            old=wrong.values if wrong is not None else {},
            until=right.until,
            typed=clean_text(text),
            once=context.once,
        )
        asked = offer_corrections.ask_to_correct_offer(request, services=services.coach)
    if asked is not None:
        return asked
    problem = N_(
        "This puts an offer right, so no new one is made of it. Undo the wrong one, then type it once more."
    )
    return LineUnread(hint=problem, example=N_("/deal undo"), typed=echo(text))


def _read_values(context: RequestContext, here: Deal, typed: str) -> OfferTerms | None:
    """What a part of a line says of issues; None where it says nothing of them, or of several packages."""
    if not typed:
        return None
    actor = context.actor
    reading = read_offer(typed, deal=here, locale=actor.locale, today=actor.today)
    is_plain = isinstance(reading, OfferTerms) and not (reading.alternatives or reading.guesses)
    return reading if isinstance(reading, OfferTerms) and is_plain else None


def _put(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    terms: OfferTerms,
    line: str,
    *,
    accepted: str = "",
) -> Answer:
    request = RecordOffer(
        by=context.actor,
        deal=here.id,
        party=terms.party,
        who=terms.who,
        values=terms.values,
        guesses=terms.guesses,
        not_read=terms.not_read,
        guess_texts=terms.guess_texts,
        bare_prices=terms.bare_prices,
        alternatives=terms.alternatives,
        units=terms.units,
        on=terms.on,
        until=terms.until,
        rhythm=terms.rhythm,
        condition=terms.condition,
        typed=line,
        accepted=accepted,
        once=context.once,
    )
    return offers.record_offer(request, services=services.coach)


def _go_on(choice: OfferChoice) -> Click:
    """A button under a question about an offer; for whose it is, the party stands before the key."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        party, _, key = ref.key.partition(".") if choice is OfferChoice.WHOSE else ("", "", ref.key)
        request = PutHeldOffer(
            by=context.actor,
            deal=ref.deal,
            key=key,
            choice=choice,
            party=PartyId(party) if party else None,
            undoes=ref.seq,
            once=context.once,
        )
        return offers.put_all_the_same(request, services=services.coach)

    return click


def _answered(
    services: SlackServices, context: RequestContext, here: Deal, said: TypedAnswer, text: str
) -> Answer:
    """Who answered which offer: done at once where only one can be meant, else the person chooses."""
    listed = offers.list_offers(context.actor, here.id, echo(text), services=services.coach)
    if said.no is not None and all(row.offer.no != said.no for row in listed.rows):
        # `they accepted 80`, where our offer of 80,000 is on the table and none has that number
        figure = replace(said, no=None, amount=Decimal(said.no))
        if any(_says_amount(choice.offer, figure.amount) for choice in _choices(listed, figure)):
            said = figure
    choices = tuple(_choices(listed, said))
    fitting = [
        choice
        for choice in choices
        if _says_amount(choice.offer, said.amount) and _has_package(choice.offer, said.bundle)
    ]
    if len(fitting) == 1:
        return _answer(services, context, here.id, fitting[0], said)
    if said.accepted and said.named and not fitting and said.no is None and said.bundle is None:
        asked = _ask_who_put_forward(services, context, here, said, text, choices)
        if asked is not None:
            return asked
    if choices:
        return WhoAnswered(
            deal=listed.deal, accepted=said.accepted, choices=choices, typed=echo(text)
        )
    known = any(row.offer.no == said.no for row in listed.rows)
    raise Refused(
        why=RefusalReason.SETTLED if known else RefusalReason.NO_OFFER,
        deal=listed.deal,
        typed=echo(text),
    )


def _ask_who_put_forward(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    said: TypedAnswer,
    text: str,
    choices: tuple[AnswerChoice, ...],
) -> Answer | None:
    """The question who offered a figure that was accepted and that no open offer holds; None where it is no offer."""
    terms = read_offer(
        said.named, deal=here, locale=context.actor.locale, today=context.actor.today
    )
    if not isinstance(terms, OfferTerms):
        return None
    unsaid = replace(terms, party=None, who="")
    asked = _put(services, context, here, unsaid, clean_text(text), accepted=said.named)
    return replace(asked, choices=choices) if isinstance(asked, WhoseOffer) else asked


def ask_which_accepted(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> WhoAnswered | None:
    """The question which offer a yes of theirs is about, where they have put a newer one than ours: `she took it` may
    be said of either. None where the sentence names an offer or a figure, or where ours is the last one."""
    actor = context.actor
    said = read_offer(text, deal=here, locale=actor.locale, today=actor.today)
    if not isinstance(said, TypedAnswer) or not said.accepted:
        return None
    if said.no is not None or said.amount is not None or said.bundle is not None:
        return None
    listed = offers.list_offers(actor, here.id, echo(text), services=services.coach)
    ours = [each for each in _choices(listed, said) if each.offer.ours]
    theirs = _choices(listed, replace(said, by=(PartyId(US),)))
    newer = [each for each in theirs if _is_newer_of_who_accepts(each, ours)]
    if not newer:
        return None
    choices = (*ours, *newer)
    return WhoAnswered(deal=listed.deal, accepted=True, choices=choices, typed=echo(text))


def _is_newer_of_who_accepts(theirs: AnswerChoice, ours: Sequence[AnswerChoice]) -> bool:
    """Whether an offer was put by one of those who may have accepted ours, after that."""
    return any(each.by == theirs.offer.by and each.offer.no < theirs.offer.no for each in ours)


def _choices(listed: OffersListed, said: TypedAnswer) -> list[AnswerChoice]:
    """The answers that can be meant: open offers of one side with another side that has not answered yet."""
    found = (row.offer for row in reversed(listed.rows) if row.offer.state is OfferState.OPEN)
    return [
        AnswerChoice(offer=offer, by=by)
        for offer in found
        if said.no in (None, offer.no)
        for by in said.by
        if by != offer.by and not any(reply.by == by for reply in offer.replies)
    ]


def _says_amount(offer: Offer, amount: Decimal | None) -> bool:
    """Whether the figure that an answer names is one of the offer."""
    return amount is None or names_figure_of(offer, amount)


def _has_package(offer: Offer, bundle: int | None) -> bool:
    """Whether an offer holds the package that an answer names: `they took B`."""
    return bundle is None or (offer.is_menu and bundle < len(list_bundles(offer)))


def _answer(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    choice: AnswerChoice,
    said: TypedAnswer,
) -> Answer:
    offer = choice.offer
    request = AnswerOffer(
        by=context.actor,
        deal=deal,
        no=offer.no,
        party=choice.by,
        accepted=said.accepted,
        version=offer.version,
        bundle=said.bundle,
        once=context.once,
    )
    return offer_replies.answer_offer(request, services=services.coach)


def _taken_off(
    services: SlackServices, context: RequestContext, here: Deal, said: TypedWithdrawal, text: str
) -> Answer:
    listed = offers.list_offers(context.actor, here.id, echo(text), services=services.coach)
    ours = (row.offer for row in reversed(listed.rows) if row.offer.ours)
    found = next(
        (o for o in ours if said.no == o.no or (said.no is None and o.state is OfferState.OPEN)),
        None,
    )
    if found is None:
        raise Refused(why=RefusalReason.NO_OFFER, deal=listed.deal, typed=echo(text))
    request = WithdrawOffer(
        by=context.actor, deal=here.id, no=found.no, version=found.version, once=context.once
    )
    return offers.withdraw_offer(request, services=services.coach)


def form(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer`: its form."""
    return _form(services, context, here.id)


def _form(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    no: int = 0,
    *,
    ours: bool = False,
    held: str = "",
) -> Answer:
    """The form for an offer; with what an offer says filled in where it is to be changed, or answered by ours, and with
    what was typed where that waits under the key `held`."""
    found = deals.find_deal_to_record_in(context.actor, deal, services=services.coach)
    listed = offers.list_offers(context.actor, deal, services=services.coach) if no else None
    rows = listed.rows if isinstance(listed, OffersListed) else ()
    offer = next((row.offer for row in rows if row.offer.no == no), None)
    if ours:
        offer = next((row.offer for row in reversed(rows) if row.offer.ours), None)
    party = offer.by if offer else US
    locale, today = context.actor.locale, context.actor.today
    waiting = (
        offers.find_held_offer(context.actor, deal, held, services=services.coach) if held else None
    )
    if waiting is not None:
        return FormOpened(held_offer_view(found, locale, today, waiting))
    return FormOpened(offer_view(found, locale, today, party=party, offer=offer))


def show_log(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer log`: every offer, what it changed, how it was answered."""
    return offers.list_offers(context.actor, here.id, services=services.coach)


def compare(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer compare`: the latest offers of all sides side by side; `/offer compare Alpha`: ours and that party's."""
    named = clean_text(rest).casefold()
    parties = [each.id for each in here.parties if named and named in each.name.casefold()]
    return _compared(services, context, here.id, parties)


def _compared(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    parties: Sequence[PartyId] = (),
) -> Answer:
    listed = offers.list_offers(context.actor, deal, services=services.coach)
    shown = [each for each in listed.latest if not parties or each.ours or each.by in parties]
    latest = tuple(sorted(shown, key=lambda offer: (not offer.ours, offer.no)))
    saving = savings.find_saving(context.actor, deal, services=services.coach)
    return OffersCompared(deal=listed.deal, today=listed.today, latest=latest, saving=saving)


def show_issues(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal issues`: what the deal negotiates about; the form for the first one where nobody said."""
    listed = offers.list_offers(context.actor, here.id, services=services.coach)
    return (
        IssuesSet(deal=listed.deal)
        if listed.deal.issues
        else _issue_form(services, context, here.id, 0)
    )


def _issue_form(
    services: SlackServices, context: RequestContext, deal: DealId, place: int, version: int = 0
) -> Answer:
    found = deals.find_deal_to_record_in(context.actor, deal, services=services.coach)
    if place and version != found.version:
        return IssuesSet(deal=found)
    return FormOpened(issue_view(found, context.actor.locale, place))


def add_issue(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form for a new issue, or for one of those that were listed."""
    return _issue_form(services, context, ref.deal, ref.number or 0, ref.seq)


def _set_direction(*, more: bool) -> Click:
    """Buttons that say which way of an issue is better for us; the key is its place among the deal's issues."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        found = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
        names = {str(place): issue.name for place, issue in enumerate(found.issues)}
        if ref.key not in names:
            raise Refused(why=RefusalReason.CHANGED, deal=found)
        return issues.set_direction(
            context.actor,
            ref.deal,
            names[ref.key],
            more=more,
            key=context.once,
            services=services.coach,
        )

    return click


def _replied(
    context: RequestContext, ref: ButtonValue, party: str, bundle: str = ""
) -> AnswerOffer:
    """A party's yes to the offer of a button; `bundle` counts its equal packages from 0."""
    return AnswerOffer(
        by=context.actor,
        deal=ref.deal,
        no=OfferNo(ref.no),
        party=PartyId(party),
        accepted=True,
        version=ref.version,
        bundle=_bundle(bundle) if bundle else None,
        once=context.once,
    )


def _reply(*, accepted: bool) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return offer_replies.answer_offer(
            replace(_replied(context, ref, ref.key), accepted=accepted), services=services.coach
        )

    return route


def accept_all_the_same(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """Our yes to an offer of theirs although the deal is on hold; what the plan holds against it was asked before."""
    request = replace(_replied(context, ref, US, ref.key), checked=True, anyway=True)
    return offer_replies.answer_offer(request, services=services.coach)


def _bundle(text: str) -> int:
    if not (text.isdecimal() and len(text) < 3):
        raise UnknownButton
    return int(text)


def take_package(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A yes to one of several packages; which one, and whose yes it is, the button says."""
    bundle, _, party = ref.key.partition(".")
    return offer_replies.answer_offer(
        _replied(context, ref, party, bundle), services=services.coach
    )


def withdraw(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Takes an offer of ours off the table."""
    request = WithdrawOffer(
        by=context.actor, deal=ref.deal, no=OfferNo(ref.no), version=ref.version, once=context.once
    )
    return offers.withdraw_offer(request, services=services.coach)


def change(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form with what an offer says, to put another in its place, or with the line that a question
    is about."""
    return _form(services, context, ref.deal, ref.no, held=ref.key)


def answer_with_ours(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form for an offer of ours that answers theirs, with where we stand."""
    return _form(services, context, ref.deal, ref.no, ours=True)


def say(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """An offer of ours in words, where they can be marked and copied."""
    listed = offers.list_offers(context.actor, ref.deal, services=services.coach)
    row = next(
        (row for row in listed.rows if row.offer.ours and row.offer.no == OfferNo(ref.no)), None
    )
    if row is None:
        raise Refused(why=RefusalReason.NO_OFFER, deal=listed.deal)
    said = OfferSaid(deal=listed.deal, offer=row.offer, step=row.step)
    return FormOpened(
        copy_view(
            services.renderer.plain(said, locale=context.actor.locale, today=context.actor.today)
        )
    )


def show_compared(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The latest offers side by side."""
    return _compared(services, context, ref.deal)


def show_offers(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Every offer of the deal."""
    return offers.list_offers(context.actor, ref.deal, services=services.coach)


def record(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """An offer from its form."""
    here = _deal_of(services, context, view)
    filled = offering(here, context.actor.locale, context.actor.today).read(view)
    return offers.record_offer(offer_of(filled, here, context.actor), services=services.coach)


def set_issue(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """An issue from its form."""
    here = _deal_of(services, context, view)
    known = parse_metadata(view.get("private_metadata") or "").move > 0
    filled = setting(here, context.actor.locale, known=known).read(view)
    if filled.metadata.version != here.version:
        raise Refused(why=RefusalReason.CHANGED, deal=here)
    return issues.set_issues(issues_of(filled, here, context.actor), services=services.coach)


def _deal_of(services: SlackServices, context: RequestContext, view: Element) -> Deal:
    """The deal that a form is about, for somebody who may record in it."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    return deals.find_deal_to_record_in(
        context.actor, DealId(metadata.deal), services=services.coach
    )


ROUTES = Routes(
    deal_words={"issues": show_issues},
    offer_words={
        "": form,
        "log": show_log,
        "list": show_log,
        "compare": compare,
        "issues": show_issues,
    },
    clicks={
        "offer.form": change,
        "offer.reply": answer_with_ours,
        "offer.accepted": _reply(accepted=True),
        "offer.declined": _reply(accepted=False),
        "offer.withdraw": withdraw,
        "offer.say": say,
        "offer.compare": show_compared,
        "offer.log": show_offers,
        "offer.anyway": _go_on(OfferChoice.ANYWAY),
        "offer.whose": _go_on(OfferChoice.WHOSE),
        "offer.new_issues": _go_on(OfferChoice.NEW_ISSUES),
        "offer.no_issues": _go_on(OfferChoice.NO_ISSUES),
        "offer.in_thousands": _go_on(OfferChoice.IN_THOUSANDS),
        "offer.as_typed": _go_on(OfferChoice.AS_TYPED),
        "offer.corrects": _go_on(OfferChoice.CORRECTS),
        "offer.accept_anyway": accept_all_the_same,
        "offer.take": take_package,
        "issue.form": add_issue,
        "issue.more": _set_direction(more=True),
        "issue.less": _set_direction(more=False),
    },
    submissions={"offer.record": record, "issue.set": set_issue},
)
