from dataclasses import replace
from datetime import timedelta

from bot.coach.ports.store import Store
from bot.coach.records import Post, PostState
from bot.domain.digests import Digest
from bot.domain.schedules import Occurrence, Outcome
from tests.store.table import NOW, OTHER_TEAM, TEAM, TODAY
from tests.store.test_schedules import DIGEST, claim, put

DAY = timedelta(days=1)
OLD = 100
"""Days after which what happened today is old."""
AGO = NOW + (OLD - 90) * DAY


def told(store: Store, *ids: str) -> None:
    """Digests of that name, a day apart from today on."""
    with store.work() as work:
        for n, id_ in enumerate(ids):
            day = TODAY + n * DAY
            work.digests.insert(Digest(team=TEAM, id=id_, day=day, since=day, lines=()))


def posted(store: Store, **states: PostState) -> None:
    with store.work() as work:
        for id_ in states:
            work.outbox.insert(Post(id=id_, team=TEAM, to="U1", body="{}", due=NOW))
    with store.work() as work:
        for post in work.outbox.claim_due(NOW, NOW + DAY, 10):
            state = states[post.id]
            work.outbox.settle(
                replace(post, state=state), wake=NOW + DAY if state is PostState.PENDING else None
            )


def forget(store: Store, most: int = 10) -> int:
    with store.work() as work:
        return (
            work.digests.delete_before(AGO.date(), most)
            + work.schedules.delete_occurrences_before(AGO, most)
            + work.outbox.delete_ended_before(AGO, most)
        )


def test_old_digests_go_and_younger_ones_stay(store: Store) -> None:
    told(store, *(f"digest:U1:{n}" for n in range(12)))
    assert forget(store) == 10
    assert forget(store) == 0
    with store.reading() as work:
        assert [work.digests.find(TEAM, f"digest:U1:{n}") is not None for n in range(12)] == [
            False
        ] * 10 + [True] * 2


def test_posts_that_ended_go_and_those_that_wait_or_are_held_stay(store: Store) -> None:
    posted(
        store,
        sent=PostState.SENT,
        dead=PostState.DEAD,
        held=PostState.BLOCKED,
        waits=PostState.PENDING,
    )
    assert forget(store) == 2
    with store.reading() as work:
        assert [
            work.outbox.find(TEAM, id_) is not None for id_ in ("sent", "dead", "held", "waits")
        ] == [
            False,
            False,
            True,
            True,
        ]


def test_days_that_came_round_long_ago_are_forgotten_and_the_schedule_goes_on(store: Store) -> None:
    put(store, DIGEST, replace(DIGEST, team=OTHER_TEAM))
    for mine in claim(store):
        came = Occurrence(day=TODAY, at=NOW, outcome=Outcome.MADE)
        with store.work() as work:
            work.schedules.complete(
                mine, [came], replace(mine, day=TODAY + OLD * DAY, wake=NOW + OLD * DAY, lease=None)
            )
    assert forget(store) == 2
    with store.reading() as work:
        assert list(work.schedules.list_occurrences(TEAM, DIGEST.id)) == []
        kept = work.schedules.find(TEAM, DIGEST.id)
    assert kept is not None
    assert kept.day == TODAY + OLD * DAY


def test_no_more_than_so_many_go_at_once_the_oldest_first(store: Store) -> None:
    told(store, *(f"digest:U1:{n}" for n in range(5)))
    assert forget(store, most=2) == 2
    with store.reading() as work:
        assert work.digests.find(TEAM, "digest:U1:1") is None
        assert work.digests.find(TEAM, "digest:U1:2") is not None
    assert forget(store, most=2) == 2
    assert forget(store, most=2) == 1
