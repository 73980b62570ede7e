"""Workspaces and an organisation install Giveget themselves, use it, leave and come back."""

import itertools
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from a2wsgi import WSGIMiddleware

from bot.coach.records import Post, PostState
from bot.domain.audit import AuditFilter, AuditKind
from bot.domain.ids import TeamId
from bot.main import Bot, build, build_seal
from bot.operations.database import UnusableKey, require_usable_keys
from bot.playground import deeds
from bot.playground.browser import Browser, Page
from bot.playground.cast import OURS, THEIRS
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.listening import Listening
from bot.playground.neighbours import EUROPE, GLOBEX, acme_scene, organisation_scene
from bot.playground.playing import settings_for_installing
from bot.playground.switchboard import Switchboard
from bot.playground.time import StandingClock
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Kind
from bot.settings import Settings
from bot.store.engine import Database, connect
from bot.store.store import SqlStore
from tests.faults.house import Winding
from tests.store.template import make_database

BODY = '{"text": "later", "blocks": [{"type": "divider"}], "locale": "en-US"}'
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Office:
    """A bot that anybody may install, and the workspaces of a Slack in front of it."""

    slack: FakeSlack
    ours: Switchboard
    acme: Switchboard
    globex: Switchboard
    settings: Settings
    bot: Bot
    path: Path
    database: Database

    @property
    def store(self) -> SqlStore:
        return SqlStore(self.database, build_seal(self.settings))

    @property
    def now(self) -> datetime:
        return self.slack.clock.now()

    @property
    def renewals(self) -> int:
        """How often a token was exchanged for a new one."""
        return sum(
            one.tokens.expires_at is not None and len(one.tokens.earlier) - 1 for one in [self.ours]
        )

    def calls_of(self, board: Switchboard, method: str) -> list[dict[str, Any]]:
        return [one.args for one in board.api.called(method) if one.answer["ok"]]

    def person(self, board: Switchboard, name: str) -> Hands:
        return Hands(board, board.workspace.person_named(name))

    def install(self, board: Switchboard, name: str, *, language: str = "en") -> Page:
        return Browser(board, language=language).install(board.workspace.person_named(name))

    def opens(self, board: Switchboard, name: str, channel: str, deal: str) -> str:
        there = board.workspace.channel_named(channel)
        return self.person(board, name).types(f"/giveget deal open {deal}", in_=there).text

    def stored(self) -> bytes:
        """Every byte on the disk."""
        return b"".join(one.read_bytes() for one in self.path.parent.glob(f"{self.path.name}*"))

    def wind(self, **by: float) -> None:
        self.slack.clock.wind(timedelta(**by))
        self.bot.tick()


@contextmanager
def serving(settings: Settings, slack: FakeSlack) -> Iterator[Bot]:
    """Two replicas, which take requests by turns; the first one has the heart."""
    replicas = [
        build(
            settings,
            clock=slack.clock,
            stopping=Winding(slack.clock),
            patience=UNHURRIED,
            whole_answers=True,
        )
        for _ in range(2)
    ]
    turns = itertools.cycle(replicas)

    def web(environ: Any, start: Any) -> Iterable[bytes]:
        return next(turns).web(environ, start)

    served = Listening(WSGIMiddleware(web, workers=8), name="bot")
    served.start()
    slack.connect(served.url)
    try:
        yield replicas[0]
    finally:
        slack.board.disconnect()
        served.stop()
        for bot in replicas:
            bot.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "many.db"
    with FakeSlack(clock=StandingClock(MONDAY), patience=UNHURRIED) as slack:
        settings = settings_for_installing(slack.settings(make_database(path)))
        slack.board.tokens.revoked = True
        database = connect(f"sqlite:///{path}", threads=2)
        with serving(settings, slack) as bot:
            yield Office(
                database=database,
                slack=slack,
                ours=slack.board,
                acme=slack.board.beside(acme_scene),
                globex=slack.board.beside(organisation_scene),
                settings=settings,
                bot=bot,
                path=path,
            )
        database.close()
        assert [one.workspace.violations for one in slack.board.exchange.boards] == [[], [], []]


def test_a_workspace_installs_it_and_uses_it(office: Office) -> None:
    browser = Browser(office.ours)
    first = browser.begin()
    assert "Add Giveget to Slack" in first.text
    assert "Answers what people type to the bot itself." in first.text
    last = browser.allow(first, office.ours.workspace.person_named("Ana"))
    assert last.status == 200
    assert f"Giveget is installed in {OURS.name}" in last.text
    assert f"team={OURS.id}" in last.link
    assert "Deal open: Acme renewal" in office.opens(
        office.ours, "Ana", "acme", "Acme renewal selling 240k EUR"
    )


def test_the_pages_are_read_in_german_too(office: Office) -> None:
    last = office.install(office.ours, "Dana", language="de-DE,de;q=0.9,en;q=0.5")
    assert f"Giveget ist in {OURS.name} installiert" in last.text


NOT_INSTALLED = "Nothing was installed"
AGAIN = "Start again"


def test_who_cancels_at_slack_has_installed_nothing(office: Office) -> None:
    browser = Browser(office.ours)
    last = browser.cancel(browser.begin())
    assert (last.status, NOT_INSTALLED in last.text, AGAIN in last.text) == (200, True, True)
    with office.store.reading() as work:
        assert list(work.installations.list_all()) == []


def test_a_page_counts_in_the_browser_that_began_alone(office: Office) -> None:
    began = Browser(office.ours).begin()
    other = Browser(office.ours)
    assert NOT_INSTALLED in other.allow(began, office.ours.workspace.person_named("Ana")).text
    other.begin()
    assert NOT_INSTALLED in other.allow(began, office.ours.workspace.person_named("Ana")).text


def test_a_page_counts_once_and_for_ten_minutes(office: Office) -> None:
    ana = office.ours.workspace.person_named("Ana")
    browser = Browser(office.ours)
    began = browser.begin()
    cookie = dict(browser.cookies)
    assert "is installed in" in browser.allow(began, ana).text
    browser.cookies.update(cookie)
    assert NOT_INSTALLED in browser.allow(began, ana).text
    late = browser.begin()
    office.slack.clock.wind(timedelta(minutes=11))
    assert NOT_INSTALLED in browser.allow(late, ana).text


def test_looking_whether_the_page_is_there_uses_nothing_up(office: Office) -> None:
    address = f"{office.ours.exchange.bot_url}/slack/oauth_redirect"
    assert httpx.head(address, trust_env=False).status_code == 405
    assert httpx.post(address, trust_env=False).status_code == 405


def test_a_slack_that_does_not_answer_is_told_as_a_page(office: Office) -> None:
    browser = Browser(office.ours)
    began = browser.begin()
    office.slack.board.faults.fail("fatal_error")
    page = browser.allow(began, office.ours.workspace.person_named("Ana"))
    assert "Slack did not confirm it." in page.text
    assert "is installed in" in office.install(office.ours, "Ana").text


def test_an_organisations_own_token_that_goes_ends_all_its_workspaces(office: Office) -> None:
    office.install(office.globex, "Dana")
    office.opens(office.globex, "Dana", "all-sales", "Walrus buying 40k EUR")
    deeds.uninstall(office.globex)
    with office.store.reading() as work:
        whole = work.installations.find(TeamId(GLOBEX.id))
        assert whole is not None
        assert whole.tokens is None
    office.wind(days=31)
    assert b"Walrus" not in office.stored()


def test_a_state_of_somebody_elses_making_is_none(office: Office) -> None:
    browser = Browser(office.ours)
    for state in ("", "a.b.c", "99999999999.x.ffff", "%C3%A4"):
        browser.cookies["slack-app-oauth-state"] = state
        address = f"{office.ours.exchange.bot_url}/slack/oauth_redirect"
        page = browser.open(f"{address}?code=1&state={state}")
        assert (page.status, NOT_INSTALLED in page.text) == (400, True)


def test_a_page_says_nothing_of_what_is_inside(office: Office) -> None:
    browser = Browser(office.ours)
    page = browser.begin()
    address = f"{office.ours.exchange.bot_url}/slack/oauth_redirect"
    state = page.link.partition("state=")[2].partition("&")[0]
    failed = browser.open(f"{address}?code=<script>&state={state}")
    assert "Slack did not confirm it." in failed.text
    for word in ("invalid", "oauth", "<script>", "Traceback", office.settings.slack_client_id):
        assert word not in failed.html
    named = browser.open(f"{office.ours.exchange.bot_url}/slack/install?team=T1%26scope=admin")
    assert "admin" not in named.link


def test_without_an_installation_nothing_is_answered(office: Office) -> None:
    office.ours.tokens.revoked = False  # a command of an app that some other bot answers for
    said = office.opens(office.ours, "Ana", "acme", "Acme renewal selling 240k EUR")
    assert said == "Giveget is not installed in your workspace. Nothing was changed."
    assert office.person(office.ours, "Ana").home().home is None


def test_tokens_rest_sealed_and_bound_to_their_row(office: Office) -> None:
    office.install(office.ours, "Ana")
    office.install(office.acme, "Olga")
    assert office.ours.tokens.bot.encode() not in office.stored()
    with office.database.engine.connect() as connection:
        connection.exec_driver_sql(
            f"UPDATE installations SET body = (SELECT body FROM installations WHERE team = '{THEIRS.id}') "
            f"WHERE team = '{OURS.id}'"
        )
        connection.commit()
    said = office.opens(office.ours, "Ana", "acme", "Acme renewal selling 240k EUR")
    assert "Sorry, that went wrong on our side." in said
    with pytest.raises(UnusableKey, match="Private plans and tokens that do not open"):
        require_usable_keys(office.settings)
    assert "Deal open" in office.opens(office.acme, "Olga", "buying", "Freight buying 40k EUR")


def test_leaving_deletes_the_token_at_once_and_coming_back_loses_nothing(office: Office) -> None:
    office.install(office.ours, "Ana")
    ana, acme = office.person(office.ours, "Ana"), office.ours.workspace.channel_named("acme")
    office.opens(office.ours, "Ana", "acme", "Acme renewal selling 240k EUR")
    ana.types("/giveget concede 5% off cost 12k because they pay early", in_=acme)
    before = ana.types("/giveget deal log", in_=acme).text
    deeds.uninstall(office.ours)
    with office.store.reading() as work:
        left = work.installations.find(TeamId(OURS.id))
        assert left is not None
        assert left.tokens is None
    office.wind(days=29)
    assert "is installed in" in office.install(office.ours, "Ben").text
    assert ana.types("/giveget deal log", in_=acme).text == before
    office.wind(days=40)
    assert "5% off  12,000 EUR" in ana.types("/giveget deal log", in_=acme).text


def test_after_the_grace_nothing_is_left_of_a_workspace_and_all_of_the_other(
    office: Office,
) -> None:
    office.install(office.ours, "Ana")
    office.install(office.acme, "Olga")
    office.opens(office.ours, "Ana", "acme", "Zebra renewal selling 240k EUR")
    office.opens(office.acme, "Olga", "buying", "Freight buying 40k EUR")
    deeds.uninstall(office.ours)
    office.wind(days=31)
    for word in (b"Zebra", OURS.id.encode(), b"U000000ANA"):
        assert word not in office.stored()
    buying = office.acme.workspace.channel_named("buying")
    assert "Freight" in office.person(office.acme, "Olga").types("/giveget deal", in_=buying).text
    assert "is installed in" in office.install(office.ours, "Ana").text


def test_an_uninstall_told_late_does_not_end_what_was_installed_again(office: Office) -> None:
    office.install(office.ours, "Ana")
    with office.slack.board.workspace.change():
        office.ours.tokens.revoked = True
    office.install(office.ours, "Ana")
    # The events of the first installation come now.
    deeds.tell_event(office.ours, {"type": "tokens_revoked", "tokens": {"bot": ["U0000COACH"]}})
    deeds.tell_event(office.ours, {"type": "app_uninstalled"})
    assert "Deal open" in office.opens(office.ours, "Ana", "acme", "Acme selling 240k EUR")
    office.wind(days=40)
    assert "Acme" in office.person(office.ours, "Ana").home().text


def test_messages_that_waited_for_a_reinstall_go_out(office: Office) -> None:
    office.install(office.ours, "Ana")
    with office.store.work() as work:
        work.outbox.insert(
            Post(id="p1", team=TeamId(OURS.id), to="U000000ANA", body=BODY, due=office.now)
        )
    deeds.uninstall(office.ours)
    office.bot.drain()
    assert office.calls_of(office.ours, "chat.postMessage") == []
    office.install(office.ours, "Ana")
    office.bot.drain()
    (sent,) = office.calls_of(office.ours, "chat.postMessage")
    assert sent["text"] == "later"


def test_tokens_that_run_out_are_renewed_in_time_by_who_asks_and_by_what_posts(
    office: Office,
) -> None:
    office.ours.exchange.office.rotates = True
    office.install(office.ours, "Ana")
    first = office.ours.tokens.bot
    office.opens(office.ours, "Ana", "acme", "Acme renewal selling 240k EUR")
    assert office.ours.tokens.bot == first
    office.slack.clock.wind(timedelta(hours=11))
    acme = office.ours.workspace.channel_named("acme")
    assert "Acme" in office.person(office.ours, "Ana").types("/giveget deal", in_=acme).text
    office.person(office.ours, "Ana").home()
    second = office.ours.tokens.bot
    assert second != first
    office.slack.clock.wind(timedelta(days=3))
    with office.store.work() as work:
        work.outbox.insert(
            Post(id="p1", team=TeamId(OURS.id), to="U000000ANA", body=BODY, due=office.now)
        )
    office.bot.drain()
    assert office.ours.tokens.bot != second
    assert len(office.calls_of(office.ours, "chat.postMessage")) == 1
    assert office.ours.tokens.refresh.encode() not in office.stored()


def test_two_who_renew_at_once_renew_once(office: Office) -> None:
    office.ours.exchange.office.rotates = True
    office.install(office.ours, "Ana")
    office.slack.clock.wind(timedelta(hours=13))
    people = [office.person(office.ours, name) for name in ("Ana", "Ben")] * 4
    with ThreadPoolExecutor(len(people)) as threads:
        shown = list(threads.map(lambda hands: hands.home().home is not None, people))
    assert shown == [True] * len(people)
    assert office.renewals == 1


def test_a_renewal_that_slack_refuses_is_told_and_nothing_is_lost(office: Office) -> None:
    office.ours.exchange.office.rotates = True
    office.install(office.ours, "Ana")
    office.opens(office.ours, "Ana", "acme", "Acme renewal selling 240k EUR")
    office.ours.tokens.refresh = "xoxe-1-another"
    office.slack.clock.wind(timedelta(hours=13))
    acme = office.ours.workspace.channel_named("acme")
    said = office.person(office.ours, "Ana").types("/giveget deal log", in_=acme).text
    assert "I could not check with Slack who you are" in said
    office.install(office.ours, "Ana")
    said = office.person(office.ours, "Ana").types("/giveget deal log", in_=acme).text
    assert "Acme renewal, the ledger" in said


def test_an_organisation_installs_it_for_all_and_a_deal_is_the_same_from_each_workspace(
    office: Office,
) -> None:
    last = office.install(office.globex, "Dana")
    assert f"Giveget is installed for {GLOBEX.name}" in last.text
    assert "Choose workspaces" in last.text
    sales = office.globex.workspace.channel_named("all-sales")
    dana, ben = office.person(office.globex, "Dana"), office.person(office.globex, "Ben")
    opened = dana.types("/giveget deal open Freight buying 40k EUR", in_=sales)
    assert "Deal open: Freight" in opened.text
    assert "shared with another company" not in opened.text
    # Ben's home is another workspace, and Slack names the organisation wherever he presses.
    said = ben.types("/giveget concede 5% off cost 2k", in_=sales)
    assert "Recorded #1" in ben.presses("Already said", on=said).text
    assert "5% off" in dana.types("/giveget deal log", in_=sales).text
    assert "Freight" in ben.home().text
    form = ben.types("/giveget concede", in_=sales).form
    assert form is not None
    assert "#2" in form.fill("What", "net 60").submit().text
    with office.store.reading() as work:
        assert {deal.team for deal in work.deals.list_all()} == {GLOBEX.id}


def test_somebody_of_another_organisation_or_a_guest_is_nobody_there(office: Office) -> None:
    office.install(office.globex, "Dana")
    sales = office.globex.workspace.channel_named("all-sales")
    office.opens(office.globex, "Dana", "all-sales", "Freight buying 40k EUR")
    ben = office.person(office.globex, "Ben")
    ben.person.kind = Kind.GUEST
    said = ben.types("/giveget deal log", in_=sales).text
    assert said == "Only full members of this workspace can use Giveget. Nothing was changed."
    ben.person.kind, ben.person.org_teams = Kind.MEMBER, ()
    ben.person.team = "T0STRANGER"
    office.slack.clock.wind(timedelta(minutes=11))
    assert "Freight" not in ben.types("/giveget deal log", in_=sales).text


def test_a_workspace_that_had_it_first_keeps_its_rows_under_its_organisation(
    office: Office,
) -> None:
    europe = office.globex.workspace
    europe.org_wide = False
    office.install(office.globex, "Dana")
    office.opens(office.globex, "Dana", "europe", "Freight buying 40k EUR")
    europe.org_wide = True
    office.install(office.globex, "Dana")
    deeds_of_europe = europe.channel_named("europe")
    dana = office.person(office.globex, "Dana")
    assert "Freight" in dana.types("/giveget deal", in_=deeds_of_europe).text
    with office.store.work() as work:
        own = work.installations.find(TeamId(EUROPE.id))
        assert own is not None
        # Its own token goes; that of the organisation acts for it from now on.
        work.installations.save(replace(own, tokens=None, version=own.version + 1))
    assert "Freight" in dana.types("/giveget deal", in_=deeds_of_europe).text
    assert "Freight" in dana.home().text


def test_two_workspaces_and_an_organisation_at_once_see_nothing_of_each_other(
    office: Office,
) -> None:
    """The same words, the same hour, one channel that two companies share; some hundred requests over a few threads."""
    places = [
        (office.ours, "Ana", "acme", "Zebra"),
        (office.acme, "Olga", "buying", "Quokka"),
        (office.globex, "Dana", "all-sales", "Walrus"),
    ]
    for board, name, channel, deal in places:
        office.install(board, name)
        assert "Deal open" in office.opens(board, name, channel, f"{deal} deal selling 90k EUR")
        office.person(board, name).types(
            "/giveget coach start", in_=board.workspace.channel_named(channel)
        )
    lines = [
        "concede {} discount cost 1k because they pay early",
        "ask {} reference by Friday",
        "got {} reference call worth 2k",
        "deal log",
        "deal",
        "coach",
        "coach brief",
        "deal find deal",
        "deal people",
    ]

    def act(place: int, line: str) -> tuple[str, str]:
        board, name, channel, deal = places[place]
        there = board.workspace.channel_named(channel)
        hands = office.person(board, name)
        said = hands.types(f"/giveget {line.format(deal)}", in_=there).text
        return deal, said + (hands.home().text if line == "deal log" else "")

    asked = [(place, line) for _ in range(3) for line in lines for place in range(len(places))]
    with ThreadPoolExecutor(6) as threads:
        told = list(threads.map(lambda one: act(*one), asked))
    office.wind(days=1)
    told += [(deal, _all_that_was_shown(board)) for board, _, _, deal in places]
    deals = {deal for _, _, _, deal in places}
    for deal, said in told:
        assert not any(other in said for other in deals - {deal}), (deal, said)
    shown = "".join(said for _, said in told)
    assert all(deal in shown for deal in deals)
    with office.store.reading() as work:
        for kept in work.deals.list_all():
            words = repr(work.ledger.load(kept.team, kept.id))
            others = deals - {kept.name.partition(" ")[0]}
            assert not any(other in words for other in others)


def _all_that_was_shown(board: Switchboard) -> str:
    channels = board.workspace.channels.values()
    return repr([message for channel in channels for message in channel.messages])


def test_a_shared_channel_is_locked_for_both_companies_by_one_event(office: Office) -> None:
    office.install(office.ours, "Ana")
    office.install(office.acme, "Olga")
    office.opens(office.ours, "Ana", "acme", "Zebra selling 90k EUR")
    shared = office.ours.workspace.channel_named("acme")
    twin = replace(shared, members=["U00000OLGA", "U0ACMECHRIS", "U0ACMECOACH"], messages=[])
    office.acme.workspace.channels[twin.id] = twin
    assert (
        "Deal open"
        in office.person(office.acme, "Olga")
        .types("/giveget deal open Quokka buying 9k EUR", in_=twin)
        .text
    )
    deeds.tell_event(
        office.ours, {"type": "channel_shared", "channel": shared.id, "connected_team_id": "T1"}
    )
    with office.store.reading() as work:
        assert {deal.name: deal.locked for deal in work.deals.list_all()} == {
            "Zebra": True,
            "Quokka": True,
        }


def test_workspaces_of_an_organisation_get_it_and_lose_it(office: Office) -> None:
    office.install(office.globex, "Dana")
    office.opens(office.globex, "Dana", "all-sales", "Freight buying 40k EUR")
    organisation = TeamId(GLOBEX.id)
    blocked = Post(
        id="p1",
        team=organisation,
        to=office.globex.workspace.person_named("Dana").id,
        body=BODY,
        due=office.now,
        state=PostState.BLOCKED,
        why="team_access_not_granted",
    )
    with office.store.work() as work:
        work.outbox.insert(blocked)
    waited = []
    for event in ("team_access_revoked", "team_access_granted"):
        # Slack tells of it twice where it is not sure that it was heard.
        deeds.tell_event(
            office.globex, {"type": event, "team_ids": ["T0ASIA", "T0EUROPE"]}, times=2
        )
        with office.store.reading() as work:
            post = work.outbox.find(organisation, "p1")
        assert post is not None
        waited.append(post.state)
    with office.store.reading() as work:
        rows = work.audit.list_newest(organisation, AuditFilter(kind=AuditKind.INSTALLATIONS), 10)
    assert sorted((row.act, row.whom) for row in rows if row.whom) == [
        ("team_granted", "T0ASIA"),
        ("team_granted", "T0EUROPE"),
        ("team_revoked", "T0ASIA"),
        ("team_revoked", "T0EUROPE"),
    ]
    assert waited == [PostState.BLOCKED, PostState.PENDING]
    assert b"Freight" in office.stored()
