"""What the coach answers to plain sentences where it records nothing, as facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers import GiveChecked, LogRow
from bot.coach.answers.base import DealAnswer
from bot.domain.cards import Card, ResearchFinding
from bot.domain.measures.picture import Outline
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.tradeables import Proposal
from bot.language.told_moods import ToldMood


class HelpSubject(StrEnum):
    """What somebody asks how to do."""

    OVERVIEW = "overview"
    LOG_GIVE = "log_give"
    LOG_GET = "log_get"
    LOG_ASK = "log_ask"
    LOG_THEIR_ASK = "log_their_ask"
    LOG_OFFER = "log_offer"
    MATCH = "match"
    UNDO = "undo"
    EDIT = "edit"
    OPEN_DEAL = "open_deal"
    DEAL_SETTINGS = "deal_settings"
    PEOPLE = "people"
    PRIVACY = "privacy"
    NUDGES = "nudges"
    FILES = "files"
    WORDS = "words"
    DRAFT = "draft"
    """To have a sentence looked at."""


class LedgerQuestion(StrEnum):
    """What is asked about the past of a deal."""

    LAST_MOVE = "last_move"
    GIVEN = "given"
    GOT = "got"
    GOT_FOR = "got_for"
    """What came back for something that we gave."""
    ASKED = "asked"
    """What we ask for and what they ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMeant:
    """Something that a sentence may mean: a topic, or a card, whose topic is `card:` with its id."""

    topic: str
    card: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceUnclear(DealAnswer):
    """A sentence that was not understood, with what it may mean. `line` is the id under which it waits to be answered
    as one of them."""

    typed: str
    line: str
    nearby: tuple[LabelMeant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoMeant(DealAnswer):
    """What a sentence may mean besides what it was answered as; shown beneath that answer."""

    meant: LabelMeant
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirAskTold(DealAnswer):
    """They want something, told in words of which nobody can say what exactly is wanted. Nothing is recorded.
    `open_give` is what they have from us with nothing back."""

    typed: str
    line: str
    open_give: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodHeard(DealAnswer):
    """How they feel was told, and nothing else. Nothing is recorded; `line` is the id of the sentence, `open_give` what
    they have from us with nothing back."""

    mood: ToldMood
    typed: str
    line: str
    open_give: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirOfferTold(DealAnswer):
    """An offer of theirs was told; nothing is recorded yet. `theirs` and `ours` are the latest offers of the ledger."""

    typed: str
    line: str
    theirs: Offer | None = None
    ours: Offer | None = None


class ReplyTold(StrEnum):
    """How they answered an ask of ours, as it was told."""

    GRANTED = "granted"
    PARTLY = "partly"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyToAskTold(DealAnswer):
    """They answered an ask of ours; nothing is recorded yet. `asks` are the open ones that may be meant; `is_named`
    where the sentence names the one there is. `offers` of ours and `gives` that wait for something are what a yes may
    mean as well. `line` is the id of the sentence, which may be recorded as a get of its own."""

    typed: str
    line: str
    reply: ReplyTold
    asks: tuple[Move, ...]
    is_named: bool = False
    offers: tuple[Offer, ...] = ()
    gives: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartToldOfAsk(DealAnswer):
    """They go so far towards an ask of ours: `part` is what would come, in the words of the ask. Nothing is recorded
    yet. `line` is the id of the line that records it, `offer_line` that of the sentence, which may be an offer."""

    typed: str
    ask: Move
    part: str
    line: str
    offer_line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveWeighed(DealAnswer):
    """A give that is only thought of: what it would do. `check` is what the check says of it before it would count,
    None where the sentence names nothing that can be weighed, or where nothing speaks against it. Nothing is
    recorded."""

    picture: Outline
    what: str
    line: str
    check: GiveChecked | None = None
    open_give: Move | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAnswered(DealAnswer):
    """An answer from the ledger to a question about the past. `rows` are the moves that answer it, newest first;
    `about` is the move that the question names."""

    question: LedgerQuestion
    today: date
    picture: Outline
    rows: tuple[LogRow, ...]
    about: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceShown(DealAnswer):
    """What research says about a doubt, with its limits."""

    findings: tuple[ResearchFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessAsked(DealAnswer):
    """A question of law or fairness, before anything is said to the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGiven(DealAnswer):
    """How something is done here."""

    subject: HelpSubject


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWishTold(DealAnswer):
    """A sentence says what we want from them; nothing is recorded. `line` waits to be recorded as an ask; `known` is
    the open ask for the same thing."""

    typed: str
    thing: str
    known: Move | None = None
    line: str = ""
