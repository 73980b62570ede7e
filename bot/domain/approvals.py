"""Approvals: which gives wait for somebody's yes before they count, and what became of those that waited."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal, Lifecycle, Role, Side, Yardstick
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger_changes import LedgerChange
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure, sum_known

_OWNERS = frozenset({Role.OWNER, Role.CO_OWNER})


class GiveKind(StrEnum):
    """A kind of give that may need approval whatever it costs."""

    GOODWILL = "goodwill"
    """Given on purpose with nothing in return."""
    PRICE = "price"
    UNFIGURED = "unfigured"
    """Nobody can say what it costs in the unit of its deal."""


class LimitReason(StrEnum):
    """Why a give needs approval."""

    AMOUNT = "amount"
    SHARE = "share"
    UNANSWERED = "unanswered"
    """All that was given in the deal with nothing back, together with it."""
    GOODWILL = "goodwill"
    PRICE = "price"
    UNFIGURED = "unfigured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Somebody who was named to approve gives; `agreed` is None until they said whether they will."""

    person: PersonId
    agreed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAmount:
    """The cost above which a give waits in deals of one side, or, without a side, for those who do not own the deal."""

    amount: Figure
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRules:
    """What an admin set for the gives of a workspace; nothing waits unless they did.

    A give waits above `amount`, above `share` of its deal's size, where it would raise what is unanswered in the deal
    above `unanswered`, or for one of its `kinds`. The rules hold for deals of `sides` (none named: of all) and, where
    `spares_owners`, not for owners and co-owners. `approvers` are asked in this order.

    Of `others` one counts in the place of `amount`: that for those who do not own the deal before that for its side.
    """

    team: TeamId
    amount: Figure | None = None
    share: Decimal | None = None
    unanswered: Figure | None = None
    kinds: frozenset[GiveKind] = frozenset()
    sides: frozenset[Side] = frozenset()
    spares_owners: bool = False
    approvers: tuple[Approver, ...] = ()
    others: tuple[OtherAmount, ...] = ()
    version: int = 0

    @property
    def limits_something(self) -> bool:
        """Whether any give may need approval, as soon as somebody is there to approve it."""
        limits = (self.amount, self.share, self.unanswered)
        return bool(self.kinds or self.others) or any(limit is not None for limit in limits)

    def for_gives_of(self, side: Side, role: Role | None) -> "ApprovalRules":
        """The rules with the `amount` that counts for somebody with that role in a deal of that side."""
        by_side = {other.side: other.amount for other in self.others}
        amount = by_side.get(side, self.amount)
        if role not in _OWNERS:
            amount = by_side.get(None, amount)
        return replace(self, amount=amount)

    @property
    def agreed(self) -> tuple[PersonId, ...]:
        """Those who said that they will approve gives."""
        return tuple(each.person for each in self.approvers if each.agreed)

    @property
    def is_on(self) -> bool:
        """Whether gives wait: a limit is set, and somebody agreed to look at what is above it."""
        return self.limits_something and bool(self.agreed)

    def hold_for(self, side: Side, role: Role) -> bool:
        """Whether they hold for what somebody with that role does in a deal of that side."""
        if self.sides and side not in self.sides:
            return False
        return not (self.spares_owners and role in _OWNERS)


_GIVEN = frozenset({State.FIRM, State.CONDITIONAL, State.GOODWILL})
"""States in which a give was said to the other side, if only on a condition."""


def find_new_gives(change: LedgerChange, yardstick: Yardstick) -> tuple[Move, ...]:
    """The gives that a change brings to the table, or makes larger; where it undoes something, brings back. Those that
    an offer of ours keeps as drafts are among them: with the offer they are said."""
    before = {move.no: move for move in change.before}
    offered = {offer.no for offer in change.offers if offer.ours} if change.offers else set()
    found = []
    for move in change.moves:
        if move.kind is not Kind.GIVE:
            continue
        was = before.get(move.no)
        is_said = move.state in _GIVEN
        is_drafted_by_offer = move.state is State.DRAFT and move.offer in offered
        if not (is_said or is_drafted_by_offer):
            continue
        if was is None or was.state not in _GIVEN or _is_larger(was, move, yardstick):
            found.append(move)
    return tuple(found)


def _is_larger(before: Move, after: Move, yardstick: Yardstick) -> bool:
    was, is_now = yardstick.amount(before.cost, before.on), yardstick.amount(after.cost, after.on)
    return is_now is not None and (was is None or is_now > was)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveWeight:
    """What new gives come to together: the sum of their known costs in the deal's unit, whether one has no figure, and
    what would be unanswered in the deal with them."""

    cost: Decimal
    has_unfigured: bool
    unanswered: Decimal
    raises_unanswered: bool


def find_limit_reasons(
    rules: ApprovalRules,
    gives: Sequence[Move],
    weight: GiveWeight,
    deal: Deal,
    today: date,
    is_on_price: Callable[[Move], bool],
) -> tuple[LimitReason, ...]:
    """Why these gives need approval, given together; nothing where they do not. A limit in another currency than the
    deal's, without a rate, and a share of a deal without a size cannot be told: then the kind `UNFIGURED` decides."""
    reasons: list[LimitReason] = []
    unclear = weight.has_unfigured
    for reason, reached, limit in _list_limits(rules, weight, deal, today):
        if reached is None or limit is None:
            unclear = True
        elif reached > limit:
            reasons.append(reason)
    if GiveKind.GOODWILL in rules.kinds and any(move.state is State.GOODWILL for move in gives):
        reasons.append(LimitReason.GOODWILL)
    if GiveKind.PRICE in rules.kinds and any(map(is_on_price, gives)):
        reasons.append(LimitReason.PRICE)
    if GiveKind.UNFIGURED in rules.kinds and unclear:
        reasons.append(LimitReason.UNFIGURED)
    return tuple(reasons)


def _list_limits(
    rules: ApprovalRules, weight: GiveWeight, deal: Deal, today: date
) -> Iterator[tuple[LimitReason, Decimal | None, Decimal | None]]:
    """The limits that are set: why it would be, what these gives reach of it, and the limit; None cannot be told."""
    if rules.amount is not None:
        yield LimitReason.AMOUNT, weight.cost, deal.yardstick.amount(rules.amount, today)
    if rules.share is not None:
        yield LimitReason.SHARE, deal.share(weight.cost), rules.share
    if rules.unanswered is not None and weight.raises_unanswered:
        limit = deal.yardstick.amount(rules.unanswered, today)
        yield LimitReason.UNANSWERED, weight.unanswered, limit


def sum_costs(gives: Sequence[Move], deal: Deal) -> tuple[Decimal, bool]:
    """The known costs of gives in the deal's unit, and whether one of them has no figure."""
    costs = [deal.yardstick.amount(give.cost, give.on) for give in gives]
    return sum_known(costs), None in costs


class ApprovalState(StrEnum):
    """What became of a give that waited."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    TRADE = "trade"
    """Not without a return: the approver said what to ask for."""
    WITHDRAWN = "withdrawn"
    """Its author took it back, or changed what it was about."""
    SAID = "said"
    """It had been said to the other side already, so that it counts, marked so."""
    LAPSED = "lapsed"
    """Its own day passed before anybody decided."""
    CHANGED = "changed"
    """The deal had changed by the time somebody decided, so that it could not be recorded any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveApproval:
    """A change to a ledger that waits for somebody's yes, as it was made: `gives` are those of its moves that need it,
    `last` the deal's last move by then, `lifecycle` the deal as a whole. `asked` were asked so far, in order, the last
    of them at `asked_at`. `decided_by` decided, with what they `said`."""

    id: str
    deal: DealId
    person: PersonId
    at: datetime
    change: LedgerChange
    gives: tuple[MoveNo, ...]
    reasons: tuple[LimitReason, ...]
    last: MoveNo
    lifecycle: Lifecycle
    key: str = ""
    asked: tuple[PersonId, ...] = ()
    asked_at: datetime | None = None
    state: ApprovalState = ApprovalState.WAITING
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    said: str = ""
    seq: int = 0
    """The entry that recorded it, once it was."""
    version: int = 1

    @property
    def moves(self) -> tuple[Move, ...]:
        """The gives that need approval, as they would be recorded."""
        return tuple(move for move in self.change.moves if move.no in self.gives)

    @property
    def only_give(self) -> Move | None:
        """The give, where the change brings no other and no offer, so that it may be said in another way."""
        return self.moves[0] if len(self.moves) == 1 and not self.change.offers else None

    @property
    def last_day(self) -> date | None:
        """The day after which it would come too late: of what it depends on, or of its offer."""
        days = [move.due for move in self.moves if move.state is State.CONDITIONAL and move.due]
        days += [offer.until for offer in self.change.offers if offer.until is not None]
        return min(days, default=None)

    def decided(
        self, state: ApprovalState, by: PersonId, at: datetime, *, said: str = "", seq: int = 0
    ) -> "GiveApproval":
        """The next version of it, with what became of it."""
        return replace(
            self,
            state=state,
            decided_by=by,
            decided_at=at,
            said=said,
            seq=seq,
            version=self.version + 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproverPresence:
    """Whether an approver can be asked about a give today."""

    person: PersonId
    is_member: bool
    is_away: bool = False
    is_kept_out: bool = False
    """Whether they were taken out of the deal on purpose."""

    @property
    def may_approve(self) -> bool:
        """Whether they can be asked at all, today or when they are back."""
        return self.is_member and not self.is_kept_out


def choose_approver(
    presences: Sequence[ApproverPresence],
    author: PersonId,
    asked: Sequence[PersonId] = (),
) -> PersonId | None:
    """Who is asked next: the first who is there and was not asked; else the first who is only away. Nobody is asked
    about a give of their own."""
    left_out = {author, *asked}
    able = [each for each in presences if each.may_approve and each.person not in left_out]
    for each in able:
        if not each.is_away:
            return each.person
    if asked or not able:
        return None
    return able[0].person
