"""The form for the baseline and the should-cost of a purchase."""

from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.answers.savings import SavingShown
from bot.coach.requests.savings import SetPurchase
from bot.domain.ids import DealId
from bot.domain.worth import Figure
from bot.slack.blocks import Block
from bot.slack.forms.fields import Read
from bot.slack.forms.figures import money_in, typed_worth
from bot.slack.forms.form import Filled, Form, FormMetadata


def baseline_field(locale: str) -> Read[Figure]:
    """What it cost before."""
    return Read(
        name="baseline",
        label="Baseline",
        hint="What it cost before, or would cost without the negotiation, such as 1.2m.",
        optional=True,
        reader=money_in(locale),
        writer=typed_worth,
    )


def should_cost_field(locale: str) -> Read[Figure]:
    """What it should cost."""
    return Read(
        name="should_cost",
        label="Should-cost",
        hint="What it should cost by what goes into it. Private, as all of the plan.",
        optional=True,
        reader=money_in(locale),
        writer=typed_worth,
    )


def purchase_form(locale: str) -> Form:
    """The form."""
    return Form(
        route="saving.set",
        title="Baseline and should-cost",
        submit="Save",
        fields=(baseline_field(locale), should_cost_field(locale)),
    )


def purchase_view(known: SavingShown | None, deal: DealId, locale: str) -> Block:
    """The form with what is known."""
    baseline = known.baseline if known else None
    should_cost = known.should_cost if known else None
    starts = (
        baseline_field(locale).starts(baseline),
        should_cost_field(locale).starts(should_cost),
    )
    return purchase_form(locale).view(FormMetadata(once=uuid4().hex, deal=deal), starts)


def purchase_of(filled: Filled, actor: Actor) -> SetPurchase:
    """What the form says."""
    return SetPurchase(
        by=actor,
        deal=DealId(filled.metadata.deal),
        baseline=filled.get(baseline_field(actor.locale)),
        should_cost=filled.get(should_cost_field(actor.locale)),
        whole=True,
        once=filled.metadata.once,
    )
