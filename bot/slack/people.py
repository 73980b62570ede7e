"""The people of a deal: `/deal people`, `/deal people @Ben co-owner`, `/deal follow`, and who left a channel."""

from functools import partial
from typing import Any

from bot.coach import following, people
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, PersonId
from bot.language.roles import read_role
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import Body, RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms import deals as forms
from bot.slack.forms.form import NotFilled
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import DealWord, Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_


def list_people(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal people`: who takes part, and in which role. With somebody and a role it gives the role."""
    if not rest:
        return people.list_people(context.actor, here.id, services=services.coach)
    read = read_role(rest)
    if len(read.people) != 1 or read.role is None:
        typed = echo(f"people {rest}")
        return Puzzled(command="deal", typed=typed, example="/deal people @Ben co-owner")
    (person,) = read.people
    _require_member(services, context, person, read.role)
    return people.give_role(context.actor, here.id, person, read.role, services=services.coach)


def show_people(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same from a button."""
    return people.list_people(context.actor, ref.deal, services=services.coach)


def _require_member(
    services: SlackServices, context: RequestContext, person: PersonId, role: Role
) -> None:
    """Raises `Refusal` for anybody but a full member; a role is taken away from anybody."""
    if role is not Role.NOBODY:
        services.directory.require_member(context.actor.team, person)


def open_role_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that gives somebody a role."""
    deal = people.find_deal_to_give_roles(context.actor, ref.deal, services=services.coach)
    return FormOpened(forms.role_view(deal))


def give_role(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A role for somebody."""
    filled = forms.GIVE_ROLE.read(view)
    person = PersonId(filled.need(forms.PERSON)[0])
    role = Role(filled.need(forms.ROLE))
    try:
        _require_member(services, context, person, role)
    except Refusal as refusal:
        no_member = N_("Please choose a full member of this workspace.")
        raise NotFilled({forms.PERSON.name: no_member}) from refusal
    deal = DealId(filled.metadata.deal)
    return people.give_role(context.actor, deal, person, role, services=services.coach)


def _follow(*, on: bool) -> DealWord:
    """`/deal follow` and `/deal unfollow`."""

    def word(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
        return following.follow_deal(context.actor, here.id, on=on, services=services.coach)

    return word


def press_follow(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Begins or ends the lines of a deal for who pressed it."""
    on = ref.key == "on"
    return following.follow_deal(context.actor, ref.deal, on=on, services=services.coach)


def end_roles_of_channel(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Somebody left a channel or was removed: what they were allowed to do because they were in it ends."""
    directory = services.directory
    channel = ChannelId(event["channel"])
    for team in directory.installations.list_event_teams(body, channel):
        people.end_roles_from_channel(
            team,
            channel,
            PersonId(event["user"]),
            is_in_channel=partial(directory.is_in_channel, team),
            services=services.coach,
        )


ROUTES = Routes(
    deal_words={
        "people": list_people,
        "follow": _follow(on=True),
        "unfollow": _follow(on=False),
    },
    clicks={"deal.people": show_people, "deal.role": open_role_form, "deal.follow": press_follow},
    submissions={"deal.give_role": give_role},
    events={"member_left_channel": end_roles_of_channel},
)
