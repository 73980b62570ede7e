"""A deal on the in-memory store, and offers put on its table as people would say them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import TypeVar

import pytest

from bot.coach import offer_replies, offers
from bot.coach.actors import Actor
from bot.coach.answers import MoveShown, NotDone, Undone
from bot.coach.answers.offers import OfferAnswered, OfferRecorded, OffersListed, OfferWithdrawn
from bot.coach.issues import set_issues
from bot.coach.refusals import Refused
from bot.coach.requests.offers import (
    AnswerOffer,
    LeanTo,
    PutHeldOffer,
    RecordOffer,
    SetIssues,
    WithdrawOffer,
)
from bot.coach.services import Services
from bot.coach.undo import undo_entry
from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, OfferNo, PartyId, PersonId, TeamId
from bot.domain.issues import Issue, Value
from bot.domain.ledger import Ledger, fold_entries
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.totals import compute_totals, open_move_numbers
from bot.domain.worth import Figure
from bot.main import build_services
from bot.store.in_memory import in_memory_store

TEAM, DEAL, ANA = TeamId("T1"), DealId("D1"), PersonId("U1")
TODAY = date(2026, 11, 23)
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Hours:
    """A clock that stands still until it is wound."""

    at: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


THE_DESK = build_services(in_memory_store(), Hours())


@dataclass(slots=True)
class Table:
    """One deal that Ana opened, and what people say in it."""

    clock: Hours = field(default_factory=Hours)
    numbers: "count[int]" = field(default_factory=count)
    services: Services = field(init=False)
    by: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.services = replace(THE_DESK, store=in_memory_store(), clock=self.clock)
        self.by = Actor(team=TEAM, person=ANA, channel=None, today=TODAY)

    def once(self) -> str:
        return f"key-{next(self.numbers)}"

    def open(
        self, *issues: Issue, parties: Sequence[str] = (THEM,), side: Side = Side.SELLING
    ) -> "Table":
        deal = Deal(
            team=TEAM,
            id=DEAL,
            name="Acme renewal",
            side=side,
            yardstick=Yardstick(unit="EUR"),
            opened_at=self.clock.now(),
            opened_by=ANA,
            size=Figure(amount=Decimal(200_000), unit="EUR"),
            parties=tuple(Party(id=PartyId(party), name=party) for party in parties),
            issues=issues,
        )
        with self.services.store.work() as work:
            work.deals.insert(deal, None, ANA)
        return self

    def says(self, party: str, said: str, **more: object) -> object:
        """`us`, "price 95000, term 24": whole numbers are numbers, anything else is an option. It counts at once."""
        more = {"confirmed": True, **more}
        order = RecordOffer(
            by=self.by,
            deal=DEAL,
            party=PartyId(party),
            values=terms(said),
            typed=said,
            once=self.once(),
            **more,  # type: ignore[arg-type]  # fields of the order, by name
        )
        return offers.record_offer(order, services=self.services)

    def puts(self, party: str, said: str, **more: object) -> OfferRecorded:
        return sure(OfferRecorded, self.says(party, said, **more))

    def hold(self) -> None:
        """The deal is on hold from today."""
        deal = replace(self.deal, held_since=TODAY, version=self.deal.version + 1)
        with self.services.store.work() as work:
            work.deals.update(deal)

    def puts_all_the_same(self, key: str, person: PersonId = ANA) -> object:
        """The button under the question that an offer on hold is asked about with."""
        order = PutHeldOffer(
            by=replace(self.by, person=person), deal=DEAL, key=key, once=self.once()
        )
        return offers.put_all_the_same(order, services=self.services)

    def answers(self, party: str, *, yes: bool, no: int | None = None, **more: object) -> object:
        order = AnswerOffer(
            by=self.by,
            deal=DEAL,
            no=None if no is None else OfferNo(no),
            party=PartyId(party),
            accepted=yes,
            once=self.once(),
            **more,  # type: ignore[arg-type]  # fields of the order, by name
        )
        return offer_replies.answer_offer(order, services=self.services)

    def accepts(self, party: str, no: int | None = None, **more: object) -> OfferAnswered:
        return sure(OfferAnswered, self.answers(party, yes=True, no=no, **more))

    def declines(self, party: str, no: int | None = None) -> OfferAnswered:
        return sure(OfferAnswered, self.answers(party, yes=False, no=no))

    def withdraws(self, no: int) -> OfferWithdrawn:
        version = self.offer(no).version
        order = WithdrawOffer(
            by=self.by, deal=DEAL, no=OfferNo(no), version=version, once=self.once()
        )
        return sure(OfferWithdrawn, offers.withdraw_offer(order, services=self.services))

    def leans(self, no: int, bundle: int) -> object:
        order = LeanTo(
            by=self.by,
            deal=DEAL,
            no=OfferNo(no),
            version=self.offer(no).version,
            bundle=bundle,
            once=self.once(),
        )
        return offers.lean_to(order, services=self.services)

    def sets(self, *issues: Issue) -> object:
        order = SetIssues(
            by=self.by, deal=DEAL, version=self.deal.version, issues=issues, once=self.once()
        )
        return set_issues(order, services=self.services)

    def undoes(self, seq: int | None = None) -> Undone:
        return sure(
            Undone,
            undo_entry(self.by, DEAL, seq=seq, key=self.once(), services=self.services),
        )

    def listed(self) -> OffersListed:
        return sure(OffersListed, offers.list_offers(self.by, DEAL, services=self.services))

    def offer(self, no: int) -> Offer:
        with self.services.store.reading() as work:
            return next(o for o in work.offers.list_in_deal(TEAM, DEAL) if o.no == no)

    @property
    def deal(self) -> Deal:
        with self.services.store.reading() as work:
            deal = work.deals.find(TEAM, DEAL)
        assert deal is not None
        return deal

    @property
    def ledger(self) -> Ledger:
        with self.services.store.reading() as work:
            return work.ledger.load(TEAM, DEAL)

    def moves(self) -> list[str]:
        """The moves that stand, as lines: `1 give price 100 → 95 EUR firm`."""
        return [line(move) for move in self.ledger.moves.values() if move.state != "void"]

    def sums_agree(self) -> None:
        """The kept sums and what is open are those of the fold of all entries."""
        yardstick = self.deal.yardstick
        with self.services.store.reading() as work:
            whole = fold_entries(work.ledger.list_entries(TEAM, DEAL), yardstick)
            snapshot = work.ledger.load_snapshot(TEAM, DEAL, ANA)
            assert snapshot is not None
            assert snapshot.totals == compute_totals(whole, TODAY)
            assert whole == work.ledger.load(TEAM, DEAL)
            assert {m.no for m in snapshot.open_gives} <= open_move_numbers(whole, TODAY)

    def later(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)


def sure(kind: type[Answer], answer: object) -> Answer:
    """The answer, where it is of that kind."""
    assert isinstance(answer, kind), answer
    assert not isinstance(answer, MoveShown)
    return answer


def refused(act: Callable[[], object]) -> NotDone:
    """What the person reads where something is refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.answer


def terms(said: str) -> Mapping[str, Value]:
    pairs = (part.strip().rpartition(" ") for part in said.split(","))
    return {
        name: Decimal(value) if value.lstrip("-").replace(".", "", 1).isdigit() else value
        for name, _, value in pairs
    }


def line(move: Move) -> str:
    return f"{move.no} {move.kind} {move.what} {move.state}"


PRICE = Issue(name="price", unit="EUR", more_is_ours=True)
TERM = Issue(name="term", unit="months", low=Decimal(12), high=Decimal(60), more_is_ours=True)
SEATS = Issue(name="seats", more_is_ours=True)
OURS, THEIRS = US, THEM
