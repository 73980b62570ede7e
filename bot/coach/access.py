"""Who may do what in a deal. Denied when unsure."""

from enum import StrEnum

from bot.coach.answers import RefusalReason
from bot.coach.ports import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.requests import Actor
from bot.domain.deals import Deal, Role


class Need(StrEnum):
    """What a request wants to do."""

    READ = "read"
    RECORD = "record"
    SHARE = "share"
    SET = "set"


MAY = {
    Role.OWNER: frozenset(Need),
    Role.MEMBER: frozenset({Need.READ, Need.RECORD, Need.SHARE}),
    Role.SCRIBE: frozenset({Need.READ, Need.RECORD}),
    Role.VIEWER: frozenset({Need.READ}),
    Role.NOBODY: frozenset[Need](),
}


def role_of(work: UnitOfWork, by: Actor, deal: Deal, role: Role | None) -> Role:
    """The person's role. Whoever acts in one of the deal's channels is a member of the deal from then on."""
    if role is not None:
        return role
    if by.channel is None or by.channel not in work.deals.list_channels(by.team, deal.id):
        return Role.NOBODY
    return Role.MEMBER


def check_allowed(deal: Deal, role: Role, need: Need, typed: str = "") -> None:
    """Raises `Refused` where the role may not do that. In a locked deal people may look, and its owner unlock it."""
    if need not in MAY[role]:
        raise Refused(
            why=RefusalReason.NOT_IN_DEAL if role is Role.NOBODY else RefusalReason.MAY_NOT,
            deal=None,
            typed=typed,
        )
    if deal.locked and need in (Need.RECORD, Need.SHARE):
        raise Refused(why=RefusalReason.LOCKED, deal=deal, typed=typed)
