"""Answers about several moves of one line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import Exposure, GetChecked
from bot.coach.answers.base import Answer
from bot.coach.answers.corrections import (
    EntryChange,
    EntryChangeAsked,
    EntryDropAsked,
    FigureChange,
    FigureChangeAsked,
)
from bot.coach.answers.several import (
    RecordedItem,
    SeveralChecked,
    SeveralRecorded,
    SplitOffered,
)
from bot.coach.answers.signing import SigningRecorded
from bot.coach.answers.take_backs import TakeBackAsked
from bot.domain.deals import Deal
from bot.domain.moves import Kind, Move, State
from bot.domain.tradeables import Proposal
from bot.domain.worth import Figure


def several_samples(
    deal: Deal,
    today: date,
    *,
    gives: tuple[Move, ...],
    gets: tuple[Move, ...],
    asks: tuple[Move, ...],
    theirs: tuple[Move, ...],
    exposure: Exposure,
    proposals: tuple[Proposal, ...],
    question: GetChecked,
) -> list[tuple[str, Answer]]:
    """Each answer once in every state that reads differently."""
    recorded = SeveralRecorded(
        deal=deal,
        items=tuple(RecordedItem(move=ask) for ask in asks),
        seq=9,
        today=today,
        exposure=exposure,
    )
    granted = replace(asks[0], state=State.GRANTED)
    partly = replace(asks[-1], state=State.PARTLY)
    got = (
        RecordedItem(move=gets[0], answered=granted, matched=gives[:2]),
        RecordedItem(move=gets[1], answered=partly),
    )
    drafts = tuple(replace(give, state=State.DRAFT) for give in gives)
    checked = SeveralChecked(
        deal=deal,
        gives=drafts,
        seq=9,
        today=today,
        exposure=exposure,
        nth=1,
        proposals=proposals,
        sign_by=date(2026, 11, 30),
    )
    waiting = tuple(RecordedItem(move=replace(give, state=State.CONDITIONAL)) for give in gives)
    return [
        ("several asks", recorded),
        ("several asks of theirs", replace(recorded, items=_items(theirs))),
        (
            "several asks declined",
            replace(
                recorded,
                items=_items(tuple(replace(ask, state=State.DECLINED) for ask in asks)),
                lapsed=gives[:1],
            ),
        ),
        ("several gets", replace(recorded, items=got, firm=gives[:1])),
        ("several gets, one asked about", replace(recorded, items=got, get_question=question)),
        ("several gives", replace(recorded, items=_items(gives))),
        (
            "several gives that wait",
            replace(recorded, items=waiting, opened=asks[:1], awaited=asks[1:]),
        ),
        (
            "split offered",
            SplitOffered(deal=deal, move=asks[0], seq=9, items=("installation", "training day")),
        ),
        ("several gives checked", checked),
        ("several gives checked, third in a row", replace(checked, nth=3, open_give=gives[0])),
        (
            "several gives checked, of an earlier day",
            replace(checked, gives=tuple(replace(g, on=date(2026, 11, 12)) for g in drafts)),
        ),
    ]


def signing_samples(
    deal: Deal, today: date, *, give: Move, other: Move, ask: Move, exposure: Exposure
) -> list[tuple[str, Answer]]:
    """What a signature leads to."""
    signed = SigningRecorded(deal=deal, seq=9, today=today, exposure=exposure)
    return [
        ("signed", signed),
        ("signed, and gives count", replace(signed, firm=(give, other), granted=(ask,))),
        ("signed, and a give waits", replace(signed, waiting=(give,), awaited=(ask,))),
        (
            "signed, too late",
            replace(signed, lapsed=(give, replace(other, due=None)), firm=(other,)),
        ),
        ("order there", replace(signed, is_order=True, waiting=(give,))),
    ]


def take_back_samples(
    deal: Deal, *, give: Move, get: Move, other: Move
) -> list[tuple[str, Answer]]:
    """What is asked where something was taken back."""
    theirs = TakeBackAsked(deal=deal, typed="they took it back", moves=(get,), tied=(give,))
    ours = TakeBackAsked(deal=deal, typed="took it back", moves=(give,))
    return [
        ("taken back by them", theirs),
        ("taken back by them, one of two", replace(theirs, moves=(get, other), tied=())),
        ("taken back by us", ours),
        ("taken back by us, though answered", replace(ours, tied=(get,))),
        ("taken back by us, one of two", replace(ours, moves=(give, replace(give, what="net 60")))),
    ]


def drop_samples(
    deal: Deal, *, give: Move, draft: Move, get: Move, ask: Move, their_ask: Move
) -> list[tuple[str, Answer]]:
    """What is asked where an entry is to go."""
    one = EntryDropAsked(deal=deal, typed="forget it", moves=(give,))
    return [
        ("an entry to go", one),
        ("an entry to go, or a give", replace(one, line="9", typed="drop the discount")),
        ("a draft to go", replace(one, moves=(draft,))),
        ("our ask to go", replace(one, moves=(ask,))),
        ("their ask to go", replace(one, moves=(their_ask,))),
        ("one of two entries to go", replace(one, moves=(give, get))),
    ]


def change_samples(deal: Deal, *, give: Move, get: Move, ask: Move) -> list[tuple[str, Answer]]:
    """What is asked where a line puts an entry right."""
    one = EntryChange(move=give, what="6% off")
    cost = EntryChange(move=give, what=give.what, fields=("cost",), said="cost 900")
    term = EntryChange(move=ask, what="36-month term")
    asked = EntryChangeAsked(deal=deal, typed="I meant 6%", changes=(one,), line="9")
    costs = FigureChange(
        move=give, field="cost", before=give.cost, after=Figure(amount=Decimal(900), unit=deal.unit)
    )
    told = FigureChangeAsked(deal=deal, typed="it was 900 actually", changes=(costs,), line="9")
    worth = replace(costs, move=get, field="worth", before=get.worth)
    return [
        ("a cost that is told", told),
        ("a cost that nobody told before", replace(told, changes=(replace(costs, before=None),))),
        ("a worth that is told", replace(told, changes=(worth,))),
        ("a worth that nobody told before", replace(told, changes=(replace(worth, before=None),))),
        ("the cost of one of two", replace(told, changes=(costs, worth))),
        ("an entry to put right", replace(asked, kind=Kind.GIVE)),
        ("an entry to put right, told to the coach", asked),
        ("a cost to put right", replace(asked, typed="sorry, cost 900", changes=(cost,))),
        (
            "an ask to put right, or their answer",
            replace(asked, changes=(term,), kind=Kind.GET, answers=True),
        ),
        (
            "one of two entries to put right",
            replace(
                asked,
                changes=(one, EntryChange(move=get, what="6 reference calls")),
                kind=Kind.GIVE,
            ),
        ),
    ]


def _items(moves: tuple[Move, ...]) -> tuple[RecordedItem, ...]:
    return tuple(RecordedItem(move=move) for move in moves)
