"""When they do not answer: a neutral fact and one ask, then a menu, then a hold that the next get ends."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
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
from bot.coach.context import DealSession, open_session
from bot.coach.plans import load_visible_plan
from bot.coach.ports import UnitOfWork
from bot.coach.proposals import list_proposals
from bot.coach.records import ProcessedRequest
from bot.coach.requests.ladder import Hold
from bot.coach.services import Services, run_once
from bot.domain.ids import DealId
from bot.domain.ladder import MissKind, find_oldest_open_give, list_misses
from bot.domain.ledger import Verb
from bot.domain.measures.picture import compute_outline
from bot.domain.moves import Kind, State
from bot.domain.offers import OfferState

LISTED = 5
"""How many conditional gives, offers or open gives are listed with buttons."""
LOOKED_BACK = 200
"""Among so many of the last entries asks that were put again are looked for."""


def summarize_misses(session: DealSession) -> Waited | None:
    """What they did not answer; None where nothing was missed, or where the deal is on hold already."""
    ledger, today, policy = session.ledger, session.by.today, session.deal.policy
    if session.deal.held_since is not None or not list_misses(ledger, policy, today):
        return None
    found = list_misses(
        ledger,
        policy,
        today,
        session.work.ledger.list_entries(session.by.team, session.deal.id, last=LOOKED_BACK),
    )
    give = find_oldest_open_give(ledger, today)
    if give is None:
        return None
    wanted = {ask.no: ask for ask in ledger.unanswered_asks()}
    late = [
        miss.move
        for miss in found
        if miss.kind is MissKind.PAST_DAY and wanted.get(miss.move.no) == miss.move
    ]
    return Waited(
        misses=found,
        give=give,
        ask=late[0] if late else None,
        proposals=() if late else list_proposals(session, give)[:1],
    )


def show_ladder(by: Actor, deal: DealId, *, services: Services) -> LadderShown | NotDone:
    """The ladder of a deal."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _menu(session)


def _menu(session: DealSession) -> LadderShown:
    return LadderShown(deal=session.deal, today=session.by.today, waited=summarize_misses(session))


def show_pause(by: Actor, deal: DealId, *, services: Services) -> LadderPaused | NotDone:
    """What the deal holds so far, to compare with what happens without it."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _paused(session)


def _paused(session: DealSession) -> LadderPaused:
    plan = load_visible_plan(session)
    return LadderPaused(
        deal=session.deal,
        picture=compute_outline(session.ledger, session.deal, session.by.today),
        alternatives=tuple(alternative.what for alternative in plan.alternatives) if plan else (),
    )


def show_one_ask(by: Actor, deal: DealId, *, services: Services) -> LadderAsked | NotDone:
    """One specific thing to ask for."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        give = find_oldest_open_give(session.ledger, by.today)
        return LadderAsked(deal=session.deal, give=give, proposals=list_proposals(session, give))


def show_acceptance(by: Actor, deal: DealId, *, services: Services) -> LadderAccepted | NotDone:
    """What accepting it as it stands would mean."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        gives = [a.give for a in session.ledger.open_gives(by.today) if a.give.state is State.FIRM]
        return LadderAccepted(
            deal=session.deal, gives=tuple(gives[:LISTED]), unit=session.deal.unit
        )


def set_hold(request: Hold, *, services: Services) -> DealHeld | HoldEnded | NotDone:
    """Puts a deal on hold or ends the hold; on hold, every further give is asked about first."""

    def act(work: UnitOfWork) -> DealHeld | HoldEnded | NotDone:
        session = open_session(services, work, request.by, request.deal, Need.RECORD)
        return _hold(session, request)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> DealHeld | HoldEnded | NotDone:
        session = open_session(services, work, request.by, taken.deal, Need.READ)
        return _held(session, again=True)

    return run_once(services, request.by, request.once, act, again)


def _hold(session: DealSession, request: Hold) -> DealHeld | HoldEnded | NotDone:
    if request.on == (session.deal.held_since is not None):
        return _held(session, again=True)
    taken = ProcessedRequest(deal=session.deal.id, seq=session.snapshot.entries + 1)
    session.work.keys.mark_processed(
        session.by.team, request.once, taken, session.services.clock.now()
    )
    since = session.by.today if request.on else None
    deal = replace(session.deal, held_since=since, version=session.deal.version + 1)
    session.note(Verb.HELD if request.on else Verb.RESUMED, "")
    session.work.deals.update(deal)
    return _held(replace(session, deal=deal), again=False)


def _held(session: DealSession, *, again: bool) -> DealHeld | HoldEnded:
    if session.deal.held_since is None:
        return HoldEnded(deal=session.deal, was=not again)
    moves = session.ledger.moves.values()
    offers = session.work.offers.list_in_deal(session.by.team, session.deal.id)
    return DealHeld(
        deal=session.deal,
        conditional=tuple(m for m in moves if m.kind is Kind.GIVE and m.state is State.CONDITIONAL)[
            :LISTED
        ],
        offers=tuple(o for o in offers if o.ours and o.state is OfferState.OPEN)[:LISTED],
        again=again,
    )
