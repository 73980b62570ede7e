"""Taking a person out of every table, on both databases."""

from dataclasses import replace

from bot.coach.ports.store import Store
from bot.domain.erasure import make_erased_id
from bot.domain.ids import ChannelId, MoveNo
from bot.domain.moves import State
from bot.domain.preferences import Preferences
from bot.domain.totals import Totals
from tests.store.table import ACME, ANA, BEN, OTHER_TEAM, TEAM, acme, give, recorded

GONE = make_erased_id("0001")


def fill(store: Store) -> None:
    """Ana's deal in two teams, with a give and a draft of Ben's, and what he chose."""
    for team in (TEAM, OTHER_TEAM):
        deal = acme(team)
        with store.work() as work:
            work.deals.insert(deal, ChannelId("C1"), ANA)
            given = replace(give(1, "a lantern"), person=BEN)
            draft = replace(give(2, "a violin", state=State.DRAFT), person=BEN, typed="a violin")
            entry = replace(recorded(1, given, draft), person=BEN)
            work.ledger.append_entry(deal, entry, Totals(gives=1))
            work.preferences.save(Preferences(team=team, person=BEN, zone="Europe/Berlin"))


def erase(store: Store) -> None:
    with store.work() as work:
        work.erasure.empty_drafts(TEAM, BEN)
        work.erasure.delete_own_rows(TEAM, BEN)
        work.erasure.replace_id(TEAM, BEN, GONE)


def test_what_they_recorded_stands_under_another_id(store: Store) -> None:
    fill(store)
    erase(store)
    with store.reading() as work:
        given = work.ledger.find_move(TEAM, ACME, MoveNo(1))
        (entry,) = work.ledger.list_entries(TEAM, ACME)
    assert given is not None
    assert (given.what, given.person) == ("a lantern", GONE)
    assert entry.person == GONE
    assert {move.person for move in entry.moves} == {GONE}
    assert "violin" not in repr(entry)


def test_a_draft_keeps_its_number_and_nothing_else(store: Store) -> None:
    fill(store)
    erase(store)
    with store.reading() as work:
        draft = work.ledger.find_move(TEAM, ACME, MoveNo(2))
    assert draft is not None
    assert (draft.what, draft.typed, draft.cost) == ("–", "", None)


def test_other_people_and_other_teams_keep_everything(store: Store) -> None:
    fill(store)
    with store.reading() as work:
        before = list(work.ledger.list_entries(OTHER_TEAM, ACME))
    erase(store)
    with store.reading() as work:
        assert list(work.ledger.list_entries(OTHER_TEAM, ACME)) == before
        assert BEN in work.preferences.find_many(OTHER_TEAM, [BEN])
        assert BEN not in work.preferences.find_many(TEAM, [BEN])
        assert work.erasure.list_owned_deals(TEAM, ANA) == [ACME]
        assert work.erasure.list_owned_deals(TEAM, BEN) == []
