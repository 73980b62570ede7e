from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.coach.records import Post, PostState
from bot.domain.deals import Role
from bot.domain.digests import About, Digest, Printed
from bot.domain.ids import DealId, MoveNo, PersonId
from bot.domain.mornings import MorningMemory, ToldLine
from bot.domain.moves import State
from bot.domain.preferences import Preferences, Snooze
from bot.domain.rhythms import Rhythm
from bot.domain.totals import Totals
from tests.store.table import (
    ACME,
    ANA,
    BEN,
    NOW,
    OTHER_TEAM,
    TEAM,
    TODAY,
    acme,
    ask,
    get,
    give,
    recorded,
)

ANAS = Preferences(team=TEAM, person=ANA)
DAY = timedelta(days=1)


def test_preferences_are_kept_and_replaced(store: Store) -> None:
    later = Preferences(
        team=TEAM,
        person=ANA,
        digest=False,
        asked=NOW,
        hour=time(17, 30),
        zone="Asia/Tokyo",
        country="DE-BY",
        quiet=frozenset({4, 5}),
        away_from=TODAY,
        away_until=TODAY + DAY,
        version=2,
    )
    with store.work() as work:
        assert work.preferences.find_many(TEAM, [ANA]) == {}
        work.preferences.save(ANAS)
        assert work.preferences.find_many(TEAM, [ANA, BEN]) == {ANA: ANAS}
        work.preferences.save(later)
        assert work.preferences.find_many(TEAM, [ANA]) == {ANA: later}
        assert work.preferences.find_many(OTHER_TEAM, [ANA]) == {}


@pytest.mark.parametrize("version", [1, 3])
def test_preferences_that_somebody_changed_meanwhile_are_not_replaced(
    store: Store, version: int
) -> None:
    with store.work() as work:
        work.preferences.save(ANAS)
    with pytest.raises(VersionConflict), store.work() as work:
        work.preferences.save(replace(ANAS, version=version))


def test_a_snooze_is_one_persons_and_the_last_one_counts(store: Store) -> None:
    first = Snooze(person=ANA, deal=ACME, move=MoveNo(1), until=TODAY)
    last = replace(first, until=TODAY + DAY)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.preferences.save_snooze(TEAM, first)
        work.preferences.save_snooze(TEAM, last)
        assert list(work.preferences.list_snoozes(TEAM, [ANA, BEN])) == [last]
        assert list(work.preferences.list_snoozes(TEAM, [BEN])) == []


def test_the_open_deals_of_many_people_come_with_their_roles(store: Store) -> None:
    others = [PersonId(f"U{n}") for n in range(10, 250)]
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.deals.insert(replace(acme(deal=DealId("D2")), closed_at=NOW), None, ANA)
        for other in others:
            work.roles.save(TEAM, ACME, other, Role.SCRIBE)
        work.roles.save(TEAM, ACME, BEN, Role.NOBODY)
        found = work.deals.list_participations(TEAM, [ANA, BEN, *others])
        assert work.deals.list_participations(OTHER_TEAM, [ANA]) == []
    assert {(one.person, one.role) for one in found} == {
        (ANA, Role.OWNER),
        *((p, Role.SCRIBE) for p in others),
    }
    assert len(found) == 241
    assert all((one.deal, one.entries, one.totals) == (acme(), 0, Totals()) for one in found)


def test_what_waits_in_a_deal_is_what_is_open_or_undecided(store: Store) -> None:
    waiting = (
        give(1),
        ask(2),
        give(3, state=State.DRAFT),
        give(4, state=State.CONDITIONAL),
        give(5, state=State.GOODWILL),
        get(6),
    )
    done = (give(7, state=State.VOID), replace(ask(8), state=State.DECLINED))
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, *waiting, *done), Totals())
        found = work.ledger.list_waiting_moves(TEAM, [ACME, DealId("D2")])
        assert work.ledger.list_waiting_moves(OTHER_TEAM, [ACME]) == {}
    assert {deal: {move.no for move in moves} for deal, moves in found.items()} == {
        ACME: {1, 2, 3, 4, 5, 6}
    }
    assert {move.no: move for move in found[ACME]} == {move.no: move for move in waiting}


def test_goodwill_that_is_open_again_waits_once(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(
            acme(), recorded(1, give(1, state=State.GOODWILL)), Totals(), frozenset({MoveNo(1)})
        )
        assert [move.no for move in work.ledger.list_waiting_moves(TEAM, [ACME])[ACME]] == [1]


def test_a_digest_is_kept_as_it_was_sent(store: Store) -> None:
    line = Printed(
        about=About.OPEN_GIVE,
        deal=ACME,
        no=MoveNo(1),
        version=2,
        subject="move:1",
        stage="open:3",
        is_over=True,
    )
    digest = Digest(
        team=TEAM,
        id="digest:U1",
        day=TODAY,
        since=TODAY - DAY,
        lines=(line,),
        more=3,
        as_before=2,
    )
    with store.work() as work:
        work.digests.insert(digest)
        work.digests.insert(replace(digest, more=4))
        assert work.digests.find(TEAM, digest.id) == digest
        assert work.digests.find(OTHER_TEAM, digest.id) is None


MEMORY = MorningMemory(
    lines={
        f"{ACME}|move:1": ToldLine(stage="open:3", on=TODAY - DAY, again=2, is_kept=True),
        f"{ACME}|notice:0": ToldLine(stage="notice:0:2026-12-31:30", on=TODAY),
    },
    last=TODAY,
)


def test_what_a_reader_was_told_is_kept_and_replaced(store: Store) -> None:
    channel = PersonId(f"digest:{ACME}:C0ACME")
    with store.work() as work:
        work.mornings.save_memory(TEAM, ANA, MorningMemory())
        work.mornings.save_memory(TEAM, ANA, MEMORY)
        work.mornings.save_memory(TEAM, channel, MorningMemory(last=TODAY))
    with store.work() as work:
        assert work.mornings.load_memories(TEAM, [ANA, BEN, channel]) == {
            ANA: MEMORY,
            channel: MorningMemory(last=TODAY),
        }
        assert work.mornings.load_memories(OTHER_TEAM, [ANA]) == {}
        work.mornings.delete_memory(TEAM, ANA)
        assert work.mornings.load_memories(TEAM, [ANA]) == {}


def test_a_draft_lapses_after_the_day_its_author_was_told_and_never_before(store: Store) -> None:
    drafts = (give(1, state=State.DRAFT), give(2, state=State.DRAFT), give(3))
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, *drafts), Totals())
        for no in (1, 3):
            work.ledger.set_last_day(TEAM, ACME, MoveNo(no), TODAY)
    with store.work() as work:
        assert work.ledger.list_lapsing_deals(TODAY + DAY, 9) == [(TEAM, ACME)]
        assert work.ledger.list_ended_drafts(TEAM, ACME, TODAY + DAY) == []
        assert work.ledger.list_ended_drafts(TEAM, ACME, TODAY + 2 * DAY) == [1]


def test_the_closed_deals_that_have_a_rhythm_come_apart_from_the_open_ones(store: Store) -> None:
    governed, closed = DealId("D2"), DealId("D3")
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        for deal in (governed, closed):
            work.deals.insert(replace(acme(deal=deal), closed_at=NOW), None, ANA)
        for deal in (ACME, governed):
            work.rhythms.save(TEAM, deal, Rhythm(version=1))
        found = work.deals.list_governed_participations(TEAM, [ANA, BEN])
        assert [each.deal.id for each in found] == [governed]
        rhythms = work.rhythms.find_many(TEAM, [ACME, governed, closed])
        assert rhythms == {ACME: Rhythm(version=1), governed: Rhythm(version=1)}


def test_posts_that_wait_can_be_held_back_and_sent_ones_cannot(store: Store) -> None:
    post = Post(id="digest:U1:1", team=TEAM, to=ANA, body="{}", due=NOW)
    with store.work() as work:
        work.outbox.insert(post)
        work.outbox.claim_due(NOW, NOW + DAY, 1)
        for id_ in ("digest:U1:2", "digest:U10:1", "locked"):
            work.outbox.insert(replace(post, id=id_))
        assert work.outbox.cancel_pending(TEAM, "digest:U1:", "stopped") == 1
        held = work.outbox.find(TEAM, "digest:U1:2")
        assert held is not None
        assert (held.state, held.why) == (PostState.DEAD, "stopped")
        assert work.outbox.find(TEAM, "nothing") is None
        assert dict(work.outbox.count_by_state()) == {"sending": 1, "dead": 1, "pending": 2}
        assert work.outbox.claim_due(NOW, NOW + DAY, 10) != []
