"""The rhythm: its overview, its steps and forms, its one page, and who is reminded."""

from bot.coach import rhythms
from bot.coach.answers.rhythms import Rhythmic
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.rhythms import LISTS, RhythmStep
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms import rhythms as forms
from bot.slack.forms.form import Forged, NotFilled, parse_metadata
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices

NOT_IN_DEAL = "Please choose somebody who takes part in this deal."


def rhythm(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal rhythm`: the rhythm step by step; `/deal rhythm page` all of it on one page."""
    if not rest:
        return rhythms.show_rhythm(context.actor, here.id, services=services.coach)
    word = services.renderer.catalogue(context.actor.locale).command(
        rest.split(maxsplit=1)[0].casefold()
    )
    if word == "page":
        return rhythms.show_rhythm_page(context.actor, here.id, services=services.coach)
    if word in set(RhythmStep):
        return rhythms.show_rhythm_step(
            context.actor, here.id, RhythmStep(word), services=services.coach
        )
    return Puzzled(command="deal", typed=echo(f"rhythm {rest}"), example="/deal rhythm page")


def show(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The rhythm step by step."""
    return rhythms.show_rhythm(context.actor, ref.deal, services=services.coach)


def page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The rhythm on one page."""
    return rhythms.show_rhythm_page(context.actor, ref.deal, services=services.coach)


def copy_page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The page where it can be marked and copied."""
    found = rhythms.show_rhythm_page(context.actor, ref.deal, services=services.coach)
    said = services.renderer.plain(found, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(said))


def step(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """One step: its form where it is one, or has no entries yet; else its entries."""
    chosen = _step(ref.key)
    found = rhythms.rhythm_for_form(context.actor, ref.deal, services=services.coach)
    if not isinstance(found, Rhythmic):
        return found
    if chosen in LISTS and getattr(found.rhythm, chosen.value):
        return rhythms.show_rhythm_step(context.actor, ref.deal, chosen, services=services.coach)
    return FormOpened(forms.view_of(found, chosen, None, context.actor.locale), instead=True)


def _step(name: str) -> RhythmStep:
    return RhythmStep(name) if name in set(RhythmStep) else RhythmStep.CADENCE


def add(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form for a new entry of a step that is a list."""
    return _entry_form(services, context, ref, _step(ref.key), None)


def edit(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form for an entry of a step, which `measures:2` names."""
    name, _, at = ref.key.partition(":")
    return _entry_form(
        services, context, ref, _step(name), int(at) if at.isdecimal() and len(at) < 4 else None
    )


def _entry_form(
    services: SlackServices,
    context: RequestContext,
    ref: ButtonValue,
    chosen: RhythmStep,
    at: int | None,
) -> object:
    found = rhythms.rhythm_for_form(context.actor, ref.deal, services=services.coach)
    if not isinstance(found, Rhythmic):
        return found
    return FormOpened(forms.view_of(found, chosen, at, context.actor.locale), instead=True)


def remind(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Reminders by direct message: `on`, or off."""
    return rhythms.set_reminding(
        context.actor,
        ref.deal,
        on=ref.key == "on",
        zone=zone_of(services, context),
        services=services.coach,
    )


def zone_of(services: SlackServices, context: RequestContext) -> str:
    """Where the person is."""
    return services.directory.require_member(context.actor.team, context.actor.person).zone


def set_step(services: SlackServices, context: RequestContext, view: Element) -> object:
    """One step that is a form."""
    chosen = forms.step_of(parse_metadata(view.get("private_metadata") or ""))
    request = forms.filled_of(
        forms.form_of(chosen).read(view), context.actor, zone_of(services, context)
    )
    must_take_part(services, context, request.deal, forms.people_of(request.filled))
    return rhythms.set_rhythm_step(request, services=services.coach)


def must_take_part(
    services: SlackServices, context: RequestContext, deal: DealId, people: dict[str, PersonId]
) -> None:
    """Raises `NotFilled` at the question that names somebody from outside the deal, or no full member."""
    outside = rhythms.find_people_outside_deal(
        context.actor, deal, people.values(), services=services.coach
    )
    wrong = {name: NOT_IN_DEAL for name, person in people.items() if person in outside}
    for name, person in people.items():
        try:
            services.directory.require_member(context.actor.team, person)
        except Refusal:
            wrong[name] = NOT_IN_DEAL
    if wrong:
        raise NotFilled(wrong)


def put_entry(services: SlackServices, context: RequestContext, view: Element) -> object:
    """One entry of a step that is a list."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    chosen = forms.step_of(metadata)
    if chosen not in LISTS:
        raise Forged
    form = forms.entry(chosen, context.actor.locale, known=metadata.move > 0)
    return rhythms.put_rhythm_entry(
        forms.entry_of(form.read(view), context.actor), services=services.coach
    )


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"rhythm": rhythm}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "rhythm.show": show,
    "rhythm.page": page,
    "rhythm.copy": copy_page,
    "rhythm.step": step,
    "rhythm.add": add,
    "rhythm.edit": edit,
    "rhythm.remind": remind,
}
SUBMISSIONS: dict[str, Submission] = {"rhythm.step": set_step, "rhythm.entry": put_entry}
