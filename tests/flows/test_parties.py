"""More than two parties at a table: each move has from and to."""

from bot.domain.ids import THEM, US
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


def test_each_move_knows_from_whom_and_to_whom(table: Table, ana: Hands, acme: Channel) -> None:
    three_at_the_table(ana, acme)
    ana.types("/concede workshop to Beta Labs cost 100", in_=acme)
    ana.types("/got reference call from beta labs worth 5k", in_=acme)
    ana.types("/ask 24-month term from Acme by Friday", in_=acme)
    ana.types("/ask a logo by Friday", in_=acme)
    between = [(move.frm, move.to) for move in table.ledger.moves.values()]
    assert between == [(US, "them2"), ("them2", US), (US, THEM), (US, THEM)]
    log = ana.types("/deal log", in_=acme).text
    assert "workshop to Beta Labs" in log
    assert "reference call from beta labs" in log


def test_where_one_other_party_sits_wording_is_left_alone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede workshop to Beta Labs cost 100", in_=acme)
    assert table.move(1).to == THEM
