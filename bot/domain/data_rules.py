"""How long a workspace's data stays: closed deals by their age, and everything once Giveget is taken out of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.audit import DEFAULT_AUDIT_MONTHS, SHORT_AUDIT_MONTHS
from bot.domain.ids import TeamId

DEFAULT_GRACE_DAYS = 30
LONGEST_GRACE_DAYS = 365
DEFAULT_HIRING_MONTHS = 6
"""Applications are kept for as long as somebody may claim to have been treated unfairly, and no longer."""
LONGEST_MONTHS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRules:
    """What an admin decided about a workspace's data, and since when Giveget is uninstalled there.

    `grace_days` after the uninstall all rows of the workspace are deleted, unless a `legal_hold` stands. A reinstall
    before then brings everything back.

    `closed_months` after its end a closed deal is deleted, `hiring_months` after it one about hiring; 0 keeps it. What
    the audit holds is deleted `audit_months` after it was done.

    With `authors_as_roles`, for works councils, everybody is a role in what others read, deals have no leads, nothing
    is measured over several people, and the audit is kept for a short time at most.
    """

    team: TeamId
    grace_days: int = DEFAULT_GRACE_DAYS
    legal_hold: bool = False
    closed_months: int = 0
    hiring_months: int = DEFAULT_HIRING_MONTHS
    audit_months: int = DEFAULT_AUDIT_MONTHS
    authors_as_roles: bool = False
    uninstalled_at: datetime | None = None
    version: int = 0

    @property
    def kept_audit_months(self) -> int:
        """For how many months the audit is kept, as other rules let it."""
        if self.authors_as_roles:
            return min(self.audit_months, SHORT_AUDIT_MONTHS)
        return self.audit_months

    @property
    def purge_at(self) -> datetime | None:
        """When everything is deleted; None where Giveget is installed or a hold stands."""
        if self.uninstalled_at is None or self.legal_hold:
            return None
        return self.uninstalled_at + timedelta(days=self.grace_days)
