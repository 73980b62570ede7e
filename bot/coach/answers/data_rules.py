"""What is said about a workspace's data, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import Answer
from bot.domain.data_rules import DataRules


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRulesSettable:
    """What an admin decided so far, for somebody who may change it."""

    rules: DataRules


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRulesSet(Answer):
    """What holds from now on. So many closed deals are old enough by that, none of which is deleted before
    `first_day`."""

    rules: DataRules
    old_deals: int
    first_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyShown(Answer):
    """What is stored, who sees it and for how long. `seals_plans` is whether private plans are sealed with a key;
    `support` and `privacy` are where people turn to, where the operator said so."""

    rules: DataRules
    is_admin: bool
    seals_plans: bool
    support: str = ""
    privacy: str = ""
