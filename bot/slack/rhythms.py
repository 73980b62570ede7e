"""The rhythm: its overview, its steps and forms, its one page, and who is reminded."""

from collections.abc import Mapping

from bot.coach import rhythms
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.documents import DocumentKind
from bot.domain.ids import DealId, PersonId
from bot.domain.rhythms import LIST_STEPS, Rhythm, RhythmStep
from bot.language.cadences import read_cadence
from bot.language.exports import read_form
from bot.slack import documents
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, read_key_number
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms import rhythm_entries
from bot.slack.forms import rhythms as forms
from bot.slack.forms.form import Forged, NotFilled, parse_metadata
from bot.slack.forms.preferences import NO_SUCH_COUNTRY
from bot.slack.forms.trades import copy_view
from bot.slack.preferences import require_known_country
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo, split_word
from bot.slack.services import SlackServices
from bot.translations import N_

NOT_IN_DEAL = N_("Please choose somebody who takes part in this deal.")


def rhythm_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal rhythm`: the rhythm step by step; `/deal rhythm page` all of it on one page, `/deal rhythm pdf` as a
    file; `/deal rhythm every second Tuesday` says how often people meet."""
    if not rest:
        return rhythms.show_rhythm(context.actor, here.id, services=services.coach)
    form = read_form(rest)
    if form is not None:
        return documents.request(services, context, here.id, DocumentKind.RHYTHM, form)
    word, after = split_word(context, rest)
    if word == "page":
        return rhythms.show_rhythm_page(context.actor, here.id, services=services.coach)
    is_cadence = word == RhythmStep.CADENCE
    cadence = read_cadence(
        after if is_cadence else rest, locale=context.actor.locale, today=context.actor.today
    )
    if cadence is not None:
        return rhythms.set_typed_cadence(
            context.actor,
            here.id,
            cadence,
            zone=_zone_of(services, context),
            once=context.once,
            services=services.coach,
        )
    if word in set(RhythmStep) and not (is_cadence and after):
        step = RhythmStep(word)
        return rhythms.show_rhythm_step(context.actor, here.id, step, services=services.coach)
    return Puzzled(
        command="deal", typed=echo(f"rhythm {rest}"), example="/deal rhythm every second Tuesday"
    )


def show_rhythm(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The rhythm step by step."""
    return rhythms.show_rhythm(context.actor, ref.deal, services=services.coach)


def show_page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The rhythm on one page."""
    return rhythms.show_rhythm_page(context.actor, ref.deal, services=services.coach)


def copy_page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The page where it can be marked and copied."""
    page = rhythms.show_rhythm_page(context.actor, ref.deal, services=services.coach)
    text = services.renderer.plain(page, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(text))


def show_step(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One step: its form where it is one, or has no entries yet; else its entries."""
    step = _step_named(ref.key)
    found = rhythms.rhythm_for_form(context.actor, ref.deal, services=services.coach)
    if step in LIST_STEPS and getattr(found.rhythm, step.value):
        return rhythms.show_rhythm_step(context.actor, ref.deal, step, services=services.coach)
    return FormOpened(forms.step_view(found, step, None, context.actor.locale), instead=True)


def _step_named(name: str) -> RhythmStep:
    return RhythmStep(name) if name in set(RhythmStep) else RhythmStep.CADENCE


def add_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a new entry of a step that is a list."""
    return _open_entry_form(services, context, ref, _step_named(ref.key), None)


def edit_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for an entry of a step, which `measures:2` names."""
    name, _, at = ref.key.partition(":")
    return _open_entry_form(services, context, ref, _step_named(name), read_key_number(at))


def _open_entry_form(
    services: SlackServices,
    context: RequestContext,
    ref: ButtonValue,
    step: RhythmStep,
    at: int | None,
) -> Answer:
    found = rhythms.rhythm_for_form(context.actor, ref.deal, services=services.coach)
    return FormOpened(forms.step_view(found, step, at, context.actor.locale), instead=True)


def set_reminding(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Reminders by direct message: `on`, or off."""
    return rhythms.set_reminding(
        context.actor,
        ref.deal,
        on=ref.key == "on",
        zone=_zone_of(services, context),
        services=services.coach,
    )


def _zone_of(services: SlackServices, context: RequestContext) -> str:
    return services.directory.require_member(context.actor.team, context.actor.person).zone


def set_step(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """One step that is a form."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    step = forms.step_of(metadata)
    if step in LIST_STEPS:
        raise Forged
    filled = forms.read_step(forms.step_form(step).read(view), step)
    deal = DealId(metadata.deal)
    require_participants(services, context, deal, forms.people_by_field(filled))
    if step is RhythmStep.CADENCE:
        _require_country(services, filled)
    return rhythms.set_rhythm_step(
        context.actor,
        deal,
        step,
        filled,
        zone=_zone_of(services, context),
        version=metadata.version,
        once=metadata.once,
        services=services.coach,
    )


def _require_country(services: SlackServices, filled: Rhythm) -> None:
    if filled.country:
        require_known_country(
            services, filled.country, field=forms.COUNTRY.name, why=NO_SUCH_COUNTRY
        )


def require_participants(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    people: Mapping[str, PersonId],
) -> None:
    """Raises `NotFilled` at each question that names somebody from outside the deal, or no full member."""
    outside = rhythms.find_people_outside_deal(
        context.actor, deal, people.values(), services=services.coach
    )
    errors = {name: NOT_IN_DEAL for name, person in people.items() if person in outside}
    for name, person in people.items():
        try:
            services.directory.require_member(context.actor.team, person)
        except Refusal:
            errors[name] = NOT_IN_DEAL
    if errors:
        raise NotFilled(errors)


def put_entry(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """One entry of a step that is a list."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    step, locale = forms.step_of(metadata), context.actor.locale
    if step not in LIST_STEPS:
        raise Forged
    is_known = metadata.move > 0
    filled = rhythm_entries.entry_form(step, locale, known=is_known).read(view)
    return rhythms.put_rhythm_entry(
        context.actor,
        DealId(metadata.deal),
        step,
        rhythm_entries.read_entry(filled, step, locale),
        at=metadata.move - 1 if is_known else None,
        version=metadata.version,
        once=metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={"rhythm": rhythm_command},
    clicks={
        "rhythm.show": show_rhythm,
        "rhythm.page": show_page,
        "rhythm.copy": copy_page,
        "rhythm.step": show_step,
        "rhythm.add": add_entry,
        "rhythm.edit": edit_entry,
        "rhythm.remind": set_reminding,
    },
    submissions={"rhythm.step": set_step, "rhythm.entry": put_entry},
)
