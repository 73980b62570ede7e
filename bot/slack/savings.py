"""`/deal baseline 1.2m`, `/deal should cost 1.1m`: what a purchase saves."""

from bot.coach import savings
from bot.coach.answers.base import Answer
from bot.coach.requests.savings import SetPurchase
from bot.domain.deals import Deal, Side
from bot.domain.worth import Figure
from bot.language.clean import clean_text
from bot.language.figures import read_amount
from bot.language.vocabulary import word_table
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.savings import purchase_form, purchase_of, purchase_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices

_AROUND = word_table("savings").words("around")


def _read_figure(text: str, locale: str) -> Figure | None:
    """The amount of a line, without the words that may stand before it: `is`, `of`, `cost`."""
    words = clean_text(text).split()
    while words and words[0].casefold().rstrip(":") in _AROUND:
        words = words[1:]
    found = read_amount(" ".join(words), locale) if words else None
    return found if isinstance(found, Figure) and found.amount > 0 else None


def baseline_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal baseline 1.2m`; alone, what is saved by it, or the form."""
    return _answer(services, context, here, rest, is_baseline=True)


def should_cost_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal should cost 1.1m`; alone, what is saved, or the form."""
    return _answer(services, context, here, rest, is_baseline=False)


def _answer(
    services: SlackServices, context: RequestContext, here: Deal, rest: str, *, is_baseline: bool
) -> Answer:
    figure = _read_figure(rest, context.actor.locale)
    left = [word for word in clean_text(rest).split() if word.casefold() not in _AROUND]
    if figure is None and left:
        line = "baseline" if is_baseline else "should cost"
        return Puzzled(command="deal", typed=echo(f"{line} {rest}"), example=f"/deal {line} 1.2m")
    if figure is None:
        return _show(services, context, here)
    request = SetPurchase(
        by=context.actor,
        deal=here.id,
        baseline=figure if is_baseline else None,
        should_cost=None if is_baseline else figure,
        once=context.once,
    )
    return savings.set_purchase(request, services=services.coach)


def _show(services: SlackServices, context: RequestContext, here: Deal) -> Answer:
    known = savings.find_saving(context.actor, here.id, services=services.coach)
    if known is not None:
        return known
    if here.side is not Side.BUYING:
        request = SetPurchase(by=context.actor, deal=here.id, once=context.once)
        return savings.set_purchase(request, services=services.coach)
    return FormOpened(purchase_view(None, here.id, context.actor.locale))


def form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form, with what is known."""
    known = savings.find_saving(context.actor, ref.deal, services=services.coach)
    return FormOpened(purchase_view(known, ref.deal, context.actor.locale))


def record(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Both figures from the form."""
    filled = purchase_form(context.actor.locale).read(view)
    return savings.set_purchase(purchase_of(filled, context.actor), services=services.coach)


ROUTES = Routes(
    deal_words={
        "baseline": baseline_command,
        "saving": baseline_command,
        "savings": baseline_command,
        "should": should_cost_command,
        "should-cost": should_cost_command,
        "shouldcost": should_cost_command,
    },
    clicks={"saving.form": form},
    submissions={"saving.set": record},
)
