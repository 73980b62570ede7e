"""What a rule may look at: the sums, the last moves, what is open, and the move or offer about to
count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal
from bot.domain.ids import MoveNo, PartyId
from bot.domain.ledger import GiveBalance, Ledger, by_day
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Plan
from bot.domain.policy import Policy
from bot.domain.totals import NOTHING_YET, Totals, compute_totals
from bot.domain.trades import Tie
from bot.domain.wordings import Wording, WordingReader
from bot.domain.worth import sum_known


class Occasion(StrEnum):
    """What gives reason to look: something about to count or just counted, or a review of
    everything."""

    GIVE = "give"
    GET = "get"
    ASK = "ask"
    THEIR_ASK = "their_ask"
    OFFER = "offer"
    REVIEW = "review"


_OCCASION_OF_KIND = {
    Kind.GIVE: Occasion.GIVE,
    Kind.GET: Occasion.GET,
    Kind.ASK: Occasion.ASK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A deal on one day, as much of it as one answer needs.

    `open_gives` are firm gives not fully answered, `open_asks` asks of ours without an answer and
    `their_asks` those of theirs, oldest first (on the way of a command the first few); `recent` the
    last moves, oldest first. `move` or `offer` is what is about to count or just counted, and the
    sums and lists of moves are those without it; both None in a review. `ties` are the ties of
    `move`, in a review all ties. `left` holds what is unanswered of gives that gets answer in part,
    as far as it is known. `offers` are all that were ever on the table, `offer` among them, where
    they matter. `plan` is None for everyone who may not see it. `wordings` reads what words give
    away.
    """

    deal: Deal
    today: date
    totals: Totals
    wordings: WordingReader = field(compare=False, repr=False)
    open_gives: tuple[Move, ...] = ()
    open_asks: tuple[Move, ...] = ()
    their_asks: tuple[Move, ...] = ()
    loose_gets: tuple[Move, ...] = ()
    recent: tuple[Move, ...] = ()
    move: Move | None = None
    offer: Offer | None = None
    offers: tuple[Offer, ...] = ()
    plan: Plan | None = None
    ties: tuple[Tie, ...] = ()
    left: Mapping[MoveNo, Decimal] = field(default_factory=dict)
    gapless_from: MoveNo = NOTHING_YET
    """The number from which on `recent` holds every move; before it stand some that matter for themselves alone."""
    memory: dict[object, object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What functions have worked out on it already; another situation begins with nothing."""

    @property
    def occasion(self) -> Occasion:
        """What gives reason to look."""
        move = self.move
        if move is None:
            return Occasion.REVIEW if self.offer is None else Occasion.OFFER
        if move.kind is Kind.ASK and not move.ours:
            return Occasion.THEIR_ASK
        return _OCCASION_OF_KIND[move.kind]

    def narrow_to(self, party: PartyId) -> "Situation":
        """The same without what is between us and others at the table: nothing of one supplier goes
        into a sentence to another. What names no party stays."""

        def is_with_party(move: Move) -> bool:
            return self.deal.may_be_same(move.to if move.ours else move.frm, party)

        def keep(moves: tuple[Move, ...]) -> tuple[Move, ...]:
            return tuple(move for move in moves if is_with_party(move))

        return replace(
            self,
            open_gives=keep(self.open_gives),
            open_asks=keep(self.open_asks),
            their_asks=keep(self.their_asks),
            loose_gets=keep(self.loose_gets),
            recent=keep(self.recent),
            offers=tuple(offer for offer in self.offers if offer.ours or offer.by == party),
        )

    @property
    def policy(self) -> Policy:
        """The limits and thresholds of the deal."""
        return self.deal.policy

    def cost_of(self, move: Move) -> Decimal | None:
        """The move's cost in the deal's unit; None where it has no figure."""
        return self.deal.yardstick.amount(move.cost, move.on)

    def worth_of(self, move: Move) -> Decimal | None:
        """The move's worth in the deal's unit; None where it has no figure."""
        return self.deal.yardstick.amount(move.worth, move.on)

    def wordings_of(self, move: Move) -> frozenset[Wording]:
        """What a move's words say."""
        return self.wordings.find_in_move(move)

    def wordings_in(self, text: str) -> frozenset[Wording]:
        """What a text says."""
        return self.wordings.find_in_text(text)

    def sum_costs(self, moves: Iterable[Move]) -> Decimal:
        """What these moves cost together, in the deal's unit; those without a figure are left
        out."""
        return sum_known(map(self.cost_of, moves))

    def unanswered_cost(self, give: Move) -> Decimal | None:
        """The cost of an open give's unanswered share; None where its cost has no figure."""
        if give.no in self.left:
            return self.left[give.no]
        return self.cost_of(give)

    def recent_gives(self) -> list[Move]:
        """The last gives that count, oldest first, without the move about to count."""
        return self._recent_of_kind(Kind.GIVE)

    def recent_gets(self) -> list[Move]:
        """The last gets that count, oldest first, without the move about to count."""
        return self._recent_of_kind(Kind.GET)

    def without_gaps(self, moves: Iterable[Move]) -> list[Move]:
        """Those of the moves that may be compared with one another as steps: none is missing between them."""
        return [move for move in moves if move.no >= self.gapless_from]

    def _recent_of_kind(self, kind: Kind) -> list[Move]:
        now = self.move.no if self.move is not None else None
        return [
            move
            for move in self.recent
            if move.kind is kind and move.no != now and move.counts_on(self.today)
        ]

    def bare_give(self) -> Move | None:
        """The move about to count, where it is a give with nothing in return: no tie, no condition,
        no ask it waits for, and not goodwill."""
        move = self.move
        if move is None or move.kind is not Kind.GIVE or move.has_if:
            return None
        if move.state not in (State.FIRM, State.DRAFT):
            return None
        is_tied = any(tie.give == move.no for tie in self.ties)
        return None if is_tied else move

    def bare_gives(self) -> Sequence[Move]:
        """The bare give about to count; in a review all open gives, oldest first."""
        if self.move is None:
            return self.open_gives
        give = self.bare_give()
        return () if give is None else (give,)

    def moves_dealt_with(self) -> frozenset[MoveNo]:
        """Moves that the move about to count does something about, itself among them: what it is
        tied to, what it answers, what it asks a return for."""
        move = self.move
        if move is None:
            return frozenset()
        numbers = {move.no}
        if move.ref is not None:
            numbers.add(move.ref)
        for tie in self.ties:
            numbers.update((tie.give, tie.get))
        return frozenset(numbers)

    def gives_with_open_ask(self) -> frozenset[MoveNo]:
        """Gives whose return is asked for, where the day for it has not passed."""
        numbers = set()
        for ask in self.open_asks:
            is_late = ask.due is not None and ask.due < self.today
            if ask.ref is not None and not is_late:
                numbers.add(ask.ref)
        return frozenset(numbers)

    def place_in_run(self, give: Move) -> int:
        """Which give in a row a bare give is, from 1: our gives since their last move, with this
        one."""
        theirs = self.totals.theirs
        if theirs is not None and give.turn < theirs:
            return 1
        return self.totals.run + 1

    def offers_by(self, *, ours: bool) -> list[Offer]:
        """The offers that one side put on the table, oldest first, without those recorded by
        mistake."""
        return [
            offer
            for offer in self.offers
            if offer.ours is ours and offer.state is not OfferState.VOID
        ]

    def their_offer_looked_at(self) -> Offer | None:
        """Their offer about to count, else the last that they put on the table; None where ours is
        about to count."""
        if self.offer is not None:
            return None if self.offer.ours else self.offer
        theirs = self.offers_by(ours=False)
        return theirs[-1] if theirs else None

    def moves_looked_at(self, in_a_review: Sequence[Move]) -> Sequence[Move]:
        """The move about to count, in a review those given; none where an offer is about to
        count."""
        if self.move is not None:
            return (self.move,)
        return () if self.offer is not None else in_a_review


def build_situation(
    deal: Deal,
    ledger: Ledger,
    today: date,
    move: Move | None = None,
    *,
    wordings: WordingReader,
    offers: Iterable[Offer] = (),
    plan: Plan | None = None,
    totals: Totals | None = None,
) -> Situation:
    """The whole ledger as a situation: for a review, or for `move` about to be added to it or just
    added. `totals` are those of the whole ledger, where they are at hand."""
    earlier = ledger if move is None else ledger.without_move(move.no)
    if totals is None or move is not None:
        totals = compute_totals(earlier, today)
    answers = earlier.open_gives(today)
    ties = ledger.ties if move is None else ledger.ties_of(move.no)
    recent = tuple(sorted(earlier.moves.values(), key=by_day))
    return Situation(
        deal=deal,
        today=today,
        totals=totals,
        wordings=wordings,
        open_gives=tuple(answer.give for answer in answers),
        open_asks=tuple(earlier.unanswered_asks()),
        their_asks=tuple(earlier.unanswered_asks(ours=False)),
        loose_gets=tuple(earlier.loose_gets(today)),
        recent=recent,
        move=move,
        offers=tuple(offers),
        plan=plan,
        ties=tuple(sorted(ties)),
        left=left_of_partly_answered(answers),
    )


def left_of_partly_answered(answers: Iterable[GiveBalance]) -> dict[MoveNo, Decimal]:
    """What is unanswered of gives that gets answer in part, by the number of the give."""
    left = {}
    for answer in answers:
        if answer.share and answer.left is not None:
            left[answer.give.no] = answer.left
    return left
