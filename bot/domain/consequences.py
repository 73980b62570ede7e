"""What an offer, and the answer to one, mean for the ledger: the gives, gets and asks that follow from them.

An offer's moves are kept level with where its side stands. Whatever a side conceded issue by issue runs from where it
opened down to its last give (or get of ours); a better value than that is something it asks for. A new offer that goes
beyond gives more; one that goes back takes away what was only conditional. Several equal bundles are a menu: what the
first of ours gives is conditional until they pick one, and goes with the menu; of theirs nothing follows until we do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from bot.domain.calendar import choose_reply_day
from bot.domain.deals import Deal
from bot.domain.ids import US, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.issues import Value
from bot.domain.ledger import Ledger, next_version
from bot.domain.matching import NEAR, find_named_move
from bot.domain.moves import STEP, UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.scores import UNKNOWN_EFFECT, Effect, Scores
from bot.domain.steps import NEGLIGIBLE_SHARE, list_valid_offers
from bot.domain.trades import ZERO, Tie
from bot.domain.worth import Figure

CONCEDED = frozenset({State.CONDITIONAL, State.FIRM, State.GOODWILL, State.PROMISED})
"""States of a give or a get in which its side still stands by it."""
PENDING = frozenset({State.CONDITIONAL, State.PROMISED})
"""States in which a later offer may still take it away."""
_WE = PartyId(US)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What follows for the ledger: new moves, moves that changed (as they stood, and as they stand), ties."""

    new: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    after: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """The deal as it stands: its ledger and its offers (the new one among them), who acts, and when. `last` is the
    number of the deal's last move."""

    deal: Deal
    ledger: Ledger
    offers: Sequence[Offer]
    scores: Scores
    person: PersonId
    today: date
    at: datetime
    last: MoveNo


def derive_moves_from_offer(offer: Offer, scene: TableState) -> Consequences:
    """What follows from a new offer. Its side's first one on an issue says where it opens, and nothing follows.

    Ours: what we moved on is a give, what we took an ask. Given and taken in one offer, or on a condition, the gives
    are conditional: one trade, open until it is accepted (Zhang et al. 2026). Theirs the same with gets, promised until
    signing, which answer our asks and open gives as far as it is clear which; several equal bundles of theirs promise
    nothing yet.
    """
    page = _Page(scene, offer)
    made = [o for o in page.made if o.by == offer.by and o.no < offer.no]
    if made:
        page.put_away(made[-1])
    if made and (offer.ours or not offer.is_menu):
        page.place(made)
    return page.written()


def derive_moves_from_acceptance(
    offer: Offer, by: Sequence[PartyId], scene: TableState, *, another: bool = False
) -> Consequences:
    """What follows once everybody has said yes to an offer. What it holds stands: conditional gives become firm but for
    a condition of their own, what was asked is granted, what no longer is part of it lapses. All who accepted also move
    the rest of the way to it. `another`: of equal bundles of ours they picked another than the first, which is where
    the ledger still is; of theirs it is nowhere yet."""
    page = _Page(scene, offer)
    another = another or (offer.is_menu and not offer.ours)
    made = [o for o in page.made if o.by == offer.by and o.no < offer.no]
    for each in page.made:
        if each.no != offer.no or another:
            page.put_away(each)
    if another and made:
        page.place(made)
    for issue in offer.values:
        page.take_back(issue, side=_WE)
    others = [get for party in by if party != US for get in page.close(party)]
    if US in by:
        page.close(_WE)
    page.grant(others)
    page.firm_up()
    return page.written()


def derive_moves_from_refusal(
    offer: Offer, scene: TableState, asks: State = State.DECLINED
) -> Consequences:
    """What follows when an offer is declined, withdrawn or lapses: its conditional gives lapse with it, and what it
    asked for is declined (or withdrawn). What they moved on in an offer of theirs stands until they take it back."""
    page = _Page(scene, offer)
    for move in page.derived():
        if offer.by == US and move.kind is Kind.GIVE and move.state is State.CONDITIONAL:
            page.settle(move, State.LAPSED)
        elif move.kind is Kind.ASK and move.frm == offer.by and move.state in UNANSWERED:
            page.settle(move, asks)
    return page.written()


class _Page:
    """The consequences of one offer while they are written down."""

    def __init__(self, scene: TableState, offer: Offer) -> None:
        self.scene, self.offer = scene, offer
        self.made = list_valid_offers(scene.offers)
        self._by_no = {o.no: o for o in self.made}
        self._now: dict[MoveNo, Move] = {}
        self._new: dict[MoveNo, Move] = {}
        self._tied: set[Tie] = set()
        self._untied: set[Tie] = set()

    def written(self) -> Consequences:
        old = tuple(self.scene.ledger.moves[no] for no in sorted(self._now))
        after = tuple(self._now[m.no] for m in old)
        untied, tied = tuple(sorted(self._untied)), tuple(sorted(self._tied))
        return Consequences(
            new=tuple(self._new.values()), before=old, after=after, tied=tied, untied=untied
        )

    def derived(self) -> list[Move]:
        """The moves that follow from offers, as they stand by now, by number."""
        standing = {**self.scene.ledger.moves, **self._now, **self._new}
        return [m for _, m in sorted(standing.items()) if m.offer in self._by_no]

    def conceded(self, side: PartyId, issue: str) -> list[Move]:
        """What the side gave on the issue by its offers and still stands by, oldest first."""
        kind = Kind.GIVE if side == US else Kind.GET
        own = (m for m in self.derived() if m.kind is kind and m.frm == side)
        return [m for m in own if m.issue == issue and m.state in CONCEDED]

    def asked(self, side: PartyId, issue: str) -> list[Move]:
        """What the side asks for on the issue by its offers, oldest first."""
        own = (m for m in self.derived() if m.kind is Kind.ASK and m.frm == side)
        return [m for m in own if m.issue == issue and m.state in UNANSWERED]

    def value_in(self, no: OfferNo | None, issue: str) -> Value | None:
        """What the offer of that number says on the issue."""
        return self._by_no[no].values.get(issue) if no in self._by_no else None

    def level(
        self, side: PartyId, issue: str, conceded: Sequence[Move] | None = None
    ) -> Value | None:
        """How far the side has come on the issue: to its last give there, or where it opened."""
        moves = self.conceded(side, issue) if conceded is None else conceded
        if moves:
            return self.value_in(moves[-1].offer, issue)
        return next(
            (o.values[issue] for o in self.made if o.by == side and issue in o.values), None
        )

    def effect(self, issue: str, start: Value, end: Value, party: PartyId) -> Effect:
        """What going from one value of the issue to another means to the party, all else as in the offer."""
        if start == end:
            return Effect(share=ZERO, amount=ZERO)
        values = self.offer.values
        effects = self.scene.scores.compute_effects(
            {**values, issue: start}, {**values, issue: end}, party
        )
        return effects.get(issue, UNKNOWN_EFFECT)

    def gain(
        self, issue: str, start: Value | None, end: Value | None, party: PartyId
    ) -> Decimal | None:
        """The same as a share of the whole, None where nobody can say."""
        if start is None or end is None:
            return None
        share = self.effect(issue, start, end, party).share
        return ZERO if share is not None and abs(share) <= NEGLIGIBLE_SHARE else share

    def put_away(self, menu: Offer) -> None:
        """What only one of several equal bundles of ours held is off the table with them."""
        own = [m for m in self.derived() if m.offer == menu.no] if menu.is_menu else []
        for move in own:
            if move.kind is Kind.GIVE and move.state is State.CONDITIONAL:
                self.settle(move, State.LAPSED)
            elif move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
                self.settle(move, State.WITHDRAWN)

    def place(self, made: Sequence[Offer]) -> None:
        """What the offer changes against those its side made before it."""
        offer = self.offer
        before = next((o for o in reversed(made) if not o.is_menu), made[0])
        for issue in offer.values:
            self.take_back(issue)
        asks = [ask for issue in offer.values if (ask := self.reask(issue, before)) is not None]
        self.free_orphans(asks)
        moves = [
            move
            for issue in offer.values
            if (move := self.concede(issue, condition=offer.condition)) is not None
        ]
        if offer.by == US:
            self.package(moves, asks)
        else:
            self.answer_with(moves)

    def settle(self, move: Move, state: State) -> None:
        """The move as it stands from today; one that is gone answers nothing any more."""
        scene = self.scene
        self.change(next_version(move, state=state, settled=scene.today, settled_after=scene.last))
        if state in (State.LAPSED, State.TAKEN_BACK):
            self._untied.update(scene.ledger.ties_of(move.no))

    def change(self, move: Move) -> None:
        """The move as it stands from now; however often it changes here, that is one version."""
        where = self._new if move.no in self._new else self._now
        version = (
            self.scene.ledger.moves[move.no].version + 1
            if move.no in self.scene.ledger.moves
            else 1
        )
        where[move.no] = replace(move, version=version)

    def tie(self, give: MoveNo, get: MoveNo) -> None:
        self._tied.add(Tie(give=give, get=get))

    def take_back(self, issue: str, side: PartyId | None = None) -> None:
        """A side that is back where it stood before a give that is still pending has taken that give away."""
        side = side or self.offer.by
        moves = self.conceded(side, issue)
        while moves and moves[-1].state in PENDING:
            start = self.level(side, issue, moves[:-1])
            gain = self.gain(issue, start, self.offer.values[issue], side)
            if gain is None or gain < 0:
                return
            last = moves.pop()
            self.settle(last, State.LAPSED if last.kind is Kind.GIVE else State.TAKEN_BACK)

    def reask(self, issue: str, before: Offer) -> Move | None:
        """The ask that a new offer makes on an issue, beyond what its side asks for already. What its side no longer
        wants is withdrawn."""
        side, value = self.offer.by, self.offer.values[issue]
        asks, level = self.asked(side, issue), self.level(side, issue)
        gain = self.gain(issue, level, value, side)
        if gain is None or level is None:
            return None
        if gain <= 0:
            for ask in asks:
                self.settle(ask, State.WITHDRAWN)
            return None
        if issue not in before.values or before.values[issue] == value:
            return None
        start = (self.value_in(asks[-1].offer, issue) if asks else None) or level
        more = self.gain(issue, start, value, side)
        return (
            self.record(Kind.ASK, issue, start, value, side)
            if more is not None and more > 0
            else None
        )

    def free_orphans(self, new: Sequence[Move]) -> None:
        """A give that waited for an ask that is gone waits for another of the same offers, or waits no more."""
        gone = {
            no for no, m in self._now.items() if m.kind is Kind.ASK and m.state is State.WITHDRAWN
        }
        left = [
            m.no for m in self.derived() if m.kind is Kind.ASK and m.ours and m.state in UNANSWERED
        ]
        for give in [m for m in self.derived() if m.kind is Kind.GIVE and m.ref in gone]:
            if give.state is State.CONDITIONAL:
                waits = next((m.no for m in new), None) or next(iter(left), None)
                state = (
                    State.CONDITIONAL
                    if waits or give.condition or self.offer.is_menu
                    else State.FIRM
                )
                self.change(
                    replace(give, ref=waits, state=state, on=give.on if waits else self.offer.on)
                )

    def concede(
        self, issue: str, *, condition: str = "", side: PartyId | None = None
    ) -> Move | None:
        """What the side gives on an issue by coming to the offer's value, where that is worse for it than its level."""
        side = side or self.offer.by
        level, value = self.level(side, issue), self.offer.values[issue]
        gain = self.gain(issue, level, value, side)
        if gain is None or level is None or gain > 0 or level == value:
            return None
        to_us = self.gain(issue, level, value, _WE if side != US else self.first_other)
        if (gain == 0 and not (to_us is not None and to_us > 0)) or (
            side != US and to_us is not None and to_us < 0
        ):
            return None
        move = self.record(Kind.GIVE if side == US else Kind.GET, issue, level, value, side)
        if condition:
            move = replace(move, state=State.CONDITIONAL, condition=condition, due=self.offer.until)
            self.change(move)
        return move

    @property
    def first_other(self) -> PartyId:
        return next(iter(self.scene.scores.list_other_parties(_WE)), _WE)

    def record(self, kind: Kind, issue: str, start: Value, end: Value, side: PartyId) -> Move:
        """A new move of the side: a give, a get or an ask, from one value of the issue to another."""
        to = self.first_other if side == US else _WE
        own, other = (self.effect(issue, start, end, party) for party in (side, to))
        gains, loses = (own, other) if kind is Kind.ASK else (other, own)
        state = {Kind.GIVE: State.FIRM, Kind.GET: State.PROMISED, Kind.ASK: State.OPEN}[kind]
        ours = kind is Kind.ASK and side == US
        move = Move(
            no=MoveNo(self.scene.last + len(self._new) + 1),
            kind=kind,
            what=self.wording(issue, start, end),
            state=state,
            on=self.offer.on,
            at=self.scene.at,
            person=self.scene.person,
            frm=side,
            to=to,
            issue=issue,
            cost=_figure(loses, self.scene.deal.unit, sign=-1),
            worth=_figure(gains, self.scene.deal.unit, sign=1),
            due=(self.offer.until or choose_reply_day(self.scene.today)) if ours else None,
            offer=self.offer.no,
            typed=self.offer.typed,
        )
        self._new[move.no] = move
        return move

    def wording(self, issue: str, start: Value, end: Value) -> str:
        """The move in words that need no language: price 100000 → 95000 EUR."""
        known = self.scene.scores.issues.get(issue)
        unit = known.unit if known else ""
        return f"{issue} {_plain(start)}{STEP}{_plain(end)} {unit}".strip()

    def package(self, gives: Sequence[Move], asks: Sequence[Move]) -> None:
        """What one offer of ours gives and asks for is one trade: the gives wait for it. Those of a menu wait until
        one of its bundles is picked."""
        if not gives or not (asks or self.offer.is_menu):
            return
        waits = asks[0].no if asks else None
        for give in gives:
            self.change(
                replace(
                    self._new[give.no], state=State.CONDITIONAL, ref=waits, due=self.offer.until
                )
            )
        for ask in asks[1:]:
            self.change(replace(ask, ref=gives[0].no))

    def answer_with(self, gets: Sequence[Move]) -> None:
        """Ties what they gave to what it answers: our ask on the same issue, else an open give that is clearly meant,
        where their offer as a whole gains us something."""
        better = self.better_for_us()
        for get in gets:
            ask = self.ask_answered(get)
            if ask is not None:
                self.settle(ask, State.GRANTED if self.reaches(ask, get) else State.PARTLY)
                self.answers_ask(get, ask)
            elif better and (give := self.give_answered(get, gets)) is not None:
                self.tie(give.no, get.no)

    def better_for_us(self) -> bool:
        """Whether their offer is better for us than their last, all in all."""
        made = [o for o in reversed(self.made) if o.by == self.offer.by and o.no < self.offer.no]
        before = next((o for o in made if not o.is_menu), made[-1] if made else None)
        effects = (
            self.scene.scores.compute_effects(before.values, self.offer.values, _WE)
            if before
            else {}
        )
        return (
            sum((e.share for e in effects.values() if e.share is not None), ZERO) > NEGLIGIBLE_SHARE
        )

    def ask_answered(self, get: Move) -> Move | None:
        """Our open ask that a get of theirs answers: on the same issue, or in the same words."""
        ours = [self._now.get(a.no, a) for a in self.scene.ledger.unanswered_asks()]
        ours = [a for a in ours if a.state in UNANSWERED]
        same = [a for a in ours if a.issue and a.issue.casefold() == get.issue.casefold()]
        if same:
            return same[-1]
        known = self.scene.scores.issues.get(get.issue)
        said = f"{get.issue} {_plain(self.offer.values[get.issue])} {known.unit if known else ''}"
        return find_named_move(said, [a for a in ours if a.offer is None])

    def reaches(self, ask: Move, get: Move) -> bool:
        """Whether a get goes as far as our ask wanted; one in the same words does."""
        wanted = self.value_in(ask.offer, get.issue)
        gain = self.gain(get.issue, wanted, self.offer.values.get(get.issue), _WE)
        return wanted is None or (gain is not None and gain >= 0)

    def answers_ask(self, get: Move, ask: Move) -> None:
        """A get that answers an ask is tied to the gives that waited for it and to the one it wanted a return for. A
        give of an offer still waits for that offer; any other now counts."""
        self.change(replace(self._new[get.no], ref=ask.no))
        waiting = [
            m
            for m in (*self.scene.ledger.moves.values(), *self._new.values())
            if m.kind is Kind.GIVE
        ]
        waiting = [m for m in waiting if m.ref == ask.no]
        waiting = [m for m in waiting if m.state is State.CONDITIONAL and m.no not in self._now]
        for give in waiting:
            self.tie(give.no, get.no)
            if (
                give.offer is None
                and not give.condition
                and self._now[ask.no].state is State.GRANTED
            ):
                self.settle(give, State.FIRM)
        ties_to = self.scene.ledger.moves.get(ask.ref) if ask.ref else None
        if ties_to is not None and ties_to.state in CONCEDED:
            self.tie(ties_to.no, get.no)

    def give_answered(self, get: Move, gets: Sequence[Move]) -> Move | None:
        """The open give that a get clearly answers: the only one on its issue, or of those the only one near in value;
        without one on its issue the only one near in value."""
        taken = {t.give for t in self._tied}
        open_gives = [
            a.give for a in self.scene.ledger.open_gives(self.scene.today) if a.give.no not in taken
        ]
        same = [g for g in open_gives if g.issue and g.issue.casefold() == get.issue.casefold()]
        rivals = {g.issue.casefold() for g in gets}
        meant = same if len(same) == 1 else [g for g in same if self.near(g, get)]
        if not same:
            meant = [
                g for g in open_gives if g.issue.casefold() not in rivals and self.near(g, get)
            ]
        return meant[0] if len(meant) == 1 else None

    def near(self, give: Move, get: Move) -> bool:
        """Whether a give's cost and a get's worth differ by little."""
        yardstick = self.scene.deal.yardstick
        cost, worth = yardstick.amount(give.cost, give.on), yardstick.amount(get.worth, get.on)
        return bool(cost and worth) and abs((cost or ZERO) - (worth or ZERO)) <= NEAR * max(
            cost or ZERO, worth or ZERO
        )

    def close(self, by: PartyId) -> list[Move]:
        """Who accepts comes the rest of the way. Ours are tied to what they promised by their offers and that is tied
        to nothing yet: one trade. The gets of it, where they accept."""
        moved = [
            m for issue in self.offer.values if (m := self.concede(issue, side=by)) is not None
        ]
        if by == US:
            loose = [
                m.no
                for m in self.scene.ledger.loose_gets(self.scene.today)
                if m.offer in self._by_no
            ]
            tied = {tie.get for tie in self._tied}
            loose += [m.no for m in self._new.values() if m.kind is Kind.GET and m.no not in tied]
            for give in moved:
                for get in loose:
                    self.tie(give.no, get)
            return []
        return moved

    def grant(self, gets: Sequence[Move]) -> None:
        """Asks of either side that the accepted offer reaches are granted, with what was promised by it; the others
        are no longer wanted."""
        by_issue: dict[str, Move] = {}
        for get in gets:
            by_issue.setdefault(get.issue, get)
        rest = [get for get in gets if by_issue[get.issue] is not get]
        for ask in [m for m in self.derived() if m.kind is Kind.ASK and m.state in UNANSWERED]:
            wanted, final = self.value_in(ask.offer, ask.issue), self.offer.values.get(ask.issue)
            gain = self.gain(ask.issue, wanted, final, ask.frm)
            reached = gain is not None and gain >= 0
            self.settle(ask, State.GRANTED if reached else State.WITHDRAWN)
            if reached and ask.ours:
                get = by_issue.pop(ask.issue) if ask.issue in by_issue else self.promised(ask)
                self.answers_ask(get, ask)
        for get in (*by_issue.values(), *rest):
            give = self.give_answered(get, gets)
            if give is not None:
                self.tie(give.no, get.no)

    def promised(self, ask: Move) -> Move:
        """The get that a granted ask of ours leads to."""
        get = replace(
            ask,
            no=MoveNo(self.scene.last + len(self._new) + 1),
            kind=Kind.GET,
            state=State.PROMISED,
            on=self.scene.today,
            at=self.scene.at,
            person=self.scene.person,
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

    def firm_up(self) -> None:
        """Conditional moves of the offers now stand, but for those with a condition of their own."""
        for move in self.derived():
            if move.state is State.CONDITIONAL and not move.condition and move.kind is Kind.GIVE:
                self.settle(move, State.FIRM)


def _plain(value: Value) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _figure(effect: Effect, unit: str, *, sign: int) -> Figure | None:
    """What is lost (`sign` −1) or gained, never less than nothing; None where nobody said what it is worth."""
    if effect.amount is None:
        return None
    return Figure(amount=max(ZERO, sign * effect.amount), unit=unit, estimate=effect.estimate)
