"""The brief before a call, the recap after it, and the signals noted in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from operator import attrgetter

from bot.coach.actors import Actor, Need
from bot.coach.answers import Sentence
from bot.coach.answers.briefs import (
    BriefGiven,
    OpenUnknown,
    Recap,
    RecapPartyAsked,
    RecapWritten,
    SignalNoted,
    SignalsListed,
    SignalsRemoved,
)
from bot.coach.context import (
    DealSession,
    compare_exposure,
    session_for_reading,
    session_for_writing,
)
from bot.coach.log import find_agreed_terms, list_weightiest_gives
from bot.coach.next_steps import say_step, step_as_it_stands
from bot.coach.party_memory import recall_for_brief
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.records import Note, ProcessedRequest
from bot.coach.sentences import ask_again, ask_for, offer_if
from bot.coach.services import Services
from bot.coach.shares import show_as_they_know_it, strip_private_fields
from bot.domain.audit import AuditAct
from bot.domain.ids import DealId, PartyId
from bot.domain.moves import EXCHANGED_STATES, Kind, Move, State

RECENT_DAYS = 7
"""What changed within so many days counts as recent."""
SIGNAL_DAYS = 30
"""Signals noted within so many days still say something about the next call."""
SIGNALS_NAMED = 2
LINES = 3
"""How many of each kind a brief names."""
SIGNALS_LISTED = 20


def build_brief(actor: Actor, deal: DealId, *, once: str = "", services: Services) -> BriefGiven:
    """What to know before a call, in five lines. The audit holds that they asked, since the lines may say what the
    private plan holds to those who may see it."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        session.note_act(AuditAct.PLAN_WEIGHED, detail="brief", once=once)
        ledger, totals = session.recent_ledger, session.snapshot.totals
        ask = _choose_ask(session)
        # Without an open ask of ours the deal as it stands says what to do.
        step = None if ask else step_as_it_stands(session)
        waiting = _find_waiting_give(session, ask) if ask else None
        unknown, about = _find_unknown(session)
        on_hold = [move for move in ledger.moves.values() if move.state is State.CONDITIONAL]
        brief = BriefGiven(
            deal=session.deal,
            today=actor.today,
            exposure=compare_exposure(session.deal, totals, totals),
            ask=ask,
            step=step,
            sentence=_say_ask(session, ask, waiting) if ask else None,
            said_of=waiting or ask,
            open_gives=tuple(list_weightiest_gives(session)[:LINES]),
            hold=tuple(on_hold[:LINES]),
            theirs=tuple(ledger.unanswered_asks(ours=False)[:LINES]),
            changed=tuple(_list_recent_changes(session)),
            days=RECENT_DAYS,
            unknown=unknown,
            about=about,
            signals=tuple(_list_recent_signals(session)),
            before=recall_for_brief(session),
        )
        if step is None:
            return brief
        said_of = step.about or step.open_give
        return replace(brief, sentence=say_step(session, step), said_of=said_of)


def _choose_ask(session: DealSession) -> Move | None:
    """The ask to put: the one whose day passed first, then the one that is due next."""
    usual_day = session.working_days.choose_reply_day()
    asks = session.recent_ledger.unanswered_asks()
    return min(asks, key=lambda ask: (ask.due or usual_day, ask.no), default=None)


def _find_waiting_give(session: DealSession, ask: Move) -> Move | None:
    """The conditional give that waits for the ask; None where there is none."""
    for give in session.recent_ledger.moves.values():
        if give.state is State.CONDITIONAL and give.kind is Kind.GIVE and ask.no in give.refs:
            return give
    return None


def _say_ask(session: DealSession, ask: Move, waiting: Move | None) -> Sentence | None:
    days = session.working_days
    # What we give for it is on the table already, so our offer comes first.
    if waiting is not None:
        due = days.choose_day_to_say(waiting.due or ask.due)
        return offer_if(replace(waiting, due=due), ask)
    # An ask of today was not put yet; an earlier one is asked again.
    if ask.on != days.today:
        return ask_again(ask, days)
    give = session.find_move(ask.ref) if ask.ref else None
    return ask_for(ask, give, days)


def _list_recent_changes(session: DealSession) -> Sequence[Move]:
    """What was given, got or answered last in the last days, newest first."""
    since = session.by.today - timedelta(days=RECENT_DAYS)
    return session.work.move_pages.list_latest_changes(
        session.by.team, session.deal.id, since, LINES
    )


def _list_recent_signals(session: DealSession) -> list[Note]:
    """The last signals that were noted, newest first."""
    since = session.by.today - timedelta(days=SIGNAL_DAYS)
    notes = session.work.signals.list_in_deal(session.by.team, session.deal.id)
    recent = [note for note in reversed(notes) if note.on > since]
    return recent[:SIGNALS_NAMED]


def _find_unknown(session: DealSession) -> tuple[OpenUnknown | None, Move | None]:
    """The heaviest move of which nobody knows what it means to the other side: a give without a worth, else their last
    get without a cost."""
    for row in list_weightiest_gives(session):
        if row.move.worth is None:
            return OpenUnknown.WORTH_TO_THEM, row.move
    get = session.work.move_pages.find_last_get_without_cost(session.by.team, session.deal.id)
    return (None, None) if get is None else (OpenUnknown.COST_TO_THEM, get)


RECAPPED = 25
"""Of each kind so many of the newest are recapped; nobody reads more, and no message holds all of a long deal."""


def write_recap(
    actor: Actor, deal: DealId, party: PartyId | None = None, *, services: Services
) -> RecapWritten | RecapPartyAsked:
    """A message that says what both sides have moved so far. It holds what both know: nothing of costs, worths, reasons
    or drafts. Goodwill is in it like any other give, since that is what it was given for. Where several others sit at
    the table, it is for one of them, and holds nothing of the others."""
    with session_for_reading(services, actor, deal) as session:
        parties = session.deal.parties
        if len(parties) > 1:
            known = [each for each in parties if each.id == party]
            if not known:
                return RecapPartyAsked(deal=session.deal)
            parties = (known[0],)
        agreed = find_agreed_terms(session) if len(session.deal.parties) <= 1 else None
        # What followed from the offers stands in the terms.
        in_terms = agreed is not None and agreed.offer is not None
        recapped = Recapped(session=session, party=party, without_offers=in_terms)
        asks = session.list_moves(Kind.ASK, State.OPEN)
        conditional = session.list_moves(Kind.GIVE, State.CONDITIONAL)
        lists = {
            "ours": recapped.list_exchanged(Kind.GIVE),
            "theirs": recapped.list_exchanged(Kind.GET),
            "only_if": recapped.choose_newest(conditional),
            "asked": recapped.choose_newest([ask for ask in asks if ask.ours]),
            "wanted": recapped.choose_newest([ask for ask in asks if not ask.ours]),
            # Of these a part came, so that the rest is open.
            "partly": recapped.choose_newest(session.list_moves(Kind.ASK, State.PARTLY)),
        }
        return RecapWritten(
            deal=session.deal,
            today=actor.today,
            name=parties[0].name,
            party=party or "",
            agreed=agreed.terms if agreed is not None else (),
            earlier=sum(each.earlier for each in lists.values()),
            **{name: each.moves for name, each in lists.items()},
        )


@dataclass(frozen=True, slots=True)
class NewestMoves:
    """The newest moves of one kind as both sides know them, by their day, and how many earlier ones are left out."""

    moves: tuple[Move, ...]
    earlier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recapped:
    """Which moves of a deal a recap names: those with one party, where one is named."""

    session: DealSession
    party: PartyId | None
    without_offers: bool
    """Whether what followed from offers is left out."""

    def list_exchanged(self, kind: Kind) -> NewestMoves:
        """Our gives, or their gets, that were handed over or promised; goodwill too, since they know it as a give like
        any other."""
        session, team, deal = self.session, self.session.by.team, self.session.deal.id
        if self.party is not None or self.without_offers or session.has_whole_ledger:
            moves = session.ledger.moves.values()
            found = [m for m in moves if m.kind is kind and m.state in EXCHANGED_STATES]
            return self.choose_newest(found)
        # However long the ledger is, only the moves that are named are read.
        pages = session.work.move_pages
        newest = pages.list_exchanged(team, deal, kind, RECAPPED)
        earlier = 0
        if len(newest) == RECAPPED:
            earlier = pages.count_exchanged(team, deal, kind) - RECAPPED
        return self._show(newest[::-1], earlier)

    def choose_newest(self, moves: Iterable[Move]) -> NewestMoves:
        """The newest of these."""
        found = sorted(filter(self._is_named, moves), key=attrgetter("on", "no"))
        return self._show(found[-RECAPPED:], max(0, len(found) - RECAPPED))

    def _is_named(self, move: Move) -> bool:
        if self.party is not None and not _is_with(move, self.party):
            return False
        return not (self.without_offers and move.offer is not None)

    def _show(self, moves: Iterable[Move], earlier: int) -> NewestMoves:
        locale = self.session.by.locale
        known = (strip_private_fields(show_as_they_know_it(move), locale) for move in moves)
        return NewestMoves(moves=tuple(known), earlier=earlier)


def _is_with(move: Move, party: PartyId) -> bool:
    """Whether a move is between us and that party. One that names nobody may be with another."""
    return (move.to if move.ours else move.frm) == party


def copy_recap(
    actor: Actor, deal: DealId, party: PartyId | None = None, *, services: Services
) -> Recap | RecapPartyAsked:
    """The same as bare text, to be copied."""
    recap = write_recap(actor, deal, party, services=services)
    if isinstance(recap, RecapPartyAsked):
        return recap
    return Recap(**{field.name: getattr(recap, field.name) for field in fields(recap)})


def note_signal(
    actor: Actor, deal: DealId, about: str, what: str, *, once: str, services: Services
) -> SignalNoted | SignalsListed:
    """Notes what was seen or heard in a meeting, of somebody by role. A signal that was noted already is answered with
    those there are."""
    try:
        with session_for_writing(services, actor, deal, Need.FOLLOW_UP, what) as session:
            signals = session.work.signals
            now = services.clock.now()
            known = signals.list_in_deal(actor.team, deal)
            note = Note(
                no=max((note.no for note in known), default=0) + 1,
                what=what,
                about=about,
                person=actor.person,
                on=actor.today,
                at=now,
            )
            # A signal is no entry of the ledger, so that it can be removed for good.
            processed = ProcessedRequest(deal=deal, seq=0)
            session.work.keys.mark_processed(actor.team, once, processed, now)
            signals.insert(actor.team, deal, note)
            return SignalNoted(deal=session.deal, note=note)
    except DuplicateSubmission:
        return list_signals(actor, deal, services=services)


def list_signals(actor: Actor, deal: DealId, *, services: Services) -> SignalsListed:
    """The last signals noted in a deal, newest first."""
    with session_for_reading(services, actor, deal) as session:
        notes = session.work.signals.list_in_deal(actor.team, deal)
        newest_first = tuple(reversed(notes))
        return SignalsListed(
            deal=session.deal,
            today=actor.today,
            notes=newest_first[:SIGNALS_LISTED],
            mine=session.may(Need.SET),
        )


def remove_signals(actor: Actor, deal: DealId, *, services: Services) -> SignalsRemoved:
    """Removes all signals of a deal. Only its owner may."""
    with session_for_writing(services, actor, deal, Need.SET) as session:
        count = len(session.work.signals.list_in_deal(actor.team, deal))
        session.work.signals.delete_all(actor.team, deal)
        return SignalsRemoved(deal=session.deal, count=count)
