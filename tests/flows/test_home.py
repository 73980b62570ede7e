"""Home, and what is done from it; message shortcuts; forms opened without a channel."""

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


def test_home_says_what_is_kept_before_anything_is(table: Table, ana: Hands) -> None:
    home = ana.home()
    assert "I store what you type to me or log from a message. Answers are private." in home.text
    assert "None yet. A deal lives in a channel" in home.text


def test_home_shows_drafts_open_gives_and_deals(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/concede net 60 cost 3k", in_=acme)
    opened(ana, slack.channel("globex"), "/deal open Globex pilot partnering 50k EUR")
    home = ana.home()
    assert "Draft #2 in Acme renewal: give net 60, cost 3,000 EUR, today." in home.text
    assert "#1 in Acme renewal: 5% off" in home.text
    assert "12,000 EUR, 11 days" in home.text
    assert "1 open give, 12,000 EUR · 1 draft to decide" in home.text
    assert home.text.index("Acme renewal, 240,000 EUR") < home.text.index(
        "Globex pilot, 50,000 EUR"
    )


def test_a_draft_left_alone_waits_in_home_however_old(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede exclusive logo use cost 14k", in_=acme)
    for number in range(12):
        ana.types(f"/ask thing number {number}", in_=acme)
    table.wind(days=5)
    assert "Draft #1 in Acme renewal: give exclusive logo use" in ana.home().text


def test_a_draft_is_decided_in_home(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede exclusive logo use cost 14k", in_=acme)
    said = ana.presses("Already said", on=ana.home())
    assert said.form is not None
    assert "Recorded #1: exclusive logo use." in said.form.text
    assert said.home is not None
    assert "To decide" not in said.text
    assert table.states() == ["give firm"]


def test_a_draft_is_edited_in_home_and_checked_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede exclusive logo use cost 14k", in_=acme)
    form = form_of(ana.presses("Edit", on=ana.home()))
    check = form.fill("Cost to us", "15k").submit()
    assert "Not a give yet" in check.text
    assert "Dropped: exclusive logo use." in ana.presses("Drop", on=check).text
    assert table.states() == ["give void"]


def test_an_ask_is_opened_for_an_open_give_in_home(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    form = form_of(ana.presses("Ask in return", on=ana.home()))
    assert form["In return for"] == "#1"
    assert "Open ask #2: reference call for #1" in form.fill("What", "reference call").submit().text


def test_the_ledger_read_from_home_is_a_list(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for number in range(25):
        ana.types(f"/ask thing number {number}", in_=acme)
    status = form_of(ana.presses("Show", on=ana.home()))
    assert "Acme renewal, selling, 240,000 EUR" in status.text
    log = form_of(ana.presses("Ledger", on=status))
    assert "the ledger, page 1 of 2" in log.text
    assert "• #25 · 23 Nov · ask · thing number 24" in log.text
    older = form_of(ana.presses("Older", on=log))
    assert "page 2 of 2" in older.text
    assert {block["type"] for block in older.view.blocks} <= {
        "section",
        "actions",
        "context",
        "rich_text",
        "header",
    }


def test_a_deal_is_opened_from_home_in_a_channel_of_ones_own(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    form = form_of(ana.presses("Open a deal", on=ana.home()))
    form.fill("Channel of the deal", acme.id).fill("Name of the deal", "Acme renewal")
    said = (
        form.fill("Which side are we on?", "Selling")
        .fill("Size of the deal", "240k")
        .fill("Currency", "eur")
        .submit()
    )
    assert "Deal open: Acme renewal, 240,000 EUR, selling." in said.text
    assert "Recorded #1" in ana.types("/concede 5% off cost 2k", in_=acme).text


def test_a_deal_is_not_opened_in_a_channel_one_is_not_in(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    form = form_of(chris.presses("Open a deal", on=chris.home()))
    form.fill("Channel of the deal", acme.id).fill("Name of the deal", "Mine")
    sent = form.fill("Which side are we on?", "Selling").submit()
    assert sent.errors == {
        "Channel of the deal": "I cannot see who is in that channel. Type /deal open there instead."
    }
    assert table.deals() == []


def test_home_of_many_deals_is_short(table: Table, slack: FakeSlack, ana: Hands) -> None:
    home = ana.home()
    for number in range(12):
        form = form_of(ana.presses("Open a deal", on=home))
        channel = Channel(
            id=f"C0DEAL{number:04}", name=f"deal-{number}", members=[ana.id, slack.workspace.bot.id]
        )
        slack.workspace.channels[channel.id] = channel
        form.fill("Channel of the deal", channel.id).fill("Name of the deal", f"Deal {number}")
        form.fill("Which side are we on?", "Selling").submit()
        home = ana.home()
    assert "page 1 of 2" in home.text
    assert "Next" in home.buttons


def test_a_message_becomes_the_start_of_a_form(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    message = ana.says("We can do 5% off cost 12k for 24-month term", in_=acme)
    before = table.entries()
    form = form_of(ana.shortcut("Log as give", on=message))
    assert (form["What"], form["Cost to us"], form["In return for"]) == (
        "5% off",
        "12000",
        "24-month term",
    )
    assert table.entries() == before
    assert "Conditional give #1: 5% off for 24-month term" in form.submit().text


def test_a_message_in_a_thread_is_logged_too(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    root = ana.says("About the price", in_=acme)
    answer = ana.says("They will give us a reference call", in_=acme, thread=root)
    form = form_of(ben.shortcut("Log as get", on=answer))
    assert "reference call" in str(form["What"])
    assert "Recorded get #1" in form.submit().text
    form = form_of(ana.shortcut("Log as ask", on=root))
    assert form["What"] == "About the price"
    assert "Open ask #2: About the price" in form.submit().text


def test_a_long_message_is_cut_to_what_fits(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.shortcut("Log as give", on=ana.says("word " * 700, in_=acme)))
    assert len(str(form["What"])) <= 500


def test_a_shortcut_without_a_deal_says_how_to_open_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.shortcut("Log as give", on=ana.says("We can do 5%", in_=acme))
    assert "No deal is open in this channel." in said.text
    assert said.public == ()


def test_who_opens_a_form_first_may_send_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ben.types("/concede", in_=acme))
    assert "Recorded #1" in form.fill("What", "5% off").fill("Cost to us", "2k").submit().text


def test_a_give_from_the_form_is_checked_like_one_typed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/concede", in_=acme))
    check = form.fill("What", "5% off").fill("Cost to us", "12k").submit()
    assert "Not a give yet" in check.text
    said = ana.presses("If signed by 30 Nov", on=check)
    assert "Conditional give #1: 5% off if signed by 30 Nov" in said.text


def test_every_field_of_a_give_is_kept(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/concede", in_=acme))
    form.fill("What", "onboarding week").fill("Cost to us", "10-15k").fill(
        "Worth to them", "20k EUR"
    )
    form.fill("Because", "they are new to it").fill("It happened on", "2026-11-19")
    form.fill("Goodwill", ["On purpose, nothing wanted in return"]).fill(
        "Look at it again on", "2027-01-15"
    )
    said = form.submit()
    assert (
        "Goodwill #1: onboarding week, cost 10,000–15,000 EUR, because they are new to it."
        in said.text
    )
    assert "Nothing expected for it until Fri 15 Jan 2027" in said.text
    assert "on Thu 19 Nov" in ana.types("/deal log #1", in_=acme).text


def test_a_get_from_the_form_answers_a_give_by_its_number(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    form = (
        form_of(ana.types("/got", in_=acme))
        .fill("What", "reference call")
        .fill("In return for", "#1")
    )
    assert "Matched with give #1, 5% off." in form.submit().text
    form = (
        form_of(ana.types("/got", in_=acme)).fill("What", "case study").fill("In return for", "#9")
    )
    assert "There is no #9 in Acme renewal." in form.submit().text


def test_a_draft_is_its_authors_alone(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    check = ana.types("/concede exclusive logo use cost 14k", in_=acme)
    ben.types("/ask 24-month term", in_=acme)
    for look in ("/deal", "/deal log", "/deal log #1"):
        assert "exclusive logo use" not in ben.types(look, in_=acme).text
    assert "exclusive logo use" not in ben.home().text
    assert "There is no #1" in ben.presses("Already said", on=check).text
    assert table.states() == ["give draft", "ask open"]


def test_a_size_in_another_currency_is_asked_for_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal settings", in_=acme))
    assert form.fill("Currency", "USD").submit().errors == {
        "Size of the deal": "The deal counts in USD; please write its size in USD too."
    }
    assert "Acme renewal" in form.fill("Size of the deal", "250k").submit().text
