"""Every entry can be reached by its number at any time: seen, changed, voided, matched and unmatched."""

import pytest

from bot.domain.ledger import Verb
from bot.domain.moves import Move
from bot.domain.worth import Figure
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened


def begin(ana: Hands, acme: Channel) -> None:
    """Give #1 of 4,000, ask #2, get #3 of 3,000 matched with #1, goodwill #4 of 2,000."""
    opened(ana, acme)
    ana.types("/concede 5% off cost 4k on 12 Nov", in_=acme)
    ana.types("/ask 24-month term by 4 Dec", in_=acme)
    ana.types("/got reference call worth 3k for #1", in_=acme)
    ana.types("/concede onboarding week cost 2k as goodwill review 15 Jan", in_=acme)


def cost_of(move: Move) -> str:
    """What it costs, as a plain number."""
    return f"{move.cost.amount:f}" if isinstance(move.cost, Figure) else str(move.cost)


SHOWN = "Give #1 in Acme renewal: 5% off, cost 4,000 EUR"


@pytest.mark.parametrize(
    "typed",
    [
        "/deal #1",
        "/deal # 1",
        "/deal 1",
        "/deal show 1",
        "/deal show #1 please",
        "/deal details #1",
        "/deal log #1",
        "/concede show #1",
        "/concede #1",
        "/got #1",
        "/ask #1",
        "/got show 1",
        "/coach #1",
        "/giveget deal #1",
    ],
)
def test_an_entry_is_shown_in_full_after_any_command(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    begin(ana, acme)
    table.wind(days=30)
    entries = table.entries()
    said = ana.types(typed, in_=acme)
    assert SHOWN in said.text
    assert "It happened on Thu 12 Nov; recorded by @Ana on Mon 23 Nov, entered late." in said.text
    assert "Matched with get #3, reference call, worth 3,000 EUR." in said.text
    assert "• Recorded by @Ana, Mon 23 Nov, with #3" in said.text
    for button in ("Edit", "Void", "Unmatch from #3", "Share"):
        assert button in said.buttons
    assert said.public == ()
    assert table.entries() == entries


@pytest.mark.parametrize(
    ("typed", "changed", "cost"),
    [
        ("/deal edit #1 cost 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/deal edit 1 cost 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/deal edit #1: cost 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/deal edit the cost of #1 to 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/deal change #1 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/deal #1 edit cost 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/concede edit #1 cost 8k pls", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/got fix #1 cost 8k", "Cost to us: 4,000 EUR → 8,000 EUR", "8000"),
        ("/concede edit #1 on 16 Nov", "It happened on: Thu 12 Nov → Mon 16 Nov", "4000"),
        ("/deal edit #1 6% off", "What: 5% off → 6% off", "4000"),
        ("/deal edit #1 to 6% off", "What: 5% off → 6% off", "4000"),
        ("/deal amend #1 worth 9k", "Worth to them: no figure yet → 9,000 EUR", "4000"),
        (
            "/deal edit #1 cost 8k worth 9k",
            "Cost to us: 4,000 EUR → 8,000 EUR; Worth to them: no figure yet → 9,000 EUR",
            "8000",
        ),
        ("/deal edit #1 because they plan early", "Because: nothing → they plan early", "4000"),
        ("/deal edit #1 reason: they plan early", "Because: nothing → they plan early", "4000"),
        ("/deal edit #1 date 16 Nov", "It happened on: Thu 12 Nov → Mon 16 Nov", "4000"),
        ("/deal edit #1 what: 6% off", "What: 5% off → 6% off", "4000"),
        ("/deal edit #1 remove the cost", "Cost to us: 4,000 EUR → no figure yet", "None"),
        ("/deal edit #1 cost unknown", "Cost to us: 4,000 EUR → no figure yet", "None"),
        ("/concede #1 cost 9k", "Cost to us: 4,000 EUR → 9,000 EUR", "9000"),
    ],
)
def test_only_what_is_named_is_changed_and_shown_before_and_after(
    table: Table, ana: Hands, acme: Channel, typed: str, changed: str, cost: str
) -> None:
    begin(ana, acme)
    table.wind(days=30)
    before = table.move(1)
    said = ana.types(typed, in_=acme)
    assert "Changed #1:" in said.text
    assert changed in said.text
    assert cost_of(table.move(1)) == cost
    assert table.entries()[-1].verb is Verb.AMENDED
    assert len(table.ledger.ties) == 1
    ana.presses("Undo", on=said)
    assert table.move(1).cost == before.cost
    assert table.move(1).what == before.what


def test_the_reason_beside_a_change_is_why_it_was_changed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    ana.types("/deal edit #1 cost 5k because it was net of tax", in_=acme)
    entry = table.entries()[-1]
    assert (entry.why, table.move(1).reason) == ("it was net of tax", "")
    shown = ana.types("/deal #1", in_=acme).text
    assert (
        "Amended by @Ana, Mon 23 Nov; Cost to us: 4,000 EUR → 5,000 EUR, because it was net of tax"
        in shown
    )


def test_words_that_are_no_field_are_said_not_to_be_used(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    said = ana.types("/deal edit #1 cost 8k // checked by Olga", in_=acme)
    assert "Cost to us: 4,000 EUR → 8,000 EUR" in said.text
    assert "checked by Olga" in said.text
    assert table.move(1).what == "5% off"
    said = ana.types("/deal edit #2 worth 30k for #1", in_=acme)
    assert "Worth to us: no figure yet → 30,000 EUR" in said.text
    assert "#1" in said.text


def test_an_ask_and_an_answered_move_are_changed_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    said = ana.types("/deal edit #2 30k by 11 Dec", in_=acme).text
    assert "Worth to us: no figure yet → 30,000 EUR; By: Fri 4 Dec → Fri 11 Dec" in said
    assert table.move(2).what == "24-month term"
    assert "Worth to us: 3,000 EUR → 4,000 EUR" in ana.types("/deal edit #3 4k", in_=acme).text
    assert table.sums.exposure == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/deal edit #1 for the case study", "changed by matching it"),
        ("/deal edit #1 cost", "This does not say what to change"),
        ("/deal edit #1 cost 4k", "#1 says this already, so nothing was changed."),
        ("/deal edit #1 costs 4k EUR", "#1 says this already, so nothing was changed."),
        ("/deal match reference call with 5% off", "This needs the number of an entry"),
        ("/deal edit cost 8k", "This needs the number of an entry"),
        ("/deal edit", "This needs the number of an entry"),
        ("/got edit", "This needs the number of an entry"),
        ("/concede void", "This needs the number of an entry"),
        ("/deal void", "This needs the number of an entry"),
        ("/deal edit #1 and #2 cost 8k", "This is done with one entry at a time."),
        ("/deal void #1 #2", "This is done with one entry at a time."),
        ("/deal edit #40 cost 8k", "There is no #40 in Acme renewal."),
        ("/deal #40", "There is no #40 in Acme renewal."),
        ("/deal void #40 wrong", "There is no #40 in Acme renewal."),
        ("/deal match #1", "A match needs two numbers at least"),
        ("/deal match #1 #2", "#2, 24-month term, is an ask (open), so this does not fit it."),
        ("/deal match #1 #4", "A match ties gives to gets, at least one of each"),
        ("/deal match #1 #40", "There is no #40"),
        ("/deal match #1 #3", "#1 and #3 are matched already."),
        ("/deal match #1 #3 for 8k", "words that do not belong to it"),
        ("/deal unmatch #1 #4", "These are not matched, so nothing was changed."),
        ("/deal unmatch #4", "These are not matched, so nothing was changed."),
    ],
)
def test_what_cannot_be_done_says_why_and_gives_the_line_back(
    table: Table, ana: Hands, acme: Channel, typed: str, says: str
) -> None:
    begin(ana, acme)
    entries = table.entries()
    said = ana.types(typed, in_=acme)
    assert says in said.text
    command, _, rest = typed.partition(" ")
    assert f"You typed: {rest}" in said.text, command
    assert table.entries() == entries


def test_a_void_entry_stays_void(table: Table, ana: Hands, acme: Channel) -> None:
    begin(ana, acme)
    ana.types("/deal void #1", in_=acme)
    for typed in ("/deal void #1", "/deal edit #1 cost 8k"):
        said = ana.types(typed, in_=acme)
        assert "#1, 5% off, is already void. Nothing was changed." in said.text
        assert "Show #1" in said.buttons
    assert "is a give (void)" in ana.types("/deal match #1 #3", in_=acme).text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("/deal void #1", ""),
        ("/deal void #1 it was never agreed", "it was never agreed"),
        ("/deal void #1, because it was never agreed", "it was never agreed"),
        ("/deal cancel give #1", ""),
        ("/deal delete #1 typo", "typo"),
        ("/deal #1 void", ""),
        ("/concede void #1", ""),
        ("/ask remove #1", ""),
    ],
)
def test_an_entry_of_weeks_ago_is_voided(
    table: Table, ana: Hands, acme: Channel, typed: str, why: str
) -> None:
    begin(ana, acme)
    table.wind(days=30)
    said = ana.types(typed, in_=acme)
    assert "Void #1: 5% off" in said.text
    entry = table.entries()[-1]
    assert (entry.verb, entry.why, entry.person) == (Verb.VOIDED, why, ana.id)
    assert table.states() == ["give void", "ask open", "get firm", "give goodwill"]
    shown = ana.types("/deal #1", in_=acme).text
    assert "Voided by @Ana, Wed 23 Dec" in shown


@pytest.mark.parametrize(
    "typed",
    [
        "/concede remove 2 seats cost 1k for 24-month term",
        "/ask change in scope",
        "/got change of venue worth 2k",
        "/concede 2 seats cost 1k for #2",
    ],
)
def test_things_that_are_called_like_a_deed_are_still_moves(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    begin(ana, acme)
    ana.types(typed, in_=acme)
    assert len(table.states()) > 4


def test_gives_and_gets_are_matched_and_unmatched_by_number(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    ana.types("/deal unmatch #1 #3", in_=acme)
    assert table.ledger.ties == frozenset()
    ana.types("/concede net 60 cost 2k", in_=acme)
    table.wind(days=30)
    said = ana.types("/deal match #1, #5 and #3", in_=acme)
    assert "Matched, 2 pairs:" in said.text
    assert "give #1, 5% off, with get #3, reference call: 67 % of the get" in said.text
    assert "2,000 EUR of #1 is still open." in said.text
    assert table.sums.exposure == 3000
    shown = ana.types("/deal #3", in_=acme).text
    assert "Matched with give #1, 5% off, cost 4,000 EUR; 67 % of this get falls on it." in shown
    many = ana.types("/deal unmatch #3", in_=acme)
    assert "#3 is matched with several; which one is meant?" in many.text
    assert "Unmatched: give #5, net 60" in ana.types("/deal unmatch #5", in_=acme).text
    ana.presses("Undo", on=said, even_if_gone=True)
    assert len(table.ledger.ties) == 1
    ana.types("/deal match 5 3", in_=acme)
    parted = ana.types("/deal unmatch #1 #3 #5", in_=acme)
    assert parted.text.count("Unmatched") == 2
    assert table.ledger.ties == frozenset()


def test_goodwill_that_gets_something_back_counts(table: Table, ana: Hands, acme: Channel) -> None:
    begin(ana, acme)
    ana.types("/got case study worth 2k", in_=acme)
    said = ana.types("/deal match #4 #5", in_=acme)
    assert "#4 was goodwill; something came back for it, so it counts from now on." in said.text
    assert "0 %" not in said.text
    assert table.states()[3] == "give firm"
    assert table.sums.exposure == 1000
    ana.presses("Undo", on=said)
    assert table.states()[3] == "give goodwill"
    form = form_of(ana.types("/deal match", in_=acme))
    said = form.fill("Our give", "#4 onboarding week").fill("Their get", "#5 case study").submit()
    assert "#4 was goodwill" in said.text


def test_goodwill_is_never_said_to_be_open(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 2k as goodwill review 15 Jan", in_=acme)
    said = ana.types("/got case study worth 2k for #1", in_=acme)
    assert "Matched with give #1, onboarding week" in said.text
    assert "still open" not in said.text
    assert "No give is open." in said.text


def test_an_entry_is_opened_from_the_ledger_and_from_home(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    log = ana.types("/deal log", in_=acme)
    shown = ana.chooses("#1 give: 5% off", in_="entry.open", on=log)
    assert SHOWN in shown.text
    form = form_of(ana.presses("Edit", on=shown))
    assert "Cost to us: 4,000 EUR → 5,000 EUR" in form.fill("Cost to us", "5k").submit().text
    status = ana.types("/deal", in_=acme)
    shown = ana.chooses("#2 ask: 24-month term", in_="entry.open", on=status)
    assert "Ask #2 in Acme renewal: 24-month term" in shown.text
    home = ana.home()
    assert "Give #1 in Acme renewal" in ana.presses("Show #1", on=home).text


def test_an_edit_without_fields_opens_the_form(ana: Hands, acme: Channel) -> None:
    begin(ana, acme)
    form = form_of(ana.types("/deal edit #1", in_=acme))
    assert form.title == "Change a give"
    assert form["What"] == "5% off"


def test_a_number_with_other_words_shows_the_entry_and_how_to_change_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    entries = table.entries()
    said = ana.types("/deal #1 is too expensive", in_=acme)
    assert SHOWN in said.text
    assert "You typed: #1 is too expensive" in said.text
    assert "To change it: /deal edit #1 cost 8k by Friday" in said.text
    assert table.entries() == entries


def test_a_slip_in_the_word_shows_the_entry_and_does_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    entries = table.entries()
    said = ana.types("/deal viod #1", in_=acme)
    assert SHOWN in said.text
    assert "You typed: viod #1" in said.text
    assert "/deal does not know: viod" in ana.types("/deal viod", in_=acme).text
    assert table.entries() == entries


def test_a_draft_is_its_authors_and_stays_one_when_it_is_changed(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k", in_=acme)
    for typed in ("/deal #1", "/deal edit #1 cost 8k", "/deal void #1", "/concede show #1"):
        assert "There is no #1" in ben.types(typed, in_=acme).text
    ana.types("/deal edit #1 cost 13k", in_=acme)
    assert table.states() == ["give draft"]
    assert cost_of(table.move(1)) == "13000"


def test_members_and_scribes_change_entries_and_viewers_only_see_them(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    ben.types("/ask case study", in_=acme)
    assert "Changed #1" in ben.types("/deal edit #1 cost 5k", in_=acme).text
    give_role(ana, acme, "Ben", "Scribe")
    assert "Changed #1" in ben.types("/deal edit #1 cost 6k", in_=acme).text
    give_role(ana, acme, "Ben", "Viewer")
    assert "Give #1 in Acme renewal" in ben.types("/deal #1", in_=acme).text
    entries = table.entries()
    for typed in ("/deal edit #1 cost 7k", "/deal void #1", "/deal match #4 #3", "/got void #3"):
        assert "Your role in" in ben.types(typed, in_=acme).text
    assert table.entries() == entries


def test_nobody_reaches_an_entry_of_a_deal_that_is_not_theirs(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    give_role(ana, acme, "Ben", "Nobody")
    entries = table.entries()
    elsewhere = slack.channel("general")
    for typed in ("/deal #1", "/deal void #1", "/deal edit #1 cost 1", "/got show #1"):
        said = ben.types(typed, in_=elsewhere)
        assert "5% off" not in said.text
        assert "No deal is open in this channel" in said.text
    for typed in ("/deal #1", "/deal void #1", "/deal edit #1 cost 1", "/got show #1"):
        said = ben.types(typed, in_=acme)
        assert "You are not part of this deal." in said.text
        assert "5% off" not in said.text
    assert table.entries() == entries


def test_entries_of_a_closed_deal_are_seen_and_changed_once_it_is_open_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    ana.types("/deal close won", in_=acme)
    assert SHOWN in ana.types("/deal #1", in_=acme).text
    asked = ana.types("/deal edit #1 cost 8k", in_=acme)
    assert "Open it again for this?" in asked.text
    said = ana.presses("Reopen and go on", on=asked)
    assert "Cost to us: 4,000 EUR → 8,000 EUR" in said.text


def test_the_ledger_says_how_moves_stand_in_neutral_words(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begin(ana, acme)
    ana.types("/concede net 60 cost 2k worth 2k", in_=acme)
    text = ana.types("/deal log", in_=acme).text
    for word in ("silent", "selfish", "concession", "unfortunate", "Hindriks"):
        assert word not in text
    assert "given, entered late" in text
    assert "3,000 EUR (1.3 %)" in text
    assert "Party" not in text


def test_the_ledger_has_a_column_for_parties_where_there_are_several(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal settings", in_=acme))
    form.fill("The other side", "Acme, Beta").submit()
    ana.types("/ask reference call from Beta", in_=acme)
    text = ana.types("/deal log", in_=acme).text
    assert "Party" in text
    assert "Beta" in text
    assert table.move(1).to == "them2"
    assert "Party: Beta." in ana.types("/deal #1", in_=acme).text


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German."""
    return slack.person("Dana")


def test_entries_are_reached_in_german(table: Table, slack: FakeSlack, dana: Hands) -> None:
    general = slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/concede 5% Rabatt Kosten 4k am 12. Nov", in_=general)
    dana.types("/got Referenzgespräch Wert 3k", in_=general)
    table.wind(days=10)
    for typed in ("/deal #1", "/deal zeige #1", "/concede zeig #1", "/deal zeigen #1", "/got #1"):
        said = dana.types(typed, in_=general).text
        assert "Zugeständnis #1 in Acme Verlängerung: 5% Rabatt, Kosten 4.000 EUR" in said
        assert "später eingetragen" in said
    for typed, cost in (
        ("/deal ändern #1 Kosten 8k", "8000"),
        ("/deal ändere die Kosten von #1 auf 9k", "9000"),
        ("/deal bearbeite #1 10k", "10000"),
        ("/concede bearbeiten #1 Kosten 11k bis Freitag", "11000"),
    ):
        said = dana.types(typed, in_=general).text
        assert "Kosten für uns: " in said
        assert cost_of(table.move(1)) == cost
    matched = dana.types("/deal zuordnen #1 #2", in_=general)
    assert "Zugeordnet" in matched.text
    assert len(table.ledger.ties) == 1
    dana.types("/deal trennen #1 #2", in_=general)
    assert table.ledger.ties == frozenset()
    dana.types("/deal ordne #1 #2 zu", in_=general)
    assert len(table.ledger.ties) == 1
    dana.types("/deal stornieren #1, weil nie vereinbart", in_=general)
    assert table.entries()[-1].why == "nie vereinbart"
    assert table.states() == ["give void", "get firm"]
    hint = dana.types("/deal bearbeiten", in_=general).text
    assert "Dazu fehlt die Nummer eines Eintrags" in hint
    assert "/deal ändern #4 Kosten 8k bis Freitag" in hint
