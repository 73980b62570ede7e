"""Samples of what can be asked for, and of the trade of a deal."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.tradeables import (
    IndustryAsked,
    IndustrySet,
    TradeableChange,
    TradeableSaved,
    TradeablesShown,
    TradeableUnread,
)
from bot.domain.deals import Side
from bot.domain.ids import TeamId
from bot.domain.industries import Industry
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.worth import Figure, Size
from bot.playground.samples.mesos import DEAL

KIT = OwnTradeable(
    team=TeamId("T0HOME"),
    id="t1",
    side=Side.SELLING,
    what="spare parts from us",
    cost=Figure(amount=Decimal(2000), unit="EUR"),
    worth=Size.L,
)
WARRANTY = replace(KIT, id="t2", side=Side.BUYING, what="extended warranty", worth=None)
OLD = replace(KIT, id="t3", what="old catalogue", cost=None, retired=True)
MACHINES = replace(DEAL, name="Two presses", industry=Industry.MACHINERY)
SAVED = TradeableSaved(
    deal=MACHINES, tradeable=KIT, change=TradeableChange.ADDED, ours=False, may_flip=True
)

SAMPLES: list[tuple[str, Answer]] = [
    (
        "tradeables, with some of our own",
        TradeablesShown(
            deal=MACHINES,
            asks=(KIT,),
            gives=(WARRANTY,),
            retired=(OLD,),
            library=("Larger down payment", "Service contract"),
        ),
    ),
    (
        "tradeables, nothing of our own and no trade",
        TradeablesShown(
            deal=DEAL, asks=(), gives=(), library=("Reference call",), suggested=Industry.FREIGHT
        ),
    ),
    ("tradeable added, to ask for", SAVED),
    (
        "tradeable added, to give, without a cost",
        replace(SAVED, tradeable=replace(WARRANTY, cost=None), ours=True, sayable=False),
    ),
    ("tradeable changed", replace(SAVED, change=TradeableChange.CHANGED, may_flip=False)),
    ("tradeable retired", replace(SAVED, change=TradeableChange.RETIRED)),
    ("tradeable returned", replace(SAVED, change=TradeableChange.RETURNED)),
    ("tradeable unread", TradeableUnread(deal=DEAL, typed="they sign")),
    ("tradeable unknown", TradeableUnread(deal=DEAL, typed="the moon", unknown="the moon")),
    ("trade asked, with a suggestion", IndustryAsked(deal=DEAL, suggested=Industry.FREIGHT)),
    ("trade asked, an unknown one", IndustryAsked(deal=DEAL, typed="beekeeping")),
    *(
        (
            f"trade set, {industry}",
            IndustrySet(deal=replace(DEAL, industry=industry), library=("Reference call",)),
        )
        for industry in Industry
    ),
    ("trade set, without a library", IndustrySet(deal=MACHINES, library=())),
]
