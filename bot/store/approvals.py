"""Gives that wait for somebody's yes, and the rules that say which do."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.domain.approvals import ApprovalRules, ApprovalState, GiveApproval
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, delete_oldest, equal_given
from bot.store.tables import approval_rules, give_approvals

RULES = RowCodec(ApprovalRules, approval_rules, packed="body")
APPROVAL = RowCodec(GiveApproval, give_approvals, packed="body")
FIND_RULES = ReadStatement[Row](select(*RULES.columns).where(equal_given(approval_rules, "team")))
RULE_ROWS = VersionedRows(approval_rules)
APPROVAL_ROWS = VersionedRows(give_approvals)
FIND_APPROVAL = ReadStatement[Row](
    select(*APPROVAL.columns).where(equal_given(give_approvals, "team", "id"))
)
_IS_WAITING = give_approvals.c.state == ApprovalState.WAITING.value
_IN_ORDER = (give_approvals.c.at, give_approvals.c.id)
LIST_IN_DEAL = ReadStatement[Row](
    select(*APPROVAL.columns)
    .where(equal_given(give_approvals, "team", "deal"), _IS_WAITING)
    .order_by(*_IN_ORDER)
)
LIST_ALL_IN_DEAL = ReadStatement[Row](
    select(*APPROVAL.columns)
    .where(equal_given(give_approvals, "team", "deal"))
    .order_by(*_IN_ORDER)
)
LIST_IN_TEAM = ReadStatement[Row](
    select(*APPROVAL.columns)
    .where(equal_given(give_approvals, "team"), _IS_WAITING)
    .order_by(*_IN_ORDER)
)
LIST_OF_ALL = ReadStatement[Row](
    select(give_approvals.c.team, *APPROVAL.columns)
    .where(_IS_WAITING)
    .order_by(give_approvals.c.team, *_IN_ORDER)
)
DELETE_DECIDED = delete_oldest(
    give_approvals,
    give_approvals.c.at,
    give_approvals.c.state != ApprovalState.WAITING.value,
)


class SqlApprovals(Repository):
    """Implements `ApprovalRepository`."""

    __slots__ = ()

    def find_rules(self, team: TeamId) -> ApprovalRules | None:
        rows = self._session.read_all(FIND_RULES, team=team)
        return RULES.load_first(rows)

    def save_rules(self, rules: ApprovalRules) -> None:
        RULE_ROWS.save_row(self._session, rules.version, RULES.dump(rules))

    def find(self, team: TeamId, approval: str) -> GiveApproval | None:
        rows = self._session.read_all(FIND_APPROVAL, team=team, id=approval)
        return APPROVAL.load_first(rows)

    def save(self, team: TeamId, approval: GiveApproval) -> None:
        row = {"team": team, **APPROVAL.dump(approval)}
        APPROVAL_ROWS.save_row(self._session, approval.version, row)

    def list_waiting_in_deal(self, team: TeamId, deal: DealId) -> Sequence[GiveApproval]:
        return APPROVAL.load_all(self._session.read_all(LIST_IN_DEAL, team=team, deal=deal))

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[GiveApproval]:
        return APPROVAL.load_all(self._session.read_all(LIST_ALL_IN_DEAL, team=team, deal=deal))

    def list_waiting(self, team: TeamId) -> Sequence[GiveApproval]:
        return APPROVAL.load_all(self._session.read_all(LIST_IN_TEAM, team=team))

    def list_all_waiting(self) -> Sequence[tuple[TeamId, GiveApproval]]:
        rows = self._session.read_all(LIST_OF_ALL)
        return [(TeamId(str(team)), APPROVAL.load(tuple(row))) for team, *row in rows]

    def delete_decided_before(self, at: datetime, most: int) -> int:
        return self._session.write(DELETE_DECIDED, before=format_moment(at), most=most)
