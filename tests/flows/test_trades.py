"""Trades: a give and a get tied together by button, by form, by number, in words; and parted again."""

from decimal import Decimal

from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def three_gives(ana: Hands, acme: Channel) -> None:
    """Three gives of 1,000, 2,000 and 3,000 EUR, each of them said."""
    opened(ana, acme)
    for what, cost in (("onboarding call", 1), ("net 60", 2), ("extra training", 3)):
        said = ana.types(f"/concede {what} cost {cost}k", in_=acme)
        if "Already said" in said.buttons:
            ana.presses("Already said", on=said)


def match(ana: Hands, acme: Channel, give: str, get: str) -> str:
    form = ana.types("/deal match", in_=acme).form
    assert form is not None
    return form.fill("Our give", give).fill("Their get", get).submit().text


def test_a_get_is_matched_by_number(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    said = ana.types("/got reference call worth 5k costs them 1k for #3", in_=acme)
    assert "Recorded get #4: reference call, worth 5,000 EUR, costs them 1,000 EUR." in said.text
    assert "Matched with give #3, extra training." in said.text
    assert "falls from 6,000 to 3,000 EUR" in said.text
    assert 'Say: "Thank you for agreeing to the reference call. We appreciate it."' in said.text


def test_a_get_is_matched_in_words(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    said = ana.types("/got reference call worth 5k for the extra training", in_=acme)
    assert "Matched with give #3, extra training." in said.text


def test_a_give_and_a_get_are_matched_by_form(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call worth 1k", in_=acme)
    said = match(ana, acme, "#2 net 60", "#4 reference call")
    assert "Matched: give #2, net 60, with get #4, reference call." in said
    assert "1,000 EUR of #2 is still open." in said
    assert table.sums.exposure == 5000


def test_one_get_for_three_gives_is_split_by_cost_and_counted_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call worth 3k for #1", in_=acme)
    match(ana, acme, "#2 net 60", "#4 reference call")
    said = match(ana, acme, "#3 extra training", "#4 reference call")
    assert "50 % of the get falls on this give." in said
    assert "1,500 EUR of #3 is still open." in said
    assert (table.sums.got, table.sums.exposure) == (Decimal(3000), Decimal(3000))
    today = table.slack.clock.now().date()
    parts = [table.ledger.share(tie, today) for tie in sorted(table.ledger.ties)]
    assert sum(parts) == 1
    assert parts == [Decimal(1) / 6, Decimal(2) / 6, Decimal(3) / 6]


def test_unmatching_restores_exactly(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call worth 1k", in_=acme)
    before = (table.ledger, table.sums)
    match(ana, acme, "#2 net 60", "#4 reference call")
    said = ana.presses("Unmatch from #4", on=ana.types("/deal log #2", in_=acme))
    assert "Unmatched: give #2, net 60, and get #4, reference call." in said.text
    assert (table.ledger, table.sums) == before


def test_a_pair_is_parted_from_the_get_too(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call worth 1k for #2", in_=acme)
    said = ana.presses("Unmatch from #2", on=ana.types("/deal log #4", in_=acme))
    assert "Unmatched: give #2, net 60, and get #4, reference call." in said.text
    assert table.ledger.ties == frozenset()


def test_a_match_can_be_undone(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    said = ana.types("/got reference call worth 3k", in_=acme)
    before = (table.ledger, table.sums)
    matched = ana.presses("#3 extra training", on=said)
    undone = ana.presses("Undo", on=matched)
    assert "Undone: the last match. Everything stands as it did before." in undone.text
    assert (table.ledger, table.sums) == before


def test_undo_in_words_takes_the_match_first(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call worth 3k", in_=acme)
    match(ana, acme, "#3 extra training", "#4 reference call")
    assert "Undone: the last match." in ana.types("/deal undo", in_=acme).text
    assert "Undone: #4, reference call." in ana.types("/deal undo", in_=acme).text


def test_a_conditional_give_becomes_firm_with_its_match(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 2k if they sign", in_=acme)
    ana.types("/got reference call worth 5k for #1", in_=acme)
    assert table.states() == ["give firm", "get firm"]
    assert table.sums.exposure == 0


def test_what_is_matched_already_is_not_matched_twice(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call worth 1k for #2", in_=acme)
    assert "#2 and #4 are matched already." in match(ana, acme, "#2 net 60", "#4 reference call")


def test_a_number_that_is_no_give_is_said(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    before = table.entries()
    assert "There is no #7 in Acme renewal." in ana.types("/got case study for #7", in_=acme).text
    said = ana.types("/got case study for #1", in_=acme).text
    assert "#1, reference call, is a get (received), so this does not fit it." in said
    assert "You typed: case study for #1" in said
    assert table.entries() == before


def test_a_form_without_a_choice_says_so_at_the_field(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    ana.types("/got reference call", in_=acme)
    form = ana.types("/deal match", in_=acme).form
    assert form is not None
    assert form.fill("Our give", "#2 net 60").submit().errors == {"Their get": "Please choose one."}


def test_with_nothing_to_match_the_form_says_why(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/deal match", in_=acme)
    assert "A match needs a give and a get, and Acme renewal does not have both yet." in said.text


def test_which_give_a_get_answers_is_asked_of_every_open_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    said = ana.types("/got reference call worth 3k", in_=acme)
    offered = ["#3 extra training", "#1 onboarding call", "#2 net 60", "Several", "None"]
    assert said.buttons[:5] == offered
    form = ana.presses("Several", on=said).form
    assert form is not None
    said = form.fill("Our gives", ["#1 onboarding call", "#2 net 60"]).submit()
    assert "Matched: gives #1 and #2 with get #4, reference call." in said.text
    assert table.sums.exposure == 3000
    ana.presses("Undo", on=said)
    assert table.sums.exposure == 6000


def test_several_gives_need_to_be_chosen(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    form = ana.presses("Several", on=ana.types("/got reference call", in_=acme)).form
    assert form is not None
    assert form.submit().form is not None
    assert table.sums.exposure == 6000


def test_a_get_that_answers_no_give_is_pointed_out_with_the_deal(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    said = ana.presses("None", on=ana.types("/got reference call worth 3k", in_=acme))
    assert "#4, reference call, stays on its own." in said.text
    ana.types("/got case study", in_=acme)
    said = ana.types("/deal", in_=acme)
    assert "Got, and not matched with a give yet: #4 reference call, #5 case study." in said.text
    assert ana.presses("Match", on=said).form is not None


def test_a_thanks_offers_no_more_while_our_gives_are_open(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    said = ana.types("/got reference call worth 3k", in_=acme)
    assert "In return we could offer" not in said.text
