from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def test_a_bare_first_small_give_is_saved_at_once_with_an_ask_offered(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede free onboarding call cost 2k", in_=acme)
    assert "Recorded #1: free onboarding call" in said.text
    assert "Ask in return:" in said.text
    assert said.public == ()
    assert table.states() == ["give firm"]
    assert table.sums.exposure == 2000


def test_a_bare_second_give_is_a_draft_first(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede free onboarding call cost 2k", in_=acme)
    said = ana.types("/concede net 60 cost 3k", in_=acme)
    assert "Not a give yet: second in a row, #1 is still open." in said.text
    assert "would rise from 2,000 to 5,000 EUR" in said.text
    assert table.states() == ["give firm", "give draft"]
    assert table.sums.exposure == 2000
