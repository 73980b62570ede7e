from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.offers import (
    AcceptHeld,
    IssuesSet,
    OfferAnswered,
    OfferHeld,
    OfferRecorded,
    OffersListed,
    OfferUnfit,
    WhichPackage,
)
from bot.coach.asks import AskAnswer, answer_ask
from bot.coach.moves import SeenMove
from bot.coach.refusals import Refused
from bot.domain.deals import Side
from bot.domain.ids import MoveNo, PartyId, PersonId
from bot.domain.issues import Issue, LinearScale, Points, Scale
from bot.domain.measures.classes import MoveClass
from bot.domain.moves import Kind, State
from bot.domain.offers import OfferState
from bot.domain.steps import ResponseKind
from bot.domain.trades import Tie
from bot.domain.worth import Figure
from tests.coach.tables import DEAL, PRICE, SEATS, TERM, Table, refused, sure
from tests.examples import number_of_examples


@pytest.fixture
def table() -> Table:
    return Table().open(PRICE, TERM)


def test_a_first_offer_says_where_we_open_and_gives_nothing(table: Table) -> None:
    first = table.puts("us", "price 100000, term 24")
    assert (first.step, first.derived, table.moves()) == (None, (), [])


def test_a_lower_price_is_a_give_and_its_cost_is_known(table: Table) -> None:
    table.puts("us", "price 100000")
    lower = table.puts("us", "price 95000")
    assert table.moves() == ["1 give price 100k → 95k firm"]
    assert lower.derived[0].cost == Figure(amount=Decimal(5000), unit="EUR", estimate=False)
    assert lower.derived[0].worth == Figure(amount=Decimal(5000), unit="EUR", estimate=True)
    assert lower.exposure.after == 5000


def test_a_second_bare_offer_is_pointed_out_as_bidding_against_ourselves(table: Table) -> None:
    table.puts("us", "price 100000")
    assert table.puts("us", "price 96000").caution is None
    again = table.puts("us", "price 90000")
    assert again.caution is not None
    assert (again.caution.rule, again.caution.count) == ("second_in_a_row", 2)
    assert again.step is not None
    assert again.step.against_self


def test_two_issues_given_in_one_offer_are_one_move_of_ours() -> None:
    table = Table().open(PRICE, TERM, SEATS)
    table.puts("us", "price 100000, term 24, seats 50")
    assert table.puts("us", "price 98000, seats 40").caution is None
    third = table.puts("us", "term 12")
    assert third.caution is not None
    assert third.caution.count == 2


def test_their_counteroffer_starts_the_count_afresh(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.puts("us", "price 96000")
    table.puts("them", "price 82000")
    assert table.puts("us", "price 95000").caution is None


def test_what_one_offer_gives_and_takes_is_one_trade_kept_conditional(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    both = table.puts("us", "price 90000, term 24")
    assert table.moves() == [
        "1 ask term 12 → 24 months open",
        "2 give price 100k → 90k conditional",
    ]
    assert table.ledger.moves[2].ref == 1  # type: ignore[index]  # numbers as typed
    assert both.exposure.after == 0
    assert both.step is not None
    assert both.step.is_package
    assert both.sentence is not None
    assert (both.sentence.give, both.sentence.get) == ("price 90000 EUR", "term 24 months")


@pytest.mark.parametrize("most", [0, 1])
def test_what_asks_for_less_than_we_asked_before_asks_for_nothing_more(most: int) -> None:
    fee = Issue(name="fee", unit="EUR", more_is_ours=False)
    table = Table().open(fee)
    table.puts("us", "fee 10")
    table.puts("us", f"fee {most}")
    table.puts("us", "fee 5")
    assert table.moves() == [f"1 ask fee 10 → {most} open"]


def test_an_acceptance_makes_the_trade_firm_and_answers_it(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    yes = table.accepts("them")
    assert table.moves() == [
        "1 ask term 12 → 24 months granted",
        "2 give price 100k → 90k firm",
        "3 get term 12 → 24 months promised",
    ]
    assert table.ledger.ties == {Tie(give=2, get=3)}  # type: ignore[arg-type]
    assert [m.no for m in yes.firm] == [2]
    assert table.offer(2).state is OfferState.ACCEPTED


def test_an_offer_they_decline_takes_its_conditional_gives_with_it(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    no = table.declines("them")
    assert table.moves() == [
        "1 ask term 12 → 24 months declined",
        "2 give price 100k → 90k lapsed",
    ]
    assert [m.no for m in no.lapsed] == [1, 2]


def test_what_was_declined_and_is_offered_again_with_nothing_for_it_is_a_bare_give(
    table: Table,
) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    table.declines("them")
    table.puts("us", "term 12")
    assert table.moves()[2:] == ["3 give price 100k → 90k firm"]


def test_a_conditional_give_lapses_when_the_next_offer_no_longer_has_it(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    back = table.puts("us", "price 100000")
    assert [m.no for m in back.lapsed] == [2]
    assert back.derived == ()


def test_a_give_whose_ask_is_dropped_stands_by_itself(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    table.puts("us", "term 12")
    assert table.moves() == [
        "1 ask term 12 → 24 months withdrawn",
        "2 give price 100k → 90k firm",
    ]


def test_an_offer_that_depends_on_something_gives_only_then(table: Table) -> None:
    table.puts("us", "price 100000")
    depends = table.puts("us", "price 95000", condition="signed by 30 Nov")
    assert (depends.derived[0].state, depends.derived[0].condition) == (
        State.CONDITIONAL,
        "signed by 30 Nov",
    )
    assert table.accepts("them").firm == ()


def test_what_they_move_on_is_a_promised_get_that_answers_our_give_on_it(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.puts("us", "price 95000")
    theirs = table.puts("them", "price 85000")
    assert table.moves() == [
        "1 give price 100k → 95k firm",
        "2 get price 80k → 85k promised",
    ]
    assert theirs.matched == (Tie(give=1, get=2),)  # type: ignore[arg-type]
    assert theirs.exposure.after == 0


def test_what_they_move_answers_all_that_we_moved_since_by_worth(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.puts("us", "price 95000")
    table.puts("us", "price 90000")
    theirs = table.puts("them", "price 85000")
    assert theirs.matched == (Tie(give=1, get=3), Tie(give=2, get=3))  # type: ignore[arg-type]
    assert theirs.exposure.after == Decimal(5_000)


def test_a_package_answers_a_package_whatever_the_issues(table: Table) -> None:
    table.puts("us", "price 240000, credits 0")
    table.puts("them", "price 205000, term 12, fee 0")
    table.puts("us", "price 232000")
    theirs = table.puts("them", "price 212000, term 24")
    assert theirs.exposure.after == 0


def test_what_we_move_after_them_answers_what_they_moved(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.puts("them", "price 84000")
    ours = table.puts("us", "price 95000", confirmed=False)
    assert ours.check is None
    assert ours.matched == (Tie(give=2, get=1),)  # type: ignore[arg-type]
    assert ours.exposure.after == Decimal(1_000)


def test_what_an_offer_gives_for_nothing_is_a_draft_until_the_next(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    lower = table.puts("us", "price 95000", confirmed=False)
    assert lower.check is not None
    assert table.moves() == ["1 give price 100k → 95k draft"]
    table.puts("us", "price 94000", confirmed=False)
    assert table.moves() == ["2 give price 100k → 94k draft"]
    table.accepts("them")
    assert table.moves()[0] == "2 give price 100k → 94k firm"


def test_an_offer_of_theirs_that_is_worse_for_us_in_all_answers_no_give(table: Table) -> None:
    table.puts("us", "price 100000, term 36")
    table.puts("them", "price 80000, term 36")
    table.puts("us", "price 98000")
    assert table.puts("them", "price 81000, term 12").matched == ()


@pytest.mark.parametrize(("term", "state"), [(24, "granted"), (30, "granted"), (18, "partly")])
def test_what_we_asked_for_in_an_offer_is_answered_by_theirs(
    table: Table, term: int, state: str
) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("them", "price 80000, term 12")
    table.puts("us", "price 90000, term 24")
    theirs = table.puts("them", f"term {term}")
    assert [f"{m.no} {m.state}" for m in theirs.answered] == [f"1 {state}"]
    assert theirs.matched == (Tie(give=2, get=3),)  # type: ignore[arg-type]
    assert table.ledger.moves[2].state is State.CONDITIONAL  # type: ignore[index]  # open until all is agreed


def test_what_they_take_is_an_ask_of_theirs(table: Table) -> None:
    table.puts("them", "price 80000, term 12")
    table.puts("them", "price 75000")
    ask = table.ledger.moves[1]  # type: ignore[index]
    assert (ask.kind, ask.ours, ask.cost) == (
        "ask",
        False,
        Figure(amount=Decimal(5000), unit="EUR"),
    )


def test_what_they_promised_is_taken_back_when_they_go_back_on_it(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.puts("us", "price 95000")
    table.puts("them", "price 85000")
    table.puts("them", "price 80000")
    assert table.moves()[1:] == ["2 get price 80k → 85k taken_back"]
    assert table.ledger.ties == frozenset()


def test_who_accepts_comes_the_rest_of_the_way(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.puts("us", "price 95000")
    table.accepts("them")
    assert table.moves()[1:] == ["2 get price 80k → 95k promised"]
    other = Table().open(PRICE)
    other.puts("us", "price 100000")
    other.puts("them", "price 80000")
    other.puts("them", "price 90000")
    other.accepts("us")
    assert other.moves() == [
        "1 get price 80k → 90k promised",
        "2 give price 100k → 90k firm",
    ]
    assert other.ledger.ties == {Tie(give=2, get=1)}  # type: ignore[arg-type]


def test_an_acceptance_takes_every_other_offer_off_the_table(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.accepts("us")
    assert [row.offer.state for row in table.listed().rows] == [
        OfferState.LAPSED,
        OfferState.ACCEPTED,
    ]


def test_a_second_yes_is_kept_beside_the_first(table: Table) -> None:
    table.puts("us", "price 100000")
    table.accepts("them")
    table.accepts("us")
    assert [(r.by, r.accepted) for r in table.offer(1).replies] == [("them", True), ("us", True)]
    assert refused(lambda: table.answers("us", yes=True)).why is RefusalReason.SETTLED


def test_with_three_at_the_table_one_yes_does_not_settle_it() -> None:
    table = Table().open(PRICE, parties=("acme", "bank"))
    table.puts("us", "price 100000")
    table.accepts("bank")
    assert table.offer(1).state is OfferState.OPEN
    table.accepts("acme")
    assert table.offer(1).state is OfferState.ACCEPTED


@pytest.mark.parametrize("order", [("us", "bank"), ("bank", "us")])
def test_with_three_at_the_table_all_who_said_yes_come_the_rest_of_the_way(
    order: tuple[str, str],
) -> None:
    table = Table().open(PRICE, parties=("acme", "bank"))
    table.puts("us", "price 100000")
    table.puts("bank", "price 70000")
    table.puts("acme", "price 80000")
    for party in order:
        table.accepts(party)
    assert table.offer(3).state is OfferState.ACCEPTED
    assert table.moves() == [
        "1 get price 70k → 80k promised",
        "2 give price 100k → 80k firm",
    ]
    assert table.ledger.ties == {Tie(give=MoveNo(2), get=MoveNo(1))}


def test_a_withdrawn_offer_takes_its_moves_with_it(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    assert [f"{m.no} {m.state}" for m in table.withdraws(2).lapsed] == ["1 withdrawn", "2 lapsed"]
    assert refused(lambda: table.answers("them", yes=True)).why is RefusalReason.SETTLED


def test_an_offer_of_somebody_unknown_is_refused(table: Table) -> None:
    told = refused(lambda: table.says("bank", "price 90000"))
    assert (told.why, told.typed) == (RefusalReason.NO_PARTY, "price 90000")


@pytest.mark.parametrize("said", ["term 6", "term 61", "term long"])
def test_a_value_that_its_issue_does_not_take_is_refused_with_what_was_typed(
    table: Table, said: str
) -> None:
    refused = sure(OfferUnfit, table.says("us", said))
    assert [unfit.issue.name for unfit in refused.unfit] == ["term"]
    assert refused.typed == said
    assert table.listed().rows == ()


def test_an_option_is_new_only_where_nobody_said_what_the_options_are_worth() -> None:
    worth = {
        table_party: Scale(weight=Decimal(1), shape=Points(of={"Gold": Decimal(2)}))
        for table_party in (PartyId("us"),)
    }
    free, known = (
        Issue(name="support", options=("Gold",)),
        Issue(name="plan", options=("Gold",), scales=worth),
    )
    table = Table().open(free, known)
    table.puts("us", "support Silver")
    # From the least to the most, as such names are ordered everywhere.
    assert table.deal.issues[0].options == ("Silver", "Gold")
    assert isinstance(table.says("us", "plan Silver"), OfferUnfit)


@pytest.mark.parametrize(
    ("side", "name", "more_is_ours"),
    [(Side.SELLING, "price", True), (Side.BUYING, "annual fee", False), (Side.SELLING, "discount", False),
     (Side.BUYING, "discount", True), (Side.SELLING, "term", True), (Side.BUYING, "term", False),
     (Side.BUYING, "payment terms", True), (Side.SELLING, "net", False), (Side.HIRING, "base salary", False),
     (Side.SELLING, "price hold", False), (Side.SELLING, "price per seat", True), (Side.BUYING, "Stückpreis", False),
     (Side.BUYING, "warranty", True), (Side.SELLING, "seats", None), (Side.PARTNERING, "price", None)],
)  # fmt: skip
def test_an_issue_that_an_offer_names_first_is_opened(
    side: Side, name: str, more_is_ours: bool | None
) -> None:
    table = Table().open(side=side)
    opened = table.puts("us", f"{name} 5", units={name: "EUR"}).opened
    assert opened == table.deal.issues == (Issue(name=name, unit="EUR", more_is_ours=more_is_ours),)


def test_a_change_that_nobody_can_judge_gives_nothing_and_says_so() -> None:
    table = Table().open()
    table.puts("us", "murals 12")
    changed = table.puts("us", "murals 6")
    assert changed.step is not None
    assert ([c.issue for c in changed.step.unclear], changed.step.kind, table.moves()) == (
        ["murals"],
        None,
        [],
    )


def test_costs_come_from_scales_where_somebody_gave_them() -> None:
    ours = Scale(weight=Decimal(1), shape=LinearScale(slope=Decimal(-250)))
    theirs = Scale(weight=Decimal(1), shape=LinearScale(slope=Decimal(900)), estimate=True)
    table = Table().open(Issue(name="training", scales={"us": ours, "them": theirs}))  # type: ignore[dict-item]
    table.puts("us", "training 2")
    give = table.puts("us", "training 4").derived[0]
    assert give.cost == Figure(amount=Decimal(500), unit="EUR")
    assert give.worth == Figure(amount=Decimal(1800), unit="EUR", estimate=True)


def test_without_a_scale_a_cost_is_unknown_and_never_nothing() -> None:
    table = Table().open(TERM)
    table.puts("us", "term 36")
    assert table.puts("us", "term 24").derived[0].cost is None


def test_the_history_says_what_each_offer_changed_and_how_it_was_answered(table: Table) -> None:
    table.puts("us", "price 100000")
    table.puts("them", "price 50000")
    table.puts("us", "price 90000")
    table.puts("them", "price 60000")
    rows = table.listed().rows
    assert [row.step and row.step.kind for row in rows] == [
        None,
        None,
        MoveClass.CONCESSION,
        MoveClass.CONCESSION,
    ]
    assert [row.response and row.response.status for row in rows] == [
        ResponseKind.OPP_OPENING, ResponseKind.RECIPROCATED, ResponseKind.RECIPROCATED, ResponseKind.ENDED,
    ]  # fmt: skip


def test_issues_that_offers_speak_of_stay(table: Table) -> None:
    table.puts("us", "price 100000")
    answer = sure(IssuesSet, table.sets(SEATS))
    assert [issue.name for issue in answer.deal.issues] == ["seats", "price"]


@pytest.mark.parametrize("names", [("price", "Price"), ("",)])
def test_issues_need_names_of_their_own(table: Table, names: tuple[str, ...]) -> None:
    issues = [Issue(name=name) for name in names]
    assert refused(lambda: table.sets(*issues)).why is RefusalReason.BAD_FIGURE


def test_which_bundle_they_leaned_to_is_kept(table: Table) -> None:
    table.puts(
        "us",
        "price 100000, term 24",
        alternatives=({"price": Decimal(90000), "term": Decimal(36)},),
    )
    sure(OffersListed, table.leans(1, 1))
    assert table.offer(1).leaned == 1
    assert refused(lambda: table.leans(1, 2)).why is RefusalReason.CHANGED


Deed = tuple[str, int, int | None, str] | tuple[str, str] | str

said = st.tuples(
    st.sampled_from(["us", "them"]),
    st.sampled_from([60, 80, 90, 95, 100]),
    st.sampled_from([None, 12, 18, 24, 36]),
    st.sampled_from(["", "", "", "signed"]),
)
deeds = st.lists(
    said
    | st.tuples(st.sampled_from(["yes", "no"]), st.sampled_from(["us", "them"]))
    | st.just("withdraw"),
    max_size=9,
)


@given(deeds=deeds)
@settings(max_examples=number_of_examples(150), deadline=None)
def test_whatever_is_said_the_sums_agree_and_undoing_restores_exactly(deeds: list[Deed]) -> None:
    table = Table().open(PRICE, TERM)
    for deed in deeds:
        before = _picture(table)
        try:
            answer = _does(table, deed)
        except Refused:
            assert _picture(table) == before
            continue
        table.sums_agree()
        table.undoes(answer.seq)  # type: ignore[attr-defined]  # all answers here have one
        table.sums_agree()
        assert _picture(table) == before
        _does(table, deed)
        table.sums_agree()


def _does(table: Table, deed: Deed) -> object:
    if isinstance(deed, str):
        ours = [
            row.offer
            for row in table.listed().rows
            if row.offer.ours and row.offer.state is OfferState.OPEN
        ]
        if not ours:
            raise Refused(why=RefusalReason.NO_OFFER)
        return table.withdraws(ours[-1].no)
    if len(deed) == 2:
        return table.answers(deed[1], yes=deed[0] == "yes")
    party, price, term, condition = deed
    return table.says(
        party, f"price {price}000" + (f", term {term}" if term else ""), condition=condition
    )


def _picture(table: Table) -> object:
    """All that stands, however often it was changed and restored; what was undone is as good as never there."""
    ledger, deal = table.ledger, table.deal
    moves = [
        (m.what, m.kind, m.state, m.ref, m.settled, m.cost, m.on)
        for m in ledger.moves.values()
        if m.state != "void"
    ]
    offers = [
        (row.offer.by, row.offer.values, row.offer.state, row.offer.replies)
        for row in table.listed().rows
    ]
    return moves, sorted(ledger.ties), offers, deal.issues


def test_undoing_the_offer_that_opened_an_issue_closes_it_again() -> None:
    table = Table().open()
    table.undoes(table.puts("us", "price 100000, support Gold").seq)
    assert (table.deal.issues, table.listed().rows) == ((), ())
    table.puts("us", "price 100000")
    table.puts("them", "price 80000")
    table.undoes()
    assert [issue.name for issue in table.deal.issues] == ["price"]


def test_an_offer_that_was_replaced_cannot_be_undone_before_the_one_that_replaced_it(
    table: Table,
) -> None:
    first = table.puts("us", "price 100000")
    table.puts("us", "price 95000")
    assert refused(lambda: table.undoes(first.seq)).why is RefusalReason.CHANGED
    table.undoes()
    table.undoes()
    assert table.listed().rows == ()


def test_a_no_cannot_be_undone_once_we_have_made_another_offer(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    no = table.declines("them")
    table.puts("them", "price 80000")
    table.undoes(no.seq)
    assert table.offer(2).state is OfferState.OPEN
    no = table.declines("them")
    table.puts("us", "term 12")
    assert refused(lambda: table.undoes(no.seq)).why is RefusalReason.CHANGED


def test_a_give_of_an_offer_stays_conditional_though_one_ask_of_it_is_granted(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 90000, term 24")
    seen = SeenMove(deal=DEAL, no=MoveNo(1), version=1)
    answer_ask(table.by, seen, AskAnswer.AGREED, key=table.once(), services=table.services)
    assert table.moves() == [
        "1 ask term 12 → 24 months granted",
        "2 give price 100k → 90k conditional",
        "3 get term 12 → 24 months promised",
    ]
    table.accepts("them")
    assert table.moves()[1:] == [
        "2 give price 100k → 90k firm",
        "3 get term 12 → 24 months promised",
    ]


def test_an_offer_that_waited_for_the_hold_is_the_offer_that_was_put() -> None:
    said = {
        "on": date(2026, 11, 20),
        "until": date(2026, 12, 4),
        "rhythm": "quarterly reviews",
        "condition": "signed by 30 Nov",
        "units": {"seats": "people"},
        "alternatives": ({"price": Decimal("96000.50"), "seats": Decimal(60), "support": "24"},),
    }
    at_once, held = (Table().open(PRICE, TERM) for _ in range(2))
    for table in (at_once, held):
        table.puts("us", "price 100000, term 24")
    held.hold()
    at_once.puts("us", "price 95000, seats 50, support gold", **said)
    asked = sure(OfferHeld, held.says("us", "price 95000, seats 50, support gold", **said))
    assert (len(held.listed().rows), held.moves()) == (1, [])
    for person in (PersonId("U2"), held.by.person, held.by.person):
        with suppress(Refused):  # of a stranger, and the second time
            held.puts_all_the_same(asked.key, person)
    assert [row.offer for row in held.listed().rows] == [row.offer for row in at_once.listed().rows]
    assert (held.moves(), held.deal.issues) == (at_once.moves(), at_once.deal.issues)


def test_an_offer_that_cannot_go_on_the_table_after_the_hold_still_waits(table: Table) -> None:
    table.puts("us", "price 100000, term 24")
    table.hold()
    asked = sure(OfferHeld, table.says("us", "price 95000"))
    assert table.sets(replace(PRICE, low=Decimal(99_000)), TERM)
    assert isinstance(table.puts_all_the_same(asked.key), OfferUnfit)
    assert table.sets(PRICE, TERM)
    assert isinstance(table.puts_all_the_same(asked.key), OfferRecorded)
    told = refused(lambda: table.puts_all_the_same(asked.key))
    assert told == NotDone(why=RefusalReason.SETTLED, deal=table.deal)


def test_on_hold_a_yes_of_ours_says_all_that_it_would_give(table: Table) -> None:
    table.puts("us", "price 100000, term 12")
    table.puts("us", "price 95000, term 24")
    table.puts("them", "price 90000, term 24")
    table.hold()
    asked = sure(AcceptHeld, table.answers("us", yes=True))
    assert [move.what for move in asked.gives] == [
        "price 100k → 95k",
        "price 95k → 90k",
    ]
    assert sure(OfferAnswered, table.answers("us", yes=False)).offer.no == 3
    table.puts("them", "price 95000, term 24")
    table.hold()
    assert [move.what for move in sure(AcceptHeld, table.answers("us", yes=True)).gives] == [
        "price 100k → 95k"
    ]


def of_two_packages(table: Table, *, held: bool = False) -> OfferRecorded:
    """Their second offer: more money, or some more money and a longer term."""
    table.puts("us", "price 100000, term 24")
    table.puts("us", "price 96000")
    table.puts("them", "price 80000, term 12")
    if held:
        table.hold()
    other = {"price": Decimal(82_000), "term": Decimal(18)}
    return table.puts("them", "price 86000", alternatives=(other,))


def test_equal_packages_of_theirs_promise_and_answer_nothing_until_we_pick_one(
    table: Table,
) -> None:
    put = of_two_packages(table)
    assert not put.derived + put.answered
    assert put.exposure.after == put.exposure.before == 4_000
    assert table.moves() == ["1 give price 100k → 96k firm"]
    for asked in (table.answers("us", yes=True), table.answers("us", yes=True, checked=True)):
        assert [[str(v) for v in row.values] for row in sure(WhichPackage, asked).rows] == [
            ["86000", "82000"],
            ["12", "18"],
        ]
    told = refused(lambda: table.answers("us", yes=True, bundle=2))
    assert told == NotDone(why=RefusalReason.CHANGED, deal=table.deal)
    assert table.offer(4).state is OfferState.OPEN


@pytest.mark.parametrize(
    ("bundle", "moves"),
    [
        (
            0,
            [
                "2 get price 80k → 86k promised",
                "3 give price 96k → 86k firm",
                "4 give term 24 → 12 months firm",
            ],
        ),
        (
            1,
            [
                "2 get price 80k → 82k promised",
                "3 get term 12 → 18 months promised",
                "4 give price 96k → 82k firm",
                "5 give term 24 → 18 months firm",
            ],
        ),
    ],
)
def test_the_package_that_we_take_is_what_counts(
    table: Table, bundle: int, moves: list[str]
) -> None:
    of_two_packages(table)
    before = table.offer(4)
    table.accepts("us", bundle=bundle)
    assert table.moves() == ["1 give price 100k → 96k firm", *moves]
    gets = {no for no, move in table.ledger.moves.items() if move.kind is Kind.GET}
    assert {tie.get for tie in table.ledger.ties} == gets
    assert table.offer(4).state is OfferState.ACCEPTED
    table.undoes()
    assert table.moves() == ["1 give price 100k → 96k firm"]
    assert replace(table.offer(4), version=before.version) == before


def test_a_plain_offer_of_theirs_after_packages_is_counted_from_the_one_before_them(
    table: Table,
) -> None:
    of_two_packages(table)
    table.puts("them", "price 85000, term 12")
    assert table.moves()[1:] == ["2 get price 80k → 85k promised"]
    assert table.ledger.ties == {Tie(give=MoveNo(1), get=MoveNo(2))}


def test_equal_packages_of_theirs_end_no_hold_before_we_take_one(table: Table) -> None:
    assert not of_two_packages(table, held=True).resumed
    assert table.deal.held_since is not None
    asked = sure(AcceptHeld, table.answers("us", yes=True, bundle=1))
    assert [move.what for move in asked.gives] == ["price 96k → 82k", "term 24 → 18 months"]
    table.accepts("us", bundle=asked.offer.leaned, anyway=True)
    assert table.deal.held_since is None
