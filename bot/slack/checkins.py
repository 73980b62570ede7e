"""Check-ins and measures: what is planned, what became of it, what was read."""

from bot.coach import checkins, triggers
from bot.coach.answers.checkins import MeasuresListed, Settling
from bot.coach.requests.checkins import RecordReading
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
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices

EXAMPLE = "/deal measure uptime 99.2"


def listed(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal checkins`: past and coming ones."""
    return checkins.list_checkins(context.actor, here.id, services=services.coach)


def measure(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal measure uptime 99.2`: a reading; without one, where the measures stand."""
    if not rest:
        return triggers.list_measures(context.actor, here.id, services=services.coach)
    read = read_measurement(rest, context.actor.locale, context.actor.today)
    if read is None:
        return Puzzled(command="deal", typed=echo(f"measure {rest}"), example=EXAMPLE)
    request = RecordReading(
        by=context.actor,
        deal=here.id,
        measure=read.name,
        value=read.value,
        on=read.on,
        typed=echo(rest),
        once=context.once,
    )
    return triggers.record_reading(request, services=services.coach)


def list_checkins(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Past and coming check-ins."""
    return checkins.list_checkins(context.actor, ref.deal, services=services.coach)


def list_measures(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Where the measures stand."""
    return triggers.list_measures(context.actor, ref.deal, services=services.coach)


def _settle_form(state: CheckInState) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        no = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 9 else 0
        found = checkins.preview_settling(context.actor, ref.deal, no, services=services.coach)
        return (
            FormOpened(forms.settle_view(found, state), instead=True)
            if isinstance(found, Settling)
            else found
        )

    return route


def _settle(state: CheckInState) -> Submission:
    def route(services: SlackServices, context: RequestContext, view: Element) -> object:
        request = forms.settled_of(forms.FORMS[state].read(view), context.actor, state)
        if request.next_owner is not None:
            require_participants(
                services, context, request.deal, {forms.NEXT_OWNER.name: request.next_owner}
            )
        return checkins.settle_checkin(request, services=services.coach)

    return route


def reading_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form for a reading."""
    found = triggers.list_measures(context.actor, ref.deal, services=services.coach)
    if not isinstance(found, MeasuresListed) or not found.states:
        return found
    at = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 4 else None
    return FormOpened(forms.reading_view(found, context.actor.locale, at), instead=True)


def record_reading(services: SlackServices, context: RequestContext, view: Element) -> object:
    """What the form for a reading says."""
    deal = DealId(parse_metadata(view.get("private_metadata") or "").deal)
    known = triggers.list_measures(context.actor, deal, services=services.coach)
    if not isinstance(known, MeasuresListed):
        return known
    filled = forms.reading(context.actor.locale).read(view)
    return triggers.record_reading(
        forms.reading_of(filled, context.actor, known), services=services.coach
    )


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {
    "checkins": listed,
    "check-ins": listed,
    "qbr": listed,
    "measure": measure,
    "measures": measure,
}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "checkin.list": list_checkins,
    "checkin.held": _settle_form(CheckInState.HELD),
    "checkin.moved": _settle_form(CheckInState.MOVED),
    "checkin.skipped": _settle_form(CheckInState.SKIPPED),
    "measure.list": list_measures,
    "measure.form": reading_form,
}
SUBMISSIONS: dict[str, Submission] = {
    "checkin.held": _settle(CheckInState.HELD),
    "checkin.moved": _settle(CheckInState.MOVED),
    "checkin.skipped": _settle(CheckInState.SKIPPED),
    "measure.record": record_reading,
}
