"""Looks through everything that is sealed: whether it opens, and seals it anew under the first key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Table, select, update

from bot.coach.ports.errors import WrongKey
from bot.store.engine import Database, core_connection
from bot.store.installations import place_of_tokens
from bot.store.plans import EARLIER_SEALED, SEALED, place_of
from bot.store.tables import former_plans, installations, plans

if TYPE_CHECKING:
    from bot.store.seals import Keys

SEALED_TABLES = (plans, former_plans, installations)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealState:
    """How many texts there are: `opens` as they should; `to_reseal` in clear, of an earlier form or under a key that is
    not the first; `closed` under a key that is not set."""

    opens: int = 0
    to_reseal: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    """One text, where it stands, and the text itself where it opens."""

    table: Table
    key: dict[str, str]
    stored: str
    place: str


def examine_seals(database: Database, keys: "Keys | None") -> SealState:
    """What the keys make of everything that is stored. Without keys texts in clear open, and sealed ones are closed."""
    opens = to_reseal = closed = 0
    for each in _list_sealed(database):
        is_sealed = each.stored.startswith((SEALED, EARLIER_SEALED))
        if keys is None:
            opens, closed = opens + (not is_sealed), closed + is_sealed
            continue
        try:
            keys.open_text(each.stored, place=each.place)
        except WrongKey:
            if _opens_unbound(each, keys):
                to_reseal += 1
            else:
                closed += 1
            continue
        if keys.is_under_first_key(each.stored):
            opens += 1
        else:
            to_reseal += 1
    return SealState(opens=opens, to_reseal=to_reseal, closed=closed)


def reseal_all(database: Database, keys: "Keys") -> SealState:
    """Seals everything under the first key and returns what there is then. What somebody saves meanwhile is sealed by
    that already and left as it is; what no key opens stays too."""
    for each in list(_list_sealed(database)):
        text = _open(each, keys)
        if text is None:
            continue
        sealed = keys.seal_text(text, place=each.place)
        where = [each.table.c[name] == value for name, value in each.key.items()]
        with core_connection(database.engine) as connection:
            connection.execute(
                update(each.table)
                .where(*where, each.table.c.body == each.stored)
                .values(body=sealed)
            )
            connection.commit()
    return examine_seals(database, keys)


def _open(each: _Sealed, keys: "Keys") -> str | None:
    try:
        return keys.open_text(each.stored, place=each.place)
    except WrongKey:
        return keys.open_unbound(each.stored) if _opens_unbound(each, keys) else None


def _opens_unbound(each: _Sealed, keys: "Keys") -> bool:
    if each.stored.startswith(SEALED):
        return False
    try:
        keys.open_unbound(each.stored)
    except WrongKey:
        return False
    return True


def _list_sealed(database: Database) -> Iterator[_Sealed]:
    for table in SEALED_TABLES:
        names = [column.name for column in table.primary_key]
        with core_connection(database.engine) as connection:
            sealed = select(*table.primary_key, table.c.body).where(table.c.body != "")
            rows = connection.execute(sealed).all()
        for row in rows:
            key = dict(zip(names, row[:-1], strict=True))
            yield _Sealed(table=table, key=key, stored=row[-1], place=_place_in(table, key))


def _place_in(table: Table, key: Mapping[str, str]) -> str:
    """What a sealed text in that row is bound to."""
    if table is installations:
        return place_of_tokens(key["team"])
    return place_of(key["team"], key["deal"])
