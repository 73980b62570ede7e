"""Equal offers: built from the deal's issues, put on the table, leaned to; swaps and the midpoint.

The plan is asked only for who may see it; for everybody else all of this is as if there were none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

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
    MidpointForecast,
    SwapsFound,
    WeighedBy,
)
from bot.coach.context import DealSession, open_session
from bot.coach.plans import load_visible_plan
from bot.coach.refusals import AlreadyProcessed
from bot.coach.requests.mesos import BuildMeso, PutMeso
from bot.coach.requests.offers import LeanTo, RecordOffer
from bot.coach.services import Services
from bot.domain import leanings
from bot.domain.forecasts import Forecast, forecast_midpoint
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.issues import Bundle, Issue, Value
from bot.domain.leanings import Swap, WeightEstimate
from bot.domain.meso import (
    USUAL_LEVEL,
    NoMeso,
    WhyNone,
    compare_bundles,
    find_issues_asking_more,
    find_meso,
)
from bot.domain.offers import Offer, OfferState, list_bundles
from bot.domain.plans import IssuePlan, Plan
from bot.domain.scores import build_scores
from bot.domain.stakes import Stakes, build_stakes

FINEST = Decimal("0.0001")
"""How fine a level is; buttons carry it."""
OFF_THE_TABLE = frozenset({OfferState.VOID, OfferState.WITHDRAWN})

Worded = Callable[[MesoRhythm], str]
"""Puts the line on governance into the person's words."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What one person knows of what is being negotiated: the issues, the offers and, where the person may see it, the
    plan."""

    session: DealSession
    offers: tuple[Offer, ...]
    plan: Plan | None

    @cached_property
    def party(self) -> PartyId:
        """Who we negotiate with: whoever made the latest offer beside us, else the first at the table."""
        theirs = [offer.by for offer in self.offers if not offer.ours]
        return theirs[-1] if theirs else self.session.deal.parties[0].id

    @cached_property
    def ours(self) -> Offer | None:
        """Our last offer that was not taken back."""
        return self._last(PartyId(US))

    @cached_property
    def theirs(self) -> Offer | None:
        return self._last(self.party)

    def _last(self, party: PartyId) -> Offer | None:
        return next(
            (o for o in reversed(self.offers) if o.by == party and o.state not in OFF_THE_TABLE),
            None,
        )

    @property
    def stand(self) -> Bundle:
        """Where we stand."""
        return self.ours.values if self.ours else {}

    @property
    def their_stand(self) -> Bundle:
        return self.theirs.values if self.theirs else {}

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """The deal's issues; where nobody said which way is better for us, the two stands say so."""
        return tuple(self._directed(issue) for issue in self.session.deal.issues)

    def _directed(self, issue: Issue) -> Issue:
        ours, theirs = self.stand.get(issue.name), self.their_stand.get(issue.name)
        if (
            issue.more_is_ours is not None
            or not isinstance(ours, Decimal)
            or not isinstance(theirs, Decimal)
        ):
            return issue
        return issue if ours == theirs else replace(issue, more_is_ours=ours > theirs)

    @cached_property
    def planned(self) -> Mapping[str, IssuePlan]:
        """What the plan says of each issue, where the person may see it."""
        named = {each.issue.casefold(): each for each in self.plan.issues} if self.plan else {}
        return {
            issue.name: named[key]
            for issue in self.issues
            if (key := issue.name.casefold()) in named
        }

    @cached_property
    def at_stake(self) -> Stakes:
        """The stakes before anything they leaned to."""
        named = [
            bundle
            for offer in self.offers
            if offer.state is not OfferState.VOID
            for bundle in list_bundles(offer)
        ]
        ours = {
            name: each.importance
            for name, each in self.planned.items()
            if each.importance is not None
        }
        theirs = {
            name: each.theirs for name, each in self.planned.items() if each.theirs is not None
        }
        scores = replace(
            build_scores(self.session.deal), issues={issue.name: issue for issue in self.issues}
        )
        return build_stakes(scores, named, self.party, ours, theirs)

    @cached_property
    def estimate(self) -> WeightEstimate:
        """The stakes with what they leaned to."""
        return leanings.estimate_their_weights(self.at_stake, self.offers)

    @property
    def weighed_by(self) -> WeighedBy:
        """What says how much the issues matter to us."""
        if any(each.importance is not None for each in self.planned.values()):
            return WeighedBy.PLAN
        return WeighedBy.SCALES if self._scaled(PartyId(US)) else WeighedBy.EVENLY

    @property
    def tells_apart(self) -> bool:
        """Whether anything says that issues matter differently to one of the sides."""
        theirs = any(each.theirs is not None for each in self.planned.values()) or self._scaled(
            self.party
        )
        return theirs or self.weighed_by is not WeighedBy.EVENLY or self.estimate.leanings > 0

    def _scaled(self, party: PartyId) -> bool:
        return any(party in issue.scales for issue in self.issues)

    @cached_property
    def targets(self) -> Bundle:
        """The plan's targets that are values of their issues."""
        read = {issue.name: _target(issue, self.planned.get(issue.name)) for issue in self.issues}
        return {name: value for name, value in read.items() if value is not None}

    def swaps(self, start: Bundle) -> tuple[Swap, ...]:
        """Swaps from a bundle that leave both sides better off by estimate."""
        return leanings.find_swaps(
            self.estimate.stakes, start, {issue.name: issue.unit for issue in self.issues}
        )

    @property
    def seen(self) -> str:
        """A mark that changes with whatever equal bundles are built from."""
        plan = self.plan.version if self.plan else 0
        return f"{self.session.deal.version}.{sum(offer.version for offer in self.offers)}.{plan}"


def _target(issue: Issue, planned: IssuePlan | None) -> Value | None:
    if planned is None or planned.target is None:
        return None
    if issue.is_numeric:
        return planned.target.number
    return next(
        (option for option in issue.options if option.casefold() == planned.target.text.casefold()),
        None,
    )


def _table(session: DealSession) -> Table:
    plan = load_visible_plan(session)
    return Table(
        session=session,
        offers=tuple(session.work.offers.list_in_deal(session.by.team, session.deal.id)),
        plan=plan,
    )


def build_meso(request: BuildMeso, *, services: Services) -> MesoBuilt | MesoNotBuilt:
    """Two or three bundles that are equally good for us, at the level asked for; else at that of our last offer, of the
    plan's targets, or the usual one."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.deal, Need.READ)
        return _built(_table(session), request)


def _built(table: Table, request: BuildMeso) -> MesoBuilt | MesoNotBuilt:
    deal, at_stake = table.session.deal, table.estimate.stakes
    level, level_from = _level(table, request)
    if not table.issues:
        return MesoNotBuilt(
            deal=deal, missing=NoMeso(why=WhyNone.NO_ISSUES, level=level), level_from=level_from
        )
    found = find_meso(at_stake, level, stand=table.their_stand, page=request.page)
    if isinstance(found, NoMeso) and found.nearest is not None and request.level is None:
        level_from = LevelFrom.NEAREST
        found = find_meso(at_stake, found.nearest, stand=table.their_stand)
    if isinstance(found, NoMeso):
        return MesoNotBuilt(deal=deal, missing=found, level_from=level_from, unsaid=at_stake.unsaid)
    return MesoBuilt(
        deal=deal,
        rows=compare_bundles(
            table.issues, [package.values for package in found.packages], table.stand
        ),
        meso=found,
        page=request.page,
        level_from=level_from,
        weighed_by=table.weighed_by,
        leanings=table.estimate.leanings,
        unsaid=at_stake.unsaid,
        beyond=find_issues_asking_more(at_stake, found, table.stand),
        rhythm=table.ours.rhythm if table.ours else "",
        seen=table.seen,
        moved=bool(request.seen) and request.seen != table.seen,
    )


def _level(table: Table, request: BuildMeso) -> tuple[Decimal, LevelFrom]:
    if request.level is not None:
        return request.level, request.level_from
    at_stake = table.at_stake
    for bundle, level_from in ((table.stand, LevelFrom.OFFER), (table.targets, LevelFrom.TARGET)):
        level = at_stake.share_for_us(bundle)
        if level is not None:
            return level.quantize(FINEST), level_from
    return USUAL_LEVEL, LevelFrom.USUAL


def put_meso(
    request: PutMeso, *, worded: Worded, services: Services
) -> offers.OfferPut | MoveShown | MesoBuilt | MesoNotBuilt:
    """Puts the bundles that the person saw on the table as one offer of ours. Where they are others by now, shows those
    instead. `worded` words the line on governance where our last offer has none."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.build.deal, Need.RECORD)
        if work.keys.find_processed(request.by.team, request.once) is not None:
            raise AlreadyProcessed(request.once)
        built = _built(_table(session), request.build)
    if isinstance(built, MesoNotBuilt) or built.moved:
        return built
    packages = built.meso.packages
    order = RecordOffer(
        by=request.by,
        deal=request.build.deal,
        party=PartyId(US),
        values=packages[0].values,
        alternatives=tuple(package.values for package in packages[1:]),
        rhythm=built.rhythm or worded(rhythm_of(built)),
        once=request.once,
    )
    return offers.record_offer(order, services=services)


def rhythm_of(built: MesoBuilt) -> MesoRhythm:
    """The line on governance that fits the bundles."""
    return MesoRhythm(most=tuple(package.most for package in built.meso.packages))


def say_meso(request: BuildMeso, *, services: Services) -> MesoSaid | MesoNotBuilt:
    """The bundles in words to say to them."""
    built = build_meso(request, services=services)
    if not isinstance(built, MesoBuilt):
        return built
    return MesoSaid(deal=built.deal, rows=built.rows)


def show_meso(by: Actor, deal: DealId, *, services: Services) -> MesoShown:
    """Our equal bundles that are on the table."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        table = _table(session)
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
        table = _table(session)
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
        table = _table(session)
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
        table = _table(session)
    wanted = [each for each in table.issues if not issue or each.name == issue]
    found = [forecast for each in wanted if (forecast := _forecast(table, each, target))]
    return MidpointForecast(
        deal=table.session.deal,
        forecasts=tuple(found),
        issues=table.issues,
        asked="" if found else issue,
    )


def _forecast(table: Table, issue: Issue, target: Decimal | None) -> Forecast | None:
    ours, theirs = table.stand.get(issue.name), table.their_stand.get(issue.name)
    if not isinstance(ours, Decimal) or not isinstance(theirs, Decimal):
        return None
    planned = table.targets.get(issue.name)
    aim = target if target is not None else planned if isinstance(planned, Decimal) else None
    return forecast_midpoint(
        issue.name, ours, theirs, unit=issue.unit, target=aim, more_is_ours=issue.more_is_ours
    )
