"""The tables. `team` is the first column of every key, so that no answer crosses from one workspace
to another.

Entries are only ever added. Moves and ties are the entries' fold, kept beside them so that a look
at a deal costs the same however long its ledger is. Days and moments are texts that sort as they
do; structured values are JSON bodies (`codec.py`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    false,
    literal_column,
    text,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Ids, days and moments: compared byte by byte, whatever language the database speaks."""


def _key(name: str, *, first: bool = True) -> Column[str]:
    return Column(name, KEY, primary_key=first, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str, *, first: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=first, nullable=False, autoincrement=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _of_a_deal() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team", "deal"], ["deals.team", "deals.id"])


deals = Table(
    "deals",
    METADATA,
    _key("team"),
    _key("id"),
    _text("name"),
    _key("side", first=False),
    Column("size", Text),
    _text("parties"),
    _text("policy"),
    _flag("locked"),
    _key("opened_at", first=False),
    _key("opened_by", first=False),
    Column("closed_at", KEY),
    _number("version"),
    _number("entries"),
    Column("issues", Text, nullable=False, server_default="[]"),
    Column("style", Text, nullable=False, server_default="{}"),
    Column("held_since", KEY),
    Column("yardstick", Text, nullable=False, server_default=""),
    Column("totals", Text, nullable=False, server_default=""),
    Column("outcome", KEY),
    Column("agreed", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("held_until", KEY),
    Column("industry", KEY),
    Column("external", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("sample", Boolean, nullable=False, server_default=false()),
)
"""`entries` counts them, so that each next one has a number that nobody else can take."""
Index(None, deals.c.held_until)
_was_deleted = deals.c.outcome == literal_column("'deleted'")
Index(
    "ix_deals_deleted",
    deals.c.closed_at,
    deals.c.team,
    deals.c.id,
    sqlite_where=_was_deleted,
    postgresql_where=_was_deleted,
)

deal_channels = Table(
    "deal_channels",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("channel"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
Index(None, deal_channels.c.team, deal_channels.c.channel, deal_channels.c.deal)

roles = Table(
    "roles",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person"),
    _key("role", first=False),
    _number("place"),
    Column("from_channel", Boolean, nullable=False, server_default=false()),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
Index(None, roles.c.team, roles.c.person, roles.c.deal, roles.c.role)

leads = Table(
    "leads",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""A lead has no role in a deal: they see a few sums of it, and nothing else."""
Index(None, leads.c.team, leads.c.person, leads.c.deal)

followers = Table(
    "followers",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""People who chose to get the lines of a deal, whatever their role."""
Index(None, followers.c.team, followers.c.person, followers.c.deal)

mutes = Table(
    "mutes",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person"),
    _key("rule"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

moves = Table(
    "moves",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _key("kind", first=False),
    _text("what"),
    _key("state", first=False),
    _key("day", first=False),
    _key("at", first=False),
    _key("person", first=False),
    _key("from_party", first=False),
    _key("to_party", first=False),
    _text("issue"),
    Column("cost", Text),
    Column("worth", Text),
    _text("for_what"),
    Column("ref", Integer),
    _text("condition"),
    Column("due", KEY),
    _text("reason"),
    Column("review", KEY),
    Column("settled", KEY),
    Column("settled_after", Integer),
    _text("typed"),
    _number("version"),
    _flag("open"),
    _key("since", first=False),
    Column("lapses", KEY),
    Column("increase", Text),
    Column("offer_no", Integer),
    Column("also", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    _of_a_deal(),
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

ties = Table(
    "ties",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("give", first=True),
    _number("get", first=True),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

Index("ix_ties_get", ties.c.team, ties.c.deal, ties.c["get"])

entries = Table(
    "entries",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("seq", first=True),
    _key("at", first=False),
    _key("person", first=False),
    _key("verb", first=False),
    _text("body"),
    Column("position", BigInteger),
    _of_a_deal(),
)
"""`position` is the entry's place among all teams' entries, in the order of their commits."""
Index(None, entries.c.position)
Index(None, entries.c.team, entries.c.position)

counters = Table(
    "counters",
    METADATA,
    _key("name"),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""The last number given, of whatever is numbered across all teams: only `entries` so far."""

processed_requests = Table(
    "processed_requests",
    METADATA,
    _key("team"),
    _key("key"),
    _key("deal", first=False),
    _number("seq"),
    _key("at", first=False),
    sqlite_with_rowid=False,
)
Index(None, processed_requests.c.at)

people = Table(
    "people",
    METADATA,
    _key("team"),
    _key("id"),
    _text("name"),
    _flag("member"),
    _flag("admin"),
    _text("zone"),
    _text("locale"),
    _key("seen", first=False),
    Column("colleague", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

channels = Table(
    "channels",
    METADATA,
    _key("team"),
    _key("id"),
    _text("name"),
    _flag("private_to_us"),
    _key("seen", first=False),
    sqlite_with_rowid=False,
)

posts = Table(
    "posts",
    METADATA,
    _key("team"),
    _key("id"),
    _key("recipient", first=False),
    _text("body"),
    _key("due", first=False),
    _number("tries"),
    _key("state", first=False),
    Column("wake", KEY),
    Column("deal", KEY),
    Column("sends", Integer, nullable=False, server_default="0"),
    Column("misses", Integer, nullable=False, server_default="0"),
    Column("conversation", KEY, nullable=False, server_default=""),
    Column("ts", KEY, nullable=False, server_default=""),
    Column("marked", Boolean, nullable=False, server_default=false()),
    Column("bare", Boolean, nullable=False, server_default=false()),
    Column("why", KEY, nullable=False, server_default=""),
)
_waking = posts.c.wake.is_not(None)
_settled = posts.c.wake.is_(None)
Index("ix_posts_settled", posts.c.due, sqlite_where=_settled, postgresql_where=_settled)
Index(
    "ix_posts_wake",
    posts.c.wake,
    posts.c.team,
    posts.c.id,
    sqlite_where=_waking,
    postgresql_where=_waking,
)

offers = Table(
    "offers",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _text("body"),
    Column("lapses", KEY),
    _of_a_deal(),
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
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _key("side", first=False),
    _key("state", first=False),
    Column("due", KEY),
    Column("owner", KEY),
    _text("body"),
    _number("version"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""What either side has to do, as it stands; the entries hold how that came about."""

closings = Table(
    "closings",
    METADATA,
    _key("team"),
    _key("deal"),
    _text("body"),
    _number("version"),
    Column("begun_day", KEY),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""How far the close of a deal has come. `begun_day` is the day on which it was begun, while it goes on; it is kept for
lists."""

plans = Table(
    "plans",
    METADATA,
    _key("team"),
    _key("deal"),
    _text("body"),
    _number("version"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

former_plans = Table(
    "former_plans",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person"),
    _text("body"),
    _number("version"),
    _key("at", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""Plans of owners who no longer own their deal. `at` is since when; nobody reads them."""
Index(None, former_plans.c.at)

shown_cautions = Table(
    "shown_cautions",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person"),
    _key("rule"),
    _key("key"),
    _text("weight"),
    _key("at", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

signals = Table(
    "signals",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _text("what"),
    _text("about"),
    _key("person", first=False),
    _key("day", first=False),
    _key("at", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

debriefs = Table(
    "debriefs",
    METADATA,
    _key("team"),
    _key("deal"),
    _text("body"),
    _number("version"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

playbook_lines = Table(
    "playbook_lines",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("place", first=True),
    _key("side", first=False),
    Column("industry", KEY),
    _text("what"),
    _key("person", first=False),
    _key("day", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""What deals added to the playbook of their workspace."""
Index(None, playbook_lines.c.team, playbook_lines.c.side, playbook_lines.c.day)

tradeable_outcomes = Table(
    "tradeable_outcomes",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _text("key"),
    _key("side", first=False),
    Column("industry", KEY),
    _flag("ours"),
    _flag("granted"),
    Column("cost", KEY),
    Column("worth", KEY),
    _key("unit", first=False),
    Column("cost_size", KEY),
    Column("worth_size", KEY),
    _key("day", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""What became of things of the libraries in deals that were closed."""
Index(None, tradeable_outcomes.c.team, tradeable_outcomes.c.side, tradeable_outcomes.c.day)

party_rulings = Table(
    "party_rulings",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("other"),
    _key("verdict", first=False),
    _key("person", first=False),
    _key("at", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""What people said about the parties of deals: no names, so that nothing is left of an erased deal."""
Index(None, party_rulings.c.team, party_rulings.c.other)

canvases = Table(
    "canvases",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("channel"),
    _text("id"),
    _key("person", first=False),
    _key("at", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

imported_moves = Table(
    "imported_moves",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("external"),
    _number("no"),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

own_tradeables = Table(
    "own_tradeables",
    METADATA,
    _key("team"),
    _key("id"),
    _key("side", first=False),
    _text("what"),
    Column("cost", Text),
    Column("worth", Text),
    _flag("retired"),
    _number("version"),
    sqlite_with_rowid=False,
)
"""What people of a workspace added to the libraries; `side` is who asks for it."""

import_columns = Table(
    "import_columns",
    METADATA,
    _key("team"),
    _key("shape"),
    _text("columns"),
    sqlite_with_rowid=False,
)
"""What somebody said that the columns of a spreadsheet are, by the id of its headings."""

deal_choices = Table(
    "deal_choices",
    METADATA,
    _key("team"),
    _key("person"),
    _key("channel"),
    _key("deal", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

pending_inputs = Table(
    "pending_inputs",
    METADATA,
    _key("team"),
    _key("id"),
    _key("person", first=False),
    _key("kind", first=False),
    _text("body"),
    _key("at", first=False),
    sqlite_with_rowid=False,
)
Index(None, pending_inputs.c.at)

data_rules = Table(
    "data_rules",
    METADATA,
    _key("team"),
    _number("grace_days"),
    _flag("legal_hold"),
    Column("uninstalled_at", KEY),
    _number("version"),
    Column("closed_months", Integer, nullable=False, server_default="0"),
    Column("hiring_months", Integer, nullable=False, server_default="6"),
    sqlite_with_rowid=False,
)

approval_rules = Table(
    "approval_rules",
    METADATA,
    _key("team"),
    _text("body"),
    _number("version"),
    sqlite_with_rowid=False,
)
"""Which gives of a workspace wait for somebody's yes, and who gives it."""

give_approvals = Table(
    "give_approvals",
    METADATA,
    _key("team"),
    _key("id"),
    _key("deal", first=False),
    _key("person", first=False),
    _key("at", first=False),
    _key("state", first=False),
    _text("body"),
    _number("version"),
    _of_a_deal(),
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
planned_deletions = Table(
    "planned_deletions",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("announced_on", first=False),
    _key("last_day", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""Closed deals whose people were told that they are deleted for their age."""

installations = Table(
    "installations",
    METADATA,
    _key("team"),
    _key("organisation", first=False),
    _flag("org_wide"),
    _text("name"),
    _key("bot", first=False),
    _key("bot_user", first=False),
    _text("scopes"),
    _key("installed_by", first=False),
    _key("installed_at", first=False),
    Column("expires_at", KEY),
    Column("refreshing_until", KEY),
    _text("body"),
    _number("version"),
    sqlite_with_rowid=False,
)

workspaces = Table(
    "workspaces",
    METADATA,
    _key("team"),
    _text("policy"),
    _number("version"),
    Column("leads", Boolean, nullable=False, server_default=false()),
    Column("whom_to_ask", Text, nullable=False, server_default=""),
    Column("admins", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("plan_grace", Integer, nullable=False, server_default="30"),
    Column("learning", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    sqlite_with_rowid=False,
)

schedules = Table(
    "schedules",
    METADATA,
    _key("team"),
    _key("id"),
    _key("occasion", first=False),
    Column("person", KEY),
    Column("deal", KEY),
    _key("key", first=False),
    _key("zone", first=False),
    _key("hour", first=False),
    Column("day", KEY),
    Column("due", KEY),
    sqlite_with_rowid=False,
)
"""`due` is the moment it comes round next."""
_coming = schedules.c.due.is_not(None)
Index(
    "ix_schedules_due",
    schedules.c.due,
    schedules.c.team,
    schedules.c.id,
    sqlite_where=_coming,
    postgresql_where=_coming,
)

claims = Table(
    "claims",
    METADATA,
    _key("team"),
    _key("schedule"),
    _key("lease", first=False),
    sqlite_with_rowid=False,
)
"""Schedules that somebody is at work on, and until when. Apart from them: the rows of those that
are due together lie far from each other, and to write a mark into each would cost a page of the
file for every one."""

occurrences = Table(
    "occurrences",
    METADATA,
    _key("team"),
    _key("schedule"),
    _key("day"),
    _key("at", first=False),
    _key("outcome", first=False),
    _text("why"),
    sqlite_with_rowid=False,
)
Index(None, occurrences.c.at)

preferences = Table(
    "preferences",
    METADATA,
    _key("team"),
    _key("person"),
    Column("digest", Boolean),
    Column("asked", KEY),
    _key("hour", first=False),
    _key("zone", first=False),
    _key("country", first=False),
    Column("quiet", KEY),
    Column("away_from", KEY),
    Column("away_until", KEY),
    _number("version"),
    Column("stopped", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("daily", Boolean, nullable=False, server_default=false()),
    Column("muted_from", KEY),
    Column("muted_until", KEY),
    sqlite_with_rowid=False,
)

consent_asks = Table(
    "consent_asks",
    METADATA,
    _key("team"),
    _key("person"),
    _key("deal"),
    _key("at", first=False),
    Column("answer", KEY),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""Who was asked by a message whether they want any, for which deal, and what they said."""

snoozes = Table(
    "snoozes",
    METADATA,
    _key("team"),
    _key("person"),
    _key("deal"),
    _number("no", first=True),
    _key("until", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

line_snoozes = Table(
    "line_snoozes",
    METADATA,
    _key("team"),
    _key("person"),
    _key("deal"),
    _key("subject"),
    _key("until", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""What people put off that is no move: check-ins, days of the contract, promises, offers."""

digests = Table(
    "digests",
    METADATA,
    _key("team"),
    _key("id"),
    _key("day", first=False),
    _text("body"),
    sqlite_with_rowid=False,
)
"""What each digest said, by the id of its post."""
Index(None, digests.c.day)

tallies = Table(
    "tallies", METADATA, _key("team"), _key("person"), _text("body"), sqlite_with_rowid=False
)
"""What came of each rule's nudges to a person, as releases before `told_lines` had it."""

told_lines = Table(
    "told_lines", METADATA, _key("team"), _key("reader"), _text("body"), sqlite_with_rowid=False
)
"""What each reader was told: a person, or the schedule of a channel's digest."""

urgent_checks = Table(
    "urgent_checks",
    METADATA,
    _key("team"),
    _key("deal"),
    _key("person", first=False),
    _key("at", first=False),
    _key("wake", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""Deals in which something was recorded whose day may come before somebody's next morning."""
Index("ix_urgent_checks_wake", urgent_checks.c.wake)

_waits = "state IN ('conditional', 'draft', 'goodwill')"
Index(
    "ix_moves_waiting",
    moves.c.team,
    moves.c.deal,
    sqlite_where=text(_waits),
    postgresql_where=text(_waits),
)

rhythms = Table(
    "rhythms",
    METADATA,
    _key("team"),
    _key("deal"),
    _text("body"),
    _number("version"),
    Column("end_day", KEY),
    Column("due_day", KEY),
    Column("begun", Boolean, nullable=False, server_default=false()),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""`end_day` is the earlier of the renewal and the last day for notice that nobody settled, `due_day` that of
the first gate or event to settle, `begun` whether anything was agreed in it; they are kept for lists."""

checkins = Table(
    "checkins",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _text("body"),
    _number("version"),
    Column("open_day", KEY),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

"""`open_day` is the day of a check-in that nobody reported on yet; it is kept for the index."""
Index(None, checkins.c.team, checkins.c.deal, checkins.c.open_day)

readings = Table(
    "readings",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("no", first=True),
    _text("measure"),
    _key("value", first=False),
    _key("day", first=False),
    _key("person", first=False),
    _key("at", first=False),
    Column("since", KEY),
    Column("corrects", Integer),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

firings = Table(
    "firings",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("reading", first=True),
    _text("measure"),
    _key("day", first=False),
    _text("action"),
    _key("at", first=False),
    Column("consequences", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("taken_back", Integer),
    _of_a_deal(),
    sqlite_with_rowid=False,
)

webhook_deliveries = Table(
    "webhook_deliveries",
    METADATA,
    _key("team"),
    _key("deal"),
    _number("seq", first=True),
    _key("id", first=False),
    _key("at", first=False),
    _key("state", first=False),
    Column("wake", KEY),
    _number("attempts"),
    _number("claims"),
    _key("why", first=False),
    _of_a_deal(),
    sqlite_with_rowid=False,
)
"""Entries on their way to the webhook, by their number; what they say is in the ledger alone."""
_to_hand_over = webhook_deliveries.c.wake.is_not(None)
Index(
    "ix_webhook_deliveries_wake",
    webhook_deliveries.c.wake,
    webhook_deliveries.c.at,
    sqlite_where=_to_hand_over,
    postgresql_where=_to_hand_over,
)
Index(None, webhook_deliveries.c.state, webhook_deliveries.c.at)
