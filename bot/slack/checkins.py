"""Check-ins and measures: what is planned, what became of it, what was read."""

from bot.coach import checkins, triggers
from bot.coach.answers.base import Answer
from bot.domain.checkins import CheckInState
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.measurements import read_measurement
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import checkins as forms
from bot.slack.forms.form import parse_metadata
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.rhythms import require_participants
from bot.slack.routing import Click, Routes, Submission, echo
from bot.slack.services import SlackServices

EXAMPLE = "/deal measure uptime 99.2"


def checkins_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal checkins`: past and coming ones."""
    return checkins.list_checkins(context.actor, here.id, services=services.coach)


def measure_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal measure uptime 99.2`: a reading; without one, where the measures stand."""
    if not rest:
        return triggers.list_measures(context.actor, here.id, services=services.coach)
    measurement = read_measurement(rest, context.actor.locale, context.actor.today)
    if measurement is None:
        return Puzzled(command="deal", typed=echo(f"measure {rest}"), example=EXAMPLE)
    return triggers.record_reading(
        context.actor,
        here.id,
        measurement,
        typed=echo(rest),
        once=context.once,
        services=services.coach,
    )


def list_checkins(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Past and coming check-ins."""
    return checkins.list_checkins(context.actor, ref.deal, services=services.coach)


def list_measures(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Where the measures stand."""
    return triggers.list_measures(context.actor, ref.deal, services=services.coach)


def _open_settling_form(state: CheckInState) -> Click:
    """The button that opens the form for a check-in that was held, moved or skipped."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        # A button's key may be forged; a number that no check-in has is refused like a settled one.
        no = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 9 else 0
        found = checkins.preview_settling(context.actor, ref.deal, no, services=services.coach)
        return FormOpened(forms.settle_view(found, state), instead=True)

    return click


def _settle_checkin(state: CheckInState) -> Submission:
    """What the form for a check-in that was held, moved or skipped says."""

    def submit(services: SlackServices, context: RequestContext, view: Element) -> Answer:
        filled = forms.FORMS[state].read(view)
        report = forms.read_report(filled, state, context)
        deal = DealId(filled.metadata.deal)
        if report.next_owner is not None:
            next_owner = {forms.NEXT_OWNER.name: report.next_owner}
            require_participants(services, context, deal, next_owner)
        return checkins.settle_checkin(
            context.actor,
            deal,
            filled.metadata.move,
            report,
            version=filled.metadata.version,
            once=filled.metadata.once,
            services=services.coach,
        )

    return submit


def open_reading_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a reading; where there is no measure to read, the measures there are."""
    found = triggers.list_measures(context.actor, ref.deal, services=services.coach)
    if not found.states:
        return found
    at = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 4 else None
    return FormOpened(forms.reading_view(found, context.actor.locale, at), instead=True)


def record_reading(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the form for a reading says."""
    deal = DealId(parse_metadata(view.get("private_metadata") or "").deal)
    known = triggers.list_measures(context.actor, deal, services=services.coach)
    filled = forms.reading_form(context.actor.locale).read(view)
    return triggers.record_reading(
        context.actor,
        deal,
        forms.read_reading(filled, known, context),
        once=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={
        "checkins": checkins_command,
        "check-ins": checkins_command,
        "qbr": checkins_command,
        "measure": measure_command,
        "measures": measure_command,
    },
    clicks={
        "checkin.list": list_checkins,
        "checkin.held": _open_settling_form(CheckInState.HELD),
        "checkin.moved": _open_settling_form(CheckInState.MOVED),
        "checkin.skipped": _open_settling_form(CheckInState.SKIPPED),
        "measure.list": list_measures,
        "measure.form": open_reading_form,
    },
    submissions={
        "checkin.held": _settle_checkin(CheckInState.HELD),
        "checkin.moved": _settle_checkin(CheckInState.MOVED),
        "checkin.skipped": _settle_checkin(CheckInState.SKIPPED),
        "measure.record": record_reading,
    },
)
