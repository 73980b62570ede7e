"""Samples of what is answered in the bot's direct message."""

from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.direct import (
    DealAsked,
    DealNamedFirst,
    DirectDealChosen,
    FileReceived,
    Greeted,
    NeedsForm,
    OtherDeals,
)
from bot.playground.samples.links import BOTH, PILOT, RENEWAL

SAMPLES: list[tuple[str, Answer]] = [
    ("deal asked", DealAsked(deal=RENEWAL, others=(), line="w1", typed="they want 15% off")),
    ("deal asked, of two", DealAsked(deal=RENEWAL, others=(PILOT,), line="w1", typed="5% off")),
    (
        "deal asked, of many",
        DealAsked(deal=RENEWAL, others=(PILOT, RENEWAL, PILOT), line="w1", typed="5% off"),
    ),
    ("deal named first", DealNamedFirst(deal=RENEWAL, line="w1")),
    ("other deals, a line waits", OtherDeals(deals=BOTH, line="w1")),
    ("other deals, for the next lines", OtherDeals(deals=BOTH)),
    ("other deals, none", OtherDeals(deals=())),
    ("direct deal chosen", DirectDealChosen(deal=PILOT)),
    ("greeted", Greeted(has_deal=True)),
    ("thanked", Greeted(has_deal=True, is_thanks=True)),
    ("greeted, no deal", Greeted(has_deal=False)),
    ("file received", FileReceived()),
    ("needs a form", NeedsForm(line="w1")),
    (
        "no deal of yours",
        NotDone(why=RefusalReason.NO_DEAL_OF_YOURS, typed="they want 15% off"),
    ),
    ("which deal", NotDone(why=RefusalReason.WHICH_DEAL, deal=RENEWAL, typed="5% off")),
]
