"""Lines put off: menus and forms of lines about no move, `/coach snooze`, `/coach unsnooze`."""

import re
from datetime import timedelta

from bot.coach import snoozes
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.mornings.reload import reload_morning
from bot.coach.mornings.topics import move_subject
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo
from bot.language.clean import clean_text
from bot.language.commands import english_word
from bot.language.holds import read_new_day
from bot.language.languages import language_of
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.digests import LINE_SNOOZE, UNTIL, until_view_of_line
from bot.slack.forms.form import NotFilled
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices

DAYS = {"day": timedelta(days=1), "week": timedelta(days=7)}
"""What the menu of a line offers, beside a day of one's own."""
EXAMPLE = "/coach snooze #3 until Friday"
LONGEST_SNOOZE = timedelta(days=366)
_REFERENCE = re.compile(r"(?P<kind>#|c)(?P<no>\d{1,9})", re.IGNORECASE)
KINDS = {"#": "move", "c": "commitment"}


def act_from_menu(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """An option of the menu of a line about no move: `week:commitment:3`."""
    word, _, subject = ref.key.partition(":")
    actor, coach = context.actor, services.coach
    if word in DAYS:
        until = actor.today + DAYS[word]
        done = snoozes.snooze_line(actor, ref.deal, subject, until, services=coach)
        return reload_morning(actor, ref.morning, services=coach) if ref.morning else done
    if word != "until":
        raise Refused(why=RefusalReason.CHANGED)
    topic = snoozes.show_topic(actor, ref.deal, subject, services=coach)
    return FormOpened(until_view_of_line(topic.deal, subject))


def snooze_from_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Until when a line stays out of messages."""
    filled = LINE_SNOOZE.read(view)
    until = filled.need(UNTIL)
    if until <= context.actor.today:
        raise NotFilled({UNTIL.name: "Please choose a day after today."})
    deal, subject = DealId(filled.metadata.deal), filled.metadata.aim
    return snoozes.snooze_line(context.actor, deal, subject, until, services=services.coach)


def wake(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A line that was put off comes again; its subject is the button's key."""
    done = snoozes.wake_line(context.actor, ref.deal, ref.key, services=services.coach)
    if not ref.morning:
        return done
    return reload_morning(context.actor, ref.morning, services=services.coach)


def wake_everything(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """All lines that were put off come again."""
    return snoozes.wake_all(context.actor, services=services.coach)


def snooze_anywhere(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """`/coach snooze`: what is put off; `/coach snooze off`: nothing any more. Anything else is about a deal."""
    if not text:
        return snoozes.list_snoozes(context.actor, services=services.coach)
    if _is_off(context, text):
        return snoozes.wake_all(context.actor, services=services.coach)
    return None


def snooze_here(services: SlackServices, context: RequestContext, here: Deal, text: str) -> Answer:
    """`/coach snooze #3 until Friday`, `/coach snooze c2 1 week`, `/coach snooze #3 off`."""
    first, _, rest = clean_text(text).partition(" ")
    found = _REFERENCE.fullmatch(first.rstrip(":,"))
    if found is None:
        return Puzzled(command="coach", typed=echo(f"snooze {text}"), example=EXAMPLE)
    subject = _subject_of(found)
    actor, coach = context.actor, services.coach
    if _is_off(context, rest):
        return snoozes.wake_line(actor, here.id, subject, services=coach)
    until = read_new_day(rest, locale=actor.locale, today=actor.today) if rest else None
    if until is not None and actor.today < until <= actor.today + LONGEST_SNOOZE:
        return snoozes.snooze_line(actor, here.id, subject, until, services=coach)
    if rest:
        return Puzzled(command="coach", typed=echo(f"snooze {text}"), example=EXAMPLE)
    topic = snoozes.show_topic(actor, here.id, subject, services=coach)
    return FormOpened(until_view_of_line(topic.deal, subject))


def unsnooze_anywhere(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """`/coach unsnooze`: all that was put off comes again."""
    if text:
        return None
    return snoozes.wake_all(context.actor, services=services.coach)


def unsnooze_here(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer:
    """`/coach unsnooze #3`."""
    found = _REFERENCE.fullmatch(clean_text(text))
    if found is None:
        return Puzzled(
            command="coach", typed=echo(f"unsnooze {text}"), example="/coach unsnooze #3"
        )
    return snoozes.wake_line(context.actor, here.id, _subject_of(found), services=services.coach)


def _subject_of(found: re.Match[str]) -> str:
    kind, no = KINDS[found["kind"].casefold()], int(found["no"])
    return move_subject(MoveNo(no)) if kind == "move" else f"{kind}:{no}"


def _is_off(context: RequestContext, text: str) -> bool:
    return english_word(text.strip().casefold(), language_of(context.actor.locale)) == "off"


ROUTES = Routes(
    coach_words={
        "snooze": AnywhereWord(anywhere=snooze_anywhere, in_deal=snooze_here),
        "unsnooze": AnywhereWord(anywhere=unsnooze_anywhere, in_deal=unsnooze_here),
    },
    clicks={"line.more": act_from_menu, "line.wake": wake, "line.wake_all": wake_everything},
    submissions={"line.snoozed": snooze_from_form},
)
