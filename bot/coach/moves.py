"""Moves: from a line to a move that is not in the ledger yet, and the move that a person decides about."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.coach.answers import RefusalReason
from bot.coach.context import DealSession
from bot.coach.refusals import Refused
from bot.domain.fields import read_fields, with_fields
from bot.domain.ids import ANYBODY, THEM, US, DealId, MoveNo, PartyId
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Worth
from bot.language.figures import read_own_figure
from bot.language.lines import ParsedLine
from bot.language.parties import find_new_name, find_party


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMove:
    """A move as a person saw it: what they decide about it counts only while it has this version."""

    deal: DealId
    no: MoveNo
    version: int


def load_seen_move(session: DealSession, seen: SeenMove) -> Move:
    """The move as it stands. Raises `Refused` where there is none, or where it is not as the person saw it."""
    move = session.find_move(seen.no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=seen.no)
    if move.version != seen.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=seen.no, move=move)
    return move


def load_draft(session: DealSession, seen: SeenMove, kind: Kind) -> Move:
    """A draft of that kind as the person saw it. Raises `Refused` where it is none any more."""
    draft = session.find_move(seen.no)
    if draft is None or draft.kind is not kind:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=seen.no)
    if draft.state is not State.DRAFT:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=seen.no, move=draft)
    if draft.version != seen.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=seen.no, move=draft)
    return draft


def build_give(session: DealSession, line: ParsedLine, typed: str) -> Move:
    """The give that a line says. Its `refs` are the numbers that the line names."""
    state = State.GOODWILL if line.goodwill else State.FIRM
    give = _build_move(session, line, typed, Kind.GIVE, state, ours=True)
    if give.cost is not None:
        return give
    # A `2k sign-on bonus` costs what it is.
    return replace(give, cost=_read_own_value(session, give))


def _read_own_value(session: DealSession, move: Move) -> Worth | None:
    """What a sum of money costs whoever gives it, and is worth to whoever gets it."""
    own = read_own_figure(move.what, session.by.locale)
    return None if own is None else own.in_unit(session.deal.unit)


def build_get(session: DealSession, line: ParsedLine, typed: str) -> Move:
    """The get that a line says: conditional, promised or firm."""
    state = State.FIRM
    if line.condition:
        state = State.CONDITIONAL
    elif line.promised:
        state = State.PROMISED
    get = _build_move(session, line, typed, Kind.GET, state, ours=False)
    return get if get.worth is not None else replace(get, worth=_read_own_value(session, get))


def build_ask(session: DealSession, line: ParsedLine, typed: str, *, theirs: bool = False) -> Move:
    """The ask that a line says; one of ours wants its answer by the line's day, or else by the next reply day."""
    ask = _build_move(session, line, typed, Kind.ASK, State.OPEN, ours=not theirs)
    if theirs:
        return ask
    if ask.worth is None:
        ask = replace(ask, worth=_read_own_value(session, ask))
    if ask.due:
        return ask
    return replace(ask, due=session.working_days.choose_reply_day())


def _build_move(
    session: DealSession, line: ParsedLine, typed: str, kind: Kind, state: State, *, ours: bool
) -> Move:
    us = PartyId(US)
    them = find_party_named(session, line) or _party_unnamed(session)
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
        also=tuple(MoveNo(no) for no in line.refs[1:]),
        typed=typed,
    )
    return with_fields(move, read_fields(line))


def find_party_named(session: DealSession, line: ParsedLine) -> PartyId | None:
    """The party of several that a line names, in its item or apart from it; None where it names none."""
    parties = session.deal.parties
    if len(parties) < 2:
        return None
    names = [party.name for party in parties]
    name = find_party(line.what, names) or (line.to or "")
    for party in parties:
        if name and party.name.casefold() == name.casefold():
            return party.id
    # Somebody new is nobody of those who are known, so that no move of theirs is taken for an answer.
    new = find_new_name(line.what, session.by.locale)
    return PartyId(new) if new else None


def _party_unnamed(session: DealSession) -> PartyId:
    """Whom a line means that names nobody."""
    parties = session.deal.parties
    if len(parties) > 1:
        return PartyId(ANYBODY)
    return parties[0].id if parties else PartyId(THEM)


def take_back_in(move: Move) -> Move:
    """`site manager for block B`, where block B is no move: it belongs to the thing."""
    if not move.for_what:
        return move
    between = re.search(
        rf"{re.escape(move.what)} \S+ {re.escape(move.for_what)}", move.typed, re.IGNORECASE
    )
    return replace(move, what=between[0], for_what="") if between else move


def with_worth_behind_return(move: Move, line: ParsedLine) -> Move:
    """`2% off for the forecast worth 900`: what it is worth is said of what we get."""
    if move.worth is not None or line.for_worth is None:
        return move
    return replace(move, worth=line.for_worth)


def find_same_line(session: DealSession, move: Move) -> Move | None:
    """The move that the same person recorded with the same line moments ago: probably a line sent twice by mistake.
    The other things of one line are no such moves."""
    since = move.at - timedelta(minutes=session.deal.policy.double_minutes)
    for earlier in session.snapshot.recent:
        if not earlier.typed or earlier.at < since or earlier.state is State.VOID:
            continue
        said = (earlier.kind, earlier.typed, earlier.person, earlier.what)
        if said == (move.kind, move.typed, move.person, move.what):
            return earlier
    return None
