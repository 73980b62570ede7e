"""Closed deals are deleted for their age: as an admin decides, announced before, with nothing of them left."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.retention import ClosedDeal
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, broken, form_of, opened

CLOSED = "Months until a closed deal is deleted"
HIRING = "Months until a closed deal about hiring is deleted"
GONE = "this one stays until"


def sets(admin: Hands, acme: Channel, **months: str) -> str:
    form = form_of(admin.types("/giveget settings data", in_=acme))
    for label, number in months.items():
        form = form.fill({"closed": CLOSED, "hiring": HIRING}[label], number)
    return form.submit().text


def lost(
    person: Hands, acme: Channel, line: str = "/deal open Acme renewal selling 240k EUR"
) -> None:
    """A deal with a give in it that was lost today, of somebody who wants messages."""
    opened(person, acme, line)
    person.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    person.types("/coach start", in_=acme)
    person.types("/deal close lost too expensive", in_=acme)


def told(person: Hands) -> str:
    return "\n".join(seen.text for seen in person.sees(person.dm))


def days_until(table: Table, months: int) -> int:
    """Days until the deal that was closed today has been closed for so many months."""
    today = table.slack.clock.now().date()
    month = today.month - 1 + months
    return (today.replace(year=today.year + month // 12, month=month % 12 + 1) - today).days


def test_a_closed_deal_is_announced_and_deleted_and_leaves_no_word(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    opened(ana, acme, "/deal open Beta selling 10k EUR")
    said = sets(ben, acme, closed="12")
    assert (
        "A closed deal is deleted 12 months after its end. Its people are told 30 days before."
        in said
    )
    assert "too old" not in said
    for _ in range(49):
        table.wind(days=7)
    # Some weeks before: most of the notice is still to come.
    assert GONE in told(ana)
    assert "lantern" in table.everything_stored()
    for _ in range(6):
        table.wind(days=7)
    left = table.everything_stored()
    for word in ("lantern", "Acme", "too expensive"):
        assert word not in left
    assert "Beta" in left
    path = Path(str(table.database.engine.url.database))
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")):
        if file.exists():
            assert b"lantern" not in file.read_bytes()
            assert b"too expensive" not in file.read_bytes()


def test_it_is_told_three_times_and_the_last_morning_is_the_last(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    sets(ben, acme, closed="2")
    days = days_until(table, 2)
    for _ in range(days):
        table.wind(days=1)
    mornings = [seen.text for seen in ana.sees(ana.dm) if GONE in seen.text]
    assert len(mornings) == 3
    assert "lantern" in table.everything_stored()
    table.wind(days=2)
    assert "lantern" not in table.everything_stored()


def test_deals_that_are_too_old_already_stay_for_the_whole_notice(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    table.wind(days=400)
    said = sets(ben, acme, closed="3")
    assert "By that 1 closed deal is too old. Its people are told, and it stays until" in said
    table.wind(hours=2)
    for _ in range(29):
        table.wind(days=1)
    assert GONE in told(ana)
    assert "lantern" in table.everything_stored()
    table.wind(days=3)
    assert "lantern" not in table.everything_stored()


def test_by_default_only_deals_about_hiring_are_deleted_after_six_months(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    lost(ana, acme, "/deal open Designer hiring 90k EUR")
    for _ in range(7):
        table.wind(days=31)
    left = table.everything_stored()
    assert "Acme renewal" in left
    assert "Designer" not in left


def test_reopened_it_stays(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    lost(ana, acme)
    sets(ben, acme, closed="1")
    table.wind(days=1)
    table.wind(days=1)
    status = ana.types("/deal reopen", in_=acme)
    assert "Acme renewal" in status.text
    for _ in range(3):
        table.wind(days=31)
    assert "lantern" in ana.types("/deal log", in_=acme).text


def test_what_is_announced_stands_on_the_deal_itself(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    sets(ben, acme, closed="1")
    table.wind(hours=2)
    shown = ana.types("/deal", in_=acme).text
    assert "It stays here until Wed 23 Dec, then it is deleted for its age." in shown


def test_home_tells_owners_who_want_no_messages(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    ana.types("/coach stop", in_=acme)
    sets(ben, acme, closed="1")
    table.wind(hours=2)
    home = ana.home()
    assert "Acme renewal is closed and stays until Wed 23 Dec." in home.text
    ana.presses("Reopen", on=home)
    assert "stays until" not in ana.home().text
    assert "Acme renewal is closed" not in ben.home().text


def test_a_legal_hold_wins_and_the_notice_begins_anew_after_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    sets(ben, acme, closed="1")
    table.wind(days=2)
    form = form_of(ben.types("/giveget settings data", in_=acme))
    form.fill("Legal hold", ["A legal hold stands"]).submit()
    for _ in range(4):
        table.wind(days=31)
    assert "lantern" in table.everything_stored()
    form_of(ben.types("/giveget settings data", in_=acme)).fill("Legal hold", []).submit()
    table.wind(hours=2)
    for _ in range(29):
        table.wind(days=1)
    assert "lantern" in table.everything_stored()
    table.wind(days=3)
    assert "lantern" not in table.everything_stored()


def test_a_deal_that_was_won_stays_while_something_is_to_be_done(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the lantern by 15 Dec", in_=acme)
    ana.types("/deal close won", in_=acme)
    sets(ben, acme, closed="1")
    for _ in range(4):
        table.wind(days=31)
    assert "lantern" in table.everything_stored()
    ana.types("/deal delivered c1", in_=acme)
    for _ in range(4):
        table.wind(days=31)
    assert "lantern" not in table.everything_stored()


def test_a_deal_that_cannot_be_read_keeps_no_other(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    lost(ana, acme)
    first = table.deal.id
    lost(ana, acme, "/deal open Beta selling 10k EUR")
    sets(ben, acme, closed="2")
    with broken(table, "deals", "policy", first):
        for _ in range(days_until(table, 2) + 3):
            table.wind(days=1)
        assert [each.deal for each in closed_deals(table)] == [first]
    table.wind(days=1)
    with table.store.reading() as work:
        assert [each.deal for each in work.retention.list_planned()] == [first]


def closed_deals(table: Table) -> Sequence[ClosedDeal]:
    with table.store.reading() as work:
        return work.retention.list_closed()


@pytest.mark.parametrize("months", ["241", "-1", "soon", "1.5"])
def test_a_strange_number_of_months_comes_back(
    table: Table, ben: Hands, acme: Channel, months: str
) -> None:
    form = form_of(ben.types("/giveget settings data", in_=acme))
    said = form.fill(CLOSED, months).submit()
    assert "Please write" in said.errors[CLOSED]
    assert form_of(ben.types("/giveget settings data", in_=acme))[CLOSED] == "0"


def test_the_same_in_german(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    for person in (ana, ben):
        person.person.locale = "de-DE"
        slack.changes(person)
    lost(ana, acme)
    form = form_of(ben.types("/giveget einstellungen daten", in_=acme))
    said = form.fill("Monate, nach denen ein abgeschlossener Deal gelöscht wird", "1").submit()
    assert "1 Monat nach seinem Ende" in said.text
    table.wind(days=1)
    table.wind(days=1)
    assert "bleibt bis" in told(ana)
