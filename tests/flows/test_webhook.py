"""From the ledger to the receiver: each entry at least once, in the order of its deal, and only what may be told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.coach.records import WebhookState
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from bot.webhook.deliveries import MAX_ATTEMPTS, WebhookCourier, retry_pause
from bot.webhook.sending import WebhookTarget
from tests.flows.table import Table, form_of, opened
from tests.texts import without_chance
from tests.webhook.receivers import Receiver, receiving
from tests.webhook.test_sending import SECRET


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def courier(table: Table, receiver: Receiver, *, contents: bool = False) -> WebhookCourier:
    target = WebhookTarget(
        url=receiver.url,
        secret=SECRET,
        private_allowed=True,
        contents=contents,
        attempt_seconds=60,
    )
    made = WebhookCourier(store=table.store, clock=table.slack.clock, target=target)
    made.run_round()  # the first time it only takes its place at the end of the feed
    return made


def states(table: Table) -> dict[str, int]:
    with table.store.reading() as work:
        return dict(work.webhooks.count_by_state())


def kinds(receiver: Receiver) -> list[str]:
    return [taken.says["kind"] for taken in receiver.taken]


def told_by(receiver: Receiver) -> str:
    """All that was told, without the digits of ids and of the time."""
    return without_chance(b"".join(taken.body for taken in receiver.taken).decode())


def test_entries_are_told_by_ids_kinds_and_states(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    opened(ana, acme)
    ana.types("/deal ref OPP-4711 https://acme.my.salesforce.com/0061", in_=acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    assert hook.run_round() == 3
    assert kinds(receiver) == ["opened", "set", "recorded"]
    said = receiver.taken[-1].says
    assert said["deal"] == table.deal.id
    assert said["references"] == [
        {"system": "Salesforce", "id": "OPP-4711", "link": "https://acme.my.salesforce.com/0061"}
    ]
    assert [(move["kind"], move["state"]) for move in said["moves"]] == [
        ("ask", "open"),
        ("give", "conditional"),
    ] or [(move["kind"], move["state"]) for move in said["moves"]] == [
        ("give", "conditional"),
        ("ask", "open"),
    ]
    everything = told_by(receiver)
    for secret in ("Acme renewal", "5%", "12000", "24-month", ana.id):
        assert secret not in everything
    assert hook.run_round() == 0
    assert len({taken.headers["X-Giveget-Delivery"] for taken in receiver.taken}) == 3


def test_contents_are_told_where_the_operator_chose_so_but_never_in_hiring(
    table: Table, ana: Hands, ben: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver, contents=True)
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    ana.types("/deal open Head of data hiring", in_=acme)
    hook.run_round()
    first = [t for t in receiver.taken if t.says.get("name") == "Acme renewal"]
    give = next(m for t in first for m in t.says["moves"] if m["kind"] == "give")
    assert (give["what"], give["cost"]) == (
        "5% off",
        {"amount": "12000", "unit": "EUR", "estimate": False},
    )
    assert first[0].says["person"] == ana.id
    everything = told_by(receiver)
    assert "Head of data" not in everything


def test_drafts_and_plans_are_not_told(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver, contents=True)
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme)
    form = form_of(ana.presses("Limits", on=ana.types("/deal plan", in_=acme)))
    form.fill("Walk-away", "180k").submit()
    hook.run_round()
    everything = told_by(receiver)
    assert "5% off" not in everything
    assert "180" not in everything
    ana.types("/concede net 60 cost 3k", in_=acme)
    dropped = ana.types("/concede 20% off cost 48k", in_=acme)
    ana.presses("Drop", on=dropped)
    kept = ana.types("/concede a free workshop cost 40k", in_=acme)
    ana.presses("Already said", on=kept)
    hook.run_round()
    everything = told_by(receiver)
    assert "20% off" not in everything
    assert "free workshop" in everything
    assert "draft" not in everything


def test_what_fails_is_sent_again_after_longer_pauses_and_holds_its_deal_back(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    receiver.statuses = [500, 503, 200]
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    assert hook.run_round() == 0
    # The next entry of the deal waits for the first.
    assert kinds(receiver) == ["opened"]
    table.slack.clock.wind(timedelta(seconds=20))
    assert hook.run_round() == 0
    assert kinds(receiver) == ["opened"]
    table.slack.clock.wind(timedelta(seconds=11))
    assert hook.run_round() == 0
    assert kinds(receiver) == ["opened", "opened"]
    table.slack.clock.wind(timedelta(seconds=61))
    assert hook.run_round() == 2
    assert kinds(receiver) == ["opened", "opened", "opened", "recorded"]
    ids = {taken.says["id"] for taken in receiver.taken[:3]}
    assert ids == {receiver.taken[0].headers["X-Giveget-Delivery"]}
    assert states(table) == {"sent": 2}


def test_a_receiver_may_ask_to_be_left_alone(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    receiver.statuses, receiver.headers = [429, 200], {"Retry-After": "300"}
    opened(ana, acme)
    hook.run_round()
    table.slack.clock.wind(timedelta(seconds=290))
    assert hook.run_round() == 0
    table.slack.clock.wind(timedelta(seconds=11))
    assert hook.run_round() == 1


def test_after_a_day_it_is_dead_and_no_longer_in_the_way(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    receiver.statuses = [500] * MAX_ATTEMPTS + [200]
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    for attempts in range(1, MAX_ATTEMPTS + 1):
        hook.run_round()
        table.slack.clock.wind(retry_pause(attempts) + timedelta(seconds=1))
    hook.run_round()
    assert states(table) == {"dead": 1, "sent": 1}
    with table.store.reading() as work:
        (dead,) = work.webhooks.list_by_state(WebhookState.DEAD, 10)
    assert (dead.attempts, dead.why) == (MAX_ATTEMPTS, "status:500")
    with table.store.work() as work:
        assert work.webhooks.retry(dead.id, table.slack.clock.now())
    assert hook.run_round() == 1
    assert states(table) == {"sent": 2}


def test_a_worker_that_died_costs_one_lease(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    opened(ana, acme)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    dying = WebhookCourier(
        store=table.store,
        clock=table.slack.clock,
        target=hook.target,
        send=die,  # type: ignore[arg-type] # it never returns
    )
    with pytest.raises(KeyboardInterrupt):
        dying.run_round()
    assert hook.run_round() == 0
    table.slack.clock.wind(timedelta(seconds=61))
    assert hook.run_round() == 1


def test_a_down_receiver_ends_the_round_after_a_few_attempts(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    receiver.statuses = [500]
    for number in range(6):
        ana.types(f"/deal open Deal {number} selling 240k EUR", in_=acme)
    hook.run_round()
    assert len(receiver.taken) == 3


def test_what_was_before_the_webhook_is_not_told_and_what_is_purged_neither(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    opened(ana, acme)
    hook = courier(table, receiver)
    assert hook.run_round() == 0
    receiver.statuses = [500, 200]
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    hook.run_round()
    with table.store.work() as work:
        work.workspaces.purge(table.deal.team)
    table.slack.clock.wind(timedelta(minutes=5))
    assert hook.run_round() == 0
    assert states(table) == {}


def test_a_place_that_is_none_of_this_database_is_given_up(
    table: Table, ana: Hands, acme: Channel, receiver: Receiver
) -> None:
    hook = courier(table, receiver)
    table.disturb("UPDATE counters SET value = 99999 WHERE name = 'webhook'")
    opened(ana, acme)
    assert hook.run_round() == 0
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    assert hook.run_round() == 1
