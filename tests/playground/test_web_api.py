import json
import urllib.request
from datetime import timedelta

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.cast import ANA, BOT, FINN, OLGA
from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.manifest import Manifest
from bot.playground.payloads import global_shortcut_payload
from bot.playground.workspace import Json, Kind, Organisation
from tests.playground.conftest import MANIFEST, MONDAY
from tests.playground.small_bot import FORM, section


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    settings = slack.settings()
    return WebClient(token=settings.bot_token, base_url=settings.slack_api_url)


def error_of(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(caught.value.response["error"])


def refused(client: WebClient, method: str, **args: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=args)
    return error_of(caught)


def test_the_token_says_who_the_bot_is(slack: FakeSlack, client: WebClient) -> None:
    told = client.auth_test()
    assert (told["team_id"], told["user_id"], told["bot_id"]) == (
        slack.workspace.team.id,
        BOT,
        "B0GIVEGET0",
    )
    assert "chat:write" in told.headers["x-oauth-scopes"]


def test_without_a_token_or_with_a_wrong_one_nothing_is_answered(slack: FakeSlack) -> None:
    url = slack.settings().slack_api_url
    assert httpx.post(f"{url}auth.test", trust_env=False).json()["error"] == "not_authed"
    assert refused(WebClient(token="xoxb-wrong", base_url=url), "auth.test") == "invalid_auth"
    app_token = WebClient(token=slack.settings().app_token, base_url=url)
    assert refused(app_token, "auth.test") == "not_allowed_token_type"


def test_after_uninstalling_the_token_is_dead(slack: FakeSlack, client: WebClient) -> None:
    slack.board.tokens.revoked = True
    assert refused(client, "auth.test") == "token_revoked"


def test_a_form_encoded_body_is_read_like_json(slack: FakeSlack) -> None:
    blocks = json.dumps([section("said")])
    form = {
        "token": slack.settings().bot_token,
        "channel": "C0000ACME",
        "text": "said",
        "blocks": blocks,
    }
    told = httpx.post(
        f"{slack.settings().slack_api_url}chat.postMessage", data=form, trust_env=False
    ).json()
    assert told["ok"]
    assert told["message"]["blocks"][0]["text"]["text"] == "said"


def test_an_unknown_method_is_said_to_be_unknown(client: WebClient) -> None:
    assert refused(client, "chat.shout") == "unknown_method"


def test_a_message_appears_where_the_bot_is_a_member(slack: FakeSlack, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0000ACME", text="Hello")["ts"]
    assert [one.text for one in slack.person("Ben").sees(slack.channel("acme"))] == ["Hello"]
    client.chat_update(channel="C0000ACME", ts=ts, text="Hello again")
    assert slack.channel("acme").messages[0].edited
    client.chat_delete(channel="C0000ACME", ts=ts)
    assert slack.channel("acme").messages == []


def test_an_update_without_blocks_keeps_the_old_ones(slack: FakeSlack, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0000ACME", text="a", blocks=[section("old")])["ts"]
    client.chat_update(channel="C0000ACME", ts=ts, text="b")
    assert slack.person("Ana").sees(slack.channel("acme"))[0].text == "old"
    client.chat_update(channel="C0000ACME", ts=ts, text="b", blocks=[])
    assert slack.person("Ana").sees(slack.channel("acme"))[0].text == "b"


def test_where_the_bot_is_not_a_private_channel_does_not_exist(client: WebClient) -> None:
    assert refused(client, "chat.postMessage", channel="C00HIRING", text="x") == "channel_not_found"
    with pytest.raises(SlackApiError) as caught:
        client.conversations_info(channel="C00HIRING")
    assert error_of(caught) == "channel_not_found"


def test_in_a_public_channel_without_the_bot_it_cannot_post_but_can_look(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.channel("globex").members.remove(BOT)
    assert refused(client, "chat.postMessage", channel="C00GLOBEX", text="x") == "not_in_channel"
    assert client.conversations_info(channel="C00GLOBEX")["channel"]["is_member"] is False


def test_an_archived_channel_takes_no_posts(slack: FakeSlack, client: WebClient) -> None:
    slack.channel("acme").archived = True
    assert refused(client, "chat.postMessage", channel="C0000ACME", text="x") == "is_archived"


def test_an_ephemeral_message_reaches_only_members(slack: FakeSlack, client: WebClient) -> None:
    client.chat_postEphemeral(channel="C0000ACME", user=ANA, text="for Ana")
    acme = slack.channel("acme")
    assert [one.text for one in slack.person("Ana").sees(acme)] == ["for Ana"]
    assert slack.person("Ben").sees(acme) == []
    outside = refused(client, "chat.postEphemeral", channel="C0000ACME", user=OLGA, text="x")
    assert outside == "user_not_in_channel"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": [section("")]}, "invalid_blocks"),
        ({"blocks": [section("no fallback")]}, "invalid_blocks"),
        ({"text": "x", "thread_ts": "1.000000"}, "thread_not_found"),
    ],
)
def test_a_message_is_refused(client: WebClient, body: Json, error: str) -> None:
    assert refused(client, "chat.postMessage", channel="C0000ACME", **body) == error


def test_refused_blocks_are_explained_and_remembered(slack: FakeSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0000ACME", text="x", blocks=[section("")])
    pointed = "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    assert caught.value.response["response_metadata"]["messages"] == [pointed]
    assert slack.violations[0].messages == (pointed,)
    assert pointed in slack.workspace.notices_for(ANA)[0].text


def test_a_missing_scope_is_named(slack: FakeSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.team_info()
    assert (error_of(caught), caught.value.response["needed"]) == ("missing_scope", "team:read")
    assert "users:read" in caught.value.response["provided"]
    with pytest.raises(SlackApiError) as caught:
        client.conversations_info(channel=slack.person("Ana").dm.id)
    assert caught.value.response["needed"] == "im:read"


def test_without_the_optional_scope_no_conversation_is_opened() -> None:
    bare = MANIFEST.replace('bot_optional: ["im:history", "im:write"]', "bot_optional: []")
    with FakeSlack(manifest=Manifest.parse(bare), now=MONDAY) as slack:
        client = WebClient(
            token=slack.settings().bot_token, base_url=slack.settings().slack_api_url
        )
        assert refused(client, "conversations.open", users=ANA) == "missing_scope"


def test_history_is_read_only_in_the_bots_own_direct_messages(
    slack: FakeSlack, client: WebClient
) -> None:
    channel = client.conversations_open(users=ANA)["channel"]["id"]
    client.chat_postMessage(
        channel=ANA, text="one", metadata={"event_type": "nudge", "event_payload": {"id": "7"}}
    )
    told = client.conversations_history(channel=channel)
    assert [one["metadata"]["event_payload"]["id"] for one in told["messages"]] == ["7"]
    with pytest.raises(SlackApiError) as caught:
        client.conversations_history(channel="C0000ACME")
    assert caught.value.response["needed"] == "groups:history"


def test_people_the_bot_cannot_write_to(client: WebClient) -> None:
    assert refused(client, "chat.postMessage", channel=BOT, text="x") == "cannot_dm_bot"
    assert refused(client, "chat.postMessage", channel=FINN, text="x") == "user_disabled"


def test_without_a_messages_tab_there_are_no_direct_messages() -> None:
    closed = MANIFEST.replace("messages_tab_enabled: true", "messages_tab_enabled: false")
    with FakeSlack(manifest=Manifest.parse(closed), now=MONDAY) as slack:
        client = WebClient(
            token=slack.settings().bot_token, base_url=slack.settings().slack_api_url
        )
        assert refused(client, "chat.postMessage", channel=ANA, text="x") == "messages_tab_disabled"


def test_a_shared_channel_says_so(slack: FakeSlack, client: WebClient) -> None:
    told = client.conversations_info(channel="C0ACMESHRD")["channel"]
    assert (told["is_ext_shared"], told["is_shared"], told["is_pending_ext_shared"]) == (
        True,
        True,
        False,
    )
    slack.invites_company_to(slack.channel("globex"))
    told = client.conversations_info(channel="C00GLOBEX")["channel"]
    assert (told["is_ext_shared"], told["is_pending_ext_shared"]) == (False, True)


def test_who_a_person_is(slack: FakeSlack, client: WebClient) -> None:
    def user(name: str) -> Json:
        told: Json = client.users_info(user=slack.person(name).id, include_locale=True)["user"]
        return told

    ana, chris, gus, olga, finn = (user(name) for name in ("Ana", "Chris", "Gus", "Olga", "Finn"))
    assert (ana["tz"], ana["tz_offset"], ana["locale"], ana["is_admin"]) == (
        "Europe/Berlin",
        3600,
        "en-US",
        False,
    )
    assert chris["tz_offset"] == -5 * 3600
    assert user("Ben")["is_admin"] is True
    assert (gus["is_restricted"], gus["is_ultra_restricted"]) == (True, True)
    assert (olga["is_stranger"], olga["team_id"]) == (True, slack.workspace.teams[1].id)
    assert finn["deleted"] is True
    assert "locale" not in client.users_info(user=ANA)["user"]


def test_a_stranger_one_shares_no_channel_with_is_unknown(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.leaves(slack.person("Olga"), slack.channel("acme-shared"))
    with pytest.raises(SlackApiError) as caught:
        client.users_info(user=OLGA)
    assert error_of(caught) == "user_not_found"


def test_too_many_calls_are_told_when_to_come_back(slack: FakeSlack, client: WebClient) -> None:
    slack.board.faults.rate_limit(method="chat.postMessage", seconds=7)
    client.auth_test()
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0000ACME", text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (
        429,
        "7",
    )
    assert client.chat_postMessage(channel="C0000ACME", text="x")["ok"]


@pytest.mark.parametrize(
    ("harm", "posted"),
    [
        (Harm.BROKEN_BEFORE, 0),
        (Harm.BROKEN_AFTER, 1),
        (Harm.CUT, 1),
        (Harm.NOT_JSON, 1),
        (Harm.ERROR, 0),
    ],
)
def test_a_fault_before_or_after_the_call_was_accepted(
    slack: FakeSlack, harm: Harm, posted: int
) -> None:
    slack.board.faults.next(Fault(harm=harm))
    settings = slack.settings()
    told = urllib.request.Request(
        f"{settings.slack_api_url}chat.postMessage",
        data=json.dumps({"channel": "C0000ACME", "text": "x"}).encode(),
        headers={
            "Authorization": f"Bearer {settings.bot_token}",
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(told) as answer:
            assert b'"ok":true' not in answer.read().replace(b" ", b"") or harm is Harm.CUT
    except urllib.error.HTTPError as broken:
        broken.close()
    assert len(slack.channel("acme").messages) == posted


def test_a_trigger_opens_one_form_within_three_seconds(slack: FakeSlack, client: WebClient) -> None:
    trigger = slack.workspace.new_trigger(ANA)
    assert client.views_open(trigger_id=trigger.id, view=FORM)["view"]["callback_id"] == "give.form"
    assert refused(client, "views.open", trigger_id=trigger.id, view=FORM) == "exchanged_trigger_id"
    late = slack.workspace.new_trigger(ANA)
    slack.clock.wind(timedelta(seconds=4))
    assert refused(client, "views.open", trigger_id=late.id, view=FORM) == "expired_trigger_id"
    assert refused(client, "views.open", trigger_id="made-up", view=FORM) == "invalid_trigger_id"


def test_at_most_three_forms_lie_on_each_other(slack: FakeSlack, client: WebClient) -> None:
    def trigger() -> str:
        return slack.workspace.new_trigger(ANA).id

    first = client.views_open(trigger_id=trigger(), view=FORM)["view"]
    second = client.views_push(trigger_id=trigger(), view=FORM)["view"]
    client.views_push(trigger_id=trigger(), view=FORM)
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    assert refused(client, "views.push", trigger_id=trigger(), view=FORM) == "push_limit_reached"


def test_a_view_is_not_changed_over_what_somebody_else_changed(
    slack: FakeSlack, client: WebClient
) -> None:
    opened = client.views_open(trigger_id=slack.workspace.new_trigger(ANA).id, view=FORM)["view"]
    client.views_update(view_id=opened["id"], view=FORM, hash=opened["hash"])
    assert (
        refused(client, "views.update", view_id=opened["id"], view=FORM, hash=opened["hash"])
        == "hash_conflict"
    )
    home: Json = {"type": "home", "blocks": [section("one")]}
    published = client.views_publish(user_id=ANA, view=home)["view"]
    client.views_publish(user_id=ANA, view=home, hash=published["hash"])
    assert (
        refused(client, "views.publish", user_id=ANA, view=home, hash=published["hash"])
        == "hash_conflict"
    )


def test_a_view_that_is_gone_is_not_found(client: WebClient) -> None:
    assert refused(client, "views.update", view_id="V000", view=FORM) == "not_found"


def test_an_external_id_names_one_view_only(slack: FakeSlack, client: WebClient) -> None:
    named = {**FORM, "external_id": "draft-1"}
    client.views_open(trigger_id=slack.workspace.new_trigger(ANA).id, view=named)
    again = refused(
        client, "views.open", trigger_id=slack.workspace.new_trigger(ANA).id, view=named
    )
    assert again == "duplicate_external_id"
    assert client.views_update(external_id="draft-1", view=FORM)["ok"]


def test_a_wrong_view_is_refused_with_its_reasons(slack: FakeSlack, client: WebClient) -> None:
    wrong = {**FORM, "title": {"type": "plain_text", "text": "x" * 25}}
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=slack.workspace.new_trigger(ANA).id, view=wrong)
    assert error_of(caught) == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    as_home = refused(client, "views.publish", user_id=ANA, view=FORM)
    assert as_home == "invalid_arguments"


def test_every_call_is_kept_for_the_test_to_read(slack: FakeSlack, client: WebClient) -> None:
    client.chat_postMessage(channel="C0000ACME", text="x")
    assert [one["text"] for one in slack.calls("chat.postMessage")] == ["x"]


def test_the_projects_own_manifest_is_what_it_grants_by_default() -> None:
    with FakeSlack(now=MONDAY) as slack:
        assert {"/concede", "/ask", "/got", "/deal", "/coach"} <= {
            one.command for one in slack.board.manifest.commands
        }
        assert all(one.should_escape for one in slack.board.manifest.commands)
        client = WebClient(
            token=slack.settings().bot_token, base_url=slack.settings().slack_api_url
        )
        assert refused(client, "conversations.history", channel="C00GLOBEX") == "missing_scope"


def test_a_channel_says_who_else_sees_it(slack: FakeSlack, client: WebClient) -> None:
    acme = slack.channel("acme")
    told = client.conversations_info(channel=acme.id)["channel"]
    assert (told["is_shared"], told["is_ext_shared"], told["is_org_shared"]) == (False,) * 3
    slack.shares_in_organisation(acme)
    told = client.conversations_info(channel=acme.id)["channel"]
    assert (told["is_shared"], told["is_ext_shared"], told["is_org_shared"]) == (True, False, True)


def test_a_workflow_bot_is_marked_by_a_flag_of_its_own(slack: FakeSlack, client: WebClient) -> None:
    slack.person("Gus").person.kind = Kind.WORKFLOW
    told = client.users_info(user=slack.person("Gus").id)["user"]
    assert (told["is_workflow_bot"], told["is_bot"], told["is_restricted"]) == (True, False, False)


def test_people_of_an_organisation_say_which_of_its_workspaces_they_are_in(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.joins_organisation(Organisation(id="E0000ORG", name="Giveget group"))
    ana = slack.person("Ana")
    ours = slack.workspace.team.id
    told = client.users_info(user=ana.id)["user"]
    assert told["team_id"] == ours
    assert told["teams"] == told["enterprise_user"]["teams"] == [ours]
    assert told["enterprise_user"]["enterprise_id"] == "E0000ORG"
    ana.person.shows_team = False
    assert "team_id" not in client.users_info(user=ana.id)["user"]
    payload = button_payload(slack)
    assert payload["enterprise"] == {"id": "E0000ORG", "name": "Giveget group"}


def button_payload(slack: FakeSlack) -> Json:
    """What Slack would send of a global shortcut that Ana used."""
    workspace = slack.workspace
    person = slack.person("Ana").person
    trigger = workspace.new_trigger(person.id)
    return global_shortcut_payload(
        workspace, person=person, callback_id="any", trigger=trigger, action_ts="1.1"
    )


def test_a_method_can_be_refused_by_its_code_for_good(slack: FakeSlack, client: WebClient) -> None:
    slack.refuses("users.info", "missing_scope", needed="users:read", provided="commands")
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.users_info(user=ANA)
        assert error_of(caught) == "missing_scope"
        assert caught.value.response["needed"] == "users:read"
    slack.reset()
    assert client.users_info(user=ANA)["ok"]
