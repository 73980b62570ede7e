"""Finds what is stored about a person and by them, table by table."""

from collections.abc import Mapping, Sequence

import orjson
from sqlalchemy import ColumnElement, Table, func, or_, select

from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.person_data import StoredRow
from bot.store import tables
from bot.store.codec import Plain
from bot.store.session import ReadStatement, Repository, Row, Value
from bot.store.statements import equal_given, given

OF_ONE_PERSON: Mapping[str, str] = {
    "people": "id",
    "preferences": "person",
    "roles": "person",
    "leads": "person",
    "followers": "person",
    "mutes": "person",
    "deal_choices": "person",
    "pending_inputs": "person",
    "shown_cautions": "person",
    "snoozes": "person",
    "line_snoozes": "person",
    "tallies": "person",
    "told_lines": "reader",
    "consent_asks": "person",
    "schedules": "person",
    "posts": "recipient",
    "audit_rows": "person",
}
"""Tables whose rows are about the one person of that column, and about nobody else."""

UNDER_THEIR_ID: Mapping[str, str] = {
    "digests": "id",
    "claims": "schedule",
    "occurrences": "schedule",
}
"""The same, where the person's id is a part of the column."""

BY_A_PERSON: Mapping[str, str] = {
    "deals": "opened_by",
    "signals": "person",
    "commitments": "owner",
    "readings": "person",
    "canvases": "person",
    "party_rulings": "person",
    "playbook_lines": "person",
    "urgent_checks": "person",
    "give_approvals": "person",
}
"""Tables of deals whose rows are by the person of that column, or for them to do."""

NAMED_IN = ("offers", "checkins", "rhythms", "rhythm_changes", "closings", "debriefs")
"""Tables of deals in whose bodies people may be named; what else stands there is about others, so only that it is so is
told."""

LEFT_OUT: Mapping[str, str] = {
    "moves": "found in the ledger, with who may see which of them",
    "entries": "found in the ledger, with who may see which of them",
    "ties": "which of the moves answer each other",
    "plans": "sealed; found by who may see them",
    "former_plans": "nobody reads them, their owner neither",
    "deal_channels": "where deals live: nobody's name",
    "channels": "channels: nobody's name",
    "tradeable_outcomes": "what became of things: nobody's name",
    "log_measures": "sums of a ledger: nobody's name",
    "imported_moves": "which rows of a spreadsheet were taken over",
    "import_columns": "what the columns of a spreadsheet mean",
    "own_tradeables": "what a workspace asks for: not who added it",
    "processed_requests": "ids of requests",
    "firings": "what readings set off: nobody's name",
    "webhook_deliveries": "ids of entries on their way",
    "planned_deletions": "which deals go: nobody's name",
    "approval_rules": "what holds for the workspace; whom it names is told in settings",
    "data_rules": "what holds for the workspace",
    "installations": "Slack's tokens for the workspace, sealed; who installed it, Slack tells",
    "workspaces": "what holds for the workspace; whom it names is told in settings",
}
"""Tables without anything of one person that is not found elsewhere, and why."""


def _table(name: str) -> Table:
    return tables.METADATA.tables[name]


def _select(name: str, *where: ColumnElement[bool]) -> ReadStatement[Row]:
    table = _table(name)
    columns = [column for column in table.c if column.name != "team"]
    return ReadStatement[Row](
        select(*columns)
        .where(equal_given(table, "team"), *where)
        .order_by(*table.primary_key.columns)
    )


_person = given("person")
FIND_OWN = {
    name: _select(name, _table(name).c[column] == _person) for name, column in OF_ONE_PERSON.items()
} | {
    name: _select(name, func.replace(_table(name).c[column], _person, "") != _table(name).c[column])
    for name, column in UNDER_THEIR_ID.items()
}
FIND_BY = {
    name: _select(name, _table(name).c[column] == _person) for name, column in BY_A_PERSON.items()
}


def _is_named_in(table: Table) -> ColumnElement[bool]:
    """Whether a row names the person: in its body, or in the column that says whose it is and that no body repeats."""
    in_body = func.replace(table.c.body, _person, "") != table.c.body
    return or_(in_body, table.c.person == _person) if "person" in table.c else in_body


FIND_NAMED = {
    name: ReadStatement[tuple[str]](
        select(_table(name).c.deal)
        .where(equal_given(_table(name), "team"))
        .where(_is_named_in(_table(name)))
        .distinct()
        .order_by(_table(name).c.deal)
    )
    for name in NAMED_IN
}
FIND_LEDGERS = ReadStatement[tuple[str]](
    select(tables.entries.c.deal)
    .where(equal_given(tables.entries, "team"))
    .where(tables.entries.c.person == _person)
    .distinct()
    .order_by(tables.entries.c.deal)
)


class SqlPersonRows(Repository):
    """Implements `PersonRowRepository`."""

    __slots__ = ()

    def list_own(self, team: TeamId, person: PersonId) -> Sequence[StoredRow]:
        return self._find(FIND_OWN, team, person)

    def list_by(self, team: TeamId, person: PersonId) -> Sequence[StoredRow]:
        return self._find(FIND_BY, team, person)

    def list_named_in(self, team: TeamId, person: PersonId) -> Sequence[tuple[str, DealId]]:
        return [
            (name, DealId(deal))
            for name, statement in FIND_NAMED.items()
            for (deal,) in self._session.read_all(statement, team=team, person=person)
        ]

    def list_ledgers(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        rows = self._session.read_all(FIND_LEDGERS, team=team, person=person)
        return [DealId(deal) for (deal,) in rows]

    def _find(
        self, statements: Mapping[str, ReadStatement[Row]], team: TeamId, person: PersonId
    ) -> Sequence[StoredRow]:
        found: list[StoredRow] = []
        for name, statement in statements.items():
            names = [column.name for column in _table(name).c if column.name != "team"]
            for row in self._session.read_all(statement, team=team, person=person):
                values = dict(zip(names, map(_parse, row), strict=True))
                found.append(StoredRow(table=name, values=values))
        return found


def _parse(value: Value) -> Plain:
    """What a column holds, a stored body as what it says."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            body: Plain = orjson.loads(value)
            return body
        except ValueError:
            return value
    return value
