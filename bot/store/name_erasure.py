"""Finds the names of people of the other side wherever somebody wrote them, and puts a role in their place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import orjson
from sqlalchemy import Column, Table, Text, func, or_, select, update

from bot.coach.ports.errors import WrongKey
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.moves import State
from bot.domain.name_erasure import NamedText, NameFinder
from bot.store import tables
from bot.store.codec import Plain
from bot.store.plans import Seal, place_of
from bot.store.session import ReadStatement, Repository, Row, Session, WriteStatement
from bot.store.statements import equal_given, given

MOST_HINTS = 5
NOT_OURS_TO_CHANGE = frozenset(
    {"people", "processed_requests", "claims", "occurrences", "installations"}
)
"""Tables that hold no words of people: names of colleagues come from Slack and go with `/giveget erase @Ben`."""
SEALED = frozenset({"plans", "former_plans"})
HISTORY = frozenset(
    {"entries", "posts", "pending_inputs", "digests", "told_lines", "give_approvals"}
    | {"rhythm_changes"}
)
"""Tables that repeat what stands in others, or wait, some for one person alone: replaced in, and not shown in a
preview."""


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table with words of people: how its rows are found and written. `deal` is the column of its deal."""

    table: Table
    texts: tuple[Column[str], ...]
    deal: str | None
    find: ReadStatement[Row]
    write: WriteStatement[tuple[()]]

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name


def _build(table: Table) -> NamedTable | None:
    # Ids, days and what code chose are of the type `KEY`; words of people are plain texts.
    texts = tuple(c for c in table.c if isinstance(c.type, Text) and c.type is not tables.KEY)
    if not texts or "team" not in table.c or table.name in NOT_OURS_TO_CHANGE:
        return None
    found = select(*table.c).where(equal_given(table, "team"))
    if table.name not in SEALED:
        hinted = [
            func.lower(column).like(given(f"hint{n}"))
            for column in texts
            for n in range(MOST_HINTS)
        ]
        found = found.where(or_(*hinted))
    key = [column.name for column in table.primary_key]
    write = (
        update(table)
        .where(equal_given(table, *key, prefix="old_"))
        .values({column.name: given(f"new_{column.name}") for column in texts})
    )
    deal = "id" if table is tables.deals else "deal" if "deal" in table.c else None
    return NamedTable(
        table, texts, deal, ReadStatement[Row](found), WriteStatement[tuple[()]](write)
    )


NAMED_TABLES = [named for named in map(_build, tables.METADATA.sorted_tables) if named is not None]


class SqlNames(Repository):
    """Implements `NameRepository`."""

    __slots__ = ("_seal",)

    def __init__(self, session: Session, seal: Seal) -> None:
        super().__init__(session)
        self._seal = seal

    def find(
        self, team: TeamId, finder: NameFinder, deals: AbstractSet[DealId] | None
    ) -> Sequence[NamedText]:
        found: list[NamedText] = []
        for named, row in self._list_rows(team, finder, deals):
            if named.name in HISTORY:
                continue
            found += self._list_hits(team, named, row, finder)
        return found

    def replace(self, team: TeamId, finder: NameFinder, deals: AbstractSet[DealId] | None) -> int:
        changed = 0
        for named, row in list(self._list_rows(team, finder, deals)):
            new = {
                column.name: self._replace_stored(team, named, row, column.name, finder)
                for column in named.texts
            }
            if all(new[name] == row[name] for name in new):
                continue
            old = {f"old_{column.name}": row[column.name] for column in named.table.primary_key}
            values = {f"new_{name}": value for name, value in new.items()}
            self._session.write(named.write, **old, **values)
            changed += 1
        return changed

    def _list_rows(
        self, team: TeamId, finder: NameFinder, deals: AbstractSet[DealId] | None
    ) -> Iterator[tuple[NamedTable, Mapping[str, str | int | None]]]:
        """Rows that may hold a name: of these deals, or of the whole workspace."""
        hints = [f"%{hint}%" for hint in finder.hints][:MOST_HINTS]
        places = {f"hint{n}": hints[min(n, len(hints) - 1)] for n in range(MOST_HINTS)}
        for named in NAMED_TABLES:
            values = {"team": team} if named.name in SEALED else {"team": team, **places}
            names = [column.name for column in named.table.c]
            for row in self._session.read_all(named.find, **values):
                by_name = dict(zip(names, row, strict=True))
                deal = by_name.get(named.deal) if named.deal else None
                if deals is None or (deal is not None and deal in deals):
                    yield named, by_name

    def _list_hits(
        self,
        team: TeamId,
        named: NamedTable,
        row: Mapping[str, str | int | None],
        finder: NameFinder,
    ) -> Iterator[NamedText]:
        texts: list[tuple[str, str]] = []
        for column in named.texts:
            stored = row[column.name]
            if not isinstance(stored, str):
                continue
            try:
                opened = self._open(team, named, row, stored)
            except WrongKey:  # told when it is to be replaced; a preview says nothing of plans
                continue
            _walk(opened, finder, lambda old, new: texts.append((old, new)))
        deal = row.get(named.deal) if named.deal else None
        no, person = row.get("no"), row.get("person")
        for old, new in dict.fromkeys(texts):
            yield NamedText(
                table=named.name,
                deal=DealId(str(deal)) if deal else None,
                no=no if isinstance(no, int) else None,
                before=old,
                after=new,
                draft_of=PersonId(str(person)) if row.get("state") == State.DRAFT.value else None,
            )

    def _replace_stored(
        self,
        team: TeamId,
        named: NamedTable,
        row: Mapping[str, str | int | None],
        column: str,
        finder: NameFinder,
    ) -> str | int | None:
        stored = row[column]
        if not isinstance(stored, str):
            return stored
        opened = self._open(team, named, row, stored)
        replaced = _walk(opened, finder, lambda _old, _new: None)
        if replaced == opened:
            return stored
        if named.name in SEALED:
            return self._seal.seal_text(replaced, place=place_of(team, str(row["deal"])))
        return replaced

    def _open(
        self, team: TeamId, named: NamedTable, row: Mapping[str, str | int | None], stored: str
    ) -> str:
        """The text itself. Raises `WrongKey` where it is sealed with a key that is not set."""
        if named.name not in SEALED:
            return stored
        return self._seal.open_text(stored, place=place_of(team, str(row["deal"])))


def _walk(stored: str, finder: NameFinder, changed: Callable[[str, str], None]) -> str:
    """A stored text with the names in it replaced, a body in each of its texts; `changed` is told of each."""
    if stored[:1] in ("{", "["):
        try:
            body: Plain = orjson.loads(stored)
        except ValueError:
            return _replace_text(stored, finder, changed)
        replaced = _walk_body(body, finder, changed)
        return stored if replaced == body else orjson.dumps(replaced).decode()
    return _replace_text(stored, finder, changed)


def _walk_body(value: Plain, finder: NameFinder, changed: Callable[[str, str], None]) -> Plain:
    if isinstance(value, str):
        return _replace_text(value, finder, changed)
    if isinstance(value, list):
        return [_walk_body(each, finder, changed) for each in value]
    if isinstance(value, dict):
        return {
            # Issues are keys in some bodies. A key that is a name alone may be the name of a class of ours.
            key if finder.is_name_alone(key) else finder.replace(key): _walk_body(
                each, finder, changed
            )
            for key, each in value.items()
        }
    return value


def _replace_text(text: str, finder: NameFinder, changed: Callable[[str, str], None]) -> str:
    replaced = finder.replace(text)
    if replaced != text:
        changed(text, replaced)
    return replaced
