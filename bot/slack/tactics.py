"""Cards and playbooks: found by name, by phase, by situation; what to do when stuck; whether the coach suits a deal."""

from bot.coach import cards, playbooks, stuck, suitability
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.stuck import Happening, Matter
from bot.language.phases import read_phase
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.tactics import SUITS, read_doubts, suits_view
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo, split_first_word
from bot.slack.services import SlackServices

LONGEST_NAME = 120
"""How much of a text is looked up among the cards."""


def card_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach card split the difference`, or a situation; a phase or nothing lists them."""
    if not rest or read_phase(rest) is not None:
        return cards_command(services, context, here, rest)
    text = echo(rest)[:LONGEST_NAME]
    return cards.find_card(context.actor, here.id, text, services=services.coach)


def cards_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach cards`, `/coach cards middle`, `/coach cards 2`; anything else is a card's name."""
    word, more = split_first_word(rest)
    phase = read_phase(word)
    if rest and phase is None and not word.isdecimal():
        return card_command(services, context, here, rest)
    page = _read_page(more if phase else word)
    return cards.list_cards(context.actor, here.id, phase=phase, page=page, services=services.coach)


def _read_page(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def playbook_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach playbook`, `/coach playbook close`."""
    phase = read_phase(rest)
    if rest and phase is None:
        return Puzzled(
            command="coach", typed=echo(f"playbook {rest}"), example="/coach playbook close"
        )
    return playbooks.show_playbook(context.actor, here.id, phase, services=services.coach)


def stuck_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach stuck`: two questions, then three cards."""
    return stuck.ask_stuck(context.actor, here.id, services=services.coach)


def suits_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach suits`: whether give and get suit this deal."""
    return _open_suits_form(services, context, here.id)


def _open_suits_form(services: SlackServices, context: RequestContext, deal: DealId) -> FormOpened:
    found = suitability.find_deal_to_judge(context.actor, deal, services=services.coach)
    return FormOpened(suits_view(found))


def show_card(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A card from its button."""
    return cards.show_card(context.actor, ref.deal, ref.key, services=services.coach)


def copy_card(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A card's sentence where it can be marked and copied."""
    found = cards.copy_card_sentence(context.actor, ref.deal, ref.key, services=services.coach)
    text = services.renderer.plain(found, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(text))


def page_cards(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A page of the cards; the key is its number, after the name of a phase where one is listed: `middle:2`."""
    phase, _, page = ref.key.rpartition(":")
    return cards.list_cards(
        context.actor,
        ref.deal,
        phase=read_phase(phase),
        page=_read_page(page),
        services=services.coach,
    )


def show_playbook(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A phase of the playbook from its button; without one the phase the ledger looks like."""
    phase = read_phase(ref.key)
    return playbooks.show_playbook(context.actor, ref.deal, phase, services=services.coach)


def answer_happening(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The first question is answered; the second follows."""
    if ref.key not in set(Happening):
        raise Refused(why=RefusalReason.CHANGED)
    happening = Happening(ref.key)
    return stuck.ask_stuck(context.actor, ref.deal, happening, services=services.coach)


def answer_matter(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Both questions are answered; the key holds both answers."""
    happening, _, matter = ref.key.partition(":")
    if happening not in set(Happening) or matter not in set(Matter):
        raise Refused(why=RefusalReason.CHANGED)
    return stuck.advise_stuck(
        context.actor, ref.deal, Happening(happening), Matter(matter), services=services.coach
    )


def ask_stuck_again(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The first question once more, or from another message."""
    return stuck.ask_stuck(context.actor, ref.deal, services=services.coach)


def open_suits_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The questions whether give and get suit the deal."""
    return _open_suits_form(services, context, ref.deal)


def judge_suitability(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What was said about whether they suit."""
    filled = SUITS.read(view)
    return suitability.judge_suitability(
        context.actor,
        DealId(filled.metadata.deal),
        read_doubts(filled),
        once=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    coach_words={
        "card": card_command,
        "cards": cards_command,
        "playbook": playbook_command,
        "stuck": stuck_command,
        "suits": suits_command,
    },
    clicks={
        "card.show": show_card,
        "card.copy": copy_card,
        "card.page": page_cards,
        "playbook.show": show_playbook,
        "stuck.happening": answer_happening,
        "stuck.matters": answer_matter,
        "stuck.again": ask_stuck_again,
        "suits.form": open_suits_form,
    },
    submissions={"suits.judge": judge_suitability},
)
