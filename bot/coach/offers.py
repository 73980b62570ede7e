"""Offers: what a deal negotiates about, offers put on the table by either side, and how they were answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.coach.actors import Actor, Need
from bot.coach.agreements import mark_agreed
from bot.coach.answers import MoveShown, RefusalReason, Sentence, SentenceKind
from bot.coach.answers.mesos import MesoShown
from bot.coach.answers.offers import (
    AcceptHeld,
    IssuesSet,
    OfferAnswered,
    OfferHeld,
    OfferRecorded,
    OfferRow,
    OffersListed,
    OfferUnfit,
    OfferWithdrawn,
    UnfitValue,
    WhichPackage,
)
from bot.coach.answers.plans import AcceptChecked
from bot.coach.cautions import find_caution, find_offer_caution
from bot.coach.context import DealSession, LedgerChange, WrittenEntry, open_session
from bot.coach.held import keep_held, offer_held, take_held
from bot.coach.plans import check_before_accepting
from bot.coach.recording import run_once_in_deal
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.requests.offers import (
    AnswerOffer,
    LeanTo,
    PutHeldOffer,
    RecordOffer,
    SetIssues,
    WithdrawOffer,
)
from bot.coach.rhythms import describe_rhythm
from bot.coach.services import Services
from bot.domain.cautions import Caution
from bot.domain.consequences import (
    derive_moves_from_acceptance,
    derive_moves_from_offer,
    derive_moves_from_refusal,
)
from bot.domain.deals import Deal, Side
from bot.domain.ids import US, DealId, OfferNo
from bot.domain.issues import Bundle, Issue, Value
from bot.domain.ledger import Verb
from bot.domain.matching import subject_words
from bot.domain.meso import compare_bundles
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferReply, OfferState, list_bundles, list_valid_offers
from bot.domain.scores import build_scores
from bot.domain.steps import (
    compare_offers,
    compare_successive_offers,
    find_responses,
)
from bot.domain.working_ledger import Consequences, TableState
from bot.language.price_words import PRICES, REBATES

PRICE_ISSUES = subject_words(" ".join(PRICES))
REBATE_ISSUES = subject_words(" ".join(REBATES))
"""Issues of which anybody knows which way is better for whom."""


def set_issues(request: SetIssues, *, services: Services) -> IssuesSet | MoveShown:
    """Replaces what the deal negotiates about; an issue that offers already speak of stays."""

    return run_once_in_deal(services, request, lambda session: _set_issues(session, request))


def _set_issues(session: DealSession, request: SetIssues) -> IssuesSet:
    if session.deal.version != request.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    named = [issue.name.casefold() for issue in request.issues]
    if len(set(named)) < len(named) or not all(map(_sound, request.issues)):
        raise Refused(why=RefusalReason.BAD_FIGURE, deal=session.deal)
    spoken = {name for offer in list_valid_offers(_offers(session)) for name in offer.values}
    kept = tuple(
        i for i in session.deal.issues if i.name in spoken and i.name.casefold() not in named
    )
    deal = replace(session.deal, issues=(*request.issues, *kept), version=session.deal.version + 1)
    session.work.keys.mark_processed(
        deal.team,
        request.once,
        ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1),
        session.services.clock.now(),
    )
    session.write_audit(Verb.SET, "issues")
    session.work.deals.update(deal)
    return IssuesSet(deal=deal)


def _sound(issue: Issue) -> bool:
    ordered = issue.low is None or issue.high is None or issue.low < issue.high
    return bool(issue.name.strip()) and ordered and len(set(issue.options)) == len(issue.options)


OfferPut = OfferRecorded | OfferHeld | OfferUnfit


def record_offer(request: RecordOffer, *, services: Services) -> OfferPut | MoveShown:
    """Puts an offer of one side on the table. What it changed against the same side's offer before goes into the ledger
    in the same entry, so that undoing it restores everything. On hold, one of ours that gives is asked about first."""

    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordOffer) -> OfferPut:
    if request.party not in (US, *(party.id for party in session.deal.parties)):
        raise Refused(why=RefusalReason.NO_PARTY, deal=session.deal, typed=request.typed)
    if not request.values:
        raise Refused(why=RefusalReason.BAD_FIGURE, deal=session.deal, typed=request.typed)
    unfit = tuple(_unfit(session.deal, (request.values, *request.alternatives)))
    if unfit:
        return OfferUnfit(deal=session.deal, unfit=unfit, typed=request.typed)
    offers = list_valid_offers(_offers(session))
    if offers and _same_again(session, request, offers[-1]):
        raise Refused(why=RefusalReason.SAME_AGAIN, deal=session.deal, typed=request.typed)
    before = next((o for o in reversed(offers) if o.by == request.party), None)
    stood, known = (
        session.deal,
        {(issue.name, option) for issue in session.deal.issues for option in issue.options},
    )
    session, opened_ = _with_issues(session, request)
    new = frozenset(issue.name for issue in opened_)
    now = {
        (i.name, option) for i in session.deal.issues if i.name not in new for option in i.options
    }
    offer = replace(_offer_of(session, request, before), opened=new, options=frozenset(now - known))
    found = derive_moves_from_offer(offer, _scene(session, (*offers, offer)))
    gives = tuple(m for m in found.new if m.kind is Kind.GIVE)
    if gives and session.deal.held_since is not None and not request.anyway:
        keep_held(session, request)
        return OfferHeld(deal=stood, gives=gives, key=request.once)
    if session.deal is not stood:
        session.work.deals.update(session.deal)
    return _put(session, offer, offers, found, opened_)


def put_all_the_same(request: PutHeldOffer, *, services: Services) -> OfferPut | MoveShown:
    """Puts the offer on the table that was asked about because of the hold: once, and for the person who was asked."""

    return run_once_in_deal(services, request, lambda session: _put_held(session, request))


def _put_held(session: DealSession, request: PutHeldOffer) -> OfferPut:
    line = take_held(session, request.key)
    if line is None:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
    done = _record(session, offer_held(session, line, request.once))
    if not isinstance(done, OfferRecorded):
        session.work.pending.save(session.by.team, line)
    return done


def _same_again(session: DealSession, request: RecordOffer, last: Offer) -> bool:
    """Whether the same person typed the same line moments ago."""
    since = session.services.clock.now() - timedelta(minutes=session.deal.policy.double_minutes)
    return (
        bool(last.typed)
        and (last.typed, last.person) == (request.typed, session.by.person)
        and last.at >= since
    )


def _offers(session: DealSession) -> Sequence[Offer]:
    return session.work.offers.list_in_deal(session.by.team, session.deal.id)


def _offer_of(session: DealSession, request: RecordOffer, before: Offer | None) -> Offer:
    stands = {} if before is None else before.values
    values = {**stands, **request.values}
    return Offer(
        no=OfferNo(max((o.no for o in _offers(session)), default=0) + 1),
        by=request.party,
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
) -> OfferRecorded:
    open_before = [o for o in offers if o.by == offer.by and o.state is OfferState.OPEN]
    replaced = [_now(o, OfferState.REPLACED) for o in open_before]
    change = _change(Verb.OFFERED, found, after=(*replaced, offer), before=open_before)
    written = session.write(change)
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


def _scene(session: DealSession, offers: Sequence[Offer]) -> TableState:
    return TableState(
        deal=session.deal,
        ledger=session.ledger,
        offers=offers,
        scores=build_scores(session.deal),
        person=session.by.person,
        today=session.by.today,
        at=session.services.clock.now(),
        last=session.snapshot.totals.last,
    )


def _change(
    verb: Verb, found: Consequences, *, after: Sequence[Offer], before: Sequence[Offer]
) -> LedgerChange:
    return LedgerChange(
        verb=verb,
        moves=(*found.after, *found.new),
        before=found.before,
        tied=found.tied,
        untied=found.untied,
        offers=tuple(after),
        offers_before=tuple(before),
    )


def _now(offer: Offer, state: OfferState) -> Offer:
    return replace(offer, state=state, version=offer.version + 1)


def _unfit(deal: Deal, bundles: Sequence[Bundle]) -> list[UnfitValue]:
    """What an offer says that the deal's issues do not take: a number out of its range, a word for a number, an option
    that is none where it is known what the options are worth."""
    issues = {issue.name: issue for issue in deal.issues}
    said = [
        (issues[name], value)
        for bundle in bundles
        for name, value in bundle.items()
        if name in issues
    ]
    return [
        UnfitValue(issue=issue, value=value) for issue, value in said if not _fits(issue, value)
    ]


def _fits(issue: Issue, value: Value) -> bool:
    if isinstance(value, Decimal):
        inside = (issue.low is None or value >= issue.low) and (
            issue.high is None or value <= issue.high
        )
        return issue.is_numeric and value.is_finite() and inside
    return value in issue.options or (
        bool(issue.options) and not issue.scales and bool(value.strip())
    )


def _with_issues(
    session: DealSession, request: RecordOffer
) -> tuple[DealSession, tuple[Issue, ...]]:
    """The book whose deal knows every issue and option that the offer names, not saved yet, and the issues opened for
    it."""
    known = {issue.name: issue for issue in session.deal.issues}
    named = [pair for bundle in (request.values, *request.alternatives) for pair in bundle.items()]
    for name, value in named:
        issue = known.get(name) or opened_issue(
            name, value, request.units.get(name, ""), session.deal.side
        )
        more = isinstance(value, str) and value not in issue.options
        known[name] = replace(issue, options=(*issue.options, str(value))) if more else issue
    issues = tuple(known.values())
    if issues == session.deal.issues:
        return session, ()
    deal = replace(session.deal, issues=issues, version=session.deal.version + 1)
    before = {issue.name for issue in session.deal.issues}
    return replace(session, deal=deal), tuple(i for i in issues if i.name not in before)


def opened_issue(name: str, value: Value, unit: str, side: Side) -> Issue:
    """An issue that an offer names for the first time: a number in its unit, or a choice. Which way is better for us is
    known of prices and rebates alone."""
    words = subject_words(name)
    dear, off = bool(words & PRICE_ISSUES), bool(words & REBATE_ISSUES)
    more = (
        None
        if dear == off or side not in (Side.SELLING, Side.BUYING)
        else dear == (side is Side.SELLING)
    )
    if isinstance(value, Decimal):
        return Issue(name=name, unit=unit, more_is_ours=more)
    return Issue(name=name, options=(value,))


AnswerOutcome = OfferAnswered | AcceptChecked | AcceptHeld | MesoShown | WhichPackage


def answer_offer(request: AnswerOffer, *, services: Services) -> AnswerOutcome | MoveShown:
    """Records that an offer was accepted or declined. Accepted by everybody else at the table, what it holds stands and
    every other open offer lapses; a second yes, of those who made it, is kept beside it. Before our own yes the plan is
    asked, where the person may see it, and on hold whether to give what it gives all the same; before any to equal
    bundles, which one was picked."""

    return run_once_in_deal(services, request, lambda session: _answer(session, request))


def _answer(session: DealSession, request: AnswerOffer) -> AnswerOutcome:
    if request.party not in (US, *(party.id for party in session.deal.parties)):
        raise Refused(why=RefusalReason.NO_PARTY, deal=session.deal)
    offers = list_valid_offers(_offers(session))
    meant = _meant(offers, request, session)
    offer = _with_its_pick(session, request, meant)
    if not isinstance(offer, Offer):
        return offer
    doubt = (
        _before_our_yes(session, request, offer, offers)
        if request.accepted and request.party == US
        else None
    )
    if doubt is not None:
        return doubt
    replies = (*offer.replies, _reply(request, session, offers))
    if offer.by == request.party:
        return _answered(session, request, replace(offer, replies=replies), offers, Consequences())
    if not request.accepted:
        found = derive_moves_from_refusal(offer, _scene(session, offers))
        return _answered(
            session,
            request,
            replace(offer, replies=replies, state=OfferState.DECLINED),
            offers,
            found,
        )
    if not _all_said_yes(session.deal, offer, replies):
        return _answered(session, request, replace(offer, replies=replies), offers, Consequences())
    picked = offer.with_pick_first
    found = _accepted(session, request, offer, offers)
    return _answered(
        session, request, replace(picked, replies=replies, state=OfferState.ACCEPTED), offers, found
    )


def _with_its_pick(
    session: DealSession, request: AnswerOffer, offer: Offer
) -> Offer | MesoShown | WhichPackage:
    """Equal bundles that are accepted, with the one that was picked; where nobody knows which, the question."""
    if (
        not (request.accepted and offer.is_menu)
        or offer.by == request.party
        or offer.leaned is not None
    ):
        return offer
    if request.bundle is not None:
        if not 0 <= request.bundle <= len(offer.alternatives):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return replace(offer, leaned=request.bundle)
    rows = compare_bundles(session.deal.issues, list_bundles(offer), {})
    if not offer.ours:
        return WhichPackage(deal=session.deal, offer=offer, by=request.party, rows=rows)
    return offer if request.checked else MesoShown(deal=session.deal, offer=offer, rows=rows)


def _accepted(
    session: DealSession, request: AnswerOffer, offer: Offer, offers: Sequence[Offer]
) -> Consequences:
    """What follows from the last yes, with all that were said before it."""
    picked = offer.with_pick_first
    scene = _scene(session, [picked if o.no == picked.no else o for o in offers])
    yes = dict.fromkeys([*(reply.by for reply in offer.replies if reply.accepted), request.party])
    return derive_moves_from_acceptance(
        picked, [by for by in yes if by != offer.by], scene, another=picked.values != offer.values
    )


def _before_our_yes(
    session: DealSession, request: AnswerOffer, offer: Offer, offers: Sequence[Offer]
) -> AcceptChecked | AcceptHeld | None:
    """What to ask before our yes counts: what the plan holds against it; on hold, whether to give all the same."""
    doubt = None if request.checked else check_before_accepting(session, offer)
    if doubt is not None or offer.ours or request.anyway or session.deal.held_since is None:
        return doubt
    found = _accepted(session, request, offer, offers)
    gives = tuple(
        m for m in (*found.after, *found.new) if m.kind is Kind.GIVE and m.state is State.FIRM
    )
    return AcceptHeld(deal=session.deal, offer=offer, gives=gives) if gives else None


def _reply(request: AnswerOffer, session: DealSession, offers: Sequence[Offer]) -> OfferReply:
    return OfferReply(
        by=request.party, accepted=request.accepted, on=session.by.today, after=offers[-1].no
    )


def _all_said_yes(deal: Deal, offer: Offer, replies: Sequence[OfferReply]) -> bool:
    yes = {reply.by for reply in replies if reply.accepted}
    return all(party in yes for party in (US, *(p.id for p in deal.parties)) if party != offer.by)


def _meant(offers: Sequence[Offer], request: AnswerOffer, session: DealSession) -> Offer:
    """The offer that is answered: by its number, else the other side's latest open one; a second yes where they have
    agreed already."""
    others = [o for o in offers if o.by != request.party]
    if request.no is not None:
        offer = next((o for o in others if o.no == request.no), None)
    else:
        said = (o for o in reversed(others) if _open(o, session) and not _replied(o, request))
        agreed = (o for o in reversed(offers) if request.accepted and _may_confirm(o, request))
        offer = next(said, None) or next(agreed, None)
    if offer is None:
        known = others or any(_replied(o, request) for o in offers)
        raise Refused(
            why=RefusalReason.SETTLED if known else RefusalReason.NO_OFFER, deal=session.deal
        )
    if request.version is not None and request.version != offer.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    if request.no is not None and not _open(offer, session):
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
    return offer


def _open(offer: Offer, session: DealSession) -> bool:
    return offer.state is OfferState.OPEN and (
        offer.until is None or offer.until >= session.by.today
    )


def _replied(offer: Offer, request: AnswerOffer) -> bool:
    return any(r.by == request.party and r.accepted == request.accepted for r in offer.replies)


def _may_confirm(offer: Offer, request: AnswerOffer) -> bool:
    return offer.state is OfferState.ACCEPTED and not _replied(offer, request)


def _answered(
    session: DealSession,
    request: AnswerOffer,
    after: Offer,
    offers: Sequence[Offer],
    found: Consequences,
) -> OfferAnswered:
    before = next(o for o in offers if o.no == after.no)
    after = replace(after, version=before.version + 1)
    settled = after.state is OfferState.ACCEPTED is not before.state
    others = [o for o in offers if settled and o.no != after.no and o.state is OfferState.OPEN]
    verb = Verb.ACCEPTED if request.accepted else Verb.TURNED_DOWN
    lapsing = [_now(o, OfferState.LAPSED) for o in others]
    change = _change(verb, found, after=(after, *lapsing), before=(before, *others))
    if settled:
        change = mark_agreed(session, change, offer=after.no)
    written = session.write(change)
    return OfferAnswered(
        deal=written.session.deal,
        offer=after,
        by=request.party,
        accepted=request.accepted,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        firm=tuple(m for m in found.after if m.state is State.FIRM),
        lapsed=tuple(
            m for m in found.after if m.state in (State.LAPSED, State.WITHDRAWN, State.DECLINED)
        ),
        derived=tuple(m for m in found.new if m.kind is not Kind.ASK),
        caution=find_offer_caution(written.session, after),
    )


def withdraw_offer(request: WithdrawOffer, *, services: Services) -> OfferWithdrawn | MoveShown:
    """Takes an offer of ours off the table; the conditional gives in it lapse, and what it asked for is withdrawn."""

    return run_once_in_deal(services, request, lambda session: _withdraw(session, request))


def _withdraw(session: DealSession, request: WithdrawOffer) -> OfferWithdrawn:
    offers = list_valid_offers(_offers(session))
    offer = next((o for o in offers if o.no == request.no and o.ours), None)
    why = _why_not(offer, request.version)
    if why is not None or offer is None:
        raise Refused(why=why or RefusalReason.NO_OFFER, deal=session.deal)
    if offer.state is not OfferState.OPEN:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
    found = derive_moves_from_refusal(offer, _scene(session, offers), State.WITHDRAWN)
    after = _now(offer, OfferState.WITHDRAWN)
    written = session.write(_change(Verb.WITHDRAWN, found, after=(after,), before=(offer,)))
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
        (o for o in list_valid_offers(_offers(session)) if o.no == request.no and o.ours), None
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
    offers = [_as_of_today(o, session) for o in list_valid_offers(_offers(session))]
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
    over = offer.state is OfferState.OPEN and not _open(offer, session)
    return replace(offer, state=OfferState.LAPSED) if over else offer
