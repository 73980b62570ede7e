"""Samples of what a purchase saves."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.briefs import RecapPartyAsked
from bot.coach.answers.savings import NoPurchase, SavingShown
from bot.domain.deals import Party, Side
from bot.domain.ids import THEM, OfferNo, PartyId
from bot.domain.savings import SavingRow
from bot.domain.worth import Figure
from bot.playground.samples.mesos import DEAL

CARTONS = replace(DEAL, name="Cartons", side=Side.BUYING)
TWO = replace(
    CARTONS,
    parties=(Party(id=PartyId(THEM), name="Alpha"), Party(id=PartyId("them2"), name="Beta")),
)
BASELINE = Figure(amount=Decimal(1_200_000), unit="EUR")
SHOULD = Figure(amount=Decimal(1_100_000), unit="EUR")
ROW = SavingRow(
    party=PartyId(THEM),
    offer=OfferNo(2),
    amount=Decimal(1_130_000),
    agreed=False,
    saved=Decimal(70_000),
    above=Decimal(30_000),
)
BETA = replace(ROW, party=PartyId("them2"), saved=Decimal(-20_000), above=Decimal(-10_000))
SHOWN = SavingShown(deal=CARTONS, baseline=BASELINE, should_cost=SHOULD, rows=(ROW,), kept=True)

SAMPLES: list[tuple[str, Answer]] = [
    ("saving, offered", SHOWN),
    (
        "saving, agreed",
        replace(SHOWN, rows=(replace(ROW, agreed=True, above=Decimal(-1)),), kept=False),
    ),
    (
        "saving, agreed at more",
        replace(SHOWN, rows=(replace(BETA, party=PartyId(THEM), agreed=True),)),
    ),
    ("saving, offered at more", replace(SHOWN, rows=(replace(BETA, party=PartyId(THEM)),))),
    ("saving, two suppliers", replace(SHOWN, deal=TWO, rows=(ROW, BETA))),
    (
        "saving, two suppliers agreed",
        replace(SHOWN, deal=TWO, rows=(replace(ROW, agreed=True), replace(BETA, agreed=True))),
    ),
    ("saving, only a should-cost", replace(SHOWN, baseline=None, rows=())),
    ("saving, nothing known", SavingShown(deal=CARTONS)),
    ("no purchase", NoPurchase(deal=DEAL)),
    ("recap, for which of several", RecapPartyAsked(deal=TWO)),
]
