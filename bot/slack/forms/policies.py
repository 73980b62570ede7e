"""What a policy asks for, in a deal's settings and in the workspace's: which rules speak up, and from where on."""

from collections.abc import Mapping
from decimal import Decimal

from bot.domain.policy import Policy
from bot.domain.rules import RULES
from bot.slack.forms.fields import Checks, Option, Read, Start
from bot.slack.forms.figures import read_count, read_share, typed_share
from bot.slack.forms.form import Filled


def spoken(rule: str) -> str:
    """A rule's id as people read it."""
    return rule.replace("_", " ").capitalize()


SPEAKING = Checks(
    name="speaking",
    label="Rules that speak up by themselves",
    hint="The others wait in the ledger's review.",
    optional=True,
    options=tuple(Option(value=rule.id, label=spoken(rule.id)) for rule in RULES),
)


def _share(name: str, label: str) -> Read[Decimal]:
    return Read(name=name, label=label, reader=read_share, writer=typed_share, longest=8)


def _count(name: str, label: str) -> Read[int]:
    return Read(name=name, label=label, reader=read_count, writer=str, longest=4)


SHARES = (
    _share("small_share", "A first give is saved at once below (% of the deal)"),
    _share("drip_share", "A give counts as small up to (% of the deal)"),
    _share("early_share", "Much, soon: more than this before the first get (% of the deal)"),
    _share("walk_away_share", "The walk-away is near from (% of the room used)"),
    _share("step_tolerance", "Steps on an issue count as even up to (% of the earlier one)"),
)
COUNTS = (
    _count("open_days", "An open give is pointed out after (working days)"),
    _count("drip_days", "Small gives are a drip within (days)"),
    _count("drip_gives", "Small gives are a drip from (gives)"),
    _count("early_days", "The first days are watched for (days)"),
    _count("shared_get", "One get for many gives from (gives)"),
    _count("asks_after", "Asking is suggested after (gives)"),
    _count("stalled_days", "An ask without a day is stalled after (working days)"),
    _count("unwritten_days", "A promised get is pointed out after (working days)"),
    _count("price_gives", "Only price is pointed out from (gives in a row)"),
    _count("long_months", "A commitment is long from (months)"),
    _count("one_way_gives", "The approach is questioned after (gives with nothing back)"),
)
LIMITS = (*SHARES, *COUNTS)
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
