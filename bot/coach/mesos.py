"""Equal offers: built from the deal's issues, put on the table, leaned to; swaps and the midpoint.

The plan is asked only for who may see it; for everybody else all of this is as if there were none.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.coach import offers
from bot.coach.actors import Actor, Need
from bot.coach.answers import MoveShown
from bot.coach.answers.mesos import (
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
)
from bot.coach.context import open_session
from bot.coach.negotiation_table import (
    OFF_THE_TABLE,
    YEARLY_COST_OF_MONEY,
    NegotiationTable,
    load_table,
)
from bot.coach.plans import PlanClosed, weigh_issues
from bot.coach.refusals import AlreadyProcessed
from bot.coach.requests.mesos import BuildMeso, PutMeso, WeighIssues
from bot.coach.requests.offers import LeanTo, RecordOffer
from bot.coach.rhythms import describe_rhythm
from bot.coach.services import Services
from bot.domain.forecasts import Forecast, forecast_midpoint
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.issues import Bundle, Issue
from bot.domain.meso import (
    USUAL_LEVEL,
    Meso,
    NoMeso,
    WhyNone,
    compare_bundles,
    find_issues_asking_more,
    find_meso,
)
from bot.domain.offers import Offer, OfferState, list_bundles
from bot.language.spoken_terms import build_spoken_menu

FINEST = Decimal("0.0001")
"""How fine a level is; buttons carry it."""

MOST_LEVEL = Decimal("0.9")
"""Where we stand above it, there is next to nothing to vary without a step: our first offer is the best there is."""
_SAME_SHARE = Decimal("0.02")
"""What two bundles may differ by and be as good for us, since what they are worth is an estimate."""
STEP_LEVEL = Decimal("0.85")
"""The level then. By judgement: a small step, and enough to build packages from."""

Worded = Callable[[MesoRhythm], str]
"""Puts a rhythm into the person's words."""


def build_meso(
    request: BuildMeso, *, services: Services
) -> MesoBuilt | MesoNotBuilt | MesoWeightsAsked:
    """Two or three bundles that are equally good for us, at the level asked for; else at that of our last offer, of the
    plan's targets, or the usual one. Where nothing says what matters to whom, that is asked first, of the owner."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.deal, Need.READ)
        table = load_table(session)
        names = tuple(name for group in table.at_stake.groups for name in group.issues)
        if not request.weighed and table.may_be_weighed and len(names) > 1:
            return MesoWeightsAsked(deal=session.deal, issues=names, level=request.level)
        return _build(table, request)


def weigh_and_build(
    request: WeighIssues, *, services: Services
) -> MesoBuilt | MesoNotBuilt | MesoWeightsAsked | PlanClosed:
    """Keeps what matters in the plan, and builds the bundles by it."""
    closed = weigh_issues(request, services=services)
    if closed is not None:
        return closed
    order = BuildMeso(by=request.by, deal=request.deal, weighed=True)
    return build_meso(order, services=services)


def list_issues_to_weigh(by: Actor, deal: DealId, *, services: Services) -> MesoWeightsAsked:
    """The issues of a deal that can move, for the form that asks what matters."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        table = load_table(session)
        names = tuple(name for group in table.at_stake.groups for name in group.issues)
        return MesoWeightsAsked(deal=session.deal, issues=names)


def _build(table: NegotiationTable, request: BuildMeso) -> MesoBuilt | MesoNotBuilt:
    deal, at_stake = table.session.deal, table.estimate.stakes
    level, level_from = _level(table, request)
    if not table.issues:
        return MesoNotBuilt(
            deal=deal, missing=NoMeso(why=WhyNone.NO_ISSUES, level=level), level_from=level_from
        )
    found = _find_at(table, level, request.page)
    if isinstance(found, NoMeso) and found.nearest is not None and request.level is None:
        level_from = LevelFrom.NEAREST
        found = _find_at(table, found.nearest)
    to_direct = next((i for i in table.issues if i.name in at_stake.unsaid and i.is_numeric), None)
    if isinstance(found, NoMeso):
        return MesoNotBuilt(
            deal=deal,
            missing=found,
            level_from=level_from,
            unsaid=at_stake.unsaid,
            to_direct=to_direct,
        )
    bundles = [package.values for package in found.packages]
    rows = compare_bundles(table.issues, bundles, table.stand)
    return MesoBuilt(
        deal=deal,
        open_give=next(iter(table.session.snapshot.open_gives), None),
        rows=rows,
        meso=found,
        page=request.page,
        level_from=level_from,
        weighed_by=table.weighed_by,
        leanings=table.estimate.leanings,
        unsaid=at_stake.unsaid,
        to_direct=to_direct,
        beyond=find_issues_asking_more(at_stake, found, table.stand),
        shared=tuple(row for row in rows if row.name in at_stake.shared),
        is_weighed=table.tells_apart,
        unweighed=table.unweighed,
        by_rate=table.money_by_rate,
        rate=YEARLY_COST_OF_MONEY,
        may_weigh=table.may_weigh,
        rhythm=_find_rhythm(table),
        picked_rhythm=request.rhythm,
        seen=table.seen,
        moved=bool(request.seen) and request.seen != table.seen,
        unanswered=_find_unanswered(table, bundles),
    )


def _find_unanswered(table: NegotiationTable, bundles: Sequence[Bundle]) -> Offer | None:
    """Our open offer, where they made none since and one of the bundles is worth less to us than it by more than an
    estimate can tell apart."""
    ours = table.ours
    if ours is None or ours.state is not OfferState.OPEN:
        return None
    theirs = table.theirs
    if theirs is not None and theirs.no > ours.no:
        return None
    asked = _find_least_share(table, list_bundles(ours))
    offered = _find_least_share(table, bundles)
    if asked is None or offered is None or offered >= asked - _SAME_SHARE:
        return None
    return ours


def _find_least_share(table: NegotiationTable, bundles: Sequence[Bundle]) -> Decimal | None:
    """What the bundle that is worth least to us is worth; None where nothing tells."""
    shares = [table.estimate.stakes.share_for_us(bundle) for bundle in bundles]
    known = [share for share in shares if share is not None]
    return min(known, default=None)


def _find_at(table: NegotiationTable, level: Decimal, page: int = 1) -> Meso | NoMeso:
    return find_meso(
        table.estimate.stakes,
        level,
        stand=table.their_stand,
        our_stand=table.stand,
        firm=table.firm,
        page=page,
    )


def _find_rhythm(table: NegotiationTable) -> str:
    """The line on governance of our last offer, else that of the deal; empty where there is none."""
    ours = table.ours
    return (ours.rhythm if ours else "") or describe_rhythm(table.session)


def _level(table: NegotiationTable, request: BuildMeso) -> tuple[Decimal, LevelFrom]:
    if request.level is not None:
        return request.level, request.level_from
    at_stake = table.at_stake
    for bundle, level_from in ((table.stand, LevelFrom.OFFER), (table.targets, LevelFrom.TARGET)):
        level = at_stake.share_for_us(bundle)
        if level is None:
            continue
        if level > MOST_LEVEL:
            return STEP_LEVEL, LevelFrom.STEP
        return level.quantize(FINEST), level_from
    return USUAL_LEVEL, LevelFrom.USUAL


def put_meso(
    request: PutMeso, *, worded: Worded, services: Services
) -> offers.OfferPut | MoveShown | MesoBuilt | MesoNotBuilt:
    """Puts the bundles that the person saw on the table as one offer of ours. Where they are others by now, shows those
    instead. `worded` words the rhythm that was picked for them; without one the offer has none."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.build.deal, Need.RECORD)
        if work.keys.find_processed(request.by.team, request.once) is not None:
            raise AlreadyProcessed(request.once)
        built = _build(load_table(session), request.build)
    if isinstance(built, MesoNotBuilt) or built.moved or built.unanswered:
        return built
    packages = built.meso.packages
    picked = built.picked
    order = RecordOffer(
        by=request.by,
        deal=request.build.deal,
        party=PartyId(US),
        values=packages[0].values,
        alternatives=tuple(package.values for package in packages[1:]),
        rhythm=built.rhythm or (worded(picked) if picked else ""),
        once=request.once,
    )
    return offers.record_offer(order, services=services)


def say_meso(
    request: BuildMeso, *, services: Services
) -> MesoSaid | MesoBuilt | MesoNotBuilt | MesoWeightsAsked:
    """The bundles in words to say to them; to look at alone where an offer of ours that gives less is unanswered."""
    built = build_meso(request, services=services)
    if not isinstance(built, MesoBuilt) or built.unanswered:
        return built
    bundles = [package.values for package in built.meso.packages]
    return MesoSaid(
        deal=built.deal,
        menu=build_spoken_menu(built.deal.issues, bundles),
        rhythm=built.rhythm,
        picked=built.picked,
    )


def show_meso(by: Actor, deal: DealId, *, services: Services) -> MesoShown:
    """Our equal bundles that are on the table."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        table = load_table(session)
        offer = _equal(table.offers)
        rows = compare_bundles(table.issues, list_bundles(offer), {}) if offer else ()
        return MesoShown(deal=session.deal, offer=offer, rows=rows)


def _equal(all_offers: Sequence[Offer], no: OfferNo | None = None) -> Offer | None:
    """Our latest offer of several equal bundles, or the one with that number."""
    fits = (
        o
        for o in reversed(all_offers)
        if o.ours and o.alternatives and o.state not in OFF_THE_TABLE
    )
    return next((offer for offer in fits if no is None or offer.no == no), None)


def lean(
    by: Actor,
    deal: DealId,
    bundle: int,
    *,
    no: OfferNo | None = None,
    version: int | None = None,
    once: str,
    services: Services,
) -> Leaned | MesoShown | MoveShown:
    """Keeps which bundle of our equal ones they leaned to (`bundle` counts from 0), and says what that tells."""
    shown = show_meso(by, deal, services=services)
    with services.store.reading() as work:
        offer = _equal(work.offers.list_in_deal(by.team, deal), no)
    if offer is None or not 0 <= bundle < len(list_bundles(offer)):
        return shown
    seen = offer.version if version is None else version
    order = LeanTo(by=by, deal=deal, no=offer.no, version=seen, bundle=bundle, once=once)
    done = offers.lean_to(order, services=services)
    return done if isinstance(done, MoveShown) else _leaned(by, deal, offer.no, services=services)


def _leaned(by: Actor, deal: DealId, no: OfferNo, *, services: Services) -> Leaned:
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        table = load_table(session)
    offer = next(offer for offer in table.offers if offer.no == no)
    chosen = offer.leaned or 0
    return Leaned(
        deal=table.session.deal,
        offer=offer,
        bundle=chosen,
        leanings=table.estimate.leanings,
        shifts=table.estimate.shifts,
        swaps=table.swaps(list_bundles(offer)[chosen]),
    )


def find_swaps(by: Actor, deal: DealId, *, services: Services) -> SwapsFound:
    """Swaps that leave both sides better off by estimate, from where we stand."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        table = load_table(session)
    offer, known = table.ours, table.tells_apart
    start = list_bundles(offer)[offer.leaned or 0] if offer else {}
    return SwapsFound(
        deal=table.session.deal,
        offer=offer,
        swaps=table.swaps(start) if known else (),
        leanings=table.estimate.leanings,
        known=known,
    )


def midpoint(
    by: Actor, deal: DealId, issue: str = "", target: Decimal | None = None, *, services: Services
) -> MidpointForecast:
    """Where a split of the difference would land on an issue, or on each on which both sides stand; against the target
    named, else against that of the plan."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        table = load_table(session)
    wanted = [each for each in table.issues if not issue or each.name == issue]
    found = [forecast for each in wanted if (forecast := _forecast(table, each, target))]
    return MidpointForecast(
        deal=table.session.deal,
        forecasts=tuple(found),
        issues=table.issues,
        asked="" if found else issue,
    )


def _forecast(table: NegotiationTable, issue: Issue, target: Decimal | None) -> Forecast | None:
    ours, theirs = table.stand.get(issue.name), table.their_stand.get(issue.name)
    if not isinstance(ours, Decimal) or not isinstance(theirs, Decimal):
        return None
    planned = table.targets.get(issue.name)
    aim = target if target is not None else planned if isinstance(planned, Decimal) else None
    return forecast_midpoint(
        issue.name, ours, theirs, unit=issue.unit, target=aim, more_is_ours=issue.more_is_ours
    )
