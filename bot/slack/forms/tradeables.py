"""The form for a thing that can be asked for."""

from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.requests.tradeables import SaveTradeable
from bot.domain.deals import Deal
from bot.domain.our_parts import ACROSS
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.worth import Worth
from bot.language.tradeables import LONGEST_WHAT
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, Option, Read, Text
from bot.slack.forms.figures import AMOUNT, amount_in, typed_worth
from bot.slack.forms.form import Filled, Form, FormMetadata

WHAT = Text(
    name="what",
    label="What is it?",
    placeholder="extended warranty",
    hint="As a thing, so that a sentence can name it.",
    longest=LONGEST_WHAT,
)
WHO = ChoiceField(
    name="who",
    label="Who gives it?",
    options=(
        Option(value="they", label="They do, and we can ask for it"),
        Option(value="we", label="We do, and they can ask for it"),
    ),
)


def _figure(name: str, label: str, locale: str) -> Read[Worth]:
    return Read(
        name=name,
        label=label,
        hint=AMOUNT,
        optional=True,
        reader=amount_in(locale),
        writer=typed_worth,
    )


def cost_field(locale: str) -> Read[Worth]:
    """What it costs who gives it."""
    return _figure("cost", "What does it cost whoever gives it?", locale)


def worth_field(locale: str) -> Read[Worth]:
    """What it is worth to who asks for it."""
    return _figure("worth", "What is it worth to whoever gets it?", locale)


def tradeable_form(locale: str) -> Form:
    """The form for one thing."""
    return Form(
        route="tradeable.save",
        title="What can be asked for",
        submit="Save",
        fields=(WHAT, WHO, cost_field(locale), worth_field(locale)),
    )


def tradeable_view(deal: Deal, locale: str, known: OwnTradeable | None = None) -> Block:
    """The form, with what is known of a thing filled in."""
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, aim=known.id if known else "")
    if known is None:
        return tradeable_form(locale).view(metadata, (WHO.starts("they"),))
    starts = (
        WHAT.starts(known.what),
        WHO.starts("they" if known.side is deal.side else "we"),
        cost_field(locale).starts(known.cost),
        worth_field(locale).starts(known.worth),
    )
    return tradeable_form(locale).view(metadata, starts)


def tradeable_of(filled: Filled, deal: Deal, actor: Actor) -> SaveTradeable:
    """What the form says."""
    is_ours = filled.need(WHO) == "we"
    side = ACROSS.get(deal.side, deal.side) if is_ours else deal.side
    return SaveTradeable(
        by=actor,
        deal=deal.id,
        what=filled.need(WHAT),
        side=side,
        cost=filled.get(cost_field(actor.locale)),
        worth=filled.get(worth_field(actor.locale)),
        id=filled.metadata.aim,
        once=filled.metadata.once,
    )
