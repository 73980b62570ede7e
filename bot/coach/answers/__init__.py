"""Answers of the coach, in the past tense: what happened, as facts. Their words are in `templates/`."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from bot.coach.answers.approvals import ApprovalFacts
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.endings import AgreedTerms, DealEnded, StillOpen
from bot.coach.answers.entries import EntryShown, TieShown
from bot.coach.answers.ladder import Waited
from bot.coach.answers.preferences import FirstNudge
from bot.coach.answers.refusals import NotDone as NotDone
from bot.coach.answers.refusals import RefusalReason as RefusalReason
from bot.coach.answers.savings import SavingShown
from bot.domain.bounds import MonthDue
from bot.domain.cautions import Caution
from bot.domain.checkins import CheckIn
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal, Role
from bot.domain.fields import FieldChange, list_changes
from bot.domain.ids import ChannelId, MoveNo, OfferNo, PersonId
from bot.domain.industries import Industry
from bot.domain.ledger import Verb
from bot.domain.matching import Suggested
from bot.domain.measures.classes import MoveClass
from bot.domain.measures.picture import DealSums, LogMeasures
from bot.domain.moves import Increase, Move
from bot.domain.next_steps import Inquiry, NextStep
from bot.domain.offers import Offer
from bot.domain.planned import PlannedRow
from bot.domain.rules.rule import Rule
from bot.domain.styles import Style
from bot.domain.tradeables import Proposal
from bot.domain.worth import Figure, Worth


class Doubt(StrEnum):
    """Why the coach asks before something counts."""

    UNANSWERED = "unanswered"
    """A bare give that is not the first small one."""
    SAME_AGAIN = "same_again"
    """The same line from the same person a moment ago."""
    TOTAL_OR_MORE = "total_or_more"
    """12 % after 10 %: in all, or more?"""
    RETURN_OR_PART = "return_or_part"
    """5% off for the hotel: what comes back, or what it is given for?"""
    HELD = "held"
    """The deal is on hold."""
    TAKEN_BACK = "taken_back"
    """Reads like something that goes against us."""


class SentenceKind(StrEnum):
    """What a sentence to say does."""

    ASK_BACK = "ask_back"
    """Asks for a return for a give already made."""
    OFFER_IF = "offer_if"
    """Offers a give on a condition or for an ask; our offer first."""
    ASK = "ask"
    """Asks, with a day."""
    CALL_OUT = "call_out"
    """Says in neutral words that nothing came back, and asks for one specific thing."""
    ASK_AGAIN = "ask_again"
    ASK_FIRST = "ask_first"
    """Asks about what they ask for, before anything is given."""
    ANSWER_THEIRS = "answer_theirs"
    """Answers their ask with a part of it that was prepared, for something in return."""
    TRY_IT = "try_it"
    """Declines kindly by offering a reversible test."""
    THANKS = "thanks"
    """Credits them for agreeing to a get."""
    CAME = "came"
    """Credits them for a get that was promised and has come."""
    REPLY = "reply"
    """Credits them for a get and offers no more in return."""
    REST = "rest"
    """Credits them for a get, and asks for the rest of what our give is worth."""
    PART = "part"
    """Credits them for a part of what we asked for, and asks what the rest of it takes."""
    MORE = "more"
    """Asks what is behind a get that moves little, and for one that moves more."""
    REWORDED = "reworded"
    """A draft with our offer first, tied."""
    CALM = "calm"
    """What an ultimatum wants, with the door left open."""
    WITHHOLD = "withhold"
    """Says that it does not work yet, without how far we would go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Answer):
    """A sentence the person may say, never sent. It holds only what the person gave: no invented reason."""

    kind: SentenceKind
    give: str = ""
    increase: Increase | None = None
    """That `give` comes on top of an earlier give."""
    get: str = ""
    condition: str = ""
    reason: str = ""
    already: str = ""
    """What they have from us with nothing back, named first."""
    inquiry: Inquiry | None = None
    question: str = ""
    """The library's question for what they ask, where that is the inquiry."""
    need: str = ""
    """What else it takes from them: in a test, for the rest of a give, or what of an ask is missing."""
    by: date | None = None
    is_deed: bool = False
    """Whether that is the day by which it is done, and not only confirmed: they sign."""
    is_their_day: bool = False
    """Whether the person named that day, later than a mere answer would take: it may be the day of the deed."""
    due_month: MonthDue | None = None
    """How the person named the month at whose end that day is."""
    style: Style = field(default_factory=Style)
    """The deal's, where the sentence is all that is said; else that of the deal beside it."""
    deal: Deal | None = None
    """Whose sentence it is, where it stands for itself: to be copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What was given with nothing back yet, before and after, in the deal's unit; `unfigured` open gives have no
    figure; `share` is `after` as a share of the deal, 0.."""

    before: Decimal
    after: Decimal
    open_gives: int
    unfigured: int
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRecorded(DealAnswer):
    """A give is in the ledger: firm, conditional or goodwill. `opened` are the asks that were opened with it, `awaits`
    asks recorded earlier that it waits for, `matched` the gets that it was tied to."""

    give: Move
    seq: int
    today: date
    exposure: Exposure
    opened: tuple[Move, ...] = ()
    awaits: tuple[Move, ...] = ()
    matched: tuple[Move, ...] = ()
    left: Decimal | None = None
    loose_gets: tuple[Move, ...] = ()
    """Gets that are matched with no give, where nothing comes back for this one yet."""
    proposals: tuple[Proposal, ...] = ()
    sentence: Sentence | None = None
    asks_address: bool = False
    """Whether it is asked how the candidate is spoken to, once in a hiring deal."""
    caution: Caution | None = None
    corrects: Move | None = None
    """The move of the same thing that the line begins to correct, which the person is asked about."""
    first_nudge: FirstNudge | None = None
    """The question whether to nudge the person, put once."""
    their_asks: tuple[Move, ...] = ()
    """Asks of theirs that the give meets, whole or in part."""
    cost_in_words: Figure | None = None
    """An amount at the end of its words that may be its cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveChecked(DealAnswer):
    """A give is kept as a draft, outside every sum, until the person decides. `nth` counts our gives in a row with
    this one; `open_give` is the oldest open one; `earlier` the move it is compared with."""

    give: Move
    seq: int
    today: date
    doubt: Doubt
    exposure: Exposure
    nth: int
    open_give: Move | None = None
    earlier: Move | None = None
    proposals: tuple[Proposal, ...] = ()
    sign_by: date
    caution: Caution | None = None
    corrects: Move | None = None
    """The move of the same thing that the line begins to correct, which the person is asked about."""
    free: bool = False
    """Whether it was meant as goodwill or as a test."""
    may_return: str = ""
    """What of the give may be what comes back for it."""
    cost_in_words: Figure | None = None
    """An amount at the end of its words that may be its cost."""
    cost_per: str = ""
    """The time that its cost is counted by as typed (`month`), where nothing says for how long."""
    worth_of_before: Worth | None = None
    """Its cost, where that was typed for another figure in its words (`5% off`, now `3% off`)."""

    @property
    def past(self) -> bool:
        """Whether the give happened on an earlier day, so that it was probably said already."""
        return self.give.on < self.today


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDropped(DealAnswer):
    """A draft was dropped, and the others of its line with it; nothing was given."""

    move: Move
    others: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRecorded(DealAnswer):
    """An ask of ours is open. `for_give` is the open give that it wants a return for."""

    ask: Move
    seq: int
    today: date
    for_give: Move | None = None
    sentence: Sentence | None = None
    asks_address: bool = False
    """Whether it is asked how the candidate is spoken to, once in a hiring deal."""
    caution: Caution | None = None
    corrects: Move | None = None
    """The move of the same thing that the line begins to correct, which the person is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirAskRecorded(DealAnswer):
    """They want something; nothing was given. `step` says how to answer: what they have already, how large their ask
    is, and what to ask for. `ask_first` asks about it; `sentence` offers a prepared part of it in return for something,
    `try_it` a reversible test instead of a no."""

    ask: Move
    seq: int
    today: date
    exposure: Exposure
    step: NextStep
    ask_first: Sentence | None = None
    sentence: Sentence | None = None
    asks_address: bool = False
    """Whether it is asked how the candidate is spoken to, once in a hiring deal."""
    try_it: Sentence | None = None
    caution: Caution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnswered(DealAnswer):
    """An ask of ours was granted, partly granted, declined or withdrawn. `get` is what they gave; `firm` are gives
    that waited for it and now count, `lapsed` those that now never will; `matched` the gives made before that the get
    was tied to, `suggested` gives it may be tied to where it is tied to none. `waiting` are gives that still wait, for
    the asks `awaited` or for a condition of their own."""

    ask: Move
    verb: Verb
    seq: int
    today: date
    exposure: Exposure
    get: Move | None = None
    step: NextStep | None = None
    """What to say to what they gave."""
    matched: tuple[Move, ...] = ()
    firm: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()
    awaited: tuple[Move, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    sentence: Sentence | None = None
    asks_address: bool = False
    """Whether it is asked how the candidate is spoken to, once in a hiring deal."""
    caution: Caution | None = None
    waited: Waited | None = None
    resumed: bool = False
    late: tuple[Move, ...] = ()
    """Gives that had waited for it and lapsed before it came."""
    also: tuple[Move, ...] = ()
    """Further asks that the same get answered."""
    corrects: Move | None = None
    """The move of the same thing that the line begins to correct, which the person is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetRecorded(DealAnswer):
    """A get is in the ledger. `answered` is the ask it answers, `matched` the gives it was tied to with `left` of
    their cost unanswered, `suggested` gives it may be tied to, `candidates` asks of which it may answer one; `share` is
    its worth as a share of the deal, 0.., None where either is not known. Of gives whose condition it meets, `firm`
    count now and `waiting` wait for the rest of theirs."""

    get: Move
    seq: int
    today: date
    exposure: Exposure
    step: NextStep | None = None
    """What to say to it."""
    answered: Move | None = None
    matched: tuple[Move, ...] = ()
    left: Decimal | None = None
    suggested: tuple[Suggested, ...] = ()
    candidates: tuple[Move, ...] = ()
    late: tuple[Move, ...] = ()
    """Gives that had waited for it and lapsed before it came."""
    sentence: Sentence | None = None
    asks_address: bool = False
    """Whether it is asked how the candidate is spoken to, once in a hiring deal."""
    caution: Caution | None = None
    resumed: bool = False
    share: Decimal | None = None
    firm: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()
    corrects: Move | None = None
    """The move of the same thing that the line begins to correct, which the person is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetChecked(DealAnswer):
    """A get is kept as a draft until the person says what it was."""

    get: Move
    seq: int
    today: date
    doubt: Doubt
    earlier: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichAsk(DealAnswer):
    """They answered, but which ask? `verb` is what will be recorded of the one chosen. The day `due` that was typed for
    it waits as `line` until then. `gives` wait for a condition, to which a bare yes may be as well."""

    verb: Verb
    what: str
    typed: str
    asks: tuple[Move, ...]
    due: date | None = None
    line: str = ""
    gives: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveChanged(DealAnswer):
    """One move was amended, voided, met, lapsed, delivered, taken back, asked again or made goodwill. Because of it
    the asks `reopened` stand otherwise, the gives `firm` count now, and the gives `waiting` wait again."""

    verb: Verb
    before: Move
    move: Move

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What the move says otherwise than before."""
        return list_changes(self.before, self.move, self.deal.unit)

    seq: int
    today: date
    exposure: Exposure
    why: str = ""
    sentence: Sentence | None = None
    caution: Caution | None = None
    reopened: tuple[Move, ...] = ()
    firm: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()
    brought: tuple[Move, ...] = ()
    """The gets that were recorded with it: what they did, by the condition that came true."""
    worth_of_before: Worth | None = None
    """Its cost or worth, where that was typed for another figure in its words (`5% off`, now `3% off`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(DealAnswer):
    """The person's last entry was undone: `moves` are those that it brought, else those that it changed. All that it
    touched stands as it did before."""

    verb: Verb
    moves: tuple[Move, ...]
    exposure: Exposure
    offers: tuple[OfferNo, ...] = ()
    """The offer that the entry put on the table, answered or changed."""
    commitments: tuple[Commitment, ...] = ()
    """The commitments that the entry brought or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOpened(DealAnswer):
    """A deal is open. `again` means that a deal of this name was already open here; `others` counts the deals that were
    open in the channel before it. `rate` is what the size is counted by (`ARR`), `sizes` are the amounts of which each
    may be the size, `not_read` the words that were not used, `suggested` the trade that its name sounds like."""

    again: bool = False
    shared: bool = False
    public: bool = False
    """Whether everybody of the workspace can look into the channel."""
    others: int = 0
    rate: str = ""
    sizes: tuple[Figure, ...] = ()
    not_read: str = ""
    suggested: Industry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One line of the ledger. `left` is the open cost of a give, `share` how much of it is answered, `age` its age
    in days where it is open, `ties` the numbers of what it is matched with."""

    move: Move
    ties: tuple[MoveNo, ...] = ()
    share: Decimal | None = None
    left: Decimal | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWithParty:
    """What was given to one of several parties with nothing back yet: the sum of what has a figure, and how many
    gives. `name` is "" for gives that name nobody."""

    name: str
    exposure: Decimal
    open_gives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DealStatus(DealAnswer):
    """Where a deal stands: its picture in a few lines, the open gives that weigh most, the asks waiting. `planned` is
    the next give of the plan, for those who may see it and asked the coach. `agreed` are the terms of a deal that is
    agreed or was; of a closed one `ended` says who closed it, and `still_open` what was open by then."""

    today: date
    picture: DealSums
    open_gives: tuple[LogRow, ...]
    open_asks: tuple[Move, ...]
    drafts: tuple[Move, ...]
    conditional: tuple[Move, ...]
    step: NextStep
    """Whose turn it is, and the one thing to do next."""
    planned: PlannedRow | None = None
    waiting: tuple[ApprovalFacts, ...] = ()
    """What waits for approval: the reader's own, and what they may approve."""
    offers: tuple[Offer, ...] = ()
    """Those that are open."""
    loose_gets: tuple[Move, ...] = ()
    """Gets that are matched with no give, while gives are open."""
    their_asks: tuple[Move, ...] = ()
    """What they ask for and we have neither granted nor declined."""
    open_by_party: tuple["OpenWithParty", ...] = ()
    """What is open with each of several parties."""
    saving: SavingShown | None = None
    """What a purchase saves, for who may see its plan."""
    agreed: AgreedTerms | None = None
    ended: DealEnded | None = None
    still_open: StillOpen = field(default_factory=StillOpen)
    deleted_after: date | None = None
    """The last day of a closed deal that is deleted for its age, once that was announced."""
    is_kept: bool = False
    """Whether it was won and its rhythm runs."""
    next_check_in: CheckIn | None = None
    """That of a deal that is kept: the next one, or the last that nobody reported on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLog(DealAnswer):
    """One page of the ledger, newest first."""

    today: date
    rows: tuple[LogRow, ...]
    page: int
    pages: int
    picture: LogMeasures | None = None
    """The measures, on the first page alone, where the cautions and the curve are too."""
    cautions: tuple[Caution, ...] = ()
    curve: tuple["CurvePoint", ...] = ()
    offers: tuple[Offer, ...] = ()
    """Those that are open."""
    agreed: AgreedTerms | None = None
    """What was agreed, on the first page of a ledger without moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """The shape of concessions: sums of our gives' cost and of our gets' worth up to and including that day."""

    day: date
    given: Decimal
    got: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AsksListed(DealAnswer):
    """The asks of a deal that wait for an answer, ours and theirs."""

    today: date
    ours: tuple[Move, ...]
    theirs: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleListed(DealAnswer):
    """Who has which role in a deal, and who leads it, where the workspace has leads."""

    shows_names: ClassVar[bool] = True
    roles: tuple[tuple[PersonId, Role], ...]
    mine: Role
    leads: tuple[PersonId, ...] = ()
    may_have_leads: bool = False
    followers: tuple[PersonId, ...] = ()
    left: tuple[PersonId, ...] = ()
    """Those who are no full member of the workspace any more."""
    may_give: bool = False
    """Whether the person may give and take roles."""
    may_hand_over: bool = False
    """Whether the person may name an owner."""
    follows: bool = False
    """Whether the person gets the lines of the deal."""
    is_orphaned: bool = False
    """Whether no owner of the deal is in the workspace any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settable:
    """What the settings form starts from."""

    deal: Deal
    muted: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSaved(DealAnswer):
    """A deal's settings were changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualRow:
    """One line that both sides may see: no cost, no worth, nothing private."""

    move: Move
    ties: tuple[MoveNo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePreviewed(DealAnswer):
    """What a channel would see, shown to one person first. `allowed` is false where the channel is shared with
    another company, or might be."""

    today: date
    rows: tuple[MutualRow, ...]
    allowed: bool
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(DealAnswer):
    """The mutual view, as the channel sees it."""

    by: PersonId
    today: date
    rows: tuple[MutualRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMuted(DealAnswer):
    """A rule was muted for one person in one deal, or may speak again."""

    rule: Rule
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveShown(DealAnswer):
    """One move in full, with its history and what it is tied to."""

    today: date
    row: LogRow
    history: tuple[EntryShown, ...]
    ties: tuple[TieShown, ...] = ()
    move_class: MoveClass | None = None
    """What it did for either side, an estimate; None where a figure or the deal's size is not known."""
    typed: str = ""
    """What was typed beside its number and not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLocked(DealAnswer):
    """The deal's channel became shared with another company: nothing more is recorded or shown there until the owner
    says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelClosed(DealAnswer):
    """A deal's channel takes no message from the coach any more."""

    channel: ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Matchable:
    """What the form for matching offers: gives and gets, those not matched yet first."""

    deal: Deal
    gives: tuple[Move, ...]
    gets: tuple[Move, ...]
