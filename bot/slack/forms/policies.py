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


def _share(threshold: Threshold) -> Read[Decimal]:
    return Read(
        name=threshold.field,
        label=threshold.label,
        reader=read_share,
        writer=typed_share,
        longest=8,
    )


def _count(threshold: Threshold) -> Read[int]:
    return Read(
        name=threshold.field, label=threshold.label, reader=read_count, writer=str, longest=4
    )


SHARES = tuple(_share(threshold) for threshold in THRESHOLDS if threshold.is_share)
COUNTS = tuple(_count(threshold) for threshold in THRESHOLDS if not threshold.is_share)
LIMITS: tuple[Read[Decimal] | Read[int], ...] = (*SHARES, *COUNTS)
"""Every threshold that people can set."""


def policy_starts(policy: Policy) -> list[Start]:
    """What is set now."""
    return [
        SPEAKING.starts(policy.speaking),
        *(field.starts(getattr(policy, field.name)) for field in LIMITS),
    ]


def limits_of(filled: Filled) -> Mapping[str, Decimal | int]:
    """The thresholds that a form says, by name."""
    return {f.name: filled.need(f) for f in SHARES} | {f.name: filled.need(f) for f in COUNTS}
