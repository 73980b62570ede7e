"""The debrief: shown, answered in a form, left and taken up again."""

from dataclasses import replace

from bot.coach import debriefs
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.debriefs import DebriefFactNamed, DebriefLineDrafted, DebriefShown
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.debriefs import LINES, DebriefFact, FactKind
from bot.domain.documents import DocumentKind
from bot.domain.ids import DealId
from bot.language.exports import read_form
from bot.language.parties import without_party
from bot.slack import documents
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.debriefs import (
    LONGEST_LINE,
    check_lines,
    debrief_form,
    debrief_view,
    read_debrief,
)
from bot.slack.forms.form import NotFilled, parse_metadata
from bot.slack.markup import truncate
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_

DRAFTED_FROM = (FactKind.GAINED, FactKind.CHEAP_GIVE, FactKind.GRANTED, FactKind.HELD)
"""Facts that a line for the playbook is drafted from, the most telling kind first."""


SAVED_MEANWHILE = N_(
    "Somebody saved answers meanwhile. Yours are still here: copy what is new, and open it again."
)


def debrief_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal debrief`: what the deal taught; `/deal debrief pdf` the same as a file."""
    form = read_form(rest)
    if form is not None:
        return documents.request(services, context, here.id, DocumentKind.DEBRIEF, form)
    if rest:
        return Puzzled(command="deal", typed=echo(f"debrief {rest}"), example="/deal debrief")
    return debriefs.show_debrief(context.actor, here.id, services=services.coach)


def show_debrief(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The debrief, from a button."""
    return debriefs.show_debrief(context.actor, ref.deal, services=services.coach)


def open_debrief_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form, with what was answered before or what the ledger suggests."""
    shown = debriefs.show_debrief_form(context.actor, ref.deal, services=services.coach)

    def name_fact(fact: DebriefFact) -> str:
        return _say(services, context, DebriefFactNamed(deal=shown.deal, fact=fact))

    return FormOpened(debrief_view(shown, name_fact, _draft_lines(services, context, shown)))


def _draft_lines(
    services: SlackServices, context: RequestContext, shown: DebriefShown
) -> tuple[str, ...]:
    """Lines for the playbook to begin with: each from another kind of fact."""
    lines = []
    facts = [fact for question in shown.questions for fact in question.picked]
    for kind in DRAFTED_FROM:
        fact = next((each for each in facts if each.kind is kind), None)
        if fact is not None:
            names = [party.name for party in shown.deal.parties if party.name]
            fact = replace(
                fact,
                what=without_party(fact.what, names),
                other=without_party(fact.other, names),
            )
            line = _say(services, context, DebriefLineDrafted(deal=shown.deal, fact=fact))
            lines.append(truncate(line, LONGEST_LINE))
    return tuple(lines[:LINES])


def _say(services: SlackServices, context: RequestContext, answer: Answer) -> str:
    locale, today = context.actor.locale, context.actor.today
    return " ".join(services.renderer.plain(answer, locale=locale, today=today).split())


def save_debrief(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the form says."""
    deal = DealId(parse_metadata(view.get("private_metadata") or "").deal)
    shown = debriefs.show_debrief_form(context.actor, deal, services=services.coach)
    filled = debrief_form(shown).read(view)
    check_lines(filled, shown.deal)
    request = read_debrief(filled, shown, context.actor)
    try:
        return debriefs.save_debrief(request, services=services.coach)
    except Refused as refused:
        if refused.answer.why is not RefusalReason.CHANGED:
            raise
        # The form stays as it is, so that nothing that was typed is lost.
        first = debrief_form(shown).fields[0].name
        raise NotFilled({first: SAVED_MEANWHILE}) from refused


def publish_lines(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Puts the lines that the person saw into the playbook; the key is the version of the debrief that had them."""
    return debriefs.publish_lines(
        context.actor, ref.deal, version=ref.number or 0, key=context.once, services=services.coach
    )


def withdraw_lines(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Takes them out again."""
    return debriefs.withdraw_lines(
        context.actor, ref.deal, key=context.once, services=services.coach
    )


ROUTES = Routes(
    deal_words={"debrief": debrief_command},
    coach_words={"debrief": debrief_command},
    clicks={
        "debrief.show": show_debrief,
        "debrief.form": open_debrief_form,
        "debrief.publish": publish_lines,
        "debrief.withdraw": withdraw_lines,
    },
    submissions={"debrief.save": save_debrief},
)
