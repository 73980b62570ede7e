"""Check-ins and measures: what is planned, what became of it, what was read."""

from bot.coach import checkins, triggers
from bot.coach.answers.checkins import MeasuresListed, Settling
from bot.coach.requests.checkins import RecordReading
from bot.domain.checkins import CheckInState
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.measured import read_measured
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.forms import checkins as forms
from bot.slack.forms.form import read_ticket
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.rhythms import must_take_part
from bot.slack.where import Where

EXAMPLE = "/deal measure uptime 99.2"


def listed(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal checkins`: past and coming ones."""
    return checkins.listed(where.actor, here.id, desk=bench.desk)


def measure(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal measure uptime 99.2`: a reading; without one, where the measures stand."""
    if not rest:
        return triggers.listed(where.actor, here.id, desk=bench.desk)
    read = read_measured(rest, where.actor.locale, where.actor.today)
    if read is None:
        return Puzzled(command="deal", typed=echo(f"measure {rest}"), example=EXAMPLE)
    request = RecordReading(
        by=where.actor,
        deal=here.id,
        measure=read.name,
        value=read.value,
        on=read.on,
        typed=echo(rest),
        once=where.once,
    )
    return triggers.record_reading(request, desk=bench.desk)


def list_checkins(bench: Bench, where: Where, ref: Ref) -> object:
    """Past and coming check-ins."""
    return checkins.listed(where.actor, ref.deal, desk=bench.desk)


def list_measures(bench: Bench, where: Where, ref: Ref) -> object:
    """Where the measures stand."""
    return triggers.listed(where.actor, ref.deal, desk=bench.desk)


def _settle_form(state: CheckInState) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        no = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 9 else 0
        found = checkins.settling(where.actor, ref.deal, no, desk=bench.desk)
        return (
            FormOpened(forms.settle_view(found, state), instead=True)
            if isinstance(found, Settling)
            else found
        )

    return route


def _settle(state: CheckInState) -> Submission:
    def route(bench: Bench, where: Where, view: Element) -> object:
        request = forms.settled_of(forms.FORMS[state].read(view), where.actor, state)
        if request.next_owner is not None:
            must_take_part(bench, where, request.deal, {forms.NEXT_OWNER.name: request.next_owner})
        return checkins.settle(request, desk=bench.desk)

    return route


def reading_form(bench: Bench, where: Where, ref: Ref) -> object:
    """The form for a reading."""
    found = triggers.listed(where.actor, ref.deal, desk=bench.desk)
    if not isinstance(found, MeasuresListed) or not found.states:
        return found
    at = int(ref.key) if ref.key.isdecimal() and len(ref.key) < 4 else None
    return FormOpened(forms.reading_view(found, where.actor.locale, at), instead=True)


def record_reading(bench: Bench, where: Where, view: Element) -> object:
    """What the form for a reading says."""
    deal = DealId(read_ticket(view.get("private_metadata") or "").deal)
    known = triggers.listed(where.actor, deal, desk=bench.desk)
    if not isinstance(known, MeasuresListed):
        return known
    filled = forms.reading(where.actor.locale).read(view)
    return triggers.record_reading(forms.reading_of(filled, where.actor, known), desk=bench.desk)


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
