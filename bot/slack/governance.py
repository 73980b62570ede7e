"""What was agreed for the time after the signature, in one line: index bands, limits, the end of the term."""

from collections.abc import Callable

from bot.coach import governance, rhythms
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.governance import LimitResponse
from bot.domain.rhythms import RhythmStep
from bot.slack.context import RequestContext
from bot.slack.routing import DealWord, Routes, echo
from bot.slack.services import SlackServices


def _show_step(
    services: SlackServices, context: RequestContext, here: Deal, step: RhythmStep
) -> Answer:
    return rhythms.show_rhythm_step(context.actor, here.id, step, services=services.coach)


def band_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal band CPI base 2.1% band 2-4% cap 5%`: an index band; alone, those that there are."""
    if not rest:
        return _show_step(services, context, here, RhythmStep.BANDS)
    return governance.set_band(
        context.actor,
        here.id,
        rest,
        typed=echo(rest),
        once=context.once,
        services=services.coach,
    )


def _limit_command(response: LimitResponse | None) -> DealWord:
    """`/deal reopener volume below 80% reopens price`, `/deal stop-loss uptime below 95% pause`."""

    def answer(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
        if not rest:
            return _show_step(services, context, here, RhythmStep.LIMITS)
        return governance.set_limit(
            context.actor,
            here.id,
            rest,
            response,
            typed=echo(rest),
            once=context.once,
            services=services.coach,
        )

    return answer


def renewal_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal renewal 31 Dec 2027 notice 3 months`: the end of the term; alone, what is set."""
    if not rest:
        return governance.show_renewal(context.actor, here.id, services=services.coach)
    return governance.set_renewal(
        context.actor,
        here.id,
        rest,
        typed=echo(rest),
        once=context.once,
        services=services.coach,
    )


def notice_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal notice 3 months`: how long before the end of the term notice is given."""
    # The word says what the rest is about: `by 30 Sep` alone would be when the term ends.
    return renewal_command(services, context, here, f"notice {rest}" if rest else "")


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
}

ROUTES = Routes(deal_words=_WORDS)
