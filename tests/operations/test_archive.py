"""`giveget export`: everything that is stored about a deal, and nothing of its private plan."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Table

from bot.coach.records import Canvas
from bot.domain.approvals import GiveApproval
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment, CommitmentSide
from bot.domain.deals import Lifecycle
from bot.domain.debriefs import Debrief
from bot.domain.ids import CommitmentNo, MoveNo
from bot.domain.ledger import Verb
from bot.domain.ledger_changes import LedgerChange
from bot.store.engine import connect
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.operations.running import run_line
from tests.store.rich import C1, DEAL, PLAIN_ENTRY, PLAN, TOTALS, fill
from tests.store.table import ACME, ANA, BEN, NOW, TEAM
from tests.store.template import make_database

KEPT_IN = {
    "deal_channels": "channels",
    "roles": "people",
    "leads": "leads",
    "followers": "followers",
    "mutes": "people",
    "moves": "moves",
    "ties": "ties",
    "entries": "entries",
    "offers": "offers",
    "commitments": "commitments",
    "shown_cautions": "people",
    "signals": "notes",
    "debriefs": "debrief",
    "canvases": "canvases",
    "closings": "closing",
    "imported_moves": "imported",
    "consent_asks": "people",
    "snoozes": "people",
    "rhythms": "rhythm",
    "checkins": "checkins",
    "readings": "readings",
    "firings": "triggers",
    "give_approvals": "approvals",
}
"""Under which name of the export the rows of each table about a deal stand."""

LEFT_OUT = {
    "plans": "private: `--plan-for` writes it, for those who may see it",
    "former_plans": "nobody reads them",
    "processed_requests": "ids of requests",
    "playbook_lines": "lines of the debrief, which is exported, copied for the workspace",
    "tradeable_outcomes": "what became of moves and asks, which are exported, by thing",
    "party_rulings": "what two parties of different deals have to do with each other, without a name",
    "planned_deletions": "when a closed deal goes, which follows from its age and the workspace's rules",
    "webhook_deliveries": "ids of entries on their way to the operator's webhook",
    "posts": "messages on their way, made of what is exported",
    "urgent_checks": "that somebody is to be told at once, which follows from what is exported",
    "line_snoozes": "what somebody put off in their own messages, for a few days",
    "schedules": "when the next reminder comes, which follows from what is exported",
    "log_measures": "what the log shows of a long deal, worked out of moves and ties, which are exported",
    "rhythm_changes": "what the rhythm, which is exported, was before its last change, so that it can be undone",
    "deal_choices": "which of several deals a person types about in a channel",
}
"""Tables with a column for the deal that are not exported, and why."""

CASE_STUDY = Commitment(
    no=CommitmentNo(1), side=CommitmentSide.THEIRS, what="case study", at=NOW, person=ANA
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a database in which one deal has a row in every table."""
    database = connect(make_database(tmp_path / "giveget.db"), threads=1)
    with SqlStore(database).work() as work:
        fill(work)
        work.roles.set_lead(TEAM, ACME, ANA, on=True)
        work.roles.set_follower(TEAM, ACME, BEN, on=True)
        work.ledger.append_entry(
            DEAL, replace(PLAIN_ENTRY, seq=3, commitments=(CASE_STUDY,)), TOTALS
        )
        work.approvals.save(
            TEAM,
            GiveApproval(
                id="a1",
                deal=ACME,
                person=ANA,
                at=NOW,
                change=LedgerChange(verb=Verb.RECORDED, moves=()),
                gives=(),
                reasons=(),
                last=MoveNo(0),
                lifecycle=Lifecycle(name="Acme renewal"),
            ),
        )
        work.canvases.save(TEAM, ACME, Canvas(channel=C1, id="F1", person=ANA, at=NOW))
        work.closings.save(TEAM, ACME, Closing(review="write it down sooner", version=1))
        work.debriefs.save(TEAM, ACME, Debrief(lines=("ask early",), person=ANA, at=NOW))
    database.close()
    return tmp_path


def about_a_deal(table: Table) -> bool:
    return "deal" in table.columns and table.name != "deals"


def test_every_table_about_a_deal_is_exported_or_left_out_for_a_reason() -> None:
    tables = {table.name for table in METADATA.tables.values() if about_a_deal(table)}
    assert tables == set(KEPT_IN) | set(LEFT_OUT)


def test_everything_but_the_plan_is_in_it(folder: Path) -> None:
    done = run_line(folder, f"giveget export {ACME} --format json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    filled = {name for name in KEPT_IN.values() if told[name]}
    assert set(KEPT_IN.values()) == filled
    assert told["deal"]["id"] == ACME
    ben = next(each for each in told["people"] if each["person"] == BEN)
    assert ben["role"] == "viewer"
    assert PLAN.hint not in done.stdout
    assert PLAN.alternatives[0].what not in done.stdout
