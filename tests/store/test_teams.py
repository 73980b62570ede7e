from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from bot.coach.ports import (
    Channel,
    Mute,
    Note,
    PendingInput,
    Person,
    PersonalDeal,
    Post,
    ProcessedRequest,
    ShownCaution,
    Store,
    UnitOfWork,
    Workspace,
)
from bot.domain.checkins import CheckIn
from bot.domain.deals import Role
from bot.domain.digests import Digest
from bot.domain.ids import ChannelId, MoveNo, TeamId
from bot.domain.moves import State
from bot.domain.plans import Plan
from bot.domain.policy import Policy
from bot.domain.preferences import Preferences, Snooze
from bot.domain.quieting import Tally
from bot.domain.rhythms import Rhythm
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind
from bot.domain.totals import Totals
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


def fill(work: UnitOfWork, team: TeamId, what: str) -> None:
    """One of everything, under the same ids in each team."""
    deal = replace(acme(team), name=what)
    lapsing = replace(give(3, what, state=State.CONDITIONAL), due=TODAY - timedelta(days=2))
    tied = replace(
        recorded(1, give(1, what), get(2, what), lapsing),
        tied=(Tie(give=MoveNo(1), get=MoveNo(2)),),
        offers=(replace(offer(1), rhythm=what),),
    )
    work.open_deal(deal, C1, ANA)
    work.append(deal, tied, Totals(gives=len(what)))
    work.mute(team, ACME, Mute(person=ANA, rule=what), on=True)
    work.take(team, "key", ProcessedRequest(deal=ACME, seq=len(what)), NOW)
    work.save_person(Person(team=team, id=ANA, name=what, member=True, seen=NOW))
    work.save_channel(Channel(team=team, id=C1, name=what, private_to_us=True, seen=NOW))
    work.save_plan(team, ACME, Plan(hint=what))
    work.keep_said(
        team, ACME, ShownCaution(person=ANA, key="drip:1", weight=Decimal(len(what)), at=NOW)
    )
    work.add_note(team, ACME, Note(no=1, what=what, about="buyer", person=ANA, on=TODAY, at=NOW))
    work.mark_imported(team, ACME, {what: MoveNo(1)})
    work.pick(team, ANA, C1, ACME)
    work.keep_line(
        team, PendingInput(id="line", person=ANA, channel=C1, command="/concede", text=what, at=NOW)
    )
    work.save_workspace(Workspace(team=team, policy=Policy(open_days=len(what))))
    coming = Schedule(
        team=team,
        id="s",
        occasion=ScheduleKind.DIGEST,
        key=what,
        zone="UTC",
        hour=time(9),
        wake=NOW,
    )
    work.save_schedule(coming)
    (claimed,) = (
        one for one in work.claim_schedules(NOW, NOW + timedelta(minutes=1), 9) if one.team == team
    )
    came = Occurrence(day=TODAY, at=NOW, outcome=Outcome.MADE, why=what)
    work.fire(claimed, [came], replace(coming, wake=NOW + timedelta(days=1)))
    assert work.claim_schedules(NOW + timedelta(days=1), NOW + timedelta(days=1, minutes=1), 9)
    work.save_rhythm(team, ACME, Rhythm(agenda=what, version=1))
    work.save_checkin(team, ACME, CheckIn(no=1, of=TODAY, day=TODAY, outcome=what))
    value = Decimal(len(what))
    work.add_reading(
        team, ACME, Reading(no=1, measure=what, value=value, on=TODAY, person=ANA, at=NOW)
    )
    work.add_firing(team, ACME, Firing(measure=what, reading=1, on=TODAY, action=what, at=NOW))
    work.save_preferences(Preferences(team=team, person=ANA, zone=what))
    work.snooze(team, Snooze(person=ANA, deal=ACME, move=MoveNo(1), until=TODAY))
    work.keep_tallies(team, ANA, {what: Tally()})
    work.keep_digest(Digest(team=team, id="d", day=TODAY, since=TODAY, lines=()))
    work.post(Post(id="post", team=team, to=C1, body=what, due=NOW))


def seen(work: UnitOfWork, team: TeamId) -> list[object]:
    """All that a team can see."""
    return [
        work.deal(team, ACME),
        list(work.deals_in(team, C1)),
        list(work.deals_of(team, ANA)),
        list(work.channels_of(team, ACME)),
        work.snapshot(team, ACME, ANA),
        list(work.entries(team, ACME)),
        work.entry(team, ACME, 1),
        work.move(team, ACME, MoveNo(1)),
        list(work.roles(team, ACME)),
        work.role(team, ACME, ANA),
        work.mutes(team, ACME, ANA),
        work.processed_request(team, "key"),
        work.person(team, ANA),
        work.channel(team, C1),
        list(work.offers(team, ACME)),
        work.plan(team, ACME),
        list(work.said(team, ACME, ANA, "drip")),
        list(work.notes(team, ACME)),
        work.imported(team, ACME),
        work.picked(team, ANA, C1),
        work.workspace(team),
        work.schedule(team, "s"),
        list(work.occurrences(team, "s")),
        work.rhythm(team, ACME),
        list(work.checkins(team, ACME)),
        list(work.measured(team, ACME)),
        list(work.firings(team, ACME)),
    ]


NOTHING: list[object] = [
    *(None, [], [], [], None, [], None, None, [], None, frozenset(), None, None, None),
    *([], None, [], [], {}, None, None, None, []),
    *(None, [], [], []),
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
        assert work.ledger(TEAM, ACME) != work.ledger(OTHER_TEAM, ACME)
        assert list(work.due_moves(TODAY, 9)) == [(TEAM, ACME), (OTHER_TEAM, ACME)]


def test_what_one_team_changes_stays_its_own(store: Store) -> None:
    with store.work() as work:
        fill(work, TEAM, "apples")
        fill(work, OTHER_TEAM, "pears")
        theirs = seen(work, OTHER_TEAM)
    with store.work() as work:
        work.save_deal(replace(acme(), closed_at=NOW, version=2))
        work.give_role(TEAM, ACME, ANA, Role.NOBODY)
        work.give_role(TEAM, ACME, BEN, Role.OWNER)
        work.mute(TEAM, ACME, Mute(person=ANA, rule="pears"), on=False)
        work.append(
            acme(),
            replace(recorded(2, give(1, "x")), untied=(Tie(give=MoveNo(1), get=MoveNo(2)),)),
            Totals(),
        )
        work.restate(TEAM, ACME, Totals(), frozenset())
        work.rebind(TEAM, C1, ChannelId("C2"))
        work.save_person(Person(team=TEAM, id=ANA, name="x", member=False, seen=NOW))
        work.save_channel(Channel(team=TEAM, id=C1, name="x", private_to_us=False, seen=NOW))
    with store.reading() as work:
        assert seen(work, OTHER_TEAM) == theirs
        assert len(work.ledger(OTHER_TEAM, ACME).ties) == 1


def test_a_purged_team_leaves_nothing_and_takes_nothing_along(store: Store) -> None:
    with store.work() as work:
        fill(work, TEAM, "apples")
        fill(work, OTHER_TEAM, "pears")
        theirs = seen(work, OTHER_TEAM)
    with store.work() as work:
        work.purge_team(TEAM)
    with store.work() as work:
        assert seen(work, TEAM) == NOTHING
        assert seen(work, OTHER_TEAM) == theirs
        assert [post.team for post in work.claim_posts(NOW, NOW, 9)] == [OTHER_TEAM]


def test_a_purge_forgets_no_table(database: Database) -> None:
    store = SqlStore(database)
    with store.work() as work:
        fill(work, TEAM, "apples")
    counts = {name: f"SELECT count(*) FROM {name}" for name in METADATA.tables}
    with database.engine.connect() as connection:
        assert {
            name for name, count in counts.items() if not connection.exec_driver_sql(count).scalar()
        } == set()
    with store.work() as work:
        work.purge_team(TEAM)
    with database.engine.connect() as connection:
        assert {
            name for name, count in counts.items() if connection.exec_driver_sql(count).scalar()
        } == set()


def test_team_comes_first_in_every_key() -> None:
    for table in METADATA.tables.values():
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
        assert work.person(TEAM, ANA) is None
        assert work.channel(TEAM, C1) is None
        work.save_person(replace(ana, member=not member, seen=NOW - timedelta(days=1)))
        work.save_person(ana)
        work.save_channel(replace(channel, private_to_us=not member))
        work.save_channel(channel)
    with store.reading() as work:
        assert work.person(TEAM, ANA) == ana
        assert work.channel(TEAM, C1) == channel


def test_a_deal_in_no_channel_is_still_its_owners(store: Store) -> None:
    with store.work() as work:
        work.open_deal(acme(), None, ANA)
    with store.reading() as work:
        assert list(work.deals_of(TEAM, ANA)) == [
            PersonalDeal(deal=acme(), totals=Totals(), channel=None)
        ]
        assert list(work.channels_of(TEAM, ACME)) == []
