"""The forms around what is said: a draft to read, a deal's style, three questions about a get."""

from uuid import uuid4

from bot.domain.deals import Deal
from bot.domain.moves import Move
from bot.domain.replies import Emptiness
from bot.domain.styles import Aim, Phrasing
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, Option, Text
from bot.slack.forms.form import Filled, Form, FormMetadata
from bot.slack.markup import quote_typed

DRAFT = Text(
    name="draft",
    label="What would you say?",
    placeholder="We can do 10% off",
    lines=True,
    longest=1000,
    hint="Nothing is sent or recorded.",
)
SAY = Form(route="say.read", title="Before it is said", submit="Read it", fields=(DRAFT,))

AIM = ChoiceField(
    name="aim",
    label="What matters more in this deal?",
    options=(
        Option(
            value=Aim.RELATIONSHIP,
            label="The relationship",
            description="We will deal with each other for years",
        ),
        Option(
            value=Aim.TRANSACTION,
            label="This transaction",
            description="What counts is what is agreed now",
        ),
    ),
)
PHRASING = ChoiceField(
    name="phrasing",
    label="How should things be put to them?",
    options=(
        Option(value=Phrasing.DIRECT, label="Straight", description="We need a 24-month term"),
        Option(
            value=Phrasing.INDIRECT,
            label="Roundabout",
            description="We were hoping for a 24-month term",
        ),
    ),
)
MODEL = Text(
    name="model",
    label="What behaviour do we show first?",
    placeholder="We answer within a day and say what we cannot do",
    hint="People tend to return what they are shown.",
    optional=True,
    longest=200,
)
STYLE = Form(
    route="style.set", title="Style of the deal", submit="Save", fields=(AIM, PHRASING, MODEL)
)

YES, NO = "yes", "no"
YES_OR_NO = (Option(value=YES, label="Yes"), Option(value=NO, label="No"))
QUESTIONS = {
    Emptiness.UNWANTED: ChoiceField(name="wanted", label="Do we want it?", options=YES_OR_NO),
    Emptiness.FREE: ChoiceField(
        name="costly", label="Did it cost them anything?", options=YES_OR_NO
    ),
    Emptiness.ASKED_BACK: ChoiceField(
        name="kept",
        label="Have they left it with us?",
        hint="No, where they asked for it back before.",
        options=YES_OR_NO,
    ),
}
JUDGE = Form(route="get.judge", title="Test a get", submit="See", fields=tuple(QUESTIONS.values()))


def say_view(deal: Deal, draft: str = "") -> Block:
    """The form for a draft sentence."""
    starts = [DRAFT.starts(draft)] if draft else ()
    return SAY.view(FormMetadata(once=uuid4().hex, deal=deal.id), starts)


def style_view(deal: Deal) -> Block:
    """The form for a deal's style, with what is set now."""
    style = deal.style
    starts = [AIM.starts(style.aim), PHRASING.starts(style.phrasing), MODEL.starts(style.model)]
    return STYLE.view(FormMetadata(once=uuid4().hex, deal=deal.id, version=deal.version), starts)


def judge_view(get: Move, deal: Deal) -> Block:
    """Three questions about a get."""
    intro = kit.section_block(quote_typed(f"#{get.no} {get.what}"))
    return JUDGE.view(FormMetadata(once=uuid4().hex, deal=deal.id, move=get.no), intro=[intro])


def read_emptiness(filled: Filled) -> frozenset[Emptiness]:
    """Why a get moves little: each of its questions that was answered with no."""
    return frozenset(
        reason for reason, question in QUESTIONS.items() if filled.need(question) == NO
    )
