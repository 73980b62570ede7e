"""A working copy of the ledger, in which the consequences of one offer are collected.

The ledger itself is never changed. The working copy answers what stands by now (the ledger with
what was collected so far on top) and gathers new moves, changed moves and ties until they are
written as one entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from bot.domain.calendar import choose_reply_day
from bot.domain.deals import Deal
from bot.domain.ids import US, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.issues import Value, format_short, format_value
from bot.domain.ledger import Ledger
from bot.domain.moves import STEP, UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer, list_valid_offers
from bot.domain.scores import UNKNOWN_EFFECT, Effect, Scores, round_share
from bot.domain.trades import ZERO, Tie
from bot.domain.worth import Figure

WE = PartyId(US)

CONCEDED = frozenset({State.CONDITIONAL, State.FIRM, State.GOODWILL, State.PROMISED})
"""States of a give or a get in which its side still stands by it."""

FIRST_STATE = {Kind.GIVE: State.FIRM, Kind.GET: State.PROMISED, Kind.ASK: State.OPEN}
"""How a move that follows from an offer stands at first. A get is only promised until the deal is
signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """The deal as it stands when an offer is made or answered.

    `offers` has the offer in question among them, `person` is who acts, `last` the number of the
    deal's last move.
    """

    deal: Deal
    ledger: Ledger
    offers: Sequence[Offer]
    scores: Scores
    person: PersonId
    today: date
    at: datetime
    last: MoveNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What follows for the ledger: new moves, changed moves as they stood before and stand after,
    and ties."""

    new: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    after: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()


class WorkingLedger:
    """The ledger of a deal while the consequences of `offer` are worked out."""

    def __init__(self, table: TableState, offer: Offer) -> None:
        self.table = table
        self.offer = offer
        self.offers = list_valid_offers(table.offers)
        self._offers_by_number = {each.no: each for each in self.offers}
        self._changed: dict[MoveNo, Move] = {}
        self._new: dict[MoveNo, Move] = {}
        self._tied: set[Tie] = set()
        self._untied: set[Tie] = set()

    def collect_consequences(self) -> Consequences:
        """All that was worked out, changed moves and ties in the order of their numbers."""
        numbers = sorted(self._changed)
        return Consequences(
            new=tuple(self._new.values()),
            before=tuple(self.table.ledger.moves[no] for no in numbers),
            after=tuple(self._changed[no] for no in numbers),
            tied=tuple(sorted(self._tied)),
            untied=tuple(sorted(self._untied)),
        )

    # What stands by now

    def list_earlier_offers(self) -> list[Offer]:
        """The offers that the side of this one made before it, oldest first."""
        by = self.offer.by
        return [each for each in self.offers if each.by == by and each.no < self.offer.no]

    def list_offer_moves(self) -> list[Move]:
        """The moves that follow from offers, as they stand by now, by number."""
        standing = {**self.table.ledger.moves, **self._changed, **self._new}
        return [move for _, move in sorted(standing.items()) if self.follows_from_offer(move)]

    def follows_from_offer(self, move: Move) -> bool:
        """Whether a move follows from one of the offers that count."""
        return move.offer in self._offers_by_number

    def list_concessions(self, side: PartyId, issue: str) -> list[Move]:
        """What the side conceded on the issue by its offers and still stands by, oldest first."""
        kind = Kind.GIVE if side == US else Kind.GET
        moves = self._list_moves_of(side, kind, issue)
        return [move for move in moves if move.state in CONCEDED]

    def list_open_asks(self, side: PartyId, issue: str) -> list[Move]:
        """What the side asks for on the issue by its offers, oldest first."""
        moves = self._list_moves_of(side, Kind.ASK, issue)
        return [move for move in moves if move.state in UNANSWERED]

    def _list_moves_of(self, side: PartyId, kind: Kind, issue: str) -> list[Move]:
        wanted = (side, kind, issue)
        moves = self.list_offer_moves()
        return [move for move in moves if (move.frm, move.kind, move.issue) == wanted]

    def list_unanswered_asks(self) -> list[Move]:
        """The asks of either side that follow from offers and have no full answer yet."""
        asks = [move for move in self.list_offer_moves() if move.kind is Kind.ASK]
        return [ask for ask in asks if ask.state in UNANSWERED]

    def list_conditional_gives(self) -> list[Move]:
        """The gives that follow from offers and still depend on something."""
        gives = [move for move in self.list_offer_moves() if move.kind is Kind.GIVE]
        return [give for give in gives if give.state is State.CONDITIONAL]

    def list_draft_gives(self) -> list[Move]:
        """The gives that follow from offers and that nobody has confirmed."""
        gives = [move for move in self.list_offer_moves() if move.kind is Kind.GIVE]
        return [give for give in gives if give.state is State.DRAFT]

    def list_new_gets(self) -> list[Move]:
        """The gets that the offer or its acceptance brought."""
        return [move for move in self._new.values() if move.kind is Kind.GET]

    def current(self, no: MoveNo) -> Move:
        """A move as it stands by now. Raises `KeyError` where there is none of that number."""
        for moves in (self._new, self._changed):
            if no in moves:
                return moves[no]
        return self.table.ledger.moves[no]

    def list_unchanged_moves(self) -> list[Move]:
        """The moves of the ledger that were not changed, and the new ones."""
        moves = self.table.ledger.moves.values()
        unchanged = [move for move in moves if move.no not in self._changed]
        return [*unchanged, *self._new.values()]

    def list_changed_moves(self) -> list[Move]:
        """The moves of the ledger that were changed, as they stand by now."""
        return list(self._changed.values())

    def is_tied_give(self, no: MoveNo) -> bool:
        """Whether a get was tied to that give meanwhile."""
        return any(tie.give == no for tie in self._tied)

    def is_tied_get(self, no: MoveNo) -> bool:
        """Whether that get was tied to a give meanwhile."""
        return any(tie.get == no for tie in self._tied)

    def value_in_offer(self, no: OfferNo | None, issue: str) -> Value | None:
        """What the offer of that number says on the issue; None where there is no such offer or
        value."""
        if no not in self._offers_by_number:
            return None
        return self._offers_by_number[no].values.get(issue)

    def find_level(self, side: PartyId, issue: str) -> Value | None:
        """How far the side has come on the issue; None where it never named it."""
        return self.find_level_after(self.list_concessions(side, issue), side, issue)

    def find_level_after(
        self, concessions: Sequence[Move], side: PartyId, issue: str
    ) -> Value | None:
        """The value that the last of these concessions came to; without any, the one the side
        opened with."""
        if concessions:
            return self.value_in_offer(concessions[-1].offer, issue)
        for offer in self.offers:
            if offer.by == side and issue in offer.values:
                return offer.values[issue]
        return None

    def find_receiver(self, side: PartyId) -> PartyId:
        """To whom a side's moves are addressed. With several other parties ours go to the first of
        them."""
        if side != US:
            return WE
        return next(iter(self.table.scores.list_other_parties(WE)), WE)

    def compute_effect(
        self,
        issue: str,
        start: Value,
        end: Value,
        party: PartyId,
    ) -> Effect:
        """What going from one value of the issue to another means to the party, all else as in the
        offer."""
        if start == end:
            return Effect(share=ZERO, amount=ZERO)
        before = {**self.offer.values, issue: start}
        after = {**self.offer.values, issue: end}
        effects = self.table.scores.compute_effects(before, after, party)
        return effects.get(issue, UNKNOWN_EFFECT)

    def compute_gain(
        self,
        issue: str,
        start: Value | None,
        end: Value | None,
        party: PartyId,
    ) -> Decimal | None:
        """The same as a share of the whole; None where a value is missing or nobody can say."""
        if start is None or end is None:
            return None
        return round_share(self.compute_effect(issue, start, end, party).share)

    # What changes

    def settle_move(self, move: Move, state: State) -> None:
        """Gives the move its state from today on. One that lapses or is taken back answers nothing
        any more."""
        settled = replace(
            move,
            state=state,
            settled=self.table.today,
            settled_after=self.table.last,
        )
        self.update_move(settled)
        if state in (State.LAPSED, State.TAKEN_BACK):
            self._untied.update(self.table.ledger.ties_of(move.no))

    def update_move(self, move: Move) -> None:
        """Puts the move in place of what stood under its number."""
        if move.no in self._new:
            self._new[move.no] = replace(move, version=1)
            return
        # However often a move changes here, people see one entry, so it is one version.
        version = self.table.ledger.moves[move.no].version + 1
        self._changed[move.no] = replace(move, version=version)

    def tie_moves(self, give: MoveNo, get: MoveNo) -> None:
        """Ties a get to the give that it answers."""
        self._tied.add(Tie(give=give, get=get))

    def record_move(
        self,
        kind: Kind,
        issue: str,
        start: Value,
        end: Value,
        side: PartyId,
    ) -> Move:
        """Adds a move of the side, a give, a get or an ask, from one value of the issue to another."""
        receiver = self.find_receiver(side)
        for_side = self.compute_effect(issue, start, end, side)
        for_receiver = self.compute_effect(issue, start, end, receiver)
        # Who asks would gain by the move, and the other side would pay for it. Who concedes pays.
        gaining, losing = (for_side, for_receiver) if kind is Kind.ASK else (for_receiver, for_side)
        due = None
        if kind is Kind.ASK and side == US:
            due = self.offer.until or choose_reply_day(self.table.today)
        move = Move(
            no=self._next_number(),
            kind=kind,
            what=self._describe_change(issue, start, end),
            state=FIRST_STATE[kind],
            on=self.offer.on,
            at=self.table.at,
            person=self.table.person,
            frm=side,
            to=receiver,
            issue=issue,
            cost=_loss_as_figure(losing, self.table.deal.unit),
            worth=_gain_as_figure(gaining, self.table.deal.unit),
            due=due,
            offer=self.offer.no,
            typed=self.offer.typed,
        )
        self._new[move.no] = move
        return move

    def record_promise(self, ask: Move) -> Move:
        """Adds the get that a granted ask of ours leads to."""
        get = replace(
            ask,
            no=self._next_number(),
            kind=Kind.GET,
            state=State.PROMISED,
            on=self.table.today,
            at=self.table.at,
            person=self.table.person,
            frm=ask.to,
            to=ask.frm,
            ref=ask.no,
            due=None,
            settled=None,
            settled_after=None,
            offer=self.offer.no,
            version=1,
        )
        self._new[get.no] = get
        return get

    def _next_number(self) -> MoveNo:
        return MoveNo(self.table.last + len(self._new) + 1)

    def find_unit(self, issue: str) -> str:
        """The unit of the issue; "" where it has none or the deal does not know it."""
        known = self.table.scores.issues.get(issue)
        return known.unit if known is not None else ""

    def _describe_change(self, issue: str, start: Value, end: Value) -> str:
        """The move in words that need no language: `price 100k → 95k`, `term 12 → 24 months`."""
        unit = self.find_unit(issue)
        if unit == self.table.deal.unit:
            # The deal's own currency goes without saying.
            return f"{issue} {format_short(start)}{STEP}{format_short(end)}"
        return f"{issue} {format_value(start)}{STEP}{format_value(end)} {unit}".strip()


def _gain_as_figure(effect: Effect, unit: str) -> Figure | None:
    """What is gained, never less than nothing; None where nobody said what it is worth."""
    if effect.amount is None:
        return None
    return Figure(
        amount=max(ZERO, effect.amount),
        unit=unit,
        estimate=effect.estimate,
    )


def _loss_as_figure(effect: Effect, unit: str) -> Figure | None:
    """What is lost, never less than nothing; None where nobody said what it is worth."""
    if effect.amount is None:
        return None
    return Figure(
        amount=max(ZERO, -effect.amount),
        unit=unit,
        estimate=effect.estimate,
    )
