"""Offers: what a deal negotiates about, offers put on the table by either side, and how they were answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.coach.access import Need
from bot.coach.acts import once_in_book
from bot.coach.answers import MoveShown, NotDone, Sentence, SentenceKind, Why
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
    Unfit,
    WhichPackage,
)
from bot.coach.answers.plans import AcceptChecked
from bot.coach.book import Book, Change, Written, opened
from bot.coach.cautions import caution, caution_about_offer
from bot.coach.desk import Desk
from bot.coach.held import keep_held, offer_held, take_held
from bot.coach.plans import before_our_yes
from bot.coach.ports import Once
from bot.coach.requests import Actor
from bot.coach.requests.offers import (
    AnswerOffer,
    LeanTo,
    PutHeldOffer,
    RecordOffer,
    SetIssues,
    WithdrawOffer,
)
from bot.coach.rhythms import line_of
from bot.domain.cautions import Caution
from bot.domain.consequences import Consequences, Scene, of_acceptance, of_offer, of_refusal
from bot.domain.deals import Deal, Side
from bot.domain.ids import US, DealId, OfferNo
from bot.domain.issues import Bundle, Issue, Value
from bot.domain.leanings import bundles
from bot.domain.ledger import Verb
from bot.domain.matching import subject
from bot.domain.meso import grid
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState, Reply
from bot.domain.scores import scores_of
from bot.domain.steps import on_the_table, responses, step, steps

PRICES = subject("price fee total amount cost sum rate preis gesamtpreis betrag gebühr")
REBATES = subject("discount rebate rabatt nachlass credit")
"""Issues of which anybody knows which way is better for whom."""


def set_issues(request: SetIssues, *, desk: Desk) -> IssuesSet | MoveShown | NotDone:
    """Replaces what the deal negotiates about; an issue that offers already speak of stays."""

    return once_in_book(desk, request, lambda book: _set_issues(book, request))


def _set_issues(book: Book, request: SetIssues) -> IssuesSet | NotDone:
    if book.deal.version != request.version:
        return NotDone(why=Why.CHANGED, deal=book.deal)
    named = [issue.name.casefold() for issue in request.issues]
    if len(set(named)) < len(named) or not all(map(_sound, request.issues)):
        return NotDone(why=Why.BAD_FIGURE, deal=book.deal)
    spoken = {name for offer in on_the_table(_offers(book)) for name in offer.values}
    kept = tuple(i for i in book.deal.issues if i.name in spoken and i.name.casefold() not in named)
    deal = replace(book.deal, issues=(*request.issues, *kept), version=book.deal.version + 1)
    book.work.take(
        deal.team,
        request.once,
        Once(deal=deal.id, seq=book.glance.entries + 1),
        book.desk.clock.now(),
    )
    book.note(Verb.SET, "issues")
    book.work.save_deal(deal)
    return IssuesSet(deal=deal)


def _sound(issue: Issue) -> bool:
    ordered = issue.low is None or issue.high is None or issue.low < issue.high
    return bool(issue.name.strip()) and ordered and len(set(issue.options)) == len(issue.options)


OfferPut = OfferRecorded | OfferHeld | OfferUnfit | NotDone


def record_offer(request: RecordOffer, *, desk: Desk) -> OfferPut | MoveShown:
    """Puts an offer of one side on the table. What it changed against the same side's offer before goes into the ledger
    in the same entry, so that undoing it restores everything. On hold, one of ours that gives is asked about first."""

    return once_in_book(desk, request, lambda book: _record(book, request))


def _record(book: Book, request: RecordOffer) -> OfferPut:
    if request.party not in (US, *(party.id for party in book.deal.parties)):
        return NotDone(why=Why.NO_PARTY, deal=book.deal, typed=request.typed)
    if not request.values:
        return NotDone(why=Why.BAD_FIGURE, deal=book.deal, typed=request.typed)
    unfit = tuple(_unfit(book.deal, (request.values, *request.alternatives)))
    if unfit:
        return OfferUnfit(deal=book.deal, unfit=unfit, typed=request.typed)
    offers = on_the_table(_offers(book))
    if offers and _same_again(book, request, offers[-1]):
        return NotDone(why=Why.SAME_AGAIN, deal=book.deal, typed=request.typed)
    before = next((o for o in reversed(offers) if o.by == request.party), None)
    stood, known = (
        book.deal,
        {(issue.name, option) for issue in book.deal.issues for option in issue.options},
    )
    book, opened_ = _with_issues(book, request)
    new = frozenset(issue.name for issue in opened_)
    now = {(i.name, option) for i in book.deal.issues if i.name not in new for option in i.options}
    offer = replace(_offer_of(book, request, before), opened=new, options=frozenset(now - known))
    found = of_offer(offer, _scene(book, (*offers, offer)))
    gives = tuple(m for m in found.new if m.kind is Kind.GIVE)
    if gives and book.deal.held_since is not None and not request.anyway:
        keep_held(book, request)
        return OfferHeld(deal=stood, gives=gives, key=request.once)
    if book.deal is not stood:
        book.work.save_deal(book.deal)
    return _put(book, offer, offers, found, request.once, opened_)


def put_all_the_same(request: PutHeldOffer, *, desk: Desk) -> OfferPut | MoveShown:
    """Puts the offer on the table that was asked about because of the hold: once, and for the person who was asked."""

    return once_in_book(desk, request, lambda book: _put_held(book, request))


def _put_held(book: Book, request: PutHeldOffer) -> OfferPut:
    line = take_held(book, request.key)
    if line is None:
        return NotDone(why=Why.SETTLED, deal=book.deal)
    done = _record(book, offer_held(book, line, request.once))
    if not isinstance(done, OfferRecorded):
        book.work.keep_line(book.by.team, line)
    return done


def _same_again(book: Book, request: RecordOffer, last: Offer) -> bool:
    """Whether the same person typed the same line moments ago."""
    since = book.desk.clock.now() - timedelta(minutes=book.deal.policy.double_minutes)
    return (
        bool(last.typed)
        and (last.typed, last.person) == (request.typed, book.by.person)
        and last.at >= since
    )


def _offers(book: Book) -> Sequence[Offer]:
    return book.work.offers(book.by.team, book.deal.id)


def _offer_of(book: Book, request: RecordOffer, before: Offer | None) -> Offer:
    stands = {} if before is None else before.values
    values = {**stands, **request.values}
    return Offer(
        no=OfferNo(max((o.no for o in _offers(book)), default=0) + 1),
        by=request.party,
        values=values,
        stated=frozenset(request.values),
        alternatives=tuple({**values, **bundle} for bundle in request.alternatives),
        on=request.on or book.by.today,
        at=book.desk.clock.now(),
        person=book.by.person,
        until=request.until,
        rhythm=request.rhythm or (line_of(book) if request.party == US else ""),
        condition=request.condition,
        typed=request.typed,
    )


def _put(
    book: Book,
    offer: Offer,
    offers: Sequence[Offer],
    found: Consequences,
    key: str,
    issues: tuple[Issue, ...],
) -> OfferRecorded:
    open_before = [o for o in offers if o.by == offer.by and o.state is OfferState.OPEN]
    replaced = [_now(o, OfferState.REPLACED) for o in open_before]
    change = _change(Verb.OFFERED, found, after=(*replaced, offer), before=open_before)
    written = book.write(change, key)
    before = next((o for o in reversed(offers) if o.by == offer.by), None)
    answered = before is not None and any(o.by != offer.by and o.no > before.no for o in offers)
    return OfferRecorded(
        deal=written.book.deal,
        offer=offer,
        seq=written.entry.seq,
        today=book.by.today,
        exposure=written.exposure,
        before=before,
        step=None
        if before is None
        else step(
            before,
            offer,
            scores_of(book.deal),
            tolerance=book.deal.policy.class_tolerance,
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
        sentence=_sentence(book.deal, offer, found.new),
        caution=_caution(written, offer, found.new),
    )


def _sentence(deal: Deal, offer: Offer, new: Sequence[Move]) -> Sentence | None:
    """An offer of ours that gives and asks, or gives on a condition, as a sentence; our side of it first."""
    gives = [m.issue for m in new if m.kind is Kind.GIVE and m.made_if]
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


def _caution(written: Written, offer: Offer, new: Sequence[Move]) -> Caution | None:
    """What to say of an offer: about a give of ours with nothing in return first, else about the offer itself."""
    give = next((m for m in new if m.kind is Kind.GIVE and m.state is State.FIRM), None)
    told = caution(written.book, give, written.entry.tied) if give else None
    return told or caution_about_offer(written.book, offer)


def _scene(book: Book, offers: Sequence[Offer]) -> Scene:
    return Scene(
        deal=book.deal,
        ledger=book.ledger,
        offers=offers,
        scores=scores_of(book.deal),
        person=book.by.person,
        today=book.by.today,
        at=book.desk.clock.now(),
        last=book.glance.standing.last,
    )


def _change(
    verb: Verb, found: Consequences, *, after: Sequence[Offer], before: Sequence[Offer]
) -> Change:
    return Change(
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


def _unfit(deal: Deal, bundles: Sequence[Bundle]) -> list[Unfit]:
    """What an offer says that the deal's issues do not take: a number out of its range, a word for a number, an option
    that is none where it is known what the options are worth."""
    issues = {issue.name: issue for issue in deal.issues}
    said = [
        (issues[name], value)
        for bundle in bundles
        for name, value in bundle.items()
        if name in issues
    ]
    return [Unfit(issue=issue, value=value) for issue, value in said if not _fits(issue, value)]


def _fits(issue: Issue, value: Value) -> bool:
    if isinstance(value, Decimal):
        inside = (issue.low is None or value >= issue.low) and (
            issue.high is None or value <= issue.high
        )
        return issue.numeric and value.is_finite() and inside
    return value in issue.options or (
        bool(issue.options) and not issue.scales and bool(value.strip())
    )


def _with_issues(book: Book, request: RecordOffer) -> tuple[Book, tuple[Issue, ...]]:
    """The book whose deal knows every issue and option that the offer names, not saved yet, and the issues opened for
    it."""
    known = {issue.name: issue for issue in book.deal.issues}
    named = [pair for bundle in (request.values, *request.alternatives) for pair in bundle.items()]
    for name, value in named:
        issue = known.get(name) or opened_issue(
            name, value, request.units.get(name, ""), book.deal.side
        )
        more = isinstance(value, str) and value not in issue.options
        known[name] = replace(issue, options=(*issue.options, str(value))) if more else issue
    issues = tuple(known.values())
    if issues == book.deal.issues:
        return book, ()
    deal = replace(book.deal, issues=issues, version=book.deal.version + 1)
    before = {issue.name for issue in book.deal.issues}
    return replace(book, deal=deal), tuple(i for i in issues if i.name not in before)


def opened_issue(name: str, value: Value, unit: str, side: Side) -> Issue:
    """An issue that an offer names for the first time: a number in its unit, or a choice. Which way is better for us is
    known of prices and rebates alone."""
    words = subject(name)
    dear, off = bool(words & PRICES), bool(words & REBATES)
    more = (
        None
        if dear == off or side not in (Side.SELLING, Side.BUYING)
        else dear == (side is Side.SELLING)
    )
    if isinstance(value, Decimal):
        return Issue(name=name, unit=unit, more_is_ours=more)
    return Issue(name=name, options=(value,))


OfferReply = OfferAnswered | AcceptChecked | AcceptHeld | MesoShown | WhichPackage | NotDone


def answer_offer(request: AnswerOffer, *, desk: Desk) -> OfferReply | MoveShown:
    """Records that an offer was accepted or declined. Accepted by everybody else at the table, what it holds stands and
    every other open offer lapses; a second yes, of those who made it, is kept beside it. Before our own yes the plan is
    asked, where the person may see it, and on hold whether to give what it gives all the same; before any to equal
    bundles, which one was picked."""

    return once_in_book(desk, request, lambda book: _answer(book, request))


def _answer(book: Book, request: AnswerOffer) -> OfferReply:
    if request.party not in (US, *(party.id for party in book.deal.parties)):
        return NotDone(why=Why.NO_PARTY, deal=book.deal)
    offers = on_the_table(_offers(book))
    meant = _meant(offers, request, book)
    offer = meant if isinstance(meant, NotDone) else _with_its_pick(book, request, meant)
    if not isinstance(offer, Offer):
        return offer
    doubt = (
        _before_our_yes(book, request, offer, offers)
        if request.accepted and request.party == US
        else None
    )
    if doubt is not None:
        return doubt
    replies = (*offer.replies, _reply(request, book, offers))
    if offer.by == request.party:
        return _answered(book, request, replace(offer, replies=replies), offers, Consequences())
    if not request.accepted:
        found = of_refusal(offer, _scene(book, offers))
        return _answered(
            book, request, replace(offer, replies=replies, state=OfferState.DECLINED), offers, found
        )
    if not _all_said_yes(book.deal, offer, replies):
        return _answered(book, request, replace(offer, replies=replies), offers, Consequences())
    picked = offer.picked
    found = _accepted(book, request, offer, offers)
    return _answered(
        book, request, replace(picked, replies=replies, state=OfferState.ACCEPTED), offers, found
    )


def _with_its_pick(
    book: Book, request: AnswerOffer, offer: Offer
) -> Offer | MesoShown | WhichPackage | NotDone:
    """Equal bundles that are accepted, with the one that was picked; where nobody knows which, the question."""
    if (
        not (request.accepted and offer.menu)
        or offer.by == request.party
        or offer.leaned is not None
    ):
        return offer
    if request.bundle is not None:
        known = 0 <= request.bundle <= len(offer.alternatives)
        return (
            replace(offer, leaned=request.bundle)
            if known
            else NotDone(why=Why.CHANGED, deal=book.deal)
        )
    rows = grid(book.deal.issues, bundles(offer), {})
    if not offer.ours:
        return WhichPackage(deal=book.deal, offer=offer, by=request.party, rows=rows)
    return offer if request.checked else MesoShown(deal=book.deal, offer=offer, rows=rows)


def _accepted(
    book: Book, request: AnswerOffer, offer: Offer, offers: Sequence[Offer]
) -> Consequences:
    """What follows from the last yes, with all that were said before it."""
    picked = offer.picked
    scene = _scene(book, [picked if o.no == picked.no else o for o in offers])
    yes = dict.fromkeys([*(reply.by for reply in offer.replies if reply.accepted), request.party])
    return of_acceptance(
        picked, [by for by in yes if by != offer.by], scene, another=picked.values != offer.values
    )


def _before_our_yes(
    book: Book, request: AnswerOffer, offer: Offer, offers: Sequence[Offer]
) -> AcceptChecked | AcceptHeld | None:
    """What to ask before our yes counts: what the plan holds against it; on hold, whether to give all the same."""
    doubt = None if request.checked else before_our_yes(book, offer)
    if doubt is not None or offer.ours or request.anyway or book.deal.held_since is None:
        return doubt
    found = _accepted(book, request, offer, offers)
    gives = tuple(
        m for m in (*found.after, *found.new) if m.kind is Kind.GIVE and m.state is State.FIRM
    )
    return AcceptHeld(deal=book.deal, offer=offer, gives=gives) if gives else None


def _reply(request: AnswerOffer, book: Book, offers: Sequence[Offer]) -> Reply:
    return Reply(by=request.party, accepted=request.accepted, on=book.by.today, after=offers[-1].no)


def _all_said_yes(deal: Deal, offer: Offer, replies: Sequence[Reply]) -> bool:
    yes = {reply.by for reply in replies if reply.accepted}
    return all(party in yes for party in (US, *(p.id for p in deal.parties)) if party != offer.by)


def _meant(offers: Sequence[Offer], request: AnswerOffer, book: Book) -> Offer | NotDone:
    """The offer that is answered: by its number, else the other side's latest open one; a second yes where they have
    agreed already."""
    others = [o for o in offers if o.by != request.party]
    if request.no is not None:
        offer = next((o for o in others if o.no == request.no), None)
    else:
        said = (o for o in reversed(others) if _open(o, book) and not _replied(o, request))
        agreed = (o for o in reversed(offers) if request.accepted and _may_confirm(o, request))
        offer = next(said, None) or next(agreed, None)
    if offer is None:
        known = others or any(_replied(o, request) for o in offers)
        return NotDone(why=Why.SETTLED if known else Why.NO_OFFER, deal=book.deal)
    if request.version is not None and request.version != offer.version:
        return NotDone(why=Why.CHANGED, deal=book.deal)
    if request.no is not None and not _open(offer, book):
        return NotDone(why=Why.SETTLED, deal=book.deal)
    return offer


def _open(offer: Offer, book: Book) -> bool:
    return offer.state is OfferState.OPEN and (offer.until is None or offer.until >= book.by.today)


def _replied(offer: Offer, request: AnswerOffer) -> bool:
    return any(r.by == request.party and r.accepted == request.accepted for r in offer.replies)


def _may_confirm(offer: Offer, request: AnswerOffer) -> bool:
    return offer.state is OfferState.ACCEPTED and not _replied(offer, request)


def _answered(
    book: Book, request: AnswerOffer, after: Offer, offers: Sequence[Offer], found: Consequences
) -> OfferAnswered:
    before = next(o for o in offers if o.no == after.no)
    after = replace(after, version=before.version + 1)
    settled = after.state is OfferState.ACCEPTED is not before.state
    others = [o for o in offers if settled and o.no != after.no and o.state is OfferState.OPEN]
    verb = Verb.ACCEPTED if request.accepted else Verb.TURNED_DOWN
    lapsing = [_now(o, OfferState.LAPSED) for o in others]
    written = book.write(
        _change(verb, found, after=(after, *lapsing), before=(before, *others)), request.once
    )
    return OfferAnswered(
        deal=written.book.deal,
        offer=after,
        by=request.party,
        accepted=request.accepted,
        seq=written.entry.seq,
        today=book.by.today,
        exposure=written.exposure,
        firm=tuple(m for m in found.after if m.state is State.FIRM),
        lapsed=tuple(
            m for m in found.after if m.state in (State.LAPSED, State.WITHDRAWN, State.DECLINED)
        ),
        derived=tuple(m for m in found.new if m.kind is not Kind.ASK),
        caution=caution_about_offer(written.book, after),
    )


def withdraw_offer(request: WithdrawOffer, *, desk: Desk) -> OfferWithdrawn | MoveShown | NotDone:
    """Takes an offer of ours off the table; the conditional gives in it lapse, and what it asked for is withdrawn."""

    return once_in_book(desk, request, lambda book: _withdraw(book, request))


def _withdraw(book: Book, request: WithdrawOffer) -> OfferWithdrawn | NotDone:
    offers = on_the_table(_offers(book))
    offer = next((o for o in offers if o.no == request.no and o.ours), None)
    why = _why_not(offer, request.version)
    if why is not None or offer is None:
        return NotDone(why=why or Why.NO_OFFER, deal=book.deal)
    if offer.state is not OfferState.OPEN:
        return NotDone(why=Why.SETTLED, deal=book.deal)
    found = of_refusal(offer, _scene(book, offers), State.WITHDRAWN)
    after = _now(offer, OfferState.WITHDRAWN)
    written = book.write(
        _change(Verb.WITHDRAWN, found, after=(after,), before=(offer,)), request.once
    )
    return OfferWithdrawn(deal=book.deal, offer=after, seq=written.entry.seq, lapsed=found.after)


def _why_not(offer: Offer | None, version: int) -> Why | None:
    if offer is None:
        return Why.NO_OFFER
    return Why.CHANGED if offer.version != version else None


def lean_to(request: LeanTo, *, desk: Desk) -> OffersListed | MoveShown | NotDone:
    """Keeps which of several equal bundles of ours they leaned to."""

    return once_in_book(desk, request, lambda book: _lean(book, request))


def _lean(book: Book, request: LeanTo) -> OffersListed | NotDone:
    offer = next((o for o in on_the_table(_offers(book)) if o.no == request.no and o.ours), None)
    why = _why_not(offer, request.version)
    if why is not None or offer is None:
        return NotDone(why=why or Why.NO_OFFER, deal=book.deal)
    if not 0 <= request.bundle <= len(offer.alternatives):
        return NotDone(why=Why.CHANGED, deal=book.deal)
    after = replace(offer, leaned=request.bundle, version=offer.version + 1)
    book.write(
        Change(verb=Verb.LEANED, moves=(), offers=(after,), offers_before=(offer,)), request.once
    )
    return _listed(book)


def list_offers(
    by: Actor, deal: DealId | None = None, typed: str = "", *, desk: Desk
) -> OffersListed | NotDone:
    """All offers of a deal, oldest first, with what each changed and how it was answered."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ, typed)
        return book if isinstance(book, NotDone) else _listed(book)


def _listed(book: Book) -> OffersListed:
    offers = [_as_of_today(o, book) for o in on_the_table(_offers(book))]
    scores = scores_of(book.deal)
    changes = steps(offers, scores, tolerance=book.deal.policy.class_tolerance)
    replies = responses(offers, scores)
    return OffersListed(
        deal=book.deal,
        today=book.by.today,
        rows=tuple(
            OfferRow(offer=o, step=changes.get(o.no), response=replies[o.no]) for o in offers
        ),
        latest=tuple({offer.by: offer for offer in offers}.values()),
    )


def _as_of_today(offer: Offer, book: Book) -> Offer:
    """The offer as it stands on the day: an open one has lapsed after its last day."""
    over = offer.state is OfferState.OPEN and not _open(offer, book)
    return replace(offer, state=OfferState.LAPSED) if over else offer
