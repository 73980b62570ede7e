"""What the store keeps beside the domain's own values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType, TypeVar

from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, PartyId, PersonId, TeamId
from bot.domain.issues import Bundle
from bot.domain.ledger import Entry
from bot.domain.measures.kept import KeptMeasures
from bot.domain.moves import Move
from bot.domain.policy import Policy
from bot.domain.totals import Totals
from bot.domain.worth import Worth


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSnapshot:
    """As much of a deal as one new move needs, whatever the ledger's length.

    `open_gives` (oldest first), `open_asks` (ours and theirs, newest first), `loose_gets` and
    `recent` (newest first) hold at most `OPEN_GIVES`, `OPEN_ASKS`, `LOOSE_GETS` and `RECENT` of
    them. `mutes` are the rules the person does not want to hear here; `planned` tells that there is
    a plan, which the person may see or not. `has_approval_rules`: the workspace has set rules for
    gives that need a yes, which may be off; where there are none, nobody need look for them.
    """

    deal: Deal
    role: Role | None
    entries: int
    totals: Totals
    open_gives: tuple[Move, ...] = ()
    open_asks: tuple[Move, ...] = ()
    loose_gets: tuple[Move, ...] = ()
    recent: tuple[Move, ...] = ()
    mutes: frozenset[str] = frozenset()
    planned: bool = False
    has_approval_rules: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLog:
    """What the page of a ledger says of all its moves, after the entry `seq`. It holds on the same `basis` only."""

    seq: int
    basis: str
    measures: KeptMeasures


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFigure:
    """What a give costs, or a get is worth, that counts from one day and was made on another."""

    since: date
    on: date
    figure: Worth | None


LATEST_TURNS = 40
"""How many of their last gets, and of their last answers, are read to find their very last move."""

GETS_LOOKED_AT = 120
"""How many gets before or after a day are looked at, for one that did not change."""

LAST_MOVES = 100
"""How many of a deal's last moves an answer looks at, beside all that wait for something. Most deals have fewer."""

OPEN_GIVES, OPEN_ASKS, LOOSE_GETS, RECENT = 5, 8, 5, 6
"""How many of each a snapshot holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackTokens:
    """What Slack lets Giveget act with. `refresh` renews `access` where that runs out."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Giveget in one workspace or, `org_wide`, in an Enterprise organisation, whose id `team` is then.

    Without `tokens` it is over, or goes on under that of its organisation; its rows stay for the grace. Whoever renews
    the tokens claims that until `refreshing_until`.
    """

    team: TeamId
    organisation: str = ""
    org_wide: bool = False
    name: str = ""
    bot: str = ""
    bot_user: str = ""
    scopes: frozenset[str] = frozenset()
    installed_by: PersonId
    installed_at: datetime
    expires_at: datetime | None = None
    refreshing_until: datetime | None = None
    version: int = 0
    tokens: SlackTokens | None = None


EntryCursor = NewType("EntryCursor", str)
"""A place in the feed of entries. What is in it is the store's own business; it stays good for
ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry of any deal of any team, and the cursor at which the feed goes on after it."""

    team: TeamId
    deal: DealId
    entry: Entry
    cursor: EntryCursor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessedRequest:
    """A request that was already taken: the entry that it led to (seq 0: it changed nothing in a
    ledger)."""

    deal: DealId
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A rule that a person does not want to hear in a deal."""

    person: PersonId
    rule: str


class PostState(StrEnum):
    """How a post stands. Every state but the last three has a moment at which somebody comes back
    to it."""

    PENDING = "pending"
    SENDING = "sending"
    """Claimed to be sent."""
    UNCERTAIN = "uncertain"
    """Nobody can tell whether Slack took it."""
    CHECKING = "checking"
    """Claimed to be looked for in the conversation's history."""
    RESENT = "resent"
    """Sent again after it was not found; to be counted once, in case the first came late."""
    AUDITING = "auditing"
    """Claimed to be counted."""
    SENT = "sent"
    BLOCKED = "blocked"
    """Slack will not take it until somebody changes something; kept, with the reason."""
    DEAD = "dead"
    """Given up, with the reason."""


CLAIMED = frozenset({PostState.SENDING, PostState.CHECKING, PostState.AUDITING})
"""States of a post that somebody works on until the lease ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message on its way to Slack. `to` is a channel or a person, `body` the rendered message as
    JSON, `id` its once-key within the team. `tries` counts the claims and so fences out whoever
    lost one; `sends` the times it was handed to Slack, `misses` the times it was looked for and not
    found. `conversation` and `ts` say where it is. `marked`: sent again where nobody could look, so
    that it says that it may be there twice. `bare`: without blocks, because Slack refused them.
    `why` is what Slack said last."""

    id: str
    team: TeamId
    to: str
    body: str
    due: datetime
    deal: DealId | None = None
    state: PostState = PostState.PENDING
    tries: int = 0
    sends: int = 0
    misses: int = 0
    conversation: str = ""
    ts: str = ""
    marked: bool = False
    bare: bool = False
    why: str = ""


class WebhookState(StrEnum):
    """How a delivery of the webhook stands."""

    PENDING = "pending"
    SENDING = "sending"
    """Claimed by a worker until its lease ends."""
    SENT = "sent"
    DEAD = "dead"
    """Tried for a day and never taken; somebody may have it tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDelivery:
    """An entry on its way to the webhook. What it says is read from the ledger when it is sent. `attempts` counts the
    times it was sent, `claims` the times it was taken up, which fences out whoever lost a claim; `why` is how the last
    attempt ended."""

    team: TeamId
    deal: DealId
    seq: int
    id: str
    at: datetime
    state: WebhookState = WebhookState.PENDING
    attempts: int = 0
    claims: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as Slack knows them, as of `seen`. `member` is true only for full members of this
    workspace that are not guests, outsiders, bots or deactivated; `colleague` for those of any
    workspace of our Enterprise organisation."""

    team: TeamId
    id: PersonId
    name: str
    member: bool
    colleague: bool = False
    admin: bool = False
    zone: str = "UTC"
    locale: str = "en-US"
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel as Slack knows it, as of `seen`. `private_to_us` is true only where it is known not
    to be shared with another company, nor about to be."""

    team: TeamId
    id: ChannelId
    name: str
    private_to_us: bool
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSummary:
    """How many deals are open in a channel, and when the last one was closed there."""

    open_deals: int
    last_closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDeal:
    """One of a person's deals: its sums, and one of its channels."""

    deal: Deal
    totals: Totals
    channel: ChannelId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A deal that somebody has a role in: its sums, and how many entries it has."""

    person: PersonId
    role: Role
    deal: Deal
    entries: int
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentCheck:
    """That something was recorded in a deal whose day may come before somebody's next morning: by whom, and at what
    moment. `wake` is when it is looked at next whom to tell."""

    team: TeamId
    deal: DealId
    person: PersonId
    at: datetime
    wake: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPlan:
    """The plan of somebody who no longer owns the deal, since when; nobody sees what is in it."""

    team: TeamId
    deal: DealId
    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCaution:
    """A caution that a person was told in a deal: what it is about (`Caution.key`), and how much of
    it there was."""

    person: PersonId
    key: str
    weight: Decimal
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A signal somebody noted in a meeting: what was seen, of whom (a role, never a name), by whom,
    when. `no` counts a deal's notes from 1."""

    no: int
    what: str
    about: str
    person: PersonId
    on: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """The canvas on which a channel keeps where both sides of a deal stand. `id` is Slack's; `person` asked for it,
    and it says what that person may see of both sides."""

    channel: ChannelId
    id: str
    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingInput:
    """Input of a person that waits until they answer a question about it."""

    id: str
    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCommand(PendingInput):
    """A command line that waits until its person says which deal it is for."""

    channel: ChannelId
    command: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingOffer(PendingInput):
    """An offer that waits for an answer of its person: whose it is, whether a word in it is a new
    issue, or whether it goes on the table although the deal is on hold. `party` is "" where it is
    asked whose it is."""

    party: PartyId
    values: Bundle
    alternatives: tuple[Bundle, ...] = ()
    on: date | None = None
    until: date | None = None
    rhythm: str = ""
    condition: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    guesses: tuple[str, ...] = ()
    not_read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingDay(PendingInput):
    """A day that waits until its person says which ask wants its answer by then."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingSheet(PendingInput):
    """A spreadsheet that waits until its person says that it is to be imported. `columns` is what they said that its
    columns are, by their headings."""

    text: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingErasure(PendingInput):
    """Names of the other side's people that wait until their person says that they are to be replaced."""

    names: tuple[str, ...]


PendingT = TypeVar("PendingT", bound=PendingInput)


class Learning(StrEnum):
    """What a workspace allows to be learned across deals; nothing of it unless an admin says so."""

    PARTIES = "parties"
    """How a company answered before, for people who were in those deals."""
    OUTCOMES = "outcomes"
    """What things usually cost and were worth, over all deals of the workspace; else over a person's own."""
    TEAM = "team"
    """Measures of all deals together, from five people on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What an admin set for all deals of a workspace: the policy that new deals start with, and whether owners may name
    leads (`leads`), and whom to ask about law and fairness (`whom_to_ask`: words, or `@` and the id of a person).
    `admins` look after Giveget here; `plan_grace` is how many days the plan of a former owner is kept unseen,
    `learning` what may be learned across deals; with `private_only` deals are opened in private channels only."""

    team: TeamId
    policy: Policy
    leads: bool = False
    whom_to_ask: str = ""
    admins: frozenset[PersonId] = frozenset()
    plan_grace: int = 30
    learning: frozenset[Learning] = frozenset()
    private_only: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceCounts:
    """How much is in use in a workspace, in numbers alone: deals that are open and that are closed, entries and people
    who recorded since a moment. Samples and deleted deals are left out of the deals."""

    open_deals: int
    closed_deals: int
    entries: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DealUsage:
    """How much is in a deal, in numbers alone: `entries` in all, `recent` of them since a moment."""

    deal: DealId
    opened_at: datetime
    is_closed: bool
    entries: int
    recent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailure:
    """Messages that did not reach anybody for the same reason: Slack's word for it, how many they are, and when the
    last of them was due. `is_kept`: they go out once that has been changed."""

    why: str
    count: int
    last: datetime
    is_kept: bool
