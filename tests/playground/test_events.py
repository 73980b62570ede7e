from bot.playground.cast import ANA
from bot.playground.fake_slack import FakeSlack
from bot.playground.workspace import Json
from tests.playground.small_bot import SmallBot


def events(bot: SmallBot) -> list[Json]:
    return [one["event"] for one in bot.got if one.get("type") == "event_callback"]


def test_a_private_channel_that_becomes_shared_changes_its_id(
    slack: FakeSlack, bot: SmallBot
) -> None:
    acme = slack.channel("acme")
    old = acme.id
    slack.shares(acme)
    assert acme.id != old
    assert slack.workspace.conversation(old) is None
    changed, shared = events(bot)
    assert (changed["type"], changed["old_channel_id"], changed["new_channel_id"]) == (
        "channel_id_changed",
        old,
        acme.id,
    )
    assert (shared["type"], shared["channel"]) == ("channel_shared", acme.id)


def test_a_public_channel_keeps_its_id(slack: FakeSlack, bot: SmallBot) -> None:
    globex = slack.channel("globex")
    slack.shares(globex)
    assert globex.id == "C00GLOBEX"
    assert [one["type"] for one in events(bot)] == ["channel_shared"]


def test_of_a_private_channel_it_is_not_in_the_bot_hears_nothing(
    slack: FakeSlack, bot: SmallBot
) -> None:
    hiring = slack.channel("hiring")
    slack.shares(hiring)
    slack.joins(slack.person("Ana"), hiring)
    assert events(bot) == []
    assert ANA in hiring.members


def test_an_event_is_told_only_if_the_manifest_asks_for_it(slack: FakeSlack, bot: SmallBot) -> None:
    assert slack.event("reaction_added") == []
    slack.unshares(slack.channel("acme-shared"))
    assert events(bot) == []


def test_an_event_is_repeated_three_times_until_it_is_answered(slack: FakeSlack) -> None:
    heard: list[tuple[str | None, str | None]] = []

    def deaf(environ: Json, start: object) -> list[bytes]:
        assert callable(start)
        heard.append(
            (environ.get("HTTP_X_SLACK_RETRY_NUM"), environ.get("HTTP_X_SLACK_RETRY_REASON"))
        )
        start("500 Internal Server Error" if len(heard) < 3 else "200 OK", [])
        return [b""]

    slack.connect(deaf)
    slack.person("Ana").home()
    assert heard == [(None, None), ("1", "http_error"), ("2", "http_error")]


def test_the_same_event_keeps_its_id_when_repeated(slack: FakeSlack, bot: SmallBot) -> None:
    slack.event("user_change", user={"id": ANA}, times=3)
    assert len({one["event_id"] for one in bot.got}) == 1
    assert len(bot.got) == 3


def test_renaming_joining_and_changing_are_told(slack: FakeSlack, bot: SmallBot) -> None:
    bot.app.event("channel_rename")(lambda: None)
    slack.renames(slack.channel("globex"), "globex-renewal")
    slack.joins(slack.person("Dana"), slack.channel("globex-renewal"))
    slack.changes(slack.person("Dana"))
    rename, joined, changed = events(bot)
    assert rename["channel"]["name"] == "globex-renewal"
    assert (joined["user"], joined["channel_type"]) == ("U00000DANA", "C")
    assert changed["user"]["locale"] == "de-DE"


def test_uninstalling_is_told_and_the_token_dies(slack: FakeSlack, bot: SmallBot) -> None:
    slack.uninstalls()
    assert {one["type"] for one in events(bot)} <= {"tokens_revoked", "app_uninstalled"}
    assert slack.board.tokens.revoked
