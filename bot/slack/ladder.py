"""What to do when they do not answer: the menu, the hold, the early give as a test."""

from bot.coach import gives, ladder
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.language.clean import clean_text
from bot.language.holds import read_hold
from bot.language.lines import ParsedLine, UnreadableLine
from bot.language.trials import read_trial
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.replies import LineUnread
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_


def record_trial(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """An early give as a test, or what keeps it from being read; None where the line is none."""
    line = read_trial(text, locale=context.actor.locale, today=context.actor.today)
    if isinstance(line, UnreadableLine):
        return LineUnread(hint=line.hint, example=line.example, typed=line.typed)
    if not isinstance(line, ParsedLine):
        return None
    return gives.record_give(
        context.actor,
        line,
        clean_text(text),
        test=True,
        key=context.once,
        services=services.coach,
    )


def menu_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach menu`: what to do when they do not answer."""
    return ladder.show_ladder(context.actor, here.id, services=services.coach)


def hold_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal hold`, `/deal hold until Friday, their reorg`."""
    actor = context.actor
    found = read_hold(rest, locale=actor.locale, today=actor.today)
    if found.not_read:
        return LineUnread(
            hint=N_("A hold may have the day on which the deal goes on."),
            example="/deal hold until Friday",
            typed=echo(f"hold {found.not_read}"),
        )
    return ladder.begin_hold(
        actor,
        here.id,
        until=found.until,
        why=found.why,
        once=context.once,
        services=services.coach,
    )


def resume_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal resume`."""
    return ladder.end_hold(context.actor, here.id, once=context.once, services=services.coach)


def begin_hold(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Puts the deal on hold."""
    return ladder.begin_hold(context.actor, ref.deal, once=context.once, services=services.coach)


def end_hold(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Ends the hold."""
    return ladder.end_hold(context.actor, ref.deal, once=context.once, services=services.coach)


def show_menu(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The menu from a button."""
    return ladder.show_ladder(context.actor, ref.deal, services=services.coach)


def show_pause(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Pause, and compare with the alternative."""
    return ladder.show_pause(context.actor, ref.deal, services=services.coach)


def show_one_ask(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Ask for one specific thing."""
    return ladder.show_one_ask(context.actor, ref.deal, services=services.coach)


def show_acceptance(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Accept it as it stands."""
    return ladder.show_acceptance(context.actor, ref.deal, services=services.coach)


ROUTES = Routes(
    deal_words={"hold": hold_command, "resume": resume_command},
    coach_words={"menu": menu_command},
    clicks={
        "ladder.menu": show_menu,
        "ladder.pause": show_pause,
        "ladder.ask": show_one_ask,
        "ladder.accept": show_acceptance,
        "hold.begin": begin_hold,
        "hold.end": end_hold,
    },
)
