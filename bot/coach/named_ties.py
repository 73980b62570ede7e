"""Gives and gets that a line ties together by what they are called: `the 35 crowns were for the turnaround`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.coach.actors import Actor
from bot.coach.answers import GiveRecorded, RefusalReason
from bot.coach.answers.trades import Matched, MatchedTogether, TieAsked
from bot.coach.context import DealSession, LedgerChange, record_in_deal, session_for_reading
from bot.coach.dropped_entries import find_standing
from bot.coach.gets import GetAnswer, place_get_line
from bot.coach.gives import GiveAnswer, place_give, place_give_line
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.trades import tie_in_session
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, Tie
from bot.domain.worth import Worth
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine
from bot.language.returns_typed import TypedTie

TieAnswer = Matched | MatchedTogether | TieAsked | GiveRecorded
NOT_COUNTED = frozenset({State.DRAFT, State.CONDITIONAL})
"""States of a give that would count by a tie; nobody says so by saying what it was for."""
MOST_ASKED = 5
"""Pairs among which a person chooses by button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A give and a get that a line may tie."""

    give: Move
    get: Move


def tie_named_moves(
    actor: Actor,
    deal: DealId,
    tie: TypedTie,
    typed: str,
    *,
    kind: Kind | None,
    key: str,
    services: Services,
) -> TieAnswer | GetAnswer | GiveAnswer | None:
    """Ties the give and the get that a line names, in either order; asks where several may be meant, where a give would
    count by it that did not until now, or where only one of them is recorded. What is not recorded yet is recorded
    with its tie, where the line was typed after the command (`kind`) for it. None where the line names no entry."""
    with session_for_reading(services, actor, deal, typed=typed) as session:
        found = _find_entries(session, tie, kind)
        if not found.changes_ledger:
            return _ask_or_refuse(session, tie, found, typed)
    with record_in_deal(services, actor, deal, key, typed=typed) as session:
        return _change_ledger(session, tie, _find_entries(session, tie, kind), typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedEntries:
    """The entries that the two halves of a line name, as pairs where there are any. `records` is the kind of entry that
    the first half is recorded as; `figure` the amount that it names beside an entry."""

    ones: list[Move]
    others: list[Move]
    pairs: list[_Pair]
    records: Kind | None = None
    figure: Worth | None = None

    @property
    def is_plain(self) -> bool:
        """Whether only one thing can be meant: one pair, or all that was typed in one line for one give."""
        gives = {pair.give.no for pair in self.pairs}
        lines = {(pair.get.typed, pair.get.at) for pair in self.pairs}
        return len(self.pairs) == 1 or (len(gives) == 1 and len(lines) == 1)

    @property
    def begins_to_count(self) -> bool:
        """Whether a give would count by the tie that did not until now."""
        return any(pair.give.state in NOT_COUNTED for pair in self.pairs)

    @property
    def priced(self) -> Move | None:
        """The give that the figure is the cost of, where nobody said one before."""
        gives = [move for move in self.ones if move.kind is Kind.GIVE and move.cost is None]
        return gives[0] if self.figure is not None and len(gives) == 1 and self.pairs else None

    @property
    def changes_ledger(self) -> bool:
        """Whether it can be done without a question, or a figure is to be kept beside the question."""
        if self.pairs:
            return self.priced is not None or (self.is_plain and not self.begins_to_count)
        return self.records is not None


def _find_entries(session: DealSession, tie: TypedTie, kind: Kind | None) -> _NamedEntries:
    standing = _list_tieable(session)
    others = _find(session, tie.other, standing)
    if not tie.one:
        ones = _find_last(session, standing)
        return _NamedEntries(ones=ones, others=others, pairs=_pair_up(session, ones, others))
    line = _read_thing(session, tie.one, kind or Kind.GIVE)
    ones = _find(session, tie.one, standing) or _find(session, line.what, standing)
    pairs = _pair_up(session, ones, others)
    figure = line.cost if kind is not Kind.GET else None
    if ones or not (others and tie.sure):
        return _NamedEntries(ones=ones, others=others, pairs=pairs, figure=figure)
    records = kind if _find_partner(others, kind) is not None else None
    return _NamedEntries(ones=ones, others=others, pairs=pairs, records=records)


def _find_partner(others: Sequence[Move], kind: Kind | None) -> MoveNo | None:
    """The one entry that a new one of this kind can be tied to: a get to a give, a give to a get."""
    gives = [move for move in others if move.kind is Kind.GIVE and move.state not in NOT_COUNTED]
    gets = [move for move in others if move.kind is Kind.GET]
    wanted = gives if kind is Kind.GET else gets if kind is Kind.GIVE else []
    return wanted[0].no if len(wanted) == 1 else None


def _ask_or_refuse(
    session: DealSession, tie: TypedTie, found: _NamedEntries, typed: str
) -> TieAsked | None:
    """What needs no change: a question, a refusal, or None where the line names no entry."""
    ones, others = found.ones, found.others
    if found.pairs:
        return _ask(session, found.pairs, typed)
    if ones and others:
        _refuse_tied(session, ones, others, typed)
        return None
    if not tie.sure or not (ones or (tie.may_name_entry and others)):
        return None
    if ones and not tie.may_name_entry:
        return None
    return _ask_with_candidates(session, ones or others, typed)


def _change_ledger(
    session: DealSession, tie: TypedTie, found: _NamedEntries, typed: str
) -> TieAnswer | GetAnswer | GiveAnswer | None:
    if found.pairs and found.is_plain and not found.begins_to_count:
        return _tie(session, found)
    if found.priced is not None:
        # The cost is known from now on, whatever the answer to the question is.
        priced = next_version(found.priced, cost=found.figure)
        change = LedgerChange(verb=Verb.AMENDED, moves=(priced,), before=(found.priced,))
        written = session.write(change)
        pairs = [
            replace(pair, give=priced) if pair.give.no == priced.no else pair
            for pair in found.pairs
        ]
        asked = _ask(written.session, pairs, typed)
        return replace(asked, priced=priced, seq=written.entry.seq)
    if not found.pairs and found.records is not None:
        return _record_with_tie(session, tie, found, typed)
    return _ask_or_refuse(session, tie, found, typed)


def tie_pair(
    actor: Actor, deal: DealId, tie: Tie, *, key: str, services: Services
) -> Matched | MatchedTogether | GiveRecorded:
    """Ties a give to a get as a button said; a draft give counts from then on."""
    with record_in_deal(services, actor, deal, key) as session:
        give, get = _load(session, tie.give), _load(session, tie.get)
        if give.state is State.DRAFT:
            counted = next_version(give, state=State.FIRM, at=session.services.clock.now())
            return place_give(session, replace(counted, ref=get.no, also=()), draft=give)
        return tie_in_session(session, [(give.no, get.no)])


def _load(session: DealSession, no: MoveNo) -> Move:
    move = session.find_move(no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
    return move


def _list_tieable(session: DealSession) -> list[Move]:
    """The gives and gets that can be tied, newest first; one's own drafts too."""
    moves = sorted(session.recent_ledger.moves.values(), key=lambda move: move.no, reverse=True)
    gives = {*TIEABLE_GIVES, State.DRAFT}
    return [
        move
        for move in moves
        if session.may_see(move)
        and (
            (move.kind is Kind.GIVE and move.state in gives)
            or (move.kind is Kind.GET and move.state in TIEABLE_GETS)
        )
    ]


def _find(session: DealSession, text: str, standing: Sequence[Move]) -> list[Move]:
    return find_standing(session, text, standing)


def _find_last(session: DealSession, standing: Sequence[Move]) -> list[Move]:
    """What the person typed last: the gives or gets of their last line that recorded any."""
    mine = [move for move in standing if move.person == session.by.person]
    if not mine:
        return []
    last = mine[0]
    return [move for move in mine if move is last or (move.typed and move.typed == last.typed)]


def _pair_up(session: DealSession, ones: Sequence[Move], others: Sequence[Move]) -> list[_Pair]:
    """Each give with each get of the two sides that are not tied yet and of one party: `one` as the get first."""
    pairs: list[_Pair] = []
    for gets, gives in ((ones, others), (others, ones)):
        for give in gives:
            if give.kind is Kind.GIVE:
                pairs += [_Pair(give=give, get=get) for get in gets if get.kind is Kind.GET]
        if pairs:
            break
    ties = session.load_group(move.no for move in (*ones, *others)).ties
    return [
        pair
        for pair in pairs
        if Tie(give=pair.give.no, get=pair.get.no) not in ties
        and session.deal.may_be_same(pair.give.to, pair.get.frm)
    ]


def _refuse_tied(
    session: DealSession, ones: Sequence[Move], others: Sequence[Move], typed: str
) -> None:
    """Raises `Refused` where what the line names is tied already."""
    gives = [move for move in (*ones, *others) if move.kind is Kind.GIVE]
    gets = [move for move in (*ones, *others) if move.kind is Kind.GET]
    if gives and gets:
        raise Refused(
            why=RefusalReason.ALREADY_TIED,
            deal=session.deal,
            no=gives[0].no,
            move=gets[0],
            typed=typed,
        )


def _ask(session: DealSession, pairs: Sequence[_Pair], typed: str) -> TieAsked:
    return TieAsked(
        deal=session.deal,
        typed=typed,
        pairs=tuple((pair.give, pair.get) for pair in pairs[:MOST_ASKED]),
    )


def _tie(session: DealSession, found: _NamedEntries) -> Matched | MatchedTogether:
    numbers = [(pair.give.no, pair.get.no) for pair in found.pairs]
    return tie_in_session(session, numbers, cost=found.figure if found.priced else None)


def _record_with_tie(
    session: DealSession, tie: TypedTie, found: _NamedEntries, typed: str
) -> GetAnswer | GiveAnswer | None:
    """Records what the line says was for an entry, tied to it: `the 3 demos were for the turnaround`, where no demos
    are recorded yet."""
    partner = _find_partner(found.others, found.records)
    if found.records is None or partner is None:
        return None
    line = _read_thing(session, tie.one, found.records)._replace(refs=(partner,))
    if found.records is Kind.GET:
        return place_get_line(session, line, typed)
    return place_give_line(session, line, typed)


def _read_thing(session: DealSession, typed: str, kind: Kind) -> ParsedLine:
    """What the first half of such a line records, with its cost or worth: `5 trainings cost 2k were for …`."""
    command = Command.CONCEDE if kind is Kind.GIVE else Command.GOT
    by = session.by
    reading = read_line(typed, command=command, locale=by.locale, today=by.today)
    return reading if isinstance(reading, ParsedLine) else ParsedLine(what=typed)


def _ask_with_candidates(
    session: DealSession, known: Sequence[Move], typed: str
) -> TieAsked | None:
    """Asks what the entry that is known belongs to; None where nothing is there that it may."""
    first = known[0]
    if first.kind is Kind.GET:
        gives = session.list_open_gives()
        pairs = [_Pair(give=give, get=first) for give in _among_tieable(gives)]
    else:
        pairs = [_Pair(give=first, get=get) for get in session.snapshot.loose_gets]
    fitting = [pair for pair in pairs if session.deal.may_be_same(pair.give.to, pair.get.frm)]
    return _ask(session, fitting, typed) if fitting else None


def _among_tieable(gives: Iterable[Move]) -> list[Move]:
    return [give for give in gives if give.state in TIEABLE_GIVES]


def find_entry_for_tie(
    actor: Actor, deal: DealId, tie: TypedTie, kind: Kind, *, services: Services
) -> MoveNo | None:
    """The one give, or get, that the end of a line says all of it was for; `kind` is what the line records. None where
    no entry of the other kind is called so, or several are."""
    with session_for_reading(services, actor, deal) as session:
        others = [
            move
            for move in _list_tieable(session)
            if move.kind is not kind and move.state is not State.DRAFT
        ]
        found = _find(session, tie.other, others)
        return found[0].no if len(found) == 1 else None
