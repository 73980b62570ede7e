"""The forms about approvals: which gives wait and who approves them, and what an approver says with a no."""

from typing import Any
from uuid import uuid4

from bot.coach.answers.approvals import ApprovalRulesSettable
from bot.domain.approvals import GiveKind, OtherAmount
from bot.domain.deals import Side
from bot.domain.worth import Figure
from bot.slack.blocks import Block
from bot.slack.forms.fields import Checks, Field, Option, People, Read, Text
from bot.slack.forms.figures import money_in, read_share, typed_share, typed_worth
from bot.slack.forms.form import Filled, Form, FormMetadata
from bot.translations import N_

MOST_APPROVERS = 5
SHARE = Read(
    name="share",
    label="Or above this share of its deal",
    hint="Such as 5 %. Deals whose size nobody said have no share.",
    optional=True,
    reader=read_share,
    writer=typed_share,
    longest=12,
)
KINDS = Checks(
    name="kinds",
    label="Whatever they cost",
    optional=True,
    options=(
        Option(value=GiveKind.PRICE, label="Anything about the price"),
        Option(value=GiveKind.GOODWILL, label="Goodwill: given on purpose for nothing"),
        Option(value=GiveKind.UNFIGURED, label="Gives whose cost nobody can tell"),
    ),
)
SIDES = Checks(
    name="sides",
    label="In which deals",
    hint="None chosen: in all of them.",
    optional=True,
    options=(
        Option(value=Side.SELLING, label="Selling"),
        Option(value=Side.BUYING, label="Buying"),
        Option(value=Side.PARTNERING, label="Partnering"),
        Option(value=Side.HIRING, label="Hiring"),
    ),
)
SPARED = Checks(
    name="spared",
    label="Who needs no approval",
    hint="Nobody approves a give of their own, in any case.",
    optional=True,
    options=(Option(value="owners", label="Owners and co-owners of the deal"),),
)
APPROVERS = People(
    name="approvers",
    label="Who approves",
    hint="In this order, each is asked once whether they will. The next one is asked where one is away.",
    optional=True,
    most=MOST_APPROVERS,
)


def _money(name: str, label: str, locale: str, *, hint: str = "") -> Read[Figure]:
    return Read(
        name=name,
        label=label,
        hint=hint,
        optional=True,
        reader=money_in(locale),
        writer=typed_worth,
        longest=30,
    )


def amount_field(locale: str) -> Read[Figure]:
    """The cost above which a give waits."""
    return _money(
        "amount",
        "A give waits above this cost",
        locale,
        hint="Such as 5,000 EUR. Where every limit here is left empty, nothing waits.",
    )


def unanswered_field(locale: str) -> Read[Figure]:
    """The sum without a return above which a give waits."""
    return _money("unanswered", "Or where a deal's sum with nothing back would pass", locale)


OTHER_LABELS: dict[Side | None, str] = {
    Side.SELLING: N_("Instead, where we sell"),
    Side.BUYING: N_("Instead, where we buy"),
    Side.PARTNERING: N_("Instead, where we partner"),
    Side.HIRING: N_("Instead, where we hire"),
    None: N_("Instead, for those who do not own the deal"),
}
"""The costs that count in the place of the first one: for deals of a side, and for members and scribes."""


def other_amount_fields(locale: str) -> dict[Side | None, Read[Figure]]:
    """The fields for those costs, by side."""
    return {
        side: _money(
            f"amount_{side.value if side is not None else 'members'}",
            label,
            locale,
            hint="It counts before the one for the side." if side is None else "",
        )
        for side, label in OTHER_LABELS.items()
    }


def read_other_amounts(filled: Filled, locale: str) -> tuple[OtherAmount, ...]:
    """The costs that were filled in there."""
    found: list[OtherAmount] = []
    for side, field in other_amount_fields(locale).items():
        amount = filled.find(field)
        if amount is not None:
            found.append(OtherAmount(amount=amount, side=side))
    return tuple(found)


def rules_form(locale: str) -> Form:
    """The form of the rules, for who reads and writes amounts as in that locale."""
    fields: tuple[Field[Any], ...] = (
        amount_field(locale),
        *other_amount_fields(locale).values(),
        SHARE,
        unanswered_field(locale),
        KINDS,
        SIDES,
        SPARED,
        APPROVERS,
    )
    return Form(route="approval.rules", title="Approvals", submit="Save", fields=fields)


def rules_view(found: ApprovalRulesSettable, locale: str) -> Block:
    """The form, with what holds now."""
    rules = found.rules
    metadata = FormMetadata(once=uuid4().hex, version=rules.version)
    spared = frozenset({"owners"} if rules.spares_owners else ())
    people = tuple(each.person for each in rules.approvers)
    others = {other.side: other.amount for other in rules.others}
    starts = [
        amount_field(locale).starts(rules.amount),
        *(field.starts(others.get(side)) for side, field in other_amount_fields(locale).items()),
        SHARE.starts(rules.share),
        unanswered_field(locale).starts(rules.unanswered),
        KINDS.starts(frozenset(rules.kinds)),
        SIDES.starts(frozenset(rules.sides)),
        SPARED.starts(spared),
        APPROVERS.starts(people or None),
    ]
    return rules_form(locale).view(metadata, starts)


def read_spared(filled: Filled) -> bool:
    """Whether owners and co-owners need no approval."""
    return "owners" in (filled.find(SPARED) or ())


RETURN = Text(
    name="said",
    label="Only in return for",
    hint="Its author reads it, and can give it for that at a press.",
    longest=150,
    placeholder="24-month term",
)
WHY_NOT = Text(name="said", label="A word for its author", optional=True, longest=300, lines=True)
TRADE = Form(route="approval.trade", title="Trade instead", submit="Send", fields=(RETURN,))
DECLINE = Form(route="approval.decline", title="Decline", submit="Decline", fields=(WHY_NOT,))


def decline_view(approval: str, *, trade: bool) -> Block:
    """The form that says no, or not without a return."""
    form = TRADE if trade else DECLINE
    return form.view(FormMetadata(once=uuid4().hex, aim=approval), [])
