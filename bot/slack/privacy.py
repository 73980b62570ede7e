"""`/deal privacy`: what is stored, who sees it and for how long. `/deal settings data`: for how long, for admins."""

from bot.coach import data_settings, erasures, name_erasures, person_exports
from bot.coach.answers.base import Answer
from bot.coach.answers.erasures import NameUnclear
from bot.coach.data_settings import DataRuleChoices
from bot.domain.ids import PersonId
from bot.language.clean import clean_text
from bot.language.names import UnclearName, read_names
from bot.language.roles import find_mentions
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.data_rules import (
    AUDIT,
    CLOSED,
    DATA_RULES,
    GRACE,
    HIRING,
    data_rules_view,
    read_hold,
    read_roles,
)
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices

OF_ONESELF = frozenset(
    {
        "",
        "me",
        "mine",
        "my data",
        "all my data",
        "everything about me",
        "ich",
        "mich",
        "meine daten",
        "alle meine daten",
        "alles über mich",
    }
)
"""What follows `/giveget export` where people want what is stored about themselves."""
OF_THE_DATA = frozenset({"data", "privacy", "daten", "datenschutz"})
"""What follows `/deal settings` where the data of the workspace is meant."""


def show_privacy(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/deal privacy`, `/giveget privacy`."""
    return data_settings.show_privacy(context.actor, services=services.coach)


def open_settings(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/deal settings data`: how long data stays, for an admin."""
    if rest.casefold() not in OF_THE_DATA:
        return None
    found = data_settings.show_data_rules(context.actor, services=services.coach)
    return FormOpened(data_rules_view(found))


def open_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same from a button."""
    found = data_settings.show_data_rules(context.actor, services=services.coach)
    return FormOpened(data_rules_view(found))


def set_data_rules(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """How long data stays, from the form."""
    filled = DATA_RULES.read(view)
    return data_settings.set_data_rules(
        context.actor,
        chosen=DataRuleChoices(
            grace_days=filled.need(GRACE),
            legal_hold=read_hold(filled),
            closed_months=filled.need(CLOSED),
            hiring_months=filled.need(HIRING),
            audit_months=filled.need(AUDIT),
            authors_as_roles=read_roles(filled),
        ),
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


def ask_to_erase(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/giveget erase @Ben`: asks an admin whether the person is to be erased. `/giveget erase Jane Doe`: whether that
    name of the other side is to be replaced wherever somebody wrote it."""
    people = find_mentions(rest)
    if not people:
        return _ask_to_erase_name(services, context, rest)
    if len(people) != 1:
        return Puzzled(
            command="giveget", typed=echo(f"erase {rest}"), example="/giveget erase @Ben"
        )
    return erasures.ask_to_erase(context.actor, people[0], services=services.coach)


def _ask_to_erase_name(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    try:
        names = read_names(clean_text(rest))
    except UnclearName:
        return NameUnclear(typed=echo(rest))
    return name_erasures.ask_to_erase_name(context.actor, names, services=services.coach)


def erase_name(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Replace for good*."""
    return name_erasures.erase_name(
        context.actor, ref.key, once=context.once, services=services.coach
    )


def erase_person(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Erase for good*."""
    return erasures.erase_person(
        context.actor, PersonId(ref.key), once=context.once, services=services.coach
    )


def export_person(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/giveget export me`: all that is stored about the person; `/giveget export @Ben` for an admin whom Ben asked."""
    people = find_mentions(rest)
    if len(people) == 1:
        return person_exports.request_data_of(
            context.actor, people[0], once=context.once, services=services.coach
        )
    if people or rest.strip(" .!").casefold() not in OF_ONESELF:
        return Puzzled(
            command="giveget", typed=echo(f"export {rest}"), example="/giveget export me"
        )
    return _send_own(services, context)


def export_own(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Send me my data*."""
    return _send_own(services, context)


def _send_own(services: SlackServices, context: RequestContext) -> Answer:
    return person_exports.request_own_data(
        context.actor, once=context.once, services=services.coach
    )


def press_privacy(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Privacy*, on Home."""
    return data_settings.show_privacy(context.actor, services=services.coach)


ROUTES = Routes(
    deal_words={"privacy": AnywhereWord(anywhere=show_privacy)},
    clicks={
        "data.form": open_form,
        "person.erase": erase_person,
        "person.export": export_own,
        "name.erase": erase_name,
        "privacy.show": press_privacy,
    },
    submissions={"data.set": set_data_rules},
)
