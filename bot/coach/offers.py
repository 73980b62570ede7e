"""Offers put on the table by either side: recorded, withdrawn, listed, and which package they leaned to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.coach.actors import Actor, Need
from bot.coach.answers import Doubt, MoveShown, RefusalReason, Sentence, SentenceKind
from bot.coach.answers.offers import (
    NewIssuesAsked,
    OfferHeld,
    OfferRecorded,
    OfferRow,
    OffersListed,
    OfferUnfit,
    OfferWithdrawn,
    ThousandsAsked,
    WhoseOffer,
)
from bot.coach.cautions import find_caution, find_offer_caution
from bot.coach.context import (
    DealSession,
    LedgerChange,
    WrittenEntry,
    open_session,
    session_for_writing,
)
from bot.coach.gives import check_draft
from bot.coach.held import keep_offer, offer_kept, take_offer
from bot.coach.issues import (
    find_issue_to_ask_about,
    find_unfit_values,
    join_rate_to_price,
    leave_out_guesses,
    open_named_issues,
)
from bot.coach.offer_changes import (
    change_of,
    describe_table,
    is_open,
    list_deal_offers,
    with_state,
)
from bot.coach.offer_corrections import undo_wrong_offer
from bot.coach.offer_gives import combine_gives, keep_bare_gives
from bot.coach.offer_sizes import ask_about_thousands, multiply_price
from bot.coach.recording import run_once_in_deal
from bot.coach.records import PendingOffer
from bot.coach.refusals import Refused
from bot.coach.requests.offers import (
    LeanTo,
    OfferChoice,
    PutHeldOffer,
    RecordOffer,
    WithdrawOffer,
)
from bot.coach.rhythms import describe_rhythm
from bot.coach.services import Services
from bot.domain.cautions import Caution
from bot.domain.consequences import (
    derive_moves_from_offer,
    derive_moves_from_refusal,
)
from bot.domain.deals import Deal
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.issues import Issue
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState, list_valid_offers
from bot.domain.scores import build_scores
from bot.domain.steps import (
    compare_offers,
    compare_successive_offers,
    find_responses,
)
from bot.domain.working_ledger import Consequences

_TAKES_THE_PLACE = frozenset({OfferChoice.CORRECTS, OfferChoice.NEW_ISSUES})
"""Answers after which an offer stands in the place of the one that was recorded first."""
OfferPut = OfferRecorded | OfferHeld | OfferUnfit | WhoseOffer | NewIssuesAsked | ThousandsAsked


def record_offer(request: RecordOffer, *, services: Services) -> OfferPut | MoveShown:
    """Puts an offer of one side on the table. What it changed against the same side's offer before goes into the ledger
    in the same entry, so that undoing it restores everything. On hold, one of ours that gives is asked about first."""

    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordOffer) -> OfferPut:
    deal = session.deal
    asked = ask_about_thousands(session, request)
    if asked is not None:
        keep_offer(session, request)
        return asked
    if request.party is None:
        keep_offer(session, request)
        return WhoseOffer(
            deal=deal,
            who=request.who,
            key=request.once,
            typed=request.typed,
            accepted=request.accepted,
        )
    if request.party not in (US, *(party.id for party in deal.parties)):
        raise Refused(why=RefusalReason.NO_PARTY, deal=deal, typed=request.typed)
    if not request.values:
        raise Refused(why=RefusalReason.BAD_FIGURE, deal=deal, typed=request.typed)
    unfit = tuple(find_unfit_values(deal, (request.values, *request.alternatives)))
    if unfit:
        return OfferUnfit(deal=deal, unfit=unfit, typed=request.typed)
    offers = list_valid_offers(list_deal_offers(session))
    if offers and _same_again(session, request, offers[-1]):
        raise Refused(why=RefusalReason.SAME_AGAIN, deal=deal, typed=request.typed)
    new_names = tuple(name for name in request.guesses if deal.find_issue(name) is None)
    if not new_names:
        return _put_read_offer(session, request, offers)
    keep_offer(session, request)
    if not _says_enough_without(request, new_names):
        return NewIssuesAsked(deal=deal, names=new_names, key=request.once, typed=request.typed)
    put = _put_read_offer(session, leave_out_guesses(deal, request), offers)
    if not isinstance(put, OfferRecorded):
        return put
    return replace(put, guessed=new_names, key=request.once)


def _says_enough_without(request: RecordOffer, new_names: Collection[str]) -> bool:
    """Whether an offer stands as it is without what may be new issues: other terms are left, and none of these has a
    number (`112k incl transport`)."""
    has_numbers = any(isinstance(request.values.get(name), Decimal) for name in new_names)
    is_left = any(name not in request.guesses for name in request.values)
    return is_left and not has_numbers and not request.alternatives


def _put_read_offer(
    session: DealSession, request: RecordOffer, offers: Sequence[Offer]
) -> OfferRecorded | OfferHeld:
    """Puts an offer of which everything is known; `offers` are those before it. Asks first where one of ours gives
    while the deal is on hold."""
    stood = session.deal
    earlier = [offer for offer in offers if offer.by == request.party]
    session, request = join_rate_to_price(session, request, offers)
    session, opened = open_named_issues(session, request)
    if session.deal is not stood:
        changed = replace(session.deal, version=stood.version + 1)
        session = replace(session, deal=changed)
    names = frozenset(issue.name for issue in opened)
    offer = replace(
        _offer_of(session, request, earlier[-1] if earlier else None),
        opened=names,
        options=_find_new_options(stood, session.deal, names),
    )
    found = derive_moves_from_offer(offer, describe_table(session, (*offers, offer)))
    gives = tuple(move for move in found.new if move.kind is Kind.GIVE)
    if gives and session.deal.is_on_hold(session.by.today) and not request.anyway:
        keep_offer(session, request)
        return OfferHeld(deal=stood, gives=gives, key=request.once)
    if session.deal is not stood:
        session.work.deals.update(session.deal)
    if not request.confirmed:
        found = keep_bare_gives(session, found)
    return _put(session, offer, offers, found, opened, request.not_read)


def _find_new_options(
    before: Deal, after: Deal, opened: Collection[str]
) -> frozenset[tuple[str, str]]:
    """The options that an offer brought to issues which were there before it, as issue and option."""
    known = {(issue.name, option) for issue in before.issues for option in issue.options}
    found: set[tuple[str, str]] = set()
    for issue in after.issues:
        if issue.name not in opened:
            found.update((issue.name, option) for option in issue.options)
    return frozenset(found - known)


def find_held_offer(
    actor: Actor, deal: DealId, key: str, *, services: Services
) -> PendingOffer | None:
    """The offer that the person was asked about, which goes on waiting; None where it no longer does."""
    with session_for_writing(services, actor, deal, Need.RECORD) as session:
        held = take_offer(session, key)
        if held is not None:
            session.work.pending.save(session.by.team, held)
        return held


def put_all_the_same(request: PutHeldOffer, *, services: Services) -> OfferPut | MoveShown:
    """Goes on with the offer that was asked about: once, and for the person who was asked."""

    return run_once_in_deal(services, request, lambda session: _put_held(session, request))


def _put_held(session: DealSession, request: PutHeldOffer) -> OfferPut:
    line = take_offer(session, request.key)
    if line is None:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
    order = offer_kept(session, line, request.once)
    if request.undoes or request.choice is OfferChoice.CORRECTS:
        return _put_instead(session, order, request)
    done = _record(session, _decide(session, order, request))
    if isinstance(done, OfferUnfit):
        session.work.pending.save(session.by.team, line)
    return done


def _put_instead(session: DealSession, order: RecordOffer, request: PutHeldOffer) -> OfferRecorded:
    """Puts an offer in the place of one that it corrects, also while the deal is on hold: that was decided with the
    first one. Raises `Refused`, and undoes nothing, where it cannot be put."""
    if request.choice not in _TAKES_THE_PLACE or not request.undoes:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    session = undo_wrong_offer(session, request.undoes)
    done = _record(session, replace(_decide(session, order, request), anyway=True))
    if not isinstance(done, OfferRecorded):
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, typed=order.typed)
    return done


def _decide(session: DealSession, order: RecordOffer, request: PutHeldOffer) -> RecordOffer:
    """The offer after what the person answered. Raises `Refused` where nothing of it is left."""
    match request.choice:
        case OfferChoice.WHOSE:
            return replace(order, party=request.party)
        case OfferChoice.NEW_ISSUES:
            return replace(order, guesses=())
        case OfferChoice.NO_ISSUES:
            left = leave_out_guesses(session.deal, order)
            if not left.values:
                raise Refused(why=RefusalReason.BAD_FIGURE, deal=session.deal, typed=order.typed)
            return left
        case OfferChoice.CORRECTS | OfferChoice.AS_TYPED:
            return order
        case OfferChoice.IN_THOUSANDS:
            return multiply_price(session, order)
        case OfferChoice.ANYWAY:
            return replace(order, anyway=True, confirmed=True)


def _same_again(session: DealSession, request: RecordOffer, last: Offer) -> bool:
    """Whether the same person typed the same line moments ago."""
    since = session.services.clock.now() - timedelta(minutes=session.deal.policy.double_minutes)
    return (
        bool(last.typed)
        and (last.typed, last.person) == (request.typed, session.by.person)
        and last.at >= since
    )


def _offer_of(session: DealSession, request: RecordOffer, before: Offer | None) -> Offer:
    stands = {} if before is None else before.values
    values = {**stands, **request.values}
    return Offer(
        no=OfferNo(max((o.no for o in list_deal_offers(session)), default=0) + 1),
        by=request.party or PartyId(US),
        values=values,
        stated=frozenset(request.values),
        alternatives=tuple({**values, **bundle} for bundle in request.alternatives),
        on=request.on or session.by.today,
        at=session.services.clock.now(),
        person=session.by.person,
        until=request.until,
        rhythm=request.rhythm or (describe_rhythm(session) if request.party == US else ""),
        condition=request.condition,
        typed=request.typed,
    )


def _put(
    session: DealSession,
    offer: Offer,
    offers: Sequence[Offer],
    found: Consequences,
    issues: tuple[Issue, ...],
    not_read: str,
) -> OfferRecorded:
    open_before = [o for o in offers if o.by == offer.by and o.state is OfferState.OPEN]
    replaced = [with_state(o, OfferState.REPLACED) for o in open_before]
    change = change_of(Verb.OFFERED, found, after=(*replaced, offer), before=open_before)
    written = session.write(change)
    drafts = tuple(move for move in found.new if move.state is State.DRAFT)
    check = None
    if drafts:
        whole = combine_gives(session, drafts)
        check = check_draft(session, whole, written.entry.seq, Doubt.UNANSWERED)
    before = next((o for o in reversed(offers) if o.by == offer.by), None)
    answered = before is not None and any(o.by != offer.by and o.no > before.no for o in offers)
    return OfferRecorded(
        deal=written.session.deal,
        offer=offer,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        before=before,
        step=None
        if before is None
        else compare_offers(
            before,
            offer,
            build_scores(session.deal),
            tolerance=session.deal.policy.class_tolerance,
            answered=answered,
        ),
        derived=found.new,
        matched=found.tied,
        lapsed=tuple(
            m for m in found.after if m.state in (State.LAPSED, State.TAKEN_BACK, State.WITHDRAWN)
        ),
        answered=tuple(m for m in found.after if m.state in (State.GRANTED, State.PARTLY)),
        opened=issues,
        to_direct=find_issue_to_ask_about(session.deal, (*offers, offer)),
        check=check,
        not_read=not_read,
        resumed=written.resumed,
        sentence=_sentence(session.deal, offer, found.new),
        caution=_caution(written, offer, found.new),
    )


def _sentence(deal: Deal, offer: Offer, new: Sequence[Move]) -> Sentence | None:
    """An offer of ours that gives and asks, or gives on a condition, as a sentence; our side of it first."""
    gives = [m.issue for m in new if m.kind is Kind.GIVE and m.has_if]
    asks = [m.issue for m in new if m.kind is Kind.ASK and m.ours]
    if not gives:
        return None
    give, get = (", ".join(_term(deal, offer, name) for name in names) for names in (gives, asks))
    return Sentence(
        kind=SentenceKind.OFFER_IF, give=give, get=get, condition=offer.condition, by=offer.until
    )


def _term(deal: Deal, offer: Offer, name: str) -> str:
    """What an offer says on an issue, as one would say it: price 95000 EUR."""
    unit = next((issue.unit for issue in deal.issues if issue.name == name), "")
    value = offer.values[name]
    return f"{name} {f'{value:f}' if isinstance(value, Decimal) else value} {unit}".strip()


def _caution(written: WrittenEntry, offer: Offer, new: Sequence[Move]) -> Caution | None:
    """What to say of an offer: about a give of ours with nothing in return first, else about the offer itself."""
    give = next((m for m in new if m.kind is Kind.GIVE and m.state is State.FIRM), None)
    told = find_caution(written.session, give, written.entry.tied) if give else None
    return told or find_offer_caution(written.session, offer)


def withdraw_offer(request: WithdrawOffer, *, services: Services) -> OfferWithdrawn | MoveShown:
    """Takes an offer of ours off the table; the conditional gives in it lapse, and what it asked for is withdrawn."""

    return run_once_in_deal(services, request, lambda session: _withdraw(session, request))


def _withdraw(session: DealSession, request: WithdrawOffer) -> OfferWithdrawn:
    offers = list_valid_offers(list_deal_offers(session))
    offer = next((o for o in offers if o.no == request.no and o.ours), None)
    why = _why_not(offer, request.version)
    if why is not None or offer is None:
        raise Refused(why=why or RefusalReason.NO_OFFER, deal=session.deal)
    if offer.state is not OfferState.OPEN:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
    found = derive_moves_from_refusal(offer, describe_table(session, offers), State.WITHDRAWN)
    after = with_state(offer, OfferState.WITHDRAWN)
    written = session.write(change_of(Verb.WITHDRAWN, found, after=(after,), before=(offer,)))
    return OfferWithdrawn(deal=session.deal, offer=after, seq=written.entry.seq, lapsed=found.after)


def _why_not(offer: Offer | None, version: int) -> RefusalReason | None:
    if offer is None:
        return RefusalReason.NO_OFFER
    return RefusalReason.CHANGED if offer.version != version else None


def lean_to(request: LeanTo, *, services: Services) -> OffersListed | MoveShown:
    """Keeps which of several equal bundles of ours they leaned to."""

    return run_once_in_deal(services, request, lambda session: _lean(session, request))


def _lean(session: DealSession, request: LeanTo) -> OffersListed:
    offer = next(
        (o for o in list_valid_offers(list_deal_offers(session)) if o.no == request.no and o.ours),
        None,
    )
    why = _why_not(offer, request.version)
    if why is not None or offer is None:
        raise Refused(why=why or RefusalReason.NO_OFFER, deal=session.deal)
    if not 0 <= request.bundle <= len(offer.alternatives):
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    after = replace(offer, leaned=request.bundle, version=offer.version + 1)
    session.write(LedgerChange(verb=Verb.LEANED, moves=(), offers=(after,), offers_before=(offer,)))
    return _listed(session)


def list_offers(
    by: Actor, deal: DealId | None = None, typed: str = "", *, services: Services
) -> OffersListed:
    """All offers of a deal, oldest first, with what each changed and how it was answered."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ, typed)
        return _listed(session)


def _listed(session: DealSession) -> OffersListed:
    offers = [_as_of_today(o, session) for o in list_valid_offers(list_deal_offers(session))]
    scores = build_scores(session.deal)
    changes = compare_successive_offers(
        offers, scores, tolerance=session.deal.policy.class_tolerance
    )
    replies = find_responses(offers, scores)
    return OffersListed(
        deal=session.deal,
        today=session.by.today,
        rows=tuple(
            OfferRow(offer=o, step=changes.get(o.no), response=replies[o.no]) for o in offers
        ),
        latest=tuple({offer.by: offer for offer in offers}.values()),
    )


def _as_of_today(offer: Offer, session: DealSession) -> Offer:
    """The offer as it stands on the day: an open one has lapsed after its last day."""
    over = offer.state is OfferState.OPEN and not is_open(offer, session)
    return replace(offer, state=OfferState.LAPSED) if over else offer
