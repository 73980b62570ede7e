"""What one person knows of what is being negotiated: the issues, where both sides stand, what is at stake.

The plan is asked only for who may see it; for everybody else all of this is as if there were none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from bot.coach.actors import Need
from bot.coach.answers.mesos import WeighedBy
from bot.coach.context import DealSession
from bot.coach.plans import load_visible_plan
from bot.domain import leanings
from bot.domain.ids import US, PartyId
from bot.domain.issues import ONE, Bundle, Issue, LinearScale, Scale, Value
from bot.domain.leanings import Swap, WeightEstimate
from bot.domain.offers import Offer, OfferState, list_bundles
from bot.domain.plan_weights import collect_weights
from bot.domain.plans import IssuePlan, Plan
from bot.domain.scores import build_scores
from bot.domain.stakes import Stakes, build_stakes
from bot.language.directions import is_price
from bot.language.issue_names import DISCOUNT, PAYMENT, PRICE, kind_of_issue

OFF_THE_TABLE = frozenset({OfferState.VOID, OfferState.WITHDRAWN})

YEARLY_COST_OF_MONEY = Decimal("0.08")
"""What it costs to be paid an amount a year later, as a share of it, to weigh days until payment by. An estimate, and
the answer says it."""
DAYS_OF_YEAR = 365
FEWEST_MONEY_ISSUES = 2
"""Issues counted in money that are needed before one of them says anything about another."""


@dataclass(frozen=True, kw_only=True)
class NegotiationTable:
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

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the deal negotiates about."""
        return self.session.deal.issues

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
    def planned_weights(self) -> Mapping[str, Decimal]:
        """How much issues matter to us by the plan: by their importance, else by what moving on them is worth to us."""
        return collect_weights(self.planned, self.session.deal.unit, ours=True)

    @cached_property
    def planned_weights_of_theirs(self) -> Mapping[str, Decimal]:
        """The same of them, as the plan estimates it."""
        return collect_weights(self.planned, self.session.deal.unit, ours=False)

    @cached_property
    def at_stake(self) -> Stakes:
        """The stakes before anything they leaned to. What another party named is none of theirs."""
        named = [
            bundle
            for offer in self.offers
            if offer.state is not OfferState.VOID and (offer.ours or offer.by == self.party)
            for bundle in list_bundles(offer)
        ]
        issues = {issue.name: self._with_money_scale(issue) for issue in self.issues}
        return build_stakes(
            replace(build_scores(self.session.deal), issues=issues),
            named,
            self.party,
            self.planned_weights,
            self.planned_weights_of_theirs,
            stand=self.stand,
            their_stand=self.their_stand,
        )

    @cached_property
    def money_issues(self) -> tuple[str, ...]:
        """The issues whose weight is known from what they come to in money: the price, and days until payment."""
        names = [issue.name for issue in self.issues if self._money_per_step(issue) is not None]
        return tuple(names) if len(names) >= FEWEST_MONEY_ISSUES else ()

    @property
    def money_by_rate(self) -> tuple[str, ...]:
        """Those of them that are weighed by what money costs in a year."""
        return tuple(name for name in self.money_issues if kind_of_issue(name) == PAYMENT)

    def _money_per_step(self, issue: Issue) -> Decimal | None:
        """What one more of the issue comes to in the deal's unit; None where it comes to no money, or somebody said
        what it is worth."""
        if not issue.is_numeric or issue.scales or issue.more_is_ours is None:
            return None
        if issue.unit == self.session.deal.unit and issue.unit and is_price(issue.name):
            return ONE
        amount = self._amount
        if amount is None:
            return None
        kind = kind_of_issue(issue.name)
        if kind == PAYMENT and issue.unit in ("", "days"):
            return amount * YEARLY_COST_OF_MONEY / DAYS_OF_YEAR
        return amount / 100 if kind == DISCOUNT and issue.unit == "%" else None

    @cached_property
    def _amount(self) -> Decimal | None:
        """What the deal is about: its size, else our price."""
        deal = self.session.deal
        size = deal.yardstick.amount(deal.size, deal.opened_at.date())
        if size:
            return size
        price = next(
            (issue.name for issue in self.issues if kind_of_issue(issue.name) == PRICE), ""
        )
        value = self.stand.get(price)
        return value if isinstance(value, Decimal) and value > 0 else None

    def _with_money_scale(self, issue: Issue) -> Issue:
        """The issue with what it comes to for both sides, where that is known."""
        step = self._money_per_step(issue)
        if step is None or issue.name not in self.money_issues:
            return issue
        slope = step if issue.more_is_ours else -step
        scales = {
            PartyId(US): Scale(weight=ONE, shape=LinearScale(slope=slope), estimate=True),
            self.party: Scale(weight=ONE, shape=LinearScale(slope=-slope), estimate=True),
        }
        return replace(issue, scales=scales)

    @property
    def firm(self) -> frozenset[str]:
        """The issues on which nobody gives more than was asked for: the price, and what is paid like it."""
        unit = self.session.deal.unit
        names = set()
        for issue in self.issues:
            is_paid = kind_of_issue(issue.name) in (PAYMENT, DISCOUNT) or is_price(issue.name)
            if is_paid or (unit and issue.unit == unit):
                names.add(issue.name)
        return frozenset(names)

    @cached_property
    def estimate(self) -> WeightEstimate:
        """The stakes with what they leaned to."""
        return leanings.estimate_their_weights(self.at_stake, self.offers)

    @property
    def weighed_by(self) -> WeighedBy:
        """What says how much the issues matter to us."""
        if self.planned_weights:
            return WeighedBy.PLAN
        return WeighedBy.SCALES if self._scaled(PartyId(US)) else WeighedBy.EVENLY

    @property
    def tells_apart(self) -> bool:
        """Whether anything says that issues matter differently to one of the sides."""
        theirs = bool(self.planned_weights_of_theirs) or self._scaled(self.party)
        return theirs or self.weighed_by is not WeighedBy.EVENLY or self.estimate.leanings > 0

    @property
    def unweighed(self) -> tuple[str, ...]:
        """The issues that can move of which nothing says how much they matter to us."""
        known = set(self.planned_weights)
        known.update(self.money_issues)
        known.update(issue.name for issue in self.issues if PartyId(US) in issue.scales)
        names = (name for group in self.at_stake.groups for name in group.issues)
        return tuple(name for name in names if name not in known)

    @property
    def may_weigh(self) -> bool:
        """Whether the person may say what matters, which the plan keeps: its owner, where it can be opened."""
        is_sealed = self.session.snapshot.planned and self.plan is None
        return self.session.may(Need.SEE_PLAN) and not is_sealed

    @property
    def may_be_weighed(self) -> bool:
        """Whether to ask the person what matters: nothing says it, and they may."""
        return self.may_weigh and not self.tells_apart

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


def load_table(session: DealSession) -> NegotiationTable:
    plan = load_visible_plan(session)
    return NegotiationTable(
        session=session,
        offers=tuple(session.work.offers.list_in_deal(session.by.team, session.deal.id)),
        plan=plan,
    )
