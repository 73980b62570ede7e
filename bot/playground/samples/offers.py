"""Samples of offers."""

from decimal import Decimal

from bot.coach.answers import Exposure, Undone
from bot.coach.answers.offers import OfferUnfit, Unfit
from bot.domain.ids import OfferNo
from bot.domain.ledger import Verb
from bot.playground.samples.mesos import DEAL, ISSUES

NOTHING_OPEN = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)

SAMPLES: list[tuple[str, object]] = [
    (
        "an offer that says what an issue does not take",
        OfferUnfit(
            deal=DEAL,
            unfit=(Unfit(issue=ISSUES[1], value=Decimal(6)), Unfit(issue=ISSUES[3], value="half")),
            typed="price 95k, term 6 months, onboarding half",
        ),
    ),
    ("undone, an offer", Undone(deal=DEAL, verb=Verb.OFFERED, moves=(), offers=(OfferNo(3),), exposure=NOTHING_OPEN)),
]
