"""Leads of deals: what they see, and how an owner names one."""

import re

from bot.coach import deals, leads
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms.form import NotFilled
from bot.slack.forms.leads import LEAD, NAME_LEAD, lead_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def show_lead_view(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/deal lead`: the deals that the person leads, wherever it is typed."""
    if rest:
        return None
    return leads.show_lead_view(context.actor, services=services.coach)


def lead_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal lead @Ben`: names the lead of the deal here."""
    found = _MENTION.fullmatch(rest)
    if found is None:
        return Puzzled(command="deal", typed=echo(f"lead {rest}"), example="/deal lead @Ben")
    person = PersonId(found[1])
    services.directory.require_member(context.actor.team, person)
    return leads.name_lead(context.actor, here.id, person, services=services.coach)


def open_lead_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that names a lead, for the deal's owner."""
    found = deals.show_deal_settings(context.actor, ref.deal, services=services.coach)
    return FormOpened(lead_view(found.deal))


def name_lead(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A lead from the form."""
    filled = NAME_LEAD.read(view)
    person = PersonId(filled.need(LEAD)[0])
    try:
        services.directory.require_member(context.actor.team, person)
    except Refusal as refusal:
        no_member = N_("Please choose a full member of this workspace.")
        raise NotFilled({LEAD.name: no_member}) from refusal
    deal = DealId(filled.metadata.deal)
    return leads.name_lead(context.actor, deal, person, services=services.coach)


def end_lead(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The owner takes a lead's sight away."""
    return leads.end_lead(context.actor, ref.deal, PersonId(ref.key), services=services.coach)


def stop_leading(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The lead does not want to see the deal."""
    return leads.stop_leading(context.actor, ref.deal, services=services.coach)


def open_lead_view(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The deals that the person leads, from a button."""
    return leads.show_lead_view(context.actor, services=services.coach)


ROUTES = Routes(
    deal_words={"lead": AnywhereWord(anywhere=show_lead_view, in_deal=lead_command)},
    clicks={
        "lead.form": open_lead_form,
        "lead.end": end_lead,
        "lead.stop": stop_leading,
        "lead.show": open_lead_view,
    },
    submissions={"lead.name": name_lead},
)
