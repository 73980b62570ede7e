"""What admins decided about their workspace's data, and which workspaces Giveget was uninstalled from."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.domain.data_rules import DataRules
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import data_rules

RULES = RowCodec(DataRules, data_rules)
FIND_RULES = ReadStatement[Row](select(*RULES.columns).where(equal_given(data_rules, "team")))
LIST_UNINSTALLED = ReadStatement[Row](
    select(*RULES.columns).where(data_rules.c.uninstalled_at.is_not(None)).order_by("team")
)
RULE_ROWS = VersionedRows(data_rules)


class SqlDataRules(Repository):
    """Implements `DataRulesRepository`."""

    __slots__ = ()

    def find(self, team: TeamId) -> DataRules | None:
        rows = self._session.read_all(FIND_RULES, team=team)
        return RULES.load_first(rows)

    def list_uninstalled(self) -> Sequence[DataRules]:
        return RULES.load_all(self._session.read_all(LIST_UNINSTALLED))

    def save(self, rules: DataRules) -> None:
        RULE_ROWS.save_row(self._session, rules.version, RULES.dump(rules))
