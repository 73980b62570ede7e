"""The deal's walk-away and target where a plan may name them twice: for the deal as a whole, and on
the issue that is the deal's own figure (its price). Both are one value, wherever it was typed."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.issues import format_short
from bot.domain.plans import IssuePlan, Plan, TermLevel
from bot.domain.wordings import WordingReader
from bot.domain.worth import Figure

SAME_SCALE = 10
"""A price that is more than so many times the deal's size, or less than that part of it, is a price
per piece, and no walk-away of the whole deal."""


def find_price_issue(plan: Plan, deal: Deal, wordings: WordingReader) -> int | None:
    """The place of the only issue of the plan that is the deal's own figure; None where there is
    none, or more than one."""
    places = [
        place
        for place, planned in enumerate(plan.issues)
        if _is_deal_figure(planned, deal, wordings)
    ]
    return places[0] if len(places) == 1 else None


def _is_deal_figure(planned: IssuePlan, deal: Deal, wordings: WordingReader) -> bool:
    for level in (planned.walk_away, planned.target):
        if level is not None and not _counts_whole_deal(level, deal):
            return False
    unit = next((i.unit for i in deal.issues if i.name.casefold() == planned.issue.casefold()), "")
    if unit:
        return unit == deal.unit
    return wordings.names_deal_figure(planned.issue)


def _counts_whole_deal(level: TermLevel, deal: Deal) -> bool:
    if level.unit not in ("", deal.unit):
        return False
    if level.number is None or deal.size is None or deal.size.unit not in ("", deal.unit):
        return True
    return deal.size.amount / SAME_SCALE <= level.number <= deal.size.amount * SAME_SCALE


def carry_limits_to_issue(plan: Plan, before: Plan, deal: Deal, wordings: WordingReader) -> Plan:
    """The plan with what changed of its walk-away and target since `before` on its price issue
    too."""
    place = find_price_issue(plan, deal, wordings)
    if place is None:
        return plan
    issue = plan.issues[place]
    if plan.walk_away != before.walk_away:
        issue = replace(issue, walk_away=_write_level(plan.walk_away, deal))
    if plan.target != before.target:
        issue = replace(issue, target=_write_level(plan.target, deal))
    issues = (*plan.issues[:place], issue, *plan.issues[place + 1 :])
    return replace(plan, issues=issues)


def carry_limits_from_issue(plan: Plan, before: Plan, deal: Deal, wordings: WordingReader) -> Plan:
    """The plan with what changed on its price issue since `before` as its walk-away and target
    too."""
    place = find_price_issue(plan, deal, wordings)
    if place is None:
        return plan
    earlier = find_price_issue(before, deal, wordings)
    old = before.issues[earlier] if earlier is not None else IssuePlan(issue="")
    new = plan.issues[place]
    if new.walk_away != old.walk_away:
        plan = replace(plan, walk_away=_read_level(new.walk_away))
    if new.target != old.target:
        plan = replace(plan, target=_read_level(new.target))
    return plan


def complete_limits(plan: Plan, deal: Deal, wordings: WordingReader) -> Plan:
    """The plan with its walk-away and target in both places, for what only reads it. The issue that
    offers call the price gets an entry where the plan has none."""
    place = find_price_issue(plan, deal, wordings)
    if place is None:
        return _add_price_issue(plan, deal, wordings)
    issue = plan.issues[place]
    walk_away = plan.walk_away or _read_level(issue.walk_away)
    target = plan.target or _read_level(issue.target)
    issue = replace(
        issue,
        walk_away=issue.walk_away or _write_level(walk_away, deal),
        target=issue.target or _write_level(target, deal),
    )
    issues = (*plan.issues[:place], issue, *plan.issues[place + 1 :])
    return replace(plan, issues=issues, walk_away=walk_away, target=target)


def _add_price_issue(plan: Plan, deal: Deal, wordings: WordingReader) -> Plan:
    """The plan with an entry for the deal's price issue, where offers have one, the plan speaks of
    none, and it has a limit to tell."""
    walk_away, target = _write_level(plan.walk_away, deal), _write_level(plan.target, deal)
    if walk_away is None and target is None:
        return plan
    planned = {issue.issue.casefold() for issue in plan.issues}
    prices = [
        issue.name
        for issue in deal.issues
        if issue.unit == deal.unit or (not issue.unit and wordings.names_deal_figure(issue.name))
    ]
    if len(prices) != 1 or prices[0].casefold() in planned:
        return plan
    entry = IssuePlan(issue=prices[0], walk_away=walk_away, target=target)
    return replace(plan, issues=(*plan.issues, entry))


def _write_level(figure: Figure | None, deal: Deal) -> TermLevel | None:
    """A figure of the deal as a value of its price issue; None for another currency, which an
    issue's value does not have."""
    if figure is None or figure.unit not in ("", deal.unit):
        return None
    text = " ".join(filter(None, (format_short(figure.amount), figure.unit)))
    return TermLevel(text=text, number=figure.amount, unit=figure.unit)


def _read_level(level: TermLevel | None) -> Figure | None:
    if level is None or level.number is None or level.number <= Decimal(0):
        return None
    return Figure(amount=level.number, unit=level.unit)
