"""The renewal and the last day for notice: the buttons and forms that say what became of them."""

from bot.coach import contract_dates
from bot.coach.answers.base import Answer
from bot.domain.ids import DealId
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import contract_dates as forms
from bot.slack.forms.form import Form
from bot.slack.replies import FormOpened
from bot.slack.routing import Click, Routes
from bot.slack.services import SlackServices


def record_notice_given(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """Notice was given."""
    day = forms.read_day_meant(ref.key)
    return contract_dates.record_notice_given(
        context.actor, ref.deal, day, once=context.once, services=services.coach
    )


def reopen_date(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was said of that day is taken back."""
    day = forms.read_day_meant(ref.key)
    return contract_dates.reopen_date(
        context.actor, ref.deal, day, once=context.once, services=services.coach
    )


def _open_date_form(form: Form) -> Click:
    """The button that opens the form for a contract that was renewed, or for a day that was moved."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        day = forms.read_day_meant(ref.key)
        known = contract_dates.preview_settling_date(
            context.actor, ref.deal, day, services=services.coach
        )
        return FormOpened(forms.date_view(form, known), instead=True)

    return click


def record_renewal(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The contract was renewed, perhaps with its next days."""
    filled = forms.RENEWED.read(view)
    day = forms.read_day_meant(filled.metadata.aim)
    renewal, notice = forms.read_next_dates(filled, day)
    return contract_dates.record_renewal(
        context.actor,
        DealId(filled.metadata.deal),
        day,
        renewal=renewal,
        notice=notice,
        once=filled.metadata.once,
        services=services.coach,
    )


def move_date(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The day was moved."""
    filled = forms.MOVED.read(view)
    day, deal = forms.read_day_meant(filled.metadata.aim), DealId(filled.metadata.deal)
    known = contract_dates.preview_settling_date(context.actor, deal, day, services=services.coach)
    return contract_dates.move_date(
        context.actor,
        deal,
        day,
        forms.read_moved_to(filled, known),
        once=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    clicks={
        "date.notice_given": record_notice_given,
        "date.renewed": _open_date_form(forms.RENEWED),
        "date.moved": _open_date_form(forms.MOVED),
        "date.reopen": reopen_date,
    },
    submissions={"date.renewed": record_renewal, "date.moved": move_date},
)
