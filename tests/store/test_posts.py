from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.coach.ports import Post, Store
from tests.store.table import NOW, OTHER_TEAM, TEAM

MINUTE = timedelta(minutes=1)
DIGEST = Post(id="digest", team=TEAM, to="U1", body='{"text":"1 open give"}', due=NOW)


def claim(store: Store, now: datetime = NOW, limit: int = 10) -> Sequence[Post]:
    with store.work() as work:
        return work.claim_posts(now, now + MINUTE, limit)


def put(store: Store, *posts: Post) -> None:
    with store.work() as work:
        for post in posts:
            work.post(post)


def settle(store: Store, post: Post, state: str, again: datetime | None = None) -> None:
    with store.work() as work:
        work.settle_post(post, state, again=again)


def test_a_post_is_claimed_when_it_is_due_and_by_one_worker(store: Store) -> None:
    put(store, DIGEST)
    assert list(claim(store, NOW - timedelta(microseconds=1))) == []
    assert list(claim(store)) == [replace(DIGEST, tries=1)]
    assert list(claim(store)) == []


def test_posts_are_claimed_in_the_order_they_are_due(store: Store) -> None:
    posts = [replace(DIGEST, id=f"p{n}", due=NOW - n * MINUTE) for n in range(5)]
    put(store, *posts)
    assert [post.id for post in claim(store, limit=3)] == ["p4", "p3", "p2"]
    assert [post.id for post in claim(store, limit=3)] == ["p1", "p0"]


def test_a_worker_that_died_loses_its_claim_when_the_lease_ends(store: Store) -> None:
    put(store, DIGEST)
    claim(store)
    assert list(claim(store, NOW + MINUTE)) == [replace(DIGEST, tries=2)]


def test_a_worker_that_was_too_slow_changes_nothing(store: Store) -> None:
    put(store, DIGEST)
    (slow,) = claim(store)
    (quick,) = claim(store, NOW + MINUTE)
    settle(store, slow, "dead")
    settle(store, quick, "pending", NOW + 2 * MINUTE)
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
    assert list(claim(store, NOW + timedelta(seconds=30))) == [replace(DIGEST, tries=2)]


def test_the_same_post_is_put_out_once(store: Store) -> None:
    put(store, DIGEST)
    put(store, replace(DIGEST, body="{}"))
    put(store, replace(DIGEST, team=OTHER_TEAM))
    assert list(claim(store)) == [replace(DIGEST, tries=1), replace(DIGEST, team=OTHER_TEAM, tries=1)]
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
