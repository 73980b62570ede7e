"""What can be asked for, as Slack shows it: the page, its form, typed lines, and the trade of a deal."""

from bot.coach import deals, tradeables
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.tradeables import TradeableUnread
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.industries import Industry
from bot.language.clean import clean_text
from bot.language.industries import find_industry
from bot.language.tradeables import read_tradeable
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.form import parse_metadata
from bot.slack.forms.tradeables import tradeable_form, tradeable_of, tradeable_view
from bot.slack.replies import FormOpened
from bot.slack.routing import Click, Routes, echo
from bot.slack.services import SlackServices


def tradeables_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach tradeables`: the page; `/coach tradeable add extended warranty cost 2k`: adds one."""
    if not rest.strip():
        return tradeables.show_tradeables(context.actor, here.id, services=services.coach)
    line = read_tradeable(rest, locale=context.actor.locale, today=context.actor.today)
    if line is None:
        return TradeableUnread(deal=here, typed=echo(rest))
    return tradeables.change_by_line(
        context.actor, here.id, line, once=context.once, services=services.coach
    )


def trade_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal trade freight`: the deal's trade; alone, the trades to choose from."""
    typed = clean_text(rest)
    industry = find_industry(typed) if typed else None
    if industry is None:
        return tradeables.ask_industry(context.actor, here.id, echo(typed), services=services.coach)
    return tradeables.set_industry(
        context.actor, here.id, industry, key=context.once, services=services.coach
    )


def show(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The page."""
    return tradeables.show_tradeables(context.actor, ref.deal, services=services.coach)


def form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a new thing, or for one that is there."""
    deal, known = tradeables.find_tradeable(
        context.actor, ref.deal, ref.key, services=services.coach
    )
    if ref.key and known is None:
        raise Refused(why=RefusalReason.CHANGED, deal=deal)
    return FormOpened(tradeable_view(deal, context.actor.locale, known))


def _set_retired(*, retired: bool) -> Click:
    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return tradeables.retire_tradeable(
            context.actor,
            ref.deal,
            ref.key,
            retired=retired,
            once=context.once,
            services=services.coach,
        )

    return click


def flip(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A thing is given by the other side than it was taken for."""
    return tradeables.flip_tradeable(
        context.actor, ref.deal, ref.key, once=context.once, services=services.coach
    )


def choose_trade(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The deal's trade, from a menu or a button; without one, the question."""
    if ref.key not in set(Industry):
        return tradeables.ask_industry(context.actor, ref.deal, "", services=services.coach)
    return tradeables.set_industry(
        context.actor, ref.deal, Industry(ref.key), key=context.once, services=services.coach
    )


def save(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A thing from its form."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    here = deals.find_deal_to_record_in(
        context.actor, DealId(metadata.deal), services=services.coach
    )
    filled = tradeable_form(context.actor.locale).read(view)
    request = tradeable_of(filled, here, context.actor)
    return tradeables.save_tradeable(request, services=services.coach)


ROUTES = Routes(
    deal_words={"tradeables": tradeables_command, "trade": trade_command},
    coach_words={"tradeables": tradeables_command, "tradeable": tradeables_command},
    clicks={
        "tradeable.all": show,
        "tradeable.form": form,
        "tradeable.retire": _set_retired(retired=True),
        "tradeable.return": _set_retired(retired=False),
        "tradeable.flip": flip,
        "trade.choose": choose_trade,
    },
    submissions={"tradeable.save": save},
)
