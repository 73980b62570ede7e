"""How far we would go, typed where others may read it: it is kept nowhere, and one press opens the private plan with
the figure filled in."""

from dataclasses import replace
from uuid import uuid4

from bot.coach import asides, deals, plans
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.plans import Plannable
from bot.coach.direct import DirectLine
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.plans import IssuePlan, Plan, PlanStep, TermLevel
from bot.domain.worth import Figure
from bot.language.clean import clean_text
from bot.language.figures import read_amount, read_number
from bot.language.issue_names import PRICE, SALARY, kind_of_issue
from bot.language.limits import (
    OwnLimit,
    find_capped_charge,
    find_limit_within,
    find_own_limit,
    name_cap,
)
from bot.language.lines import MOVE_KINDS, Command, ParsedLine
from bot.language.offers import OfferTerms, read_offer
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import plan_entries
from bot.slack.forms import plans as forms
from bot.slack.forms.moves import record_view
from bot.slack.replies import FormOpened
from bot.slack.routing import Routes, SlashCommand, echo, find_deal_here, split_word
from bot.slack.services import SlackServices

COACH = "/coach"


def find_limit_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer | None:
    """The answer to a sentence to the coach that tells how far we would go; None where it tells something else."""
    limit = find_own_limit(text, named=False) or find_limit_within(text)
    return None if limit is None else answer_limit(services, context, here, text, limit=limit)


def with_limits_kept_out(route: SlashCommand, command: Command | None) -> SlashCommand:
    """The command, which records nothing of a line with a limit of ours in it: what is recorded, the others in the deal
    read. A limit alone is what the command itself tells apart."""

    def kept_out(services: SlackServices, context: RequestContext, text: str) -> Answer:
        limit = find_limit_within(text)
        charge = find_capped_charge(clean_text(text)) if limit is None else ""
        if limit is None and not charge:
            return route(services, context, text)
        here = find_deal_here(services, context, text)
        if limit is None and not _is_deal_about(here, charge):
            return route(services, context, name_cap(text))
        return answer_limit(services, context, here, text, limit=limit, command=command)

    return kept_out


def _is_deal_about(here: Deal, charge: str) -> bool:
    """Whether a deal is about what is charged, so that a cap on that is how far we would go for the whole."""
    name = here.name.casefold()
    return any(word.rstrip("sn") in name for word in charge.casefold().split())


def is_for_plan(context: RequestContext, text: str) -> bool:
    """Whether a line says something that belongs into the plan and is stored nowhere else, not even while it waits."""
    if find_own_limit(text, named=False) is not None or find_limit_within(text) is not None:
        return True
    return split_word(context, text)[0] == "plan"


def answer_limit(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    text: str,
    *,
    limit: OwnLimit | None = None,
    command: Command | None = None,
) -> Answer:
    """Says that a limit is not kept, and leads to the plan. After a command it can be recorded all the same."""
    key = uuid4().hex
    # In this process alone: what belongs into the plan is stored nowhere else.
    line = DirectLine(actor=context.actor, command=command.value if command else COACH, text=text)
    services.lines.keep(key, line)
    return asides.describe_limit(
        context.actor,
        here.id,
        echo(text),
        line=key,
        command=command,
        is_target=limit is not None and limit.is_target,
        services=services.coach,
    )


def keep_in_plan(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the step of the plan that the limit belongs to, with the figure filled in; for others than the owner what
    the step says."""
    line = _find_line(services, context, ref)
    limit = None
    if line is not None:
        limit = find_own_limit(line.text, named=False) or find_limit_within(line.text)
    return open_plan_with(services, context, ref.deal, limit)


def open_plan_with(
    services: SlackServices, context: RequestContext, deal: DealId, limit: OwnLimit | None
) -> Answer:
    """The form of the plan that a limit belongs to, with the figure filled in where there is one; for those who may
    not change the plan what its step says."""
    known = plans.open_plan_for_form(
        context.actor, deal, once=context.once, services=services.coach
    )
    if not isinstance(known, Plannable):
        return plans.show_plan_step(
            context.actor, deal, PlanStep.LIMITS, once=context.once, services=services.coach
        )
    locale = context.actor.locale
    issue = "" if limit is None else _find_issue_meant(context, known.deal, limit)
    if limit is not None and issue:
        planned = _build_issue_plan(known, issue, limit, locale)
        at = next((i for i, each in enumerate(known.plan.issues) if each.issue == issue), None)
        view = plan_entries.entry_view(known, PlanStep.ISSUES, at, locale, filled=planned)
        return FormOpened(view, instead=True)
    figure = None if limit is None else read_amount(limit.amount, locale)
    if limit is not None and isinstance(figure, Figure):
        known = replace(known, plan=_fill_in(known, figure, is_target=limit.is_target))
    return FormOpened(forms.step_view(known, PlanStep.LIMITS, None, locale), instead=True)


def record_limit(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form of a move with what was typed: it was none of our limits."""
    line = _find_line(services, context, ref)
    if line is None or line.command == COACH:
        raise Refused(why=RefusalReason.CHANGED)
    deal = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
    what = ParsedLine(what=clean_text(line.text))
    return FormOpened(
        record_view(MOVE_KINDS[Command(line.command)], deal, context.actor.locale, what)
    )


def _find_line(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> DirectLine | None:
    """The line that the button is about; None where this process does not know it any more, or it is another's."""
    line = services.lines.find(ref.key)
    if line is None or line.actor.person != context.actor.person:
        return None
    return line


def _find_issue_meant(context: RequestContext, deal: Deal, limit: OwnLimit) -> str:
    """The issue that a limit is on; "" where it is the price of the whole."""
    actor = context.actor
    read = read_offer(limit.amount, deal=deal, locale=actor.locale, today=actor.today)
    if not isinstance(read, OfferTerms) or len(read.values) != 1:
        return ""
    name = next(iter(read.values))
    issue = deal.find_issue(name)
    unit = read.units.get(name, issue.unit if issue is not None else "")
    is_whole = kind_of_issue(name) in (PRICE, SALARY) and "/" not in unit
    return "" if is_whole else name


def _build_issue_plan(known: Plannable, issue: str, limit: OwnLimit, locale: str) -> IssuePlan:
    """The plan of an issue with the limit in it."""
    planned = next(
        (each for each in known.plan.issues if each.issue == issue), IssuePlan(issue=issue)
    )
    level = TermLevel(text=limit.amount, number=read_number(limit.amount, locale))
    if limit.is_target:
        return replace(planned, target=level)
    return replace(planned, walk_away=level)


def _fill_in(known: Plannable, figure: Figure, *, is_target: bool) -> Plan:
    """The plan with the figure in it, which counts in the deal's unit where it names none."""
    figure = figure if figure.unit else replace(figure, unit=known.deal.unit)
    if is_target:
        return replace(known.plan, target=figure)
    return replace(known.plan, walk_away=figure)


ROUTES = Routes(clicks={"limit.plan": keep_in_plan, "limit.record": record_limit})
