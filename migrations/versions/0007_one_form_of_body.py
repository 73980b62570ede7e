"""One form for every stored body, with its version; pending input by its kind; a position for every
entry; no more English words in what was given.

Every row that holds a body is rewritten, both ways, so that the program before this migration and
the one after it cannot work with the same database. Plans that are sealed stay as they are, for
there is no key here to open them: the program after reads the old ones too, the one before cannot
read those that were saved since.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

Plain = Any
"""What a JSON text says."""


def upgrade() -> None:
    _add_columns()
    _convert(UP)
    _move_composed_words()
    for old, new in RENAMED.items():
        _rename_table(old, new)
    _replace_waiting()
    _number_entries()
    _drop_columns(*OLD_COLUMNS)


def downgrade() -> None:
    with_defaults = {"unit": "", "sizes": "{}", "rates": "[]", "standing": "{}"}
    for name, default in with_defaults.items():
        op.add_column("deals", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    op.add_column("moves", sa.Column("offer", KEY))
    _convert(DOWN)
    for old, new in RENAMED.items():
        _rename_table(new, old)
    _restore_waiting()
    op.drop_index("ix_entries_position", table_name="entries")
    op.drop_index("ix_entries_team_position", table_name="entries")
    op.drop_table("counters")
    _drop_columns(*NEW_COLUMNS)


# Tables and columns


NEW_COLUMNS = (
    ("deals", "yardstick"),
    ("deals", "totals"),
    ("moves", "offer_no"),
    ("entries", "position"),
)
OLD_COLUMNS = (
    ("deals", "unit"),
    ("deals", "sizes"),
    ("deals", "rates"),
    ("deals", "standing"),
    ("moves", "offer"),
)


def _add_columns() -> None:
    op.add_column("deals", sa.Column("yardstick", sa.Text(), nullable=False, server_default=""))
    op.add_column("deals", sa.Column("totals", sa.Text(), nullable=False, server_default=""))
    op.add_column("moves", sa.Column("offer_no", sa.Integer()))
    op.add_column("entries", sa.Column("position", sa.BigInteger()))


def _drop_columns(*columns: tuple[str, str]) -> None:
    for table, column in columns:
        op.drop_column(table, column)


def _of_a_deal(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team", "deal"], ["deals.team", "deals.id"], name=f"fk_{table}_deals"
    )


RENAMED = {
    "once": "processed_requests",
    "said": "shown_cautions",
    "notes": "signals",
    "imported": "imported_moves",
    "picks": "deal_choices",
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "once": ("team", "key"),
    "said": ("team", "deal", "person", "rule", "key"),
    "notes": ("team", "deal", "no"),
    "imported": ("team", "deal", "external"),
    "picks": ("team", "person", "channel"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "once": ("team", "key", "deal", "seq", "at"),
    "said": ("team", "deal", "person", "rule", "key", "weight", "at"),
    "notes": ("team", "deal", "no", "what", "about", "person", "day", "at"),
    "imported": ("team", "deal", "external", "no"),
    "picks": ("team", "person", "channel", "deal"),
}
NUMBERS, TEXTS = {"no", "seq"}, {"weight", "what", "about"}


def _rename_table(old: str, new: str) -> None:
    """Makes it anew under the other name, since constraints and indices are called after it too."""
    shape = old if old in COLUMNS else next(was for was, now in RENAMED.items() if now == old)
    columns = COLUMNS[shape]
    constraints: list[sa.Constraint] = [_of_a_deal(new)] if shape != "once" else []
    made = op.create_table(
        new,
        *(_column(name) for name in columns),
        *constraints,
        sa.PrimaryKeyConstraint(*KEYS[shape], name=f"pk_{new}"),
        sqlite_with_rowid=False,
    )
    found = sa.select(*map(sa.column, columns)).select_from(sa.table(old))
    op.execute(made.insert().from_select(columns, found))
    op.drop_table(old)
    if shape == "once":
        op.create_index(f"ix_{new}_at", new, ["at"])


def _column(name: str) -> "sa.Column[Any]":
    if name in NUMBERS:
        return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)
    return sa.Column(name, sa.Text() if name in TEXTS else KEY, nullable=False)


# Pending input


def _replace_waiting() -> None:
    pending = op.create_table(
        "pending_inputs",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_pending_inputs"),
        sqlite_with_rowid=False,
    )
    for row in _rows("SELECT team, id, person, channel, command, text, at FROM waiting"):
        kind, body = _pending_body(row["channel"], row["command"], row["text"])
        values = {name: row[name] for name in ("team", "id", "person", "at")}
        op.execute(pending.insert().values(**values, kind=kind, body=body))
    op.drop_table("waiting")
    op.create_index("ix_pending_inputs_at", "pending_inputs", ["at"])


def _pending_body(channel: str, command: str, text: str) -> tuple[str, str]:
    match command:
        case "held offer":
            return "offer", wrap(json.loads(text))
        case "day":
            return "day", wrap({"day": text})
        case "import":
            return "sheet", wrap({"text": text})
    return "command", wrap({"channel": channel, "command": command, "text": text})


def _restore_waiting() -> None:
    waiting = op.create_table(
        "waiting",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("command", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_waiting"),
        sqlite_with_rowid=False,
    )
    for row in _rows("SELECT team, id, person, kind, body, at FROM pending_inputs"):
        channel, command, text = _waiting_text(row["kind"], unwrap(row["body"]))
        values = {name: row[name] for name in ("team", "id", "person", "at")}
        op.execute(waiting.insert().values(**values, channel=channel, command=command, text=text))
    op.drop_table("pending_inputs")
    op.create_index("ix_waiting_at", "waiting", ["at"])


def _waiting_text(kind: str, body: Plain) -> tuple[str, str, str]:
    match kind:
        case "offer":
            empty = {"alternatives": [], "on": None, "until": None, "units": {}}
            words = {"rhythm": "", "condition": "", "typed": ""}
            return "", "held offer", dump({**empty, **words, **body})
        case "day":
            return "", "day", body["day"]
        case "sheet":
            return "", "import", body["text"]
    return body["channel"], body["command"], body["text"]


# The feed of entries


def _number_entries() -> None:
    counters = op.create_table(
        "counters",
        sa.Column("name", KEY, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
        sqlite_with_rowid=False,
    )
    ordered = _entries_in_order()
    for position, row in enumerate(ordered, start=1):
        _update("entries", ("team", "deal", "seq"), row, {"position": position})
    op.execute(counters.insert().values(name="entries", value=len(ordered)))
    op.create_index("ix_entries_position", "entries", ["position"])
    op.create_index("ix_entries_team_position", "entries", ["team", "position"])


def _entries_in_order() -> list[Mapping[str, Any]]:
    """In the order in which they were made, as far as that is known: those of one deal by their
    numbers, even where a clock was set back meanwhile."""
    ordered: list[tuple[str, Mapping[str, Any]]] = []
    last_deal, latest = None, ""
    for row in _rows("SELECT team, deal, seq, at FROM entries ORDER BY team, deal, seq"):
        deal = row["team"], row["deal"]
        latest = max(latest, row["at"]) if deal == last_deal else row["at"]
        last_deal = deal
        ordered.append((latest, row))
    ordered.sort(key=lambda each: each[0])
    return [row for _, row in ordered]


# Words that were composed in English: "2% more (12% off in all)" is 12% off, an increase by 2%, and
# "14% off more" is 14% off, an increase as such. Who typed "more" in so many words keeps it.


IN_ALL = re.compile(r"(?P<step>-?\d+(?:\.\d+)?)(?:%| (?P<unit>\S.*?)) more \((?P<what>.*) in all\)")


def _without_words(what: str, typed: str) -> tuple[str, Plain] | None:
    if what in typed:
        return None
    whole = IN_ALL.fullmatch(what)
    if whole:
        return whole["what"], {"step": whole["step"], "unit": whole["unit"] or "%"}
    said = what.removesuffix(" more")
    return (said, {}) if said != what and said in typed else None


def _move_composed_words() -> None:
    query = (
        "SELECT team, deal, no, what, typed FROM moves WHERE kind = 'give' AND what LIKE '% more%'"
    )
    for row in _rows(query):
        found = _without_words(row["what"], row["typed"])
        if found is not None:
            what, increase = found
            changed = {"what": what, "increase": wrap(increase)}
            _update("moves", ("team", "deal", "no"), row, changed)


def _move_without_words(move: Plain) -> Plain:
    found = _without_words(move["what"], move.get("typed", "")) if move["kind"] == "give" else None
    if found is None:
        return move
    what, increase = found
    return {**move, "what": what, "increase": increase}


# Rows


def _rows(query: str) -> list[Mapping[str, Any]]:
    return [dict(row) for row in op.get_bind().execute(sa.text(query)).mappings()]


def _all_rows(table: str, *where: "sa.ColumnElement[bool]") -> list[Mapping[str, Any]]:
    query = sa.select(sa.text("*")).select_from(sa.table(table)).where(*where)
    return [dict(row) for row in op.get_bind().execute(query).mappings()]


def _update(
    table: str, key: tuple[str, ...], row: Mapping[str, Any], changed: Mapping[str, Any]
) -> None:
    columns = sa.table(table, *(sa.column(name) for name in {*key, *changed}))
    this = sa.and_(*(columns.c[name] == row[name] for name in key))
    op.get_bind().execute(columns.update().where(this).values(**changed))


Change = Callable[[Mapping[str, Any]], dict[str, Any]]
"""What changes in a row, by column."""


def _convert(changes: Mapping[str, tuple[tuple[str, ...], Change]]) -> None:
    """Rewrites every row of the tables, those of one deal at a time where there may be many."""
    for table, (key, change) in changes.items():
        for row in _rows_by_deal(table) if "deal" in key else _all_rows(table):
            _update(table, key, row, change(row))


def _rows_by_deal(table: str) -> Iterator[Mapping[str, Any]]:
    team, deal = sa.column("team"), sa.column("deal")
    for row in _rows("SELECT team, id FROM deals"):
        yield from _all_rows(table, team == row["team"], deal == row["id"])


# Bodies


def dump(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def wrap(plain: Plain) -> str:
    return dump({"v": 1, "body": plain})


def unwrap(text: str) -> Plain:
    return json.loads(text)["body"]


def _wrap_figure(text: str | None) -> str | None:
    return None if text is None else wrap(_figure(text))


def _unwrap_figure(text: str | None) -> str | None:
    return None if text is None else _figure_text(unwrap(text))


_NUMBER = r"-?\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?:(?P<about>~)?(?P<amount>{_NUMBER})(?:\((?P<low>{_NUMBER})?\.\.(?P<high>{_NUMBER})?\))?"
    rf"|(?P<start>{_NUMBER})\.\.(?P<end>{_NUMBER}))(?: (?P<unit>.*))?",
    re.DOTALL,
)


def _figure(text: str) -> Plain:
    """`12000 EUR`, `~12000 EUR`, `10000..15000 EUR`, `~7(1..9) EUR`, `20 pts`, `size M`."""
    if text.startswith("size "):
        return text.removeprefix("size ")
    read = _FIGURE.fullmatch(text)
    if read is None:
        raise ValueError("a figure that no version of the program wrote")
    unit = read["unit"] or ""
    if read["start"] is not None:
        middle = (Decimal(read["start"]) + Decimal(read["end"])) / 2
        ends = {"low": read["start"], "high": read["end"]}
        return {"amount": str(middle), "unit": unit, "estimate": True, **ends}
    figure = {"amount": read["amount"], "unit": unit, "estimate": read["about"] is not None}
    return {**figure, "low": read["low"], "high": read["high"]}


def _figure_text(figure: Plain) -> str:
    if isinstance(figure, str):
        return f"size {figure}"
    low, high = figure.get("low"), figure.get("high")
    amount = format(Decimal(figure["amount"]), "f")
    number = f"~{amount}" if figure.get("estimate") else amount
    if low is not None or high is not None:
        ends = "..".join("" if end is None else format(Decimal(end), "f") for end in (low, high))
        number = ends if _is_midpoint(figure) else f"{number}({ends})"
    return f"{number} {figure['unit']}" if figure.get("unit") else number


def _is_midpoint(figure: Plain) -> bool:
    if figure.get("low") is None or figure.get("high") is None or not figure.get("estimate"):
        return False
    return bool(Decimal(figure["amount"]) * 2 == Decimal(figure["low"]) + Decimal(figure["high"]))


def _increase(text: str) -> Plain:
    """`2 %`, or `more` where all of it is on top."""
    if text == "more":
        return {}
    step, _, unit = text.partition(" ")
    return {"step": step, "unit": unit}


def _increase_text(increase: Plain) -> str:
    return f"{increase['step']} {increase.get('unit', '')}" if increase.get("step") else "more"


def _policy(text: str) -> str:
    limits = json.loads(text)
    return wrap({k: v["rules"] if isinstance(v, dict) else v for k, v in limits.items()})


def _policy_text(body: str) -> str:
    limits = unwrap(body)
    return dump({k: {"rules": v} if isinstance(v, list) else v for k, v in limits.items()})


# Deals


def _deal(row: Mapping[str, Any]) -> dict[str, Any]:
    rates = [
        {"currency": currency, "rate": rate, "day": day}
        for currency, rate, day in json.loads(row["rates"])
    ]
    yardstick = {"unit": row["unit"], "sizes": json.loads(row["sizes"]), "rates": rates}
    parties = [{"id": id_, "name": name} for id_, name in json.loads(row["parties"])]
    return {
        "yardstick": wrap(yardstick),
        "totals": wrap(json.loads(row["standing"])),
        "size": _wrap_figure(row["size"]),
        "parties": wrap(parties),
        "policy": _policy(row["policy"]),
        "issues": wrap([_issue(issue) for issue in json.loads(row["issues"])]),
        "style": wrap(json.loads(row["style"])),
    }


def _deal_before(row: Mapping[str, Any]) -> dict[str, Any]:
    yardstick = unwrap(row["yardstick"])
    rates = [[r["currency"], r["rate"], r["day"]] for r in yardstick.get("rates", [])]
    sums = dict.fromkeys(("given", "got", "exposure", "exposure_days", "run_cost"), "0")
    return {
        "unit": yardstick["unit"],
        "sizes": dump(yardstick.get("sizes", {})),
        "rates": dump(rates),
        "standing": dump({**sums, **unwrap(row["totals"])}),
        "size": _unwrap_figure(row["size"]),
        "parties": dump([[party["id"], party["name"]] for party in unwrap(row["parties"])]),
        "policy": _policy_text(row["policy"]),
        "issues": dump([_issue_before(issue) for issue in unwrap(row["issues"])]),
        "style": dump(unwrap(row["style"])),
    }


def _issue(issue: Plain) -> Plain:
    scales = {party: _scale(scale) for party, scale in issue.get("scales", {}).items()}
    return {**issue, "scales": scales}


def _scale(scale: Plain) -> Plain:
    if "points" in scale:
        shape = {"type": "Points", "of": scale["points"]}
    elif "joint" in scale:
        pairs = [[[there, here], worth] for there, here, worth in scale["joint"]]
        shape = {"type": "Joint", "other": scale["other"], "of": pairs}
    else:
        shape = {"type": "LinearScale", "slope": scale["slope"], "start": scale["start"]}
    return {"weight": scale["weight"], "estimate": scale.get("estimate", False), "shape": shape}


def _issue_before(issue: Plain) -> Plain:
    scales = {party: _scale_before(scale) for party, scale in issue.get("scales", {}).items()}
    return {**issue, "scales": scales}


def _scale_before(scale: Plain) -> Plain:
    plain = {"weight": scale["weight"], "estimate": scale.get("estimate", False)}
    shape = scale["shape"]
    match shape["type"]:
        case "Points":
            return {**plain, "points": shape["of"]}
        case "Joint":
            joint = [[*pair, worth] for pair, worth in shape["of"]]
            return {**plain, "other": shape["other"], "joint": joint}
    return {**plain, "slope": shape["slope"], "start": shape.get("start", "0")}


# Moves, offers and entries


def _move_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "cost": _wrap_figure(row["cost"]),
        "worth": _wrap_figure(row["worth"]),
        "increase": None if row["increase"] is None else wrap(_increase(row["increase"])),
        "offer_no": None if row["offer"] is None else int(row["offer"]),
    }


def _move_row_before(row: Mapping[str, Any]) -> dict[str, Any]:
    increase = row["increase"]
    return {
        "cost": _unwrap_figure(row["cost"]),
        "worth": _unwrap_figure(row["worth"]),
        "increase": None if increase is None else _increase_text(unwrap(increase)),
        "offer": None if row["offer_no"] is None else str(row["offer_no"]),
    }


MOVE_NAMES = {"from": "frm", "for": "for_what"}
MOVE_NAMES_BEFORE = {now: was for was, now in MOVE_NAMES.items()}
FIGURES = ("cost", "worth")


def _move(move: Plain) -> Plain:
    empty = {"what": "", "person": "", "frm": "", "to": ""}
    plain = {**empty, **{MOVE_NAMES.get(name, name): held for name, held in move.items()}}
    for name in FIGURES:
        if name in plain:
            plain[name] = _figure(plain[name])
    if "increase" in plain:
        plain["increase"] = _increase(plain["increase"])
    return _move_without_words(plain)


def _move_before(move: Plain) -> Plain:
    plain = {MOVE_NAMES_BEFORE.get(name, name): held for name, held in move.items()}
    for name in FIGURES:
        if plain.get(name) is not None:
            plain[name] = _figure_text(plain[name])
    if plain.get("increase") is not None:
        plain["increase"] = _increase_text(plain["increase"])
    return plain


def _offer(text: str) -> Plain:
    offer = json.loads(text)
    replies = [
        {"by": by, "accepted": accepted, "on": on, "after": after}
        for by, accepted, on, after in offer.get("replies", [])
    ]
    return {**offer, "replies": replies}


def _offer_text(offer: Plain) -> str:
    replies = [[r["by"], r["accepted"], r["on"], r["after"]] for r in offer.get("replies", [])]
    return dump({**offer, "replies": replies})


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    entry = json.loads(row["body"])
    moves = {name: list(map(_move, entry.get(name, []))) for name in ("moves", "before")}
    ties = {
        name: [{"give": give, "get": get} for give, get in entry.get(name, [])]
        for name in ("tied", "untied")
    }
    offers = {name: list(map(_offer, entry.get(name, []))) for name in ("offers", "offers_before")}
    plain = {**moves, **ties, **offers, "why": entry.get("why", "")}
    return {"body": wrap({name: held for name, held in plain.items() if held})}


def _entry_before(row: Mapping[str, Any]) -> dict[str, Any]:
    entry = unwrap(row["body"])
    moves = {name: list(map(_move_before, entry.get(name, []))) for name in ("moves", "before")}
    ties = {
        name: [[tie["give"], tie["get"]] for tie in entry.get(name, [])]
        for name in ("tied", "untied")
    }
    offers = {
        name: list(map(_offer_text, entry.get(name, []))) for name in ("offers", "offers_before")
    }
    plain = {**moves, **ties, **offers, "why": entry.get("why", "")}
    return {"body": dump({name: held for name, held in plain.items() if held})}


def _offer_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"body": wrap(_offer(row["body"]))}


def _offer_row_before(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"body": _offer_text({"no": row["no"], **unwrap(row["body"])})}


# What was JSON already, field by field


def _rhythm(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"body": wrap(json.loads(row["body"]))}


def _rhythm_before(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"body": dump({**unwrap(row["body"]), "version": row["version"]})}


def _checkin_before(row: Mapping[str, Any]) -> dict[str, Any]:
    body = {**unwrap(row["body"]), "no": row["no"], "version": row["version"]}
    return {"body": dump(body)}


def _plan(row: Mapping[str, Any]) -> dict[str, Any]:
    body = row["body"]
    return {"body": body if body.startswith("sealed:") else wrap(json.loads(body))}


def _plan_before(row: Mapping[str, Any]) -> dict[str, Any]:
    body = row["body"]
    return {"body": body if body.startswith("sealed:") else dump(unwrap(body))}


# What was kept as lists


def _digest(row: Mapping[str, Any]) -> dict[str, Any]:
    _day, since, lines, more, quieter = json.loads(row["body"])
    printed = [
        {"about": about, "deal": deal, "no": no, "version": version}
        for about, deal, no, version in lines
    ]
    return {"body": wrap({"since": since, "lines": printed, "more": more, "quieter": quieter})}


def _digest_before(row: Mapping[str, Any]) -> dict[str, Any]:
    body = unwrap(row["body"])
    lines = [[line[name] for name in ("about", "deal", "no", "version")] for line in body["lines"]]
    plain = [row["day"], body["since"], lines, body.get("more", 0), body.get("quieter", [])]
    return {"body": dump(plain)}


def _tallies(row: Mapping[str, Any]) -> dict[str, Any]:
    tallies = {}
    for rule, (results, nudges, told) in json.loads(row["body"]).items():
        open_ = [{"day": day, "deals": deals} for day, deals in nudges]
        kept = [result == "1" for result in results]
        tallies[rule] = {"results": kept, "open": open_, "told": told}
    return {"body": wrap(tallies)}


def _tallies_before(row: Mapping[str, Any]) -> dict[str, Any]:
    tallies = {}
    for rule, tally in unwrap(row["body"]).items():
        results = "".join("1" if result else "0" for result in tally.get("results", []))
        nudges = [[nudge["day"], nudge["deals"]] for nudge in tally.get("open", [])]
        tallies[rule] = [results, nudges, tally.get("told")]
    return {"body": dump(tallies)}


def _workspace(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"policy": _policy(row["policy"])}


def _workspace_before(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"policy": _policy_text(row["policy"])}


def _preferences(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"quiet": wrap([int(day) for day in row["quiet"]])}


def _preferences_before(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"quiet": "".join(map(str, sorted(unwrap(row["quiet"]))))}


TABLES: Mapping[str, tuple[tuple[str, ...], Change, Change]] = {
    "deals": (("team", "id"), _deal, _deal_before),
    "moves": (("team", "deal", "no"), _move_row, _move_row_before),
    "entries": (("team", "deal", "seq"), _entry, _entry_before),
    "offers": (("team", "deal", "no"), _offer_row, _offer_row_before),
    "plans": (("team", "deal"), _plan, _plan_before),
    "rhythms": (("team", "deal"), _rhythm, _rhythm_before),
    "checkins": (("team", "deal", "no"), _rhythm, _checkin_before),
    "workspaces": (("team",), _workspace, _workspace_before),
    "digests": (("team", "id"), _digest, _digest_before),
    "tallies": (("team", "person"), _tallies, _tallies_before),
    "preferences": (("team", "person"), _preferences, _preferences_before),
}
UP = {table: (key, up) for table, (key, up, _) in TABLES.items()}
DOWN = {table: (key, down) for table, (key, _, down) in TABLES.items()}
