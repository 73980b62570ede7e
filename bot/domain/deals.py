"""A deal: one negotiation, keyed by its own id, with its parties, its size and how it counts."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

from bot.domain.ids import ANYBODY, THEM, DealId, OfferNo, PartyId, PersonId, TeamId
from bot.domain.industries import Industry
from bot.domain.issues import Issue
from bot.domain.policy import Policy
from bot.domain.references import DealReference
from bot.domain.styles import Style
from bot.domain.worth import Figure, Size, Worth


class Side(StrEnum):
    """Which side of the table we are on."""

    SELLING = "selling"
    BUYING = "buying"
    PARTNERING = "partnering"
    HIRING = "hiring"


class Role(StrEnum):
    """What a person may do in a deal: the owner everything; a co-owner all but see the plan and name
    owners; a member records, matches and shares; a scribe records; a viewer reads; nobody nothing."""

    OWNER = "owner"
    CO_OWNER = "co-owner"
    MEMBER = "member"
    SCRIBE = "scribe"
    VIEWER = "viewer"
    NOBODY = "nobody"


class DealOutcome(StrEnum):
    """How a deal ended."""

    WON = "won"
    LOST = "lost"
    DROPPED = "dropped"
    """Neither side wanted it any more."""
    ARCHIVED = "archived"
    """Put away without saying how it ended."""
    ENDED = "ended"
    """It was won, and what was agreed has run its course: its rhythm runs no more."""
    DELETED = "deleted"
    """Opened by mistake; it is in no list any more."""


class DealState(StrEnum):
    """Where a deal is in its life."""

    OPEN = "open"
    AGREED = "agreed"
    """Every party has said yes or signed; not closed yet."""
    WON = "won"
    LOST = "lost"
    DROPPED = "dropped"
    ARCHIVED = "archived"
    KEPT = "kept"
    """It was won, and its rhythm runs: what was agreed is kept up until somebody says that it has ended."""
    ENDED = "ended"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """That a party has agreed, and on which day; `offer` is the one that was accepted, None where
    they signed."""

    party: PartyId
    on: date
    offer: OfferNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """What happens to a deal as a whole: what it is called, its size, who has agreed, how it ended.
    An entry that changes it holds it before and after, so that it can be undone."""

    name: str
    size: Figure | None = None
    agreed: tuple[Agreement, ...] = ()
    outcome: DealOutcome | None = None
    closed_at: datetime | None = None


def restore_lifecycle(now: Lifecycle, before: Lifecycle, after: Lifecycle) -> Lifecycle | None:
    """The deal as a whole without a change from `before` to `after`: what that changed is as it was
    before, all else as it is `now`. None where something else changed the same since."""
    restored: dict[str, object] = {}
    for changed in fields(Lifecycle):
        was, became = getattr(before, changed.name), getattr(after, changed.name)
        if was == became:
            continue
        if getattr(now, changed.name) != became:
            return None
        restored[changed.name] = was
    return replace(now, **restored)  # type: ignore[arg-type] # by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody at the table beside us."""

    id: PartyId
    name: str


def build_parties(names: Sequence[str], before: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The parties of those names. Who sat there before keeps their id; where only one party sits
    there, it is that one whatever its name, so that moves keep pointing to somebody."""
    if len(names) < 2:
        only = before[0].id if before else PartyId(THEM)
        return (Party(id=only, name="".join(names)),)
    known = _known_ids(names, before)
    used = {party.id for party in before}
    parties = []
    for name in names:
        party_id = known.get(name.casefold()) or _next_party_id(used)
        used.add(party_id)
        parties.append(Party(id=party_id, name=name))
    return tuple(parties)


def _known_ids(names: Sequence[str], before: Sequence[Party]) -> dict[str, PartyId]:
    """The ids that parties of these names have already, by the name without capitals."""
    known = {party.name.casefold(): party.id for party in before}
    is_renamed = not any(name.casefold() in known for name in names)
    if len(before) == 1 and is_renamed:
        # A party alone at the table that got another name is the first of those named now.
        return {names[0].casefold(): before[0].id}
    return known


def _next_party_id(used: AbstractSet[PartyId]) -> PartyId:
    """The first of `them`, `them2`, `them3` … that nobody has."""
    party_id, number = PartyId(THEM), 1
    while party_id in used:
        number += 1
        party_id = PartyId(f"{THEM}{number}")
    return party_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How much of the deal's currency one unit of `currency` buys from `day` on, as a person
    entered it."""

    currency: str
    rate: Decimal
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """How a deal turns costs and worths into amounts of its one unit (a currency or points)."""

    unit: str
    sizes: Mapping[Size, Decimal] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()

    def amount(self, worth: Worth | None, on: date) -> Decimal | None:
        """The worth in this deal's unit, or None where it has no figure here: unknown, a size
        without an amount, or another currency without a rate for that day."""
        if worth is None:
            return None
        # A size counts only where the deal says what amount it stands for.
        if isinstance(worth, Size):
            return self.sizes.get(worth)
        if worth.unit in ("", self.unit):
            return worth.amount
        rate = self.find_rate(worth.unit, on)
        return None if rate is None else worth.amount * rate

    def find_rate(self, currency: str, on: date) -> Decimal | None:
        """The latest rate entered for that currency on or before the day."""
        rates = [rate for rate in self.rates if rate.currency == currency and rate.day <= on]
        if not rates:
            return None
        return max(rates, key=attrgetter("day")).rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One negotiation. `size` is what the whole is about, against which gives are weighed; None
    where nobody said.

    `industry` is its line of business, None where nobody said. `issues` are what its offers are about,
    `held_since` the day it was put on hold: while it is, a give is asked about before it counts. It
    goes on by itself on the day `held_until`. `agreed` says who has agreed; a closed deal has
    `closed_at` and an `outcome`. `references` say what it is called in other systems.
    """

    team: TeamId
    id: DealId
    name: str
    side: Side
    yardstick: Yardstick
    opened_at: datetime
    opened_by: PersonId
    size: Figure | None = None
    parties: tuple[Party, ...] = (Party(id=PartyId(THEM), name=""),)
    policy: Policy = field(default_factory=Policy)
    issues: tuple[Issue, ...] = ()
    style: Style = field(default_factory=Style)
    industry: Industry | None = None
    held_since: date | None = None
    held_until: date | None = None
    locked: bool = False
    closed_at: datetime | None = None
    outcome: DealOutcome | None = None
    agreed: tuple[Agreement, ...] = ()
    sample: bool = False
    """Whether it is only there to learn on: it is in no measure, no digest and no memory."""
    references: tuple[DealReference, ...] = ()
    version: int = 1

    @property
    def lifecycle(self) -> Lifecycle:
        """What it is called, its size, who has agreed and how it ended."""
        return Lifecycle(
            name=self.name,
            size=self.size,
            agreed=self.agreed,
            outcome=self.outcome,
            closed_at=self.closed_at,
        )

    def with_lifecycle(self, lifecycle: Lifecycle) -> "Deal":
        """The next version of the deal, with that name, size, those agreements and that end."""
        return replace(
            self,
            name=lifecycle.name,
            size=lifecycle.size,
            agreed=lifecycle.agreed,
            outcome=lifecycle.outcome,
            closed_at=lifecycle.closed_at,
            version=self.version + 1,
        )

    def is_on_hold(self, today: date) -> bool:
        """Whether a give is asked about before it counts."""
        if self.held_since is None:
            return False
        return self.held_until is None or today < self.held_until

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is negotiated in it."""
        return self.closed_at is not None

    @property
    def is_agreed(self) -> bool:
        """Whether every other party at the table has agreed."""
        agreed = {agreement.party for agreement in self.agreed}
        return bool(agreed) and all(party.id in agreed for party in self.parties)

    @property
    def agreed_on(self) -> date | None:
        """The day on which the last party agreed; None where one has not."""
        return max(each.on for each in self.agreed) if self.is_agreed else None

    @property
    def was_deleted(self) -> bool:
        """Whether it was opened by mistake and is in no list any more."""
        return self.outcome is DealOutcome.DELETED

    @property
    def keeps_rhythm(self) -> bool:
        """Whether its check-ins and measures go on: until it is closed, and after it was won."""
        return not self.is_closed or self.outcome is DealOutcome.WON

    @property
    def state(self) -> DealState:
        """Where it is in its life, as far as it alone knows: whether one that was won is kept says its rhythm."""
        if self.is_closed:
            # Rows of before outcomes were kept have none.
            return DealState(self.outcome or DealOutcome.ARCHIVED)
        return DealState.AGREED if self.is_agreed else DealState.OPEN

    def find_state(self, *, has_rhythm: bool) -> DealState:
        """The same, told apart by whether anything was agreed on how to work together: a deal that was won is kept
        where there is."""
        is_kept = has_rhythm and self.state is DealState.WON
        return DealState.KEPT if is_kept else self.state

    def party(self, party: PartyId) -> str:
        """The name of a party; "" where it has none."""
        names = {each.id: each.name for each in self.parties}
        return names.get(party, "")

    def may_be_same(self, one: PartyId, other: PartyId) -> bool:
        """Whether two moves may be to or from the same party: where several sit there, not if each names another."""
        return len(self.parties) < 2 or ANYBODY in (one, other) or one == other

    @property
    def unit(self) -> str:
        """The currency or points that this deal counts in."""
        return self.yardstick.unit

    def called(self, party: PartyId) -> str:
        """The party's name where more than one other sits at the table; else nothing, since *they*
        says it."""
        return self.party(party) if len(self.parties) > 1 else ""

    def find_issue(self, name: str) -> Issue | None:
        """The issue of that name, whatever its capitals."""
        wanted = name.casefold()
        return next((issue for issue in self.issues if issue.name.casefold() == wanted), None)

    def share(self, amount: Decimal) -> Decimal | None:
        """The amount as a share of the deal's size, 0..; None where the size is not known."""
        whole = self.yardstick.amount(self.size, self.opened_at.date())
        if not whole:
            return None
        return amount / whole
