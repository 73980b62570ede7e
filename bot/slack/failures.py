"""What a person reads where something went wrong."""

from bot import logs
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.direct import was_recorded
from bot.coach.ports.errors import DatabaseBusy, DatabaseUnusable, VersionConflict
from bot.coach.refusals import HeldForApproval, Refused
from bot.slack.button_values import UnknownButton
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms.form import Forged
from bot.slack.replies import Failed, RecordedUnshown, Turned
from bot.slack.services import SlackServices

LONGEST_TYPED = 500
"""How much of what was typed goes back to the person with a failure."""


def answer_error_after(
    services: SlackServices,
    context: RequestContext | None,
    error: Exception,
    *,
    kind: str,
    typed: str = "",
) -> Answer:
    """The same for somebody who is known: where their request was recorded before something went wrong, it says so, so
    that nobody records it again."""
    answer = answer_error(error, kind=kind, typed=typed)
    if context is None or not isinstance(answer, Failed):
        return answer
    try:
        is_recorded = was_recorded(context.actor, context.once, services=services.coach)
    except Exception:  # noqa: BLE001 - where nobody can tell, nothing is promised
        return answer
    return RecordedUnshown(reference=answer.reference) if is_recorded else answer


def answer_error(error: Exception, *, kind: str, typed: str = "") -> Answer:
    """What a person reads where something went wrong. What nobody foresaw is logged under a reference."""
    if isinstance(error, Refused | HeldForApproval):
        return error.answer
    if isinstance(error, Refusal | Forged | UnknownButton):
        return Turned(sentence=str(type(error).__doc__))
    typed = typed[:LONGEST_TYPED]
    if isinstance(error, DatabaseBusy):
        return NotDone(why=RefusalReason.BUSY, typed=typed)
    if isinstance(error, VersionConflict):
        return NotDone(why=RefusalReason.CHANGED, typed=typed)
    return Failed(
        reference=logs.unexpected(error, kind=kind),
        typed=typed,
        is_database_unusable=isinstance(error, DatabaseUnusable),
    )
