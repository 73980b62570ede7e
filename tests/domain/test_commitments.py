from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commitments import (
    Commitment,
    CommitmentSide,
    CommitmentStanding,
    CommitmentState,
    measure_delivery,
    sort_by_urgency,
)
from bot.domain.ids import CommitmentNo, PersonId

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
OPEN = Commitment(
    no=CommitmentNo(1),
    side=CommitmentSide.THEIRS,
    what="send the case study",
    at=datetime(2026, 11, 1, tzinfo=UTC),
    person=PersonId("U1"),
    due=TODAY,
)
DONE = replace(OPEN, state=CommitmentState.DELIVERED, settled=TODAY)


def test_it_is_late_from_the_day_after_its_day() -> None:
    assert OPEN.standing_on(TODAY) is CommitmentStanding.OPEN
    assert OPEN.standing_on(TODAY + DAY) is CommitmentStanding.LATE
    assert replace(OPEN, due=None).standing_on(TODAY) is CommitmentStanding.OPEN
    assert DONE.standing_on(TODAY) is CommitmentStanding.DELIVERED
    assert (
        replace(DONE, settled=TODAY + DAY).standing_on(TODAY) is CommitmentStanding.DELIVERED_LATE
    )


def test_delivery_is_what_was_delivered_of_what_was_due() -> None:
    waived = replace(OPEN, state=CommitmentState.WAIVED, settled=TODAY)
    late = replace(DONE, settled=TODAY + DAY)
    coming = replace(OPEN, due=TODAY + 9 * DAY)
    ours = replace(DONE, side=CommitmentSide.OURS)
    delivery = measure_delivery(
        [OPEN, DONE, late, waived, coming, ours], CommitmentSide.THEIRS, TODAY + DAY
    )
    assert (delivery.due, delivery.delivered, delivery.late, delivery.open) == (3, 2, 1, 2)
    assert delivery.share == Decimal(2) / 3


def test_without_anything_due_there_is_no_share() -> None:
    assert measure_delivery([OPEN], CommitmentSide.THEIRS, TODAY).share is None


DAYS = st.none() | st.dates(min_value=TODAY - 9 * DAY, max_value=TODAY + 9 * DAY)


@given(
    st.lists(st.builds(replace, st.just(OPEN), due=DAYS, state=st.sampled_from(CommitmentState)))
)
def test_every_commitment_is_counted_once_at_most(some: list[Commitment]) -> None:
    delivery = measure_delivery(some, CommitmentSide.THEIRS, TODAY)
    assert 0 <= delivery.late <= delivery.delivered <= delivery.due <= len(some)
    days = [each.due for each in sort_by_urgency(some)]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days[len(known) :] == [None] * (len(days) - len(known))
