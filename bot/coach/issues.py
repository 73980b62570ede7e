"""What a deal negotiates about: its issues, which way of each is better for us, and what an offer adds to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.coach.actors import Actor
from bot.coach.answers import MoveShown, RefusalReason
from bot.coach.answers.offers import DirectionSet, IssuesSet, UnfitValue
from bot.coach.context import DealSession, record_in_deal
from bot.coach.offer_changes import list_deal_offers
from bot.coach.recording import run_once_in_deal
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.requests.offers import RecordOffer, SetIssues
from bot.coach.services import Services
from bot.domain.deals import Deal, Side
from bot.domain.ids import DealId
from bot.domain.issues import Bundle, Issue, Value
from bot.domain.ledger import Verb
from bot.domain.offers import Offer, list_valid_offers
from bot.language.directions import (
    find_direction,
    find_option_direction,
    is_often_wanted,
    sort_options,
)
from bot.language.issue_names import PRICE, kind_of_issue
from bot.language.terms import SHARE_OF_WHOLE


def set_issues(request: SetIssues, *, services: Services) -> IssuesSet | MoveShown:
    """Replaces what the deal negotiates about; an issue that offers already speak of stays."""

    return run_once_in_deal(services, request, lambda session: _set_issues(session, request))


def _set_issues(session: DealSession, request: SetIssues) -> IssuesSet:
    if session.deal.version != request.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    named = [issue.name.casefold() for issue in request.issues]
    if len(set(named)) < len(named) or not all(map(_sound, request.issues)):
        raise Refused(why=RefusalReason.BAD_FIGURE, deal=session.deal)
    spoken = {
        name for offer in list_valid_offers(list_deal_offers(session)) for name in offer.values
    }
    kept = tuple(
        i for i in session.deal.issues if i.name in spoken and i.name.casefold() not in named
    )
    deal = replace(session.deal, issues=(*request.issues, *kept), version=session.deal.version + 1)
    session.work.keys.mark_processed(
        deal.team,
        request.once,
        ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1),
        session.services.clock.now(),
    )
    session.write_audit(Verb.SET, "issues")
    session.work.deals.update(deal)
    return IssuesSet(deal=deal)


def _sound(issue: Issue) -> bool:
    ordered = issue.low is None or issue.high is None or issue.low < issue.high
    return bool(issue.name.strip()) and ordered and len(set(issue.options)) == len(issue.options)


def find_unfit_values(deal: Deal, bundles: Sequence[Bundle]) -> list[UnfitValue]:
    """What an offer says that the deal's issues do not take: a number out of its range, a word for a number, an option
    that is none where it is known what the options are worth."""
    issues = {issue.name: issue for issue in deal.issues}
    said = [
        (issues[name], value)
        for bundle in bundles
        for name, value in bundle.items()
        if name in issues
    ]
    return [
        UnfitValue(issue=issue, value=value) for issue, value in said if not _fits(issue, value)
    ]


def _fits(issue: Issue, value: Value) -> bool:
    if isinstance(value, Decimal):
        return issue.is_numeric and value.is_finite() and _is_within_limits(issue, value)
    if value in issue.options:
        return True
    takes_new_options = bool(issue.options) and not issue.scales
    return takes_new_options and bool(value.strip())


def _is_within_limits(issue: Issue, value: Decimal) -> bool:
    if issue.low is not None and value < issue.low:
        return False
    return issue.high is None or value <= issue.high


def open_named_issues(
    session: DealSession, request: RecordOffer
) -> tuple[DealSession, tuple[Issue, ...]]:
    """The session whose deal knows every issue and option that the offer names, not saved yet, and the issues that were
    opened for it."""
    known = {issue.name: issue for issue in session.deal.issues}
    named = [pair for bundle in (request.values, *request.alternatives) for pair in bundle.items()]
    for name, value in named:
        issue = known.get(name) or open_issue(
            name, value, request.units.get(name, ""), session.deal.side
        )
        known[name] = _with_option(issue, value, session.deal.side)
    issues = tuple(known.values())
    if issues == session.deal.issues:
        return session, ()
    deal = replace(session.deal, issues=issues, version=session.deal.version + 1)
    before = {issue.name for issue in session.deal.issues}
    return replace(session, deal=deal), tuple(i for i in issues if i.name not in before)


def join_rate_to_price(
    session: DealSession, request: RecordOffer, offers: Sequence[Offer]
) -> tuple[DealSession, RecordOffer]:
    """The session and the offer where a price of a piece (`420 per desk`) is what earlier offers called the price
    (`380`): one issue then, counted in the unit that is known now."""
    deal = session.deal
    price = next((i for i in deal.issues if kind_of_issue(i.name) == PRICE), None)
    if price is None or price.unit not in ("", deal.unit) or deal.size is None:
        return session, request
    rated = [name for name in request.values if _is_new_rate(deal, name, request.units)]
    said = [offer.values[price.name] for offer in offers if price.name in offer.values]
    most = deal.size.amount * SHARE_OF_WHOLE
    if len(rated) != 1 or price.name in request.values or request.alternatives or not said:
        return session, request
    if not all(isinstance(value, Decimal) and value < most for value in said):
        return session, request
    joined = replace(price, unit=request.units[rated[0]])
    issues = tuple(joined if issue is price else issue for issue in deal.issues)
    values = {price.name if name == rated[0] else name: v for name, v in request.values.items()}
    units = {**request.units, price.name: joined.unit}
    changed = replace(deal, issues=issues)
    return replace(session, deal=changed), replace(request, values=values, units=units)


def _is_new_rate(deal: Deal, name: str, units: Mapping[str, str]) -> bool:
    return deal.find_issue(name) is None and units.get(name, "").startswith(f"{deal.unit}/")


def open_issue(name: str, value: Value, unit: str, side: Side) -> Issue:
    """An issue that an offer names for the first time: a number in its unit, or a choice. Which way of a number is
    better for us is assumed where everybody would say the same."""
    if not isinstance(value, Decimal):
        return Issue(name=name, options=(value,))
    return Issue(name=name, unit=unit, more_is_ours=find_direction(name, side, unit))


def _with_option(issue: Issue, value: Value, side: Side) -> Issue:
    """The issue with a further option. Options that are steps of one kind are put in their order, and then it is known
    which way is better for us; a new one among others says nothing of that."""
    if not isinstance(value, str) or value in issue.options:
        return issue
    options = (*issue.options, value)
    in_order = sort_options(options)
    if in_order is None:
        return replace(issue, options=options, more_is_ours=None)
    direction = issue.more_is_ours
    if direction is None:
        direction = find_option_direction(issue.name, options, side)
    return replace(issue, options=in_order, more_is_ours=direction)


def leave_out_guesses(deal: Deal, order: RecordOffer) -> RecordOffer:
    """The offer without what it says on issues that are none. An amount under such a name is the price, where the offer
    names no other."""
    values = _without_names(order.values, order.guesses)
    amounts = _list_guessed_amounts(deal, order)
    price = _find_price_name(deal)
    if not values and len(amounts) == 1:
        values[price] = amounts[0]
    units = {**order.units, price: deal.unit} if price in values else order.units
    alternatives = [_without_names(bundle, order.guesses) for bundle in order.alternatives]
    # `w/o lights` is no offer with lights.
    guessed = (order.guess_texts.get(name, name) for name in order.guesses)
    not_read = [text for text in (order.not_read, *guessed) if text]
    return replace(
        order,
        values=values,
        alternatives=tuple(bundle for bundle in alternatives if bundle),
        units=units,
        guesses=(),
        not_read="; ".join(not_read),
    )


def _without_names(bundle: Bundle, names: Collection[str]) -> dict[str, Value]:
    return {name: value for name, value in bundle.items() if name not in names}


def _list_guessed_amounts(deal: Deal, order: RecordOffer) -> list[Decimal]:
    """What is said in the deal's unit under names that are no issues."""
    amounts = []
    for name, value in order.values.items():
        if name not in order.guesses or not isinstance(value, Decimal):
            continue
        if order.units.get(name, deal.unit) in ("", deal.unit):
            amounts.append(value)
    return amounts


def _find_price_name(deal: Deal) -> str:
    """What the deal calls its price."""
    for issue in deal.issues:
        if kind_of_issue(issue.name) == PRICE:
            return issue.name
    return PRICE


def set_direction(
    actor: Actor, deal: DealId, name: str, *, more: bool, key: str, services: Services
) -> DirectionSet:
    """Keeps whether more of an issue is better for us. Raises `Refused` where the deal does not know the issue."""
    with record_in_deal(services, actor, deal, key) as session:
        issue = session.deal.find_issue(name)
        if issue is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        directed = replace(issue, more_is_ours=more)
        issues = tuple(directed if each is issue else each for each in session.deal.issues)
        changed = replace(session.deal, issues=issues, version=session.deal.version + 1)
        session.mark_processed(key)
        session.write_audit(Verb.SET, "issues")
        session.work.deals.update(changed)
        return DirectionSet(deal=changed, issue=directed)


def find_issue_to_ask_about(deal: Deal, offers: Sequence[Offer]) -> Issue | None:
    """The issue of the last of these offers to ask about: a number of which nobody knows which way is better for us,
    or of which the two sides stand the other way round than is usual.

    Each is asked about once, at the first of the offers that names it or changes it, and one at each offer.
    """
    asked: set[str] = set()
    found = None
    for place, offer in enumerate(offers):
        earlier = offers[:place]
        found = next(
            (
                each
                for each in deal.issues
                if _may_ask(each, offer, earlier, asked)
                or _is_unusual(deal, each, offer, earlier, asked)
            ),
            None,
        )
        if found is not None:
            asked.add(found.name)
    return found


def _may_ask(issue: Issue, offer: Offer, earlier: Sequence[Offer], asked: Collection[str]) -> bool:
    if issue.more_is_ours is not None or issue.options or issue.scales or issue.name in asked:
        return False
    if issue.name not in offer.stated:
        return False
    said = {each.values[issue.name] for each in earlier if issue.name in each.values}
    return said != {offer.values.get(issue.name)}


def _is_unusual(
    deal: Deal, issue: Issue, offer: Offer, earlier: Sequence[Offer], asked: Collection[str]
) -> bool:
    """Whether we ask for more of an issue of which our side usually wants less: 36 months where they offer 12."""
    if issue.name in asked or issue.more_is_ours is not False or issue.scales:
        return False
    if issue.name not in offer.stated or not is_often_wanted(issue.name, deal.side):
        return False
    other = next((o for o in reversed(earlier) if o.ours != offer.ours), None)
    if other is None:
        return False
    ours, theirs = (offer, other) if offer.ours else (other, offer)
    our_value, their_value = ours.values.get(issue.name), theirs.values.get(issue.name)
    if not isinstance(our_value, Decimal) or not isinstance(their_value, Decimal):
        return False
    return our_value > their_value
