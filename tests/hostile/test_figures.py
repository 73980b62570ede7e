"""Hostile figures and texts through every door of somebody who may come in: nothing breaks, and nothing of it is told
to Slack as more than text."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.clock.system_clock import SystemClock
from bot.playground.payloads import escaped
from bot.slack.routes import ROUTES
from bot.store.store import SqlStore
from bot.webhook.deliveries import WebhookCourier
from bot.webhook.sending import WebhookTarget
from tests.hostile.harvest import Harvest
from tests.hostile.stage import Stage
from tests.hostile.strangers import Stranger, fillings, submission
from tests.webhook.receivers import receiving
from tests.webhook.test_sending import SECRET

pytestmark = pytest.mark.hostile

Json = dict[str, Any]

FIGURES = (
    "9" * 28,
    "9" * 400,
    "1e999999",
    "NaN",
    "Infinity",
    "-5",
    "0",
    "0.00000000000000000000000001",
    "1.2.3.4",
    "12.345.678,901.234",
    "١٢٣٤٥",
    "１２３４５",
    "²³",
    "1_000_000",
    "0x41",
    "5k5k5k",
    "10^20",
    "99999999999999999999%",
    "1/0",
    "½",
)
TEXTS = (
    "<!channel> <!here> <@U000000BEN> <#C0000ACME|x>",
    "&lt;!everyone&gt; &amp;lt;!channel&amp;gt;",
    "<https://evil.example/|Press here> https://evil.example/x",
    "*bold* _it_ ~gone~ `code` ```block``` > quote",
    "{{7*7}} {% raise %} ${7*7} #{7*7} %(x)s %s {0}",
    "'; DROP TABLE moves; -- \" OR 1=1",
    '=HYPERLINK("https://evil.example") +1 -1 @SUM(A1) ＝1 ＋1',
    "\u202etxet desrever\u202c \u200binvisible\u200d \u2066isolate\u2069",
    "nul \x00 bell \x07 escape \x1b[31m",
    "half \ud83d character".encode("utf-8", "replace").decode(),
    "👩‍👩‍👧‍👦" * 60,
    "ａｂｃ ﷽ Z̸͓̝a̷l̵g̴o̶",
    "a" * 3_000,
    "word " * 400,
    ("if " * 300) + "signed by Friday",
    "for for for because unless if cost worth by by by #1 #2 #3",
    "(" * 500 + ")" * 500,
    "12k EUR " * 200,
    "\n".join(f"line {n}" for n in range(200)),
)
COMMANDS = (
    "/concede {}",
    "/concede discount cost {} for {}",
    "/concede {} off cost 5k if {}",
    "/ask {} worth {} by Friday",
    "/got {} worth 5k for #{}",
    "/offer price {}, 24 months until {}",
    "/offer they offered {}",
    "/offer midpoint price {}",
    "/offer meso {}",
    "/deal open {} selling {} EUR",
    "/deal rename {}",
    "/deal edit #2 cost {}",
    "/deal edit #2 {}",
    "/deal void #{}",
    "/deal #{}",
    "/deal match #{} #{}",
    "/deal note {}",
    "/deal commit they send {} by {}",
    "/deal baseline {}",
    "/deal should cost {}",
    "/deal measure uptime {}",
    "/deal band CPI base {}% band {}% cap 5%",
    "/deal renewal {} notice {} months",
    "/deal ref {} {}",
    "/deal find {}",
    "/deal {}",
    "/coach {}",
    "/coach say {}",
    "/coach should I accept {}?",
    "/coach they want {} off by Friday",
    "/coach tradeable add {} cost {}",
    "/coach history {}",
    "/giveget {}",
)
LOOKS = (
    *("/deal", "/deal log", "/deal people", "/deal commitments", "/deal issues", "/deal rhythm"),
    *("/coach", "/coach brief", "/coach recap", "/coach waiting", "/offer compare", "/deal export"),
    *("/coach tradeables", "/deal checkins", "/deal close terms", "/coach measures"),
)
ANA = Stranger(name="Ana", person="U000000ANA", channel="acme")
WENT_WRONG = ("went wrong on our side", "ist auf unserer Seite schiefgegangen")


INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\x00\x07\x1b]")


def written(part: object) -> Iterator[Json]:
    """Every text of Slack's own markup in a payload."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part
        for value in part.values():
            yield from written(value)
    if isinstance(part, list):
        for value in part:
            yield from written(value)


def check_markup(payload: object) -> None:
    """Nothing in it calls a channel or leads elsewhere."""
    for text in written(payload):
        assert not re.search(r"<!(channel|here|everyone|subteam)|<https?://evil", text["text"])


@pytest.fixture(scope="module", autouse=True)
def _nothing_went_wrong(stage: Stage) -> Iterator[None]:
    """All of it goes to a webhook as well, and in the end nothing was out of order anywhere."""
    with receiving() as receiver:
        target = WebhookTarget(
            url=receiver.url, secret=SECRET, private_allowed=True, contents=True, attempt_seconds=2
        )
        store, clock = SqlStore(stage.ledgers.database), SystemClock()
        courier = WebhookCourier(store=store, clock=clock, target=target)
        courier.run_round()  # the first time it only takes its place at the end of the feed
        yield
        while courier.run_round():
            pass
        assert len(receiver.taken) > 10
        for taken in receiver.taken:
            assert taken.says["deal"]
            assert not INVISIBLE.search(taken.body.decode())
    assert set(stage.failures()) == set()
    assert stage.slack.violations == []
    stage.ledgers.check()


def send_line(stage: Stage, line: str, channel: str = "acme") -> str:
    """Types it, whatever the local Slack thinks of it; what the ack says."""
    seen = stage.types("Ana", channel, line)
    (answer,) = seen.answers
    assert answer.status == 200, (line[:80], answer.status)
    text = answer.body.decode()
    assert not any(wrong in text for wrong in WENT_WRONG), line[:80]
    check_markup(json.loads(text) if text else {})
    return text


def look_around(stage: Stage) -> None:
    """Every page still shows, to both people of the deal."""
    for name in ("Ana", "Ben"):
        for line in LOOKS:
            text = stage.types(name, "acme", line).text
            assert text, line
            assert not any(wrong in text for wrong in WENT_WRONG), (name, line)
        home = stage.person(name).home()
        assert home.answers[0].status == 200
        assert home.home is not None


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_typed_is_answered(stage: Stage, command: str) -> None:
    for hostile in (*FIGURES, *TEXTS):
        send_line(stage, command.replace("{}", hostile))
    for line in ("/deal", "/deal log"):
        assert not any(wrong in stage.types("Ana", "acme", line).text for wrong in WENT_WRONG)


def test_all_pages_still_show_after_what_was_typed(stage: Stage) -> None:
    look_around(stage)


def test_every_form_is_answered_whatever_stands_in_it(stage: Stage, harvest: Harvest) -> None:
    deal = stage.target.id
    for route in ROUTES.submissions:
        for view in harvest.forms.get(route, ())[:2]:
            metadata = json.loads(view.get("private_metadata") or "{}") | {"deal": deal}
            about = view | {"private_metadata": json.dumps(metadata)}
            everywhere = {block.get("block_id"): "x" for block in view["blocks"]}
            for hostile in (*FIGURES, *TEXTS):
                filled = fillings(about, everywhere, 0, (hostile,))
                sending = submission(stage, ANA, about, filled)
                answer = stage.program.send(sending)
                if answer.status is None:  # a busy machine: the same request again, as people do
                    answer = stage.program.send(sending)
                assert answer.status == 200, (route, hostile[:40])
                text = answer.body.decode()
                assert not any(wrong in text for wrong in WENT_WRONG), (route, hostile[:40], text)
                check_markup(answer.said)
    look_around(stage)


HEADINGS = "id,move,what,day,cost,worth,with"


def test_every_sheet_is_looked_at_whatever_stands_in_it(stage: Stage) -> None:
    for number, hostile in enumerate((*FIGURES, *TEXTS)):
        cell = '"' + hostile.replace('"', '""') + '"'
        rows = f"{HEADINGS}\ng{number},give,{cell},2026-11-12,{cell},{cell},\n"
        form = stage.types("Ana", "acme", "/deal import").form
        assert form is not None
        form.fill("Rows, with their headings", rows[:2900])
        seen = form.submit()
        assert not any(wrong in seen.text for wrong in WENT_WRONG), hostile[:40]
        for button in seen.buttons:
            if button.startswith("Record"):
                done = stage.person("Ana").presses(button, on=seen)
                assert not any(wrong in done.text for wrong in WENT_WRONG), hostile[:40]
    look_around(stage)


def test_every_sentence_to_the_bot_itself_is_answered(stage: Stage) -> None:
    ana = stage.person("Ana")
    for hostile in (*FIGURES, *TEXTS):
        for sentence in (hostile, f"they want {hostile} off", f"can I give {hostile}?"):
            mark = len(stage.recorder.told)
            event: Json = {
                "channel_type": "im",
                "channel": ana.dm.id,
                "user": ana.id,
                "team": stage.slack.workspace.team.id,
                "text": escaped(sentence, stage.slack.workspace),
                "ts": stage.slack.workspace.new_ts(),
            }
            for answer in stage.slack.message(**event):
                assert answer.status == 200, hostile[:40]
            told = stage.told_since(mark)
            assert not any(wrong.lower() in told for wrong in WENT_WRONG), hostile[:40]
    look_around(stage)
