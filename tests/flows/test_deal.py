"""A deal: opened, looked at, set up, shared; and everything under one name."""

import pytest

from bot.domain.deals import Role, Side
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import OPEN, Table, form_of, give_role, opened


def test_a_deal_is_opened_in_a_line(table: Table, ana: Hands, acme: Channel) -> None:
    said = ana.types(OPEN, in_=acme)
    assert "Deal open: Acme renewal, 240,000 EUR, selling." in said.text
    assert "Nothing was posted in the channel; answers are private." in said.text
    assert said.public == ()
    assert (table.deal.name, table.deal.side, table.deal.unit) == (
        "Acme renewal",
        Side.SELLING,
        "EUR",
    )


def test_a_line_that_does_not_say_enough_opens_the_form_with_what_it_said(
    table: Table, ana: Hands, acme: Channel
) -> None:
    form = form_of(ana.types("/deal open Acme renewal 240k EUR", in_=acme))
    assert (form["Name of the deal"], form["Size of the deal"], form["Currency"]) == (
        "Acme renewal",
        "240000 EUR",
        "EUR",
    )
    said = form.fill("Which side are we on?", "Buying").fill("The other side", "Acme").submit()
    assert "Deal open: Acme renewal, 240,000 EUR, buying." in said.text
    assert table.deal.parties[0].name == "Acme"


def test_an_empty_opening_opens_the_empty_form(table: Table, ana: Hands, acme: Channel) -> None:
    form = form_of(ana.types("/deal open", in_=acme))
    assert form.submit().errors == {
        "Name of the deal": "Please complete this required field.",
        "Which side are we on?": "Please complete this required field.",
    }
    assert table.deals() == []


def test_outside_a_channel_no_deal_opens(table: Table, ana: Hands) -> None:
    said = ana.types("/deal open Acme renewal selling 240k EUR")
    assert (
        "A deal is opened in the channel where it is worked on, not in a direct message."
        in said.text
    )
    assert table.deals() == []


def test_where_a_deal_stands(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/ask 24-month term worth 30k for #1 by Friday", in_=acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    ana.types("/concede exclusive logo use cost 4k", in_=acme)
    said = ana.types("/deal", in_=acme)
    assert (
        "Given with nothing back yet: 12,000 EUR (5 % of the deal), 1 open give, the oldest 11 days."
        in said.text
    )
    assert "#1 5% off: 12,000 EUR open, 11 days. [Ask in return]" in said.text
    assert "• #2 24-month term, by Fri 27 Nov" in said.text
    assert "• #3 net 60, if signed by 30 Nov, until Mon 30 Nov" in said.text
    assert "Draft #4: exclusive logo use, outside every sum. [Decide]" in said.text
    assert ana.types("/deal status", in_=acme).text == said.text
    assert ana.types("/coach", in_=acme).text == said.text


def test_a_draft_is_decided_from_the_status(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede exclusive logo use cost 14k", in_=acme)
    shown = ana.presses("Decide", on=ana.types("/deal", in_=acme))
    assert "Give #1 in Acme renewal: exclusive logo use, cost 14,000 EUR." in shown.text
    assert "Recorded #1" in ana.presses("Already said", on=shown).text


def test_outside_a_deals_channel_my_deals_those_that_need_me_first(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal open Globex pilot partnering 50k EUR", in_=slack.channel("globex"))
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    said = ana.types("/deal")
    assert said.lines[0] == "Your deals, those that need you first"
    assert "1 open give, 12,000 EUR" in said.text
    assert said.text.index("Acme renewal") < said.text.index("Globex pilot")
    assert "Globex pilot, partnering, 50,000 EUR" in ana.presses("Show", on=said).text
    assert "No deal yet." in slack.person("Chris").types("/deal").text


def test_the_ledger_as_a_table_with_a_chart_and_in_words(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/got reference call worth 5k for #1", in_=acme)
    said = ana.types("/deal log", in_=acme)
    kinds = [block["type"] for block in said.blocks]
    # Slack shows nothing of an ack with a block that it does not know; a chart is one press away.
    assert kinds.count("table") == 1
    assert "data_visualization" not in kinds
    shown = ana.presses("Show the chart", on=said)
    assert [block["type"] for block in shown.blocks] == ["data_visualization"]
    assert "Given: 12,000 EUR, 1 give" in said.text
    assert "Got: 5,000 EUR, 1 get" in said.text
    assert "Nothing back yet: 7,000 EUR (2.9 %)" in said.text
    spoken = said.messages[0].message.text
    assert "5% off" in spoken
    assert "reference call" in spoken


def test_a_long_ledger_comes_in_pages(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for number in range(1, 26):
        ana.types(f"/ask thing number {number}", in_=acme)
    first = ana.types("/deal log", in_=acme)
    assert "the ledger, page 1 of 2" in first.text
    assert "#25" in first.text
    assert "Newer" not in first.buttons
    older = ana.presses("Older", on=first)
    assert "page 2 of 2" in older.text
    assert "#5 " in older.text
    assert "Newer" in older.buttons
    assert "page 2 of 2" in ana.types("/deal log 9", in_=acme).text


def test_an_empty_ledger_says_how_to_begin(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Nothing yet. /concede 5% off cost 12k for 24-month term records the first give." in (
        ana.types("/deal log", in_=acme).text
    )


def test_open_asks_are_listed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "None. To open one: /ask" in ana.types("/deal open asks", in_=acme).text
    ana.types("/ask 24-month term by Friday", in_=acme)
    table.wind(days=7)
    said = ana.types("/deal open asks", in_=acme)
    assert "#1: 24-month term, on Mon 23 Nov, by Fri 27 Nov, 3 days past its day." in said.text


def test_a_new_size_is_set_in_one_line_and_undone(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/deal now 180k for 24 months", in_=acme)
    assert "Size of Acme renewal: 180,000 EUR, before 240,000 EUR." in said.text
    assert 'Not used: "24 months"' in said.text
    assert "180,000 EUR already" in ana.types("/deal now 180k", in_=acme).text
    assert "the size of Acme renewal is 240,000 EUR again" in ana.presses("Undo", on=said).text
    assert table.deal.size is not None
    assert table.deal.size.amount == 240_000
    assert "does not know: now soon" in ana.types("/deal now soon", in_=acme).text


def test_a_new_size_in_another_currency_is_confirmed_in_the_settings(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal now 180k SAR", in_=acme))
    assert form["Size of the deal"] == "180000 SAR"


def test_two_amounts_are_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    asked = ana.types("/deal now 180k, 12k less", in_=acme)
    assert "Which of these is the size of Acme renewal now?" in asked.text
    said = ana.presses("180,000 EUR", on=asked)
    assert "Size of Acme renewal: 180,000 EUR, before 240,000 EUR." in said.text


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/deal open Nordkran lease, we buy, 240k SAR, 3 yrs",
            'Deal open: Nordkran lease, 240,000 SAR, buying. Not used: "3 yrs"',
        ),
        (
            "/deal open Nordkran lease selling 240k over 36 months",
            "Deal open: Nordkran lease, 240,000 USD, selling.",
        ),
        (
            "/deal open Nordkran, selling, 120k EUR ARR, 500 seats",
            'Deal open: Nordkran, 120,000 EUR (ARR), selling. Not used: "500 seats"',
        ),
        ("/deal open A5 selling 2 x 120k EUR", "Deal open: A5, 240,000 EUR, selling."),
        (
            "/deal open Stores buying $18 per pallet",
            'Deal open: Stores, buying. Not used: "$18 per pallet"',
        ),
    ],
)
def test_a_deals_size_is_the_amount_and_never_a_number_of_years(
    table: Table, ana: Hands, acme: Channel, line: str, answer: str
) -> None:
    assert answer in ana.types(line, in_=acme).text


def test_of_two_amounts_in_an_opening_one_is_chosen(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/deal open Acme renewal selling 240k EUR, 12k EUR discount so far", in_=acme)
    assert "Which of these is the size of the deal?" in said.text
    assert table.deal.size is None
    assert "Size of Acme renewal: 240,000 EUR." in ana.presses("240,000 EUR", on=said).text
    assert table.deal.size is not None


def test_a_currency_nobody_can_tell_opens_the_form(table: Table, ana: Hands, acme: Channel) -> None:
    form = form_of(ana.types("/deal open Oslo depot selling kr 2m", in_=acme))
    assert form["Name of the deal"] == "Oslo depot"
    assert table.deals() == []


def test_an_opening_is_undone_while_nothing_is_in_the_deal(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 1% off cost 2k", in_=acme)
    ana.types("/deal undo", in_=acme)
    assert "Acme renewal is gone" in ana.types("/deal undo", in_=acme).text
    assert "No deal yet." in ana.types("/deal", in_=acme).text
    said = opened(ana, acme)
    assert "Deal open: Acme renewal" in said.text
    ana.types("/concede 1% off cost 2k", in_=acme)
    kept = ana.presses("Undo", on=said)
    assert "Something is recorded in Acme renewal" in kept.text
    assert "Acme renewal" in ana.types("/deal", in_=acme).text


@pytest.mark.parametrize(
    "line",
    [
        "/deal band CPI base 2.1% band 2-4% cap 5%",
        "/deal renewal 31 Dec 2027 notice 3 months",
        "/deal baseline 300k",
    ],
)
def test_an_opening_is_not_undone_once_something_was_set_in_the_deal(
    ana: Hands, acme: Channel, line: str
) -> None:
    seen = opened(ana, acme, "/deal open Acme renewal buying 240k EUR")
    ana.types(line, in_=acme)
    assert "its opening was not undone" in ana.presses("Undo", on=seen).text
    assert "Acme renewal, buying" in ana.types("/deal", in_=acme).text


def test_what_was_set_in_the_rhythm_is_undone_before_the_opening(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal band CPI base 2.1% band 2-4% cap 5%", in_=acme)
    assert "Undone: Index bands, CPI" in ana.types("/deal undo", in_=acme).text
    assert "Acme renewal is gone" in ana.types("/deal undo", in_=acme).text


def test_an_opening_is_not_undone_while_a_commitment_stands(ana: Hands, acme: Channel) -> None:
    seen = opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    assert "its opening was not undone" in ana.presses("Undo", on=seen).text
    assert "the commitment" in ana.types("/deal undo", in_=acme).text
    assert "Acme renewal is gone" in ana.types("/deal undo", in_=acme).text


def test_a_give_of_more_than_the_deal_is_doubted(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Acme renewal selling 3k EUR")
    said = ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    assert "More than the whole deal: its size, 3,000 EUR, may be wrong." in said.text


def test_settings_change_what_counts_as_small(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form_of(ana.types("/deal settings", in_=acme)).fill(
        "A first give is saved at once below", "10 %"
    ).submit()
    assert "Recorded #1" in ana.types("/concede 5% off cost 12k", in_=acme).text


def test_settings_that_do_not_fit_are_said_at_their_field(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal settings", in_=acme))
    form.fill("Currency", "euros").fill("Size of the deal", "a lot").fill(
        "What sizes stand for", "M soon"
    )
    form.fill("Rates of other currencies", "USD 0.92").fill("An open give is pointed out", "0")
    form.fill("A give counts as small", "five")
    assert form.submit().errors == {
        "Currency": "Please write a currency's three letters, such as EUR, or pts for points.",
        "Size of the deal": "Please write an amount above zero, such as 240k EUR.",
        "What sizes stand for": "Please write sizes with their amounts, such as S 1000, M 5000, L 20000.",
        "Rates of other currencies": "Please write one rate per line, such as USD 0.92 2026-11-01.",
        "An open give is pointed out after (working days)": "Please write a whole number such as 14.",
        "A give counts as small up to (% of the deal)": "Please write a number such as 5.",
    }


def test_settings_changed_by_two_people_at_once_keep_the_first(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    give_role(ana, acme, "Ben", "Owner")
    mine = form_of(ana.types("/deal settings", in_=acme)).fill("Name of the deal", "Acme 2027")
    his = form_of(ben.types("/deal settings", in_=acme)).fill(
        "Name of the deal", "Acme renewal and more"
    )
    assert "Settings saved for Acme 2027" in mine.submit().text
    assert "Somebody changed this since you saw it, so nothing was done." in his.submit().text
    assert table.deal.name == "Acme 2027"


def test_who_acts_in_the_channel_takes_part_and_the_owner_decides_how(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    assert "@Ana: owner" in ben.types("/deal people", in_=acme).text
    assert "@Ben: member" in ben.types("/deal people", in_=acme).text
    assert "Change a role" not in ben.types("/deal people", in_=acme).buttons
    assert "@Ben: viewer" in give_role(ana, acme, "Ben", "Viewer").text
    assert "A deal needs an owner." in give_role(ana, acme, "Ana", "Viewer").text


def test_looking_alone_makes_nobody_a_member(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Acme renewal" in ben.types("/deal", in_=acme).text
    with table.store.reading() as work:
        assert [role for _, role in work.roles.list_in_deal(table.deal.team, table.deal.id)] == [
            Role.OWNER
        ]


def test_only_the_owner_sets_a_deal_up(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for line in ("/deal settings", "/deal now 180k"):
        assert "Your role in this deal does not allow this." in ben.types(line, in_=acme).text


def test_sharing_shows_a_preview_first_and_posts_only_on_the_persons_word(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses(
        "Already said",
        on=ana.types("/concede 5% off cost 12k because they commit volume", in_=acme),
    )
    ana.types("/concede exclusive logo use cost 14k", in_=acme)
    preview = ana.types("/deal share", in_=acme)
    assert "Preview: everyone in the channel would see this" in preview.text
    assert preview.public == ()
    said = ana.presses("Post it to the channel", on=preview)
    (public,) = said.public
    assert "5% off" in public.text
    for private in ("12,000", "commit volume", "logo"):
        assert private not in public.text
    assert ben.sees(acme)[-1].text == public.text
    assert [e.verb for e in table.entries()][-1] == "shared"


def test_a_preview_can_be_left_at_that(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.presses("Not now", on=ana.types("/deal share", in_=acme))
    assert ben.sees(acme) == []


def test_who_has_not_recorded_yet_can_share_and_match_too(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/got reference call worth 1k", in_=acme)
    assert "Preview" in ben.types("/deal share", in_=acme).text
    form = form_of(ben.types("/deal match", in_=acme))
    assert (
        "Matched: give #1"
        in form.fill("Our give", "#1 5% off").fill("Their get", "#2 reference call").submit().text
    )


@pytest.mark.parametrize(
    ("command", "examples"),
    [
        ("concede", "/concede onboarding week as goodwill review 15 Jan"),
        ("ask", "/ask decline 24-month term"),
        ("got", "/got 18 months not 24"),
        ("deal", "/deal log"),
        ("coach", "/coach they want 15% off by Friday"),
        ("giveget", "/giveget deal log"),
    ],
)
def test_each_command_helps_with_three_examples(
    table: Table, ana: Hands, acme: Channel, command: str, examples: str
) -> None:
    said = ana.types(f"/{command} help", in_=acme)
    assert f"• {examples}" in said.text
    assert said.text.count("• /") == 3
    assert said.public == ()


@pytest.mark.parametrize(
    ("line", "command", "example"),
    [
        ("/deal nonsense", "deal", "/deal log"),
        ("/deal plam", "deal", "/deal log"),
        ("/giveget nonsense", "giveget", "/giveget concede 5% off for 24-month term"),
    ],
)
def test_what_is_not_understood_comes_back_with_an_example(
    table: Table, ana: Hands, acme: Channel, line: str, command: str, example: str
) -> None:
    opened(ana, acme)
    before = table.entries()
    said = ana.types(line, in_=acme).text
    assert f"/{command} does not know: {line.partition(' ')[2]}" in said
    assert f"For example: {example}" in said
    assert table.entries() == before


def test_every_command_works_under_the_one_name(table: Table, ana: Hands, acme: Channel) -> None:
    assert (
        "Deal open" in ana.types("/giveget deal open Acme renewal selling 240k EUR", in_=acme).text
    )
    assert (
        "Recorded #1" in ana.types("/giveget concede free onboarding call cost 2k", in_=acme).text
    )
    assert "Open ask #2" in ana.types("/giveget ask reference call for #1", in_=acme).text
    assert "Agreed, ask #2" in ana.types("/giveget got reference call worth 3k", in_=acme).text
    assert "Their ask #4" in ana.types("/giveget coach they want 15% off", in_=acme).text
    assert "the ledger" in ana.types("/giveget /deal log", in_=acme).text
    assert form_of(ana.types("/giveget concede", in_=acme)).title == "A give"
    assert "/giveget is the one name for all" in ana.types("/giveget", in_=acme).text


@pytest.mark.parametrize(
    ("line", "title"),
    [("/concede", "A give"), ("/ask", "An ask"), ("/got", "A get"), ("/deal open", "Open a deal")],
)
def test_a_command_alone_opens_its_form(
    table: Table, ana: Hands, acme: Channel, line: str, title: str
) -> None:
    if line != "/deal open":
        opened(ana, acme)
    assert form_of(ana.types(line, in_=acme)).title == title


def test_a_command_without_a_deal_says_how_to_open_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/concede 5% off for R&D <now>", in_=acme)
    assert "No deal is open in this channel." in said.text
    assert "You typed: 5% off for R&D <now>" in said.text
    assert form_of(ana.presses("Open a deal", on=said)).title == "Open a deal"


def test_a_deal_is_shared_only_in_its_own_channel(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    general = slack.channel("general")
    ledger = ana.presses("Ledger", on=ana.presses("Show", on=ana.types("/deal", in_=general)))
    said = ana.presses("Share", on=ledger)
    assert "This deal lives in another channel" in said.text
    at_home = form_of(ana.presses("Ledger", on=form_of(ana.presses("Show", on=ana.home()))))
    assert "This deal lives in another channel" in ana.presses("Share", on=at_home).text


def test_an_ask_is_answered_from_the_status(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    asks = ana.presses("Answer", on=ana.types("/deal", in_=acme))
    assert "Declined, ask #1" in ana.chooses("They declined", in_="ask.answer", on=asks).text


def test_a_currency_can_be_changed_with_the_size(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    form = form_of(ana.types("/deal settings", in_=acme))
    said = form.fill("Currency", "usd").fill("Size of the deal", "200k").submit()
    assert "selling, 200,000 USD, counted in USD." in said.text
    assert "2,000 USD (1 % of the deal)" in ana.types("/deal", in_=acme).text


def test_the_form_to_open_shows_a_size_as_people_type_it(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    form = form_of(dana.types("/deal eröffnen Lagerhalle Leipzig 1,9 mio eur", in_=general))
    assert form["Größe des Deals"] == "1900000 EUR"
    done = form.fill("Auf welcher Seite", "Einkauf").submit()
    assert "Lagerhalle Leipzig, 1.900.000 EUR, Einkauf" in done.text
