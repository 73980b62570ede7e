"""The rhythm: its overview, its steps and forms, its one page, and who is reminded."""

from bot.coach import rhythms
from bot.coach.answers.rhythms import Rhythmic
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.rhythms import LISTS, RhythmStep
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.errors import Refusal
from bot.slack.forms import rhythms as forms
from bot.slack.forms.form import Forged, NotFilled, read_ticket
from bot.slack.forms.trades import copy_view
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.where import Where

NOT_IN_DEAL = "Please choose somebody who takes part in this deal."


def rhythm(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal rhythm`: the rhythm step by step; `/deal rhythm page` all of it on one page."""
    if not rest:
        return rhythms.show(where.actor, here.id, desk=bench.desk)
    word = bench.renderer.catalogue(where.actor.locale).command(
        rest.split(maxsplit=1)[0].casefold()
    )
    if word == "page":
        return rhythms.page(where.actor, here.id, desk=bench.desk)
    if word in set(RhythmStep):
        return rhythms.show_step(where.actor, here.id, RhythmStep(word), desk=bench.desk)
    return Puzzled(command="deal", typed=echo(f"rhythm {rest}"), example="/deal rhythm page")


def show(bench: Bench, where: Where, ref: Ref) -> object:
    """The rhythm step by step."""
    return rhythms.show(where.actor, ref.deal, desk=bench.desk)


def page(bench: Bench, where: Where, ref: Ref) -> object:
    """The rhythm on one page."""
    return rhythms.page(where.actor, ref.deal, desk=bench.desk)


def copy_page(bench: Bench, where: Where, ref: Ref) -> object:
    """The page where it can be marked and copied."""
    found = rhythms.page(where.actor, ref.deal, desk=bench.desk)
    said = bench.renderer.plain(found, locale=where.actor.locale, today=where.actor.today)
    return FormOpened(copy_view(said))


def step(bench: Bench, where: Where, ref: Ref) -> object:
    """One step: its form where it is one, or has no entries yet; else its entries."""
    chosen = _step(ref.key)
    found = rhythms.rhythmic(where.actor, ref.deal, desk=bench.desk)
    if not isinstance(found, Rhythmic):
        return found
    if chosen in LISTS and getattr(found.rhythm, chosen.value):
        return rhythms.show_step(where.actor, ref.deal, chosen, desk=bench.desk)
    return FormOpened(forms.view_of(found, chosen, None, where.actor.locale), instead=True)


def _step(name: str) -> RhythmStep:
    return RhythmStep(name) if name in set(RhythmStep) else RhythmStep.CADENCE


def add(bench: Bench, where: Where, ref: Ref) -> object:
    """The form for a new entry of a step that is a list."""
    return _entry_form(bench, where, ref, _step(ref.key), None)


def edit(bench: Bench, where: Where, ref: Ref) -> object:
    """The form for an entry of a step, which `measures:2` names."""
    name, _, at = ref.key.partition(":")
    return _entry_form(
        bench, where, ref, _step(name), int(at) if at.isdecimal() and len(at) < 4 else None
    )


def _entry_form(bench: Bench, where: Where, ref: Ref, chosen: RhythmStep, at: int | None) -> object:
    found = rhythms.rhythmic(where.actor, ref.deal, desk=bench.desk)
    if not isinstance(found, Rhythmic):
        return found
    return FormOpened(forms.view_of(found, chosen, at, where.actor.locale), instead=True)


def remind(bench: Bench, where: Where, ref: Ref) -> object:
    """Reminders by direct message: `on`, or off."""
    return rhythms.remind(
        where.actor, ref.deal, on=ref.key == "on", zone=zone_of(bench, where), desk=bench.desk
    )


def zone_of(bench: Bench, where: Where) -> str:
    """Where the person is."""
    return bench.directory.member(where.actor.team, where.actor.person).zone


def set_step(bench: Bench, where: Where, view: Element) -> object:
    """One step that is a form."""
    chosen = forms.step_of(read_ticket(view.get("private_metadata") or ""))
    request = forms.filled_of(forms.form_of(chosen).read(view), where.actor, zone_of(bench, where))
    must_take_part(bench, where, request.deal, forms.people_of(request.filled))
    return rhythms.set_step(request, desk=bench.desk)


def must_take_part(bench: Bench, where: Where, deal: str, people: dict[str, PersonId]) -> None:
    """Raises `NotFilled` at the question that names somebody from outside the deal, or no full member."""
    outside = rhythms.outside(where.actor, deal, people.values(), desk=bench.desk)  # type: ignore[arg-type] # a deal's id
    wrong = {name: NOT_IN_DEAL for name, person in people.items() if person in outside}
    for name, person in people.items():
        try:
            bench.directory.member(where.actor.team, person)
        except Refusal:
            wrong[name] = NOT_IN_DEAL
    if wrong:
        raise NotFilled(wrong)


def put_entry(bench: Bench, where: Where, view: Element) -> object:
    """One entry of a step that is a list."""
    ticket = read_ticket(view.get("private_metadata") or "")
    chosen = forms.step_of(ticket)
    if chosen not in LISTS:
        raise Forged
    form = forms.entry(chosen, where.actor.locale, known=ticket.move > 0)
    return rhythms.put_entry(forms.entry_of(form.read(view), where.actor), desk=bench.desk)


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
