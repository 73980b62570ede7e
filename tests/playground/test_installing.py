"""The page of the playground shows other workspaces, in which the app is installed and taken out."""

from collections.abc import Iterator
from functools import partial

import httpx
import pytest

from bot.main import build
from bot.operations.database import migrate_database
from bot.playground.browser import Browser
from bot.playground.cast import THEIRS
from bot.playground.neighbours import GLOBEX
from bot.playground.playing import make_bot, settings_for_installing
from bot.playground.server import LocalPlayground
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Json


@pytest.fixture(scope="module")
def playground() -> Iterator[LocalPlayground]:
    made = make_bot(
        partial(build, patience=UNHURRIED), migrate_database, settle=settings_for_installing
    )
    with LocalPlayground(made, installable=True) as playground:
        yield playground


class Page:
    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, trust_env=False, timeout=30)

    def state(self, person: str = "") -> Json:
        told: Json = self.client.get("/play/state", params={"as": person}).json()
        return told

    def order(self, name: str, **body: object) -> Json:
        told: Json = self.client.post(f"/play/{name}", json=body).json()
        return told


@pytest.fixture
def page(playground: LocalPlayground) -> Iterator[Page]:
    page = Page(playground.url)
    yield page
    page.client.close()


def test_the_first_workspace_has_the_app_when_the_page_opens(page: Page) -> None:
    app = page.state()["app"]
    assert app["installed"]
    assert [one["name"] for one in app["workspaces"]] == [
        "Giveget playground",
        "Acme",
        "Globex (organisation)",
    ]


@pytest.mark.parametrize("there", [THEIRS.id, GLOBEX.id])
def test_another_workspace_installs_it_uses_it_and_takes_it_out(
    playground: LocalPlayground, page: Page, there: str
) -> None:
    before = page.state()["version"]
    assert page.order("workspace", id=there)["ok"]
    state = page.state()
    assert (state["app"]["here"], state["app"]["installed"]) == (there, False)
    assert state["version"] > before
    person, channel = state["people"][0]["id"], state["channels"][0]["id"]
    line = "/deal open Freight buying 40k EUR"
    page.order("message", **{"as": person, "channel": channel, "text": line})
    assert "not a valid command" in repr(page.state(person)["notices"])
    # What the button opens, and Slack's page behind it, where somebody presses Allow.
    browser = Browser(playground.board)
    first = browser.open(state["app"]["install_url"])
    consent = page.client.get(first.link)
    assert f'<option value="{there}:{person}" selected>' in consent.text
    hidden = dict(httpx.URL(first.link).params)
    sent = page.client.post(
        "/oauth/v2/authorize", data={**hidden, "who": f"{there}:{person}", "answer": "allow"}
    )
    assert sent.status_code == 302
    assert "Giveget is installed" in browser.open(sent.headers["location"]).text
    assert page.state()["app"]["installed"]
    page.order("message", **{"as": person, "channel": channel, "text": line})
    assert "Deal open: Freight" in repr(page.state(person)["messages"][channel])
    assert page.order("uninstall", **{"as": person})["ok"]
    assert not page.state()["app"]["installed"]
    page.order("reset")
    assert page.state()["app"]["installed"]


def test_a_guest_takes_nothing_out(page: Page) -> None:
    told = page.order("uninstall", **{"as": "U000000GUS"})
    assert told == {"ok": False, "error": "Gus may not take apps out of this workspace."}
