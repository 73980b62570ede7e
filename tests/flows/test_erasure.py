"""Erasing a person: nothing of theirs is left, what they recorded stands."""

from pathlib import Path

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


def asked(admin: Hands, person: Hands, channel: Channel) -> Seen:
    return admin.types(f"/giveget erase @{person.person.name}", in_=channel)


def made_admin(ben: Hands, acme: Channel) -> None:
    form_of(ben.types("/giveget settings", in_=acme)).submit()


def give_ana_something_to_lose(ana: Hands, chris: Hands, slack: FakeSlack, acme: Channel) -> None:
    """Ana's deal, with Chris in it, who records a give, an undecided draft and a choice of his own."""
    slack.joins(chris, acme)
    opened(ana, acme)
    chris.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    chris.types("/concede a violin cost 31k because of the fair", in_=acme)
    chris.types("/coach start", in_=acme)
    ana.types(f"/deal people @{chris.person.name} member", in_=acme)


def test_an_erased_person_leaves_nothing_but_what_they_recorded(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    give_ana_something_to_lose(ana, chris, slack, acme)
    made_admin(ben, acme)
    question = asked(ben, chris, acme)
    assert "from Giveget? Their name" in question.text
    before = ana.types("/deal log", in_=acme).text
    assert "lantern" in before
    said = ben.presses("Erase for good", on=question)
    assert "Erased." in said.text
    left = table.everything_stored()
    assert chris.id not in left
    assert "Chris" not in left
    assert "violin" not in left
    assert "the fair" not in left
    assert "lantern" in ana.types("/deal log", in_=acme).text
    assert "a former member" in ana.types("/deal #1", in_=acme).text
    path = Path(str(table.database.engine.url.database))
    files = [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")]
    for file in files:
        if file.exists():
            assert chris.id.encode() not in file.read_bytes()
            assert b"violin" not in file.read_bytes()


def test_the_sums_are_the_same_after_it(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    give_ana_something_to_lose(ana, chris, slack, acme)
    made_admin(ben, acme)
    before = table.sums
    ben.presses("Erase for good", on=asked(ben, chris, acme))
    assert table.sums == before
    assert (
        "Recorded"
        in ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme)).text
    )


def test_they_begin_anew_where_they_come_back(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    give_ana_something_to_lose(ana, chris, slack, acme)
    made_admin(ben, acme)
    ben.presses("Erase for good", on=asked(ben, chris, acme))
    assert "No deal yet." in chris.types("/deal").text


def test_who_owns_an_open_deal_is_not_erased(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    made_admin(ben, acme)
    assert "still owns an open deal" in asked(ben, ana, acme).text


def test_nobody_is_erased_under_a_legal_hold(
    table: Table, slack: FakeSlack, ben: Hands, acme: Channel
) -> None:
    made_admin(ben, acme)
    form = form_of(ben.types("/giveget settings data", in_=acme))
    form.fill("Legal hold", ["A legal hold stands"]).submit()
    assert "A legal hold stands" in asked(ben, slack.person("Chris"), acme).text


def test_only_admins_erase(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    made_admin(ben, acme)
    assert "Only who looks after Giveget here can do this" in asked(ana, ben, acme).text


def test_whom_to_erase_has_to_be_said(table: Table, ben: Hands, acme: Channel) -> None:
    made_admin(ben, acme)
    said = ben.types("/giveget erase Chris", in_=acme)
    assert "/giveget erase @Ben" in said.text


def test_the_same_in_german(table: Table, slack: FakeSlack, ben: Hands, acme: Channel) -> None:
    ben.person.locale = "de-DE"
    slack.changes(ben)
    form_of(ben.types("/giveget einstellungen", in_=acme)).submit()
    said = ben.types("/giveget löschen @Chris", in_=acme)
    assert "aus Giveget löschen?" in said.text
    assert "Gelöscht." in ben.presses("Endgültig löschen", on=said).text
