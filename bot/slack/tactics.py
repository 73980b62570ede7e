"""Cards and playbooks: found by name, by phase, by situation; what to do when stuck; whether the coach suits a deal."""

from bot.coach import cards, playbooks, stuck, suitability
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.requests.tactics import JudgeSuitability
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.phases import Phase
from bot.domain.stuck import Happening, Matter
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.tactics import SUITS, doubts_of, suits_view
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Click, Slash, Submission, Word, echo, words_of
from bot.slack.services import SlackServices

LONGEST_NAME = 120
"""How much of a text is looked up among the cards."""
PHASES = {
    **{phase.value: phase for phase in Phase},
    "vorbereiten": Phase.PREPARE, "vorbereitung": Phase.PREPARE, "preparation": Phase.PREPARE, "before": Phase.PREPARE,
    "eröffnen": Phase.OPEN, "eröffnung": Phase.OPEN, "opening": Phase.OPEN, "start": Phase.OPEN,
    "mitte": Phase.MIDDLE, "midgame": Phase.MIDDLE, "abschluss": Phase.CLOSE, "closing": Phase.CLOSE,
    "danach": Phase.AFTER, "nach": Phase.AFTER, "signed": Phase.AFTER,
}  # fmt: skip
"""Phases as people type them."""


def card(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach card split the difference`, or a situation; a phase or nothing lists them."""
    if not rest or rest.casefold() in PHASES:
        return list_cards(services, context, here, rest)
    return cards.find_card(
        context.actor, here.id, echo(rest)[:LONGEST_NAME], services=services.coach
    )


def list_cards(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach cards`, `/coach cards middle`, `/coach cards 2`."""
    word, more = words_of(rest)
    phase = PHASES.get(word)
    page = more if phase else word
    number = int(page) if page.isdecimal() and len(page) < 4 else 1
    if rest and phase is None and not word.isdecimal():
        return card(services, context, here, rest)
    return cards.list_cards(
        context.actor, here.id, phase=phase, page=number, services=services.coach
    )


def playbook(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach playbook`, `/coach playbook close`."""
    phase = PHASES.get(rest.casefold())
    if rest and phase is None:
        return Puzzled(
            command="coach", typed=echo(f"playbook {rest}"), example="/coach playbook close"
        )
    return playbooks.show_playbook(context.actor, here.id, phase, services=services.coach)


def ask_stuck(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach stuck`: two questions, then three cards."""
    return stuck.ask_stuck(context.actor, here.id, services=services.coach)


def suits(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach suits`: whether give and get suit this deal."""
    return _suits_form(services, context, here.id)


def _suits_form(services: SlackServices, context: RequestContext, deal: DealId) -> object:
    found = suitability.find_deal_to_judge(context.actor, deal, services=services.coach)
    return found if isinstance(found, NotDone) else FormOpened(suits_view(found))


def show_card(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A card from its button."""
    return cards.show_card(context.actor, ref.deal, ref.key, services=services.coach)


def copy_card(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A card's sentence where it can be marked and copied."""
    found = cards.copy_card_sentence(context.actor, ref.deal, ref.key, services=services.coach)
    if isinstance(found, NotDone):
        return found
    said = services.renderer.plain(found, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(said))


def page_cards(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A page of the cards, of one phase where its name stands before the number."""
    name, _, page = ref.key.rpartition(":")
    phase = PHASES.get(name)
    number = int(page) if page.isdecimal() and len(page) < 4 else 1
    return cards.list_cards(
        context.actor, ref.deal, phase=phase, page=number, services=services.coach
    )


def show_playbook(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A phase of the playbook from its button; without one the phase the ledger looks like."""
    return playbooks.show_playbook(
        context.actor, ref.deal, PHASES.get(ref.key), services=services.coach
    )


def happening(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The first question is answered; the second follows."""
    if ref.key not in set(Happening):
        return NotDone(why=RefusalReason.CHANGED)
    return stuck.ask_stuck(context.actor, ref.deal, Happening(ref.key), services=services.coach)


def matters(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Both questions are answered."""
    first, _, second = ref.key.partition(":")
    if first not in set(Happening) or second not in set(Matter):
        return NotDone(why=RefusalReason.CHANGED)
    return stuck.advise_stuck(
        context.actor, ref.deal, Happening(first), Matter(second), services=services.coach
    )


def stuck_again(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The first question once more, or from another message."""
    return stuck.ask_stuck(context.actor, ref.deal, services=services.coach)


def suits_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the questions whether give and get suit the deal."""
    return _suits_form(services, context, ref.deal)


def judge(services: SlackServices, context: RequestContext, view: Element) -> object:
    """What was said about whether they suit."""
    filled = SUITS.read(view)
    request = JudgeSuitability(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        doubts=doubts_of(filled),
        once=filled.metadata.once,
    )
    return suitability.judge_suitability(request, services=services.coach)


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {}
COACH_WORDS: dict[str, Word] = {
    "card": card,
    "cards": list_cards,
    "playbook": playbook,
    "stuck": ask_stuck,
    "suits": suits,
}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "card.show": show_card,
    "card.copy": copy_card,
    "card.page": page_cards,
    "playbook.show": show_playbook,
    "stuck.happening": happening,
    "stuck.matters": matters,
    "stuck.again": stuck_again,
    "suits.form": suits_form,
}
SUBMISSIONS: dict[str, Submission] = {"suits.judge": judge}
