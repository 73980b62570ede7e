"""Whom a deal belongs to: `/deal owner @Ben`, and the buttons of the messages that ask somebody to take it over."""

from bot.coach import former_plans, handovers, people, takeovers
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.language.roles import read_role
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.form import NotFilled
from bot.slack.forms.handovers import NAME_OWNER, OWNER, owner_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Click, Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_

WITH_PLAN = "plan:"
"""What the key of the button begins with that hands a deal over with its plan."""


def name_owner(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal owner @Ben`: hands the deal over, for its owner; names one, for an admin."""
    if not rest:
        return people.list_people(context.actor, here.id, services=services.coach)
    read = read_role(rest)
    if len(read.people) != 1 or read.not_read:
        return Puzzled(command="deal", typed=echo(f"owner {rest}"), example="/deal owner @Ben")
    return handovers.request_owner(context.actor, here.id, read.people[0], services=services.coach)


def open_owner_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that names an owner. Who may is checked when it is sent."""
    return FormOpened(owner_view(ref.deal))


def submit_owner(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """An owner from the form."""
    filled = NAME_OWNER.read(view)
    deal = DealId(filled.metadata.deal)
    person = PersonId(filled.need(OWNER)[0])
    try:
        return handovers.request_owner(context.actor, deal, person, services=services.coach)
    except Refused as refused:
        if refused.why is not RefusalReason.NOT_OF_DEAL:
            raise
        not_of_deal = N_("Please choose somebody who takes part in the deal.")
        raise NotFilled({OWNER.name: not_of_deal}) from refused


def make_owner(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """An admin makes somebody of the deal its owner."""
    return handovers.name_owner_as_admin(
        context.actor, ref.deal, PersonId(ref.key), services=services.coach
    )


def hand_over(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The owner hands the deal over, with or without the plan."""
    return handovers.hand_over(
        context.actor,
        ref.deal,
        PersonId(ref.key.removeprefix(WITH_PLAN)),
        with_plan=ref.key.startswith(WITH_PLAN),
        services=services.coach,
    )


def take_over(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Take over*, in the message that asks or in Home."""
    actor = context.actor
    known = services.directory.require_member(actor.team, actor.person)
    channels = handovers.list_channels_of(actor.team, ref.deal, services=services.coach)
    is_in_channel = any(
        services.directory.is_in_channel(actor.team, channel, actor.person) for channel in channels
    )
    return takeovers.take_over(
        actor,
        ref.deal,
        is_in_channel=is_in_channel,
        zone=known.zone,
        services=services.coach,
    )


def _decline(*, for_good: bool) -> Click:
    """*Not me*, and *No more*."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return takeovers.decline_take_over(
            context.actor, ref.deal, for_good=for_good, services=services.coach
        )

    return click


def pass_plan_on(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The former owner passes their plan to the new one."""
    return former_plans.pass_plan_on(context.actor, ref.deal, services=services.coach)


def drop_former_plan(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The former owner deletes their plan at once."""
    return former_plans.drop_former_plan(context.actor, ref.deal, services=services.coach)


ROUTES = Routes(
    deal_words={"owner": name_owner},
    clicks={
        "owner.form": open_owner_form,
        "owner.make": make_owner,
        "owner.hand_over": hand_over,
        "deal.take_over": take_over,
        "deal.not_me": _decline(for_good=False),
        "deal.no_more": _decline(for_good=True),
        "plan.pass_on": pass_plan_on,
        "plan.drop_former": drop_former_plan,
    },
    submissions={"owner.name": submit_owner},
)
