"""What a policy asks for, in a deal's settings and in the workspace's: which rules speak up, and from where on."""

from collections.abc import Mapping
from decimal import Decimal

from bot.domain.policy import THRESHOLDS, Policy, Threshold
from bot.domain.rules import RULES
from bot.slack.forms.fields import Checks, Option, Read, Start
from bot.slack.forms.figures import read_count, read_share, typed_share
from bot.slack.forms.form import Filled

SPEAKING = Checks(
    name="speaking",
    label="Rules that speak up by themselves",
    hint="The others wait in the ledger's review.",
    optional=True,
    options=tuple(Option(value=rule.id, label=rule.label) for rule in RULES),
)


def _share_field(threshold: Threshold) -> Read[Decimal]:
    return Read(
        name=threshold.field,
        label=threshold.label,
        reader=read_share,
        writer=typed_share,
        longest=8,
    )


def _count_field(threshold: Threshold) -> Read[int]:
    return Read(
        name=threshold.field, label=threshold.label, reader=read_count, writer=str, longest=4
    )


# Two tuples, because a share is read as a fraction and a count as a whole number; each keeps its type.
SHARES = tuple(_share_field(threshold) for threshold in THRESHOLDS if threshold.is_share)
COUNTS = tuple(_count_field(threshold) for threshold in THRESHOLDS if not threshold.is_share)
LIMITS: tuple[Read[Decimal] | Read[int], ...] = (*SHARES, *COUNTS)
"""Every threshold that people can set."""


def policy_starts(policy: Policy) -> list[Start]:
    """The fields of a policy, with what is set now."""
    limits = [field.starts(getattr(policy, field.name)) for field in LIMITS]
    return [SPEAKING.starts(policy.speaking), *limits]


def read_thresholds(filled: Filled) -> Mapping[str, Decimal | int]:
    """The thresholds that a form says, by the policy's name for them."""
    thresholds: dict[str, Decimal | int] = {}
    for share in SHARES:
        thresholds[share.name] = filled.need(share)
    for count in COUNTS:
        thresholds[count.name] = filled.need(count)
    return thresholds
