from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import (
    Canvas,
    Channel,
    Installation,
    KeptLog,
    Mute,
    Note,
    PendingCommand,
    Person,
    PersonalDeal,
    Post,
    PostState,
    ProcessedRequest,
    ShownCaution,
    SlackTokens,
    UrgentCheck,
    WebhookDelivery,
    Workspace,
    WorkspaceCounts,
)
from bot.domain.approvals import ApprovalRules, Approver, GiveApproval
from bot.domain.audit import AuditAct, AuditRow
from bot.domain.checkins import CheckIn
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment, CommitmentSide
from bot.domain.data_rules import DataRules
from bot.domain.deals import Lifecycle, Role, Side
from bot.domain.debriefs import Debrief
from bot.domain.digests import Digest
from bot.domain.ids import ChannelId, CommitmentNo, DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Verb
from bot.domain.ledger_changes import LedgerChange
from bot.domain.measures.kept import KeptMeasures
from bot.domain.mornings import MorningMemory, ToldLine
from bot.domain.moves import State
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.party_memory import PartyRuling, PartyVerdict
from bot.domain.plans import Plan
from bot.domain.playbook_lines import PlaybookLine
from bot.domain.policy import Policy
from bot.domain.preferences import ConsentAsk, LineSnooze, Preferences, Snooze
from bot.domain.retention import PlannedDeletion
from bot.domain.rhythms import Rhythm, RhythmChange, RhythmStep
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind
from bot.domain.totals import Totals
from bot.domain.tradeable_outcomes import TradeableOutcome
from bot.domain.trades import Tie
from bot.domain.triggers import Firing, Reading
from bot.store.engine import Database
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.table import (
    ACME,
    ANA,
    BEN,
    NOW,
    OTHER_TEAM,
    TEAM,
    TODAY,
    acme,
    get,
    give,
    offer,
    recorded,
)

C1 = ChannelId("C1")


def change_of_rhythm(what: str) -> RhythmChange:
    return RhythmChange(
        person=ANA,
        at=NOW,
        step=RhythmStep.CADENCE,
        what=what,
        before=Rhythm(),
        after=Rhythm(agenda=what, version=1),
    )


DAY = timedelta(days=1)


def fill(work: UnitOfWork, team: TeamId, what: str) -> None:
    """One of everything, under the same ids in each team."""
    deal = replace(acme(team), name=what)
    lapsing = replace(give(3, what, state=State.CONDITIONAL), due=TODAY - timedelta(days=2))
    tied = replace(
        recorded(1, give(1, what), get(2, what), lapsing),
        tied=(Tie(give=MoveNo(1), get=MoveNo(2)),),
        offers=(replace(offer(1), rhythm=what),),
        commitments=(
            Commitment(no=CommitmentNo(1), side=CommitmentSide.OURS, what=what, at=NOW, person=ANA),
        ),
    )
    work.deals.insert(deal, C1, ANA)
    work.ledger.append_entry(deal, tied, Totals(gives=len(what)))
    work.cautions.set_muted(team, ACME, Mute(person=ANA, rule=what), on=True)
    work.keys.mark_processed(team, "key", ProcessedRequest(deal=ACME, seq=len(what)), NOW)
    work.people.save(Person(team=team, id=ANA, name=what, member=True, seen=NOW))
    work.channels.save(Channel(team=team, id=C1, name=what, private_to_us=True, seen=NOW))
    work.plans.save(team, ACME, Plan(hint=what))
    work.plans.withdraw(team, ACME, ANA, NOW)
    work.plans.save(team, ACME, Plan(hint=what))
    work.roles.set_follower(team, ACME, BEN, on=True)
    work.preferences.save_consent_ask(team, ConsentAsk(person=BEN, deal=ACME, at=NOW))
    work.cautions.save_shown(
        team, ACME, ShownCaution(person=ANA, key="drip:1", weight=Decimal(len(what)), at=NOW)
    )
    work.roles.set_lead(team, ACME, ANA, on=True)
    work.signals.insert(
        team, ACME, Note(no=1, what=what, about="buyer", person=ANA, on=TODAY, at=NOW)
    )
    work.debriefs.save(team, ACME, Debrief(lines=(what,), person=ANA, at=NOW))
    advice = PlaybookLine(
        team=team, deal=ACME, place=0, side=Side.SELLING, what=what, person=ANA, on=TODAY
    )
    work.learning.replace_lines(team, ACME, [advice])
    outcome = TradeableOutcome(
        team=team,
        deal=ACME,
        no=MoveNo(1),
        key=what,
        side=Side.SELLING,
        ours=False,
        granted=True,
        unit="EUR",
        on=TODAY,
    )
    work.learning.replace_outcomes(team, ACME, [outcome])
    work.learning.save_ruling(
        team,
        PartyRuling(deal=ACME, other=DealId(what), verdict=PartyVerdict.SAME, person=ANA, at=NOW),
    )
    work.canvases.save(team, ACME, Canvas(channel=C1, id=what, person=ANA, at=NOW))
    work.preferences.save_line_snooze(
        team, LineSnooze(person=ANA, deal=ACME, subject=what, until=TODAY)
    )
    work.approvals.save_rules(
        ApprovalRules(team=team, approvers=(Approver(person=PersonId(what)),), version=1)
    )
    work.approvals.save(
        team,
        GiveApproval(
            id="a1",
            deal=ACME,
            person=ANA,
            at=NOW,
            change=LedgerChange(verb=Verb.RECORDED, moves=(), why=what),
            gives=(),
            reasons=(),
            last=MoveNo(0),
            lifecycle=Lifecycle(name=what),
        ),
    )
    work.audit.insert(
        team, AuditRow(id="a1", at=NOW, person=ANA, act=AuditAct.DEAL_SET, deal_id=ACME)
    )
    work.tradeables.save(OwnTradeable(team=team, id="t", side=Side.SELLING, what=what))
    work.imports.save_moves(team, ACME, {what: MoveNo(1)})
    work.imports.save_columns(team, "shape", {what: "what"})
    work.deals.save_choice(team, ANA, C1, ACME)
    line = PendingCommand(id="line", person=ANA, at=NOW, channel=C1, command="/concede", text=what)
    work.pending.save(team, line)
    work.workspaces.save(Workspace(team=team, policy=Policy(open_days=len(what))))
    work.retention.save(PlannedDeletion(team=team, deal=ACME, announced_on=TODAY, last_day=TODAY))
    work.data_rules.save(DataRules(team=team, grace_days=len(what), version=1))
    work.installations.save(
        Installation(
            team=team,
            name=what,
            installed_by=ANA,
            installed_at=NOW,
            version=1,
            tokens=SlackTokens(access=what),
        )
    )
    coming = Schedule(
        team=team,
        id="s",
        occasion=ScheduleKind.DIGEST,
        key=what,
        zone="UTC",
        hour=time(9),
        wake=NOW,
    )
    work.schedules.save(coming)
    (claimed,) = (
        one
        for one in work.schedules.claim_due(NOW, NOW + timedelta(minutes=1), 9)
        if one.team == team
    )
    came = Occurrence(day=TODAY, at=NOW, outcome=Outcome.MADE, why=what)
    work.schedules.complete(claimed, [came], replace(coming, wake=NOW + timedelta(days=1)))
    assert work.schedules.claim_due(NOW + timedelta(days=1), NOW + timedelta(days=1, minutes=1), 9)
    work.rhythms.save(team, ACME, Rhythm(agenda=what, version=1))
    measured = KeptLog(seq=1, basis=f"{what} basis", measures=KeptMeasures())
    work.log_measures.save(team, ACME, measured)
    work.closings.save(team, ACME, Closing(review=what, version=1))
    work.rhythms.save_change(team, ACME, change_of_rhythm(what))
    work.rhythms.save_checkin(team, ACME, CheckIn(no=1, of=TODAY, day=TODAY, outcome=what))
    value = Decimal(len(what))
    work.rhythms.insert_reading(
        team, ACME, Reading(no=1, measure=what, value=value, on=TODAY, person=ANA, at=NOW)
    )
    work.rhythms.insert_firing(
        team, ACME, Firing(measure=what, reading=1, on=TODAY, action=what, at=NOW)
    )
    work.preferences.save(Preferences(team=team, person=ANA, zone=what))
    work.preferences.save_snooze(team, Snooze(person=ANA, deal=ACME, move=MoveNo(1), until=TODAY))
    told = {what: ToldLine(stage=what, on=TODAY)}
    work.mornings.save_memory(team, ANA, MorningMemory(lines=told))
    work.mornings.save_check(UrgentCheck(team=team, deal=ACME, person=ANA, at=NOW, wake=NOW))
    work.digests.insert(Digest(team=team, id="d", day=TODAY, since=TODAY, lines=()))
    work.outbox.insert(Post(id="post", team=team, to=C1, body=what, due=NOW))
    lost = Post(id="lost", team=team, to=ANA, body="{}", due=NOW, state=PostState.SENDING)
    work.outbox.insert(lost)
    work.outbox.settle(replace(lost, state=PostState.DEAD, why="no_text"))
    work.webhooks.insert(WebhookDelivery(team=team, deal=ACME, seq=1, id=f"{team}1", at=NOW))


def seen(work: UnitOfWork, team: TeamId) -> list[object]:
    """All that a team can see."""
    return [
        work.deals.find(team, ACME),
        list(work.deals.list_in_channel(team, C1)),
        list(work.deals.list_of_person(team, ANA)),
        list(work.deals.list_channels(team, ACME)),
        work.ledger.load_snapshot(team, ACME, ANA),
        list(work.ledger.list_entries(team, ACME)),
        work.ledger.find_entry(team, ACME, 1),
        work.ledger.find_move(team, ACME, MoveNo(1)),
        list(work.roles.list_in_deal(team, ACME)),
        work.roles.find(team, ACME, ANA),
        work.cautions.list_muted_rules(team, ACME, ANA),
        work.keys.find_processed(team, "key"),
        work.people.find(team, ANA),
        work.channels.find(team, C1),
        list(work.offers.list_in_deal(team, ACME)),
        work.plans.find(team, ACME),
        work.installations.find(team),
        list(work.cautions.list_shown(team, ACME, ANA, "drip")),
        list(work.signals.list_in_deal(team, ACME)),
        work.debriefs.find(team, ACME),
        list(work.learning.list_lines_of_deal(team, ACME)),
        list(work.learning.list_lines(team, Side.SELLING)),
        list(work.learning.list_outcomes(team, Side.SELLING, None)),
        list(work.learning.list_rulings(team, [ACME])),
        list(work.canvases.list_in_deal(team, ACME)),
        list(work.roles.list_leads(team, ACME)),
        list(work.tradeables.list_of_team(team)),
        work.imports.find_moves(team, ACME),
        work.imports.find_columns(team, "shape"),
        work.deals.find_chosen(team, ANA, C1),
        work.workspaces.find(team),
        work.data_rules.find(team),
        work.schedules.find(team, "s"),
        list(work.schedules.list_occurrences(team, "s")),
        work.rhythms.find(team, ACME),
        work.rhythms.find_change(team, ACME),
        list(work.rhythms.list_checkins(team, ACME)),
        list(work.rhythms.list_readings(team, ACME)),
        list(work.rhythms.list_firings(team, ACME)),
        list(work.plans.list_former(team, ACME)),
        list(work.roles.list_followers(team, ACME)),
        list(work.preferences.list_consent_asks(team, [BEN])),
        list(work.commitments.list_in_deal(team, ACME)),
        dict(work.commitments.list_open_in_deals(team, [ACME])),
        work.closings.find(team, ACME),
        work.approvals.find_rules(team),
        work.approvals.find(team, "a1"),
        list(work.approvals.list_waiting(team)),
        list(work.approvals.list_waiting_in_deal(team, ACME)),
        work.log_measures.find(team, ACME),
        work.workspaces.count(team, NOW - DAY),
        list(work.workspaces.list_usage(team, NOW - DAY, 9)),
        list(work.outbox.count_failures(team, NOW - DAY)),
        work.outbox.count_late(team, NOW + DAY),
        work.webhooks.count_dead(team),
    ]


NOTHING: list[object] = [
    *(None, [], [], [], None, [], None, None, [], None, frozenset(), None, None, None),
    *([], None, None, [], [], None, [], [], [], [], [], [], [], {}, {}, None, None, None, None, []),
    *(None, None, [], [], [], [], [], []),
    *([], {}, None, None, None, [], [], None),
    *(WorkspaceCounts(open_deals=0, closed_deals=0, entries=0, people=0), [], [], 0, 0),
]


def test_the_same_ids_in_two_teams_never_mix(store: Store) -> None:
    with store.work() as work:
        fill(work, TEAM, "apples")
        alone = seen(work, TEAM)
        assert seen(work, OTHER_TEAM) == NOTHING
        fill(work, OTHER_TEAM, "pears too")
    with store.reading() as work:
        assert seen(work, TEAM) == alone
        assert "pears" not in repr(seen(work, TEAM))
        assert "apples" not in repr(seen(work, OTHER_TEAM))
        assert work.ledger.load(TEAM, ACME) != work.ledger.load(OTHER_TEAM, ACME)
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == [(TEAM, ACME), (OTHER_TEAM, ACME)]


def test_what_one_team_changes_stays_its_own(store: Store) -> None:
    with store.work() as work:
        fill(work, TEAM, "apples")
        fill(work, OTHER_TEAM, "pears")
        theirs = seen(work, OTHER_TEAM)
    with store.work() as work:
        work.deals.update(replace(acme(), closed_at=NOW, version=2))
        work.roles.save(TEAM, ACME, ANA, Role.NOBODY)
        work.roles.save(TEAM, ACME, BEN, Role.OWNER)
        work.cautions.set_muted(TEAM, ACME, Mute(person=ANA, rule="pears"), on=False)
        work.ledger.append_entry(
            acme(),
            replace(recorded(2, give(1, "x")), untied=(Tie(give=MoveNo(1), get=MoveNo(2)),)),
            Totals(),
        )
        work.ledger.save_totals(TEAM, ACME, Totals(), frozenset())
        work.deals.move_channel(TEAM, C1, ChannelId("C2"))
        work.people.save(Person(team=TEAM, id=ANA, name="x", member=False, seen=NOW))
        work.channels.save(Channel(team=TEAM, id=C1, name="x", private_to_us=False, seen=NOW))
    with store.reading() as work:
        assert seen(work, OTHER_TEAM) == theirs
        assert len(work.ledger.load(OTHER_TEAM, ACME).ties) == 1


def test_a_purged_team_leaves_nothing_and_takes_nothing_along(store: Store) -> None:
    with store.work() as work:
        fill(work, TEAM, "apples")
        fill(work, OTHER_TEAM, "pears")
        theirs = seen(work, OTHER_TEAM)
    with store.work() as work:
        work.workspaces.purge(TEAM)
    with store.work() as work:
        assert seen(work, TEAM) == NOTHING
        assert seen(work, OTHER_TEAM) == theirs
        assert [post.team for post in work.outbox.claim_due(NOW, NOW, 9)] == [OTHER_TEAM]


NO_LONGER_WRITTEN = frozenset({"tallies"})
"""Tables that stay until the release after this one."""


def test_a_purge_forgets_no_table(database: Database) -> None:
    store = SqlStore(database)
    with store.work() as work:
        fill(work, TEAM, "apples")
    of_teams = [
        name
        for name, table in METADATA.tables.items()
        if "team" in table.c and name not in NO_LONGER_WRITTEN
    ]
    counts = {name: f"SELECT count(*) FROM {name}" for name in of_teams}
    with database.engine.connect() as connection:
        assert {
            name for name, count in counts.items() if not connection.exec_driver_sql(count).scalar()
        } == set()
    with store.work() as work:
        work.workspaces.purge(TEAM)
    with database.engine.connect() as connection:
        assert {
            name for name, count in counts.items() if connection.exec_driver_sql(count).scalar()
        } == set()


def test_team_comes_first_in_every_key() -> None:
    for table in METADATA.tables.values():
        if table.name == "counters":
            continue  # what is counted across all teams
        assert next(iter(table.primary_key)).name == "team", table.name


@pytest.mark.parametrize("member", [True, False])
def test_what_is_known_of_people_and_channels_is_replaced_by_what_was_seen_last(
    store: Store, member: bool
) -> None:
    ana = Person(
        team=TEAM,
        id=ANA,
        name="Ana Ünal",
        member=member,
        admin=True,
        zone="Europe/Berlin",
        locale="de-DE",
        seen=NOW,
    )
    channel = Channel(team=TEAM, id=C1, name="acme", private_to_us=member, seen=NOW)
    with store.work() as work:
        assert work.people.find(TEAM, ANA) is None
        assert work.channels.find(TEAM, C1) is None
        work.people.save(replace(ana, member=not member, seen=NOW - timedelta(days=1)))
        work.people.save(ana)
        work.channels.save(replace(channel, private_to_us=not member))
        work.channels.save(channel)
    with store.reading() as work:
        assert work.people.find(TEAM, ANA) == ana
        assert work.channels.find(TEAM, C1) == channel


def test_a_deal_in_no_channel_is_still_its_owners(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
    with store.reading() as work:
        assert list(work.deals.list_of_person(TEAM, ANA)) == [
            PersonalDeal(deal=acme(), totals=Totals(), channel=None)
        ]
        assert list(work.deals.list_channels(TEAM, ACME)) == []
