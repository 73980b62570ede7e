"""Deals: open one, set it up, and which rules speak."""

from dataclasses import replace

from bot.coach import deals, sizes
from bot.coach.answers import DealOpened, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal, Side
from bot.domain.ids import ChannelId, DealId
from bot.domain.worth import Figure
from bot.language.figures import read_amount
from bot.language.lines import Opening
from bot.language.openings import read_opening
from bot.slack import asks, workspaces
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, UnknownButton
from bot.slack.context import RequestContext
from bot.slack.forms import deals as forms
from bot.slack.forms.figures import currency_of
from bot.slack.forms.form import Filled, Forged, NotFilled
from bot.slack.private_channels import require_private_channel
from bot.slack.replies import FormOpened, LineUnread, Puzzled
from bot.slack.routing import AnywhereWord, Click, Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_

NOT_PUBLIC = N_("Deals live in private channels only here, and everybody can look into this one.")
ASK_AGAIN = N_("Slack did not say whether this channel is private. Please try again in a moment.")


def open_typed_deal(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/deal open Acme renewal selling 240k EUR`: opens the deal, or the form where its name or our side is missing."""
    if rest.casefold() in ("asks", "ask"):  # `/deal open asks` lists the asks that are open
        return None
    if _is_no_channel(context):
        raise Refused(why=RefusalReason.NO_CHANNEL, typed=echo(rest))
    require_private_channel(services, context, typed=echo(rest))
    opening = read_opening(rest, locale=context.actor.locale) if rest else None
    if opening is None or opening.side is None or not opening.name:
        return _open_form_here(services, context, opening)
    if opening.unclear:
        return _open_form_here(services, context, opening)
    if len(opening.name) > forms.NAME.longest:
        return LineUnread(
            hint=N_("The name of a deal may have 80 characters."),
            example="/deal open Acme renewal selling 240k EUR",
            typed=echo(rest),
        )
    sizes_named = opening.sizes or ((opening.size,) if opening.size is not None else ())
    unit = next((size.unit for size in sizes_named if size.unit), "")
    answer = deals.open_deal(
        context.actor,
        opening.name,
        opening.side,
        size=opening.size,
        unit=unit or currency_of(context.actor.locale),
        once=context.once,
        services=services.coach,
    )
    return _mark_shared(services, context, _say_how_read(answer, opening))


def _say_how_read(answer: DealOpened, opening: Opening) -> DealOpened:
    """The opened deal, with what else the line said; a deal that was open already was opened by another line."""
    if answer.again:
        return answer
    in_unit = tuple(size.in_unit(answer.deal.unit) for size in opening.sizes)
    return replace(answer, rate=opening.rate, sizes=in_unit, not_read=opening.not_read)


def _is_no_channel(context: RequestContext) -> bool:
    """Whether the person is in Home or in a direct message, where no deal lives."""
    channel = context.actor.channel
    return not channel or channel.startswith("D")


def _open_form_here(
    services: SlackServices, context: RequestContext, known: Opening | None = None
) -> FormOpened:
    """The form for a deal in the channel where it was asked for."""
    view = forms.opening_view(
        context.actor.locale,
        known,
        channel=context.actor.channel or "",
        seal=services.seal(context),
    )
    return FormOpened(view)


def _mark_shared(
    services: SlackServices, context: RequestContext, answer: DealOpened
) -> DealOpened:
    """The opened deal; in a channel that is shared, or may be, or that everybody can look into, it says so."""
    channel = context.actor.channel
    if answer.again or channel is None:
        return answer
    look = services.directory.look_at(context.actor.team, channel)
    return replace(answer, shared=look.shared, public=look.public)


def show_opening_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that opens a deal; outside a channel it asks for one too."""
    if _is_no_channel(context):
        return FormOpened(forms.opening_view(context.actor.locale))
    require_private_channel(services, context, typed="")
    return _open_form_here(services, context)


def open_deal_here(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A deal from its form, in the channel where the form was asked for."""
    filled = forms.opening_form(context.actor.locale, here=True).read(view)
    there = _move_to_channel(context, filled.metadata.channel)
    if not services.sealed(there, filled.metadata.aim):
        raise Forged
    require_private_channel(services, there, typed="")
    return _open_deal(services, there, filled)


def open_deal_elsewhere(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A deal from its form, in a channel that the person chose and is known to be in."""
    filled = forms.opening_form(context.actor.locale, here=False).read(view)
    channel = ChannelId(filled.need(forms.CHANNEL))
    actor = context.actor
    if not services.directory.is_in_channel(actor.team, channel, actor.person):
        unseen = N_("I cannot see who is in that channel. Type /deal open there instead.")
        raise NotFilled({forms.CHANNEL.name: unseen})
    there = _move_to_channel(context, channel)
    try:
        require_private_channel(services, there, typed="")
    except Refused as refused:
        is_public = refused.answer.why is RefusalReason.PUBLIC_CHANNEL
        raise NotFilled({forms.CHANNEL.name: NOT_PUBLIC if is_public else ASK_AGAIN}) from refused
    return _open_deal(services, there, filled)


def _move_to_channel(context: RequestContext, channel: str) -> RequestContext:
    return replace(context, actor=replace(context.actor, channel=ChannelId(channel)))


def _open_deal(services: SlackServices, context: RequestContext, filled: Filled) -> Answer:
    answer = deals.open_deal(
        context.actor,
        filled.need(forms.NAME),
        Side(filled.need(forms.SIDE)),
        size=filled.get(forms.size_field(context.actor.locale)),
        unit=filled.need(forms.UNIT),
        party=filled.get(forms.PARTY) or "",
        once=context.once,
        services=services.coach,
    )
    return _mark_shared(services, context, answer)


def open_settings(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal settings`: the deal's settings."""
    return _open_settings(services, context, here.id)


def show_settings(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the deal's settings."""
    return _open_settings(services, context, ref.deal)


def _open_settings(services: SlackServices, context: RequestContext, deal: DealId) -> Answer:
    found = deals.show_deal_settings(context.actor, deal, services=services.coach)
    return FormOpened(forms.settings_view(found.deal, found.muted, context.actor.locale))


def change_size(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal now 180k`: a new size. One in another currency than the deal's is asked about in its settings."""
    opening = read_opening(rest, locale=context.actor.locale)
    not_read = "; ".join(part for part in (opening.name, opening.not_read) if part)
    if opening.sizes:
        return sizes.ask_size(
            context.actor, here.id, opening.sizes, not_read, services=services.coach
        )
    if opening.size is None or not opening.size.amount:
        typed = echo(f"now {rest}".strip())
        return Puzzled(command="deal", typed=typed, example="/deal now 180k")
    return _set_size(services, context, here.id, opening.size, opening.rate, not_read)


def choose_size(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One of the amounts that a line named is the deal's size."""
    size = read_amount(ref.key, "en-US")
    if not isinstance(size, Figure) or size.amount <= 0:
        raise UnknownButton
    return _set_size(services, context, ref.deal, size)


def _set_size(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    size: Figure,
    rate: str = "",
    not_read: str = "",
) -> Answer:
    found = deals.show_deal_settings(context.actor, deal, services=services.coach)
    if size.unit not in ("", found.deal.unit):
        return FormOpened(forms.settings_view(found.deal, found.muted, context.actor.locale, size))
    return sizes.change_size(
        context.actor,
        deal,
        size,
        rate=rate,
        not_read=not_read,
        key=context.once,
        services=services.coach,
    )


def change_settings(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A deal's settings."""
    filled = forms.settings_form(context.actor.locale).read(view)
    return deals.change_settings(
        context.actor,
        DealId(filled.metadata.deal),
        forms.read_settings(filled, context.actor.locale),
        version=filled.metadata.version,
        once=context.once,
        services=services.coach,
    )


def _mute_click(*, on: bool) -> Click:
    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return deals.mute_rule(context.actor, ref.deal, ref.key, on=on, services=services.coach)

    return click


def unlock_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The owner lets a deal go on after its channel changed."""
    return deals.unlock_deal(context.actor, ref.deal, services=services.coach)


ROUTES = Routes(
    deal_words={
        "open": AnywhereWord(anywhere=open_typed_deal, in_deal=asks.list_asks),
        "settings": AnywhereWord(anywhere=workspaces.open_settings, in_deal=open_settings),
        "now": change_size,
    },
    clicks={
        "deal.open": show_opening_form,
        "deal.settings": show_settings,
        "deal.size": choose_size,
        "deal.unlock": unlock_deal,
        "rule.mute": _mute_click(on=True),
        "rule.unmute": _mute_click(on=False),
    },
    submissions={
        "deal.open": open_deal_here,
        "deal.open_in": open_deal_elsewhere,
        "deal.set": change_settings,
    },
)
