"""Writes down who did what that a workspace has to account for: in the transaction in which it was done."""

from dataclasses import fields
from hashlib import sha256
from uuid import uuid4

from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Workspace
from bot.coach.services import Services
from bot.domain.approvals import ApprovalRules
from bot.domain.audit import AuditAct, AuditRow
from bot.domain.data_rules import DataRules
from bot.domain.ids import DealId, PersonId, TeamId

Settings = Workspace | DataRules | ApprovalRules

NOT_SETTINGS = frozenset({"team", "version", "uninstalled_at"})
"""Fields of what admins set that nobody sets."""


def note_act(
    services: Services,
    work: UnitOfWork,
    team: TeamId,
    person: PersonId,
    act: AuditAct,
    *,
    deal: DealId | None = None,
    whom: str = "",
    detail: str = "",
    once: str = "",
) -> None:
    """Adds one row to the audit. With the key of a request, the same act of that request is one row however often it
    is asked for. Raises `UnfitForAudit` where anything but ids and words of ours would get in."""
    work.audit.insert(
        team,
        AuditRow(
            id=_build_id(person, act, once) if once else uuid4().hex,
            at=services.clock.now(),
            person=person,
            act=act,
            deal_id=deal,
            whom=whom,
            detail=detail,
        ),
    )


def _build_id(person: PersonId, act: AuditAct, once: str) -> str:
    return sha256(f"{person}:{act}:{once}".encode()).hexdigest()[:32]


def list_changed_fields(before: Settings, after: Settings) -> str:
    """The names of the settings that changed, never what they were set to; empty where none did."""
    names = [each.name for each in fields(before) if each.name not in NOT_SETTINGS]
    return ",".join(name for name in names if getattr(before, name) != getattr(after, name))
