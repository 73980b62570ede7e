"""The ledger of a deal: entries, and what they fold to."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from bot.store.tables.columns import (
    KEY,
    METADATA,
    flag_column,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

entries = Table(
    "entries",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("seq", in_key=True),
    key_column("at", in_key=False),
    key_column("person", in_key=False),
    key_column("verb", in_key=False),
    text_column("body"),
    Column("position", BigInteger),
    reference_deal(),
)
"""`position` is the entry's place among all teams' entries, in the order of their commits."""
Index(None, entries.c.position)
Index(None, entries.c.team, entries.c.position)

counters = Table(
    "counters",
    METADATA,
    key_column("name"),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""The last number given, of whatever is numbered across all teams: only `entries` so far."""

moves = Table(
    "moves",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    key_column("kind", in_key=False),
    text_column("what"),
    key_column("state", in_key=False),
    key_column("day", in_key=False),
    key_column("at", in_key=False),
    key_column("person", in_key=False),
    key_column("from_party", in_key=False),
    key_column("to_party", in_key=False),
    text_column("issue"),
    Column("cost", Text),
    Column("worth", Text),
    text_column("for_what"),
    Column("ref", Integer),
    text_column("condition"),
    Column("due", KEY),
    text_column("reason"),
    Column("review", KEY),
    Column("settled", KEY),
    Column("settled_after", Integer),
    text_column("typed"),
    number_column("version"),
    flag_column("open"),
    key_column("since", in_key=False),
    Column("lapses", KEY),
    Column("increase", Text),
    Column("offer_no", Integer),
    Column("also", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""`open`, `since` and `lapses` follow from the others; they are kept for the indices. Only a draft
has no last day until its author was told of it."""
Index(
    "ix_moves_open",
    moves.c.team,
    moves.c.deal,
    moves.c.kind,
    moves.c.since,
    moves.c.no,
    sqlite_where=text("open = 1"),
    postgresql_where=text("open"),
)
Index(
    "ix_moves_state",
    moves.c.team,
    moves.c.deal,
    moves.c.kind,
    moves.c.state,
    moves.c.since,
    moves.c.no,
)
_is_open_ask = "kind = 'ask' AND due IS NOT NULL"
Index(
    "ix_moves_due",
    moves.c.team,
    moves.c.deal,
    moves.c.due,
    sqlite_where=text(f"open = 1 AND {_is_open_ask}"),
    postgresql_where=text(f"open AND {_is_open_ask}"),
)
for _name in ("cost", "worth"):
    _estimated = f"{_name} LIKE '%\"estimate\"%' OR {_name} NOT LIKE '%\"amount\"%'"
    Index(
        f"ix_moves_estimated_{_name}",
        moves.c.team,
        moves.c.deal,
        moves.c.kind,
        moves.c.state,
        moves.c.day,
        moves.c[_name],
        sqlite_where=text(_estimated),
        postgresql_where=text(_estimated),
    )
_settled = moves.c.settled.is_not(None)
Index(
    "ix_moves_settled",
    moves.c.team,
    moves.c.deal,
    moves.c.kind,
    moves.c.settled,
    moves.c.no,
    sqlite_where=_settled,
    postgresql_where=_settled,
)
Index("ix_moves_day", moves.c.team, moves.c.deal, moves.c.day, moves.c.no)
_follows_from_offer = moves.c.offer_no.is_not(None)
Index(
    "ix_moves_offer",
    moves.c.team,
    moves.c.deal,
    moves.c.offer_no,
    moves.c.no,
    sqlite_where=_follows_from_offer,
    postgresql_where=_follows_from_offer,
)
_lapsing = moves.c.lapses.is_not(None)
Index(
    "ix_moves_lapses",
    moves.c.lapses,
    moves.c.team,
    moves.c.deal,
    sqlite_where=_lapsing,
    postgresql_where=_lapsing,
)
Index(
    "ix_moves_drafts",
    moves.c.team,
    moves.c.person,
    moves.c.deal,
    sqlite_where=text("state = 'draft'"),
    postgresql_where=text("state = 'draft'"),
)
_waits = "state IN ('conditional', 'draft', 'goodwill')"
Index(
    "ix_moves_waiting",
    moves.c.team,
    moves.c.deal,
    sqlite_where=text(_waits),
    postgresql_where=text(_waits),
)

ties = Table(
    "ties",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("give", in_key=True),
    number_column("get", in_key=True),
    reference_deal(),
    sqlite_with_rowid=False,
)

Index("ix_ties_get", ties.c.team, ties.c.deal, ties.c["get"])

offers = Table(
    "offers",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    text_column("body"),
    Column("lapses", KEY),
    reference_deal(),
    sqlite_with_rowid=False,
)
_standing_until = offers.c.lapses.is_not(None)
Index(
    "ix_offers_lapses",
    offers.c.lapses,
    offers.c.team,
    offers.c.deal,
    sqlite_where=_standing_until,
    postgresql_where=_standing_until,
)

commitments = Table(
    "commitments",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    key_column("side", in_key=False),
    key_column("state", in_key=False),
    Column("due", KEY),
    Column("owner", KEY),
    text_column("body"),
    number_column("version"),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""What either side has to do, as it stands; the entries hold how that came about."""

log_measures = Table(
    "log_measures",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("seq"),
    key_column("basis", in_key=False),
    text_column("body"),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""What the page of a long ledger says of all its moves, as of the entry `seq`; it can be worked out at any time."""

imported_moves = Table(
    "imported_moves",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("external"),
    number_column("no"),
    reference_deal(),
    sqlite_with_rowid=False,
)

give_approvals = Table(
    "give_approvals",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("deal", in_key=False),
    key_column("person", in_key=False),
    key_column("at", in_key=False),
    key_column("state", in_key=False),
    text_column("body"),
    number_column("version"),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""Gives that wait for somebody's yes, and what became of them; those that were recorded are in the ledger too."""
_waits_for_yes = text("state = 'waiting'")
Index(
    "ix_give_approvals_waiting",
    give_approvals.c.team,
    give_approvals.c.deal,
    give_approvals.c.at,
    sqlite_where=_waits_for_yes,
    postgresql_where=_waits_for_yes,
)
