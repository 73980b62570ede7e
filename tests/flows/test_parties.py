"""More than two parties at a table: each move has from and to."""

from bot.domain.ids import ANYBODY, THEM, US
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


def three_at_the_table(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(
        ana.presses("Settings", on=ana.types("/deal open Acme renewal selling 240k EUR", in_=acme))
    )
    form.fill("The other side", "Acme, Beta Labs").submit()


def test_the_settings_name_several_parties(table: Table, ana: Hands, acme: Channel) -> None:
    three_at_the_table(ana, acme)
    assert [(party.id, party.name) for party in table.deal.parties] == [
        (THEM, "Acme"),
        ("them2", "Beta Labs"),
    ]
    again = form_of(
        ana.presses("Settings", on=ana.types("/deal open Acme renewal selling 240k EUR", in_=acme))
    )
    assert again["The other side"] == "Acme, Beta Labs"


def test_a_sentence_to_a_party_does_not_name_it(table: Table, ana: Hands, acme: Channel) -> None:
    three_at_the_table(ana, acme)
    asked = ana.types("/ask 24-month term from Acme by Friday", in_=acme)
    assert "from Acme" in asked.text
    assert 'Say to Acme: "We would like a 24-month term. Can you confirm by Friday?"' in asked.text
    given = ana.types("/concede workshop to Beta Labs cost 100 for a case study", in_=acme)
    assert 'Say to Beta Labs: "We can offer a workshop in return for a case study.' in given.text


def test_each_move_knows_from_whom_and_to_whom(table: Table, ana: Hands, acme: Channel) -> None:
    three_at_the_table(ana, acme)
    ana.types("/concede workshop to Beta Labs cost 100", in_=acme)
    ana.types("/got reference call from beta labs worth 5k", in_=acme)
    ana.types("/ask 24-month term from Acme by Friday", in_=acme)
    ana.types("/ask a logo by Friday", in_=acme)
    between = [(move.frm, move.to) for move in table.ledger.moves.values()]
    assert between == [(US, "them2"), ("them2", US), (US, THEM), (US, ANYBODY)]
    log = ana.types("/deal log", in_=acme).text
    assert "workshop to Beta Labs" in log
    assert "reference call from beta labs" in log


def test_where_one_other_party_sits_wording_is_left_alone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede workshop to Beta Labs cost 100", in_=acme)
    assert table.move(1).to == THEM


def with_two_partners(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open battery pilot with Tavrin and Molsey partnering 400k EUR", in_=acme)


def test_the_partners_that_a_deal_s_name_lists_are_known_once_a_line_names_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    with_two_partners(ana, acme)
    assert len(table.deal.parties) == 1
    ana.types("/concede 3 site days to Tavrin cost 9k for volume commitment", in_=acme)
    assert [(party.id, party.name) for party in table.deal.parties] == [
        (THEM, "Tavrin"),
        ("them2", "Molsey"),
    ]


def test_what_one_partner_gives_does_not_answer_what_the_other_was_given(
    table: Table, ana: Hands, acme: Channel
) -> None:
    with_two_partners(ana, acme)
    ana.types("/concede 3 site days to Tavrin cost 9k for volume commitment", in_=acme)
    ana.types("/got volume commitment from Molsey worth 8k", in_=acme)
    assert table.states() == ["give conditional", "ask open", "get firm"]
    assert table.ledger.ties == frozenset()
    ana.types("/got volume commitment from Tavrin worth 9k", in_=acme)
    assert table.states()[:2] == ["give firm", "ask granted"]


def test_a_get_that_names_nobody_answers_the_one_ask_there_is(
    table: Table, ana: Hands, acme: Channel
) -> None:
    with_two_partners(ana, acme)
    ana.types("/ask data sharing from Tavrin worth 10k", in_=acme)
    ana.types("/got data sharing", in_=acme)
    assert table.states() == ["ask granted", "get firm"]
    assert table.move(2).frm == THEM


def test_somebody_new_is_none_of_the_known_partners(
    table: Table, ana: Hands, acme: Channel
) -> None:
    with_two_partners(ana, acme)
    ana.types("/ask data sharing from Tavrin worth 10k", in_=acme)
    ana.types("/got data sharing from Corvid", in_=acme)
    assert table.states() == ["ask open", "get firm"]


def test_what_is_open_is_summed_for_each_partner(table: Table, ana: Hands, acme: Channel) -> None:
    with_two_partners(ana, acme)
    for line in (
        "/concede 3 site days to Tavrin cost 9k",
        "/concede free samples to Molsey cost 2k",
    ):
        said = ana.types(line, in_=acme)
        if "Already said" in said.buttons:
            ana.presses("Already said", on=said)
    assert "Tavrin: 9,000 EUR; Molsey: 2,000 EUR." in ana.types("/deal", in_=acme).text
