"""Takes a person out of every table of a workspace."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Table, Text, delete, func, or_, select, update

from bot.domain.deals import Role
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry
from bot.domain.moves import Move, State
from bot.store import tables
from bot.store.ledger_statements import ENTRY
from bot.store.move_groups import MOVE
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, given

OF_ONE_PERSON = (
    tables.consent_asks,
    tables.former_plans,
    tables.leads,
    tables.line_snoozes,
    tables.deal_choices,
    tables.followers,
    tables.give_approvals,
    tables.mutes,
    tables.pending_inputs,
    tables.preferences,
    tables.shown_cautions,
    tables.snoozes,
    tables.tallies,
)
"""Tables whose rows are about the one person that their column `person` names, and about nothing else."""

DELETE_ROLES = WriteStatement[tuple[()]](
    delete(tables.roles)
    .where(equal_given(tables.roles, "team", "person"))
    .where(tables.roles.c.role != Role.OWNER.value)
)
DELETE_TOLD = WriteStatement[tuple[()]](
    delete(tables.told_lines).where(equal_given(tables.told_lines, "team", "reader"))
)
# A message of a morning is known by its reader's id.
DELETE_DIGESTS = WriteStatement[tuple[()]](
    delete(tables.digests)
    .where(equal_given(tables.digests, "team"))
    .where(func.replace(tables.digests.c.id, given("person"), "") != tables.digests.c.id)
)
_old, _new = given("old_person"), given("new_person")


def _delete_of(table: Table) -> WriteStatement[tuple[()]]:
    return WriteStatement[tuple[()]](delete(table).where(equal_given(table, "team", "person")))


DELETE_OWN = [_delete_of(table) for table in OF_ONE_PERSON]
DELETE_PERSON = WriteStatement[tuple[()]](
    delete(tables.people).where(equal_given(tables.people, "team", "id"))
)
DELETE_POSTS = WriteStatement[tuple[()]](
    delete(tables.posts).where(equal_given(tables.posts, "team", "recipient"))
)
_schedules_of_person = (
    select(tables.schedules.c.id)
    .where(equal_given(tables.schedules, "team", "person"))
    .scalar_subquery()
)
DELETE_SCHEDULE_ROWS = [
    WriteStatement[tuple[()]](
        delete(table)
        .where(equal_given(table, "team"))
        .where(table.c.schedule.in_(_schedules_of_person))
    )
    for table in (tables.claims, tables.occurrences)
]
DELETE_SCHEDULES = _delete_of(tables.schedules)


def _replace_in(table: Table) -> WriteStatement[tuple[()]]:
    """Replaces the id wherever it stands in a row: in columns of its own, in stored bodies, as a mention. Slack's ids
    are long and never part of another word."""
    texts = [
        column for column in table.c if isinstance(column.type, Text) and column.name != "team"
    ]
    holds_it = or_(*(func.replace(column, _old, "") != column for column in texts))
    changed = {column.name: func.replace(column, _old, _new) for column in texts}
    return WriteStatement[tuple[()]](
        update(table).where(equal_given(table, "team")).where(holds_it).values(changed)
    )


REPLACE_ID = [
    _replace_in(table)
    for table in tables.METADATA.sorted_tables
    if "team" in table.c and any(isinstance(c.type, Text) and c.name != "team" for c in table.c)
]

LIST_OWNED = ReadStatement[tuple[str]](
    select(tables.deals.c.id)
    .join(
        tables.roles,
        (tables.roles.c.team == tables.deals.c.team) & (tables.roles.c.deal == tables.deals.c.id),
    )
    .where(equal_given(tables.roles, "team", "person"))
    .where(tables.roles.c.role == Role.OWNER.value, tables.deals.c.closed_at.is_(None))
    .order_by(tables.deals.c.id)
)
LIST_PLANNED = ReadStatement[tuple[str]](
    select(tables.plans.c.deal).where(equal_given(tables.plans, "team"))
)
WRITTEN = ("what", "for_what", "condition", "reason", "typed", "cost", "worth")
"""The columns of a move that hold what somebody wrote."""
LIST_DRAFTS = ReadStatement[Row](
    select(tables.moves.c.deal, *MOVE.columns)
    .where(equal_given(tables.moves, "team", "person"))
    .where(tables.moves.c.state == State.DRAFT.value)
)
LIST_ENTRIES = ReadStatement[Row](
    select(*ENTRY.columns).where(equal_given(tables.entries, "team", "deal"))
)
SAVE_MOVE = WriteStatement[tuple[()]](
    update(tables.moves)
    .where(equal_given(tables.moves, "team", "deal", "no", prefix="old_"))
    .values({name: given(f"new_{name}") for name in WRITTEN})
)
SAVE_ENTRY = WriteStatement[tuple[()]](
    update(tables.entries)
    .where(equal_given(tables.entries, "team", "deal", "seq", prefix="old_"))
    .values(body=given("new_body"))
)


class SqlErasure(Repository):
    """Implements `ErasureRepository`."""

    __slots__ = ()

    def list_owned_deals(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_OWNED, team=team, person=person)
        return [DealId(deal) for (deal,) in rows]

    def list_planned_deals(self, team: TeamId) -> Sequence[DealId]:
        return [DealId(deal) for (deal,) in self._session.read_all(LIST_PLANNED, team=team)]

    def delete_own_rows(self, team: TeamId, person: PersonId) -> None:
        for statement in (*DELETE_OWN, DELETE_ROLES, *DELETE_SCHEDULE_ROWS, DELETE_SCHEDULES):
            self._session.write(statement, team=team, person=person)
        self._session.write(DELETE_DIGESTS, team=team, person=person)
        self._session.write(DELETE_TOLD, team=team, reader=person)
        self._session.write(DELETE_PERSON, team=team, id=person)
        self._session.write(DELETE_POSTS, team=team, recipient=person)

    def replace_id(self, team: TeamId, person: PersonId, by: PersonId) -> None:
        for statement in REPLACE_ID:
            self._session.write(statement, team=team, old_person=person, new_person=by)

    def empty_drafts(self, team: TeamId, person: PersonId) -> None:
        drafts: dict[DealId, set[MoveNo]] = {}
        for deal, *row in self._session.read_all(LIST_DRAFTS, team=team, person=person):
            move = MOVE.load(tuple(row))
            drafts.setdefault(DealId(str(deal)), set()).add(move.no)
            emptied = MOVE.dump(_empty(move))
            new = {f"new_{name}": emptied[name] for name in WRITTEN}
            self._session.write(SAVE_MOVE, old_team=team, old_deal=deal, old_no=move.no, **new)
        for deal, numbers in drafts.items():
            for entry in self._list_entries_with(team, deal, numbers):
                body = ENTRY.dump(_empty_in_entry(entry, numbers))["body"]
                self._session.write(
                    SAVE_ENTRY, old_team=team, old_deal=deal, old_seq=entry.seq, new_body=body
                )

    def _list_entries_with(
        self, team: TeamId, deal: DealId, numbers: set[MoveNo]
    ) -> Iterator[Entry]:
        for entry in ENTRY.load_all(self._session.read_all(LIST_ENTRIES, team=team, deal=deal)):
            if any(move.no in numbers for move in (*entry.moves, *entry.before)):
                yield entry


def _empty(move: Move) -> Move:
    """The move without anything that somebody wrote."""
    return replace(
        move, what="–", for_what="", condition="", reason="", typed="", cost=None, worth=None
    )


def _empty_in_entry(entry: Entry, numbers: set[MoveNo]) -> Entry:
    return replace(
        entry,
        moves=tuple(_empty(move) if move.no in numbers else move for move in entry.moves),
        before=tuple(_empty(move) if move.no in numbers else move for move in entry.before),
        why="" if any(move.no in numbers for move in entry.moves) else entry.why,
    )
