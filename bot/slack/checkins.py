"""Check-ins and measures: what is planned, what became of it, what was read."""

from bot.coach import checkins, measure_definitions, triggers
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.checkins import CheckInAhead, CheckInAsked, NoCheckInWaits
from bot.coach.refusals import Refused
from bot.domain.checkins import CheckInState
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.levels import LevelOutOfBounds
from bot.language.clean import clean_text
from bot.language.holds import read_new_day
from bot.language.measure_definitions import (
    DefinitionFlaw,
    MeasureRead,
    read_measure_definition,
)
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import checkins as forms
from bot.slack.forms.form import parse_metadata
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.rhythms import require_participants
from bot.slack.routing import Click, Routes, Submission, echo, record_rest, split_word
from bot.slack.services import SlackServices

CHECKINS_EXAMPLE = "/deal checkins held on plan, one question left"
REPORTED = {
    "held": CheckInState.HELD,
    "moved": CheckInState.MOVED,
    "skipped": CheckInState.SKIPPED,
}
"""What may be typed after `/deal checkins`."""
REOPENING = frozenset({"reopen", "undo"})
"""The same, for taking back what was said of the last one."""


def checkins_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal checkins`: past and coming ones; `/deal checkins held on plan` says what became of the one that waits."""
    if not rest:
        return checkins.list_checkins(context.actor, here.id, services=services.coach)
    word, text = split_word(context, rest)
    if word in REOPENING and not text:
        no = checkins.find_last_settled(context.actor, here.id, services=services.coach)
        if not no:
            raise Refused(why=RefusalReason.NO_CHECK_IN_TO_OPEN, deal=here)
        return checkins.reopen_checkin(
            context.actor, here.id, no, once=context.once, services=services.coach
        )
    state = REPORTED.get(word)
    if state is None:
        typed = echo(f"checkins {rest}")
        return Puzzled(command="deal", typed=typed, example=CHECKINS_EXAMPLE)
    return _report_typed(services, context, here, state, clean_text(text))


def _report_typed(
    services: SlackServices, context: RequestContext, here: Deal, state: CheckInState, text: str
) -> Answer:
    """Settles the check-in that waits. Where several wait, or something is missing, its form opens with what was
    typed."""
    actor, coach = context.actor, services.coach
    waiting = checkins.list_waiting_check_ins(actor, here.id, services=coach)
    if not waiting:
        return NoCheckInWaits(deal=here, today=actor.today)
    if len(waiting) > 1 and state is not CheckInState.MOVED:
        found = checkins.preview_settling_several(actor, here.id, services=coach)
        if not isinstance(found, NoCheckInWaits):
            words = services.renderer.words(actor.locale, actor.today)
            view = forms.settle_several_view(found, words, state, text)
            return FormOpened(view, instead=True)
    checkin = waiting[0]
    if state is CheckInState.HELD and checkin.day > actor.today:
        return CheckInAhead(deal=here, today=actor.today, checkin=checkin)
    day = None
    if state is CheckInState.MOVED:
        day = read_new_day(text, locale=actor.locale, today=actor.today)
    if day is None and (state is CheckInState.MOVED or not text):
        known = checkins.preview_settling(actor, here.id, checkin.no, services=coach)
        return FormOpened(forms.settle_view(known, state, text), instead=True)
    report = checkins.CheckInReport(
        state=state,
        outcome=text if state is CheckInState.HELD else "",
        why=text if state is CheckInState.SKIPPED else "",
        moved_to=day,
    )
    return checkins.settle_checkin(
        actor,
        here.id,
        checkin.no,
        report,
        version=checkin.version,
        once=context.once,
        services=coach,
    )


def measure_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal measure uptime 99.2`: a reading; `/deal measure uptime at least 99.5% monthly`: what is measured; without
    anything, where the measures stand."""
    if not rest:
        return triggers.list_measures(context.actor, here.id, services=services.coach)
    try:
        definition = read_measure_definition(rest, locale=context.actor.locale)
    except LevelOutOfBounds:
        definition = MeasureRead(flaw=DefinitionFlaw.OUT_OF_BOUNDS)
    if definition is not None and definition.removes and not definition.name:
        return triggers.ask_what_to_remove(
            context.actor, here.id, typed=echo(rest), services=services.coach
        )
    if definition is not None:
        return measure_definitions.define_measure(
            context.actor,
            here.id,
            definition,
            typed=echo(rest),
            once=context.once,
            services=services.coach,
        )
    return record_rest(triggers.record_typed_reading, services, context, here, rest)


def list_checkins(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Past and coming check-ins."""
    return checkins.list_checkins(context.actor, ref.deal, services=services.coach)


def _checkin_number(ref: ButtonValue) -> int:
    """The check-in that a button is about; a number that no check-in has is refused like a settled one."""
    return ref.number or 0


def show_agenda(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What to speak of in a check-in."""
    no = _checkin_number(ref)
    return checkins.show_agenda(context.actor, ref.deal, no, services=services.coach)


def list_measures(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Where the measures stand."""
    return triggers.list_measures(context.actor, ref.deal, services=services.coach)


def _open_settling_form(state: CheckInState) -> Click:
    """The button that opens the form for a check-in that was held, moved or skipped."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        no = _checkin_number(ref)
        found = checkins.preview_settling(context.actor, ref.deal, no, services=services.coach)
        if state is CheckInState.HELD and found.checkin.day > context.actor.today:
            return CheckInAhead(deal=found.deal, today=found.today, checkin=found.checkin)
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


def ask_about_check_in(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """What became of a check-in that waits in Home: held, moved or skipped."""
    no = _checkin_number(ref)
    found = checkins.preview_settling(context.actor, ref.deal, no, services=services.coach)
    return CheckInAsked(deal=found.deal, today=found.today, checkin=found.checkin)


def open_several_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form about all check-ins that nobody reported on."""
    found = checkins.preview_settling_several(context.actor, ref.deal, services=services.coach)
    if isinstance(found, NoCheckInWaits):
        return found
    words = services.renderer.words(context.actor.locale, context.actor.today)
    return FormOpened(forms.settle_several_view(found, words), instead=True)


def settle_several(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the form about several check-ins says."""
    filled = forms.SEVERAL_FORM.read(view)
    numbers, report = forms.read_several(filled)
    deal = DealId(filled.metadata.deal)
    if report.next_owner is not None:
        require_participants(services, context, deal, {forms.NEXT_OWNER.name: report.next_owner})
    return checkins.settle_checkins(
        context.actor,
        deal,
        numbers,
        report,
        once=filled.metadata.once,
        services=services.coach,
    )


def open_reading_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a reading; where there is no measure to read, the measures there are."""
    found = triggers.list_measures(context.actor, ref.deal, services=services.coach)
    if not found.names:
        return found
    return FormOpened(forms.reading_view(found, context.actor.locale, ref.number), instead=True)


def reopen_checkin(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was said of a check-in is taken back."""
    return checkins.reopen_checkin(
        context.actor, ref.deal, ref.number or 0, once=context.once, services=services.coach
    )


def restore_reading(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A reading that was taken away counts again."""
    return triggers.restore_reading(
        context.actor, ref.deal, ref.number or 0, once=context.once, services=services.coach
    )


def open_correcting_form(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """The form that corrects a reading, or takes it away."""
    found = triggers.preview_correction(
        context.actor, ref.deal, ref.number or 0, services=services.coach
    )
    return FormOpened(forms.correcting_view(found, context.actor.locale), instead=True)


def correct_reading(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the form that corrects a reading says."""
    filled = forms.correcting_form(context.actor.locale).read(view)
    return triggers.correct_reading(
        context.actor,
        DealId(filled.metadata.deal),
        filled.metadata.move,
        forms.read_correction(filled, context.actor.locale),
        once=filled.metadata.once,
        services=services.coach,
    )


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
        "checkin": checkins_command,
        "check-in": checkins_command,
        "checkins": checkins_command,
        "check-ins": checkins_command,
        "qbr": checkins_command,
        "measure": measure_command,
        "measures": measure_command,
        "reading": measure_command,
        "readings": measure_command,
    },
    clicks={
        "checkin.list": list_checkins,
        "checkin.agenda": show_agenda,
        "checkin.held": _open_settling_form(CheckInState.HELD),
        "checkin.moved": _open_settling_form(CheckInState.MOVED),
        "checkin.skipped": _open_settling_form(CheckInState.SKIPPED),
        "checkin.several": open_several_form,
        "checkin.reopen": reopen_checkin,
        "checkin.waiting": ask_about_check_in,
        "measure.list": list_measures,
        "measure.form": open_reading_form,
        "measure.fix": open_correcting_form,
        "measure.put_back": restore_reading,
    },
    submissions={
        "checkin.held": _settle_checkin(CheckInState.HELD),
        "checkin.moved": _settle_checkin(CheckInState.MOVED),
        "checkin.skipped": _settle_checkin(CheckInState.SKIPPED),
        "checkin.several": settle_several,
        "measure.record": record_reading,
        "measure.fix": correct_reading,
    },
)
