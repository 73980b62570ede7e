"""Who may do what in which kind of channel, cell by cell, through the whole bot: read the ledger (r), record in it (w),
show something of it to the channel (s)."""

import pytest

from bot.domain.ids import PersonId
from bot.playground.cast import BOT, DANA, FINN, GUS, OLGA
from bot.playground.deeds import CannotDo
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_approvals import limit, told
from tests.flows.test_leads import name_lead, switch_on

# A dot is nothing at all. Whoever is full member and in a channel of the deal takes part by acting there.
TABLE = """
              private  public  org     shared  guest   no_bot  direct
owner         rws      rws     rws     rw      rw      rw      rw
co-owner      rws      rws     rws     rw      rw      rw      rw
member        rws      rws     rws     rw      rw      rw      rw
scribe        rw       rw      rw      rw      rw      rw      rw
viewer        r        r       r       r       r       r       r
nobody        .        .       .       .       .       .       .
newcomer      rws      rws     rws     rw      rw      rw      .
lead          .        .       .       .       .       .       .
approver      .        .       .       .       .       .       .
admin         .        .       .       .       .       .       .
non-member    .        .       .       .       .       .       .
guest         .        .       .       .       .       .       .
stranger      .        .       .       .       .       .       .
deactivated   .        .       .       .       .       .       .
bot           .        .       .       .       .       .       .
"""
HEAD, *LINES = TABLE.strip("\n").splitlines()
ROWS = {line.split()[0]: line.split()[1:] for line in LINES}
OUTSIDE = frozenset({"lead", "approver", "admin", "non-member"})
"""Those who are not in the channel of the deal, and act in their direct message."""
STRANGERS = {"guest": GUS, "stranger": OLGA, "deactivated": FINN, "bot": BOT}


def channel_of(slack: FakeSlack, kind: str) -> Channel:
    """A channel of that kind, with the owner in it."""
    names = {"public": "general", "shared": "acme-shared", "guest": "globex", "no_bot": "hiring"}
    channel = slack.channel(names.get(kind, "acme"))
    with slack.workspace.change():
        ana = slack.person("Ana").id
        if ana not in channel.members:
            channel.members.append(ana)
        channel.org_shared = kind == "org"
    return channel


def may_do(slack: FakeSlack, person: Hands, channel: Channel, *, direct: bool) -> str:
    """What somebody can really do there, as letters."""
    where = person.dm if direct else channel
    about = "Acme renewal: " if direct else ""
    try:
        read = person.types("/deal log", in_=where)
        wrote = person.types(f"/concede {about}training cost 1k for an intro", in_=where)
        shared = person.types("/deal share", in_=where)
    except CannotDo:
        return "."
    found = "r" if "the ledger" in read.text else ""
    found += "w" if "Conditional give" in wrote.text else ""
    found += "s" if "Post it to the channel" in shared.buttons else ""
    return found or "."


def _make(table: Table, kind: str, channel: Channel) -> None:
    """Chris becomes of that kind."""
    ana, ben, chris = (table.slack.person(name) for name in ("Ana", "Ben", "Chris"))
    if kind == "admin":
        form = form_of(ben.types("/giveget settings", in_=channel))
        form.fill("Who looks after Giveget here", ["Ben", "Chris"]).submit()
    elif kind == "approver":
        limit(ben, channel, "Chris", amount="900k EUR")
        table.wind(hours=8)
        chris.presses("I will", on=told(chris))
    elif kind == "lead":
        switch_on(ben, channel)
        name_lead(ana, channel, "Chris")
    elif kind != "newcomer":
        ana.types(f"/deal people @Chris {kind}", in_=channel)


def subject(table: Table, kind: str, channel: Channel) -> Hands:
    """The person of that kind, with the deal of that channel open."""
    slack = table.slack
    if kind == "owner":
        return slack.person("Ana")
    if kind in STRANGERS:
        with slack.workspace.change():
            if STRANGERS[kind] not in channel.members:
                channel.members.append(STRANGERS[kind])
        return Hands(slack.board, slack.workspace.people[STRANGERS[kind]])
    if kind == "non-member":
        return Hands(slack.board, slack.workspace.people[DANA])
    chris = slack.person("Chris")
    _make(table, kind, channel)
    with slack.workspace.change():
        is_in = chris.id in channel.members
        if kind in OUTSIDE and is_in:
            channel.members.remove(chris.id)
        if kind not in OUTSIDE and not is_in:
            channel.members.append(chris.id)
    return chris


@pytest.mark.parametrize("place", HEAD.split())
@pytest.mark.parametrize("kind", list(ROWS))
def test_who_may_do_what_where(table: Table, slack: FakeSlack, kind: str, place: str) -> None:
    channel = channel_of(slack, place)
    ana, ben = slack.person("Ana"), slack.person("Ben")
    opened(ana, channel)
    with slack.workspace.change():
        if ben.id not in channel.members:
            channel.members.append(ben.id)
    person = subject(table, kind, channel)
    direct = place == "direct" or kind in OUTSIDE
    expected = ROWS[kind][HEAD.split().index(place)]
    before = len(table.entries())
    assert may_do(slack, person, channel, direct=direct) == expected
    others = [entry for entry in table.entries()[before:] if entry.person == PersonId(person.id)]
    assert bool(others) is ("w" in expected)
