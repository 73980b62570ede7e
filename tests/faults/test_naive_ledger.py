"""The second ledger of the checker agrees with the first one, and says where sums that are kept do not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.ledger import Entry, Verb, fold_entries
from bot.domain.moves import State
from bot.domain.totals import compute_totals
from tests.faults.naive_ledger import compare_with_kept
from tests.store.table import TODAY, acme, ask, get, give, recorded


def entries() -> list[Entry]:
    """Three gives, one of them undone, a get, an ask, a draft, and an edit."""
    changed = replace(give(1, cost="9000"), version=2)
    undone = replace(give(2), state=State.VOID, version=2)
    return [
        recorded(1, give(1)),
        recorded(2, give(2)),
        recorded(3, get(3), ask(4)),
        recorded(4, give(5, state=State.DRAFT)),
        replace(recorded(5, changed), verb=Verb.AMENDED, before=(give(1),)),
        replace(recorded(6, undone), verb=Verb.UNDONE, before=(give(2),)),
        recorded(7, give(6, cost="500")),
    ]


def test_it_agrees_with_the_first_ledger() -> None:
    kept = compute_totals(fold_entries(entries(), acme().yardstick), TODAY)
    assert (kept.gives, kept.given, kept.open_asks) == (2, Decimal(9500), 1)
    assert compare_with_kept(entries(), kept) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"gives": 3},
        {"given": Decimal(21500)},
        {"exposure": Decimal(0)},
        {"gets": 0},
        {"open_asks": 2},
        {"drafts": 0},
        {"last": 9},
    ],
)
def test_it_finds_a_sum_that_is_kept_wrongly(wrong: dict[str, object]) -> None:
    kept = compute_totals(fold_entries(entries(), acme().yardstick), TODAY)
    assert compare_with_kept(entries(), replace(kept, **wrong)) == list(wrong)  # type: ignore[arg-type]


def test_it_finds_an_entry_that_the_sums_have_missed() -> None:
    kept = compute_totals(fold_entries(entries()[:-1], acme().yardstick), TODAY)
    assert "given" in compare_with_kept(entries(), kept)
