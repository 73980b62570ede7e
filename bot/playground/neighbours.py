"""Other workspaces of the local Slack: that of the other company, and an organisation of two workspaces."""

from bot.playground.cast import OURS, THEIRS
from bot.playground.workspace import (
    Channel,
    Clock,
    Kind,
    Organisation,
    Person,
    Team,
    Workspace,
)

EUROPE = Team(id="T00EUROPE0", name="Globex Europe", domain="globex-europe")
AMERICA = Team(id="T00AMERICA", name="Globex America", domain="globex-america")
GLOBEX = Organisation(id="E000GLOBEX", name="Globex")


def acme_scene(clock: Clock) -> Workspace:
    """The other side of the table has a workspace of its own, in which it negotiates with its suppliers. The channel
    that both companies share has the same id in both."""
    ours = THEIRS.id
    people = [
        Person(id="U00000OLGA", name="Olga", title="Buyer", kind=Kind.ADMIN, team=ours),
        Person(id="U0ACMECHRIS", name="Chris", title="Finance", kind=Kind.MEMBER, team=ours),
        Person(id="U000000ANA", name="Ana", title="Supplier", kind=Kind.OUTSIDER, team=OURS.id),
        Person(id="U0ACMECOACH", name="Giveget", title="Coach", kind=Kind.BOT, team=ours),
    ]
    everybody = ["U00000OLGA", "U0ACMECHRIS", "U0ACMECOACH"]
    channels = [
        Channel(id="C0BUYING00", name="buying", members=everybody, private=True, topic="Suppliers"),
        Channel(
            id="C0ACMESHRD",
            name="acme-shared",
            members=["U00000OLGA", "U000000ANA", "U0ACMECOACH"],
            shared=True,
            topic="With our supplier",
        ),
    ]
    return Workspace(clock=clock, teams=[THEIRS, OURS], people=people, channels=channels)


def organisation_scene(clock: Clock) -> Workspace:
    """An organisation that installs apps for all its workspaces, with a channel that both of them see."""
    both = (EUROPE.id, AMERICA.id)
    people = [
        _member("W0000DANA0", "Dana", "Head of sales", Kind.ADMIN, EUROPE.id, (EUROPE.id,)),
        _member("W00000BEN0", "Ben", "Sales", Kind.MEMBER, AMERICA.id, (AMERICA.id,)),
        _member("W0000CHRIS", "Chris", "Legal", Kind.MEMBER, EUROPE.id, both),
        Person(id="W000COACH0", name="Giveget", title="Coach", kind=Kind.BOT, team=EUROPE.id),
    ]
    # Of such people Slack may name the organisation, or another workspace, wherever they press.
    people[1].shows_team, people[1].click_team = False, GLOBEX.id
    members = [person.id for person in people]
    channels = [
        Channel(id="C0ALLSALES", name="all-sales", members=members, private=True, org_shared=True),
        Channel(id="C0EUROPE00", name="europe", members=[members[0], members[3]], private=True),
    ]
    workspace = Workspace(clock=clock, teams=[EUROPE, AMERICA], people=people, channels=channels)
    workspace.organisation, workspace.org_wide = GLOBEX, True
    return workspace


def _member(
    id_: str, name: str, title: str, kind: Kind, team: str, teams: tuple[str, ...]
) -> Person:
    return Person(id=id_, name=name, title=title, kind=kind, team=team, org_teams=teams)
