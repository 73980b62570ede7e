"""What the page of a ledger says from what is kept of it is what its whole ledger says, on either database."""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.actors import Actor
from bot.coach.answers import DealLog
from bot.coach.cautions import review_cautions
from bot.coach.context import session_for_reading
from bot.coach.log_measures import KEPT_EVERY, describe_basis, is_telling, measure_log
from bot.coach.log_pages import CURVE_DAYS, build_curve, with_kept_measures
from bot.coach.ports.store import Store
from bot.coach.records import LAST_MOVES, KeptLog
from bot.coach.services import Services
from bot.domain.deals import Role
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.measures.kept import keep_measures
from bot.domain.measures.picture import LogMeasures, compute_outline
from bot.domain.moves import Move, State
from bot.domain.totals import compute_totals, open_move_numbers
from bot.domain.trades import Tie
from bot.domain.worth import Figure
from tests.store.table import ANA, NOW, TEAM, TODAY, acme, get, give, recorded
from tests.store.test_ledger import made_up, opened
from tests.store.test_sums import RolledBack, services_of_nobody, write
from tests.strategies import entries

BY = Actor(team=TEAM, person=ANA, channel=None, today=TODAY)


def keep(store: Store, deal: DealId, seq: int) -> None:
    """Keeps what the page says of the ledger as it stands."""
    kept_deal = acme(deal=deal)
    with store.work() as work:
        measures = measure_log(work, kept_deal, seq)
        kept = KeptLog(seq=seq, basis=describe_basis(kept_deal), measures=measures)
        work.log_measures.save(TEAM, deal, kept)


def check_measures(store: Store, deal: DealId, seq: int) -> None:
    """Holds what is carried on from what was kept to the whole ledger."""
    with store.reading() as work:
        ledger = work.ledger.load(TEAM, deal)
        measures = measure_log(work, acme(deal=deal), seq)
    assert measures == keep_measures(ledger, partial(is_telling, acme(deal=deal)))


def check_page(services: Services, deal: DealId) -> DealLog:
    """Holds the first page to the whole ledger; the page."""
    with session_for_reading(services, BY, deal) as session:
        log = DealLog(deal=session.deal, today=TODAY, rows=(), page=1, pages=1)
        said = with_kept_measures(session, log)
        whole = session.ledger
        outline = compute_outline(whole, session.deal, TODAY)
        assert said.picture is not None
        for field in fields(LogMeasures):
            if field.name not in ("bids", "lag"):
                assert getattr(said.picture, field.name) == getattr(outline, field.name)
        assert said.picture.bids.count == outline.bids.count
        assert said.picture.bids.cost == outline.bids.cost
        assert said.picture.lag.theirs == outline.lag.theirs
        assert said.curve == build_curve(whole, session)[-CURVE_DAYS:]
        assert said.cautions == review_cautions(session, whole)
        return said


@given(data=st.data())
@settings(made_up, max_examples=5)
def test_what_is_kept_and_carried_on_is_what_the_whole_ledger_says(
    store: Store, data: st.DataObject
) -> None:
    services = replace(services_of_nobody(), store=store)
    deal = opened(store)
    with store.work() as work:
        work.roles.save(TEAM, deal, ANA, Role.OWNER)
    ledger = Ledger(yardstick=acme().yardstick)
    keep_after = data.draw(st.integers(0, 4))
    for seq in range(1, 6):
        entry = data.draw(entries(ledger, seq))
        with pytest.raises(RolledBack):
            write(services, deal, entry, keep=False)
        write(services, deal, entry, keep=True)
        with store.reading() as work:
            ledger = work.ledger.load(TEAM, deal)
        if seq == keep_after:
            keep(store, deal, seq)
        check_measures(store, deal, seq)
    check_page(services, deal)


def long_ago(no: int, what: Move) -> Move:
    """The move as one of a year ago."""
    return replace(what, no=MoveNo(no), on=TODAY - timedelta(days=365), typed=what.what)


OLD = (
    long_ago(1, give(what="a personal gift card for their buyer", cost="200")),
    long_ago(2, replace(get(2, "a reference, without naming us"), worth=None)),
    long_ago(3, replace(get(3, "a logo"), worth=Figure(amount=Decimal(0), unit="EUR"))),
    long_ago(4, replace(get(4, "20 more seats"), state=State.TAKEN_BACK)),
    long_ago(5, give(what="exclusivity for 5 years", cost="900")),
)
TIED = (Tie(give=MoveNo(1), get=MoveNo(2)), Tie(give=MoveNo(5), get=MoveNo(3)))


def fill(store: Store, deal: DealId, trades: int) -> int:
    """A year of done trades after moves that rules speak of; the number of the last move."""
    moves, ties = [*OLD], [*TIED]
    for n in range(trades):
        no = len(OLD) + 1 + 2 * n
        on = TODAY - timedelta(days=1 + (trades - n) // 2)
        moves += [
            replace(give(no, f"thing {no}", cost="100"), on=on, reason="they asked"),
            replace(get(no + 1, f"thing {no + 1}"), on=on),
        ]
        ties.append(Tie(give=MoveNo(no), get=MoveNo(no + 1)))
    entry = replace(recorded(1, *moves), tied=tuple(ties))
    ledger = Ledger(yardstick=acme().yardstick).after(entry)
    totals, open_moves = compute_totals(ledger, TODAY), open_move_numbers(ledger, TODAY)
    with store.work() as work:
        work.roles.save(TEAM, deal, ANA, Role.OWNER)
        work.ledger.append_entry(acme(deal=deal), entry, totals, open_moves)
    return len(moves)


def test_the_page_of_a_long_ledger_speaks_of_old_moves_that_matter(store: Store) -> None:
    services = replace(services_of_nobody(), store=store)
    deal = opened(store)
    assert fill(store, deal, LAST_MOVES) > 2 * LAST_MOVES
    keep(store, deal, 1)
    said = {caution.rule for caution in check_page(services, deal).cautions}
    assert said >= {"personal_gift", "wrong_variable", "takes_back", "no_way_out"}


def test_now_and_then_a_long_ledger_is_kept_as_it_is_written(store: Store) -> None:
    services = replace(services_of_nobody(), store=store)
    deal = opened(store)
    last = fill(store, deal, LAST_MOVES)
    for n in range(1, KEPT_EVERY):
        entry = Entry(
            seq=n + 1,
            at=NOW,
            person=ANA,
            verb=Verb.RECORDED,
            moves=(give(last + n, f"part {n}", cost="10"),),
        )
        write(services, deal, entry, keep=True)
    with store.reading() as work:
        kept = work.log_measures.find(TEAM, deal)
    assert kept is not None
    assert kept.seq == KEPT_EVERY
    check_measures(store, deal, KEPT_EVERY)
    check_page(services, deal)
