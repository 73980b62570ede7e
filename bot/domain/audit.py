"""Who did what that a workspace has to account for: a closed list of acts, with ids and words of ours alone.

What people write never gets in here: `AuditRow` takes ids and words of a few letters, and raises
`UnfitForAudit` for anything that could be a sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import DealId, PersonId

DEFAULT_AUDIT_MONTHS = 24
SHORT_AUDIT_MONTHS = 3
"""The longest that acts are kept where people are shown as roles."""
LONGEST_AUDIT_MONTHS = 120

OPERATOR = PersonId("operator")
"""Whoever acts by the command line: no one of the workspace."""
COACH = PersonId("coach")
"""What happens by itself, because its time has come."""

_ID = re.compile(r"[\w-]{0,64}")
_WORDS_OF_OURS = re.compile(r"[a-z0-9_.,-]{0,300}")


class UnfitForAudit(ValueError):
    """An audit row takes ids and words of a closed list alone."""


class AuditKind(StrEnum):
    """What acts are about; an admin looks for one of them."""

    PLANS = "plans"
    EXPORTS = "exports"
    SETTINGS = "settings"
    ROLES = "roles"
    APPROVALS = "approvals"
    ERASURES = "erasures"
    INSTALLATIONS = "installations"
    AUDIT = "audit"
    """The audit itself was read or exported."""
    OPERATOR = "operator"


class AuditAct(StrEnum):
    """What was done."""

    PLAN_ASKED = "plan_asked"
    """Somebody asked to see the private plan of a deal. Written whether or not there is one, and whether or not they
    may see it, since whoever reads the audit may not learn that either."""
    PLAN_WEIGHED = "plan_weighed"
    """Somebody asked for a brief, or whether to accept something: to those who may see the private plan the answer says
    what it holds. Written for everybody who asks, as above."""
    DOCUMENT = "document"
    OWN_DATA = "own_data"
    DATA_OF = "data_of"
    SHARED = "shared"
    WORKSPACE_SET = "workspace_set"
    DATA_SET = "data_set"
    HOLD_SET = "hold_set"
    HOLD_ENDED = "hold_ended"
    ROLES_FOR_AUTHORS = "roles_for_authors"
    NAMES_FOR_AUTHORS = "names_for_authors"
    APPROVALS_SET = "approvals_set"
    DEAL_SET = "deal_set"
    DEAL_UNLOCKED = "deal_unlocked"
    ADMIN_NAMED = "admin_named"
    ADMIN_ENDED = "admin_ended"
    ROLE_GIVEN = "role_given"
    OWNER_CHANGED = "owner_changed"
    LEAD_NAMED = "lead_named"
    LEAD_ENDED = "lead_ended"
    CHANNEL_ADDED = "channel_added"
    CHANNEL_REMOVED = "channel_removed"
    APPROVER_ANSWERED = "approver_answered"
    APPROVAL_DECIDED = "approval_decided"
    APPROVAL_REOPENED = "approval_reopened"
    PERSON_ERASED = "person_erased"
    NAME_ERASED = "name_erased"
    DEAL_DELETED = "deal_deleted"
    INSTALLED = "installed"
    UNINSTALLED = "uninstalled"
    TEAM_GRANTED = "team_granted"
    TEAM_REVOKED = "team_revoked"
    AUDIT_READ = "audit_read"
    AUDIT_EXPORTED = "audit_exported"
    COMMAND = "command"
    """A command of the command line, whose name is the detail."""


_OF_KIND: Mapping[AuditKind, tuple[AuditAct, ...]] = {
    AuditKind.PLANS: (AuditAct.PLAN_ASKED, AuditAct.PLAN_WEIGHED),
    AuditKind.EXPORTS: (
        AuditAct.DOCUMENT,
        AuditAct.OWN_DATA,
        AuditAct.DATA_OF,
        AuditAct.SHARED,
    ),
    AuditKind.SETTINGS: (
        AuditAct.WORKSPACE_SET,
        AuditAct.DATA_SET,
        AuditAct.HOLD_SET,
        AuditAct.HOLD_ENDED,
        AuditAct.ROLES_FOR_AUTHORS,
        AuditAct.NAMES_FOR_AUTHORS,
        AuditAct.APPROVALS_SET,
        AuditAct.DEAL_SET,
        AuditAct.DEAL_UNLOCKED,
    ),
    AuditKind.ROLES: (
        AuditAct.ADMIN_NAMED,
        AuditAct.ADMIN_ENDED,
        AuditAct.ROLE_GIVEN,
        AuditAct.OWNER_CHANGED,
        AuditAct.LEAD_NAMED,
        AuditAct.LEAD_ENDED,
        AuditAct.CHANNEL_ADDED,
        AuditAct.CHANNEL_REMOVED,
    ),
    AuditKind.APPROVALS: (
        AuditAct.APPROVER_ANSWERED,
        AuditAct.APPROVAL_DECIDED,
        AuditAct.APPROVAL_REOPENED,
    ),
    AuditKind.ERASURES: (
        AuditAct.PERSON_ERASED,
        AuditAct.NAME_ERASED,
        AuditAct.DEAL_DELETED,
    ),
    AuditKind.INSTALLATIONS: (
        AuditAct.INSTALLED,
        AuditAct.UNINSTALLED,
        AuditAct.TEAM_GRANTED,
        AuditAct.TEAM_REVOKED,
    ),
    AuditKind.AUDIT: (AuditAct.AUDIT_READ, AuditAct.AUDIT_EXPORTED),
    AuditKind.OPERATOR: (AuditAct.COMMAND,),
}
KINDS: Mapping[AuditAct, AuditKind] = {act: kind for kind, acts in _OF_KIND.items() for act in acts}
"""What each act is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One act: who did it when, in which deal and about whom. `detail` is words of ours, such as the kind of a
    document, the role that was given, or the names of the settings that changed. Raises `UnfitForAudit` where
    anything else would get in."""

    id: str
    at: datetime
    person: PersonId
    act: AuditAct
    deal_id: DealId | None = None
    whom: str = ""
    detail: str = ""

    def __post_init__(self) -> None:
        ids = (self.id, self.person, self.deal_id or "", self.whom)
        if not all(_ID.fullmatch(each) for each in ids):
            raise UnfitForAudit
        if not _WORDS_OF_OURS.fullmatch(self.detail):
            raise UnfitForAudit

    @property
    def kind(self) -> AuditKind:
        """What the act is about."""
        return KINDS[self.act]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which acts somebody looks for: those of a kind, by a person or about them, from a moment on and before
    another."""

    kind: AuditKind | None = None
    person: PersonId | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWanted:
    """The same as somebody says it: whole days, the last one included."""

    kind: AuditKind | None = None
    person: PersonId | None = None
    since: date | None = None
    until: date | None = None
