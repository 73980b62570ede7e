"""Samples of the checklist."""

from datetime import date
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.checklists import ChecklistShown
from bot.domain.checklist import CheckedPoint, CheckPoint, CheckState
from bot.playground.samples.links import RENEWAL

TODAY = date(2026, 11, 23)
FREE_GIVES = CheckedPoint(
    point=CheckPoint.FREE_GIVES, state=CheckState.NOT_YET, count=2, amount=Decimal(16_000)
)
LOOK_BACK = CheckedPoint(point=CheckPoint.DEBRIEF, state=CheckState.UNCLEAR)
PLANNED = frozenset({CheckPoint.LIMITS, CheckPoint.PEOPLE, CheckPoint.CRITERIA})
WITHOUT_RHYTHM = CheckedPoint(point=CheckPoint.EQUAL_OFFERS, state=CheckState.NOT_YET, count=1)
RENEWS = CheckedPoint(point=CheckPoint.HIDDEN_RENEWALS, state=CheckState.NOT_YET, count=1)


UNKNOWN = frozenset(
    {
        CheckPoint.LIMITS,
        CheckPoint.PEOPLE,
        CheckPoint.CRITERIA,
        CheckPoint.VAGUE_PROMISES,
        CheckPoint.HIDDEN_RENEWALS,
    }
)
KEPT = frozenset({CheckPoint.FREE_GIVES, CheckPoint.ONE_WAY_REFERENCES})


def _nearly_all() -> ChecklistShown:
    others = {check.point: check for check in (FREE_GIVES, WITHOUT_RHYTHM, RENEWS, LOOK_BACK)}
    checks = tuple(
        others.get(point, CheckedPoint(point=point, state=CheckState.YES, count=7))
        for point in CheckPoint
    )
    return ChecklistShown(deal=RENEWAL, checks=checks)


def _state_at_first(point: CheckPoint, *, unknown: frozenset[CheckPoint]) -> CheckState:
    if point in unknown:
        return CheckState.UNCLEAR
    return CheckState.YES if point in KEPT else CheckState.NOT_YET


def _at_first(unknown: frozenset[CheckPoint]) -> ChecklistShown:
    checks = tuple(
        CheckedPoint(point=point, state=_state_at_first(point, unknown=unknown))
        for point in CheckPoint
    )
    return ChecklistShown(deal=RENEWAL, checks=checks)


def _against_all() -> ChecklistShown:
    others = {FREE_GIVES.point: FREE_GIVES}
    checks = tuple(
        others.get(point, CheckedPoint(point=point, state=CheckState.NOT_YET))
        for point in CheckPoint
    )
    return ChecklistShown(deal=RENEWAL, checks=checks)


SAMPLES: list[tuple[str, Answer]] = [
    ("the checklist of a new deal, for its owner", _at_first(UNKNOWN - PLANNED)),
    ("the checklist of a new deal, for who sees no plan", _at_first(UNKNOWN)),
    ("the checklist, nearly done", _nearly_all()),
    ("the checklist, all against it", _against_all()),
]
