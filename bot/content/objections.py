"""Objections of the other side from TOML files: one file for each side of the table."""

from bot.content.parsing import (
    Table,
    UnreadableContent,
    parse_toml,
    report_unreadable,
    take_tables,
    take_text,
)
from bot.domain.objections import Objection, ObjectionTrade

LABEL_AT_MOST = 30
"""How long a trade's name may be, so that it fits on a button."""
TRADES = 2


def parse_objections(text: str) -> tuple[Objection, ...]:
    """The objections of a file. Raises `UnreadableContent` where it is not complete, says a key
    twice, or where not exactly one objection answers all others."""
    with report_unreadable("objections"):
        objections = tuple(map(_build_objection, take_tables(parse_toml(text), "objection")))
    keys = {objection.key for objection in objections}
    for_all_others = [objection for objection in objections if not objection.words]
    if len(keys) < len(objections) or len(for_all_others) != 1:
        raise UnreadableContent("keys must differ, and one objection must answer all others")
    return objections


def _build_objection(table: Table) -> Objection:
    trades = take_tables(table, "trade")
    key = take_text(table, "key")
    if len(trades) != TRADES:
        raise ValueError(f"{key} has not {TRADES} trades")
    # The one objection that answers all others has no words.
    words = [word.strip().casefold() for word in str(table["words"]).split(";")]
    return Objection(
        key=key,
        name=take_text(table, "name"),
        words=tuple(word for word in words if word),
        question=take_text(table, "question"),
        trades=tuple(map(_build_trade, trades)),
    )


def _build_trade(table: Table) -> ObjectionTrade:
    return ObjectionTrade(
        we=take_text(table, "we"),
        you=take_text(table, "you"),
        label=take_text(table, "label", most=LABEL_AT_MOST),
        what=take_text(table, "what"),
    )
