"""Sample answers about the audit of a workspace."""

from datetime import UTC, datetime, timedelta

from bot.coach.answers.audit import (
    AuditLine,
    AuditLinked,
    AuditNotSent,
    AuditPromised,
    AuditSent,
    AuditShown,
)
from bot.coach.answers.documents import NotSentReason
from bot.domain.audit import COACH, OPERATOR, AuditAct, AuditKind, AuditWanted
from bot.domain.erasure import make_erased_id
from bot.domain.ids import DealId
from bot.playground.samples.acme import ANA, BEN, DEAL, TODAY

AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
OTHER = DealId("0198c2f4a7")
EVERYTHING = AuditWanted()


def _line(act: AuditAct, detail: str = "", **fields: object) -> AuditLine:
    return AuditLine(at=AT, act=act, detail=detail, **{"person": ANA, **fields})  # type: ignore[arg-type] # by name


IN_DEAL = {"deal_id": DEAL.id, "deal_name": DEAL.name}
ELSEWHERE = {"deal_id": OTHER}
PAGES = (
    (
        _line(AuditAct.PLAN_ASKED, **IN_DEAL),
        _line(AuditAct.PLAN_WEIGHED, "accept", **IN_DEAL),
        _line(AuditAct.PLAN_WEIGHED, "brief", **IN_DEAL),
        _line(AuditAct.DOCUMENT, "ledger.xlsx", **ELSEWHERE),
        _line(AuditAct.OWN_DATA),
        _line(AuditAct.DATA_OF, whom=BEN),
        _line(AuditAct.SHARED, "channel", **IN_DEAL),
        _line(AuditAct.SHARED, "canvas", **IN_DEAL),
        _line(AuditAct.WORKSPACE_SET, "leads,learning"),
        _line(AuditAct.DATA_SET, "closed_months"),
        _line(AuditAct.HOLD_SET),
        _line(AuditAct.HOLD_ENDED),
        _line(AuditAct.APPROVALS_SET, "amount"),
    ),
    (
        _line(AuditAct.DEAL_SET, **IN_DEAL),
        _line(AuditAct.DEAL_UNLOCKED, **IN_DEAL),
        _line(AuditAct.ADMIN_NAMED, whom=BEN),
        _line(AuditAct.ADMIN_ENDED, whom=BEN),
        _line(AuditAct.ROLE_GIVEN, "co-owner", whom=BEN, **IN_DEAL),
        _line(AuditAct.ROLE_GIVEN, "nobody", whom=BEN, **IN_DEAL),
        _line(AuditAct.OWNER_CHANGED, whom=BEN, **ELSEWHERE),
        _line(AuditAct.LEAD_NAMED, whom=BEN, **IN_DEAL),
        _line(AuditAct.LEAD_ENDED, whom=BEN, **IN_DEAL),
        _line(AuditAct.CHANNEL_ADDED, whom="C0ACME", **IN_DEAL),
        _line(AuditAct.CHANNEL_REMOVED, whom="C0ACME", **IN_DEAL),
    ),
    (
        _line(AuditAct.APPROVER_ANSWERED, "yes"),
        _line(AuditAct.APPROVER_ANSWERED, "no"),
        _line(AuditAct.APPROVAL_DECIDED, "approved", **IN_DEAL),
        _line(AuditAct.APPROVAL_DECIDED, "declined", **IN_DEAL),
        _line(AuditAct.APPROVAL_DECIDED, "withdrawn", **IN_DEAL),
        _line(AuditAct.APPROVAL_DECIDED, "said", **IN_DEAL),
        _line(AuditAct.APPROVAL_DECIDED, "changed", **IN_DEAL),
        _line(AuditAct.APPROVAL_REOPENED, **IN_DEAL),
        _line(AuditAct.PERSON_ERASED, whom=make_erased_id("1A")),
        _line(AuditAct.NAME_ERASED, "workspace"),
        _line(AuditAct.DEAL_DELETED, "by_age", person=COACH, **ELSEWHERE),
        _line(AuditAct.DEAL_DELETED, "by_owner", person=COACH, **ELSEWHERE),
    ),
    (
        _line(AuditAct.ROLES_FOR_AUTHORS),
        _line(AuditAct.NAMES_FOR_AUTHORS),
        _line(AuditAct.INSTALLED),
        _line(AuditAct.INSTALLED, "again"),
        _line(AuditAct.UNINSTALLED, person=COACH),
        _line(AuditAct.TEAM_GRANTED, person=COACH, whom="T0EUROPE"),
        _line(AuditAct.TEAM_REVOKED, person=COACH, whom="T0EUROPE"),
        _line(AuditAct.AUDIT_READ),
        _line(AuditAct.AUDIT_EXPORTED),
        _line(AuditAct.COMMAND, "export", person=OPERATOR, **IN_DEAL),
    ),
)
SHOWN = AuditShown(lines=PAGES[0], wanted=EVERYTHING, key="...", page=1, has_older=True, months=24)
SAMPLES: list[tuple[str, object]] = [
    ("audit, first page", SHOWN),
    (
        "audit, second page",
        AuditShown(lines=PAGES[1], wanted=EVERYTHING, key="...", page=2, has_older=True, months=24),
    ),
    (
        "audit, third page",
        AuditShown(lines=PAGES[2], wanted=EVERYTHING, key="...", page=3, has_older=True, months=1),
    ),
    (
        "audit, last page under a legal hold",
        AuditShown(
            lines=PAGES[3],
            wanted=EVERYTHING,
            key="...",
            page=4,
            has_older=False,
            months=24,
            legal_hold=True,
        ),
    ),
    *(
        (
            f"audit, nothing of one kind: {kind}",
            AuditShown(
                lines=(),
                wanted=AuditWanted(
                    kind=kind, person=BEN, since=TODAY - timedelta(days=30), until=TODAY
                ),
                key=f"{kind.value}..",
                page=1,
                has_older=False,
                months=24,
            ),
        )
        for kind in AuditKind
    ),
    ("audit promised", AuditPromised()),
    ("audit sent", AuditSent(wanted=EVERYTHING)),
    ("audit linked", AuditLinked(url="https://giveget.acme.test/documents?en#key.signature")),
    *(
        (f"audit not sent, {why}", AuditNotSent(why=why, reference="ab12cd"))
        for why in NotSentReason
    ),
]
