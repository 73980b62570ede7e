"""The local Slack: a workspace in the browser (`giveget play`) and the fixture of every transcript test.

A test fixture, with the server shared by the whole session and a fresh workspace for each test:

    @pytest.fixture(scope="session")
    def local_slack() -> Iterator[FakeSlack]:
        with FakeSlack(now=datetime(2026, 11, 23, 8, tzinfo=UTC)) as slack:      # reads manifest.yml
            yield slack

    @pytest.fixture
    def slack(local_slack: FakeSlack) -> Iterator[FakeSlack]:
        local_slack.reset(now=datetime(2026, 11, 23, 8, tzinfo=UTC))
        settings = local_slack.settings(database_url="sqlite://")   # slack_api_url, signing_secret, tokens, clock
        local_slack.connect(make_bot(settings).app)                 # a WSGI app, or "http://127.0.0.1:3000"
        yield local_slack
        assert local_slack.violations == []                         # nothing that Slack would refuse or drop

    def test_a_bare_second_give_is_checked_first(slack: FakeSlack) -> None:
        ana, acme = slack.person("Ana"), slack.channel("acme")
        ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
        said = ana.types("/concede 5% off cost 12k", in_=acme)      # Seen: what became visible to her
        said = ana.presses("Already said", on=said)                 # a button by its label
        assert "Recorded #1" in said.text                           # plain lines, buttons as [label]
        assert said.public == ()                                    # nothing that others see
        form = ana.types("/concede", in_=acme).form                 # a modal that opened
        sent = form.fill("What do you give?", "5% off").submit()    # sent.errors by label, sent.form while open
        ana.home().text, ana.shortcut("Log as give", on=ana.says("We can do 5%", in_=acme))
        slack.clock.wind(timedelta(days=1))                         # then call the bot's tick

Where the bot must be reached over real HTTP with threads of its own, `LocalPlayground(make_bot)` (server.py) is the
same with the page and a bot on its own port: `with LocalPlayground(make_bot) as here: here.slack.person("Ana")`.
Over Socket Mode: start the bot's socket with `settings.app_token`, then `slack.connect_socket()`.

People: Ana, Ben (admin), Chris, Dana, Gus (guest), Olga (of Acme), Finn (deactivated). Channels: acme (private),
globex, general (public), acme-shared (with Acme), hiring (private, the bot is not in it).
Duplicates: `times=4` on any act. Forged or replayed payloads: `slack.deliver(Sending(what=…, payload=…, signature=…))`
and `slack.last_payload(What.COMMAND)`. Faults: `slack.board.faults`. The bot's calls: `slack.calls("views.open")`.
"""
