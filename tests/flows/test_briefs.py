"""The brief before a call, the recap after it, and the signals noted in it."""

from bot.domain.moves import State
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened


def moved(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses(
        "Already said",
        on=ana.types("/concede 5% off cost 12k because they commit volume", in_=acme),
    )
    ana.types("/ask 24-month term worth 30k by Friday", in_=acme)
    ana.types("/concede net 60 cost 3k if they sign by 30 Nov", in_=acme)
    ana.types("/coach they want a pilot by 1 Dec", in_=acme)


def test_a_brief_says_what_to_know_before_a_call(table: Table, ana: Hands, acme: Channel) -> None:
    moved(ana, acme)
    said = ana.types("/coach brief", in_=acme).text
    assert "Before the call: Acme renewal" in said
    assert "Ask: 24-month term (#2, by Fri 27 Nov)" in said
    assert "Open: #1 5% off, 12,000 EUR, today. In all 12,000 EUR" in said
    assert "Hold: net 60 only if they sign by 30 Nov" in said
    assert "They want: a pilot by Tue 1 Dec" in said
    assert "In the last 7 days: give 5% off, given" in said
    assert (
        'Not known yet: what 5% off is worth to them. Ask: "What difference would 5% off make for you?"'
        in said
    )


def test_the_ask_that_waited_longest_past_its_day_comes_first(
    table: Table, ana: Hands, acme: Channel
) -> None:
    moved(ana, acme)
    ana.types("/ask reference call by Wednesday", in_=acme)
    assert "Ask: reference call" in ana.types("/coach brief", in_=acme).text


def test_a_brief_of_a_new_deal_is_short_and_still_gives_an_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach brief", in_=acme).text
    assert "Next: ask for a 24-month term." in said
    assert "Open: no give" in said
    assert "Nothing moved in the last 7 days" in said


def test_somebody_elses_draft_is_in_no_brief(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede secret rebate cost 12k", in_=acme)
    assert "secret rebate" not in ben.types("/coach brief", in_=acme).text


def test_a_recap_holds_nothing_that_is_ours_alone(table: Table, ana: Hands, acme: Channel) -> None:
    moved(ana, acme)
    ana.types("/got reference call worth 5k costs them 1k", in_=acme)
    ana.types("/concede workshop cost 100 as goodwill review 15 Jan", in_=acme)
    said = ana.types("/coach recap", in_=acme)
    form = form_of(ana.presses("Copy", on=said))
    for text in (said.text, str(form["Say"])):
        assert "From us" in text
        assert "5% off (23 Nov)" in text
        assert "reference call (23 Nov)" in text
        assert "net 60 if you sign by 30 Nov" in text
        assert "For us: 24-month term, by Fri 27 Nov" in text
        assert "For you: a pilot" in text
        assert "workshop (23 Nov)" in text, "goodwill is made to be seen"
        for ours_alone in ("12", "30,000", "5,000", "volume", "goodwill", "15 Jan"):
            assert ours_alone not in text.replace("24-month", "")
    assert "<" not in str(form["Say"])
    workshop = max(move.no for move in table.ledger.moves.values() if move.state is State.GOODWILL)
    ana.types(f"/got introduction to their press team for #{workshop}", in_=acme)
    for line, told in (("/coach recap", "workshop (23 Nov)"), ("/deal share", "give: workshop")):
        answered = ana.types(line, in_=acme).text
        assert told in answered
        assert "goodwill" not in answered.casefold()


def test_a_recap_of_nothing_says_how_to_begin(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Nothing has moved in Acme renewal yet" in ana.types("/coach recap", in_=acme).text


def test_a_signal_is_noted_by_role(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/deal note buyer: went quiet when we named the date", in_=acme)
    assert "Noted, buyer: went quiet when we named the date." in said.text
    ben.types("/deal note shorter answers than last week", in_=acme)
    listed = ana.types("/deal notes", in_=acme)
    assert "23 Nov, buyer: went quiet when we named the date" in listed.text
    assert "23 Nov: shorter answers than last week" in listed.text
    assert "Remove all" in listed.buttons
    assert "Remove all" not in ben.types("/deal notes", in_=acme).buttons


def test_signals_are_removed_by_the_owner(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal note buyer: went quiet", in_=acme)
    assert (
        "1 signal removed." in ana.presses("Remove all", on=ana.types("/deal notes", in_=acme)).text
    )
    assert "No signal noted yet." in ana.types("/deal notes", in_=acme).text


def test_a_viewer_reads_signals_and_notes_none(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "Viewer")
    assert "does not allow this" in ben.types("/deal note buyer: went quiet", in_=acme).text
    assert "No signal noted yet." in ben.types("/deal notes", in_=acme).text


def test_a_note_that_is_too_long_comes_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/deal note buyer: " + "very " * 120 + "quiet", in_=acme).text
    assert "longer than the 500 characters a note may have" in said
    assert "very very quiet" in said
    assert "No signal noted yet." in ana.types("/deal notes", in_=acme).text


def test_a_note_sent_twice_is_kept_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal note buyer: went quiet", in_=acme, times=2)
    assert ana.types("/deal notes", in_=acme).text.count("went quiet") == 1


def test_a_brief_says_what_was_noticed_lately_and_what_we_show_first(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Seen lately" not in ana.types("/coach brief", in_=acme).text
    form = form_of(ana.types("/deal style", in_=acme))
    form.fill("What behaviour do we show first?", "we open our cost figures").submit()
    ana.types("/deal note buyer: went quiet when we named the date", in_=acme)
    ana.types("/deal note laughed at the price list", in_=acme)
    said = ana.types("/coach brief", in_=acme).text
    assert "Seen lately: 23 Nov: laughed at the price list; buyer, 23 Nov: went quiet" in said
    assert "What we show first: we open our cost figures" in said
    table.wind(days=40)
    assert "Seen lately" not in ana.types("/coach brief", in_=acme).text
