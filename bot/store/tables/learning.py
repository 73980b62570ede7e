"""What was learned from deals, and what people added to the libraries."""

from sqlalchemy import Column, Index, Table, Text

from bot.store.tables.columns import (
    KEY,
    METADATA,
    flag_column,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

debriefs = Table(
    "debriefs",
    METADATA,
    key_column("team"),
    key_column("deal"),
    text_column("body"),
    number_column("version"),
    reference_deal(),
    sqlite_with_rowid=False,
)

playbook_lines = Table(
    "playbook_lines",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("place", in_key=True),
    key_column("side", in_key=False),
    Column("industry", KEY),
    text_column("what"),
    key_column("person", in_key=False),
    key_column("day", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""What deals added to the playbook of their workspace."""
Index(None, playbook_lines.c.team, playbook_lines.c.side, playbook_lines.c.day)

tradeable_outcomes = Table(
    "tradeable_outcomes",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    text_column("key"),
    key_column("side", in_key=False),
    Column("industry", KEY),
    flag_column("ours"),
    flag_column("granted"),
    Column("cost", KEY),
    Column("worth", KEY),
    key_column("unit", in_key=False),
    Column("cost_size", KEY),
    Column("worth_size", KEY),
    key_column("day", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""What became of things of the libraries in deals that were closed."""
Index(None, tradeable_outcomes.c.team, tradeable_outcomes.c.side, tradeable_outcomes.c.day)

party_rulings = Table(
    "party_rulings",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("other"),
    key_column("verdict", in_key=False),
    key_column("person", in_key=False),
    key_column("at", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""What people said about the parties of deals: no names, so that nothing is left of an erased deal."""
Index(None, party_rulings.c.team, party_rulings.c.other)

own_tradeables = Table(
    "own_tradeables",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("side", in_key=False),
    text_column("what"),
    Column("cost", Text),
    Column("worth", Text),
    flag_column("retired"),
    number_column("version"),
    sqlite_with_rowid=False,
)
"""What people of a workspace added to the libraries; `side` is who asks for it."""

import_columns = Table(
    "import_columns",
    METADATA,
    key_column("team"),
    key_column("shape"),
    text_column("columns"),
    sqlite_with_rowid=False,
)
"""What somebody said that the columns of a spreadsheet are, by the id of its headings."""
