from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.coach.ports.store import Store
from bot.coach.records import Post, PostState
from tests.store.table import ACME, NOW, OTHER_TEAM, TEAM

MINUTE = timedelta(minutes=1)
DIGEST = Post(id="digest", team=TEAM, to="U1", body='{"text":"1 open give"}', due=NOW)


SENDING = replace(DIGEST, state=PostState.SENDING)


def claim(store: Store, now: datetime = NOW, limit: int = 10) -> Sequence[Post]:
    with store.work() as work:
        return work.outbox.claim_due(now, now + MINUTE, limit)


def put(store: Store, *posts: Post) -> None:
    with store.work() as work:
        for post in posts:
            work.outbox.insert(post)


def settle(store: Store, post: Post, state: str, again: datetime | None = None) -> bool:
    with store.work() as work:
        return work.outbox.settle(replace(post, state=PostState(state)), wake=again)


def test_a_post_is_claimed_when_it_is_due_and_by_one_worker(store: Store) -> None:
    put(store, DIGEST)
    assert list(claim(store, NOW - timedelta(microseconds=1))) == []
    assert list(claim(store)) == [replace(SENDING, tries=1)]
    assert list(claim(store)) == []


def test_posts_are_claimed_in_the_order_they_are_due(store: Store) -> None:
    posts = [replace(DIGEST, id=f"p{n}", due=NOW - n * MINUTE) for n in range(5)]
    put(store, *posts)
    assert [post.id for post in claim(store, limit=3)] == ["p4", "p3", "p2"]
    assert [post.id for post in claim(store, limit=3)] == ["p1", "p0"]


def test_a_worker_that_died_loses_its_claim_when_the_lease_ends(store: Store) -> None:
    put(store, DIGEST)
    claim(store)
    assert list(claim(store, NOW + MINUTE)) == [replace(DIGEST, state=PostState.CHECKING, tries=2)]


def test_a_worker_that_was_too_slow_changes_nothing(store: Store) -> None:
    put(store, DIGEST)
    (slow,) = claim(store)
    (quick,) = claim(store, NOW + MINUTE)
    assert not settle(store, slow, "dead")
    assert settle(store, quick, "pending", NOW + 2 * MINUTE)
    (again,) = claim(store, NOW + 2 * MINUTE)
    assert again.tries == 3


@pytest.mark.parametrize("state", ["sent", "dead", "blocked"])
def test_a_settled_post_is_done(store: Store, state: str) -> None:
    put(store, DIGEST)
    (post,) = claim(store)
    settle(store, post, state)
    settle(store, post, "pending", NOW)
    assert list(claim(store, NOW + timedelta(days=9))) == []


def test_a_post_to_be_tried_again_waits_until_then(store: Store) -> None:
    put(store, DIGEST)
    (post,) = claim(store)
    settle(store, post, "pending", NOW + timedelta(seconds=30))
    assert list(claim(store, NOW + timedelta(seconds=29))) == []
    assert list(claim(store, NOW + timedelta(seconds=30))) == [replace(SENDING, tries=2)]


def test_the_same_post_is_put_out_once(store: Store) -> None:
    put(store, DIGEST)
    put(store, replace(DIGEST, body="{}"))
    put(store, replace(DIGEST, team=OTHER_TEAM))
    assert list(claim(store)) == [
        replace(SENDING, tries=1),
        replace(SENDING, team=OTHER_TEAM, tries=1),
    ]
    put(store, DIGEST)
    assert list(claim(store)) == []


def test_two_workers_never_share_a_post(store: Store) -> None:
    put(store, *(replace(DIGEST, id=f"p{n}") for n in range(40)))

    def work(_: int) -> list[Post]:
        mine: list[Post] = []
        while found := claim(store, limit=3):
            mine.extend(found)
        return mine

    with ThreadPoolExecutor(2) as workers:
        one, other = workers.map(work, range(2))
    assert sorted(post.id for post in one + other) == sorted(f"p{n}" for n in range(40))
    assert {post.tries for post in one + other} == {1}


@pytest.mark.parametrize(
    ("state", "claimed"),
    [
        ("pending", "sending"),
        ("sending", "checking"),
        ("uncertain", "checking"),
        ("checking", "checking"),
        ("resent", "auditing"),
        ("auditing", "auditing"),
    ],
)
def test_a_claim_says_what_is_to_be_done(store: Store, state: str, claimed: str) -> None:
    put(store, DIGEST)
    (post,) = claim(store)
    settle(store, post, state, NOW)
    (again,) = claim(store)
    assert (again.state, again.tries) == (claimed, 2)


def test_what_is_known_of_a_post_is_kept(store: Store) -> None:
    put(store, replace(DIGEST, deal=ACME))
    (post,) = claim(store)
    known = replace(
        post,
        state=PostState.RESENT,
        sends=2,
        misses=1,
        conversation="D1",
        ts="17.000100",
        marked=True,
        bare=True,
        why="invalid_blocks",
    )
    with store.work() as work:
        assert work.outbox.settle(known, wake=NOW)
    assert list(claim(store)) == [replace(known, state=PostState.AUDITING, tries=2)]


def test_blocked_posts_go_out_when_their_reason_is_gone(store: Store) -> None:
    put(store, DIGEST, replace(DIGEST, id="other"), replace(DIGEST, team=OTHER_TEAM))
    reasons = {
        ("digest", TEAM): "token_revoked",
        ("other", TEAM): "is_archived",
        ("digest", OTHER_TEAM): "token_revoked",
    }
    for post in claim(store):
        with store.work() as work:
            work.outbox.settle(
                replace(post, state=PostState.BLOCKED, why=reasons[post.id, post.team])
            )
    with store.work() as work:
        assert work.outbox.release_blocked(TEAM, ["token_revoked"], NOW) == 1
        assert work.outbox.count_by_state() == {"blocked": 2, "pending": 1}
    (free,) = claim(store)
    assert (free.id, free.team) == ("digest", TEAM)


def test_a_sent_post_can_be_looked_at_again_and_no_other(store: Store) -> None:
    put(store, DIGEST, replace(DIGEST, id="other"))
    first, other = claim(store)
    settle(store, first, "sent")
    for post in (first, other):
        with store.work() as work:
            work.outbox.recheck(post, wake=NOW + 2 * MINUTE)
    settle(store, other, "dead")
    assert list(claim(store, NOW + 2 * MINUTE - timedelta(microseconds=1))) == []
    (again,) = claim(store, NOW + 2 * MINUTE)
    assert (again.id, again.state) == (first.id, PostState.AUDITING)


def test_how_long_the_oldest_post_waits_is_known_until_it_is_there(store: Store) -> None:
    with store.reading() as work:
        assert work.outbox.find_oldest_due() is None
    put(store, DIGEST, replace(DIGEST, id="later", due=NOW + MINUTE))
    (post,) = claim(store)
    with store.reading() as work:
        assert work.outbox.find_oldest_due() == NOW
    settle(store, post, "resent", NOW + MINUTE)
    with store.reading() as work:
        assert work.outbox.find_oldest_due() == NOW + MINUTE
