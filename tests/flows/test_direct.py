"""The bot's direct message: plain sentences, and which deal they are about."""

from dataclasses import replace
from io import StringIO

import pytest

from bot.playground.cast import ANA, BOT
from bot.playground.faults import Fault, Harm
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel, Json
from tests.flows.table import Table, opened

PILOT = "/deal open Globex pilot buying 60k EUR"


def moves(table: Table, name: str) -> list[str]:
    (deal,) = (deal for deal in table.deals() if deal.name == name)
    with table.store.reading() as work:
        return [move.what for move in work.ledger.load(deal.team, deal.id).moves.values()]


@pytest.fixture
def globex(table: Table) -> Channel:
    return table.slack.channel("globex")


@pytest.fixture
def dana(table: Table) -> Hands:
    return table.slack.person("Dana")


def says(person: Hands, text: str) -> Seen:
    return person.types(text)


@pytest.mark.parametrize(
    "line",
    [
        "hello what can you do?",
        "hi",
        "Hallo, was kannst du?",
        "moin",
        "thanks!",
        ":tada: :+1:",
        "🎉",
        "help",
    ],
)
def test_a_greeting_is_answered_with_what_the_coach_can_do(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    said = says(ana, line)
    (answer,) = said.messages
    assert answer.channel.is_dm
    assert "/deal open Acme renewal" in said.text
    assert said.buttons == ["Open a deal"]
    opened(ana, acme)
    assert "/coach help" in says(ana, line).text


def test_without_a_deal_it_says_how_to_open_one(table: Table, ana: Hands) -> None:
    said = says(ana, "they want 15% off")
    assert "You take part in no deal yet" in said.text
    assert said.buttons == ["Open a deal"]


def test_what_reads_is_answered_for_the_last_deal_whose_name_leads(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = says(ana, "brief")
    assert said.lines[0] == "Acme renewal [Other deal]"
    assert "Before the call" in said.text


def test_what_records_asks_first_and_shows_what_it_would_say(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = says(ana, "they want 15% off by Friday")
    assert "Is this for Acme renewal? Nothing is recorded yet." in said.text
    assert "Their ask #1: 15% off" in said.text
    assert said.buttons == ["Yes, Acme renewal"]
    assert moves(table, "Acme renewal") == []
    done = ana.presses("Yes, Acme renewal", on=said)
    assert done.lines[0] == "Acme renewal [Other deal]"
    assert "Their ask #1: 15% off" in done.text
    assert moves(table, "Acme renewal") == ["15% off"]


def test_a_deal_used_there_takes_the_next_lines_for_ten_minutes(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Yes, Acme renewal", on=says(ana, "they want 15% off"))
    table.wind(minutes=9)
    says(ana, "they want a second pilot site")
    assert moves(table, "Acme renewal") == ["15% off", "a second pilot site"]
    table.wind(minutes=11)
    assert "Nothing is recorded yet" in says(ana, "they want net 60").text
    assert moves(table, "Acme renewal") == ["15% off", "a second pilot site"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Acme renewal: they want 15% off", "15% off"),
        ("in Acme renewal they want 15% off", "15% off"),
        ("for acme renewal, they want 15% off", "15% off"),
        ("they want 15% off (in Acme renewal)", "15% off"),
        ("Acme: they want 15% off", "15% off"),
    ],
)
def test_a_named_deal_is_recorded_in_at_once(
    table: Table, ana: Hands, acme: Channel, globex: Channel, line: str, what: str
) -> None:
    opened(ana, acme)
    opened(ana, globex, PILOT)
    said = says(ana, line)
    assert said.lines[0].startswith("Acme renewal")
    assert moves(table, "Acme renewal") == [what]
    assert moves(table, "Globex pilot") == []


def test_a_word_of_a_name_is_only_a_hint(
    table: Table, ana: Hands, acme: Channel, globex: Channel
) -> None:
    opened(ana, acme)
    opened(ana, globex, PILOT)
    said = says(ana, "they want a call with Acme")
    assert "Is this for Acme renewal?" in said.text
    assert said.buttons == ["Yes, Acme renewal", "Globex pilot"]
    assert moves(table, "Acme renewal") == moves(table, "Globex pilot") == []


def test_another_deal_is_chosen_for_the_same_line(
    table: Table, ana: Hands, acme: Channel, globex: Channel
) -> None:
    opened(ana, acme)
    opened(ana, globex, PILOT)
    said = says(ana, "brief")
    assert said.lines[0].startswith("Globex pilot")
    choice = ana.presses("Other deal", on=said)
    assert "Which deal is it for?" in choice.text
    again = ana.presses("Acme renewal", on=choice)
    assert again.lines[0].startswith("Acme renewal")
    assert "Before the call: Acme renewal" in again.text
    says(ana, "they want 15% off")
    assert moves(table, "Acme renewal") == ["15% off"]


def test_what_was_recorded_is_not_done_again_for_another_deal(
    table: Table, ana: Hands, acme: Channel, globex: Channel
) -> None:
    opened(ana, acme)
    opened(ana, globex, PILOT)
    said = says(ana, "Acme renewal: they want 15% off")
    choice = ana.presses("Other deal", on=said)
    assert "Which deal is what you type next for?" in choice.text
    ana.presses("Globex pilot", on=choice)
    assert moves(table, "Globex pilot") == []


def test_commands_work_there_and_ask_as_well(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Acme renewal" in ana.types("/deal log").text
    said = ana.types("/concede 5% off cost 12k for 24-month term")
    assert "Is this for Acme renewal? Nothing is recorded yet." in said.text
    assert moves(table, "Acme renewal") == []
    ana.presses("Yes, Acme renewal", on=said)
    assert moves(table, "Acme renewal") == ["5% off", "24-month term"]


def test_a_form_opens_by_a_button(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = says(ana, "say")
    form = ana.presses("Open the form", on=said).form
    assert form is not None
    assert form.title == "Before it is said"


def test_nobody_reaches_a_deal_that_is_not_theirs(
    table: Table, ana: Hands, dana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "an keinem Deal beteiligt" in says(dana, "what did they get?").text


def message(ana: Hands, **fields: object) -> Json:
    return {
        "channel_type": "im",
        "channel": ana.dm.id,
        "user": ANA,
        "text": "hello",
        "ts": "1.000001",
        **fields,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "message_changed", "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"bot_id": "B0GIVEGET0"},
        {"user": BOT},
        {"subtype": "channel_join"},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
    ],
)
def test_messages_of_nobody_are_not_answered(
    table: Table, ana: Hands, fields: dict[str, object]
) -> None:
    table.slack.message(**message(ana, **fields))
    assert ana.sees(ana.dm) == []


def test_a_file_leads_to_the_import(table: Table, ana: Hands) -> None:
    files = [{"id": "F1", "name": "gives.xlsx"}]
    table.slack.message(**message(ana, subtype="file_share", text="", files=files))
    assert "/deal import" in ana.sees(ana.dm)[-1].text


def test_the_same_event_is_answered_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    table.slack.message(**message(ana, text="Acme renewal: they want 15% off", ts="1.5"), times=3)
    assert len(ana.sees(ana.dm)) == 1
    assert moves(table, "Acme renewal") == ["15% off"]


def test_a_thread_is_answered_in_the_thread(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    first = says(ana, "brief").messages[0].message
    said = ana.types("what now", thread=first)
    assert {one.message.thread_ts for one in said.messages} == {first.ts}


LONG = "they want " + "a longer warranty and " * 900


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "\u200b",
        ":eyes:",
        "👍",
        "?",
        "...",
        LONG,
        "```they want 15% off```",
        "*they* want _15%_ off",
        "<!channel>",
        "&lt;&gt;",
        "🎉" * 3000,
    ],
)
def test_bad_input_gets_one_short_answer(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    table.slack.message(**message(ana, text=line))
    (answer,) = ana.sees(ana.dm)
    assert 0 < len(answer.text) < 12_000
    assert "went wrong" not in answer.text


@pytest.mark.parametrize(
    "line", ["```they want 15% off```", "> they want 15% off", "`they want 15% off`"]
)
def test_a_line_set_as_code_or_quote_is_read_like_any_other(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    table.slack.message(**message(ana, text=line))
    assert "Their ask #1: 15% off" in ana.sees(ana.dm)[-1].text


@pytest.mark.parametrize("line", ["what now, wombat?", "wombat", "brief wombat wombat"])
def test_what_records_nothing_is_neither_stored_nor_logged(
    table: Table, ana: Hands, acme: Channel, log: StringIO, line: str
) -> None:
    opened(ana, acme)
    says(ana, line)
    assert "wombat" not in table.everything_stored()
    assert "wombat" not in log.getvalue()


def test_without_the_scope_home_says_so_and_commands_work(
    table: Table, ana: Hands, acme: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(ana, acme)
    assert "im:history" not in ana.home().text
    scopes = [scope for scope in table.slack.board.manifest.scopes if scope != "im:history"]
    lacking = replace(table.slack.board.manifest, scopes=tuple(scopes))
    monkeypatch.setattr(table.slack.board, "manifest", lacking)
    table.wind(minutes=11)
    assert "does not reach me" in ana.home().text
    assert says(ana, "they want 15% off").text == ""
    assert "Acme renewal" in ana.types("/deal log").text


def test_an_answer_that_slack_put_off_comes_with_the_next_delivery(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    table.slack.board.faults.rate_limit(method="chat.postMessage")
    says(ana, "Acme renewal: they want 15% off")
    (answer,) = ana.sees(ana.dm)[1:]
    assert "Their ask #1: 15% off" in answer.text
    assert moves(table, "Acme renewal") == ["15% off"]


def test_an_answer_of_which_nobody_knows_whether_it_arrived_is_not_sent_twice(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fault = Fault(harm=Harm.TORN, method="chat.postMessage")
    table.slack.board.faults.next(fault)
    says(ana, "Acme renewal: they want 15% off")
    assert len(ana.sees(ana.dm)) == 2


def test_guests_are_told_that_it_is_not_for_them(table: Table) -> None:
    assert "Only full members" in says(table.slack.person("Gus"), "hello").text


def test_german_is_spoken_to_in_german(table: Table, dana: Hands, globex: Channel) -> None:
    table.slack.joins(dana, globex)
    opened(dana, globex, "/deal eröffnen Nordwind Rahmenvertrag Einkauf 80k EUR")
    said = says(dana, "sie wollen 8 % mehr")
    assert "Gilt das für Nordwind Rahmenvertrag? Noch ist nichts eingetragen." in said.text
    done = dana.presses("Ja, Nordwind Rahmenvertrag", on=said)
    assert done.lines[0] == "Nordwind Rahmenvertrag [Anderer Deal]"
    assert moves(table, "Nordwind Rahmenvertrag") == ["8 % mehr"]
    said = says(dana, "bei Nordwind Rahmenvertrag wollen sie Vorkasse")
    assert len(moves(table, "Nordwind Rahmenvertrag")) == 2


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("concede 5% off cost 12k for 24-month term", ["5% off", "24-month term"]),
        ("we gave them 5% off for a 24-month term", ["5% off", "a 24-month term"]),
        ("ask 24-month term worth 30k", ["24-month term"]),
        ("got reference call worth 5k", ["reference call"]),
    ],
)
def test_commands_need_no_slash_and_reports_of_gives_are_recorded(
    table: Table, ana: Hands, acme: Channel, line: str, what: list[str]
) -> None:
    opened(ana, acme)
    said = says(ana, line)
    assert "Nothing is recorded yet" in said.text
    ana.presses("Yes, Acme renewal", on=said)
    assert moves(table, "Acme renewal") == what


def test_a_word_of_the_deal_stands_alone(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "the ledger" in says(ana, "log").text
    assert "Your deals" in says(ana, "deals").text
