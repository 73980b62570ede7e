"""Samples of several deals in a channel."""

from datetime import UTC, datetime

from bot.coach.answers import ChannelClosed
from bot.coach.answers.base import Answer
from bot.coach.answers.links import (
    ChannelLinked,
    ChannelUnlinked,
    DealChosen,
    LinkPreviewed,
    WhichDeal,
    WhichToLink,
)
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.slack.replies import AboutDeal, SentAgain

RENEWAL, PILOT = (
    Deal(
        team=TeamId("T0HOME"),
        id=DealId(no),
        name=name,
        side=Side.SELLING,
        yardstick=Yardstick(unit="EUR"),
        opened_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        opened_by=PersonId("U0ANA"),
    )
    for no, name in (("d1", "Acme renewal"), ("d2", "Acme pilot"))
)
BOTH = (RENEWAL, PILOT)
HERE, THERE = ChannelId("C0ACME"), ChannelId("C0LEGAL")

SAMPLES: list[tuple[str, Answer]] = [
    ("which deal, a line waits", WhichDeal(deals=BOTH, line="w1", typed="5% off cost 12k")),
    ("which deal, for the next lines", WhichDeal(deals=BOTH, now=PILOT)),
    ("which deal, only one", WhichDeal(deals=(RENEWAL,))),
    ("deal chosen", DealChosen(deal=PILOT)),
    ("which to link", WhichToLink(deals=BOTH)),
    ("which to link, not found", WhichToLink(deals=BOTH, typed="Acem")),
    ("which to link, none there", WhichToLink(deals=(), typed="Acem")),
    (
        "link previewed",
        LinkPreviewed(deal=RENEWAL, channel=THERE, people=(PersonId("U0BEN"), PersonId("U0DANA"))),
    ),
    (
        "link previewed, many",
        LinkPreviewed(
            deal=RENEWAL,
            channel=THERE,
            people=tuple(PersonId(f"U{n}") for n in range(12)),
            shared=True,
        ),
    ),
    ("link previewed, nobody new", LinkPreviewed(deal=RENEWAL, channel=THERE, people=())),
    (
        "link previewed, a public channel",
        LinkPreviewed(deal=RENEWAL, channel=THERE, people=(), public=True),
    ),
    ("channel linked", ChannelLinked(deal=RENEWAL, channels=(HERE, THERE))),
    (
        "channel linked, a shared one",
        ChannelLinked(deal=RENEWAL, channels=(HERE, THERE), shared=True),
    ),
    ("channel unlinked", ChannelUnlinked(deal=RENEWAL, channels=(HERE,))),
    ("about a deal", AboutDeal(deal=RENEWAL)),
    ("about a deal, named first", AboutDeal(deal=RENEWAL, is_first=True)),
    ("channel closed", ChannelClosed(deal=RENEWAL, channel=HERE)),
    ("sent again", SentAgain()),
]
