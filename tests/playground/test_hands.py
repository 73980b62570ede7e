import json
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from bot.playground.deeds import TROUBLE, CannotDo
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.wire import UNHURRIED, Sending, What
from bot.playground.workspace import Channel, Json
from tests.playground.small_bot import FORM, SmallBot, button, recorded, section


@pytest.fixture
def ana(slack: FakeSlack) -> Hands:
    return slack.person("Ana")


@pytest.fixture
def acme(slack: FakeSlack) -> Channel:
    return slack.channel("acme")


def test_a_command_is_answered_to_the_one_who_typed_it(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/concede 5% off", in_=acme)
    assert said.text == "Recorded: 5% off [Undo]"
    assert said.buttons == ["Undo"]
    assert said.public == ()
    assert slack.person("Ben").sees(acme) == []
    assert slack.violations == []


def test_a_command_carries_what_slack_sends(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    ana.types(
        "/concede 5% <off> & @ben, see #globex https://a.invalid/?a=1&b=2 @nobody @channel",
        in_=acme,
    )
    got = bot.got[-1]
    assert got["text"] == (
        "5% &lt;off&gt; &amp; <@U000000BEN|ben>, see <#C00GLOBEX|globex> <https://a.invalid/?a=1&amp;b=2> "
        "@nobody <!channel>"
    )
    assert (got["user_name"], got["channel_name"], got["command"]) == (
        "ana",
        "privategroup",
        "/concede",
    )
    assert got["is_enterprise_install"] == "false"
    ana.types("/concede 1", in_=slack.channel("globex"))
    assert bot.got[-1]["channel_name"] == "globex"
    ana.types("/concede 1")
    assert (bot.got[-1]["channel_name"], bot.got[-1]["channel_id"]) == ("directmessage", ana.dm.id)


def test_a_command_without_escaping_is_sent_as_typed(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    bot.app.command("/plain")(lambda ack: ack())
    ana.types("/plain a < b @ben", in_=acme)
    assert bot.got[-1]["text"] == "a < b @ben"


def test_what_people_do_not_have_they_cannot_do(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    for name, words in (("Olga", "is not in #acme"), ("Finn", "is deactivated")):
        with pytest.raises(CannotDo, match=words):
            slack.person(name).types("/concede x", in_=acme)
    with pytest.raises(CannotDo, match="no button 'Redo'"):
        ana.presses("Redo", on=ana.types("/concede x", in_=acme))
    with pytest.raises(CannotDo, match="no such shortcut"):
        ana.shortcut("Log as give")
    with pytest.raises(CannotDo, match="does not see"):
        slack.person("Olga").home()


def test_an_outsider_has_no_commands_but_presses_buttons(slack: FakeSlack, bot: SmallBot) -> None:
    olga, shared = slack.person("Olga"), slack.channel("acme-shared")
    assert olga.types("/concede x", in_=shared).text == "/concede is not a valid command."
    assert bot.got == []
    bot.client.chat_postMessage(channel=shared.id, **recorded("for all"))
    olga.presses("Undo", on=olga.sees(shared)[0])
    got = bot.got[-1]
    assert (got["user"]["team_id"], got["team"]["id"]) == (
        slack.workspace.teams[1].id,
        slack.workspace.team.id,
    )
    form = olga.shortcut("Log as give", on=olga.sees(shared)[0]).form
    assert form is not None
    form.fill("What do you give?", "x").submit()
    assert (
        bot.got[-1]["team"]["id"] == bot.got[-1]["view"]["team_id"] == slack.workspace.teams[1].id
    )
    assert bot.got[-1]["view"]["app_installed_team_id"] == slack.workspace.team.id


def test_a_guest_can_type_commands(slack: FakeSlack, bot: SmallBot) -> None:
    assert "Recorded" in slack.person("Gus").types("/concede x", in_=slack.channel("globex")).text


def test_an_unknown_command_and_one_in_a_thread_stay_in_slack(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    assert ana.types("/conceed x", in_=acme).text == "/conceed is not a valid command."
    root = ana.says("About the price", in_=acme)
    assert "not supported in threads" in ana.types("/concede x", in_=acme, thread=root).text
    assert bot.got == []


def test_an_answer_may_be_for_all_in_the_channel(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    bot.answers["loud"] = lambda _: {"text": "All hear this", "response_type": "in_channel"}
    said = ana.types("/concede loud", in_=acme)
    assert [one.text for one in said.public] == ["All hear this"]
    assert slack.person("Ben").sees(acme)[0].text == "All hear this"


def test_an_empty_answer_shows_nothing(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    bot.answers["quiet"] = lambda _: None
    assert ana.types("/concede quiet", in_=acme).text == ""
    assert slack.violations == []


@pytest.mark.parametrize(
    "answer",
    [
        {"blocks": [section("no fallback")]},
        {"text": "x", "blocks": [section("")]},
        {"text": "x", "blocks": [section("x")] * 51},
        {"text": "x", "response_type": "everyone"},
    ],
)
def test_an_answer_that_slack_would_drop_is_not_shown_but_noticed(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel, answer: Json
) -> None:
    bot.answers["wrong"] = lambda _: answer
    said = ana.types("/concede wrong", in_=acme)
    assert said.messages == ()
    assert "answer to /concede" in said.text
    assert len(slack.violations) == 1


def test_a_bot_that_fails_or_is_too_slow_is_said_to(
    slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    def slow(_environ: Json, start: object) -> list[bytes]:
        time.sleep(1)
        return [b""]

    slack.board.exchange.patience = 0.2
    slack.connect(slow)
    slack.board.exchange.patience = UNHURRIED
    assert "operation_timeout" in ana.types("/concede x", in_=acme).text
    slack.connect("http://127.0.0.1:9")
    said = ana.types("/concede x", in_=acme)
    assert "Giveget did not respond" in said.text
    assert said.answers[0].status is None


def test_an_error_status_is_a_failed_dispatch(slack: FakeSlack, ana: Hands, acme: Channel) -> None:
    slack.connect(broken)
    assert "dispatch_failed" in ana.types("/concede x", in_=acme).text
    bot = SmallBot(slack.settings())
    slack.connect(bot.wsgi)
    seen = ana.types("/concede x", in_=acme)
    slack.connect(broken)
    assert "did not respond" in ana.presses("Undo", on=seen).text


def broken(_environ: Json, start: object) -> list[bytes]:
    assert callable(start)
    start("500 Internal Server Error", [("Content-Type", "text/plain")])
    return [b"oops"]


def test_a_click_replaces_its_own_message(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/concede 5% off", in_=acme)
    assert ana.presses("Undo", on=said).text == "Undone."
    assert [one.text for one in ana.sees(acme)] == ["Undone."]
    got = bot.got[-1]
    assert got["container"] == {
        "type": "message",
        "message_ts": said.messages[0].message.ts,
        "channel_id": acme.id,
        "is_ephemeral": True,
    }
    assert "message" not in got, "Slack does not keep what only one person sees"
    assert got["actions"][0]["value"] == "1"
    with pytest.raises(CannotDo, match="no longer there"):
        ana.presses("Undo", on=said)
    ana.presses("Undo", on=said, even_if_gone=True)


def test_a_click_on_a_message_for_all_carries_it(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    bot.client.chat_postMessage(channel=acme.id, **recorded("for all"))
    ana.presses("Undo", on=ana.sees(acme)[0])
    assert bot.got[-1]["message"]["text"] == "Recorded: for all"
    assert bot.got[-1]["container"]["is_ephemeral"] is False


def test_a_body_where_slack_shows_none_is_noticed(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    bot.app.action("talk")(lambda ack: ack(text="Nobody sees this"))
    bot.answers["talk"] = lambda _: {
        "text": "x",
        "blocks": [{"type": "actions", "elements": [button("Talk", "talk")]}],
    }
    ana.presses("Talk", on=ana.types("/concede talk", in_=acme))
    assert [one.where for one in slack.violations] == ["answer to block_actions"]


def test_a_response_url_is_used_five_times_within_half_an_hour(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede x", in_=acme)
    url = bot.got[-1]["response_url"]

    def post(body: Json) -> httpx.Response:
        return httpx.post(url, json=body, trust_env=False)

    assert post({"text": "", "blocks": []}).status_code == 400
    assert [post({"text": str(number)}).status_code for number in range(5)] == [
        200,
        200,
        200,
        200,
        404,
    ]
    assert [one.text for one in ana.sees(acme)][1:] == ["0", "1", "2", "3"]
    ana.types("/concede y", in_=acme)
    url = bot.got[-1]["response_url"]
    slack.clock.wind(timedelta(minutes=31))
    assert post({"text": "late"}).json()["error"] == "expired_url"


def test_a_response_may_replace_or_delete_what_it_answers(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/concede x", in_=acme)
    bot.app.action("pick")(lambda ack: ack())
    ana.presses("Undo", on=said)
    url = bot.got[-1]["response_url"]
    httpx.post(url, json={"text": "for all", "response_type": "in_channel"}, trust_env=False)
    httpx.post(url, json={"delete_original": True}, trust_env=False)
    assert [one.text for one in ana.sees(acme)] == ["for all"]
    assert (
        httpx.post(url, json={"delete_original": True}, trust_env=False).json()["error"]
        == "message_not_found"
    )


def test_what_only_one_person_saw_is_gone_after_a_reload(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede x", in_=acme)
    ana.reloads()
    assert ana.sees(acme) == []


def test_a_form_is_filled_and_sent(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    assert (form.title, form.fields) == ("Record a give", ["What do you give?", "Kind"])
    assert form.submit().errors == {"What do you give?": "Please complete this required field."}
    assert [one["type"] for one in bot.got if "type" in one] == []
    sent = form.fill("What", "5% off").fill("Kind", "Goodwill").submit()
    assert sent.form is None
    assert not form.is_open
    values = bot.got[-1]["view"]["state"]["values"]
    assert values["what"]["words"] == {"type": "plain_text_input", "value": "5% off"}
    assert values["kind"]["pick"]["selected_option"]["value"] == "goodwill"
    assert bot.got[-1]["view"]["private_metadata"] == "draft-1"
    assert form["Kind"] == "Goodwill"


def test_errors_come_back_at_their_fields(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    sent = form.fill("What", "nothing").submit()
    assert sent.errors == {"What do you give?": "Say what you give."}
    assert sent.form is not None
    assert "  ! Say what you give." in sent.form.lines
    assert sent.form["What do you give?"] == "nothing"


def test_a_too_long_word_is_stopped_by_slack_itself(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    assert form.fill("What", "x" * 201).submit().errors == {
        "What do you give?": "Please use at most 200 characters."
    }


def test_a_form_may_lead_to_another_or_close_all(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    second = {**FORM, "title": {"type": "plain_text", "text": "Second"}}
    bot.answers["push"] = lambda _: {"response_action": "push", "view": second}
    bot.answers["update"] = lambda _: {"response_action": "update", "view": second}
    bot.answers["clear"] = lambda _: {"response_action": "clear"}
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    pushed = form.fill("What", "push").submit().form
    assert pushed is not None
    assert (pushed.title, len(slack.workspace.stack_of(ana.id))) == ("Second", 2)
    pushed.fill("What", "x").submit()
    assert ana.form is not None
    assert ana.form.title == "Record a give"
    updated = ana.form.fill("What", "update").submit().form
    assert updated is not None
    assert (updated.title, updated["What"]) == ("Second", "update"), (
        "what was typed stays in a field of the same name"
    )
    updated.fill("What", "push").submit()
    assert ana.form is not None
    ana.form.fill("What", "clear").submit()
    assert ana.form is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
    ],
)
def test_an_answer_to_a_form_that_slack_cannot_follow(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel, answer: Json
) -> None:
    bot.app.view("raw.form")(lambda ack: ack())
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    form.fill("What", "x")
    slack.connect(answering(answer))
    sent = form.submit()
    assert TROUBLE in sent.text
    assert form.is_open
    assert slack.violations != []


def answering(told: Json) -> Callable[..., list[bytes]]:
    def app(_environ: Json, start: object) -> list[bytes]:
        assert callable(start)
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]

    return app


def test_closing_is_told_only_where_asked_for(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    form.close()
    assert (bot.got[-1]["type"], bot.got[-1]["is_cleared"]) == ("view_closed", False)
    assert "trigger_id" not in bot.got[-1]
    assert ana.form is None


def test_home_opens_and_its_buttons_work(slack: FakeSlack, bot: SmallBot, ana: Hands) -> None:
    seen = ana.home()
    assert seen.text == "My deals [New]"
    ana.presses("New", on=seen)
    got = bot.got[-1]
    assert (got["container"]["type"], got["view"]["type"]) == ("view", "home")
    assert "response_url" not in got
    assert "channel" not in got


def test_shortcuts_on_a_message_and_without_one(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    said = slack.person("Ben").says("We can do 5%", in_=acme)
    assert ana.shortcut("Log as give", on=said).form is not None
    got = bot.got[-1]
    assert (got["type"], got["message"]["text"], got["message"]["user"]) == (
        "message_action",
        "We can do 5%",
        "U000000BEN",
    )
    assert ana.shortcut("Open a deal").form is not None
    assert "channel" not in bot.got[-1]
    with pytest.raises(CannotDo, match="only one person sees"):
        ana.shortcut("Log as give", on=ana.types("/concede x", in_=acme).messages[0])


def test_menus_say_what_was_picked(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    options = [
        {"text": {"type": "plain_text", "text": one}, "value": one[0]}
        for one in ("Goodwill", "Trade")
    ]
    menu = {
        "type": "static_select",
        "action_id": "pick",
        "options": options,
        "initial_option": options[0],
    }
    people = {"type": "users_select", "action_id": "who"}
    bot.app.action("who")(lambda ack: ack())
    bot.answers["menu"] = lambda _: {
        "text": "x",
        "blocks": [{"type": "actions", "elements": [menu, people]}],
    }
    said = ana.types("/concede menu", in_=acme)
    assert said.text == "[Goodwill ▾] [Choose ▾]"
    ana.chooses("Trade", in_="pick", on=said)
    assert bot.got[-1]["actions"][0]["selected_option"]["value"] == "T"
    assert bot.got[-1]["actions"][0]["initial_option"]["value"] == "G"
    ana.chooses("Ben", in_="who", on=said)
    assert bot.got[-1]["actions"][0]["selected_user"] == "U000000BEN"
    with pytest.raises(CannotDo, match="No option"):
        ana.chooses("Nothing", in_="pick", on=said)


def test_a_double_click_arrives_twice_at_once(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/concede 5% off", in_=acme, times=4)
    assert len(said.answers) == len(bot.got) == 4
    assert len({one["trigger_id"] for one in bot.got}) == 1


def test_a_wrong_signature_or_an_old_time_is_for_the_bot_to_refuse(
    slack: FakeSlack, bot: SmallBot, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede 5% off", in_=acme)
    payload = slack.last_payload(What.COMMAND)
    again = slack.deliver(Sending(what=What.COMMAND, payload=payload))[0]
    assert again.status == 200
    forged = slack.deliver(Sending(what=What.COMMAND, payload=payload, signature="v0=00"))[0]
    old = slack.deliver(
        Sending(what=What.COMMAND, payload=payload, timestamp=str(int(time.time()) - 301))
    )[0]
    assert (forged.status, old.status) == (401, 401)


def test_words_to_the_bot_are_no_event_it_did_not_ask_for(
    slack: FakeSlack, bot: SmallBot, ana: Hands
) -> None:
    ana.types("hello")
    assert bot.got == []
    assert [one.text for one in ana.sees(ana.dm)] == ["hello"]
