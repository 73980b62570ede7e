"""Samples of equal offers, leanings, swaps and midpoints."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.mesos import (
    RHYTHMS,
    Leaned,
    LevelFrom,
    MesoBuilt,
    MesoNotBuilt,
    MesoRhythm,
    MesoSaid,
    MesoShown,
    MesoWeightsAsked,
    MidpointForecast,
    SwapsFound,
    WeighedBy,
)
from bot.domain import leanings
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.forecasts import forecast_midpoint
from bot.domain.ids import THEM, US, DealId, OfferNo, PartyId, PersonId, TeamId
from bot.domain.issues import Bundle, Issue
from bot.domain.meso import (
    Meso,
    NoMeso,
    WhyNone,
    compare_bundles,
    find_issues_asking_more,
    find_meso,
)
from bot.domain.offers import Offer
from bot.domain.scores import Scores
from bot.domain.stakes import build_stakes
from bot.language.spoken_terms import build_spoken_menu
from bot.playground.samples.acme import DISCOUNT

ISSUES = (
    Issue(name="price", unit="EUR", low=Decimal(90_000), high=Decimal(100_000), more_is_ours=True),
    Issue(name="term", unit="months", low=Decimal(12), high=Decimal(36), more_is_ours=True),
    Issue(name="payment", unit="days", low=Decimal(14), high=Decimal(60), more_is_ours=False),
    Issue(name="onboarding", options=("free", "at cost", "paid"), more_is_ours=True),
)
UNITS = {issue.name: issue.unit for issue in ISSUES}
DEAL = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    opened_by=PersonId("U0ANA"),
    issues=ISSUES,
)
AT_STAKE = build_stakes(
    Scores(issues={issue.name: issue for issue in ISSUES}, parties=(PartyId(US), PartyId(THEM))),
    (),
    PartyId(THEM),
    {"price": Decimal(50), "term": Decimal(20), "payment": Decimal(10), "onboarding": Decimal(20)},
    {"price": Decimal(30), "term": Decimal(40), "payment": Decimal(20), "onboarding": Decimal(10)},
)
NOW: Bundle = {
    "price": Decimal(98_000),
    "term": Decimal(24),
    "payment": Decimal(30),
    "onboarding": "paid",
}
SEEN = "3.5.0"


def _meso() -> Meso:
    found = find_meso(AT_STAKE, Decimal("0.85"))
    if isinstance(found, NoMeso):
        raise TypeError(found.why)
    return found


MESO = _meso()
BUNDLES = [package.values for package in MESO.packages]
BUILT = MesoBuilt(
    deal=DEAL,
    rows=compare_bundles(ISSUES, BUNDLES, NOW),
    meso=MESO,
    page=1,
    level_from=LevelFrom.OFFER,
    weighed_by=WeighedBy.PLAN,
    leanings=1,
    unsaid=("publicity",),
    beyond=find_issues_asking_more(AT_STAKE, MESO, NOW),
    rhythm="",
    seen=SEEN,
)
OFFER = Offer(
    no=OfferNo(3),
    by=PartyId(US),
    values=BUNDLES[0],
    stated=frozenset(BUNDLES[0]),
    alternatives=tuple(BUNDLES[1:]),
    on=date(2026, 11, 23),
    at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    person=PersonId("U0ANA"),
)
LEANED = replace(OFFER, leaned=1, version=2)
ESTIMATE = leanings.estimate_their_weights(AT_STAKE, [LEANED])
SWAPS = leanings.find_swaps(ESTIMATE.stakes, NOW, UNITS)
SEATS = Issue(name="seats")
BOUGHT = replace(
    DEAL,
    name="Cartons",
    side=Side.BUYING,
    issues=(
        Issue(name="lead time", unit="weeks", more_is_ours=False),
        Issue(name="SLA", options=("standard", "premium"), more_is_ours=True),
        Issue(name="exclusivity", options=("no", "yes"), more_is_ours=True),
        Issue(name="freight", options=("paid", "free"), more_is_ours=True),
        Issue(name="uptime", unit="%", more_is_ours=True),
        Issue(name="pallets"),
        Issue(name="Incoterms", options=("DAP", "EXW")),
    ),
)
SUPPLIED: tuple[Bundle, Bundle] = (
    {
        "lead time": Decimal(3),
        "SLA": "premium",
        "exclusivity": "no",
        "freight": "free",
        "uptime": Decimal(99),
        "pallets": Decimal(40),
        "Incoterms": "DAP",
    },
    {
        "lead time": Decimal(5),
        "SLA": "standard",
        "exclusivity": "yes",
        "freight": "paid",
        "uptime": Decimal(99),
        "pallets": Decimal(60),
        "Incoterms": "DAP",
    },
)
NONE = MesoNotBuilt(
    deal=DEAL,
    missing=NoMeso(why=WhyNone.NOT_AT_LEVEL, level=Decimal(1), nearest=Decimal("0.92")),
    level_from=LevelFrom.OFFER,
)


def _none(
    why: WhyNone, *, issues: tuple[str, ...] = (), unsaid: tuple[str, ...] = ()
) -> MesoNotBuilt:
    return replace(
        NONE, missing=NoMeso(why=why, level=Decimal("0.8"), open_issues=issues), unsaid=unsaid
    )


FOUND = SwapsFound(
    deal=DEAL,
    offer=replace(OFFER, no=OfferNo(1), values=NOW, alternatives=()),
    swaps=SWAPS,
    leanings=1,
    known=True,
)
PRICE = forecast_midpoint(
    "price", Decimal(98_000), Decimal(90_000), unit="EUR", target=Decimal(95_000), more_is_ours=True
)

SAMPLES: list[tuple[str, Answer]] = [
    ("meso built, while a give is open", replace(BUILT, open_give=DISCOUNT)),
    ("meso built, by the plan", BUILT),
    (
        "meso built, nothing known",
        replace(
            BUILT,
            rows=compare_bundles(ISSUES, BUNDLES, {}),
            level_from=LevelFrom.USUAL,
            weighed_by=WeighedBy.EVENLY,
            leanings=0,
            unsaid=("publicity", "seats"),
            to_direct=SEATS,
            deal=replace(DEAL, issues=(*ISSUES, SEATS)),
            beyond=(),
            is_weighed=False,
            unweighed=("term", "onboarding"),
            by_rate=("payment",),
            rate=Decimal("0.08"),
            may_weigh=True,
        ),
    ),
    (
        "meso built, with a rhythm that was picked and what both want",
        replace(
            BUILT,
            picked_rhythm=2,
            shared=compare_bundles(ISSUES, [{"term": Decimal(36)}], {}),
            level_from=LevelFrom.TYPED,
        ),
    ),
    ("meso built, a step below our offer", replace(BUILT, level_from=LevelFrom.STEP, unsaid=())),
    ("meso, what matters is asked first", MesoWeightsAsked(deal=DEAL, issues=tuple(UNITS))),
    ("meso built, at the nearest level", replace(BUILT, level_from=LevelFrom.NEAREST, unsaid=())),
    (
        "meso built, two packages after a change",
        replace(
            BUILT,
            rows=compare_bundles(ISSUES, BUNDLES[:2], NOW),
            meso=replace(MESO, packages=MESO.packages[:2]),
            level_from=LevelFrom.TARGET,
            weighed_by=WeighedBy.SCALES,
            leanings=2,
            rhythm="call of both owners on the first Monday of each month",
            moved=True,
        ),
    ),
    ("no meso, the nearest level", NONE),
    ("no meso, no issues", _none(WhyNone.NO_ISSUES)),
    ("no meso, one issue", _none(WhyNone.TOO_FEW, issues=("price",), unsaid=("term", "support"))),
    ("no meso, no issue that moves", _none(WhyNone.TOO_FEW, unsaid=("term",))),
    ("no meso, no more", _none(WhyNone.NO_MORE)),
    ("no meso, none equal", _none(WhyNone.NONE_EQUAL)),
    (
        "meso to say",
        MesoSaid(
            deal=DEAL,
            menu=build_spoken_menu(ISSUES, BUNDLES),
            picked=MesoRhythm(deal=DEAL, kind="monthly"),
        ),
    ),
    (
        "meso to say, two packages of another kind",
        MesoSaid(
            deal=BOUGHT, menu=build_spoken_menu(BOUGHT.issues, SUPPLIED), rhythm="quarterly calls"
        ),
    ),
    *(
        (f"meso rhythm, {side}, {kind}", MesoRhythm(deal=replace(DEAL, side=side), kind=kind))
        for side in (Side.BUYING, Side.PARTNERING, Side.HIRING)
        for kind in RHYTHMS
    ),
    (
        "meso on the table",
        MesoShown(deal=DEAL, offer=OFFER, rows=compare_bundles(ISSUES, BUNDLES, {})),
    ),
    (
        "meso on the table, leaned",
        MesoShown(deal=DEAL, offer=LEANED, rows=compare_bundles(ISSUES, BUNDLES, {})),
    ),
    ("no meso on the table", MesoShown(deal=DEAL, offer=None)),
    (
        "leaned",
        Leaned(deal=DEAL, offer=LEANED, bundle=1, leanings=1, shifts=ESTIMATE.shifts, swaps=SWAPS),
    ),
    (
        "leaned, nothing new",
        Leaned(
            deal=DEAL,
            offer=LEANED,
            bundle=1,
            leanings=1,
            shifts=tuple(
                replace(shift, now=shift.before, times=Decimal(1)) for shift in ESTIMATE.shifts
            ),
            swaps=(),
        ),
    ),
    ("swaps", FOUND),
    ("swaps, none", replace(FOUND, swaps=())),
    ("swaps, nothing known", replace(FOUND, swaps=(), known=False, leanings=0)),
    ("swaps, no offer", replace(FOUND, swaps=(), offer=None)),
    (
        "midpoint, short of the target",
        MidpointForecast(deal=DEAL, forecasts=(PRICE,), issues=ISSUES),
    ),
    (
        "midpoint, without a target and on it",
        MidpointForecast(
            deal=DEAL,
            forecasts=(
                replace(PRICE, target=None, needed=None),
                forecast_midpoint(
                    "payment", Decimal(14), Decimal(60), unit="days", target=Decimal(37)
                ),
                forecast_midpoint(
                    "term", Decimal(36), Decimal(24), unit="months", target=Decimal(27)
                ),
            ),
            issues=ISSUES,
        ),
    ),
    (
        "midpoint, unknown issue",
        MidpointForecast(deal=DEAL, forecasts=(), issues=ISSUES, asked="volume"),
    ),
    ("midpoint, one side", MidpointForecast(deal=DEAL, forecasts=(), issues=ISSUES, asked="term")),
]
