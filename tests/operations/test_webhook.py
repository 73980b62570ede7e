"""The webhook from the command line, and what its settings may be."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.clock.system_clock import SystemClock
from bot.coach.records import WebhookDelivery, WebhookState
from bot.main import build_webhook_target
from bot.operations.webhook import (
    NoSuchDelivery,
    list_deliveries,
    retry_deliveries,
    try_webhook,
)
from bot.settings import Settings, UnusableSettings, load
from bot.store.engine import connect
from bot.store.store import SqlStore
from tests.store.table import ACME, ANA, TEAM, acme
from tests.store.template import make_database
from tests.webhook.receivers import receiving

SECRET = SecretStr("0123456789abcdef0123456789abcdef")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A database with one dead delivery."""
    url = make_database(tmp_path / "giveget.db")
    database = connect(url)
    now = SystemClock().now()
    with SqlStore(database).work() as work:
        work.deals.insert(acme(), None, ANA)
        dead = WebhookDelivery(
            team=TEAM,
            deal=ACME,
            seq=1,
            id="d1",
            at=now,
            state=WebhookState.DEAD,
            attempts=13,
            why="status:500",
        )
        work.webhooks.insert(dead)
    database.close()
    return Settings(database_url=SecretStr(url))


def test_dead_deliveries_are_listed_and_tried_again(settings: Settings) -> None:
    (line,) = list_deliveries(settings, WebhookState.DEAD)
    assert line.startswith("d1 ")
    assert line.endswith(f"{TEAM} {ACME} entry 1, 13 attempts: status:500")
    with pytest.raises(NoSuchDelivery):
        retry_deliveries(settings, ["d2"])
    assert retry_deliveries(settings, []) == 1
    assert list_deliveries(settings, WebhookState.DEAD) == []
    assert len(list_deliveries(settings, WebhookState.PENDING)) == 1


def test_the_way_is_tried_with_a_delivery_of_its_own(settings: Settings) -> None:
    with receiving() as receiver:
        changed = settings.model_copy(
            update={
                "webhook_url": receiver.url,
                "webhook_secret": SECRET,
                "webhook_private_addresses": True,
            }
        )
        assert try_webhook(changed).why == "taken:200"
        assert receiver.taken[0].says["kind"] == "test"
        refused = changed.model_copy(update={"webhook_private_addresses": False})
        with pytest.raises(UnusableSettings):
            try_webhook(refused)
    with pytest.raises(UnusableSettings):
        try_webhook(settings)


def test_without_a_secret_or_tls_nothing_is_built(settings: Settings) -> None:
    https = {"webhook_url": "https://crm.example/hooks", "webhook_secret": SECRET}
    assert build_webhook_target(settings) is None
    assert build_webhook_target(settings.model_copy(update=https)) is not None
    no_secret = https | {"webhook_secret": SecretStr("")}
    assert build_webhook_target(settings.model_copy(update=no_secret)) is None
    plain = https | {"webhook_url": "http://crm.example/hooks"}
    assert build_webhook_target(settings.model_copy(update=plain)) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIVEGET_WEBHOOK_URL", "crm.example/hooks"),
        ("GIVEGET_WEBHOOK_URL", "ftp://crm.example"),
        ("GIVEGET_WEBHOOK_URL", "https://ana:secret@crm.example"),
        ("GIVEGET_WEBHOOK_URL", "https://crm.example/#part"),
        ("GIVEGET_WEBHOOK_URL", "https://crm.example:99999"),
        ("GIVEGET_WEBHOOK_SECRET", "short"),
    ],
)
def test_settings_that_cannot_be_used_are_named_without_their_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(UnusableSettings) as caught:
        load()
    assert name in str(caught.value)
    assert value not in str(caught.value)
