"""Samples of what leads of deals see, and of how they are told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import PeopleListed
from bot.coach.answers.base import Answer
from bot.coach.answers.leads import (
    LeadEnded,
    LeadNamed,
    LeadView,
    LedDeal,
    LedSum,
    NextDateKind,
)
from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.playground.samples.links import RENEWAL

TODAY = date(2026, 11, 23)
ACME = LedDeal(
    deal=RENEWAL,
    exposure=Decimal(12_000),
    unfigured=1,
    open_gives=2,
    oldest=11,
    next_day=date(2026, 12, 1),
    next_kind=NextDateKind.CHECK_IN,
)
QUIET = LedDeal(
    deal=replace(RENEWAL, name="Globex rollout"), exposure=Decimal(0), unfigured=0, open_gives=0
)
DUE = replace(
    ACME,
    deal=replace(RENEWAL, name="Initech support"),
    next_day=date(2026, 11, 27),
    next_kind=NextDateKind.ASK,
)
NOTICE = replace(DUE, next_kind=NextDateKind.NOTICE)
RENEWS = replace(DUE, next_kind=NextDateKind.RENEWAL)
SUM = LedSum(unit="EUR", exposure=Decimal(84_000), unfigured=2, deals=9)
BEN = PersonId("U0BEN")

SAMPLES: list[tuple[str, Answer]] = [
    ("lead view", LeadView(today=TODAY, on=True, deals=(ACME, QUIET, DUE, NOTICE, RENEWS))),
    (
        "lead view, with sums",
        LeadView(today=TODAY, on=True, deals=(ACME, DUE), sums=(SUM,), more=7),
    ),
    ("lead view, none", LeadView(today=TODAY, on=True)),
    ("lead view, switched off", LeadView(today=TODAY, on=False)),
    ("lead named", LeadNamed(deal=RENEWAL)),
    ("lead ended", LeadEnded(deal=RENEWAL)),
    (
        "people listed, with a lead",
        PeopleListed(
            deal=RENEWAL,
            roles=((PersonId("U0ANA"), Role.OWNER),),
            mine=Role.OWNER,
            may_give=True,
            leads=(BEN,),
            may_have_leads=True,
        ),
    ),
]
