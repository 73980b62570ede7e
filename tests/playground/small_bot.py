"""A bot that answers a little of everything, to try the local Slack with."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltResponse, Respond
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.playground.fake_slack import BotSettings

Json = dict[str, Any]

FORM: Json = {
    "type": "modal",
    "callback_id": "give.form",
    "private_metadata": "draft-1",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Record a give"},
    "submit": {"type": "plain_text", "text": "Record"},
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": {"type": "plain_text", "text": "What do you give?"},
            "element": {"type": "plain_text_input", "action_id": "words", "max_length": 200},
        },
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": {"type": "plain_text", "text": "Kind"},
            "element": {
                "type": "static_select",
                "action_id": "pick",
                "options": [
                    {"text": {"type": "plain_text", "text": one}, "value": one.lower()}
                    for one in ("Firm", "Goodwill")
                ],
            },
        },
    ],
}


def button(label: str, action_id: str, value: str = "1") -> Json:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": label},
        "action_id": action_id,
        "value": value,
    }


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def recorded(text: str) -> Json:
    return {
        "text": f"Recorded: {text}",
        "blocks": [
            section(f"*Recorded:* {text}"),
            {"type": "actions", "elements": [button("Undo", "give.undo")]},
        ],
    }


class SmallBot:
    """Remembers the payloads it got; `answers` lets a test say what a command gets back."""

    def __init__(self, settings: BotSettings) -> None:
        self.settings = settings
        self.got: list[Json] = []
        self.answers: dict[str, Callable[[Json], Any]] = {}
        self.client = WebClient(token=settings.bot_token, base_url=settings.slack_api_url)
        self.app = App(
            client=self.client, signing_secret=settings.signing_secret, process_before_response=True
        )
        self._listen()

    @property
    def wsgi(self) -> Callable[..., Any]:
        served: Callable[..., Any] = SlackRequestHandler(self.app)
        return served

    def _listen(self) -> None:
        app = self.app
        app.use(self._remember)
        app.command("/concede")(self.concede)
        app.action("give.undo")(self.undo)
        app.action("pick")(lambda ack: ack())
        app.view("give.form")(self.submitted)
        app.view_closed("give.form")(lambda ack: ack())
        app.shortcut("give.log")(self.log)
        app.event("app_home_opened")(self.home)
        for event in (
            "channel_id_changed",
            "channel_shared",
            "member_joined_channel",
            "app_uninstalled",
            "tokens_revoked",
            "user_change",
        ):
            app.event(event)(lambda: None)

    def _remember(self, body: Json, next_: Callable[[], BoltResponse]) -> BoltResponse:
        self.got.append(body)
        return next_()

    def concede(self, ack: Ack, body: Json) -> None:
        text = body["text"]
        if text in self.answers:
            told = self.answers[text](body)
            ack(**told) if isinstance(told, dict) else ack(told or "")
        elif text:
            ack(**recorded(text))
        else:
            self.client.views_open(trigger_id=body["trigger_id"], view=FORM)
            ack()

    def undo(self, ack: Ack, respond: Respond) -> None:
        respond(text="Undone.", replace_original=True)
        ack()

    def submitted(self, ack: Ack, body: Json) -> None:
        words = body["view"]["state"]["values"]["what"]["words"]["value"]
        if words in self.answers:
            ack(**self.answers[words](body))
        elif words == "nothing":
            ack(response_action="errors", errors={"what": "Say what you give."})
        else:
            ack()

    def log(self, ack: Ack, body: Json) -> None:
        self.client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    def home(self, event: Json) -> None:
        view = {
            "type": "home",
            "blocks": [
                section("My deals"),
                {"type": "actions", "elements": [button("New", "pick")]},
            ],
        }
        self.client.views_publish(user_id=event["user"], view=view)
