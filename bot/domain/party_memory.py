"""How a party answered us before, over the deals that one person is or was in, on one side of the table. Companies
only, and nothing is said to be usual from fewer than three deals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from statistics import median

from bot.domain.deals import Deal
from bot.domain.ids import DealId, PartyId, PersonId
from bot.domain.ledger import Ledger, by_day
from bot.domain.matching import is_about_same
from bot.domain.measures.pace import list_mirror_ratios, list_reply_lags
from bot.domain.moves import Kind, Move, State

LEAST_DEALS_OF_PARTY = 3
"""Deals with a party below which nothing is said of how it usually answers."""
DEALS_LOOKED_AT = 12
"""Of the latest deals with a party so many are looked at."""


class PartyVerdict(StrEnum):
    """What somebody said about the party of a deal."""

    COMPANY = "company"
    PERSON = "person"
    """A natural person: nothing is remembered of it."""
    SAME = "same"
    """It is the party of another deal too."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRuling:
    """A verdict on the party of `deal`; `other` is the deal that it is compared with, or that deal itself. It holds no
    name, so that nothing of it is left where a deal is erased."""

    deal: DealId
    other: DealId
    verdict: PartyVerdict
    person: PersonId
    at: datetime


_LEGAL_FORMS = frozenset(
    {
        *("gmbh", "ag", "se", "kg", "ohg", "ug", "mbh", "co", "inc", "incorporated", "ltd"),
        *("limited", "llc", "llp", "plc", "corp", "corporation", "company", "sa", "sas", "sarl"),
        *("srl", "spa", "bv", "nv", "ab", "as", "oy", "oyj", "aps", "kft", "sro", "pty"),
        *("group", "holding", "gruppe"),
    }
)
_WORD = re.compile(r"\w+")


def split_party_name(name: str) -> tuple[str, ...]:
    """The words of a name without capitals, punctuation and legal forms: *Acme GmbH & Co. KG* is *acme* alone."""
    words = _WORD.findall(name.casefold().replace(".", ""))
    # The first word is a name, whatever it looks like: *AG Insurance*.
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return tuple(words)


def has_legal_form(name: str) -> bool:
    """Whether a name says that it is a company's."""
    words = _WORD.findall(name.casefold().replace(".", ""))
    return len(words) > 1 and words[-1] in _LEGAL_FORMS


def may_be_same_party(one: str, other: str) -> bool:
    """Whether two names that are not the same may be of one company: without legal forms they are the same, or one
    begins with all words of the other."""
    first, second = split_party_name(one), split_party_name(other)
    shared = min(len(first), len(second))
    return shared > 0 and first[:shared] == second[:shared]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTable:
    """One deal with a party: its ledger as far as it is with that party, and the promised gets that came. Of `due`
    further commitments of theirs they `kept` so many."""

    deal: Deal
    ledger: Ledger
    delivered: frozenset[int] = frozenset()
    kept: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAsk:
    """What a party asked for first, in so many of so many deals, last on a day."""

    what: str
    count: int
    deals: int
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyHistory:
    """How a party answered in `deals` deals since a day.

    `lag` is the median of working days until their next give after a firm one of ours, over `lag_n` pairs; `mirror` the
    median of what theirs was worth to us ÷ what ours cost, over `mirror_n`. Of `promised` gets they `kept` so many; so
    many were `taken_back`. None, or 0, where fewer than three deals say it.
    """

    deals: int
    since: date
    last: date
    lag: Decimal | None = None
    lag_n: int = 0
    mirror: Decimal | None = None
    mirror_n: int = 0
    first_ask: FirstAsk | None = None
    promised: int = 0
    kept: int = 0
    taken_back: int = 0


def keep_with_party(ledger: Ledger, deal: Deal, party: PartyId) -> Ledger:
    """The ledger as far as it is with that party, where several sit at the table."""
    if len(deal.parties) < 2:
        return ledger
    moves = {no: move for no, move in ledger.moves.items() if party in (move.frm, move.to)}
    ties = frozenset(tie for tie in ledger.ties if tie.give in moves and tie.get in moves)
    return Ledger(moves, ties, ledger.yardstick)


def compute_party_history(tables: Sequence[PartyTable], today: date) -> PartyHistory | None:
    """How they answered; None where there are fewer than three deals."""
    if len(tables) < LEAST_DEALS_OF_PARTY:
        return None
    days = [table.deal.opened_at.date() for table in tables]
    lags = [list_reply_lags(table.ledger, today) for table in tables]
    ratios = [list_mirror_ratios(table.ledger, today) for table in tables]
    promised, kept, taken_back, deals_promising = _count_promises(tables)
    said = deals_promising >= LEAST_DEALS_OF_PARTY
    return PartyHistory(
        deals=len(tables),
        since=min(days),
        last=max(days),
        lag=_pool(lags),
        lag_n=sum(map(len, lags)),
        mirror=_pool(ratios),
        mirror_n=sum(map(len, ratios)),
        first_ask=_find_first_ask(tables),
        promised=promised if said else 0,
        kept=kept if said else 0,
        taken_back=taken_back if said else 0,
    )


def _pool(found: Sequence[Sequence[Decimal]]) -> Decimal | None:
    """The median over all deals; None where fewer than three have any."""
    if sum(bool(each) for each in found) < LEAST_DEALS_OF_PARTY:
        return None
    return median([value for each in found for value in each])


def _count_promises(tables: Sequence[PartyTable]) -> tuple[int, int, int, int]:
    """Gets that were promised, those of them that came, those that were taken back, and the deals with any."""
    promised = kept = taken_back = deals = 0
    for table in tables:
        gets = [move for move in table.ledger.moves.values() if move.kind is Kind.GET]
        came = sum(get.no in table.delivered and get.state is State.FIRM for get in gets)
        waiting = sum(get.state is State.PROMISED for get in gets)
        back = sum(get.state is State.TAKEN_BACK for get in gets)
        kept += came + table.kept
        taken_back += back
        of_deal = came + waiting + back + table.due
        promised += of_deal
        deals += bool(of_deal)
    return promised, kept, taken_back, deals


def _find_first_ask(tables: Sequence[PartyTable]) -> FirstAsk | None:
    """What they asked for first most often; None where fewer than three deals have an ask of theirs, or where no thing
    came first more than once."""
    firsts = [first for table in tables if (first := _first_ask_of(table.ledger)) is not None]
    if len(firsts) < LEAST_DEALS_OF_PARTY:
        return None
    firsts.sort(key=lambda ask: ask.on, reverse=True)
    groups: list[list[Move]] = []
    for ask in firsts:
        for group in groups:
            if (ask.issue and ask.issue == group[0].issue) or is_about_same(
                group[0].what, ask.what
            ):
                group.append(ask)
                break
        else:
            groups.append([ask])
    largest = max(groups, key=len)
    if len(largest) < 2:
        return None
    return FirstAsk(what=largest[0].what, count=len(largest), deals=len(firsts), last=largest[0].on)


def _first_ask_of(ledger: Ledger) -> Move | None:
    asks = sorted(ledger.asks(ours=False), key=by_day)
    return asks[0] if asks else None
