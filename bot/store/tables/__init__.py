"""The tables. `team` is the first column of every key, so that no answer crosses from one workspace
to another.

Entries are only ever added. Moves and ties are the entries' fold, kept beside them so that a look
at a deal costs the same however long its ledger is. Days and moments are texts that sort as they
do; structured values are JSON bodies (`codec.py`).

They are all named here, so that whoever asks for `METADATA` has every table in it.
"""

from bot.store.tables.columns import KEY, METADATA
from bot.store.tables.deals import (
    canvases,
    closings,
    deal_channels,
    deal_choices,
    deals,
    followers,
    former_plans,
    leads,
    mutes,
    plans,
    roles,
    shown_cautions,
    signals,
)
from bot.store.tables.learning import (
    debriefs,
    import_columns,
    own_tradeables,
    party_rulings,
    playbook_lines,
    tradeable_outcomes,
)
from bot.store.tables.ledger import (
    commitments,
    counters,
    entries,
    give_approvals,
    imported_moves,
    log_measures,
    moves,
    offers,
    ties,
)
from bot.store.tables.messages import pending_inputs, posts, processed_requests, webhook_deliveries
from bot.store.tables.mornings import (
    claims,
    digests,
    occurrences,
    schedules,
    tallies,
    told_lines,
    urgent_checks,
)
from bot.store.tables.people import (
    channels,
    consent_asks,
    line_snoozes,
    people,
    preferences,
    snoozes,
)
from bot.store.tables.rhythms import checkins, firings, readings, rhythm_changes, rhythms
from bot.store.tables.workspaces import (
    approval_rules,
    audit_rows,
    data_rules,
    installations,
    planned_deletions,
    workspaces,
)

__all__ = [
    "KEY",
    "METADATA",
    "approval_rules",
    "audit_rows",
    "canvases",
    "channels",
    "checkins",
    "claims",
    "closings",
    "commitments",
    "consent_asks",
    "counters",
    "data_rules",
    "deal_channels",
    "deal_choices",
    "deals",
    "debriefs",
    "digests",
    "entries",
    "firings",
    "followers",
    "former_plans",
    "give_approvals",
    "import_columns",
    "imported_moves",
    "installations",
    "leads",
    "line_snoozes",
    "log_measures",
    "moves",
    "mutes",
    "occurrences",
    "offers",
    "own_tradeables",
    "party_rulings",
    "pending_inputs",
    "people",
    "planned_deletions",
    "plans",
    "playbook_lines",
    "posts",
    "preferences",
    "processed_requests",
    "readings",
    "rhythm_changes",
    "rhythms",
    "roles",
    "schedules",
    "shown_cautions",
    "signals",
    "snoozes",
    "tallies",
    "ties",
    "told_lines",
    "tradeable_outcomes",
    "urgent_checks",
    "webhook_deliveries",
    "workspaces",
]
