"""People as roles, for works councils: with the switch on nobody reads who did something, at no door."""

import json
import re
from collections.abc import Iterator

import pytest

from bot.domain.audit import AuditFilter
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_approvals import limit, told
from tests.flows.test_documents import content_of
from tests.flows.test_leads import name_lead, switch_on
from tests.flows.test_webhook import courier
from tests.webhook.receivers import receiving

SWITCH, ON = "For works councils", "People are shown as roles to everybody else"
NOT_SHOWN = frozenset({"value", "action_id", "block_id", "private_metadata", "callback_id"})
"""What of a message carries opaque ids and is shown to nobody."""
LINES = (
    "/deal",
    "/deal log",
    "/deal #1",
    "/deal #2",
    "/deal #3",
    "/deal asks",
    "/deal commitments",
    "/deal checkins",
    "/deal rhythm",
    "/deal issues",
    "/deal find acme",
    "/deal plan",
    "/deal debrief",
    "/deal close terms",
    "/deal sheet",
    "/deal notes",
    "/offer",
    "/coach",
    "/coach brief",
    "/coach recap",
    "/coach waiting",
    "/coach measures",
    "/coach measures mine",
    "/coach measures team",
    "/coach history Acme",
    "/coach stuck",
    "/deal lead",
    "/giveget approvals",
    "/giveget privacy",
    "/ask what have we given?",
    "/coach who gave the discount?",
)
"""What people type to read a deal and what surrounds it."""


def switch(admin: Hands, channel: Channel, *, on: bool = True) -> str:
    form = form_of(admin.types("/giveget settings data", in_=channel))
    return form.fill(SWITCH, [ON] if on else []).submit().text


def shown_in(part: object) -> Iterator[str]:
    """Every text that somebody sees, and every element that Slack shows as a person's name."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, held in part.items():
            if key not in NOT_SHOWN:
                yield from shown_in(held)
    elif isinstance(part, list | tuple):
        for held in part:
            yield from shown_in(held)


def others_in(person: Hands, text: str, cast: tuple[Hands, ...]) -> list[str]:
    """Names and ids of anybody else."""
    found = []
    for other in cast:
        if other.id == person.id:
            continue
        name = re.compile(rf"\b(?:{other.person.name}|{other.person.handle})\b", re.IGNORECASE)
        if other.id in text or name.search(text):
            found.append(other.person.name)
    return found


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    chris = slack.person("Chris")
    slack.workspace.people[chris.id].zone = "Europe/Berlin"
    return chris


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads German."""
    return slack.person("Dana")


@pytest.fixture
def cast(ana: Hands, ben: Hands, chris: Hands, dana: Hands) -> tuple[Hands, ...]:
    return ana, ben, chris, dana


@pytest.fixture
def lived(table: Table, slack: FakeSlack, cast: tuple[Hands, ...], acme: Channel) -> None:
    """A deal in which three people did something of every kind."""
    ana, _, chris, dana = cast
    for person in (chris, dana):
        slack.joins(person, acme)
    opened(ana, acme)
    give_role(ana, acme, "Chris", "Co-owner")
    give_role(ana, acme, "Dana", "Member")
    for person in (ana, chris, dana):
        person.types("/coach start", in_=acme)
    chris.presses("Already said", on=chris.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    dana.types("/ask 24-month term worth 30k by Friday", in_=acme)
    ana.types("/got reference call worth 5k", in_=acme)
    chris.types("/deal edit #1 cost 13k", in_=acme)
    dana.types("/deal match #1 #3", in_=acme)
    chris.types("/deal note buyer: went quiet on the date", in_=acme)
    dana.types("/offer price 95k, 24 months until Friday", in_=acme)
    chris.types("/deal commit they send the case study by 15 Jan", in_=acme)
    ana.types("/deal commit @Chris sends the contract by 10 Jan", in_=acme)


def read_all(person: Hands, channel: Channel) -> Iterator[tuple[str, str]]:
    """Everything that somebody is shown, by the line that they typed."""
    for line in LINES:
        seen = person.types(line, in_=channel)
        yield line, "\n".join([seen.text, *shown_in(json.loads(json.dumps(seen.blocks)))])
    home = person.home()
    yield "Home", "\n".join([home.text, *shown_in(home.blocks)])
    for message in person.sees(person.dm):
        yield "a message", "\n".join([message.text, *shown_in(message.blocks)])


@pytest.mark.usefixtures("lived")
def test_with_the_switch_on_no_answer_names_anybody_else(
    table: Table, cast: tuple[Hands, ...], ben: Hands, acme: Channel
) -> None:
    ana, _, chris, dana = cast
    # Ben did nothing in the deal, and is the example of many a line of help.
    cast = (ana, chris, dana)
    named = [found for _, text in read_all(ana, acme) for found in others_in(ana, text, cast)]
    assert {"Chris", "Dana"} <= set(named), "without it they are named"
    switch(ben, acme)
    table.wind(days=1, hours=2)
    table.wind(days=1)
    for person in (ana, chris, dana):
        for line, text in read_all(person, acme):
            if line == "a message":
                continue
            assert others_in(person, text, cast) == [], (person.person.name, line, text)


@pytest.mark.usefixtures("lived")
def test_who_did_what_is_told_by_the_role(
    table: Table, ana: Hands, ben: Hands, dana: Hands, acme: Channel
) -> None:
    assert "by @Chris" in ana.types("/deal #1", in_=acme).text
    said = switch(ben, acme)
    assert "People are shown as roles to everybody else" in said
    assert "by [co-owner]" in ana.types("/deal #1", in_=acme).text
    assert "by @Ana" in ana.types("/deal #3", in_=acme).text, "oneself is oneself"
    assert "[Inhaber]" in dana.types("/deal #3", in_=acme).text
    switch(ben, acme, on=False)
    assert "by @Chris" in ana.types("/deal #1", in_=acme).text


@pytest.mark.usefixtures("lived")
def test_messages_that_come_by_themselves_name_nobody(
    table: Table, cast: tuple[Hands, ...], ben: Hands, acme: Channel
) -> None:
    ana, _, chris, dana = cast
    ana.types("/deal digest here daily", in_=acme)
    switch(ben, acme)
    before = {person.id: len(person.sees(person.dm)) for person in cast}
    in_channel = len(ana.sees(acme))
    for _ in range(8):
        table.wind(days=1)
    came = 0
    for person in (ana, chris, dana):
        for message in person.sees(person.dm)[before[person.id] :]:
            came += 1
            text = "\n".join([message.text, *shown_in(message.blocks)])
            assert others_in(person, text, cast) == []
    assert came > 5
    for message in ana.sees(acme)[in_channel:]:
        if not message.private:
            assert others_in(ben, "\n".join(shown_in(message.blocks)), cast) == []


@pytest.mark.usefixtures("lived")
def test_what_is_shared_with_the_channel_names_not_even_who_shared_it(
    cast: tuple[Hands, ...], ana: Hands, ben: Hands, acme: Channel
) -> None:
    switch(ben, acme)
    shared = ana.presses("Post it to the channel", on=ana.types("/deal share", in_=acme))
    (public,) = shared.public
    assert "Shared by [owner]" in public.text
    assert others_in(ben, "\n".join([public.text, *shown_in(public.blocks)]), cast) == []


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("form", ["xlsx", "csv", "json", "calendar", "debrief md", "share md"])
def test_files_name_nobody_else(
    table: Table, cast: tuple[Hands, ...], ben: Hands, dana: Hands, acme: Channel, form: str
) -> None:
    switch(ben, acme)
    dana.types(f"/deal export {form}" if " " not in form else f"/deal {form}", in_=acme)
    content = content_of(table, dana)
    if not content.startswith(b"PK"):
        assert others_in(dana, content.decode(), cast) == [], content.decode()
    if form == "json":
        people = {entry["person"] for entry in json.loads(content)["entries"]}
        assert people == {"owner", "co-owner", dana.id}


@pytest.mark.usefixtures("lived")
def test_the_webhook_tells_roles(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    switch(ben, acme)
    with receiving() as receiver:
        hook = courier(table, receiver, contents=True)
        ana.types("/got case study worth 5k", in_=acme)
        hook.run_round()
        (taken,) = receiver.taken
        assert taken.says["person"] == "owner"


def test_there_is_no_lead_and_nothing_over_several_people(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, slack: FakeSlack
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    name_lead(ana, acme, "Chris")
    general = slack.channel("general")
    assert "Acme renewal" in chris.types("/deal lead", in_=general).text
    form = form_of(ben.types("/giveget settings", in_=acme))
    form.fill("What may be learned across deals", ["Measures of all deals together"]).submit()
    without = ana.types("/coach measures team", in_=acme).text
    switch(ben, acme)
    assert "Deals have no lead in this workspace." in chris.types("/deal lead", in_=general).text
    assert "Deals you lead" not in chris.home().text
    assert "Name a lead" not in ana.types("/deal people", in_=acme).buttons
    assert "Deals have no leads." in ben.types("/giveget overview", in_=acme).text
    assert "People are shown as roles." in ben.types("/giveget overview", in_=acme).text
    assert ana.types("/coach measures team", in_=acme).text != without


def test_the_audit_is_kept_for_a_short_time_and_holds_the_switch_itself(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    switch(ben, acme)
    shown = ben.types("/giveget audit settings", in_=acme).text
    assert "@Ben switched on that people are shown as roles" in shown
    assert "It is kept for 3 months." in shown
    for _ in range(15):
        table.wind(days=7)
    with table.store.reading() as work:
        (team,) = work.people.list_teams()
        assert work.audit.list_newest(team, AuditFilter(), 10) == []


def test_nobody_but_an_admin_switches_it(ana: Hands, acme: Channel) -> None:
    said = ana.types("/giveget settings data", in_=acme)
    assert said.form is None
    assert "Nobody looks after Giveget here yet" in said.text


def test_an_approver_reads_a_role_and_the_author_too(
    table: Table,
    ana: Hands,
    ben: Hands,
    chris: Hands,
    cast: tuple[Hands, ...],
    acme: Channel,
) -> None:
    opened(ana, acme)
    limit(ben, acme, "Chris")
    table.tick()
    chris.presses("I will", on=told(chris))
    switch(ben, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    table.tick()
    assert "[owner] wants to give" in told(chris).text
    home = chris.home()
    assert "5% off" in home.text
    assert "[colleague]" in home.text
    assert others_in(chris, "\n".join([home.text, *shown_in(home.blocks)]), cast) == []
    chris.presses("Approve", on=told(chris))
    table.tick()
    assert "[colleague] approved it; you can say it." in told(ana).text


@pytest.mark.usefixtures("lived")
def test_what_opens_over_home_names_nobody_else(
    cast: tuple[Hands, ...], ana: Hands, ben: Hands, acme: Channel
) -> None:
    ledger = form_of(ana.presses("Ledger", on=form_of(ana.presses("Show", on=ana.home()))))
    entry = ana.chooses("#1 give: 5% off", in_="entry.open", on=ledger)
    assert "@Chris" in entry.text
    switch(ben, acme)
    ledger = form_of(ana.presses("Ledger", on=form_of(ana.presses("Show", on=ana.home()))))
    entry = ana.chooses("#1 give: 5% off", in_="entry.open", on=ledger)
    assert "[co-owner]" in entry.text
    assert others_in(ana, form_of(entry).text, cast) == []


def test_privacy_says_so_in_german(
    slack: FakeSlack, ben: Hands, dana: Hands, acme: Channel
) -> None:
    switch(ben, acme)
    slack.joins(dana, acme)
    assert "Personen erscheinen als Rollen" in dana.types("/giveget datenschutz", in_=acme).text
