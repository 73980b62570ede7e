"""What was agreed for the time after the signature, in one line: index bands, limits, the end of the term."""

from collections.abc import Callable
from functools import partial

from bot.coach import governance, rhythm_undo, rhythms
from bot.coach import governance_events as events
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.governance import LimitResponse
from bot.domain.rhythms import GateOutcome, RhythmStep
from bot.language.governance_events import EventDeed, read_deed
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Click, DealWord, Routes, echo, record_rest
from bot.slack.services import SlackServices

NO_PLACE = 10_000
"""A place that no list of a rhythm has."""


def _show_step(
    services: SlackServices, context: RequestContext, here: Deal, step: RhythmStep
) -> Answer:
    return rhythms.show_rhythm_step(context.actor, here.id, step, services=services.coach)


def band_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal band CPI base 2.1% band 2-4% cap 5%`: an index band; alone, those that there are."""
    if not rest:
        return _show_step(services, context, here, RhythmStep.BANDS)
    return record_rest(governance.set_band, services, context, here, rest)


def _limit_command(response: LimitResponse | None) -> DealWord:
    """`/deal reopener volume below 80% reopens price`, `/deal stop-loss uptime below 95% pause`."""

    def answer(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
        if not rest:
            return _show_step(services, context, here, RhythmStep.LIMITS)
        set_limit = partial(governance.set_limit, response=response)
        return record_rest(set_limit, services, context, here, rest)

    return answer


def renewal_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal renewal 31 Dec 2027 notice 3 months`: the end of the term; alone, what is set."""
    if not rest:
        return governance.show_renewal(context.actor, here.id, services=services.coach)
    return record_rest(governance.set_renewal, services, context, here, rest)


def notice_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal notice 3 months`: how long before the end of the term notice is given."""
    # The word says what the rest is about: `by 30 Sep` alone would be when the term ends.
    return renewal_command(services, context, here, f"notice {rest}" if rest else "")


def gate_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal gate pilot: one site; goes on when uptime is 99%; by 29 Jan`, `/deal gate pilot passed`."""
    if not rest:
        return _show_step(services, context, here, RhythmStep.GATES)
    return record_rest(events.set_gate, services, context, here, rest)


def risk_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal risk when an outage lasts a day, both owners meet within 2 days`; `/deal risk happened outage`, `… done
    outage`."""
    if not rest:
        return _show_step(services, context, here, RhythmStep.RISKS)
    deed, more = read_deed(rest)
    if deed is EventDeed.NOT_HAPPENED:
        return record_rest(events.take_back_typed_event, services, context, here, more)
    if deed is EventDeed.HAPPENED:
        return happened_command(services, context, here, more)
    if deed is EventDeed.DONE:
        return events.settle_typed_event(
            context.actor,
            here.id,
            more,
            typed=echo(rest),
            once=context.once,
            services=services.coach,
        )
    return record_rest(events.set_risk, services, context, here, rest)


def happened_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal happened outage on 12 Nov`: something happened that was agreed about; `/deal happened false alarm outage`:
    it did not."""
    deed, more = read_deed(rest)
    if deed is EventDeed.NOT_HAPPENED:
        return record_rest(events.take_back_typed_event, services, context, here, more)
    return record_rest(events.record_typed_event, services, context, here, rest)


def _place_of(ref: ButtonValue) -> int:
    """The place that a button names; one that no list has where the key was forged."""
    return NO_PLACE if ref.number is None else ref.number


def _decide_gate(outcome: GateOutcome) -> Click:
    """What became of a gate."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return events.decide_gate(
            context.actor,
            ref.deal,
            _place_of(ref),
            outcome,
            once=context.once,
            services=services.coach,
        )

    return click


def reopen_gate(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A gate that was decided is open again."""
    return events.reopen_gate(
        context.actor, ref.deal, _place_of(ref), once=context.once, services=services.coach
    )


def remove_gate(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A gate goes out of the rhythm."""
    return events.remove_gate(
        context.actor, ref.deal, _place_of(ref), once=context.once, services=services.coach
    )


def take_back_event(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was said to have happened did not."""
    return events.take_back_event(
        context.actor, ref.deal, ref.key, once=context.once, services=services.coach
    )


def undo_change(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The last change of the rhythm is undone."""
    return rhythm_undo.undo_rhythm_change(
        context.actor, ref.deal, _place_of(ref), once=context.once, services=services.coach
    )


def record_event(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Something happened that was agreed about."""
    return events.record_event(
        context.actor, ref.deal, ref.key, once=context.once, services=services.coach
    )


def settle_event(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What followed from it is done."""
    return events.settle_event(
        context.actor, ref.deal, ref.key, once=context.once, services=services.coach
    )


_WORDS: dict[str, Callable[[SlackServices, RequestContext, Deal, str], Answer]] = {
    "band": band_command,
    "bands": band_command,
    "reopener": _limit_command(LimitResponse.REOPEN),
    "reopeners": _limit_command(LimitResponse.REOPEN),
    "stop-loss": _limit_command(None),
    "stoploss": _limit_command(None),
    "renewal": renewal_command,
    "term-end": renewal_command,
    "notice": notice_command,
    "gate": gate_command,
    "gates": gate_command,
    "risk": risk_command,
    "risks": risk_command,
    "happened": happened_command,
}

ROUTES = Routes(
    deal_words=_WORDS,
    clicks={
        "gate.passed": _decide_gate(GateOutcome.PASSED),
        "gate.failed": _decide_gate(GateOutcome.FAILED),
        "gate.reopen": reopen_gate,
        "gate.remove": remove_gate,
        "rhythm.undo": undo_change,
        "risk.happened": record_event,
        "risk.done": settle_event,
        "risk.not_happened": take_back_event,
    },
)
