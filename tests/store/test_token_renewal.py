"""Who renews a token, and what is kept of it, on either database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coach.installations import (
    RENEWAL_LEASE,
    claim_renewal,
    find_installation,
    forget_tokens,
    record_installation,
    save_renewed,
)
from bot.coach.ports.store import Store
from bot.coach.records import Installation, SlackTokens
from bot.coach.services import Services
from bot.playground.time import WoundClock
from tests.store.table import ANA, NOW, TEAM
from tests.store.test_sums import services_of_nobody

OLD = SlackTokens(access="xoxe.xoxb-old", refresh="xoxe-1-old")
NEW = SlackTokens(access="xoxe.xoxb-new", refresh="xoxe-1-new")
LATER = NOW + timedelta(hours=12)


@pytest.fixture
def clock() -> WoundClock:
    return WoundClock(NOW)


@pytest.fixture
def services(store: Store, clock: WoundClock) -> Services:
    services = replace(services_of_nobody(), store=store, clock=clock)
    installed = Installation(
        team=TEAM, installed_by=ANA, installed_at=NOW, tokens=OLD, expires_at=NOW
    )
    record_installation(installed, waiting_for_it=(), services=services)
    return services


def find(services: Services) -> Installation:
    found = find_installation(TEAM, services=services)
    assert found is not None
    return found


def claim(services: Services) -> Installation:
    claimed = claim_renewal(find(services), services=services)
    assert claimed is not None
    return claimed


def test_one_process_renews_and_another_only_after_the_lease(
    services: Services, clock: WoundClock
) -> None:
    seen = find(services)
    claim(services)
    assert claim_renewal(seen, services=services) is None
    clock.wind(RENEWAL_LEASE)
    assert claim_renewal(seen, services=services) is not None


def test_new_tokens_are_kept_of_a_process_that_slept_through_its_lease(
    services: Services, clock: WoundClock
) -> None:
    sleeper = claim(services)
    clock.wind(RENEWAL_LEASE)
    # Slack takes a refresh token once, so that this one gets nothing for it.
    claim(services)
    assert save_renewed(sleeper, NEW, LATER, services=services).tokens == NEW
    assert find(services).tokens == NEW
    assert find(services).expires_at == LATER


def test_tokens_of_a_new_installation_or_of_none_stand_against_renewed_ones(
    services: Services,
) -> None:
    again = SlackTokens(access="xoxe.xoxb-again", refresh="xoxe-1-again")
    claimed = claim(services)
    record_installation(
        replace(claimed, tokens=again, refreshing_until=None), waiting_for_it=(), services=services
    )
    assert save_renewed(claimed, NEW, LATER, services=services).tokens == again
    claimed = claim(services)
    forget_tokens(TEAM, services=services)
    assert save_renewed(claimed, NEW, LATER, services=services).tokens is None
    assert find(services).tokens is None
