"""The brief before a call, the recap after it, and the signals noted in it."""

from datetime import timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone, Sentence
from bot.coach.answers.briefs import (
    BriefGiven,
    OpenUnknown,
    Recap,
    RecapWritten,
    SignalNoted,
    SignalsListed,
    SignalsRemoved,
)
from bot.coach.context import DealSession, compare_exposure, open_session
from bot.coach.log import list_weightiest_gives
from bot.coach.ports import DuplicateSubmission
from bot.coach.proposals import list_proposals
from bot.coach.records import Note, ProcessedRequest
from bot.coach.sentences import ask_again, ask_for
from bot.coach.services import Services
from bot.coach.shares import list_mutual_rows
from bot.domain.calendar import choose_reply_day
from bot.domain.deals import Role
from bot.domain.ids import DealId
from bot.domain.moves import Kind, Move, State

LATELY = 7
"""Days that count as lately."""
LINES = 3
"""How many of each kind a brief names."""
NOTES = 20
"""How many signals are listed."""


def build_brief(by: Actor, deal: DealId, *, services: Services) -> BriefGiven | NotDone:
    """What to know before a call, in five lines."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _brief(session)


def _brief(session: DealSession) -> BriefGiven:
    ledger, today = session.ledger, session.by.today
    ask = _one_ask(ledger.unanswered_asks(), session)
    proposal = None if ask else next(iter(list_proposals(session, None)), None)
    unknown, about = _unknown(session)
    return BriefGiven(
        deal=session.deal,
        today=today,
        exposure=compare_exposure(session.deal, session.snapshot.totals, session.snapshot.totals),
        ask=ask,
        proposal=proposal,
        sentence=_sentence(session, ask),
        open_gives=tuple(list_weightiest_gives(session)[:LINES]),
        hold=tuple(m for m in ledger.moves.values() if m.state is State.CONDITIONAL)[:LINES],
        theirs=tuple(ledger.unanswered_asks(ours=False))[:LINES],
        changed=_lately(session),
        days=LATELY,
        unknown=unknown,
        about=about,
    )


def _one_ask(open_asks: list[Move], session: DealSession) -> Move | None:
    """The ask to put: past its day first, then the one that is due next."""
    return min(
        open_asks,
        key=lambda ask: (ask.due or choose_reply_day(session.by.today), ask.no),
        default=None,
    )


def _sentence(session: DealSession, ask: Move | None) -> Sentence | None:
    if ask is None:
        return None
    give = session.move(ask.ref) if ask.ref else None
    return (
        ask_for(ask, give, session.by.today)
        if ask.on == session.by.today
        else ask_again(ask, session.by.today)
    )


def _lately(session: DealSession) -> tuple[Move, ...]:
    """What was given, got or answered in the last days, newest first."""
    since = session.by.today - timedelta(days=LATELY)
    states = (
        State.FIRM,
        State.PROMISED,
        State.GRANTED,
        State.PARTLY,
        State.DECLINED,
        State.TAKEN_BACK,
    )
    lately = [
        m
        for m in session.ledger.moves.values()
        if m.state in states and (m.settled or m.on) > since
    ]
    return tuple(sorted(lately, key=lambda m: (m.settled or m.on, m.no), reverse=True)[:LINES])


def _unknown(session: DealSession) -> tuple[OpenUnknown | None, Move | None]:
    """The heaviest move of which nobody knows what it means to them."""
    today = session.by.today
    for row in list_weightiest_gives(session):
        if row.move.worth is None:
            return OpenUnknown.WORTH_TO_THEM, row.move
    get = next((get for get in reversed(session.ledger.gets(today)) if get.cost is None), None)
    return (OpenUnknown.COST_TO_THEM, get) if get else (None, None)


def write_recap(by: Actor, deal: DealId, *, services: Services) -> RecapWritten | NotDone:
    """A message that says what both sides have moved so far."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _recap(session)


def copy_recap(by: Actor, deal: DealId, *, services: Services) -> Recap | NotDone:
    """The same, to be copied."""
    found = write_recap(by, deal, services=services)
    if isinstance(found, NotDone):
        return found
    return Recap(
        deal=found.deal,
        today=found.today,
        name=found.name,
        ours=found.ours,
        theirs=found.theirs,
        only_if=found.only_if,
        asked=found.asked,
        wanted=found.wanted,
    )


def _recap(session: DealSession) -> RecapWritten:
    """What both know: nothing of costs, worths, reasons, drafts or goodwill."""
    moves = sorted((row.move for row in list_mutual_rows(session)), key=lambda m: (m.on, m.no))
    firm = [m for m in moves if m.state in (State.FIRM, State.PROMISED)]
    asks = [m for m in moves if m.kind is Kind.ASK and m.state is State.OPEN]
    return RecapWritten(
        deal=session.deal,
        today=session.by.today,
        name=session.deal.parties[0].name if len(session.deal.parties) == 1 else "",
        ours=tuple(m for m in firm if m.kind is Kind.GIVE),
        theirs=tuple(m for m in firm if m.kind is Kind.GET),
        only_if=tuple(m for m in moves if m.state is State.CONDITIONAL and m.kind is Kind.GIVE),
        asked=tuple(m for m in asks if m.ours),
        wanted=tuple(m for m in asks if not m.ours),
    )


def note_signal(
    by: Actor, deal: DealId, about: str, what: str, *, once: str, services: Services
) -> SignalNoted | SignalsListed | NotDone:
    """Notes what was seen or heard in a meeting, by role."""
    try:
        with services.store.work() as work:
            session = open_session(services, work, by, deal, Need.RECORD, what)
            return _noted(session, about, what, once)
    except DuplicateSubmission:
        return list_signals(by, deal, services=services)


def _noted(session: DealSession, about: str, what: str, once: str) -> SignalNoted:
    now, known = (
        session.services.clock.now(),
        session.work.signals.list_in_deal(session.by.team, session.deal.id),
    )
    number = max((note.no for note in known), default=0) + 1
    note = Note(
        no=number, what=what, about=about, person=session.by.person, on=session.by.today, at=now
    )
    session.work.keys.mark_processed(
        session.by.team, once, ProcessedRequest(deal=session.deal.id, seq=0), now
    )
    session.work.signals.insert(session.by.team, session.deal.id, note)
    return SignalNoted(deal=session.deal, note=note)


def list_signals(by: Actor, deal: DealId, *, services: Services) -> SignalsListed | NotDone:
    """The signals noted in a deal."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        notes = tuple(reversed(work.signals.list_in_deal(by.team, deal)))[:NOTES]
        return SignalsListed(
            deal=session.deal, today=by.today, notes=notes, mine=session.role is Role.OWNER
        )


def remove_signals(by: Actor, deal: DealId, *, services: Services) -> SignalsRemoved | NotDone:
    """Removes all signals of a deal; its owner alone may."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SET)
        count = len(work.signals.list_in_deal(by.team, deal))
        work.signals.delete_all(by.team, deal)
        return SignalsRemoved(deal=session.deal, count=count)
