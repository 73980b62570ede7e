"""Whatever a deal holds when it is closed is found again: in the contract, waived, superseded, a commitment or a
question."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach import close_sheets, closing
from bot.coach.actors import Need
from bot.coach.answers.closing import CloseForm
from bot.coach.closing import ItemChoice
from bot.coach.context import LedgerChange, record_in_deal
from bot.coach.records import Note
from bot.coach.undo import undo_entry
from bot.domain.closing import CloseStatus
from bot.domain.commitments import CommitmentState
from bot.domain.ids import THEM, US, MoveNo, PartyId
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from tests.coach.tables import ANA, DEAL, PRICE, TEAM, TERM, TODAY, Table

STANDING = (
    (Kind.GIVE, State.FIRM),
    (Kind.GIVE, State.GOODWILL),
    (Kind.GIVE, State.CONDITIONAL),
    (Kind.GIVE, State.LAPSED),
    (Kind.GIVE, State.DRAFT),
    (Kind.GET, State.FIRM),
    (Kind.GET, State.PROMISED),
    (Kind.GET, State.CONDITIONAL),
    (Kind.GET, State.VOID),
    (Kind.ASK, State.OPEN),
    (Kind.ASK, State.PARTLY),
    (Kind.ASK, State.DECLINED),
)
GONE = {State.LAPSED, State.DRAFT, State.VOID, State.DECLINED, State.GRANTED}
WORDS = st.sampled_from(
    ["case study", "24-month term", "onboarding", "net 60", "5% off", "24-month term", "logo"]
)
MOVES = st.lists(st.tuples(st.sampled_from(STANDING), WORDS, st.booleans()), max_size=8)
NOTES = st.lists(WORDS, max_size=3)
CHOSEN = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from([status for status in CloseStatus if status is not CloseStatus.OPEN]),
        st.sampled_from(["", "MSA 4.2", "their CFO"]),
        st.none() | st.just(TODAY + timedelta(days=9)),
    ),
    max_size=6,
)


def build_table(
    moves: list[tuple[tuple[Kind, State], str, bool]], notes: list[str], *, agreed: bool
) -> Table:
    """A deal that holds those moves and notes, with an accepted offer where it is `agreed`."""
    table = Table().open(PRICE, TERM)
    made = []
    for number, ((kind, state), what, theirs) in enumerate(moves, start=1):
        ours = not theirs if kind is Kind.ASK else kind is Kind.GIVE
        made.append(
            Move(
                no=MoveNo(number),
                kind=kind,
                what=what,
                state=state,
                on=TODAY,
                at=table.clock.now(),
                person=ANA,
                frm=PartyId(US if ours else THEM),
                to=PartyId(THEM if ours else US),
                condition="signed" if state is State.CONDITIONAL else "",
            )
        )
    if made:
        key = table.once()
        with record_in_deal(table.services, table.by, DEAL, key, Need.RECORD) as session:
            session.write(LedgerChange(verb=Verb.RECORDED, moves=tuple(made)))
    with table.services.store.work() as work:
        for number, what in enumerate(notes, start=1):
            note = Note(no=number, what=what, about="", person=ANA, on=TODAY, at=table.clock.now())
            work.signals.insert(TEAM, DEAL, note)
    if agreed:
        table.puts("us", "price 95000, term 24")
        table.accepts("them")
    return table


def load(table: Table) -> CloseForm:
    return closing.close_for_form(table.by, DEAL, services=table.services)


def choose(table: Table, chosen: list[tuple[int, CloseStatus, str, object]]) -> None:
    """Decides about some of the items, several at once or the same one twice."""
    for place, status, detail, due in chosen:
        known = load(table)
        if place >= len(known.lines):
            continue
        choice = ItemChoice(
            key=known.lines[place].item.key,
            status=status,
            detail=detail,
            due=due,  # type: ignore[arg-type] # a day or None
        )
        closing.decide_items(
            table.by,
            DEAL,
            [choice],
            version=known.version,
            key=table.once(),
            services=table.services,
        )


@settings(max_examples=40, deadline=None)
@given(moves=MOVES, notes=NOTES, chosen=CHOSEN, agreed=st.booleans(), at_once=st.booleans())
def test_every_item_is_found_again_after_the_close(
    moves: list[tuple[tuple[Kind, State], str, bool]],
    notes: list[str],
    chosen: list[tuple[int, CloseStatus, str, object]],
    agreed: bool,
    at_once: bool,
) -> None:
    table = build_table(moves, notes, agreed=agreed)
    before = [line.item.key for line in load(table).lines]
    standing = [
        move.no
        for move in table.ledger.moves.values()
        if move.state not in GONE and move.offer is None
    ]
    assert {f"move:{number}" for number in standing} <= set(before)
    assert len(before) == len(set(before)) == len(standing) + len(notes) + 2 * agreed
    choose(table, chosen)
    if at_once:
        closing.mark_all_in_contract(
            table.by, DEAL, "MSA", key=table.once(), services=table.services
        )
    finished = closing.finish_close(table.by, DEAL, key=table.once(), services=table.services)
    assert finished.closed

    with table.services.store.reading() as work:
        stored = work.closings.find(TEAM, DEAL)
        commitments = {each.no: each for each in work.commitments.list_in_deal(TEAM, DEAL)}
    assert stored is not None
    decided = {each.key: each for each in stored.decisions}
    for key in before:
        decision = decided[key]
        assert decision.status is not CloseStatus.OPEN
        assert decision.person == ANA
        if decision.status is CloseStatus.COMMITMENT:
            assert decision.commitment is not None
            kept = commitments[decision.commitment]
            assert kept.state is not CommitmentState.VOID
    assert not any(line.is_open for line in load(table).lines)
    questions = {line.item.key for line in finished.questions}
    assert questions == {key for key in before if decided[key].status is CloseStatus.QUESTION}


@settings(max_examples=20, deadline=None)
@given(moves=MOVES, notes=NOTES, agreed=st.booleans())
def test_undoing_the_close_opens_what_it_had_left_for_later(
    moves: list[tuple[tuple[Kind, State], str, bool]], notes: list[str], agreed: bool
) -> None:
    table = build_table(moves, notes, agreed=agreed)
    finished = closing.finish_close(table.by, DEAL, key=table.once(), services=table.services)
    undo_entry(table.by, DEAL, seq=finished.seq, key=table.once(), services=table.services)
    assert not table.deal.is_closed
    shown = closing.show_close(table.by, DEAL, services=table.services)
    for line in shown.lines:
        # What somebody promised was a commitment before the close, and still is.
        assert line.status is not CloseStatus.COMMITMENT or line.commitment is not None
        if line.commitment is not None:
            assert line.commitment.state is not CommitmentState.VOID
    again = closing.finish_close(table.by, DEAL, key=table.once(), services=table.services)
    assert again.counts[CloseStatus.OPEN] == 0


def test_the_sheet_never_says_what_is_ours_alone() -> None:
    moves = [((Kind.GIVE, State.FIRM), "onboarding 2k", False)]
    table = build_table(moves, ["they looked tired"], agreed=True)
    closing.mark_all_in_contract(table.by, DEAL, key=table.once(), services=table.services)
    closing.finish_close(table.by, DEAL, key=table.once(), services=table.services)
    sheet = close_sheets.preview_close_sheet(table.by, DEAL, allowed=True, services=table.services)
    assert [row.item.said for row in sheet.rows][-1] == "onboarding"
    assert all(row.item.move is None for row in sheet.rows)
    assert "tired" not in repr(sheet.rows)


def test_a_later_offer_opens_its_terms_again() -> None:
    table = build_table([], [], agreed=True)
    closing.mark_all_in_contract(table.by, DEAL, key=table.once(), services=table.services)
    table.puts("us", "price 94000, term 24")
    table.accepts("them")
    lines = load(table).lines
    assert [line.item.said for line in lines if line.is_open] == [
        "price 94000 EUR",
        "term 24 months",
    ]


def test_settling_it_otherwise_ends_its_commitment() -> None:
    table = build_table([((Kind.GET, State.FIRM), "case study", True)], [], agreed=False)
    choose(table, [(0, CloseStatus.COMMITMENT, "", None), (0, CloseStatus.CONTRACT, "MSA", None)])
    with table.services.store.reading() as work:
        (commitment,) = work.commitments.list_in_deal(TEAM, DEAL)
    assert commitment.state is CommitmentState.WAIVED
    (line,) = load(table).lines
    assert (line.status, replace(line.item, move=None).said) == (CloseStatus.CONTRACT, "case study")


def test_undoing_a_decision_about_a_promise_leaves_the_promise_to_be_done() -> None:
    table = build_table([((Kind.GET, State.PROMISED), "case study", True)], [], agreed=False)
    choose(table, [(0, CloseStatus.COMMITMENT, "", TODAY + timedelta(days=9))])
    undo_entry(table.by, DEAL, key=table.once(), services=table.services)
    with table.services.store.reading() as work:
        (commitment,) = work.commitments.list_in_deal(TEAM, DEAL)
    assert (commitment.state, commitment.due) == (CommitmentState.OPEN, None)


def test_a_promise_that_was_waived_is_to_be_done_again_once_it_is_chosen() -> None:
    table = build_table([((Kind.GET, State.PROMISED), "case study", True)], [], agreed=False)
    day = TODAY + timedelta(days=9)
    choose(
        table,
        [
            (0, CloseStatus.COMMITMENT, "", None),
            (0, CloseStatus.WAIVED, "", None),
            (0, CloseStatus.COMMITMENT, "", day),
        ],
    )
    with table.services.store.reading() as work:
        (commitment,) = work.commitments.list_in_deal(TEAM, DEAL)
    assert (commitment.state, commitment.due) == (CommitmentState.OPEN, day)
