"""Samples of what both sides have to do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.coach.answers import Exposure, Undone
from bot.coach.answers.base import Answer
from bot.coach.answers.commitments import (
    CommitmentsAdded,
    CommitmentSaved,
    CommitmentShown,
    CommitmentSideAsked,
    CommitmentsListed,
    CommitmentsSettled,
)
from bot.domain.commitments import (
    Commitment,
    CommitmentOrigin,
    CommitmentSide,
    CommitmentState,
    Delivery,
)
from bot.domain.ids import CommitmentNo, MoveNo, PersonId
from bot.domain.ledger import Verb
from bot.domain.trades import ZERO
from bot.playground.samples.links import RENEWAL

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA = PersonId("U0ANA")
CASE_STUDY = Commitment(
    no=CommitmentNo(1),
    side=CommitmentSide.THEIRS,
    what="send the case study",
    at=NOON,
    person=ANA,
    due=date(2027, 1, 15),
    where="MSA 4.2",
)
ONBOARDING = Commitment(
    no=CommitmentNo(2),
    side=CommitmentSide.OURS,
    what="deliver onboarding",
    at=NOON,
    person=ANA,
    owner=ANA,
    due=TODAY - timedelta(days=1),
)
NO_DAY = replace(CASE_STUDY, no=CommitmentNo(3), due=None, where="", role="their project lead")
DELIVERED = replace(
    CASE_STUDY,
    state=CommitmentState.DELIVERED,
    settled=TODAY,
    proof="https://acme.example/case",
    version=2,
)
DELIVERED_LATE = replace(
    ONBOARDING, state=CommitmentState.DELIVERED, settled=TODAY + timedelta(days=2), version=2
)
WAIVED = replace(
    NO_DAY, state=CommitmentState.WAIVED, settled=TODAY, proof="they do without it", version=2
)
PROMISED = replace(CASE_STUDY, origin=CommitmentOrigin.GET, source=MoveNo(4))
THEIRS = Delivery(side=CommitmentSide.THEIRS, due=3, delivered=2, late=1, open=1)
OURS = Delivery(side=CommitmentSide.OURS, due=1, delivered=1, late=0, open=0)
NONE_DUE = replace(OURS, due=0, delivered=0)
LISTED = CommitmentsListed(
    deal=RENEWAL,
    today=TODAY,
    open=(ONBOARDING, CASE_STUDY, NO_DAY),
    settled=(DELIVERED_LATE, DELIVERED, WAIVED),
    ours=OURS,
    theirs=THEIRS,
    mine=True,
)


def _saved(verb: Verb, commitment: Commitment, *, again: bool = False) -> CommitmentSaved:
    return CommitmentSaved(
        deal=RENEWAL,
        today=TODAY,
        verb=verb,
        commitment=commitment,
        seq=0 if again else 7,
        again=again,
    )


SAMPLES: list[tuple[str, Answer]] = [
    ("commitment kept", _saved(Verb.COMMITTED, CASE_STUDY)),
    (
        "commitment kept, ours and without a day",
        _saved(Verb.COMMITTED, replace(ONBOARDING, due=None)),
    ),
    ("commitment delivered", _saved(Verb.DELIVERED, replace(DELIVERED, proof=""))),
    ("commitment delivered, with its proof", _saved(Verb.DELIVERED, DELIVERED)),
    ("commitment waived", _saved(Verb.WAIVED, WAIVED)),
    ("commitment changed", _saved(Verb.AMENDED, CASE_STUDY)),
    ("commitment says that already", _saved(Verb.AMENDED, CASE_STUDY, again=True)),
    ("commitment settled already", _saved(Verb.DELIVERED, DELIVERED, again=True)),
    (
        "several commitments kept",
        CommitmentsAdded(deal=RENEWAL, today=TODAY, commitments=(ONBOARDING, CASE_STUDY), seq=7),
    ),
    (
        "several delivered, one before",
        CommitmentsSettled(
            deal=RENEWAL,
            today=TODAY,
            verb=Verb.DELIVERED,
            commitments=(DELIVERED, replace(DELIVERED, no=CommitmentNo(4))),
            unchanged=(replace(DELIVERED, no=CommitmentNo(5)),),
            seq=7,
        ),
    ),
    (
        "several waived",
        CommitmentsSettled(
            deal=RENEWAL, today=TODAY, verb=Verb.WAIVED, commitments=(WAIVED,), seq=8
        ),
    ),
    (
        "several settled before",
        CommitmentsSettled(deal=RENEWAL, today=TODAY, verb=Verb.WAIVED, unchanged=(WAIVED,)),
    ),
    (
        "commitment shown",
        CommitmentShown(deal=RENEWAL, today=TODAY, commitment=PROMISED, mine=True),
    ),
    (
        "commitment shown, of the terms and done",
        CommitmentShown(
            deal=RENEWAL,
            today=TODAY,
            commitment=replace(DELIVERED, origin=CommitmentOrigin.TERM),
            mine=True,
        ),
    ),
    (
        "commitment shown to a viewer",
        CommitmentShown(
            deal=RENEWAL,
            today=TODAY,
            commitment=replace(CASE_STUDY, origin=CommitmentOrigin.CLOSE),
            mine=False,
        ),
    ),
    ("commitments listed", LISTED),
    (
        "commitments listed, many",
        replace(
            LISTED,
            open=tuple(replace(CASE_STUDY, no=CommitmentNo(no)) for no in range(1, 20)),
            settled=(),
        ),
    ),
    (
        "commitments listed, all done",
        replace(LISTED, open=(), ours=NONE_DUE, typed="delivered the moon"),
    ),
    (
        "commitments listed, none there",
        replace(LISTED, open=(), settled=(), ours=NONE_DUE, theirs=NONE_DUE, mine=False),
    ),
    ("commitment, whose", CommitmentSideAsked(deal=RENEWAL, what="case study", line="w1")),
    (
        "undone, a commitment",
        Undone(
            deal=RENEWAL,
            verb=Verb.COMMITTED,
            moves=(),
            exposure=Exposure(before=ZERO, after=ZERO, open_gives=0, unfigured=0, share=None),
            commitments=(CASE_STUDY,),
        ),
    ),
]
