import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import httpx
import pytest

from bot.playground.fake_slack import BotSettings
from bot.playground.manifest import Manifest
from bot.playground.page import PATIENCE, Sample
from bot.playground.server import Bot, LocalPlayground, play
from bot.playground.story import Unplayable
from bot.playground.workspace import Json
from tests.playground.conftest import MANIFEST, MONDAY
from tests.playground.small_bot import SmallBot, section


@dataclass
class Life:
    """What happened to the bots of one playground."""

    settings: list[BotSettings] = field(default_factory=list)
    ticks: list[datetime] = field(default_factory=list)
    closed: int = 0

    def make_bot(self, settings: BotSettings) -> Bot:
        self.settings.append(settings)

        def close() -> None:
            self.closed += 1

        return Bot(
            app=SmallBot(settings).wsgi,
            tick=lambda: self.ticks.append(settings.clock.now()),
            close=close,
        )


class Page:
    """The page's side of the contract, as one person."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, trust_env=False, timeout=30)
        self.person = str(self.state()["as"])

    def state(self) -> Json:
        told: Json = self.client.get(
            "/play/state", params={"as": getattr(self, "person", "")}
        ).json()
        return told

    def order(self, order: str, /, **body: object) -> Json:
        told: Json = self.client.post(f"/play/{order}", json={"as": self.person, **body}).json()
        return told

    def channel(self, name: str) -> Json:
        return next(one for one in self.state()["channels"] if one["name"] == name)

    def messages(self, name: str) -> list[Json]:
        said: list[Json] = self.state()["messages"][self.channel(name)["id"]]
        return said


def samples() -> list[Sample]:
    return [
        Sample(
            name="moves/give_recorded",
            surface="message",
            text="Recorded",
            blocks=[section("Recorded")],
        )
    ]


@pytest.fixture(scope="module")
def life() -> Life:
    return Life()


@pytest.fixture(scope="module")
def playground(life: Life) -> Iterator[LocalPlayground]:
    manifest = Manifest.parse(MANIFEST)
    with LocalPlayground(life.make_bot, gallery=samples, manifest=manifest, now=MONDAY) as running:
        yield running


@pytest.fixture
def page(playground: LocalPlayground) -> Iterator[Page]:
    playground.fresh()
    page = Page(playground.url)
    yield page
    page.client.close()


def test_the_state_tells_who_and_what_is_there(page: Page) -> None:
    state = page.state()
    assert (state["now"][:16], state["zone"]) == ("2026-11-23T09:00", "Europe/Berlin")
    assert {one["kind"] for one in state["people"]} == {
        "member",
        "admin",
        "guest",
        "outsider",
        "deactivated",
        "bot",
    }
    assert {one["name"]: one["kind"] for one in state["channels"]} == {
        "general": "channel",
        "acme": "private",
        "globex": "channel",
        "initech": "private",
        "hiring": "private",
        "acme-shared": "channel",
        "Giveget": "dm",
    }
    assert page.channel("Giveget")["with"] == "U0000COACH"
    assert page.channel("acme-shared")["shared"] is True
    assert [one["command"] for one in state["commands"]] == ["/concede", "/plain"]
    assert {one["type"] for one in state["shortcuts"]} == {"message", "global"}
    assert page.channel("hiring")["id"] not in state["messages"], "she is not in there"


def test_a_command_a_click_and_a_form_through_the_page(page: Page) -> None:
    acme = page.channel("acme")["id"]
    assert page.order("message", channel=acme, text="/concede 5% off") == {"ok": True}
    said = page.messages("acme")[-1]
    assert (said["text"], said["ephemeral"]) == ("Recorded: 5% off", True)
    button = said["blocks"][-1]
    where = {"channel": acme, "message_ts": said["ts"], "block_id": button["block_id"]}
    assert page.order("click", **where, action_id="give.undo", element={}, value="1")["ok"]
    assert page.messages("acme")[-1]["text"] == "Undone."
    assert (
        page.order("click", **where, action_id="give.undo", value="1")["error"]
        == "That is no longer there."
    )
    page.order("message", channel=acme, text="/concede")
    view = page.state()["views"][-1]
    state = {"what": {"words": {"type": "plain_text_input", "value": "nothing"}}}
    assert page.order("submit", view_id=view["id"], state=state)["ok"]
    shown = page.state()["views"][-1]
    assert shown["errors"] == {"what": "Say what you give."}
    assert shown["state"]["values"]["what"]["words"]["value"] == "nothing"
    page.order(
        "submit",
        view_id=view["id"],
        state={"what": {"words": {"type": "plain_text_input", "value": "x"}}},
    )
    assert page.state()["views"] == []
    assert page.order("close", view_id=view["id"]) == {"ok": True}


def test_a_thread_counts_its_replies_and_takes_no_commands(page: Page) -> None:
    acme = page.channel("acme")["id"]
    page.order("message", channel=acme, text="About the price")
    root = page.messages("acme")[0]
    page.order("message", channel=acme, text="5%?", thread_ts=root["ts"])
    page.order("message", channel=acme, text="/concede 5%", thread_ts=root["ts"])
    assert page.messages("acme")[0]["replies"] == 1
    assert "not supported in threads" in page.state()["notices"][-1]["text"]
    assert page.order("shortcut", callback_id="give.log", channel=acme, message_ts=root["ts"])["ok"]
    assert page.state()["views"][-1]["callback_id"] == "give.form"


def test_home_is_opened_and_pressed(page: Page) -> None:
    page.order("home")
    home = page.state()["home"]
    assert home["blocks"][0]["text"]["text"] == "My deals"
    block_id = home["blocks"][1]["block_id"]
    assert page.order("click", view_id=home["id"], block_id=block_id, action_id="pick", value="1")[
        "ok"
    ]


def test_the_clock_is_wound_and_the_bot_woken(page: Page, life: Life) -> None:
    before = len(life.ticks)
    assert page.order("clock", by="next-morning") == {"ok": True}
    assert page.state()["now"].startswith("2026-11-24T09:00")
    assert len(life.ticks) == before + 24
    page.order("clock", to="2026-12-01T09:00:00")
    assert page.state()["now"].startswith("2026-12-01T09:00")
    assert "wound by" in page.order("clock", by="soon")["error"]


def test_channels_are_made_shared_and_joined(page: Page) -> None:
    made = page.order("channel", name="umbrella", private=True, shared=False)
    assert made["ok"]
    assert not page.order("channel", name="umbrella", private=False, shared=False)["ok"]
    page.order("share", channel=made["channel"], on="pending")
    assert page.channel("umbrella")["pending_shared"] is True
    shared = page.order("share", channel=made["channel"], on=True)
    assert shared["channel"] != made["channel"]
    page.order("join", channel=shared["channel"], person="U00000DANA", on=True)
    assert "U00000DANA" in page.channel("umbrella")["members"]


def test_faults_happen_and_are_taken_back(page: Page, playground: LocalPlayground) -> None:
    acme = page.channel("acme")["id"]
    page.order("faults", rate_limit=3)
    page.order("message", channel=acme, text="/concede")
    assert page.state()["views"] == []
    page.order("faults", rate_limit=0, slow=0, fail=None)
    page.order("message", channel=acme, text="/concede")
    assert len(page.state()["views"]) == 1


def test_whoever_waits_for_news_hears_of_a_change(page: Page) -> None:
    version = page.state()["version"]
    later = threading.Timer(0.2, lambda: page.order("home"))
    later.start()
    started = time.monotonic()
    told = page.client.get("/play/events", params={"since": version}).json()
    later.join()
    assert told["version"] > version
    assert 0.1 < time.monotonic() - started < PATIENCE


def test_a_reset_gives_a_fresh_workspace_database_and_bot(page: Page, life: Life) -> None:
    page.order("message", channel=page.channel("acme")["id"], text="hello")
    closed, version = life.closed, page.state()["version"]
    assert page.order("reset") == {"ok": True}
    assert page.messages("acme") == []
    assert page.state()["version"] > version
    assert life.closed == closed + 1
    assert life.settings[-1].database_url != life.settings[-2].database_url
    assert life.settings[-1].bot_token == life.settings[-2].bot_token


def test_a_story_goes_step_by_step(page: Page) -> None:
    told = page.order("story", name="renewal", step="next")
    assert (told["ok"], told["step"], told["done"], told["place"]) == (True, 1, False, "home")
    assert told["caption"] == "Home says what is kept and what nobody else sees."
    second = page.order("story", name="renewal", step=2)
    assert (second["step"], second["lines"][-1]) == (2, "Slack  /deal is not a valid command.")
    assert not page.order("story", name="no-such-story")["ok"]


def test_the_gallery_shows_what_it_is_given(page: Page) -> None:
    assert page.client.get("/play/gallery").json()[0]["name"] == "moves/give_recorded"


def test_orders_that_make_no_sense_are_answered_with_a_sentence(page: Page) -> None:
    for name, body in (
        ("nonsense", {}),
        ("click", {}),
        ("message", {"channel": "C0", "text": "x"}),
    ):
        answer = page.order(name, **body)
        assert answer["ok"] is False
        assert answer["error"]
    deactivated = page.client.post(
        "/play/message", json={"as": "U00000FINN", "channel": "C00GENERAL", "text": "x"}
    )
    assert "deactivated" in deactivated.json()["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.invalid"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "elsewhere.invalid"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_no_other_site_can_press_buttons_here(
    page: Page, life: Life, headers: dict[str, str]
) -> None:
    closed = life.closed
    sent = {"Content-Type": "application/json", **headers}
    assert page.client.post("/play/reset", content=b"{}", headers=sent).status_code == 403
    assert life.closed == closed


def test_no_name_that_points_here_can_read(page: Page) -> None:
    assert page.client.get("/play/state", headers={"Host": "elsewhere.invalid"}).status_code == 403
    assert (
        page.client.get("/play/state", headers={"Origin": "https://elsewhere.invalid"}).status_code
        == 403
    )
    host = page.client.base_url.netloc.decode().replace("127.0.0.1", "localhost")
    assert page.client.get("/play/state", headers={"Host": host}).status_code == 200


def test_no_site_can_frame_the_page(page: Page) -> None:
    assert page.client.get("/").headers["x-frame-options"] == "DENY"


def test_it_is_up_and_down_within_a_blink(life: Life) -> None:
    started = time.monotonic()
    playground = LocalPlayground(life.make_bot, manifest=Manifest.parse(MANIFEST)).start()
    up = time.monotonic() - started
    playground.stop()
    assert up < 60, "about 0.2 s on an idle machine"


def test_headless_prints_the_story_and_fails_where_it_cannot_go_on(life: Life) -> None:
    told: list[str] = []
    with pytest.raises(Unplayable, match=r"renewal, line \d+"):
        play(
            life.make_bot,
            headless=True,
            story="renewal",
            manifest=Manifest.parse(MANIFEST),
            say=told.append,
        )
    assert told[:3] == [
        "— Home says what is kept and what nobody else sees.",
        "Ana    opens Home",
        "coach  My deals [New]",
    ]
    assert not any("xoxb" in line for line in told)


def test_an_unknown_story_is_said_to_be_unknown(life: Life) -> None:
    with pytest.raises(
        Unplayable, match=r"There is no story 'x'; there are buying, hiring, partnering, renewal\."
    ):
        play(life.make_bot, headless=True, story="x", manifest=Manifest.parse(MANIFEST), say=print)
