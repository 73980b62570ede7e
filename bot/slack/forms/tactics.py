"""The form that asks whether give and get suit a deal."""

from uuid import uuid4

from bot.domain.deals import Deal
from bot.domain.styles import Unsuited
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, Option
from bot.slack.forms.form import Filled, Form, FormMetadata

YES, NO = "yes", "no"
NO_OR_YES = (Option(value=NO, label="No"), Option(value=YES, label="Yes"))
QUESTIONS = {
    Unsuited.COMMODITY: ChoiceField(
        name=Unsuited.COMMODITY.value,
        label="Is it bought once, the same from everybody?",
        hint="No dealings afterwards, nothing to deliver together.",
        options=NO_OR_YES,
    ),
    Unsuited.RIGID: ChoiceField(
        name=Unsuited.RIGID.value,
        label="Does a procedure fix what may be traded?",
        hint="A tender, sealed bids, fixed criteria, a rate card by law.",
        options=NO_OR_YES,
    ),
    Unsuited.ONE_WAY: ChoiceField(
        name=Unsuited.ONE_WAY.value,
        label="Are they known to take and return nothing?",
        hint="From earlier deals of ours, not from hearsay.",
        options=NO_OR_YES,
    ),
    Unsuited.PRICE_ONLY: ChoiceField(
        name=Unsuited.PRICE_ONLY.value,
        label="Is there nothing to trade but the price?",
        hint="No term, volume, payment, scope, service or reference.",
        options=NO_OR_YES,
    ),
}
SUITS = Form(
    route="suits.judge", title="Does this suit?", submit="See", fields=tuple(QUESTIONS.values())
)


def suits_view(deal: Deal) -> Block:
    """The questions, with what was answered before; no where nothing was."""
    starts = []
    for doubt, question in QUESTIONS.items():
        starts.append(question.starts(YES if doubt in deal.style.doubts else NO))
    return SUITS.view(FormMetadata(once=uuid4().hex, deal=deal.id), starts)


def read_doubts(filled: Filled) -> frozenset[Unsuited]:
    """What speaks against coaching the deal."""
    return frozenset(doubt for doubt, question in QUESTIONS.items() if filled.need(question) == YES)
