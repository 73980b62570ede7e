"""From a line to a move: what the person said, numbered next, not yet in the ledger."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.context import DealSession
from bot.domain.calendar import choose_reply_day
from bot.domain.fields import read_fields, with_fields
from bot.domain.ids import THEM, US, MoveNo, PartyId
from bot.domain.moves import Kind, Move, State
from bot.language.lines import ParsedLine
from bot.language.parties import find_party


def build_give(session: DealSession, line: ParsedLine, typed: str) -> Move:
    """The give that a line says. Its `ref` is the number the line names."""
    state = State.GOODWILL if line.goodwill else State.FIRM
    return _move(session, line, typed, Kind.GIVE, state, ours=True)


def build_get(session: DealSession, line: ParsedLine, typed: str) -> Move:
    """The get that a line says: promised, conditional, or firm."""
    state = State.PROMISED if line.promised else State.FIRM
    return _move(
        session, line, typed, Kind.GET, State.CONDITIONAL if line.condition else state, ours=False
    )


def build_ask(session: DealSession, line: ParsedLine, typed: str, *, theirs: bool = False) -> Move:
    """The ask that a line says; one of ours wants its answer by the line's day or the next reply day."""
    ask = _move(session, line, typed, Kind.ASK, State.OPEN, ours=not theirs)
    return ask if theirs or ask.due else replace(ask, due=choose_reply_day(session.by.today))


def _move(
    session: DealSession, line: ParsedLine, typed: str, kind: Kind, state: State, *, ours: bool
) -> Move:
    us, them = PartyId(US), _party(session, line.what)
    move = Move(
        no=session.next_no,
        kind=kind,
        what=line.what,
        state=state,
        on=session.by.today,
        at=session.services.clock.now(),
        person=session.by.person,
        frm=us if ours else them,
        to=them if ours else us,
        ref=MoveNo(line.ref) if line.ref else None,
        typed=typed,
    )
    return with_fields(move, read_fields(line))


def _party(session: DealSession, what: str) -> PartyId:
    """The party that the wording names, which stays in it; the first one where it names none."""
    parties = session.deal.parties
    name = find_party(what, [party.name for party in parties]) if len(parties) > 1 else ""
    return next(
        (party.id for party in parties if party.name == name),
        parties[0].id if parties else PartyId(THEM),
    )


def find_same_line(session: DealSession, move: Move) -> Move | None:
    """The same line from the same person, recorded moments ago."""
    since = move.at - timedelta(minutes=session.deal.policy.double_minutes)
    for earlier in session.snapshot.recent:
        same = (
            earlier.kind is move.kind
            and earlier.typed == move.typed
            and earlier.person == move.person
        )
        if same and earlier.typed and earlier.at >= since and earlier.state is not State.VOID:
            return earlier
    return None
